from datetime import date

import pytest

from builders import make_decision, make_plain
from vendor_eval.decision.beliefs import Exact
from vendor_eval.decision.document import Decision
from vendor_eval.decision.parts import Parts, salvage
from vendor_eval.errors import DecisionError


def test_a_whole_decision_is_taken_apart_as_it_is_saved_from_its_plain_data():
    decision = make_decision(evidence={"E1": {}}, scenarios={"x": {"widen": 0.5}}, information_only=["price"])

    assert Parts.of(decision) == salvage(decision.plain())
    assert Parts.of(decision).weighted == ("reach",)


def test_nothing_can_be_saved_from_what_is_no_mapping():
    assert salvage([1]) == Parts()
    assert Parts().weighted is None


def test_sections_that_are_missing_or_no_mappings_are_not_taken_for_empty_ones():
    parts = salvage({"criteria": ["reach"], "evidence": 3, "assessments": {"alpha": 3}})

    assert (parts.criteria, parts.vendors, parts.evidence) == (None, None, None)
    assert (parts.conditions, parts.scenarios) == ({}, {})
    assert parts.assessments == {"alpha": None}


def test_faulty_parts_keep_their_names_and_what_is_right_in_them():
    plain = make_plain(
        {"alpha": {"reach": {"low": 9, "high": 1, "evidence": ["E1"]}, "price": {"value": 3, "by": 4}, "x": None}},
        information_only=["price"],
    )
    plain["criteria"]["price"]["scale"]["bset"] = 3
    plain["criteria"]["reach"]["scale"] = 3
    plain["vendors"]["alpha"]["cost"] = 3
    plain["evidence"] = {"E1": {"claim": "x", "source": "y", "kind": "rumour"}}
    plain["scenarios"] = {"x": {"widen": 3, "criteria": ["reach"]}, "y": 3}
    plain["as_of"] = "2025-02-30"
    plain["weights"] = {"swing": {"reach": -3}}
    parts = salvage(plain)

    assert parts.weighted == ("reach", "x")
    assert parts.stated == {"swing": {"reach": -3}}
    assert (parts.as_of, parts.weights, parts.evidence) == (None, None, {"E1": None})
    assert parts.vendors is not None
    assert parts.vendors["alpha"] is not None
    row = (parts.assessments or {})["alpha"] or {}
    assert row["reach"] is not None
    assert (row["reach"].unknown, row["reach"].evidence) == (True, ("E1",))
    assert row["price"] is not None
    assert row["price"].belief == Exact(value=3)
    assert row["x"] is None
    assert parts.scenarios == {"x": None, "y": None}
    assert parts.faulty_scenarios == {"x": {"widen": 3, "criteria": ["reach"]}}
    assert salvage(plain | {"as_of": date(2025, 2, 1)}).as_of == date(2025, 2, 1)


def faults_beside_a_missing_title(**changes):
    """What is said of a decision without a title, beside that."""
    plain = make_plain({"alpha": {"reach": 1}}) | changes
    del plain["title"]
    with pytest.raises(DecisionError) as caught:
        Decision.model_validate(plain)
    return [
        f"{'.'.join(map(str, fault.path))}: {fault.message}"
        for fault in caught.value.faults
        if fault.path != ("title",)
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"assessments": {"alpha": {"reach": {"value": 1, "evidence": ["E1"]}}}}, "reach.evidence.0: Unknown evidence"),
        (
            {"assessments": {"alpha": {"reach": {"by_evaluator": {"ann": 1}}}}},
            "assessments.alpha.reach.by_evaluator.ann: Unknown evaluator 'ann'.",
        ),
        ({"baseline": "beta"}, "baseline: Unknown vendor 'beta'."),
        ({"groups": {"market": {}}}, "groups.market: No criterion is in this group."),
        ({"weights": {"swing": {"raech": 1}}}, "weights.swing.raech: Unknown criterion 'raech'."),
        ({"scenarios": {"s": {"vendors": ["beta"]}}}, "scenarios.s.vendors.0: Unknown vendor 'beta'."),
        ({"scenarios": {"s": {"vendors": ["beta"], "widen": 3}}}, "scenarios.s.vendors.0: Unknown vendor 'beta'."),
        ({"conditions": {"c": {"name": "x", "evidence": ["E1"]}}}, "conditions.c.evidence.0: Unknown evidence 'E1'."),
        ({"vendors": {"alpha": {}, "Alpha": {}}}, "vendors.Alpha: looks the same as 'alpha'"),
    ],
)
def test_what_does_not_fit_together_is_found_beside_what_is_faulty_by_itself(changes, said):
    found = faults_beside_a_missing_title(**changes)

    assert any(said in one for one in found), found


def test_names_that_are_there_are_known_even_where_another_part_is_faulty():
    evaluators = {"evaluators": {"ann": {}}, "assessments": {"alpha": {"reach": {"by_evaluator": {"ann": 1}}}}}
    evidence = {"E1": {"claim": "x", "source": "y", "kind": "audit"}}

    assert faults_beside_a_missing_title(**evaluators) == []
    assert faults_beside_a_missing_title(baseline="alpha") == []
    assert (
        faults_beside_a_missing_title(
            evidence=evidence, assessments={"alpha": {"reach": {"value": 1, "evidence": ["E1"]}}}
        )
        == []
    )


def test_a_faulty_evaluator_s_score_is_no_score_that_is_missing():
    found = faults_beside_a_missing_title(
        evaluators={"ann": {}}, assessments={"alpha": {"reach": {"by_evaluator": {"ann": {"low": 9, "high": 1}}}}}
    )

    assert found == ["assessments.alpha.reach.by_evaluator.ann: low (9) must not be above high (1)."]


def test_what_evaluators_say_is_checked_beside_what_they_agreed_on_wrongly():
    panel = {"by_evaluator": {"ann": {"value": 1, "evidence": ["E1"]}}, "agreed": {"value": 1, "because": 3}}

    found = faults_beside_a_missing_title(evaluators={"ann": {}}, assessments={"alpha": {"reach": panel}})

    assert [one.partition(":")[0].rpartition("reach.")[2] for one in found] == [
        "agreed.because",
        "by_evaluator.ann.evidence.0",
    ]
