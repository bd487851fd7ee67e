"""What must hold under every method of a vendor that has a rank in some draws or in none."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import make_decision
from vendor_eval.analysis.robustness import robustness
from vendor_eval.engine.methods import METHODS

DRAWS = 64
CLOSE = 1e-9
FAILING = {"low": 10, "high": 40 + 1e-9}  # reaches 40 in one of some 30,000,000,000 draws
every_method = pytest.mark.parametrize("method", METHODS)
few = settings(max_examples=max(settings.default.max_examples * 5 // 100, 5))  # for each of many methods
points = st.integers(0, 100)
ranges = st.tuples(points, points).map(lambda ends: {"low": min(ends), "high": max(ends) + 1})


@st.composite
def scores(draw, vendors=4):
    """Points or ranges of a few vendors on three criteria, of which the last asks for 40."""
    found = {}
    for key in ("alpha", "beta", "gamma", "delta")[: draw(st.integers(1, vendors))]:
        row = {"a": draw(points | ranges), "b": draw(points | ranges)}
        found[key] = row | {"c": draw(st.sampled_from([50, 60, {"low": 30, "high": 60}, {"low": 20, "high": 45}]))}
    return found


def run(found, method, **parts):
    decision = make_decision(found, require={"c": {"at_least": 40}}, **parts)
    return robustness(decision, method=method, draws=DRAWS, exact=False)


@every_method
@few
@given(found=scores(), a=points, b=points, weights=st.sampled_from(["any", {"a": 40, "b": 40, "c": 20}]))
def test_a_vendor_that_could_meet_all_and_never_does_changes_no_share_of_others(method, found, a, b, weights):
    without = run(found, method, weights=weights)
    beside = run(found | {"omega": {"a": a, "b": b, "c": FAILING}}, method, weights=weights)

    assert beside.evaluation.verdicts["omega"].name == "undetermined"
    assert beside.rank_acceptability.loc["omega", "no rank"] == 1
    others = list(found)
    for column in without.rank_acceptability:
        np.testing.assert_allclose(
            beside.rank_acceptability.loc[others, column], without.rank_acceptability[column], rtol=0, atol=CLOSE
        )
    np.testing.assert_allclose(
        beside.pairwise_winning.loc[others, others], without.pairwise_winning, rtol=0, atol=CLOSE, equal_nan=True
    )
    assert beside.p_nobody == without.p_nobody


@every_method
@few
@given(found=scores(), a=points, b=points)
def test_a_vendor_moves_no_more_of_a_share_than_the_draws_in_which_it_has_a_rank(method, found, a, b):
    without = run(found, method)
    beside = run(found | {"omega": {"a": a, "b": b, "c": {"low": 10, "high": 45}}}, method)
    with_a_rank = 1 - beside.rank_acceptability.loc["omega", "no rank"]

    for vendor in found:
        moved = beside.rank_acceptability.loc[vendor, 1] - without.rank_acceptability.loc[vendor, 1]
        assert abs(moved) <= with_a_rank + CLOSE
