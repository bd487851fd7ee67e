import math

import pytest

import vendor_eval as ve
from builders import make_decision
from languages.pseudo import left_in_english, speak_wide
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.errors import OptionError, UnknownNameError
from vendor_eval.languages.speaking import speaking
from vendor_eval.reasons.improve import improve

SCORES = {"alpha": {"reach": 80, "price": 60}, "beta": {"reach": 50, "price": 60}}
LEVELS = {"terms": {"bad": 0, "fair": 40, "good": 100}}


def improved(scores=SCORES, vendor="beta", *, goal="first", over=None, costs=None, hold="expected", **parts):
    return improve(evaluate(make_decision(scores, **parts)), vendor, goal=goal, over=over, costs=costs, hold=hold)


def scores(changes):
    return {one.criterion: one.score for one in changes}


def test_one_criterion_alone_makes_up_the_gap_divided_by_its_weight():
    # The gap is .5 times 30 = 15 points: 30 more on either criterion.
    found = improved()

    assert scores(found.single["reach"]) == {"reach": pytest.approx(80, abs=1e-6)}
    assert scores(found.single["price"]) == {"price": pytest.approx(90, abs=1e-6)}
    assert found.table.set_index("criterion")["change"].to_dict() == pytest.approx({"reach": 30, "price": 30}, abs=1e-6)
    assert found.text == (
        "To be first at the declared weights, one change would be enough for Beta: "
        "Reach at 80 (50 now) or Price at 90 (60 now)."
    )


def test_where_the_best_is_not_enough_that_is_said():
    found = improved({"alpha": {"reach": 100, "price": 90}, "beta": {"reach": 30, "price": 60}})

    assert found.single["price"] is None
    assert found.table.set_index("criterion")["said"]["price"] == "not even at its best"
    assert set(scores(found.fewest)) == {"reach", "price"}


def test_together_the_heavier_criterion_moves_first():
    # 26 points are missing; reach gives at most 20, so price must give the other 6 at a weight of .4.
    found = improved(
        {"alpha": {"reach": 100, "price": 60}, "beta": {"reach": 80, "price": 25}}, weights={"reach": 60, "price": 40}
    )

    assert found.single == {"reach": None, "price": found.single["price"]}
    changed = scores(found.cheapest)
    assert changed == {"reach": pytest.approx(100, abs=1e-6), "price": pytest.approx(60, abs=1e-6)}


def test_costs_decide_what_is_cheapest_and_what_has_none_stays():
    lower = {"alpha": {"reach": 80, "price": 60, "risk": 50}, "beta": {"reach": 50, "price": 60, "risk": 50}}

    assert set(scores(improved(lower, costs={"reach": 5, "price": 1}).cheapest)) == {"price"}
    assert set(scores(improved(lower, costs={"risk": 9}).cheapest)) == {"risk"}
    assert improved(lower, costs={"risk": 9}).effort == pytest.approx(9 * 0.3, abs=1e-6)


def test_levels_are_taken_whole():
    rivals = {"alpha": {"terms": "fair", "price": 50}, "beta": {"terms": "bad", "price": 50}}
    found = improved(rivals, scales=LEVELS)

    assert scores(found.single["terms"]) == {"terms": "good"}  # fair would only be level
    assert scores(found.single["price"]) == {"price": pytest.approx(90, abs=1e-6)}


def test_what_musts_ask_for_comes_first():
    found = improved(
        {"alpha": {"reach": 80, "price": 60}, "beta": {"reach": {"low": 10, "high": 20}, "price": 90}},
        goal="sufficient",
        require={"reach": {"at_least": 30}},
    )

    assert scores(found.repairs) == {"reach": 30}
    assert found.fewest == found.cheapest == found.repairs
    assert found.text == (
        "To be sufficient, Beta must meet what is required: Reach at least 30 (10 to 20 now). Nothing else is needed."
    )
    assert evaluate(found.applied()).verdicts["beta"].name == "sufficient"


def test_beyond_the_repairs_the_value_counts():
    found = improved(require={"reach": {"at_least": 60}})

    assert scores(found.repairs) == {"reach": 60}
    assert scores(found.single["price"]) == {"reach": 60, "price": pytest.approx(80, abs=1e-6)}
    assert evaluate(found.applied("price")).chosen == ("beta",)
    assert "Beyond that, one more change would be enough: " in found.text


@pytest.mark.parametrize(("form", "score"), [("more_than", 60.0), ("at_least", 60.0)])
def test_a_strict_requirement_takes_a_little_more(form, score):
    found = improved(goal="sufficient", require={"reach": {form: score}})
    (change,) = found.repairs

    assert change.score == pytest.approx(score, abs=1e-6)
    assert (change.score > score) == (form == "more_than")


def test_requirements_that_contradict_each_other_cannot_be_met():
    found = improved(goal="sufficient", require={"reach": [{"at_least": 90}, {"at_most": 70}]})

    assert found.fewest is None
    assert set(found.table["said"]) == {"impossible: requirements contradict each other"}


def test_a_least_overall_value_goes_by_the_least_that_can_occur():
    found = improved(
        {"beta": {"reach": {"low": 0, "high": 100}, "price": 60}}, goal="sufficient", policy={"minimum_value": 55}
    )

    assert scores(found.single["reach"]) == {"reach": pytest.approx(50, abs=1e-6)}
    assert found.single["price"] is None


def test_of_several_weaknesses_only_too_many_are_mended():
    should = {"at_least": 70, "kind": "should"}
    found = improved(
        {"beta": {"reach": 20, "price": 60, "risk": 65}},
        goal="sufficient",
        require={"reach": should, "price": should, "risk": should},
        policy={"max_weaknesses": 2},
    )

    assert scores(found.cheapest) == {"risk": 70}
    assert {key for key, changes in found.single.items() if changes} == {"reach", "price", "risk"}


def test_certain_holds_whatever_remains_unknown():
    rivals = {
        "alpha": {"reach": {"low": 60, "high": 80}, "price": 60},
        "beta": {"reach": 50, "price": {"low": 50, "high": 70}},
    }
    expected, certain = improved(rivals), improved(rivals, hold="certain")

    assert scores(expected.single["reach"]) == {"reach": pytest.approx(70, abs=1e-6)}
    assert scores(certain.single["reach"]) == {"reach": pytest.approx(90, abs=1e-6)}
    made = evaluate(certain.applied("reach"))
    assert (made.outcome.status, made.chosen) == ("certain", ("beta",))


def test_ahead_of_one_rival_is_less_than_first():
    three = SCORES | {"gamma": {"reach": 60, "price": 60}}

    assert scores(improved(three, over="gamma").single["reach"]) == {"reach": pytest.approx(60, abs=1e-6)}
    assert "To be ahead of Gamma at the declared weights" in improved(three, over="gamma").text


def test_what_is_reached_needs_nothing():
    found = improved(vendor="alpha")

    assert (found.reached, found.fewest, found.text) == (True, (), "Alpha is first already at the declared weights.")
    assert found.applied() == found.evaluation.decision


def test_an_impossible_goal_is_said_and_not_applied():
    found = improved({"alpha": {"reach": 100}, "beta": {"reach": 50}})

    assert found.fewest is None
    assert math.isinf(found.effort)
    assert found.text == ("Beta could not be first at the declared weights: the best of every scale is not enough.")
    with pytest.raises(OptionError, match="no such change reaches the goal"):
        found.applied()


def test_on_a_target_scale_the_way_is_from_where_the_vendor_stands():
    target = {"reach": {"worst": [0, 100], "best": 50, "shape": "target"}}
    found = improved({"alpha": {"reach": 60}, "beta": {"reach": 90}}, scales=target)

    assert scores(found.single["reach"]) == {"reach": pytest.approx(60, abs=1e-6)}


def test_a_fall_is_an_improvement_where_less_is_better():
    found = improved({"alpha": {"price": 20}, "beta": {"price": 60}}, scales={"price": (100, 0)})

    assert scores(found.single["price"]) == {"price": pytest.approx(20, abs=1e-6)}
    assert found.table["change"][0] == pytest.approx(-40, abs=1e-6)


def test_wrong_options_are_refused():
    evaluation = evaluate(make_decision(SCORES))
    with pytest.raises(UnknownNameError, match="betta"):
        improve(evaluation, "betta")
    with pytest.raises(OptionError, match="over must be another vendor"):
        improve(evaluation, "beta", over="beta")
    with pytest.raises(OptionError, match="goal"):
        improve(evaluation, "beta", goal="best")
    with pytest.raises(OptionError, match="hold"):
        improve(evaluation, "beta", hold="maybe")
    with pytest.raises(UnknownNameError, match="criterion"):
        improve(evaluation, "beta", costs={"rech": 1})
    with pytest.raises(OptionError, match="costs must be numbers from 0"):
        improve(evaluation, "beta", costs={"reach": -1})
    with pytest.raises(UnknownNameError, match="set of changes"):
        improve(evaluation, "beta").applied("least")


def test_the_case_says_what_deepseek_lacks():
    evaluation = ve.evaluate(ve.cases.load("apple-china-2025"))
    found = improve(evaluation, "deepseek", goal="sufficient")

    assert scores(found.repairs)["capacity"] == 1000
    assert evaluate(found.applied()).verdicts["deepseek"].name == "sufficient"


SPOKEN = {
    "reached": {"vendor": "甲"},
    "one change": {},
    "over": {"over": "甲", "hold": "certain"},
    "required": {"require": {"丙": {"at_least": 70}}},
    "required alone": {"require": {"丙": {"at_least": 70}}, "goal": "sufficient"},
    "impossible": {"scores": {"甲": {"丙": 100}, "乙": {"丙": 0}}, "goal": "first"},
    "together": {"scores": {"甲": {"丙": 100, "丁": 90}, "乙": {"丙": 30, "丁": 10}}},
    "at costs": {"scores": {"甲": {"丙": 100, "丁": 90}, "乙": {"丙": 30, "丁": 10}}, "costs": {"丙": 9, "丁": 1}},
    "many": {"scores": {"甲": dict.fromkeys("丙丁戊己庚辛", 60), "乙": dict.fromkeys("丙丁戊己庚辛", 55)}},
}


@pytest.mark.parametrize("case", SPOKEN)
def test_what_it_would_take_is_said_in_the_language(case, monkeypatch):
    options = {"scores": {"甲": {"丙": 80, "丁": 60}, "乙": {"丙": 50, "丁": 60}}, "vendor": "乙"} | SPOKEN[case]
    speak_wide(monkeypatch)
    with speaking("de"):
        found = improved(**options)
        said = "\n".join([found.text, *found.table["said"], *found.table["needed"]])

    assert left_in_english(said, ()) == []
