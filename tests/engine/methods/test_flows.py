import tracemalloc

import numpy as np
import pytest

from vendor_eval.engine.methods import PROMETHEE2, Gaussian, Level, Linear, UShape, Usual, VShape
from vendor_eval.engine.methods.flows import net_flows, net_flows_by_pairs, net_flows_by_sorting, net_flows_by_tiles

STEPPED = (Usual(), UShape(5), VShape(30), Level(5, 20), Linear(5, 20), Linear(5, 5))


def dense(column, preference):
    """Net flows from the whole table of pairs."""
    preferred = np.where(np.subtract.outer(column, column) > 0, 1, 0) * preference.degree(
        np.abs(np.subtract.outer(column, column))
    )
    return (preferred.sum(axis=1) - preferred.sum(axis=0)) / (len(column) - 1)


@pytest.mark.parametrize("preference", [*STEPPED, Gaussian(10)], ids=str)
@pytest.mark.parametrize("m", [2, 9, 40, 300])
def test_every_way_gives_the_flows_of_all_pairs(preference, m):
    column = np.random.default_rng(m).integers(0, 100, m).astype(float)
    expected = dense(column, preference)

    ways = [
        net_flows(column[:, np.newaxis], preference)[:, 0],
        net_flows(np.column_stack([column, column]), preference)[:, 1],
        net_flows_by_pairs(column[:, np.newaxis], preference)[:, 0],
        net_flows_by_tiles(column, preference),
    ]
    if preference in STEPPED:
        ways.append(net_flows_by_sorting(column, preference))

    for flows in ways:
        np.testing.assert_allclose(flows, expected, rtol=0, atol=1e-14)


@pytest.mark.parametrize(
    "preference", [UShape(0.2), UShape(0.7), Level(0.1, 0.7), Linear(0.1, 0.2), VShape(0.7)], ids=str
)
def test_a_difference_at_a_threshold_falls_on_the_same_side_by_sorting_as_by_pairs(preference):
    # Tenths: 0.3 - 0.1 is below 0.2 and 0.6 - 0.4 below it too, yet 0.9 - 0.7 above, as binary numbers have it.
    column = np.arange(60) / 10

    np.testing.assert_allclose(
        net_flows_by_sorting(column, preference),
        net_flows_by_pairs(column[:, np.newaxis], preference)[:, 0],
        rtol=0,
        atol=1e-15,
    )


def test_thresholds_far_below_the_unit_of_the_values_keep_flows_between_minus_1_and_1():
    column = np.random.default_rng(0).uniform(1e15, 2e15, 100)

    flows = net_flows_by_sorting(column, Linear(1e-3, 2e-3))

    np.testing.assert_allclose(flows, dense(column, Usual()), atol=1e-12)


def test_a_single_vendor_has_no_flow():
    for preference in (Usual(), Gaussian(1)):
        assert net_flows(np.array([[5.0]]), preference) == 0
        assert (net_flows(np.array([[5.0, 6.0]]), preference) == 0).all()
    assert net_flows_by_sorting(np.array([5.0]), Linear(1, 2)) == 0


@pytest.mark.parametrize("preference", [Linear(5, 20), Gaussian(10)], ids=str)
def test_memory_grows_with_the_vendors_and_not_with_their_pairs(preference):
    m = 4000
    values = np.random.default_rng(0).uniform(0, 100, (3, m, 1))
    weights = np.full((3, 1), 1 / 3)

    tracemalloc.start()
    PROMETHEE2(preference=preference).scores(values, weights)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 50 * m * 8
