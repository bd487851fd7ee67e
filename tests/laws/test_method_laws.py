"""What must hold of the methods for every table of points and all weights."""

import math
from itertools import permutations

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from vendor_eval.engine.methods import (
    EDAS,
    ELECTRE3,
    MARCOS,
    METHODS,
    MOORA,
    PROMETHEE2,
    SPOTIS,
    TOPSIS,
    VIKOR,
    Gaussian,
    Level,
    Linear,
    UShape,
    Usual,
    VShape,
    WeightedProduct,
    WeightedSum,
)
from vendor_eval.engine.methods.flows import net_flows_by_pairs, net_flows_by_sorting, net_flows_by_tiles

CLOSE = 1e-9
FIXED = TOPSIS(normalisation="none", ideals=(0, 100))
EVERY = (
    *METHODS.values(),
    FIXED,
    TOPSIS(normalisation="minmax", distance="manhattan"),
    TOPSIS(normalisation="max", distance="chebyshev"),
    WeightedSum(normalisation="minmax"),
    WeightedSum(normalisation="sum"),
    *(PROMETHEE2(preference=one) for one in (UShape(5), VShape(30), Level(5, 20), Linear(5, 20), Gaussian(10))),
    ELECTRE3(q=10, p=10, veto=30),
    ELECTRE3(veto=math.inf),
)
# What a cost of x is to these, a benefit of 100 - x is too.
TURNING = (
    WeightedSum(normalisation="minmax"),
    VIKOR(),
    SPOTIS(),
    FIXED,
    TOPSIS(normalisation="none"),
    TOPSIS(normalisation="minmax"),
    PROMETHEE2(preference=Linear(5, 20)),
    ELECTRE3(),
)
ALONE = (WeightedSum(), WeightedProduct(), SPOTIS(), FIXED)  # no vendor's score depends on another's


def vetoes(method):
    """Whether a criterion without weight may still rule a vendor out."""
    return isinstance(method, ELECTRE3) and method.veto < math.inf


few = settings(max_examples=15)  # for each of many methods
every_method = pytest.mark.parametrize("method", EVERY, ids=lambda method: method.name)
quarters = st.integers(0, 400).map(lambda quarter: quarter / 4)
few_levels = st.sampled_from([0.0, 25.0, 50.0, 100.0])


@st.composite
def tables(draw, points=quarters | few_levels, vendors=6):
    """Points (criteria, vendors, 1) and weights (criteria, 1), some of them 0."""
    n, m = draw(st.integers(1, 4)), draw(st.integers(1, vendors))
    values = np.array(draw(st.lists(points, min_size=n * m, max_size=n * m))).reshape(n, m, 1)
    weights = np.array(draw(st.lists(st.integers(0, 10), min_size=n, max_size=n).filter(any)), dtype=float)
    return values, (weights / weights.sum())[:, np.newaxis]


def shifted(scores):
    return scores - scores.mean(axis=0)


@every_method
@few
@given(table=tables())
def test_whoever_is_nowhere_worse_has_no_lower_score(method, table):
    values, weights = table
    scores = method.scores(values, weights)[:, 0]

    for i, k in permutations(range(values.shape[1]), 2):
        if (values[:, i] >= values[:, k]).all():
            assert scores[i] >= scores[k] - CLOSE


@every_method
@few
@given(table=tables(), random=st.randoms())
def test_the_order_of_vendors_and_of_criteria_changes_nothing(method, table, random):
    values, weights = table
    criteria, vendors = list(range(len(values))), list(range(values.shape[1]))
    random.shuffle(criteria)
    random.shuffle(vendors)

    scores = method.scores(values[criteria][:, vendors], weights[criteria])

    np.testing.assert_allclose(scores, method.scores(values, weights)[vendors], atol=CLOSE)


@pytest.mark.parametrize("method", [one for one in EVERY if not vetoes(one)], ids=lambda method: method.name)
@few
@given(table=tables(), more=st.lists(quarters, min_size=6, max_size=6))
def test_a_criterion_without_weight_changes_nothing(method, table, more):
    values, weights = table
    column = np.array(more[: values.shape[1]])[np.newaxis, :, np.newaxis]
    scores = method.scores(np.concatenate([values, column]), np.vstack([weights, [[0.0]]]))

    np.testing.assert_allclose(scores, method.scores(values, weights), atol=CLOSE)


@every_method
@few
@given(table=tables(), factor=st.floats(0.01, 1000))
def test_weights_count_in_proportion(method, table, factor):
    values, weights = table

    np.testing.assert_allclose(method.scores(values, weights * factor), method.scores(values, weights), atol=CLOSE)


@every_method
@few
@given(table=tables(), seed=st.integers(0, 1000))
def test_a_block_of_draws_is_its_draws_one_at_a_time(method, table, seed):
    values, weights = table
    blocks = np.random.default_rng(seed).dirichlet(np.ones(len(weights)), 3).T
    blocks[:, :1] = weights
    drawn = np.concatenate([values, values[:, ::-1], 100 - values], axis=2)

    fixed, changing = method.scores(values, blocks), method.scores(drawn, blocks)

    for k in range(3):
        one = blocks[:, k : k + 1]
        np.testing.assert_allclose(fixed[:, k : k + 1], method.scores(values, one), atol=CLOSE)
        np.testing.assert_allclose(changing[:, k : k + 1], method.scores(drawn[:, :, k : k + 1], one), atol=CLOSE)


@pytest.mark.parametrize("method", TURNING, ids=lambda method: method.name)
@few
@given(table=tables(), costs=st.lists(st.booleans(), min_size=4, max_size=4))
def test_a_cost_is_a_benefit_turned_round(method, table, costs):
    values, weights = table
    down = np.array(costs[: len(values)])
    turned = np.where(down[:, np.newaxis, np.newaxis], 100 - values, values)

    scores = method.scores(turned, weights, costs=down)

    expected = method.scores(values, weights)
    np.testing.assert_allclose(shifted(scores), shifted(expected), atol=CLOSE)


@pytest.mark.parametrize("method", ALONE, ids=lambda method: method.name)
@few
@given(table=tables())
def test_on_fixed_scales_no_score_depends_on_another_vendor(method, table):
    values, weights = table

    scores = method.scores(values, weights)

    for i in range(values.shape[1]):
        np.testing.assert_allclose(method.scores(values[:, i : i + 1], weights), scores[i : i + 1], atol=CLOSE)


@given(table=tables())
def test_spotis_is_the_weighted_sum_on_its_bounds(table):
    values, weights = table

    np.testing.assert_allclose(
        SPOTIS(bounds=(0, 100)).scores(values, weights) + 1, WeightedSum().scores(values, weights) / 100, atol=1e-14
    )


@given(table=tables())
def test_topsis_by_manhattan_distances_to_fixed_ideals_is_the_weighted_sum(table):
    values, weights = table
    method = TOPSIS(normalisation="none", ideals=(0, 100), distance="manhattan")

    np.testing.assert_allclose(method.scores(values, weights), WeightedSum().scores(values, weights) / 100, atol=1e-14)


@given(table=tables())
def test_marcos_is_the_ratio_scaled_weighted_sum_times_one_number(table):
    values, weights = table

    marcos = MARCOS().scores(values, weights)[:, 0]
    ratio = WeightedSum(normalisation="max").scores(values, weights)[:, 0]

    assume(ratio.max() > 0)
    np.testing.assert_allclose(marcos * ratio.max(), ratio * marcos.max(), atol=1e-12)


@given(table=tables())
def test_moora_of_benefits_is_the_vector_scaled_weighted_sum(table):
    values, weights = table

    np.testing.assert_array_equal(
        MOORA().scores(values, weights), WeightedSum(normalisation="vector").scores(values, weights)
    )


@given(table=tables())
def test_edas_scores_follow_from_the_net_distance_where_the_largest_of_both_sides_agree(table):
    values, weights = table
    scores = EDAS().scores(values, weights)

    assert ((scores >= -CLOSE) & (scores <= 1 + CLOSE)).all()
    assert scores.max() >= 0.5 - CLOSE  # whoever is farthest above has at least half


@given(table=tables(), p=st.floats(100, 500))
def test_promethee_with_a_v_wider_than_the_scale_is_the_weighted_sum_less_its_mean(table, p):
    values, weights = table
    m = values.shape[1]

    flows = PROMETHEE2(preference=VShape(p)).scores(values, weights)

    overall = WeightedSum().scores(values, weights)
    np.testing.assert_allclose(flows, shifted(overall) / p * (m / max(m - 1, 1)), atol=1e-13)


@given(table=tables(vendors=20))
def test_topsis_keeps_its_order_without_square_roots(table):
    values, weights = table
    scaled = values / np.sqrt(np.square(values).sum(axis=1, keepdims=True) + (values.sum(axis=1, keepdims=True) == 0))
    best, worst = scaled.max(axis=1, keepdims=True), scaled.min(axis=1, keepdims=True)
    to_best = (np.square(scaled - best)[:, :, 0] * np.square(weights)).sum(axis=0)
    to_worst = (np.square(scaled - worst)[:, :, 0] * np.square(weights)).sum(axis=0)
    assume((to_best + to_worst).all())
    without = to_worst / (to_best + to_worst)

    scores = TOPSIS().scores(values, weights)[:, 0]

    for i, k in permutations(range(len(scores)), 2):
        if without[i] > without[k] + CLOSE:
            assert scores[i] > scores[k]


@given(table=tables())
def test_net_flows_and_net_credibilities_add_up_to_nothing(table):
    values, weights = table

    for method in (PROMETHEE2(), PROMETHEE2(preference=Gaussian(10)), ELECTRE3()):
        scores = method.scores(values, weights)
        assert abs(scores.sum()) <= CLOSE
        assert (np.abs(scores) <= 1 + CLOSE).all()


@given(table=tables(), q=quarters, wider=quarters)
def test_electre_without_a_veto_is_promethee_with_its_thresholds(table, q, wider):
    values, weights = table

    electre = ELECTRE3(q=q, p=q + wider, veto=math.inf)
    promethee = PROMETHEE2(preference=Linear(q, q + wider))
    # A veto that nobody reaches goes the long way round, pair by pair.
    far = ELECTRE3(q=q, p=q + wider, veto=1e12)

    expected = promethee.scores(values, weights)
    np.testing.assert_array_equal(electre.scores(values, weights), expected)
    np.testing.assert_allclose(far.scores(values, weights), expected, atol=CLOSE)


@pytest.mark.parametrize(
    "method", [VIKOR(), PROMETHEE2(), *(TOPSIS(normalisation=one) for one in ("minmax", "vector"))]
)
@given(table=tables(), factor=st.sampled_from([0.125, 4.0, 1024.0]))
def test_another_unit_changes_nothing(method, table, factor):
    values, weights = table
    factors = np.ones((len(values), 1, 1))
    factors[0] = factor

    np.testing.assert_allclose(method.scores(values * factors, weights), method.scores(values, weights), atol=CLOSE)


tenths = st.integers(0, 60).map(lambda tenth: tenth / 10)


@given(
    column=st.lists(tenths | st.floats(0, 100), min_size=1, max_size=40),
    q=tenths,
    wider=tenths,
    kind=st.sampled_from([Usual, UShape, VShape, Level, Linear]),
)
@example(column=[0.1 * k for k in range(40)], q=0.7, wider=0.1, kind=Level)
def test_flows_by_sorting_are_those_of_all_pairs(column, q, wider, kind):
    preference = {Usual: lambda: Usual(), UShape: lambda: UShape(q), VShape: lambda: VShape(wider)}.get(
        kind, lambda: kind(q, q + wider)
    )()
    column = np.array(column)
    assume(preference.thresholds[0] == preference.thresholds[1] or np.subtract(*preference.thresholds[::-1]) > 0.05)

    flows = net_flows_by_sorting(column, preference)

    np.testing.assert_allclose(flows, net_flows_by_pairs(column[:, np.newaxis], preference)[:, 0], atol=1e-11)
    np.testing.assert_allclose(flows, net_flows_by_tiles(column, preference), atol=1e-11)
