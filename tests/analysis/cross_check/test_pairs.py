import numpy as np
import pytest

from builders import make_decision
from vendor_eval.analysis.cross_check.cross_check import cross_check
from vendor_eval.analysis.cross_check.pairs import COLUMNS, FEW
from vendor_eval.engine.methods import PROMETHEE2, VIKOR, Linear, WeightedSum

STRETCHED = [[50, 50], [40, 54], [100, 50], [45, 60]]


def checked(points, methods, **parts):
    scores = {f"v{i}": {f"c{j}": float(x) for j, x in enumerate(row)} for i, row in enumerate(points)}
    return cross_check(make_decision(scores, **parts), methods, peers=False)


def rows(check):
    return check.disagreements.to_dict("records")


def test_a_pair_is_told_as_the_weighted_sum_orders_it():
    (row,) = rows(checked([[50, 50], [90, 40]], ["promethee2"], weights={"c0": 40, "c1": 60}))

    assert (row["vendor"], row["over"], row["method"], row["order"]) == ("v1", "v0", "promethee2", "behind")
    assert row["points"] == pytest.approx(10)
    assert row["cause"] == "counting"
    assert row["hangs_on_criteria"] == ("c1",)
    assert row["text"].startswith("PROMETHEE II puts V1 behind V0; the weighted sum has V1 10.0 points ahead. ")
    assert row["text"].endswith("Without C1 it puts V1 ahead.")


def test_agreement_leaves_no_row():
    check = checked([[50, 50], [40, 40]], None)

    assert check.disagreements.empty
    assert list(check.disagreements.columns) == COLUMNS


def test_a_method_may_put_two_level():
    found = rows(checked([[51, 51], [50, 50]], {"blunt": PROMETHEE2(preference=Linear(5, 15))}))

    assert [(row["order"], row["cause"]) for row in found] == [("level", "unexplained")]
    assert found[0]["text"] == "blunt puts V0 level with V1; the weighted sum has V0 1.0 points ahead."


def test_of_two_level_vendors_the_one_ahead_comes_first():
    # Both are worth 50; on two of three criteria v1 is ahead.
    (row,) = rows(checked([[70, 40, 40], [50, 50, 50]], ["promethee2"]))

    assert (row["vendor"], row["over"], row["order"], row["points"], row["cause"]) == ("v1", "v0", "ahead", 0, "")
    assert row["text"] == "PROMETHEE II puts V1 ahead of V0, which the weighted sum has level."


def test_another_vendor_that_an_order_hangs_on_is_named():
    check = checked([[90, 40], [50, 50], [40, 45]], ["promethee2"])
    (row,) = [row for row in rows(check) if row["order"] == "behind"]

    assert row["cause"] == "rivals"
    assert row["hangs_on_vendors"] == ()
    assert row["hangs_on_criteria"] == ("c1",)


def test_an_order_may_hang_on_who_else_is_compared():
    # v2 stretches the span on c0, so that c0 counts little in the eyes of VIKOR; without it c0 decides for v0.
    (row,) = [row for row in rows(checked(STRETCHED, [VIKOR(v=1.0)])) if (row["vendor"], row["over"]) == ("v0", "v1")]

    assert (row["cause"], row["hangs_on_vendors"]) == ("scale", ("v2",))
    assert row["text"].endswith("Without V2 among the vendors it puts V0 ahead.")


def test_without_what_an_order_hangs_on_it_is_indeed_the_other():
    rng = np.random.default_rng(4)
    points = rng.integers(0, 101, (5, 4))
    check = checked(points, None)
    told = [row for row in rows(check) if row["order"] != "ahead"]
    assert told

    for row in told:
        for key in row["hangs_on_criteria"]:
            less = cross_check(check.decision.without_criterion(key), [row["method"]], peers=False).table
            ranks = less.set_index("vendor")[row["method"]]
            assert ranks[row["vendor"]] < ranks[row["over"]]
        for key in row["hangs_on_vendors"]:
            less = cross_check(check.decision.without_vendor(key), [row["method"]], peers=False).table
            ranks = less.set_index("vendor")[row["method"]]
            assert ranks[row["vendor"]] < ranks[row["over"]]


def test_a_method_that_cannot_rank_with_less_says_nothing_of_it():
    preference = (Linear(0, 10), Linear(0, 10))
    (row,) = rows(checked([[90, 40], [50, 50]], [PROMETHEE2(preference=preference)], weights={"c0": 40, "c1": 60}))

    assert row["hangs_on_criteria"] == ()
    assert row["order"] == "behind"


def test_of_many_vendors_only_those_that_some_method_puts_first_are_compared():
    rng = np.random.default_rng(0)
    points = rng.integers(0, 101, (FEW + 10, 3))
    check = checked(points, ["topsis", "vikor"])
    first = {vendor for vendors in check.first.values() for vendor in vendors}

    assert set(check.disagreements["vendor"]) | set(check.disagreements["over"]) <= first
    assert all(row["hangs_on_vendors"] == () for row in rows(check))
    assert "pairs" not in check.text


def test_a_gap_that_rounds_to_nothing_is_not_called_nothing():
    check = checked([[50.01, 50, 3], [40, 60, 3]], {"blunt": PROMETHEE2(preference=Linear(20, 30))})

    assert [row["text"] for row in rows(check)] == [
        "blunt puts V0 level with V1; the weighted sum has V0 less than 0.1 points ahead."
    ]


def test_the_weighted_sum_under_another_name_is_what_others_are_held_against():
    check = checked([[50, 50], [90, 40]], {"ours": WeightedSum(), "theirs": PROMETHEE2()}, weights={"c0": 40, "c1": 60})

    assert check.reference == "ours"
    assert check.disagreements["method"].tolist() == ["theirs"]
