"""What must hold between shares that are worked out and shares that are drawn."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from vendor_eval.engine.acceptability import Counting
from vendor_eval.engine.cells import Point
from vendor_eval.engine.exact.shares import exact_quantiles, exact_tally
from vendor_eval.engine.linearweights import BoundedWeights
from vendor_eval.engine.problem import Problem
from vendor_eval.engine.simulation import simulate
from vendor_eval.engine.weights import PointWeights, SimplexWeights
from vendor_eval.engine.weightsets import RankedWeights

KEYS = ("price", "fit", "risk", "reach")
DRAWS, CHANCES = 4_000, (0.1, 0.5, 0.9)


@st.composite
def weight_sets(draw, n):
    keys = KEYS[:n]
    parts = np.array(draw(st.lists(st.integers(0, 4), min_size=n, max_size=n).filter(any)), dtype=float)
    w = parts / parts.sum()
    sets = [
        PointWeights(tuple(w.tolist())),
        SimplexWeights(keys),
        RankedWeights(keys, tuple((keys[j],) for j in np.argsort(-w, kind="stable"))),
        RankedWeights(keys, (keys[:1], keys[1:]) if n > 1 else (keys,)),
        BoundedWeights(keys, tuple((w / 2).tolist()), tuple(np.minimum(2 * w, 1).tolist())),
    ]
    return draw(st.sampled_from(sets))


@st.composite
def problems(draw):
    """A few vendors on a grid of points, where much is level; some may be out."""
    n, m = draw(st.integers(1, 4)), draw(st.integers(1, 5))
    rows = st.lists(st.integers(0, 4), min_size=n, max_size=n)
    points = [[25.0 * part for part in draw(rows)] for _ in range(m)]
    return Problem(
        vendors=tuple("abcde"[:m]),
        criteria=KEYS[:n],
        cells=tuple(tuple(Point(x, x) for x in row) for row in points),
        weights=draw(weight_sets(n)),
        excluded=tuple(draw(st.lists(st.booleans(), min_size=m, max_size=m))),
    )


@settings(max_examples=60)
@given(problem=problems(), seed=st.integers(0, 10**6))
def test_drawn_shares_lie_within_five_standard_errors_of_the_exact_ones(problem, seed):
    values = np.array([[cell.mean for cell in row] for row in problem.cells])
    exact = exact_tally(values, ~np.array(problem.excluded), problem.weights)
    drawn = simulate(problem, draws=DRAWS, seed=seed, counting=Counting(losses=True)).tally

    def close(found, estimate, slack=0.0):
        error = np.sqrt(np.clip(found * (1 - found), 0, None) / DRAWS)
        assert (np.abs(found - estimate) <= 5 * error + 5 * slack / DRAWS + 1e-9).all()

    # A share of a few draws is not normal: five draws are within reach of any share that is not 0.
    rare = (exact.acceptability > 0).astype(float)
    close(exact.acceptability, drawn.acceptability, rare)
    assert (drawn.acceptability[exact.acceptability == 0] == 0).all()
    off = ~np.eye(len(values), dtype=bool)
    close(exact.pairwise_winning[off], drawn.pairwise_winning[off], (exact.pairwise_winning[off] > 0).astype(float))
    assert exact.p_nobody == drawn.p_nobody
    spread = 5 * np.nan_to_num(drawn.value_mean_errors) + 1e-9
    assert (np.abs(exact.value_means - drawn.value_means) <= spread).all()
    often = exact.acceptability[:, 0] > 0.05
    central = np.abs(exact.central_weights[often] - drawn.central_weights[often])
    assert (central <= 5 * drawn.central_weight_errors[often] + 0.01).all()


@settings(max_examples=60)
@given(problem=problems())
def test_exact_shares_add_up(problem):
    values, ranked = np.array([[cell.mean for cell in row] for row in problem.cells]), ~np.array(problem.excluded)
    found = exact_tally(values, ranked, problem.weights)

    close = {"rtol": 0, "atol": 1e-9}
    np.testing.assert_allclose(found.acceptability.sum(axis=1), ranked, **close)
    np.testing.assert_allclose(found.acceptability[:, : ranked.sum()].sum(axis=0), 1, **close)
    first = found.acceptability[:, 0] > 0
    np.testing.assert_allclose(found.central_weights[first].sum(axis=1), 1, **close)
    assert np.isnan(found.central_weights[~first]).all()
    assert (found.mean_losses[ranked] >= 0).all()
    for i in np.flatnonzero(found.acceptability[:, 0] == 1):
        assert found.mean_losses[i] < 1e-9
        assert (found.pairwise_winning[i, np.flatnonzero(ranked & (np.arange(len(values)) != i))] == 1).all()


@settings(max_examples=40)
@given(problem=problems())
def test_quantiles_rise_and_lie_between_the_least_and_the_greatest_value(problem):
    values = np.array([[cell.mean for cell in row] for row in problem.cells])
    found = exact_quantiles(values, problem.weights, CHANCES)

    assert (np.diff(found, axis=1) >= -1e-9).all()
    overall = values @ problem.weights.draw(0, 0, 500)
    spare = 1e-9 + (overall.max(axis=1) - overall.min(axis=1)) * 0.5
    assert (found[:, 0] >= overall.min(axis=1) - spare).all()
    assert (found[:, -1] <= overall.max(axis=1) + spare).all()
