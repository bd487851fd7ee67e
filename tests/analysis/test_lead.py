import pytest

from builders import make_decision
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.analysis.robustness import robustness

DRAWS = 2_000
EITHER = {"alpha": {"a": 80, "b": 60}, "beta": {"a": 50, "b": 55}}  # alpha is better on both


def between(low, high):
    return {"low": low, "high": high}


def lead(scores, **parts):
    return evaluate(make_decision(scores, **parts)).outcome.lead


def text(scores, *, tested=False, weights_drawn="declared", **parts):
    decision = make_decision(scores, **parts)
    if tested:
        return robustness(decision, weights=weights_drawn, draws=DRAWS).outcome.text
    return evaluate(decision).text


# whatever the weights


def test_who_is_better_on_every_criterion_is_certain_whatever_the_weights_are():
    found = lead(EITHER, weights={"a": 60, "b": 40})

    assert (found.rival, found.least, found.everywhere) == ("beta", pytest.approx(20), pytest.approx(5))
    assert (found.certain, found.whatever_weights) == (True, True)
    assert text(EITHER, weights={"a": 60, "b": 40}) == (
        "Alpha is chosen for certain: whatever the weights, it beats Beta, the only other vendor that is or could be "
        "sufficient, by at least 5.0 points, and at the declared weights by at least 20.0."
    )


def test_over_a_declared_set_of_weights_it_is_said_for_all_and_for_the_set():
    said = text(EITHER, weights={"imprecise": {"order": ["a", "b"]}})

    assert "whatever the weights, it beats Beta" in said
    assert said.endswith("by at least 5.0 points, and whatever the weights of the declared set by at least 17.5.")


def test_what_other_weights_can_end_is_certain_at_the_declared_ones_only():
    found = lead({"alpha": {"a": 80, "b": 30}, "beta": {"a": 50, "b": 50}})

    assert (found.least, found.everywhere, found.certain, found.whatever_weights) == (5, None, True, False)


def test_level_on_one_criterion_is_not_certain_whatever_the_weights():
    assert lead({"alpha": {"a": 80, "b": 50}, "beta": {"a": 50, "b": 50}}).everywhere is None


def test_of_one_criterion_no_weights_are_spoken_of():
    assert not lead({"alpha": {"a": 80}, "beta": {"a": 50}}).whatever_weights


def test_other_weights_can_take_the_first_below_the_minimum_value():
    scores = {"alpha": {"a": 80, "b": 60}, "beta": {"a": 70, "b": 55}}

    assert lead(scores, policy={"minimum_value": 60.5}).everywhere is None
    assert lead(scores, policy={"minimum_value": 60}).everywhere == pytest.approx(5)


def test_other_weights_can_lift_a_rival_over_the_minimum_value():
    scores = {"alpha": {"a": 80, "b": 60}, "beta": {"a": 20, "b": 90}}
    found = evaluate(make_decision(scores, policy={"minimum_value": 60}))

    # Beta is insufficient with 55 points, and would be first where b alone counts.
    assert found.outcome.text == "Alpha is chosen for certain: it is sufficient, and the other vendor is insufficient."
    assert not found.outcome.whatever_weights
    assert found.outcome.lead.certain


def test_what_fails_a_requirement_is_no_rival_whatever_the_weights():
    scores = {"alpha": {"a": 80, "b": 60}, "beta": {"a": 20, "b": 90}}
    found = evaluate(make_decision(scores, require={"a": {"at_least": 30}})).outcome

    assert found.whatever_weights
    assert found.margin is None


def test_draws_over_all_weights_add_nothing_to_what_is_certain_for_all_of_them():
    assert "draws" not in text(EITHER, tested=True, weights_drawn="any", weights={"a": 60, "b": 40})


# if it met what is open


OPEN = {"alpha": {"a": "unknown", "b": 90}, "beta": {"a": between(20, 30), "b": 80}}
HIGH = {"require": {"a": {"at_least": 40, "p_met": 0.5}}}
LOW = {"require": {"a": [{"at_least": 40, "waivers": {"beta": {"because": "a test", "by": "Ada"}}}]}}


def test_who_would_be_first_for_certain_is_said_to_be():
    found = evaluate(make_decision(OPEN, **LOW)).outcome

    # Beta's requirement is waived; alpha has at least 40 and 90, beta at most 30 and 80.
    assert (found.status, found.would_be_certain, found.lead.least) == ("conditional", True, 10)
    assert found.margin is None
    assert found.text.endswith(
        "Alpha would lead with 80.0 points at the declared weights if it met what is still open: A at least 40. It "
        "would then be chosen for certain: whatever the weights, and within all that the evidence leaves open, it "
        "would beat Beta, the only other vendor that is or could be sufficient, by at least 10.0 points. If it does "
        "not, Beta is chosen."
    )


def test_draws_that_take_it_as_met_add_nothing_to_that():
    assert "draws" not in text(OPEN, tested=True, **LOW)


def test_draws_that_test_the_requirement_still_say_how_often_it_is_sufficient():
    scores = {"alpha": {"a": between(20, 100), "b": 90}, "beta": {"a": 38, "b": 60}}
    said = text(scores, tested=True, require={"a": {"at_least": 30}})

    assert "It would then be chosen for certain: at the declared weights, and within" in said
    assert "Alpha is sufficient in 87 % of 2,000 draws at the declared weights, and first in all of these." in said


def test_who_would_only_lead_is_not_said_to_be_certain():
    scores = {"alpha": {"a": "unknown", "b": 90}, "beta": {"a": 85, "b": 60}}
    found = evaluate(make_decision(scores, **LOW)).outcome

    assert (found.would_be_certain, found.lead.least) == (False, pytest.approx((40 - 85 + 90 - 60) / 2))
    assert "for certain" not in found.text


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ({"alpha": {"a": 50}, "beta": {"a": "unknown"}}, "If it does not, Alpha is chosen."),
        (
            {"alpha": {"a": 50}, "gamma": {"a": 50}, "beta": {"a": "unknown"}},
            "If it does not, Alpha and Gamma are tied.",
        ),
        (
            {"alpha": {"a": 50}, "beta": {"a": "unknown"}, "gamma": {"a": between(35, 90)}},
            "If it does not, Gamma, undetermined too, is the next best.",
        ),
        (
            {"alpha": {"a": 50}, "beta": {"a": "unknown"}, "gamma": {"a": "unknown"}},
            "If none of them does, Alpha is chosen.",
        ),
    ],
)
def test_who_comes_next_if_it_proves_insufficient(scores, said):
    assert said in text(scores, require={"a": {"at_least": 40}})


# what is left open


def test_how_far_the_leader_can_be_behind_is_said_with_what_leaves_it_open():
    exact = {"alpha": {"a": 80, "b": 30}, "beta": {"a": 50, "b": 50}}
    unsure = {"alpha": {"a": between(70, 90), "b": 30}, "beta": {"a": 50, "b": 50}}

    behind = "open, it could also be up to 20.0 points behind Beta; how likely that is, is not tested."
    assert text(exact, weights="any").endswith(f"Within what the weights leave {behind}")
    assert text(unsure, weights="any").endswith(f"Within what weights and evidence leave {behind}")
    assert lead(unsure).least == 0
    assert text(unsure).endswith(
        "Within what the evidence leaves open, it could also be level with Beta; how likely that is, is not tested."
    )


def test_what_only_the_far_ends_of_beliefs_could_end_is_said():
    must = {"require": {"a": {"at_least": 30}}}
    alone = text({"alpha": {"a": {"mean": 60, "sd": 10}}, "beta": {"a": 10}}, **must)
    ahead = text({"alpha": {"a": {"mean": 60, "sd": 10}, "b": 90}, "beta": {"a": 30, "b": 5}}, **must)

    end = "Only the far ends of what is believed of it could still make it insufficient."
    assert alone == f"Alpha is chosen: it alone is sufficient, with 60.0 points at the declared weights. {end}"
    assert ahead.endswith(f"Nothing that is open puts another vendor ahead. {end}")


def test_a_tie_of_exact_scores_is_laid_to_the_weights():
    scores = {"alpha": {"a": 90, "b": 30}, "beta": {"a": 50, "b": 60}}

    assert "which the weights do not separate." in text(scores, tested=True, weights="any")
