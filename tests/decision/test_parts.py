from datetime import date

from builders import make_decision, make_plain
from vendor_eval.decision.beliefs import Exact
from vendor_eval.decision.parts import Parts, salvage


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
