import pytest

from builders import make_decision
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.analysis.robustness import robustness

DRAWS = 2_000


def between(low, high):
    return {"low": low, "high": high}


def outcome(scores, *, tested=False, **parts):
    decision = make_decision(scores, **parts)
    return robustness(decision, draws=DRAWS).outcome if tested else evaluate(decision).outcome


def reach(**scores):
    return {key: {"reach": score} for key, score in scores.items()}


MUST = {"require": {"reach": {"at_least": 30}}}
OPEN = reach(alpha=60, beta="unknown")  # met, beta is worth 65


# certain


@pytest.mark.parametrize("tested", [False, True])
def test_certain_beats_every_rival_for_every_value_of_the_beliefs_and_every_declared_weight(tested):
    found = outcome(reach(alpha=between(70, 90), beta=between(20, 60), gamma=10), tested=tested)

    assert (found.status, found.chosen, found.margin) == ("certain", ("alpha",), 10)
    assert found.text == (
        "Alpha is chosen for certain: at the declared weights, and within all that the evidence leaves open, it beats "
        "each of the 2 other vendors that are or could be sufficient by at least 10.0 points."
    )


def test_certain_needs_more_than_a_billionth_of_a_point():
    assert outcome(reach(alpha=between(50, 90), beta=between(20, 50))).status == "leading"
    assert outcome(reach(alpha=between(50, 90), beta=between(20, 50 - 1e-6))).status == "certain"


def test_certain_counts_undetermined_rivals_cut_to_where_their_musts_are_met():
    rivals = {"require": {"reach": {"at_most": 70}}}

    assert outcome(reach(alpha=70, beta=between(60, 90)), **rivals).status == "leading"
    assert outcome(reach(alpha=70, beta=between(60, 90)), require={"reach": {"at_most": 69}}).status == "nobody"
    found = outcome({"alpha": {"reach": 70, "price": 90}, "beta": {"reach": between(60, 90), "price": 85}}, **rivals)
    assert (found.status, found.margin, found.undetermined) == ("certain", 2.5, ("beta",))


def test_certain_without_declared_weights_holds_whatever_the_weights():
    found = outcome({"alpha": {"a": 60, "b": 50}, "beta": {"a": 50, "b": 45}}, weights="any", tested=True)

    assert (found.status, found.whatever_weights, found.margin) == ("certain", True, 5)
    assert found.text == (
        "Alpha is chosen for certain: whatever the weights, it beats Beta, the only other vendor that is or could be "
        "sufficient, by at least 5.0 points."
    )
    assert found.weights == "at mean weights (no weights are declared)"
    assert outcome({"alpha": {"a": 99, "b": 44}, "beta": {"a": 50, "b": 45}}, weights="any").status == "leading"


@pytest.mark.parametrize(
    ("scores", "rest"),
    [
        (reach(alpha=60), "it is the only vendor"),
        (reach(alpha=60, beta=10), "the other vendor is insufficient"),
        (reach(alpha=60, beta=10, gamma=20), "the other 2 vendors are insufficient"),
    ],
)
def test_a_vendor_without_rivals_is_certain(scores, rest):
    found = outcome(scores, **MUST)

    assert (found.status, found.margin) == ("certain", None)
    assert found.text == f"Alpha is chosen for certain: it is sufficient, and {rest}."


def test_what_is_certain_at_the_declared_weights_may_be_doubted_over_all_weights():
    decision = make_decision({"alpha": {"a": 80, "b": 30}, "beta": {"a": 50, "b": 50}})
    found = robustness(decision, weights="any", draws=DRAWS).outcome

    # Alpha leads where 30 w > 20 (1 - w), so in 60 % of all weights.
    assert found.status == "certain"
    assert found.tested.p_first == pytest.approx(0.6)
    assert "Alpha is first for 60 % of all possible weights. It is ahead of Beta for 60 %" in found.text
    drawn = robustness(decision, weights="any", draws=DRAWS, exact=False).outcome
    assert drawn.tested.p_first == pytest.approx(0.6, abs=0.04)
    assert "Alpha is first in 59 % of 2,000 draws over all possible weights. It is ahead of Beta in 59 %" in drawn.text


# leading


def test_leading_is_first_by_expected_value_and_says_separation_not_tested_before():
    found = outcome(reach(alpha=between(60, 90), beta=between(40, 70), gamma=10))

    assert (found.status, found.chosen, found.leader) == ("leading", ("alpha",), "alpha")
    assert found.text == (
        "Alpha is chosen: it leads at the declared weights with 75.0 points, ahead of Beta with 55.0. Within what "
        "the evidence leaves open, it could also be up to 10.0 points behind Beta; how likely that is, is not tested."
    )
    assert (found.lead.rival, found.lead.least) == ("beta", -10)


def test_leading_says_its_share_of_draws_once_robustness_has_run():
    found = outcome(reach(alpha=between(60, 90), beta=between(40, 70)), tested=True)

    # Beta is ahead in (10 / 30)^2 / 2 = 1 / 18 of the cases.
    assert found.status == "leading"
    assert found.tested.p_first == pytest.approx(17 / 18, abs=0.02)
    assert found.text == (
        "Alpha is chosen: it leads at the declared weights with 75.0 points, ahead of Beta with 55.0. Alpha is first "
        "in "
        "94 % of 2,000 draws at the declared weights, and ahead of Beta, its closest rival, in 94 %."
    )


def test_values_that_would_print_alike_get_more_decimals():
    assert (
        "with 75.04 points, ahead of Beta with 75.01."
        in outcome(reach(alpha=between(60.08, 90), beta=between(60.02, 90))).text
    )


# tied


def test_evaluate_alone_reports_a_tie_only_within_a_billionth_of_a_point():
    assert outcome(reach(alpha=50, beta=50 + 5e-10)).status == "tied"
    assert outcome(reach(alpha=between(0, 100), beta=between(1, 100))).status == "leading"
    assert outcome(reach(alpha=50, beta=50, gamma=50)).text == (
        "Alpha, Beta and Gamma are tied: at the declared weights all 3 have 50.0 points."
    )


def test_tied_are_the_leader_and_every_vendor_that_it_beats_in_less_than_75_percent_of_draws():
    scores = reach(alpha=between(40, 90), beta=between(40, 85), gamma=between(40, 82), delta=between(0, 60))
    found = outcome(scores, tested=True)

    assert (found.status, found.chosen, found.level) == ("tied", ("alpha", "beta", "gamma"), ("beta", "gamma"))
    assert found.tested.ahead["delta"] > 0.75


def test_a_tie_names_how_often_the_leader_is_ahead_of_each_vendor_it_is_tied_with():
    found = outcome(reach(alpha=between(40, 90), beta=between(40, 85), gamma=between(40, 82)), tested=True)

    assert found.text == (
        "Alpha, Beta and Gamma are tied: at the declared weights Alpha 65.0 points, Beta 62.5 points and Gamma 61.0 "
        "points, which the evidence does not separate. Alpha is first in 41 % of 2,000 draws at the declared weights. "
        "It is ahead of Beta in 54 % and of Gamma in 57 %; 75 % would separate them."
    )


def test_the_threshold_of_separation_is_the_policys():
    scores = reach(alpha=between(60, 90), beta=between(40, 70))

    assert outcome(scores, tested=True, policy={"separation": 0.96}).chosen == ("alpha", "beta")
    assert "96 % would separate them" in outcome(scores, tested=True, policy={"separation": 0.96}).text


def test_vendors_of_one_value_stay_tied_and_others_that_are_not_separated_join_them():
    scores = reach(alpha=50, beta=50, gamma=between(0, 99), delta=10)
    found = outcome(scores, tested=True)

    assert (found.status, found.chosen) == ("tied", ("alpha", "beta", "gamma"))
    assert found.equals == ("alpha", "beta")


def test_an_undetermined_rival_that_is_not_separated_makes_no_tie_but_is_named():
    scores = {"alpha": {"reach": 70, "price": 52}, "beta": {"reach": between(60, 78), "price": 50}}
    found = outcome(scores, require={"reach": {"at_least": 61}}, tested=True)

    assert (found.status, found.chosen, found.level) == ("leading", ("alpha",), ("beta",))
    assert "ahead of Beta (undetermined) with 59.8." in found.text
    assert "It is ahead of Beta (undetermined) in 6" in found.text


def test_a_tie_over_all_weights_is_laid_to_evidence_and_weights():
    decision = make_decision({"alpha": {"a": 90, "b": 30}, "beta": {"a": 50, "b": between(40, 75)}})
    found = robustness(decision, weights="any", draws=DRAWS).outcome

    assert found.status == "tied"
    assert "which evidence and weights do not separate." in found.text
    assert "of 2,000 draws over all possible weights." in found.text


# conditional


def test_conditional_an_undetermined_vendor_is_first_by_rank_if_met_and_is_named_with_what_it_hangs_on():
    found = outcome(OPEN, units={"reach": "users"}, **MUST)

    assert (found.status, found.would_lead, found.leader) == ("conditional", ("beta",), "alpha")
    assert [one.criterion for one in found.hangs_on] == ["reach"]
    assert found.requirements == ("Reach at least 30 users",)
    assert found.text == (
        "Alpha is the best vendor that is shown to be sufficient, with 60.0 points at the declared weights, but the "
        "choice is open. Beta would lead with 65.0 points at the declared weights if it met what is still open: Reach "
        "at least 30 users. If it does not, Alpha is chosen."
    )


def test_conditional_the_best_sufficient_vendor_alone_can_be_in_chosen():
    assert outcome(OPEN, **MUST).chosen == outcome(OPEN, tested=True, **MUST).chosen == ("alpha",)


def test_conditional_after_robustness_is_labelled_if_the_open_requirements_are_met():
    found = outcome(OPEN, tested=True, **MUST)

    # Met, beta is uniform between 30 and 100, so it is ahead of 60 in 4 of 7 draws.
    assert found.tested.if_met
    assert "If the open requirements are met, Beta is first in 5" in found.text
    assert "It is ahead of Alpha in 5" in found.text


def test_conditional_by_a_range_says_how_often_the_vendor_is_sufficient():
    found = outcome(reach(alpha=40, beta=between(20, 100)), tested=True, **MUST)

    # P(beta at least 30) = 7 / 8 and P(beta above 40) = 3 / 4.
    assert (found.tested.p_sufficient, found.tested.p_first) == pytest.approx((0.875, 0.75), abs=0.03)
    assert "Beta is sufficient in 8" in found.text


def test_an_undetermined_vendor_that_would_be_level_does_not_lead():
    found = outcome(reach(alpha=65, beta="unknown"), **MUST)

    assert found.status == "conditional"
    assert "Beta would be level with Alpha at 65.0 points if it met" in found.text


def test_two_best_sufficient_vendors_stand_beside_the_one_that_would_lead():
    found = outcome(reach(alpha=60, gamma=60, beta="unknown"), **MUST)

    assert found.chosen == ("alpha", "gamma")
    assert found.text.startswith(
        "Alpha and Gamma are the best vendors that are shown to be sufficient, with 60.0 points"
    )


def test_each_vendor_that_would_lead_is_named_with_its_own_needs():
    scores = {
        "alpha": {"reach": 35, "price": 40},
        "beta": {"reach": "unknown", "price": 65},
        "gamma": {"reach": 65, "price": "unknown"},
        "delta": {"reach": "unknown", "price": 65},
    }
    found = outcome(scores, require={key: {"at_least": 30} for key in ("reach", "price")})

    assert found.would_lead == ("beta", "gamma", "delta")
    assert found.requirements == ("Reach at least 30", "Price at least 30")
    assert (
        "Beta and Delta would lead with 65.0 points each at the declared weights if they met what is still open: Reach "
        "at least 30. Gamma would be level with Beta if it met what is still open: Price at least 30." in found.text
    )


def test_an_outcome_may_hang_on_the_minimum_value_and_on_shoulds_too():
    scores = {"alpha": {"reach": 62, "price": 62}, "beta": {"reach": between(50, 90), "price": 60}}
    shoulds = {"reach": {"at_least": 60, "kind": "should"}}

    both = outcome(scores, require=shoulds, policy={"minimum_value": 60, "max_weaknesses": 0})
    one = outcome(scores, require={"reach": [shoulds["reach"]] * 2}, policy={"max_weaknesses": 1})

    assert both.requirements == (
        "an overall value of at least 60 points",
        "no failed requirement among those that should be met",
    )
    assert both.hangs_on == ()
    assert one.requirements == ("at most 1 failed requirement among those that should be met",)


# nobody


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        (reach(alpha=10), "Nobody is chosen: Alpha, the only vendor, is insufficient."),
        (reach(alpha=10, beta=20), "Nobody is chosen: both vendors are insufficient."),
        (reach(alpha=10, beta=20, gamma=20), "Nobody is chosen: all 3 vendors are insufficient."),
    ],
)
@pytest.mark.parametrize("tested", [False, True])
def test_nobody_none_is_sufficient(scores, said, tested):
    found = outcome(scores, tested=tested, **MUST)

    assert (found.status, found.chosen, found.leader, found.tested) == ("nobody", (), None, None)
    assert found.text == said


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        (
            reach(alpha=between(20, 80)),
            "Nobody is chosen: Alpha, the only vendor, is undetermined. Alpha would be chosen, with 55.0 points at the "
            "declared weights, if it met what is still open: Reach at least 30.",
        ),
        (
            reach(alpha=between(20, 80), beta=20),
            "Nobody is chosen: neither of the 2 vendors is shown to be sufficient (1 is undetermined and 1 is "
            "insufficient). Alpha would be chosen, with 55.0 points at the declared weights, if it met what is still "
            "open: Reach at least 30.",
        ),
        (
            reach(alpha="unknown", beta=between(20, 80), gamma=between(20, 70)),
            "Nobody is chosen: none of the 3 vendors is shown to be sufficient (3 are undetermined). Alpha would lead "
            "with 65.0 points at the declared weights if it met what is still open: Reach at least 30.",
        ),
    ],
)
def test_nobody_if_some_are_undetermined_the_best_of_them_is_named(scores, said):
    assert outcome(scores, **MUST).text == said


def test_nobody_after_robustness_says_in_how_many_draws_nobody_is_sufficient():
    found = outcome(reach(alpha=between(20, 40), beta=10), tested=True, **MUST)

    assert found.tested.p_nobody == pytest.approx(0.5, abs=0.04)
    assert found.text.endswith("% of the draws nobody is sufficient.")


def test_the_policy_fail_decides_what_is_otherwise_conditional():
    found = outcome(OPEN, policy={"unknown_at_requirement": "fail"}, **MUST)

    assert (found.status, found.chosen) == ("certain", ("alpha",))


def test_vendors_are_named_by_their_display_names():
    found = outcome(reach(alpha=60, beta=10), vendors={"alpha": {"name": "Alpha & Co"}}, **MUST)

    assert found.names == {"alpha": "Alpha & Co", "beta": "Beta"}
    assert found.text.startswith("Alpha & Co is chosen")


# beliefs without real ends


def test_certain_holds_for_all_of_a_belief_and_not_for_its_central_part_alone():
    found = outcome(reach(alpha={"mean": 90, "sd": 1}, beta=10))

    assert (found.status, found.margin) == ("leading", None)


def test_a_distribution_that_its_range_keeps_above_every_rival_leads_for_certain():
    scales = {"reach": {"worst": 0, "best": 100, "range": [20, 100]}}
    scores = {"alpha": {"reach": {"mean": 90, "sd": 1}, "price": 50}, "beta": {"reach": 20, "price": 40}}

    assert outcome(scores, scales=scales).margin == 5


@pytest.mark.parametrize("tested", [False, True])
def test_a_vendor_that_is_alone_and_sufficient_only_by_the_central_part_of_its_belief_leads(tested):
    found = outcome(reach(alpha={"mean": 60, "sd": 10}, beta=10), require={"reach": {"at_least": 30}}, tested=tested)

    assert (found.status, found.chosen) == ("leading", ("alpha",))
    assert found.text.startswith("Alpha is chosen: it alone is sufficient, with 60.0 points at the declared weights.")
    assert ("of 2,000 draws" in found.text) == tested
