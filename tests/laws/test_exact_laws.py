"""What must hold of exact answers on weights, not only of examples; points lie on a grid, where much coincides."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from brute import moved
from vendor_eval.engine.exact.changes import smallest_change, verify_change
from vendor_eval.engine.exact.firsts import can_be_first, rivals_of
from vendor_eval.engine.exact.knowledge import decided_by, ladder
from vendor_eval.engine.exact.lines import along, weight_line
from vendor_eval.engine.exact.rankproofs import rank_proof, verify_rank_proof
from vendor_eval.engine.exact.rankranges import rank_ranges, ranks_at
from vendor_eval.engine.exact.region import region_of
from vendor_eval.engine.exact.regret import regrets
from vendor_eval.engine.exact.relations import dominance, relations
from vendor_eval.engine.exact.volumes import exact_ranks
from vendor_eval.engine.exact.winning import expected_ranks, pieces_of, winning_indices
from vendor_eval.engine.linearweights import BoundedWeights
from vendor_eval.engine.ranks import TIE
from vendor_eval.engine.weights import PointWeights, SimplexWeights
from vendor_eval.engine.weightsets import AroundWeights, RankedWeights

KEYS = ("price", "fit", "risk", "reach")


@st.composite
def boxes(draw, n, most=5):
    m = draw(st.integers(1, most))
    quarters = st.lists(st.integers(0, 4), min_size=m * n, max_size=m * n)
    ends = 25.0 * np.sort([np.array(draw(quarters)).reshape(m, n) for _ in range(2)], axis=0)
    exact = draw(st.booleans())
    return (ends[0], ends[0].copy()) if exact else (ends[0], ends[1])


@st.composite
def weights(draw, n):
    keys = KEYS[:n]
    parts = np.array(draw(st.lists(st.integers(0, 4), min_size=n, max_size=n).filter(any)), dtype=float)
    w = parts / parts.sum()
    wide = draw(st.sampled_from([0.0, 0.25, 1.0]))
    return draw(
        st.sampled_from(
            [
                PointWeights(tuple(w.tolist())),
                SimplexWeights(keys),
                RankedWeights(keys, tuple((keys[j],) for j in np.argsort(-w, kind="stable"))),
                RankedWeights(keys, (keys[:1], keys[1:]) if n > 1 else (keys,)),
                BoundedWeights(keys, tuple((w * (1 - wide)).tolist()), tuple((w * (1 + wide)).tolist())),
                AroundWeights(keys, tuple(w.tolist()), 4.0),
            ]
        )
    )


@st.composite
def decisions(draw, most=5):
    n = draw(st.integers(1, 4))
    low, high = draw(boxes(n, most))
    return low, high, draw(weights(n))


def some_weights(region, count=40):
    """Weights of a region, corners among them."""
    rng = np.random.default_rng(0)
    return np.vstack([region.corners, rng.dirichlet(np.full(len(region.corners), 0.5), count) @ region.corners])


@settings(max_examples=60)
@given(decision=decisions(), seed=st.integers(0, 9))
def test_no_weights_and_no_points_break_a_relation(decision, seed):
    low, high, given_weights = decision
    region = region_of(given_weights)
    found = relations(low, high, region)
    rng = np.random.default_rng(seed)

    for w in some_weights(region):
        overall = np.where(rng.random(low.shape) < 0.5, low, high) @ w
        ahead = np.subtract.outer(overall, overall)
        assert (ahead >= found.least - 1e-9).all()
        assert (ahead <= found.greatest + 1e-9).all()
    necessary = found.necessary
    assert (necessary <= found.possible).all()
    assert ((necessary[:, :, None] & necessary[None]).any(axis=1) <= necessary).all()  # transitive
    assert (dominance(low, high).weak <= necessary).all()
    assert (necessary <= relations(low, high, region_of(PointWeights(tuple(region.corners[0])))).necessary).all()


@settings(max_examples=50)
@given(decision=decisions())
def test_a_vendor_can_be_first_or_a_blend_of_others_is_always_ahead(decision):
    low, high, given_weights = decision
    region = region_of(given_weights)
    for i, found in can_be_first(low, high, region).items():
        differences = rivals_of(i, low, high)
        others = np.delete(found.proof.mixture, i)
        leads = some_weights(region) @ differences.T

        if len(low) == 1:
            assert found.alone
            continue
        assert (differences @ found.weights).min() == pytest.approx(found.value, abs=1e-9)
        assert leads.min(axis=1).max() <= found.value + 1e-9
        assert (leads @ others <= found.most + 1e-9).all()  # the proof, at weights that it never saw
        assert found.most - found.value <= 1e-9


@settings(max_examples=40)
@given(decision=decisions(4))
def test_ranks_are_had_never_exceeded_and_proven(decision):
    low, high, given_weights = decision
    region = region_of(given_weights)
    found = rank_ranges(low, high, region)
    least, most = relations(low, high, region).rank_bounds

    assert ((least <= found.best) & (found.best <= found.worst) & (found.worst <= most)).all()
    possible = np.array([one.possible for one in can_be_first(low, high, region).values()])
    assert (possible == (found.best == 1)).all()
    for i in range(len(low)):
        assert ranks_at(i, found.best_at[i], low, high)[0] == found.best[i]
        assert ranks_at(i, found.worst_at[i], low, high)[1] == found.worst[i]
        tried = np.array([ranks_at(i, w, low, high) for w in some_weights(region, 15)])
        assert (tried[:, 0] >= found.best[i]).all()
        assert (tried[:, 1] <= found.worst[i]).all()
        for end, rank in (("best", found.best[i]), ("worst", found.worst[i])):
            proof = rank_proof(i, low, high, region, end=end)
            assert proof.rank == rank
            assert verify_rank_proof(proof, low, high, region)


@settings(max_examples=40)
@given(decision=decisions())
def test_regrets_are_reached_and_a_smaller_set_of_weights_never_raises_them(decision):
    low, high, given_weights = decision
    region = region_of(given_weights)
    found = regrets(low, high, region)

    reached = [
        w @ (high[k] - low[i]) for i, (k, w) in enumerate(zip(found.rival, found.weights, strict=True)) if i != k
    ]
    assert reached == pytest.approx([found.regret[i] for i, k in enumerate(found.rival) if i != k], abs=1e-9)
    inside = regrets(low, high, region_of(PointWeights(tuple(region.middle / region.middle.sum()))))
    assert (inside.regret <= found.regret + 1e-9).all()
    assert found.regret[found.choice] == pytest.approx(found.regret.min(), abs=TIE)


@settings(max_examples=40)
@given(decision=decisions())
def test_more_knowledge_decides_no_fewer_pairs(decision):
    low, high, given_weights = decision
    steps = ladder(low, high, (low + high) / 2, given_weights, KEYS[: low.shape[1]])
    found = decided_by(steps)

    assert not np.any((found < len(steps)) & (len(steps) > found.T))
    for i, k in np.argwhere(found < len(steps)):
        for step in steps[found[i, k] :]:
            assert relations(step.low, step.high, region_of(step.weights)).necessary[i, k]


@settings(max_examples=80)
@given(data=st.data(), n=st.integers(2, 4))
def test_along_a_line_the_firsts_are_those_of_the_overall_values(data, n):
    values, _ = data.draw(boxes(n))
    parts = np.array(data.draw(st.lists(st.integers(0, 4), min_size=n, max_size=n).filter(any)), dtype=float)
    w, j = parts / parts.sum(), data.draw(st.integers(0, n - 1))
    found = along(values, weight_line(w, [j]))

    ends = [0.0, *(segment.high for segment in found.segments)]
    assert [segment.low for segment in found.segments] == pytest.approx(ends[:-1], abs=1e-12)
    assert ends[-1] == 1
    for segment in found.segments:
        overall = values @ moved(w, j, (segment.low + segment.high) / 2)
        assert tuple(np.flatnonzero(overall >= overall.max() - 1e-9)) == segment.first
    inside = [found.order_low + share * (found.order_high - found.order_low) for share in (0.01, 0.5, 0.99)]
    now = np.sign(np.round(np.subtract.outer(values @ w, values @ w), 9))
    for t in inside:
        there = np.subtract.outer(*[values @ moved(w, j, t)] * 2)
        assert (there[now > 0] >= -1e-9).all()


@settings(max_examples=60)
@given(data=st.data(), n=st.integers(1, 4), norm=st.sampled_from(["L1", "L2", "Linf"]))
def test_the_smallest_change_does_it_a_little_less_does_not_and_both_are_proven(data, n, norm):
    values, _ = data.draw(boxes(n))
    parts = np.array(data.draw(st.lists(st.integers(0, 4), min_size=n, max_size=n).filter(any)), dtype=float)
    w = parts / parts.sum()
    region = region_of(data.draw(weights(n)))
    x = data.draw(st.integers(0, len(values) - 1))
    differences = rivals_of(x, values, values)
    found = smallest_change(w, differences, region, norm=norm)

    assert verify_change(found, w, differences, region)
    assert found.possible == can_be_first(values, values, region, vendors=[x])[x].possible
    if found.possible:
        assert region.holds(found.weights)
        assert (differences @ found.weights >= -1e-7).all()
        if found.size > 1e-6:
            less = w + (1 - 1e-6) * (found.weights - w)
            assert not region.holds(less, 1e-12) or (differences @ less).min() < 0
    free = smallest_change(w, differences, region_of(SimplexWeights(KEYS[:n])), norm=norm)
    assert free.size <= found.size + 1e-9


@settings(max_examples=40)
@given(data=st.data(), n=st.integers(1, 4))
def test_exact_indices_agree_with_each_other(data, n):
    values, _ = data.draw(boxes(n))
    given_weights = data.draw(weights(n))
    assume(not isinstance(given_weights, AroundWeights))
    indices = winning_indices(values, pieces_of(given_weights))
    found = exact_ranks(values, region_of(given_weights))

    m = len(values)
    np.testing.assert_allclose(indices + indices.T, 1, rtol=0, atol=1e-12)
    np.testing.assert_allclose(found.acceptability.sum(axis=1), 1, rtol=0, atol=1e-9)
    np.testing.assert_allclose(found.acceptability.sum(axis=0), 1, rtol=0, atol=1e-9)
    np.testing.assert_allclose(found.acceptability @ np.arange(1, m + 1), expected_ranks(indices), rtol=0, atol=1e-8)
    preferred = relations(values, values, region_of(given_weights)).preferred
    assert (indices[preferred] >= 0.5).all()


@settings(max_examples=30)
@given(data=st.data(), n=st.integers(1, 4))
def test_the_order_of_vendors_and_criteria_changes_no_answer(data, n):
    low, high = data.draw(boxes(n))
    region, keys = region_of(SimplexWeights(KEYS[:n])), KEYS[:n]
    vendors, criteria = data.draw(st.permutations(range(len(low)))), data.draw(st.permutations(range(n)))
    other_region = region_of(SimplexWeights(tuple(keys[j] for j in criteria)))
    turned_low, turned_high = low[vendors][:, criteria], high[vendors][:, criteria]

    np.testing.assert_allclose(
        relations(turned_low, turned_high, other_region).least,
        relations(low, high, region).least[np.ix_(vendors, vendors)],
        rtol=0,
        atol=1e-9,
    )
    ranges, turned = rank_ranges(low, high, region), rank_ranges(turned_low, turned_high, other_region)
    assert turned.best.tolist() == ranges.best[vendors].tolist()
    assert turned.worst.tolist() == ranges.worst[vendors].tolist()
