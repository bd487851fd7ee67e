import numpy as np
import pytest

import vendor_eval as ve
from builders import make_decision
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.analysis.information import information
from vendor_eval.errors import OptionError, UnknownNameError


def between(low, high):
    return {"low": low, "high": high}


def row(found, vendor, criterion):
    return found.table.set_index(["vendor", "criterion"]).loc[(vendor, criterion)]


# The running example of five vendors on six criteria, 0 to 100: every performance within 5 points, but for four.
WEIGHTS = {"cost": 25, "quality": 20, "delivery": 15, "security": 20, "support": 10, "finance": 10}
VALUES = {
    "a": (55, 80, 70, 90, 60, 70),
    "b": (90, 65, 75, 50, 70, 60),
    "c": (30, 95, 60, 95, 85, 80),
    "d": (70, 55, 65, 60, 50, 55),
    "e": (50, 60, 65, 55, 50, 50),
}


def test_a_fact_that_a_must_hangs_on_is_worth_the_excess_over_the_other_where_it_is_met():
    # By hand: weight .2, the rest 46 points, the other 60; met from 50 on, and first from 70 on: .2 * 30^2 / 200 = .9.
    decision = make_decision(
        {"alpha": {"fit": 60, "proof": 60}, "beta": {"fit": 57.5, "proof": "unknown"}},
        weights={"fit": 80, "proof": 20},
        require={"proof": {"at_least": 50}},
    )
    found = information(decision)
    one = row(found, "beta", "proof")

    assert (one["value"], one["se"]) == (pytest.approx(0.9), 0)
    assert one["p_change"] == pytest.approx(0.3)
    assert (one["decides"], one["assumed"], one["chance_met"]) == (True, True, pytest.approx(0.5))
    assert found.questions[0].criteria == ("proof",)


def test_of_a_leader_it_is_worth_what_a_loss_costs():
    # alpha has 50 to 90 on reach (70 expected) and beta 65: lost below 65, on average by 7.5 in 15/40 of the cases.
    found = information(make_decision({"alpha": {"reach": between(50, 90)}, "beta": {"reach": 65}}))
    one = row(found, "alpha", "reach")

    assert one["value"] == pytest.approx(7.5 * 15 / 40)
    assert one["p_change"] == pytest.approx(15 / 40)


def test_single_facts_may_be_worth_nothing_where_together_they_are_worth_much():
    open_musts = {"reach": {"at_least": 50}, "price": {"at_least": 50}}
    found = information(make_decision({"alpha": {"reach": "unknown", "price": "unknown"}}, require=open_musts))

    assert list(found.table["value"]) == [0, 0]
    both = found.bundles[found.bundles["kind"] == "requirements"].iloc[0]
    # Nobody counts 0 points; both are met in a quarter of the cases, and then each has 75 on average.
    assert both["value"] == pytest.approx(75 / 4, abs=5 * both["se"])
    assert both["p_change"] == pytest.approx(0.25, abs=0.02)
    assert found.questions[0].criteria == ("reach", "price")
    assert "Together they decide whether Alpha is sufficient." in found.text


def test_a_stated_chance_counts_instead_of_an_assumed_one():
    found = information(
        make_decision({"alpha": {"reach": "unknown"}}, require={"reach": {"at_least": 50, "p_met": 0.9}})
    )
    one = row(found, "alpha", "reach")

    assert (one["chance_met"], one["assumed"], one["p_change"]) == (0.9, False, 0.9)
    assert one["value"] == pytest.approx(0.9 * 75)


def test_levels_are_summed_one_by_one():
    scales = {"terms": {"bad": 0, "fair": 40, "good": 100}}
    scores = {"alpha": {"terms": {"levels": {"bad": 0.5, "good": 0.5}}}, "beta": {"terms": "fair"}}
    found = information(make_decision(scores, scales=scales))
    one = row(found, "alpha", "terms")

    assert one["value"] == pytest.approx(0.5 * 40)
    assert one["p_change"] == pytest.approx(0.5)


def test_what_changes_nothing_is_worth_nothing():
    found = information(make_decision({"alpha": {"reach": between(70, 90)}, "beta": {"reach": 20}}))

    assert row(found, "alpha", "reach")["value"] == 0
    assert found.questions == ()
    assert found.text == "The one uncertain performance could not change the choice enough to matter."


def test_where_all_is_known_nothing_is_left():
    found = information(make_decision())

    assert found.table.empty
    assert found.text == "Nothing is left to find out: every performance is known exactly."


def test_the_insufficient_are_not_asked():
    found = information(
        make_decision({"alpha": {"reach": 80}, "beta": {"reach": between(0, 40)}}, require={"reach": {"at_least": 50}})
    )

    assert found.table.empty


def test_costs_stand_beside_the_value():
    decision = make_decision({"alpha": {"reach": between(50, 90)}, "beta": {"reach": 65}})
    one = row(information(decision, costs={"alpha": {"reach": 2}}), "alpha", "reach")

    assert one["value_per_cost"] == pytest.approx(one["value"] / 2)


def test_rules_on_the_whole_are_drawn_and_say_how_exact_they_are():
    # Sufficient from 60 on: the least that can occur is 50, so learning it decides.
    decision = make_decision({"alpha": {"reach": between(50, 90)}}, policy={"minimum_value": 60})
    one = row(information(decision), "alpha", "reach")

    # Nobody counts 60 points: the gain is the mean excess over 60, 15 in three quarters of the cases.
    assert one["se"] > 0
    assert one["value"] == pytest.approx(0.75 * 15, abs=5 * one["se"])
    assert one["p_change"] == pytest.approx(0.75, abs=0.02)


def test_too_many_weaknesses_bar_until_they_are_learnt():
    should = {"reach": {"at_least": 70, "kind": "should"}}
    decision = make_decision({"alpha": {"reach": between(50, 90)}}, require=should, policy={"max_weaknesses": 0})
    one = row(information(decision), "alpha", "reach")

    assert one["p_change"] == pytest.approx(0.5, abs=0.02)
    assert one["value"] == pytest.approx(0.5 * 80, abs=5 * one["se"])


def test_sets_of_the_running_example_are_those_of_the_reference():
    """Expected value of perfect information on all performances at these weights: 1.956 points (by 400,000 draws)."""
    scores = {
        vendor: {key: between(value - 5, value + 5) for key, value in zip(WEIGHTS, values, strict=True)}
        for vendor, values in VALUES.items()
    }
    scores["c"]["security"] = between(50, 100)
    scores["b"]["security"] = scores["d"]["quality"] = between(0, 100)
    scores["e"]["cost"] = between(30, 70)
    found = information(make_decision(scores, weights=WEIGHTS), draws=200_000)

    everything = found.bundles[found.bundles["kind"] == "everything"].iloc[0]
    assert everything["value"] > row(found, "b", "security")["value"] > 0
    assert row(found, "b", "security")["value"] == pytest.approx(REFERENCE["b security"], abs=2e-3)
    assert everything["value"] == pytest.approx(REFERENCE["everything"], abs=5 * everything["se"] + 2e-3)


REFERENCE = {"b security": 1.806, "everything": 1.956}


def test_learning_by_hand_is_worth_the_same():
    """Nested: every value of one performance in turn, the decision evaluated anew, and the best of it taken."""
    scores = {
        "alpha": {"reach": between(40, 90), "price": 70},
        "beta": {"reach": 60, "price": between(30, 90)},
        "gamma": {"reach": between(50, 80), "price": 55},
    }
    decision = make_decision(scores, weights={"reach": 55, "price": 45}, require={"reach": {"at_least": 45}})
    found = information(decision)

    def best(one):
        values = [one.outcome.values[key] for key, verdict in one.verdicts.items() if verdict.name == "sufficient"]
        return max(values, default=0.0)

    now = best(evaluate(decision))
    for vendor, criterion, low, high in (("alpha", "reach", 40, 90), ("beta", "price", 30, 90)):
        middles = low + (high - low) * (np.arange(400) + 0.5) / 400
        learnt = [best(evaluate(decision.with_assessment(vendor, criterion, float(x)))) for x in middles]
        assert row(found, vendor, criterion)["value"] == pytest.approx(np.mean(learnt) - now, abs=0.01)


def test_wrong_options_are_refused():
    decision = make_decision()
    with pytest.raises(OptionError, match="draws"):
        information(decision, draws=1)
    with pytest.raises(UnknownNameError, match="vendor"):
        information(decision, costs={"alfa": {}})
    with pytest.raises(UnknownNameError, match="criterion"):
        information(decision, costs={"alpha": {"rech": 1}})
    with pytest.raises(OptionError, match="costs"):
        information(decision, costs={"alpha": {"reach": -1}})


def test_the_case_yields_a_short_list_of_questions():
    found = information(ve.cases.load("apple-china-2025"))

    assert 1 <= len(found.questions) <= 8
    assert all(one.decides for one in found.questions[:1])
    assert found.to_dict()["questions"][0]["text"] == found.questions[0].text
