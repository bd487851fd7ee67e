"""Widening by grade is the same as having stated the wider beliefs: for every verb, and for every file format."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import make_decision
from strategies import decisions
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.analysis.information import information
from vendor_eval.analysis.robustness import robustness
from vendor_eval.analysis.sensitivity import sensitivity
from vendor_eval.decision.assessments import Assessment
from vendor_eval.decision.policies import WidenByGrade
from vendor_eval.files.formats import load, save
from vendor_eval.reasons.explain import explain
from vendor_eval.reasons.improve import improve

few = settings(max_examples=settings.default.max_examples // 10)
EVIDENCE = {"L": {"grade": "low"}, "H": {"grade": "high"}}


def stated(decision):
    """Return the decision with the beliefs that count stated, and nothing widened."""
    rows = {
        vendor: {
            key: Assessment(belief=one.belief, because=one.because, evidence=one.evidence, by=one.by, on=one.on)
            for key, one in row.items()
        }
        for vendor, row in decision.assessments.items()
    }
    return decision.replace(policy=decision.policy.replace(widen_by_grade=None), assessments=rows)


def said(explanation):
    """Return what an explanation says, but for what was assessed before it was widened."""
    words = [{key: word for key, word in one.words.items() if key != "stated"} for one in explanation.reasons]
    return [replace(one, words=kept).text for one, kept in zip(explanation.reasons, words, strict=True)]


@few
@given(
    decisions(vendors=(2, 4), scenario_count=(0, 0), evaluators=False),
    st.sampled_from([{"low": 0.25}, {"medium": 0.25, "low": 1}, {"medium": 0.1, "low": 0.3, "none": 0.5}]),
)
def test_every_verb_sees_the_widened_beliefs(decision, rule):
    decision = decision.replace(policy=decision.policy.replace(widen_by_grade=WidenByGrade(**rule)))
    plainly = stated(decision)
    one, other = evaluate(decision), evaluate(plainly)

    assert one.table.equals(other.table)
    assert one.contributions.equals(other.contributions)
    assert one.findings.astype(str).equals(other.findings.astype(str))
    assert one.outcome.text == other.outcome.text
    drawn = [robustness(each, draws=64).rank_acceptability for each in (decision, plainly)]
    assert drawn[0].equals(drawn[1])
    assert sensitivity(decision).text == sensitivity(plainly).text
    assert information(decision, draws=64).text == information(plainly, draws=64).text
    for vendor in decision.vendors:
        assert said(explain(one, vendor)) == said(explain(other, vendor))


@pytest.mark.parametrize("name", ["decision.yaml", "decision.json", "decision.xlsx", "folder/"])
def test_the_setting_and_the_stated_beliefs_come_back_from_every_format(tmp_path, name):
    given = {"ann": {"value": 40, "evidence": ["L"]}, "bob": {"low": 50, "high": 60, "evidence": ["H"]}}
    scores = {"alpha": {"reach": {"by_evaluator": given}, "price": 50}, "beta": {"reach": 7, "price": "unknown"}}
    decision = make_decision(
        scores,
        evidence=EVIDENCE,
        evaluators={"ann": {}, "bob": {}},
        policy={"widen_by_grade": {"medium": 0.1, "low": 0.3, "none": 0.5}},
        scenarios={"recent": {"evidence": {"describes_from": "2024-02-15", "without_grades": ["low", "medium"]}}},
    )

    path = f"{tmp_path}/{name}"
    save(decision, path)
    back = load(path)

    assert back == decision
    assert back.plain() == decision.plain()
    assert back.digest == decision.digest
    for vendor, row in decision.assessments.items():
        for key, one in row.items():
            assert back.assessments[vendor][key].belief == one.belief


def test_a_scenario_is_widened_by_what_evidence_it_leaves():
    scores = {"alpha": {"reach": {"value": 40, "evidence": ["L", "H"]}, "price": {"value": 50, "evidence": ["L"]}}}
    decision = make_decision(
        scores,
        evidence=EVIDENCE,
        policy={"widen_by_grade": {"low": 0.5}},
        scenarios={"off": {"evidence": {"without_grades": ["high"], "describes_from": "2020-01-01"}}},
    )

    assert decision.under("off").assessments["alpha"]["reach"].unknown


@pytest.mark.parametrize("rule", [{"low": 0.3}, {"low": 0.3, "none": 0.5}])
def test_a_change_that_is_enough_stays_enough_when_it_is_made(rule):
    scores = {"alpha": {"reach": {"value": 40, "evidence": ["L"]}}, "beta": {"reach": {"value": 70, "evidence": ["H"]}}}
    decision = make_decision(
        scores, evidence=EVIDENCE, require={"reach": {"at_least": 60}}, policy={"widen_by_grade": rule}
    )

    applied = improve(evaluate(decision), "alpha", goal="sufficient").applied()

    assert evaluate(applied).verdicts["alpha"].name == "sufficient"
    assert ("supposed 1" in applied.evidence) == ("none" in rule)
    assert evaluate(improve(evaluate(applied), "alpha", goal="first").applied()).chosen == ("alpha",)
