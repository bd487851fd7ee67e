"""What must hold of every weighting method and every set of weights, not only of examples."""

from itertools import pairwise

import numpy as np
import pytest
import scipy.optimize
import scipy.spatial  # loaded before the first example, which would take too long otherwise
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from vendor_eval.engine.bestworst import BestWorst
from vendor_eval.engine.boundedmean import bounded_mean
from vendor_eval.engine.consistency import consistency, geometric_consistency, worst_triads
from vendor_eval.engine.limits import bounded, ordered, ratio
from vendor_eval.engine.linearweights import BoundedWeights, LinearWeights
from vendor_eval.engine.pairwise import Pairwise
from vendor_eval.engine.rankweights import roc, shared
from vendor_eval.engine.sobol import Sobol
from vendor_eval.engine.weightsets import AroundWeights, RankedWeights

DRAWS = 2000
KEYS = ("price", "fit", "risk", "reach", "terms", "speed", "trust")
parts = st.integers(1, 9)


def points(n):
    return st.lists(st.integers(-100, 100).map(float), min_size=n, max_size=n)


@st.composite
def positive_weights(draw, least=2, most=7):
    w = np.array(draw(st.lists(parts, min_size=least, max_size=most)), dtype=float)
    return w / w.sum()


@st.composite
def ranked(draw):
    keys = draw(st.permutations(KEYS[: draw(st.integers(1, 7))]))
    cuts = [*sorted(draw(st.sets(st.integers(1, len(keys)), max_size=len(keys)))), len(keys)]
    groups = [tuple(keys[start:end]) for start, end in pairwise([0, *cuts]) if start < end]
    return RankedWeights(tuple(draw(st.permutations(keys))), tuple(groups))


@st.composite
def limits(draw, n):
    """Limits on a grid, so that many of them meet in the same corners, follow from others or leave equations."""
    found = []
    for _ in range(draw(st.integers(0, 2 * n))):
        first, second = draw(st.permutations(KEYS[:n]))[:2]
        low = draw(st.sampled_from([0.25, 0.5, 1, 1.5, 2]))
        found += draw(
            st.sampled_from(
                [
                    bounded(first, low=low / (3 * n)),
                    bounded(first, high=(low + 1) / n),
                    ordered([(first,), (second,)]),
                    ratio(first, second, low),
                    ratio(first, second, low, low),
                    ratio(first, second, low, 2 * low),
                ]
            )
        )
    return tuple(found)


@st.composite
def linear(draw):
    n = draw(st.integers(2, 6))
    try:
        return LinearWeights(tuple(draw(st.permutations(KEYS[:n]))), draw(limits(n)))
    except ValueError:
        assume(False)


@st.composite
def bounds(draw):
    w = draw(positive_weights())
    low = [float(weight * draw(st.sampled_from([0, 0.5, 0.9, 1]))) for weight in w]
    high = [float(weight * draw(st.sampled_from([1, 1.1, 2, 20]))) for weight in w]
    return BoundedWeights(KEYS[: len(w)], tuple(low), tuple(high))


@st.composite
def around(draw):
    w = draw(positive_weights())
    return AroundWeights(KEYS[: len(w)], tuple(w.tolist()), draw(st.sampled_from([1.0, 3.5, 50.0])))


sets = st.one_of(ranked(), linear(), bounds(), around())


def reordered(weights, order):
    keys = tuple(weights.criteria[j] for j in order)
    if isinstance(weights, RankedWeights):
        return RankedWeights(keys, tuple(group[::-1] for group in weights.groups))
    if isinstance(weights, BoundedWeights):
        return BoundedWeights(keys, tuple(weights.low[j] for j in order), tuple(weights.high[j] for j in order))
    if isinstance(weights, AroundWeights):
        return AroundWeights(keys, tuple(weights.w[j] for j in order), weights.concentration)
    return LinearWeights(keys, weights.limits[::-1])


@settings(max_examples=60)
@given(weights=sets)
def test_draws_are_weights_within_the_limits(weights):
    w = weights.draw(0, 0, DRAWS)

    assert w.shape == (len(weights), DRAWS)
    assert (w >= 0).all()
    np.testing.assert_allclose(w.sum(axis=0), 1, rtol=0, atol=1e-12)
    place = {key: j for j, key in enumerate(weights.criteria)}
    for limit in getattr(weights, "limits", ordered(getattr(weights, "groups", ()))):
        assert (sum(factor * w[place[key]] for key, factor in limit.terms) <= limit.bound + 1e-12).all()


@settings(max_examples=60)
@given(weights=sets)
def test_the_mean_of_draws_is_the_mean_of_the_set(weights):
    w = weights.draw(0, 0, DRAWS)
    error = np.sqrt(w.var(axis=1) / weights.effective(DRAWS) + weights.mean_error**2)

    assert (np.abs(w.mean(axis=1) - weights.mean) <= 5 * error + 1e-12).all()
    assert weights.mean.sum() == pytest.approx(1, abs=1e-12)


@settings(max_examples=60)
@given(weights=sets, data=st.data())
def test_no_draw_lies_beyond_the_least_and_the_greatest_sum(weights, data):
    differences = np.array(data.draw(points(len(weights))))
    sums = differences @ weights.draw(0, 0, 300)

    assert (sums >= weights.least(differences) - 1e-9).all()
    assert (sums <= weights.greatest(differences) + 1e-9).all()


@settings(max_examples=60)
@given(weights=sets, data=st.data())
def test_the_least_sum_is_that_of_a_corner_and_every_corner_is_extreme(weights, data):
    corners = weights.vertices
    differences = np.array(data.draw(points(len(weights))))

    assert weights.least(differences) == pytest.approx((corners @ differences).min(), abs=1e-9)
    np.testing.assert_allclose(corners.sum(axis=1), 1, rtol=0, atol=1e-12)
    for k, corner in enumerate(corners[:6]):
        others = np.delete(corners, k, axis=0)
        assert len(others) == 0 or _outside(corner, others)


def _outside(corner, others):
    """Whether a corner is no mixture of the others."""
    return scipy.optimize.nnls(np.vstack([others.T, np.ones(len(others))]), np.append(corner, 1.0))[1] > 1e-9


@settings(max_examples=60)
@given(weights=sets, data=st.data())
def test_the_order_of_criteria_and_limits_changes_no_weight_by_a_bit(weights, data):
    order = list(data.draw(st.permutations(range(len(weights)))))
    other = reordered(weights, order)

    assert weights.draw(0, 1, 50)[order].tolist() == other.draw(0, 1, 50).tolist()
    np.testing.assert_allclose(weights.mean[order], other.mean, rtol=0, atol=1e-12)


@settings(max_examples=60)
@given(weights=sets)
def test_one_draw_is_the_first_of_many_whatever_block_came_before(weights):
    later = weights.draw(0, 1, 40)

    assert weights.draw(0, 1, 1).tolist() == later[:, :1].tolist()
    assert weights.draw(0, 0, 40).shape == later.shape


@settings(max_examples=60)
@given(weights=sets)
def test_sobol_points_give_weights_of_the_set_with_its_mean(weights):
    sobol = Sobol.of(weights.axes, 0, 256)
    w = np.array([weights.at(sobol.scramble(number).points(0, 256)) for number in range(16)])

    assert w.shape == (16, len(weights), 256)
    assert (w >= 0).all()
    np.testing.assert_allclose(w.sum(axis=1), 1, rtol=0, atol=1e-12)
    place = {key: j for j, key in enumerate(weights.criteria)}
    for limit in getattr(weights, "limits", ordered(getattr(weights, "groups", ()))):
        assert (sum(factor * w[:, place[key]] for key, factor in limit.terms) <= limit.bound + 1e-12).all()
    # Of a mean of 16 figures, 8 standard errors are passed once in a million.
    means = w.mean(axis=2)
    error = means.std(axis=0, ddof=1) / 4
    assert (np.abs(means.mean(axis=0) - weights.mean) <= 8 * error + 1e-9).all()


@settings(max_examples=60)
@given(weights=sets, data=st.data())
def test_the_order_of_criteria_changes_no_weight_from_sobol_points_by_a_bit(weights, data):
    order = list(data.draw(st.permutations(range(len(weights)))))
    one, other = (
        each.at(Sobol.of(each.axes, 5, 64).scramble(2).points(0, 64)) for each in (weights, reordered(weights, order))
    )

    assert one[order].tolist() == other.tolist()


@settings(max_examples=40)
@given(n=st.integers(2, 5), data=st.data())
def test_a_conflict_names_limits_of_which_none_can_be_spared(n, data):
    # Drop limits one at a time: without any one of those named, weights exist.
    chosen = (*data.draw(limits(n)), *bounded(KEYS[0], low=0.6), *bounded(KEYS[1], low=0.5))
    with pytest.raises(ValueError, match="No weights keep all of these") as error:
        LinearWeights(KEYS[:n], chosen)
    named = str(error.value).removesuffix(". Drop or widen one of them.").split(": ", 1)[1].split("; ")
    clash = [next(limit for limit in chosen if limit.label == label) for label in named]

    for spared in range(len(clash)):
        LinearWeights(KEYS[:n], tuple(limit for k, limit in enumerate(clash) if k != spared))


@settings(max_examples=40)
@given(weights=bounds())
def test_the_closed_mean_of_bounds_is_that_of_the_pieces(weights):
    closed = bounded_mean(weights.low, tuple(min(bound, 1.0) for bound in weights.high))

    assert closed is not None
    np.testing.assert_allclose(LinearWeights(weights.criteria, weights.limits).mean, closed, rtol=0, atol=1e-8)


@given(sizes=st.lists(st.integers(1, 4), min_size=1, max_size=6))
def test_rank_weights_with_ties_are_the_mean_of_the_order(sizes):
    keys = tuple(f"criterion {j:02}" for j in range(sum(sizes)))
    starts = np.cumsum([0, *sizes])
    groups = tuple(keys[start:end] for start, end in pairwise(starts))

    assert RankedWeights(keys, groups).mean.tolist() == shared(roc(len(keys)), sizes).tolist()


@given(w=positive_weights(least=1), data=st.data())
def test_consistent_comparisons_give_their_weights_and_a_ratio_of_zero(w, data):
    comparisons = Pairwise(KEYS[: len(w)], w[:, np.newaxis] / w)
    n = len(w)
    chain = {(KEYS[j], KEYS[j + 1]): float(w[j] / w[j + 1]) for j in range(n - 1)}

    np.testing.assert_allclose(comparisons.eigenvector(), w, rtol=0, atol=1e-12)
    np.testing.assert_allclose(comparisons.geometric_means(), w, rtol=0, atol=1e-12)
    np.testing.assert_allclose(Pairwise.of(KEYS[:n], chain).geometric_means(), w, rtol=0, atol=1e-12)
    assert consistency(comparisons).ratio == pytest.approx(0, abs=1e-12)
    assert geometric_consistency(comparisons) == pytest.approx(0, abs=1e-12)
    assert worst_triads(comparisons) == ()


@given(answers=st.lists(st.sampled_from([1 / 9, 1 / 5, 1 / 2, 1, 3, 7]), min_size=3, max_size=3))
def test_eigenvector_and_geometric_means_agree_on_three_items(answers):
    ab, ac, bc = answers
    comparisons = Pairwise.of(("a", "b", "c"), {("a", "b"): ab, ("a", "c"): ac, ("b", "c"): bc})

    np.testing.assert_allclose(comparisons.eigenvector(), comparisons.geometric_means(), rtol=0, atol=1e-12)


@given(answers=st.lists(st.sampled_from([1 / 9, 1 / 5, 1 / 2, 1, 3, 7]), min_size=6, max_size=6))
def test_geometric_means_of_complete_comparisons_are_those_of_the_rows(answers):
    pairs = [("a", "b"), ("a", "c"), ("a", "d"), ("b", "c"), ("b", "d"), ("c", "d")]
    comparisons = Pairwise.of(tuple("abcd"), dict(zip(pairs, answers, strict=True)))
    rows = np.exp(np.log(comparisons.ratios).mean(axis=1))

    np.testing.assert_allclose(comparisons.geometric_means(), rows / rows.sum(), rtol=0, atol=1e-12)
    assert consistency(comparisons).ratio >= 0


@settings(max_examples=40)
@given(w=positive_weights(most=6))
def test_consistent_best_worst_answers_give_their_weights_and_no_xi(w):
    best, worst = int(np.argmax(w)), int(np.argmin(w[::-1]))
    worst = len(w) - 1 - worst
    assume(best != worst)
    keys = KEYS[: len(w)]
    answers = BestWorst(keys, keys[best], keys[worst], tuple(w[best] / w), tuple(w / w[worst]))
    weights, xi = answers.linear()
    found = answers.nonlinear()

    np.testing.assert_allclose(weights, w, rtol=0, atol=1e-9)
    np.testing.assert_allclose([found.low, found.high], [w, w], rtol=0, atol=1e-9)
    assert (xi, found.xi, found.ratio) == pytest.approx((0, 0, 0), abs=1e-9)


@settings(max_examples=40)
@given(data=st.data(), n=st.integers(3, 6), span=st.integers(2, 9))
def test_the_answers_miss_the_optimal_weights_by_xi_at_worst(data, n, span):
    middle = st.lists(st.integers(1, span), min_size=n - 2, max_size=n - 2)
    to_best, to_worst = (1, *data.draw(middle), span), (span, *data.draw(middle), 1)
    keys = KEYS[:n]
    answers = BestWorst(keys, keys[0], keys[-1], to_best, to_worst)
    weights, xi = answers.linear()
    found = answers.nonlinear()

    gaps = [*(weights[0] - to_best * weights), *(weights - np.array(to_worst) * weights[-1])]
    assert np.abs(gaps).max() == pytest.approx(xi, abs=1e-9)
    assert (found.low <= found.high + 1e-12).all()
    assert found.low.sum() - 1e-12 <= 1 <= found.high.sum() + 1e-12
