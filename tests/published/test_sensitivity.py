"""A published sensitivity analysis of single weights."""

import json
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from vendor_eval.engine.exact.lines import along, weight_line

DATA = Path(__file__).parent / "data" / "sensitivity"
CASE = json.loads((DATA / "triantaphyllou1997_changes.json").read_text(encoding="utf-8"))
STATED = np.array(list(CASE["criteria"].values()))
VALUES = 100 * np.array(list(CASE["values"].values()))
LINES = [along(VALUES, weight_line(STATED / STATED.sum(), [j])) for j in range(len(STATED))]


def taken_off(t, j):
    """What is taken off a stated weight, the others staying, so that its share of all becomes t."""
    return (STATED[j] - t * STATED.sum()) / (1 - t)


def changes(pair):
    i, k = (list(CASE["values"]).index(name) for name in pair.split("-"))
    return [taken_off(line.crossings[i, k], j) for j, line in enumerate(LINES)]


@pytest.mark.parametrize("pair", CASE["changes"])
def test_single_weights_make_two_vendors_level_where_published(pair):
    found = changes(pair)

    expected = [np.nan if one is None else one for one in CASE["changes"][pair]]
    assert found == pytest.approx(expected, abs=2e-6, nan_ok=True)
    published = [np.nan if one is None else one for one in CASE["published percent"][pair]]
    percent = [100 * one / weight for one, weight in zip(found, STATED, strict=True)]
    assert percent == pytest.approx(published, rel=CASE["relative tolerance"], nan_ok=True)


def test_the_most_critical_weight_is_that_whose_change_first_unseats_the_leader():
    names = list(CASE["values"])
    percent = {
        (pair, j): abs(100 * one / STATED[j])
        for pair in (f"{a}-{b}" for a, b in combinations(names, 2) if a == "A1")
        for j, one in enumerate(changes(pair))
        if not np.isnan(one)
    }

    pair, j = min(percent, key=percent.get)

    assert (pair, list(CASE["criteria"])[j]) == (CASE["most critical"]["pair"], CASE["most critical"]["criterion"])
    assert LINES[j].below(0) == (1,)
    assert all(line.first == (0,) for line in LINES)
