import pytest

from builders import make_decision
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.reasons.explain import explain

PARTS = {"gap", "advantage", "sacrifice", "level", "without weight", "unknown"}


def between(low, high):
    return {"low": low, "high": high}


def compared(scores, **parts):
    """The table of a comparison, and the reasons that give the gap and its parts."""
    found = explain(evaluate(make_decision(scores, **parts)), "alpha", over="beta")
    return found.table, [reason for reason in found.reasons if reason.kind in PARTS]


def texts(scores, **parts):
    return [reason.text for reason in compared(scores, **parts)[1]]


def test_the_bounds_of_a_difference_are_those_of_both_beliefs():
    table, _ = compared({"alpha": {"reach": between(40, 80)}, "beta": {"reach": "unknown"}})

    assert table.iloc[0][["difference", "low", "high"]].to_list() == pytest.approx([10, -60, 80])


def test_a_vendor_that_is_not_insufficient_is_taken_as_meeting_its_open_musts():
    table, reasons = compared(
        {"alpha": {"reach": "unknown"}, "beta": {"reach": between(20, 60)}}, require={"reach": {"at_least": 40}}
    )

    assert table.iloc[0][["value", "over_value", "difference"]].to_list() == pytest.approx([70, 50, 20])
    assert reasons[0].text.startswith("If the open requirements of Alpha and Beta are met, Alpha is 20.0 points ahead")
    assert reasons[1].text == (
        "+20.0 points on Reach: unknown against 20 to 60, with Alpha and Beta taken as meeting what is required."
    )


def test_an_insufficient_vendor_is_compared_as_it_is():
    table, _ = compared(
        {"alpha": {"reach": 80, "price": 50}, "beta": {"reach": "unknown", "price": 0}},
        require={"reach": {"at_least": 40}, "price": {"at_least": 10}},
    )

    assert table.set_index("criterion").loc["reach", "over_value"] == 50


def test_differences_that_print_as_nothing_are_called_level_and_small_sums_still_print():
    said = texts({"alpha": {"a": 50, "b": 60, "c": 50}, "beta": {"a": 50.06, "b": 50, "c": 50}})

    assert said == [
        "Alpha is 3.3 points ahead of Beta: 53.3 against 50.0 points at the declared weights. Its advantages sum to "
        "3.3 "
        "points, its disadvantages to 0.02.",
        "+3.3 points on B: 60 against 50.",
        "Level on 2 criteria: A and C.",
    ]


def test_a_small_gap_prints_as_many_decimals_as_it_needs():
    assert texts({"alpha": {"a": 50.03}, "beta": {"a": 50}})[0] == (
        "Alpha is 0.03 points ahead of Beta: 50.03 against 50.00 points at the declared weights."
    )


def test_a_gap_behind_is_said_as_such():
    assert texts({"alpha": {"a": 20}, "beta": {"a": 50}}) == [
        "Alpha is 30.0 points behind Beta: 20.0 against 50.0 points at the declared weights.",
        "−30.0 points on A: 20 against 50.",
    ]


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ({"a": 1, "b": 0, "c": 0}, "2 criteria carry no weight: B and C."),
        ({"a": 1, "b": 0, "c": 1}, "1 criterion carries no weight: B."),
    ],
)
def test_criteria_of_weight_zero_are_neither_level_nor_worth_learning(weights, said):
    scores = {"alpha": {"a": 50, "b": "unknown", "c": 10}, "beta": {"a": 20, "b": 90, "c": 10}}

    found = texts(scores, weights=weights)

    assert said in found
    assert not [text for text in found if "not known" in text]


@pytest.mark.parametrize(("b", "turns"), [(45, True), (100, False)])
def test_an_unknown_that_could_turn_the_comparison_is_worth_learning(b, turns):
    scores = {"alpha": {"a": "unknown", "b": b}, "beta": {"a": 0, "b": 40 if turns else 0}}
    swapped = {"alpha": scores["beta"], "beta": scores["alpha"]}
    required = {"alpha": {"a": 60, "b": b}, "beta": {"a": "unknown", "b": 40 if turns else 0}}

    assert texts(swapped)[-1].startswith("A is not known for Beta")
    assert texts(required)[-1].endswith("Learning it could turn the comparison.") == turns


def test_advantages_and_sacrifices_stand_by_size_and_carry_the_evidence_of_both():
    _, reasons = compared(
        {
            "alpha": {"a": {"value": 60, "evidence": ["E1"]}, "b": 90, "c": 10},
            "beta": {"a": {"value": 50, "evidence": ["E2", "E1"]}, "b": 20, "c": 40},
        },
        evidence={"E1": {}, "E2": {}},
    )

    assert [(one.kind, one.criterion) for one in reasons[1:]] == [
        ("advantage", "b"),
        ("advantage", "a"),
        ("sacrifice", "c"),
    ]
    assert reasons[2].evidence == ("E1", "E2")
    assert reasons[2].numbers["difference"] == pytest.approx(10 / 3)
