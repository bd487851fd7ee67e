"""What must hold of every kind of belief on every shape of value function."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from vendor_eval.engine.cells import Beta, Continuous, Levels, Normal, Point, Triangular, Uniform, Unknown
from vendor_eval.engine.curves import Curve, Exponential
from vendor_eval.engine.tests import Interval, Members

NODES, WEIGHTS = np.polynomial.legendre.leggauss(24)
# Panels that shrink towards both ends, so that no kink or singular end spoils the reference.
GRADED = np.unique([0, 1, *2.0 ** -np.arange(1, 45), *(1 - 2.0 ** -np.arange(1, 45))])
SPREADS = range(-12, 13)

levels = st.floats(-100, 100).map(lambda x: round(x, 3))
widths = st.floats(-2, 3).map(lambda power: round(10**power, 3))
shares = st.floats(0, 1)
points = st.floats(0, 100)


@st.composite
def straight(draw):
    xs = sorted(draw(st.lists(levels, min_size=2, max_size=5, unique=True)))
    return Curve(tuple(xs), tuple(draw(points) for _ in xs))


@st.composite
def logarithmic(draw):
    first, ratio = draw(widths), draw(st.floats(1.1, 1e6))
    return Curve((first, first * math.sqrt(ratio), first * ratio), tuple(draw(points) for _ in range(3)), log=True)


@st.composite
def exponential(draw):
    worst, width = draw(levels), draw(widths)
    curvature = draw(st.sampled_from([0.0, 1e-6, 0.009, 0.011, 1.0, 30.0]) | st.floats(0, 10))
    return Exponential(
        worst, worst + draw(st.sampled_from([width, -width])), curvature * draw(st.sampled_from([1, -1]))
    )


@st.composite
def targets(draw):
    low, width = draw(levels), draw(widths)
    best, plateau = draw(st.floats(0.3, 0.7)), draw(st.sampled_from([0.0, 0.1]))
    return Curve.target(low + best * width, low=low, high=low + width, tolerance=plateau * width)


shapes = st.one_of(straight(), logarithmic(), exponential(), targets())


@st.composite
def estimates(draw):
    low, width, mode = draw(levels), draw(widths), draw(st.sampled_from([0.0, 1.0]) | shares)
    make = draw(st.sampled_from([Triangular, Beta.pert]))
    return make(low, min(low + mode * width, low + width), low + width)


@st.composite
def trials(draw):
    count = draw(st.sampled_from([0, 1, 10, 500, 5000]) | st.integers(0, 100))
    passes = draw(st.sampled_from([0, count]) | st.integers(0, count))
    return Beta.tested(passes, count, draw(st.sampled_from([1.0, 100.0])))


laws = st.one_of(estimates(), trials(), st.builds(Normal, levels, widths))
wholes = st.builds(Continuous, laws, shapes)


@st.composite
def cut(draw):
    """A distribution cut between two of its own quantiles."""
    cell = draw(wholes)
    first, last = sorted((draw(shares), draw(shares)))
    assume(last - first > 1e-3)
    return Continuous(cell.law, cell.curve, cell.quantile(first), cell.quantile(last))


@st.composite
def uniforms(draw):
    low, width = draw(levels), draw(widths)
    return Uniform(low, low + width, draw(shapes))


distributions = wholes | cut()
numbers = distributions | uniforms()
mixtures = st.lists(st.integers(0, 5), min_size=1, max_size=5).filter(any)
kinds = st.one_of(
    numbers,
    st.builds(Point, levels, points),
    st.just(Unknown()),
    mixtures.map(lambda chances: Levels.of(tuple(range(len(chances))), tuple(chances))),
)


def density(law):
    if isinstance(law, Triangular):
        return stats.triang((law.mode - law.low) / (law.high - law.low), law.low, law.high - law.low)
    if isinstance(law, Normal):
        return stats.norm(law.mean, law.sd)
    return stats.beta(law.a, law.b, law.low, law.high - law.low)


def quadrature(cell):
    """E[v(X)] from the density of scipy, on graded panels between knots and standard deviations."""
    if isinstance(cell, Uniform):
        known, middle, sd = stats.uniform(cell.low, cell.high - cell.low), cell.low, 0.0
    else:
        known = density(cell.law)
        middle, sd = known.mean(), known.std()
    far = 12 * sd if isinstance(getattr(cell, "law", None), Normal) else math.inf
    ends = max(cell.low, middle - far), min(cell.high, middle + far)
    inner = [
        *cell.curve.knots,
        *(middle + k * sd for k in SPREADS),
        getattr(getattr(cell, "law", None), "mode", middle),
    ]
    total = mass = 0.0
    for a, b in pairwise(sorted({*ends, *(x for x in inner if ends[0] < x < ends[1])})):
        edges = (a + (b - a) * GRADED)[:, np.newaxis]
        halves = np.diff(edges, axis=0) / 2
        x = edges[:-1] + halves * (NODES + 1)
        weights = known.pdf(x) * halves * WEIGHTS
        total, mass = total + (weights * cell.curve.value(x)).sum(), mass + weights.sum()
    return total / mass


@given(cell=numbers)
def test_the_mean_equals_numerical_quadrature(cell):
    assert cell.mean == pytest.approx(quadrature(cell), abs=1e-9)


@given(cell=distributions, q=shares)
def test_the_chance_below_a_quantile_is_the_one_asked_for(cell, q):
    assert cell.cdf(cell.quantile(q)) == pytest.approx(q, abs=1e-9)


@given(cell=kinds, q=shares)
def test_a_quantile_lies_in_what_speaks_for_all(cell, q):
    least, greatest = cell.central(1.0)

    assert least <= cell.quantile(q) <= greatest
    assert cell.cdf(cell.quantile(q)) >= q - 1e-9


@given(cell=kinds, u=st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=20))
def test_every_draw_lies_in_the_support_and_rises_with_its_number(cell, u):
    raw, value = cell.draw(np.sort(u))
    least, greatest = cell.support

    assert (value >= least - 1e-9).all()
    assert (value <= greatest + 1e-9).all()
    assert least <= cell.mean <= greatest
    assert (np.diff(raw) >= -1e-13 * np.abs(raw).max()).all()


@given(cell=distributions, u=st.floats(1e-6, 1 - 1e-6))
def test_a_draw_is_the_quantile_of_its_number(cell, u):
    raw, _ = cell.draw(np.array([u]))

    assert cell.cdf(float(raw[0])) == pytest.approx(u, abs=2e-9)


@settings(max_examples=50)
@given(cell=kinds, seed=st.integers(0, 2**32))
def test_the_mean_of_many_draws_is_near_the_mean(cell, seed):
    _, value = cell.draw(np.random.default_rng(seed).random(4000))
    off = abs(value.mean() - cell.mean)

    # A rare but large value may be missing from the draws, and then their scatter says too little.
    assert off <= 6 * value.std() / math.sqrt(value.size) + 0.02 * (cell.support[1] - cell.support[0]) + 1e-9


@given(cell=kinds, ends=st.tuples(shares, shares), open_ends=st.tuples(st.booleans(), st.booleans()))
def test_a_cut_never_leaves_the_condition(cell, ends, open_ends):
    low, high = (cell.quantile(q) for q in sorted(ends))
    inside = Interval(low, high, *open_ends)
    assume(cell.p_met(inside) > 1e-6)
    left = cell.cut(inside)
    raw, _ = left.draw(np.array([0.0, 1e-9, 0.3, 0.7, 1 - 1e-9, math.nextafter(1, 0)]))

    assert inside.met(raw).all()
    assert left.p_met(inside) == pytest.approx(1, abs=1e-9)
    assert cell.support[0] <= left.support[0] <= left.support[1] <= cell.support[1]


@given(cell=numbers, share=st.floats(1e-6, 1 - 1e-6))
def test_the_parts_below_and_above_a_threshold_make_the_whole(cell, share):
    threshold = cell.quantile(share)
    below, above = Interval(high=threshold, open_high=True), Interval(low=threshold)
    p = cell.p_met(below)

    assert p + cell.p_met(above) == pytest.approx(1, abs=1e-10)
    assert p * cell.cut(below).mean + (1 - p) * cell.cut(above).mean == pytest.approx(cell.mean, abs=1e-9)


@given(chances=mixtures, data=st.data())
def test_levels_that_are_allowed_keep_their_proportions(chances, data):
    cell = Levels.of(tuple(range(len(chances))), tuple(chances))
    mask = tuple(data.draw(st.booleans()) for _ in chances)
    kept = [chance if allowed else 0 for chance, allowed in zip(chances, mask, strict=True)]
    assume(any(kept))

    assert cell.p_met(Members(mask)) == pytest.approx(sum(kept) / sum(chances), abs=1e-12)
    assert cell.cut(Members(mask)).chances == pytest.approx(np.array(kept) / sum(kept), abs=1e-12)
