from types import SimpleNamespace

from builders import make_decision
from vendor_eval import cases
from vendor_eval.analysis.robustness import robustness
from vendor_eval.report.chapters.evidence_strength import evidence_strength


def chapter(decision):
    main = robustness(decision, draws=100)
    return evidence_strength(SimpleNamespace(decision=decision, main=main))


def tables(found):
    return {block.caption: block for block in found.blocks if block.kind == "table"}


def prose(found):
    return [block.text for block in found.blocks if block.kind == "prose"]


def test_it_counts_what_assessments_rest_on_and_says_the_outcome_without_what_is_weak():
    found = chapter(cases.load("apple-china-2025"))

    assert prose(found)[0].startswith("Of 65 assessments, 34 rest at best on evidence of high grade")
    assert prose(found)[1] == "Nothing: the decision states no widening, so every belief counts as it was assessed."
    assert "These fractions are supposed." in prose(found)[-1]
    kinds = tables(found)["Assessments by kind and grade of their best evidence"]
    assert [cell.text for cell in kinds.rows[0]] == ["Reported fact", "26", "5", "1", "32"]
    outcomes = tables(found)["The outcome as it is and without weak evidence"]
    assert [row[0].text for row in outcomes.rows] == [
        "As it is",
        "Without vendors’ own claims",
        "Without evidence of low grade",
        "Without evidence on a state before 2024-02-15",
        "With beliefs widened by grade",
    ]
    assert outcomes.rows[4][2].text == "DeepSeek: undetermined instead of insufficient"


def test_what_was_widened_stands_beside_what_was_assessed():
    scores = {"alpha": {"reach": {"value": 40, "evidence": ["E1"]}}}
    policy = {"widen_by_grade": {"low": 0.3}}
    found = chapter(make_decision(scores, evidence={"E1": {"grade": "low"}}, policy=policy))

    widened = tables(found)["Assessments that were widened"]
    assert [cell.text for cell in widened.rows[0]] == ["Alpha", "Reach", "40", "28 to 58"]
    assert any("by 30 % where it is of low grade; without evidence it stays" in text for text in prose(found))


def test_a_decision_without_any_evidence_has_the_chapter_too():
    found = chapter(make_decision({"alpha": {"reach": 1}}, policy={"widen_by_grade": {"low": 0.3}}))

    assert "No assessment was widened by that." in prose(found)
