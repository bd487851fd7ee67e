import html
import json

import pytest

from builders import make_decision
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.analysis.robustness import robustness
from vendor_eval.errors import OptionError, UnknownNameError
from vendor_eval.languages.speaking import speaking
from vendor_eval.reasons.explain import explain

MUST = {"require": {"reach": {"at_least": 30}}}


def between(low, high):
    return {"low": low, "high": high}


def explained(vendor, scores, *, over=None, **parts):
    return explain(evaluate(make_decision(scores, **parts)), vendor, over=over)


def kinds(explanation):
    return [reason.kind for reason in explanation.reasons]


def test_a_chosen_vendor_is_explained_against_the_next_best():
    # .6 x (80 - 60) - .4 x (50 - 30) = 12 - 8 = 4 points.
    found = explained(
        "alpha",
        {"alpha": {"reach": 80, "price": 30}, "beta": {"reach": 60, "price": 50}, "gamma": {"reach": 0, "price": 0}},
        weights={"reach": 60, "price": 40},
        units={"reach": "users"},
        **MUST,
    )

    assert found.over == "beta"
    assert found.text.splitlines() == [
        "Alpha is sufficient: it meets the 1 requirement that must be met.",
        "It is number 1 of the 2 sufficient vendors, with 60.0 points at the declared weights.",
        "Alpha is 4.0 points ahead of Beta: 60.0 against 56.0 points at the declared weights. Its advantages sum to "
        "12.0 "
        "points, its disadvantages to 8.0.",
        "The case for Alpha over Beta rests on one advantage, Reach: its 12.0 points outweigh all that speaks against "
        "Alpha (8.0 points in all).",
        "+12.0 points on Reach: 80 against 60 users.",
        "−8.0 points on Price: 30 against 50.",
        "Reach of Alpha and Reach of Beta: no evidence is named, so this rests on judgement alone.",
        # .6 - t: with the weights at t and 1 - t both are level where 20 t = 20 (1 - t).
        "Of single weights, that of Reach is nearest to ending the lead of Alpha over Beta: at 50 % instead of 60 %, "
        "the others in proportion, they are level.",
    ]


def test_any_other_vendor_is_explained_against_the_one_ahead_of_all():
    scores = {"alpha": {"reach": 80}, "beta": {"reach": 60}, "gamma": {"reach": 40}}

    assert explained("gamma", scores).over == "alpha"
    assert explained("beta", scores).over == "alpha"


def test_an_insufficient_vendor_is_explained_by_its_grounds_and_is_not_compared():
    found = explained(
        "beta",
        {"alpha": {"reach": 80}, "beta": {"reach": {**between(5, 10), "evidence": ["E1"], "because": "one count"}}},
        require={"reach": {"at_least": 30, "because": "fewer do not pay"}},
        units={"reach": "users"},
        evidence={"E1": {}},
    )

    assert (found.over, found.table.empty) == (None, True)
    assert found.text.splitlines() == [
        "Beta is insufficient: it fails the 1 requirement that must be met.",
        "Reach: at least 30 users required, 5 to 10 users assessed: 20 to 25 short (evidence E1). Rationale: one "
        "count. "
        "Required because: fewer do not pay.",
        "Reach: on what is assessed the failure is certain; nothing within it meets the requirement.",
        "Reach: the evidence at 2025-02-15 is E1 (reported fact, medium grade, of unknown age).",
        "Without the requirement Reach (at least 30 users), Beta would be sufficient. It would not be chosen: Alpha "
        "would be ahead of it.",
        "Beta would be sufficient with this change: Reach at least 30 users (now 5 to 10 users).",
        "It keeps its value of 7.5 points (from 5.0 to 10.0) at the declared weights, but has no rank.",
    ]
    assert str(found).splitlines()[:2] == found.text.splitlines()[:2]


def test_an_undetermined_vendor_is_explained_by_what_is_open_and_where_it_would_stand():
    found = explained("beta", {"alpha": {"reach": 60, "price": 50}, "beta": {"reach": "unknown", "price": 50}}, **MUST)

    assert found.text.splitlines() == [
        "Beta is undetermined: the 1 requirement that must be met is open.",
        "Reach: at least 30 required; what is offered is not known.",
        "On 1 requirement nothing is known; the decision's policy leaves it open. If unknowns counted as failed, the "
        "verdict would be insufficient.",
        "If all open requirements were met, it would be number 1 of the 2 vendors that are or could be sufficient, "
        "with "
        "57.5 points at the declared weights.",
        "If the open requirements of Beta are met, Beta is 2.5 points ahead of Alpha: 57.5 against 55.0 points at the "
        "declared weights.",
        "The case for Beta over Alpha cannot be decided on present evidence: what is open could turn it, and Beta "
        "is ahead in 57 % of the draws, where 75 % would tell them apart.",
        "+2.5 points on Reach: unknown against 60, with Beta taken as meeting what is required.",
        "Level on 1 criterion: Price.",
        "Reach is not known for Beta; it may be worth anything from −15.0 to 20.0 points in this comparison. Learning "
        "it "
        "could turn the comparison.",
        "Of 10,000 draws at the declared weights (seed 0), Beta is ahead of Alpha in 57 %, if the open requirements "
        "are met.",
        "Of single weights, that of Reach is nearest to ending the lead of Beta over Alpha: at 0 % instead of 50 %, "
        "the others in proportion, they are level.",
    ]


def test_the_best_sufficient_vendor_is_explained_against_the_one_that_would_lead():
    scores = {"alpha": {"reach": 60}, "beta": {"reach": "unknown"}, "gamma": {"reach": 55}}

    assert explained("alpha", scores, **MUST).over == "beta"


def test_one_vendor_over_another_has_no_more_than_the_comparison():
    scores = {"alpha": {"reach": 80}, "beta": {"reach": 60}, "gamma": {"reach": 40}}
    found = explained("gamma", scores, over="beta")

    assert kinds(found) == ["gap", "dominance", "sacrifice"]
    assert found.names == {"gamma": "Gamma", "beta": "Beta"}


def test_a_comparison_of_values_does_not_pass_for_a_choice_who_is_insufficient_is_said_first():
    scores = {"alpha": {"reach": 20, "price": 99}, "beta": {"reach": 40, "price": 10}}
    found = explained("alpha", scores, over="beta", **MUST)

    assert kinds(found)[:2] == ["verdict", "gap"]
    verdict, gap, *_ = found.text.splitlines()
    assert verdict == "Alpha is insufficient: it fails the 1 requirement that must be met."
    assert gap.startswith("Alpha is 34.5 points ahead of Beta")


def test_vendors_that_share_a_rank_are_named():
    level = {"alpha": {"reach": 60, "price": 40}, "beta": {"reach": 40, "price": 60}}
    found = explained("alpha", level | {"gamma": {"reach": 0, "price": 0}})

    assert "It is level with Beta at number 1 of the 3 sufficient vendors, with 50.0 points" in found.text
    assert "Alpha and Beta are level with 50.0 points at the declared weights. Its adv" in found.text


def test_the_only_vendor_is_compared_with_nobody():
    found = explained("alpha", {"alpha": {"reach": 60}})

    assert found.over is None
    assert found.text.splitlines() == [
        "Alpha is sufficient: the decision states no requirement that must be met.",
        "It is the only one of the sufficient vendors, with 60.0 points at the declared weights.",
    ]


def test_all_unknown_is_level_and_says_what_each_criterion_may_be_worth():
    scores = {key: {"reach": "unknown", "price": "unknown"} for key in ("alpha", "beta")}
    found = explained("alpha", scores)

    assert kinds(found) == ["verdict", "standing", "gap", "tie", "unknown", "unknown", "robustness"]
    assert "anything from −50.0 to 50.0 points in this comparison. Learning it could turn" in found.text
    assert "not known for either of them" in found.text


def test_weights_that_are_not_declared_are_said_to_be_mean_weights_even_where_the_outcome_holds_for_all():
    evaluation = evaluate(make_decision({"alpha": {"a": 60, "b": 50}, "beta": {"a": 50, "b": 45}}, weights="any"))
    found = explain(evaluation, "alpha")

    assert evaluation.outcome.whatever_weights
    assert "whatever the weights" not in found.text
    assert found.text.count("at mean weights (no weights are declared)") == 2


def test_the_differences_of_the_table_sum_to_the_gap_and_stand_by_size():
    found = explained(
        "alpha",
        {"alpha": {"a": 10, "b": 90, "c": 50}, "beta": {"a": 50, "b": 20, "c": 40}},
        weights={"a": 20, "b": 50, "c": 30},
    )

    assert found.table["difference"].to_list() == pytest.approx([35, -8, 3])
    assert found.table["difference"].sum() == pytest.approx(62 - 32)
    assert found.shown().columns.to_list() == [
        "criterion",
        "performance",
        "over_performance",
        "difference",
        "low",
        "high",
    ]


def test_an_explanation_becomes_json():
    data = json.loads(json.dumps(explained("alpha", {"alpha": {"reach": 80}, "beta": {"reach": 60}}).to_dict()))

    assert data["reasons"][0]["kind"] == "verdict"
    assert data["table"][0]["difference"] == 20


@pytest.mark.parametrize(("vendor", "over"), [("alfa", None), ("beta", "alfa")])
def test_a_vendor_that_does_not_exist_is_refused_with_the_nearest(vendor, over):
    with pytest.raises(UnknownNameError, match=r"Unknown vendor 'alfa'\. Did you mean 'alpha'"):
        explain(evaluate(make_decision()), vendor, over=over)


def test_a_vendor_cannot_be_compared_with_itself():
    with pytest.raises(OptionError, match="over must be another vendor than 'alpha'"):
        explain(evaluate(make_decision()), "alpha", over="alpha")


def test_a_comparison_says_what_is_waived_for_either_vendor():
    waivers = {key: {"because": "a pilot", "by": "the board"} for key in ("alpha", "gamma")}
    scores = {"alpha": {"reach": 20}, "beta": {"reach": 50}, "gamma": {"reach": 10}}
    require = {"reach": {"at_least": 30, "waivers": waivers}}

    found = explained("alpha", scores, over="beta", require=require)
    both = explained("alpha", scores, over="gamma", require=require)

    assert kinds(found)[:2] == ["requirement waived", "gap"]
    assert [reason.vendor for reason in both.reasons if reason.kind == "requirement waived"] == ["alpha", "gamma"]


def test_an_explanation_says_which_language_it_is_in_and_may_be_asked_for_another():
    evaluation = evaluate(make_decision())

    german = explain(evaluation, "alpha", language="de")

    assert german.language == "de"
    assert {reason.language for reason in german.reasons} == {"de"}
    with speaking("de"):
        assert explain(evaluation, "alpha").language == "de"
    assert explain(evaluation, "alpha").language == "en"


def test_a_reason_is_said_in_its_own_language_whatever_is_spoken():
    (english, *_) = explain(evaluate(make_decision()), "alpha").reasons
    before = english.text

    with speaking("de"):
        assert english.text == before


def test_a_language_that_there_is_not_is_refused():
    with pytest.raises(OptionError, match=r"language must be .*, not 'xx'"):
        explain(evaluate(make_decision()), "alpha", language="xx")


def test_a_run_of_the_same_decision_gives_the_shares_of_draws():
    scores = {"alpha": {"reach": {"low": 0, "high": 100}}, "beta": {"reach": 60}}
    run = robustness(make_decision(scores), draws=2_000, seed=3)

    found = explain(run.evaluation, "alpha", run=run)

    (reason,) = [one for one in found.reasons if one.kind == "robustness"]
    assert reason.numbers == {"share": run.ahead("beta", "alpha"), "draws": 2_000, "seed": 3}
    assert found.argument.holds(run.evaluation)


def test_a_run_that_draws_something_else_gives_no_shares():
    scores = {"alpha": {"reach": {"low": 0, "high": 100}}, "beta": {"reach": 60}}
    run = robustness(make_decision(scores), draws=2_000, assessments="expected")

    found = explain(run.evaluation, "alpha", run=run)

    assert [one.numbers["draws"] for one in found.reasons if one.kind == "robustness"] == [10_000]


def test_html_and_print_give_every_sentence_with_kind_and_grade_of_its_evidence_and_escape_all():
    found = explained(
        "alpha",
        {"alpha": {"a": {"value": 60, "evidence": ["E1"]}, "b": 10}, "beta": {"a": 10, "b": 40}},
        vendors={"beta": {"name": "<b>Beta</b>"}},
        evidence={"E1": {"kind": "audit", "grade": "high", "describes": "2025-01"}},
    )
    page = found._repr_html_()

    assert page.startswith('<ul lang="en"><li>Alpha is sufficient')
    assert page.count("<li>") == len(found.reasons)
    assert "<small>E1 (audit, high grade, 2025-01)</small>" in page
    assert "    [E1 (audit, high grade, 2025-01)]" in str(found)
    assert "<b>" not in page
    assert "&lt;b&gt;Beta&lt;/b&gt;" in page
    assert "<table" in page
    assert all(html.escape(reason.text) in page and reason.text in str(found) for reason in found.reasons)
