import pickle
import tracemalloc
from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest

from scoring import score, values_of
from vendor_eval.engine.methods import (
    ELECTRE3,
    METHODS,
    PROMETHEE2,
    SPOTIS,
    TOPSIS,
    VIKOR,
    Gaussian,
    Level,
    Linear,
    UShape,
    VShape,
    WeightedProduct,
    WeightedSum,
    inputs,
)
from vendor_eval.engine.methods.normalisation import NORMALISATIONS
from vendor_eval.engine.places import TIE
from vendor_eval.errors import OptionError

POINTS = [[80, 0, 55], [35, 90, 60], [60, 60, 60], [10, 20, 100]]
WEIGHTS = [0.5, 0.3, 0.2]
EVERY = (
    *METHODS.values(),
    *(WeightedSum(normalisation=one) for one in ("minmax", "vector", "sum", "max")),
    WeightedProduct(normalisation="max"),
    *(TOPSIS(normalisation=one) for one in ("none", "minmax", "sum", "max")),
    *(TOPSIS(distance=one) for one in ("manhattan", "chebyshev")),
    TOPSIS(normalisation="none", ideals=(0, 100)),
    VIKOR(v=0.2),
    *(PROMETHEE2(preference=one) for one in (UShape(5), VShape(30), Level(5, 20), Linear(5, 20), Gaussian(10))),
    ELECTRE3(veto=np.inf),
)
every_method = pytest.mark.parametrize("method", EVERY, ids=lambda method: method.name)


def draws(n, count, seed=0):
    return np.random.default_rng(seed).dirichlet(np.ones(n), count).T


def test_the_twelve_methods_are_found_by_their_keys():
    assert list(METHODS) == [
        "weighted_sum",
        "weighted_product",
        "topsis",
        "vikor",
        "promethee2",
        "electre3_net_flow",
        "edas",
        "spotis",
        "marcos",
        "aras",
        "copras",
        "moora",
    ]
    assert all(method.key == key and method.label for key, method in METHODS.items())


def test_names_say_every_option_and_the_tie_rule():
    names = [method.name for method in EVERY]

    assert METHODS["topsis"].name == "topsis(normalisation=vector, distance=euclidean, tie=1e-11)"
    assert TOPSIS(normalisation="none", ideals=(0, 100)).name == (
        "topsis(normalisation=none, distance=euclidean, ideals=[0 100], tie=1e-11)"
    )
    assert PROMETHEE2(preference=Linear(q=5, p=20)).name == "promethee2(preference=linear(q=5 p=20), tie=1e-11)"
    assert PROMETHEE2(preference=(UShape(5), Gaussian(2.5))).name == (
        "promethee2(preference=[ushape(q=5) gaussian(s=2.5)], tie=1e-11)"
    )
    assert METHODS["electre3_net_flow"].name == "electre3_net_flow(q=5, p=15, veto=50, tie=1e-11)"
    assert len(set(names)) == len(names)


@every_method
def test_a_method_is_a_frozen_value_that_pickles(method):
    assert replace(method) == method == pickle.loads(pickle.dumps(method))
    assert hash(replace(method)) == hash(method)
    with pytest.raises(FrozenInstanceError):
        method.tie = 1.0


@every_method
def test_many_draws_are_many_times_one_draw(method):
    values, weights = values_of(POINTS), draws(3, 7)

    batch = method.scores(values, weights)

    assert batch.shape == (4, 7)
    for k in range(7):
        np.testing.assert_allclose(batch[:, k : k + 1], method.scores(values, weights[:, k : k + 1]), atol=1e-12)


@every_method
def test_values_may_change_from_draw_to_draw_and_weights_stay(method):
    values = np.random.default_rng(1).uniform(0, 100, (3, 4, 7))
    weights = draws(3, 7)

    both, fixed = method.scores(values, weights), method.scores(values, weights[:, :1])

    for k in range(7):
        column = values[:, :, k : k + 1]
        np.testing.assert_allclose(both[:, k], method.scores(column, weights[:, k : k + 1])[:, 0], atol=1e-12)
        np.testing.assert_allclose(fixed[:, k], method.scores(column, weights[:, :1])[:, 0], atol=1e-12)


@every_method
def test_a_kernel_serves_many_blocks_of_weights(method):
    values, weights = values_of(POINTS), draws(3, 40)

    kernel = method.kernel(values)

    np.testing.assert_allclose(kernel(weights[:, :25]), method.scores(values, weights[:, :25]), rtol=1e-13)
    np.testing.assert_allclose(kernel(weights[:, 25:]), method.scores(values, weights[:, 25:]), rtol=1e-13)


@every_method
def test_keys_rise_with_the_scores_that_they_become(method):
    values, weights = np.random.default_rng(2).uniform(1, 100, (3, 30, 1)), draws(3, 40)
    keyed = method.keyed(values)
    keys, scores = keyed.keys(weights), method.scores(values, weights) * (TIE / method.tie)

    np.testing.assert_allclose(keyed.scores(keys), scores, rtol=1e-12, atol=1e-12 * np.abs(scores).max())
    np.testing.assert_allclose(keyed.inverse(keyed.scores(keys)), keys, rtol=1e-9, atol=1e-9 * np.abs(keys).max())
    assert (np.diff(np.take_along_axis(scores, keys.argsort(axis=0), axis=0), axis=0) >= -TIE).all()


@every_method
def test_weights_count_in_proportion(method):
    np.testing.assert_allclose(score(method, POINTS, [5, 3, 2]), score(method, POINTS, WEIGHTS), rtol=1e-12)


@every_method
def test_what_is_given_is_not_written_to(method):
    values, weights, costs = values_of(POINTS) + 1, draws(3, 5), np.array([False, True, False])
    if isinstance(method, TOPSIS | SPOTIS):
        values = np.minimum(values, 100)
    for array in (values, weights, costs):
        array.setflags(write=False)

    scores = method.scores(values, weights, costs=costs)

    assert np.isfinite(scores).all()


@every_method
@pytest.mark.parametrize(
    "matrix",
    [
        [[50, 0, 100]],
        [[50, 0, 100]] * 3,
        [[0, 0, 0]] * 3,
        [[7, 7, 7]] * 40,
        [[0.1, 0.1, 0.7], [0.1, 0.1, 0.7], [0.1, 0.1, 0.7]],
    ],
    ids=["one vendor", "equal vendors", "nothing", "many equal vendors", "equal tenths"],
)
def test_vendors_that_are_equal_have_equal_scores(method, matrix):
    for weights in ([0.5, 0.3, 0.2], [1, 0, 0], [1 / 3] * 3):
        scores = score(method, matrix, weights)

        assert np.isfinite(scores).all()
        assert np.ptp(scores) <= method.tie


@every_method
@pytest.mark.parametrize("m", [2, 5, 40])
def test_a_criterion_on_which_all_are_equal_or_that_has_no_weight_leaves_a_finite_answer(method, m):
    matrix = np.random.default_rng(m).uniform(0, 100, (m, 3))
    matrix[:, 1] = 30

    for weights in (WEIGHTS, [0, 1, 0], [1, 0, 0]):
        scores = score(method, matrix, weights)

        assert np.isfinite(scores).all()
        if weights == [0, 1, 0]:
            assert np.ptp(scores) <= method.tie


@every_method
@pytest.mark.parametrize("number", [np.nan, np.inf, -np.inf, 1e101])
def test_a_number_that_no_method_takes_is_refused_by_its_criterion(method, number):
    matrix = np.array(POINTS, dtype=float)
    matrix[2, 1] = number

    with pytest.raises(ValueError, match=r"needs .*see criterion 2 of 3"):
        score(method, matrix, WEIGHTS)


@every_method
def test_numbers_may_be_very_large_and_very_small(method):
    if isinstance(method, SPOTIS) or getattr(method, "ideals", None):
        method = replace(method, **{"bounds" if isinstance(method, SPOTIS) else "ideals": (0, 1e100)})
    for size in (1e98, 1e-300, 5e-324):
        scores = score(method, np.array(POINTS) * size, WEIGHTS)

        assert np.isfinite(scores).all()


@pytest.mark.parametrize("method", [method for method in EVERY if method.needs_positive], ids=lambda one: one.key)
def test_a_method_that_needs_positive_numbers_refuses_negative_ones_and_costs_of_0(method):
    assert np.isfinite(score(method, POINTS, WEIGHTS)).all()
    with pytest.raises(ValueError, match=f"{method.label} needs numbers from 0; see criterion 1 of 2"):
        score(method, [[-1, 2], [3, 4]], [0.5, 0.5])
    with pytest.raises(ValueError, match=f"{method.label} needs costs above 0; see criterion 2 of 2"):
        score(method, [[1, 0], [3, 4]], [0.5, 0.5], [False, True])


@pytest.mark.parametrize("shape", [(3, 4), (0, 4, 1), (3, 0, 1), (3, 4, 0), ()])
def test_values_of_another_shape_are_refused(shape):
    with pytest.raises(ValueError, match=r"TOPSIS needs values of \(criteria, vendors, draws\), 1 or more of each"):
        TOPSIS().scores(np.ones(shape), np.ones((3, 1)))


@pytest.mark.parametrize("shape", [(3,), (2, 1), (3, 0), (3, 4), ()])
def test_weights_of_another_shape_are_refused(shape):
    with pytest.raises(ValueError, match=r"TOPSIS: values .* and weights .* do not fit"):
        TOPSIS().scores(np.ones((3, 4, 5)), np.ones(shape))


@pytest.mark.parametrize("weights", [[-0.1, 0.5, 0.6], [0, 0, 0], [np.nan, 0.5, 0.5], [np.inf, 0, 0], [1e308] * 3])
def test_weights_that_are_none_are_refused(weights):
    given = np.column_stack([WEIGHTS, weights])

    with pytest.raises(ValueError, match="VIKOR needs weights from 0, finite and not all 0 in a draw"):
        VIKOR().scores(values_of(POINTS), given)


def test_costs_are_told_of_every_criterion():
    with pytest.raises(ValueError, match="MOORA, ratio system needs to know of each of 3 criteria"):
        score(METHODS["moora"], POINTS, WEIGHTS, [True])


@pytest.mark.parametrize("kind", [WeightedSum, WeightedProduct, TOPSIS])
def test_an_unknown_normalisation_names_what_is_offered(kind):
    with pytest.raises(
        OptionError, match=r"normalisation must be one of 'none', .* not 'vectr'. Did you mean 'vector'"
    ):
        kind(normalisation="vectr")


@pytest.mark.parametrize("tie", [0, -1e-9, np.nan, np.inf])
@every_method
def test_a_tie_rule_is_a_small_number_above_0(method, tie):
    with pytest.raises(OptionError, match="tie must be a finite number above 0"):
        replace(method, tie=tie)


@every_method
@pytest.mark.parametrize("drawn", [False, True])
def test_memory_is_that_of_a_few_tables_of_vendors_by_draws(method, drawn):
    n, m, count = 20, 60, 512
    rng = np.random.default_rng(0)
    values = rng.uniform(0, 100, (n, m, count if drawn else 1))
    weights = rng.dirichlet(np.ones(n), count).T
    method.scores(values[:, :, :1], weights[:, :1])

    tracemalloc.start()
    method.scores(values, weights)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 12 * m * count * 8  # an array of vendors, draws and criteria would be 20


@pytest.mark.parametrize(
    "method",
    [
        *(TOPSIS(normalisation=name, distance=far) for name in NORMALISATIONS for far in ("euclidean", "manhattan")),
        VIKOR(v=0.3),
    ],
    ids=lambda method: method.name,
)
@pytest.mark.parametrize("costs", [(False, False, False), (True, True, True), (True, False, False)])
def test_criteria_that_are_treated_alike_are_worked_out_at_once_to_the_same_scores(method, costs, monkeypatch):
    values = np.random.default_rng(4).uniform(1, 100, (3, 30, 1))
    values[1] = 7  # tells nobody apart
    weights = draws(3, 20)
    at_once = [method.scores(values, w, costs=np.array(costs)) for w in (weights, weights[:, :1])]
    monkeypatch.setattr(inputs, "FEW_VALUES", 0)

    for found, w in zip(at_once, (weights, weights[:, :1]), strict=True):
        np.testing.assert_allclose(found, method.scores(values, w, costs=np.array(costs)), rtol=1e-12, atol=1e-14)


def test_a_criterion_that_is_refused_is_named_though_all_are_worked_out_at_once():
    with pytest.raises(ValueError, match=r"numbers from 0, .* see criterion 2 of 3"):
        TOPSIS(normalisation="sum").scores(values_of([[1, 2, 3], [4, -5, 6]]), draws(3, 5))
