"""What must hold of the engine for every problem, not only for examples."""

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from vendor_eval.engine.additive import totals
from vendor_eval.engine.cells import Beta, Continuous, Levels, Normal, Point, Triangular, Uniform, Unknown
from vendor_eval.engine.curves import Curve
from vendor_eval.engine.problem import OpenTest, Problem
from vendor_eval.engine.ranks import competition_ranks, places, rank_shares, wins
from vendor_eval.engine.simulation import BLOCK, simulate
from vendor_eval.engine.tests import Interval
from vendor_eval.engine.weights import PointWeights, SimplexWeights

DRAWS = 300
points = st.integers(0, 1000).map(lambda tenths: tenths / 10)
TABLES = ("ranks", "no_rank", "pairwise", "value_sums", "value_square_sums")


@st.composite
def curves(draw):
    log = draw(st.booleans())
    xs = draw(st.lists(st.floats(0.5, 1e4) if log else st.floats(-1e4, 1e4), min_size=2, max_size=5, unique=True))
    xs = sorted(xs)
    assume(all(b - a > 1e-3 * abs(b) for a, b in pairwise(xs)))
    return Curve(tuple(xs), tuple(draw(points) for _ in xs), log)


@st.composite
def intervals(draw):
    low, high = sorted(draw(st.tuples(st.floats(-2e4, 2e4), st.floats(-2e4, 2e4))))
    return low, high


@st.composite
def uniforms(draw):
    return Uniform(*draw(intervals()), draw(curves()))


@st.composite
def levels(draw):
    chances = draw(st.lists(st.integers(0, 5), min_size=1, max_size=5).filter(any))
    return Levels.of(tuple(draw(points) for _ in chances), tuple(float(chance) for chance in chances))


exacts = st.builds(lambda value: Point(value, value), points)
distributions = st.builds(
    Continuous,
    st.sampled_from(
        [Triangular(-5.0, 1.0, 9e3), Beta.pert(0.0, 1.0, 50.0), Normal(5.0, 900.0), Beta.tested(9, 10, 100)]
    ),
    curves(),
)
cells = st.one_of(exacts, uniforms(), levels(), st.just(Unknown()), distributions)


@st.composite
def problems(draw, kinds=cells):
    m, n = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    vendors = tuple(draw(st.permutations([f"vendor {i}" for i in range(m)])))
    criteria = tuple(draw(st.permutations([f"criterion {j}" for j in range(n)])))
    rows = tuple(tuple(draw(kinds) for _ in criteria) for _ in vendors)
    point = PointWeights(tuple(draw(st.integers(0, 10)) / 10 for _ in criteria))
    tests = tuple(
        OpenTest(
            i, criteria[0], draw(st.booleans()), rows[i][0], Interval(low=draw(points)), draw(st.none() | st.just(0.5))
        )
        for i in range(m)
        if draw(st.booleans())
    )
    return Problem(
        vendors,
        criteria,
        rows,
        draw(st.sampled_from([point, SimplexWeights(criteria)])),
        tests,
        excluded=tuple(draw(st.booleans()) for _ in vendors),
        max_weaknesses=draw(st.sampled_from([None, 0])),
        minimum_value=draw(st.none() | points),
    )


def samplings(problem):
    """The kinds of sampling that suit the weights of a problem."""
    return st.sampled_from(["random"] if isinstance(problem.weights, PointWeights) else ["random", "sobol"])


def reordered(problem, vendor_order, criterion_order):
    """The same problem with its vendors and criteria written in another order."""
    criteria = tuple(problem.criteria[j] for j in criterion_order)
    if isinstance(problem.weights, PointWeights):
        weights = PointWeights(tuple(problem.weights.w[j] for j in criterion_order))
    else:
        weights = SimplexWeights(criteria)
    return replace(
        problem,
        vendors=tuple(problem.vendors[i] for i in vendor_order),
        criteria=criteria,
        cells=tuple(tuple(problem.cells[i][j] for j in criterion_order) for i in vendor_order),
        weights=weights,
        tests=tuple(replace(test, vendor=vendor_order.index(test.vendor)) for test in problem.tests),
        excluded=tuple(problem.excluded[i] for i in vendor_order),
        weak=tuple(problem.weak[i] for i in vendor_order),
    )


@given(curve=curves(), ends=intervals())
def test_the_mean_lies_between_the_least_and_the_greatest_value(curve, ends):
    least, greatest = curve.bounds(*ends)

    assert least <= curve.mean(*ends) <= greatest


@given(curve=curves(), ends=intervals())
def test_the_mean_equals_numerical_quadrature(curve, ends):
    low, high = ends
    assume(high - low > 1e-6)
    nodes, node_weights = np.polynomial.legendre.leggauss(24)
    # Pieces no longer than a doubling keep ln x close to a polynomial.
    doublings = [x for knot in curve.xs[:1] for x in knot * 2.0 ** np.arange(1, 16)] if curve.log else []
    cuts = np.array(sorted({low, high, *(x for x in (*curve.xs, *doublings) if low < x < high)}))
    middles, halves = (cuts[1:] + cuts[:-1]) / 2, (cuts[1:] - cuts[:-1]) / 2
    values = curve.value(middles[:, np.newaxis] + halves[:, np.newaxis] * nodes)

    quadrature = math.fsum((values @ node_weights * halves).tolist()) / (high - low)

    assert curve.mean(low, high) == pytest.approx(quadrature, abs=1e-9)


@given(cell=cells, u=st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=20))
def test_every_draw_lies_in_the_support(cell, u):
    _, value = cell.draw(np.array(u))
    least, greatest = cell.support

    assert (value >= least - 1e-9).all()
    assert (value <= greatest + 1e-9).all()
    assert least <= cell.mean <= greatest


@given(cell=cells, u=st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=20))
def test_points_alone_are_those_of_a_draw(cell, u):
    np.testing.assert_allclose(cell.points(np.array(u)), cell.draw(np.array(u))[1], rtol=0, atol=1e-9)


@given(
    totals=st.lists(st.sampled_from([-math.inf, 10.0, 10.0 + 5e-10, 20.0, 30.0]), min_size=1, max_size=40).map(
        lambda column: np.array(column)[:, np.newaxis]
    )
)
def test_rank_shares_wins_and_ranks_tell_the_same_story(totals):
    standing = places(totals)
    table, no_rank = rank_shares(standing), standing.place[:, 0] == len(totals)
    ranked = int((totals > -math.inf).sum())
    beaten = wins(standing)

    np.testing.assert_allclose(table.sum(axis=1) + no_rank, 1, rtol=0, atol=1e-12)
    np.testing.assert_allclose(table.sum(axis=0), [1] * ranked + [0] * (len(totals) - ranked), rtol=0, atol=1e-12)
    np.testing.assert_array_equal(competition_ranks(totals[:, 0]), np.where(no_rank, np.nan, standing.place[:, 0] + 1))
    np.testing.assert_array_equal(beaten + beaten.T, 1 - np.outer(no_rank, no_rank))


@given(problem=problems(), seed=st.integers(0, 5))
def test_ranks_and_no_rank_add_up_to_the_draws(problem, seed):
    counted = simulate(problem, draws=DRAWS, seed=seed).tally

    np.testing.assert_allclose(counted.ranks.sum(axis=1) + counted.no_rank, DRAWS, rtol=0, atol=1e-9)
    assert counted.ranks[:, 0].sum() + counted.nobody == pytest.approx(DRAWS, abs=1e-9)


@given(problem=problems(), data=st.data())
def test_the_order_of_vendors_and_criteria_changes_nothing_bit_for_bit(problem, data):
    rows = data.draw(st.permutations(range(len(problem.vendors))))
    columns = data.draw(st.permutations(range(len(problem.criteria))))
    sampling = data.draw(samplings(problem))
    before, after = (
        simulate(one, draws=DRAWS, seed=0, sampling=sampling).tally
        for one in (problem, reordered(problem, list(rows), list(columns)))
    )

    for name in ("ranks", "no_rank", "value_sums", "value_square_sums"):
        assert getattr(before, name)[list(rows)].tolist() == getattr(after, name).tolist()
    assert before.pairwise[np.ix_(rows, rows)].tolist() == after.pairwise.tolist()
    assert before.first_weights[np.ix_(columns, rows)].tolist() == after.first_weights.tolist()
    assert before.nobody == after.nobody


@given(problem=problems(), newcomer=st.lists(cells, min_size=4, max_size=4), data=st.data())
def test_a_new_vendor_changes_nobody_elses_draws(problem, newcomer, data):
    n, m = len(problem.criteria), len(problem.vendors)
    larger = replace(
        problem,
        vendors=("a newcomer", *problem.vendors),
        cells=(tuple(newcomer[:n]), *problem.cells),
        tests=tuple(replace(test, vendor=test.vendor + 1) for test in problem.tests),
        excluded=(False, *problem.excluded),
        weak=(0, *problem.weak),
    )
    sampling = data.draw(samplings(problem))
    before, after = (simulate(which, draws=DRAWS, seed=0, sampling=sampling).tally for which in (problem, larger))

    assert before.value_sums.tolist() == after.value_sums[1:].tolist()
    assert before.no_rank.tolist() == after.no_rank[1:].tolist()
    assert before.pairwise.tolist() == after.pairwise[1 : m + 1, 1 : m + 1].tolist()


@given(problem=problems(kinds=exacts))
def test_one_draw_of_exact_performances_is_the_deterministic_total_bit_for_bit(problem):
    order = sorted(range(len(problem.criteria)), key=problem.criteria.__getitem__)
    values = np.array([[[row[j].value] for row in problem.cells] for j in order])
    weights = problem.weights.draw(0, 0, 1)[order]

    counted = simulate(problem, draws=1, seed=0).tally

    assert counted.value_sums.tolist() == totals(values, weights)[:, 0].tolist()


@given(problem=problems())
def test_one_more_draw_adds_one_draw_and_changes_none(problem):
    shorter, longer = (simulate(problem, draws=draws, seed=0).tally for draws in (20, 21))
    added = longer.ranks.sum(axis=1) + longer.no_rank - shorter.ranks.sum(axis=1) - shorter.no_rank

    np.testing.assert_allclose(added, 1, rtol=0, atol=1e-9)
    assert (longer.ranks >= shorter.ranks - 1e-9).all()
    assert (longer.pairwise >= shorter.pairwise - 1e-9).all()


@settings(max_examples=10)
@given(problem=problems())
def test_a_draw_of_the_second_block_is_no_draw_of_the_first(problem):
    assume(isinstance(problem.weights, SimplexWeights) and len(problem.criteria) > 1)
    first, second = (problem.weights.draw(0, block, 50) for block in (0, 1))

    assert not np.isin(first, second).any()
    assert simulate(problem, draws=BLOCK + 1, seed=0).draws == BLOCK + 1
