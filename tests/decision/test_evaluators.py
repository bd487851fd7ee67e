"""Assessments of several evaluators: what counts, what is wrong with them, and that originals stay."""

import pytest
from hypothesis import given

from builders import make_decision, make_plain
from strategies import decisions
from vendor_eval.decision.assessments import Assessment
from vendor_eval.decision.beliefs import Exact, Interval, Unknown
from vendor_eval.decision.document import Decision
from vendor_eval.errors import DecisionError

EVALUATORS = {"ann": {"name": "Ann", "role": "buyer"}, "bob": {}}
LEVELS = {"privacy": {"bad": 0, "fair": 40, "good": 100}}
EVIDENCE = {"E1": {"published": "2024", "describes": "2024"}, "E2": {}, "L": {"describes": "2026"}}


def decide(assessment, criterion="reach", **parts):
    return make_decision({"alpha": {criterion: assessment}}, evaluators=EVALUATORS, **parts)


def panel(*scores, **agreed):
    given = dict(zip(EVALUATORS, scores, strict=False))
    return {"by_evaluator": given} | ({"agreed": agreed} if agreed else {})


def belief(assessment, criterion="reach", **parts):
    return decide(assessment, criterion, **parts).assessments["alpha"][criterion].belief


def test_the_agreed_score_counts_and_the_originals_stay():
    given = panel(60, {"value": 80, "evidence": ["E2"]}, value=70, because="They met.", evidence=["E1"])

    found = decide(given, evidence=EVIDENCE).assessments["alpha"]["reach"]

    assert (found.belief, found.because, found.evidence) == (Exact(value=70), "They met.", ("E1",))
    assert [one.belief for one in found.by_evaluator.values()] == [Exact(value=60), Exact(value=80)]
    assert found.settled
    assert found.plain() == given


def test_without_agreement_the_range_spans_all_that_is_said():
    given = panel({"low": 10, "high": 30, "evidence": ["E2"]}, {"value": 50, "evidence": ["E1", "E2"]})

    decision = decide(given, evidence=EVIDENCE)

    found = decision.assessments["alpha"]["reach"]
    assert found.belief == Interval(low=10, high=50)
    assert found.because == "Not agreed: spans what ann and bob say."
    assert found.evidence == ("E2", "E1")
    (one,) = decision.disagreements
    assert one.path == ("assessments", "alpha", "reach")
    assert one.given == found.by_evaluator
    assert Decision.model_validate(decision.plain()) == decision
    assert Decision.model_validate(decision.plain()).digest == decision.digest


@pytest.mark.parametrize(
    ("scores", "span"),
    [
        ((3, "unknown"), Unknown()),
        (("unknown", "unknown"), Unknown()),
        ((3, 3), Exact(value=3)),
        (({"low": 3, "high": 3}, 3), Exact(value=3)),
        (({"low": 3, "likely": 4, "high": 9}, 5), Interval(low=3, high=9)),
        (({"low": 3, "likely": 4, "high": 9, "shape": "pert"}, 1), Interval(low=1, high=9)),
    ],
)
def test_numbers_span_from_the_least_to_the_greatest(scores, span):
    assert belief(panel(*scores)) == span


def test_beliefs_without_real_ends_count_with_their_central_part():
    found = belief(panel({"mean": 50, "sd": 10}, 40), policy={"coverage": 0.9})
    shares = belief(panel({"passes": 9, "trials": 10}, 20), units={"reach": "%"})

    assert (found.low, found.high) == pytest.approx((50 - 16.4485, 50 + 16.4485), abs=1e-3)
    assert shares.low == 20
    assert 99 < shares.high < 100
    limited = {"reach": {"worst": 0, "best": 100, "range": [45, 100]}}
    assert belief(panel({"mean": 50, "sd": 10}, 60), scales=limited).low > 45


@pytest.mark.parametrize(
    ("scores", "span"),
    [
        (("bad", "good"), Interval(low="bad", high="good")),
        (("fair", {"low": "bad", "high": "fair"}), Interval(low="bad", high="fair")),
        (({"levels": {"fair": 1}}, "fair"), Exact(value="fair")),
        (({"levels": {"bad": 0, "fair": 0.5, "good": 0.5}}, "fair"), Interval(low="fair", high="good")),
        (("unknown", "bad"), Unknown()),
    ],
)
def test_levels_span_from_the_lowest_to_the_highest(scores, span):
    assert belief(panel(*scores), "privacy", scales=LEVELS) == span


def test_texts_of_a_criterion_without_a_scale_span_nothing_that_is_known():
    whole = make_plain({"alpha": {"reach": 1, "note": panel("as ever", "as never")}}, evaluators=EVALUATORS)
    whole["criteria"]["note"] = {"information_only": True}
    whole["weights"] = "any"

    assert Decision.model_validate(whole).assessments["alpha"]["note"].belief == Unknown()


@pytest.mark.parametrize(
    ("assessment", "said"),
    [
        ({"by_evaluator": {"anne": 3}}, "by_evaluator.anne: Unknown evaluator 'anne'. Did you mean 'ann'?"),
        ({"agreed": 3}, "holds what was `agreed`, but no `by_evaluator` with what each evaluator said."),
        (panel(3) | {"value": 3, "by": "me"}, "holds value and by beside `by_evaluator`; write that inside `agreed`."),
        (panel(3, 4) | {"agreed": 3}, "reach.agreed: needs its reason: add `because`."),
        (panel(panel(3)), "by_evaluator.ann: is one evaluator's own assessment; it cannot hold several."),
        (panel(3) | {"agreed": panel(4)}, "agreed: is what was agreed; it cannot hold several assessments."),
        (panel("x"), "reach.by_evaluator.ann: must be a number, a range or `unknown`, not the text 'x'."),
        (panel(3, value="x", because="y"), "reach.agreed: must be a number, a range or `unknown`, not the text 'x'."),
        (panel({"low": 3}), "reach.by_evaluator.ann: needs either"),
        (panel({"value": 3, "evidence": ["E9"]}), "by_evaluator.ann.evidence.0: Unknown evidence 'E9'."),
        (
            panel({"value": 3, "evidence": ["L"]}),
            "ann.evidence.0: L describes a state of 2026, later than the decision",
        ),
    ],
)
def test_faults_have_their_place(assessment, said):
    with pytest.raises(DecisionError) as caught:
        decide(assessment, evidence=EVIDENCE)

    assert said in str(caught.value)


def test_a_scenario_changes_each_original_and_what_counts_follows():
    parts = {"scenarios": {"wide": {"widen": 0.5}, "early": {"evidence": {"published_by": "2024-12-31"}}}}
    given = panel({"value": 20, "evidence": ["E1"]}, {"value": 60, "evidence": ["E2"]})

    decision = decide(given, evidence=EVIDENCE, **parts)

    wide = decision.under("wide").assessments["alpha"]["reach"]
    assert [one.belief for one in wide.by_evaluator.values()] == [Interval(low=10, high=60), Interval(low=30, high=80)]
    assert wide.belief == Interval(low=10, high=80)
    early = decision.under("early").assessments["alpha"]["reach"]
    assert [one.unknown for one in early.by_evaluator.values()] == [False, True]
    assert early.unknown
    agreed = decide(given | {"agreed": {"value": 40, "because": "met"}}, evidence=EVIDENCE, **parts)
    assert agreed.under("wide").assessments["alpha"]["reach"].belief == Interval(low=20, high=70)


def test_a_scenario_may_rest_on_later_evidence_of_an_evaluator_in_hindsight():
    late = {"assessments": {"alpha": {"reach": panel({"value": 3, "evidence": ["L"]}, value=4, because="y")}}}

    decision = decide(5, evidence=EVIDENCE, scenarios={"later": late | {"hindsight": True}})

    assert str(decision.under("later").as_of) == "2026-01-01"
    unknown = {"assessments": {"alpha": {"reach": {"by_evaluator": {"carl": 3}}}}}
    with pytest.raises(DecisionError, match=r"s\.assessments\.alpha\.reach\.by_evaluator\.carl: Unknown evaluator"):
        decide(5, scenarios={"s": unknown})


def test_a_single_assessment_is_its_own_only_original():
    one = Assessment.model_validate(3)

    assert list(one.stated()) == [((), one)]
    assert one.settled
    assert one.each(lambda found: found.replace(because="new")).because == "new"


@given(decisions(scenario_count=(0, 0)))
def test_what_counts_holds_all_that_evaluators_say_and_originals_are_never_lost(decision):
    for vendor, row in decision.plain()["assessments"].items():
        for key, plain in row.items():
            found = decision.assessments[vendor][key]
            if isinstance(plain, dict) and "by_evaluator" in plain:
                assert set(found.by_evaluator) == set(plain["by_evaluator"])
            if isinstance(found.belief, Interval) and found.by_evaluator and found.agreed is None:
                exact = [one.belief.value for one in found.by_evaluator.values() if isinstance(one.belief, Exact)]
                scale = decision.criteria[key].scale
                place = scale.ordered.index if hasattr(scale, "ordered") else float
                assert all(place(found.belief.low) <= place(x) <= place(found.belief.high) for x in exact)


def test_weights_that_evaluators_give_in_other_words_but_alike_are_single_weights():
    given = {"ann": {"direct": {"reach": 0.75, "price": 0.25}}, "bob": {"swing": {"reach": 30, "price": 10}}}
    decision = make_decision(evaluators={"ann": {}, "bob": {}}, weights={"by_evaluator": given})

    assert decision.point_weights == {"reach": 0.75, "price": 0.25}
