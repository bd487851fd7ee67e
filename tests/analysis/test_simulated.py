import pytest

from builders import make_decision
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.analysis.simulated import problem_of, taken_as_met
from vendor_eval.engine.cells import Point, Unknown
from vendor_eval.engine.simulation import simulate
from vendor_eval.engine.tests import Interval

LEVELS = {"bad": 0, "fair": 50, "good": 100}
DRAWS = 20_000


def problem(decision, *, expected=False):
    evaluation = evaluate(decision)
    return problem_of(evaluation.model, evaluation, expected=expected)


def alone(score, require, **parts):
    return make_decision({"alpha": {"reach": score}}, require={"reach": require}, **parts)


def p_sufficient(decision):
    return simulate(problem(decision), draws=DRAWS, seed=0).tally.sufficient[0] / DRAWS


def test_an_open_by_unknown_must_without_p_met_is_drawn_from_its_met_part():
    decision = alone("unknown", {"at_least": 30})

    assert problem(decision).cells == ((Unknown(30, 100),),)
    assert problem(decision).tests == ()
    assert p_sufficient(decision) == 1


def test_with_a_stated_p_met_an_unknown_must_is_met_in_that_share_of_draws():
    decision = alone("unknown", {"at_least": 30, "p_met": 0.7})

    assert problem(decision).cells == ((Unknown(30, 100),),)
    assert p_sufficient(decision) == pytest.approx(0.7, abs=0.01)


@pytest.mark.parametrize(
    ("scale", "score", "require", "p"),
    [
        ((0, 100), {"low": 0, "high": 80}, {"at_least": 20}, 0.75),
        ((0, 100), {"low": 0, "high": 80}, {"less_than": 20}, 0.25),
        (LEVELS, {"low": "bad", "high": "good"}, {"at_least": "fair"}, 2 / 3),
        (LEVELS, {"levels": {"bad": 0.1, "good": 0.9}}, {"one_of": ["bad"]}, 0.1),
    ],
)
def test_requirements_are_tested_on_the_drawn_performances(scale, score, require, p):
    assert p_sufficient(alone(score, require, scales={"reach": scale})) == pytest.approx(p, abs=0.01)


@pytest.mark.parametrize(
    ("scale", "score", "p"),
    [
        ((0, 100), 30, 0),
        ((0, 100), {"low": 20, "high": 60}, 0.25),
        ((0, 100), "unknown", 0.5),
        ((100, 0), "unknown", 0.5),
        (LEVELS, "unknown", 1 / 3),
    ],
)
def test_shoulds_are_tested_on_the_drawn_performances(scale, score, p):
    should = {"at_least": "good" if scale == LEVELS else 50, "kind": "should"}
    decision = alone(score, should, scales={"reach": scale}, policy={"max_weaknesses": 0})

    assert p_sufficient(decision) == pytest.approx(p, abs=0.012)


def test_shoulds_change_nothing_where_the_file_does_not_limit_them():
    assert p_sufficient(alone({"low": 20, "high": 60}, {"at_least": 50, "kind": "should"})) == 1


def test_a_should_with_a_stated_p_met_is_met_in_that_share_of_draws():
    decision = alone("unknown", {"at_least": 50, "kind": "should", "p_met": 0.2}, policy={"max_weaknesses": 0})

    assert p_sufficient(decision) == pytest.approx(0.2, abs=0.01)


@pytest.mark.parametrize("scale", [(0, 100), LEVELS])
def test_a_must_and_a_should_on_one_unknown_see_the_same_draw(scale):
    # From its met part, fair to good or 50 to 100, half of the draws reach good or 75.
    levels = scale == LEVELS
    require = [{"at_least": "fair" if levels else 50}, {"at_least": "good" if levels else 75, "kind": "should"}]
    decision = alone("unknown", require, scales={"reach": scale}, policy={"max_weaknesses": 0})
    (test,) = problem(decision).tests

    assert test.cell == problem(decision).cells[0][0]
    assert p_sufficient(decision) == pytest.approx(0.5, abs=0.012)


def test_minimum_value_is_tested_on_the_drawn_value():
    decision = make_decision({"alpha": {"reach": {"low": 0, "high": 80}}}, policy={"minimum_value": 60})

    assert p_sufficient(decision) == pytest.approx(0.25, abs=0.01)


def test_a_should_that_nothing_on_the_scale_is_known_to_reach_is_never_met():
    decision = alone("unknown", {"more_than": 500, "kind": "should"}, policy={"max_weaknesses": 0})

    assert problem(decision).tests[0].condition == Interval(100, 100)
    assert p_sufficient(decision) == 0


def test_a_vendor_insufficient_in_evaluate_is_drawn_whole_and_excluded():
    decision = make_decision(
        {"alpha": {"reach": "unknown", "price": 10}},
        require={"reach": {"at_least": 30}, "price": {"at_least": 20}},
    )

    assert problem(decision).excluded == (True,)
    assert problem(decision).cells[0] == (Point(10, 10), Unknown(0, 100))
    assert taken_as_met(evaluate(decision)) == frozenset()


def test_expected_values_are_held_with_open_musts_met():
    decision = make_decision(
        {"alpha": {"reach": "unknown"}, "beta": {"reach": {"low": 20, "high": 60}}, "gamma": {"reach": 5}},
        require={"reach": {"at_least": 40}},
    )
    held = problem(decision, expected=True)

    assert held.cells == ((Point(70, 70),), (Point(50, 50),), (Point(5, 5),))
    assert (held.tests, held.excluded) == ((), (False, False, True))


@pytest.mark.parametrize(
    ("require", "policy", "taken"),
    [
        ({"at_least": 30}, {}, True),
        ({"at_least": 30, "p_met": 0.5}, {}, False),
        ({"at_least": 30, "kind": "should"}, {"max_weaknesses": 0}, False),
        ({"at_least": 30}, {"unknown_at_requirement": "fail"}, False),
    ],
)
def test_only_musts_on_unknowns_without_a_probability_are_taken_as_met(require, policy, taken):
    assert taken_as_met(evaluate(alone("unknown", require, policy=policy))) == ({"alpha"} if taken else set())


@pytest.mark.parametrize(("policy", "taken"), [({}, set()), ({"max_weaknesses": 0}, {"alpha"})])
def test_a_should_that_cannot_be_drawn_is_taken_as_met_and_counts_where_shoulds_count(policy, taken):
    decision = make_decision({"alpha": {"reach": 50, "note": 40}}, policy=policy)
    should = {"information_only": True, "require": {"at_least": 30, "kind": "should"}}
    unscaled = decision.replace(criteria={**decision.criteria, "note": should}, weights={"swing": {"reach": 100}})
    blank = unscaled.with_assessment("alpha", "note", "unknown")

    assert taken_as_met(evaluate(blank)) == taken
    assert p_sufficient(blank) == 1


def test_draws_use_all_of_a_belief_and_test_what_its_central_part_alone_meets():
    decision = alone({"mean": 12, "sd": 3}, {"at_least": 6})

    # Phi(2) = .97725, and the central 95 % begins at 6.12.
    assert p_sufficient(decision) == pytest.approx(0.97725, abs=0.004)
    assert evaluate(decision).verdicts["alpha"].name == "undetermined"
    likely = decision.replace(policy={"coverage": 0.95})
    assert evaluate(likely).verdicts["alpha"].name == "sufficient"
    assert p_sufficient(likely) == p_sufficient(decision)


def test_what_its_central_part_fails_no_draw_meets():
    assert p_sufficient(alone({"mean": 12, "sd": 3}, {"at_least": 20})) == 0


def test_what_is_waived_is_not_tested():
    waivers = {"alpha": {"because": "a pilot", "by": "the board"}}
    decision = alone({"low": 0, "high": 80}, {"at_least": 20, "waivers": waivers})

    assert problem(decision).tests == ()
    assert p_sufficient(decision) == 1
