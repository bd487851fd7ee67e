import numpy as np
import pytest

from vendor_eval.engine.exact.region import region_of
from vendor_eval.engine.limits import bounded, ordered, ratio
from vendor_eval.engine.linearweights import BoundedWeights, LinearWeights
from vendor_eval.engine.treeweights import Level, TreeWeights
from vendor_eval.engine.weights import PointWeights, SimplexWeights
from vendor_eval.engine.weightsets import AroundWeights, RankedWeights

KEYS = ("fit", "price", "risk", "terms")
INNER = Level(RankedWeights(("price", "risk", "terms"), (("risk",), ("price", "terms"))), ("price", "risk", "terms"))
TREE = TreeWeights(KEYS, Level(BoundedWeights(("top", "fit"), (0.3, 0.2), (0.8, 0.6)), (INNER, "fit")))
SETS = {
    "point": PointWeights((0.1, 0.2, 0.3, 0.4)),
    "any": SimplexWeights(KEYS),
    "full order": RankedWeights(KEYS, (("risk",), ("fit",), ("terms",), ("price",))),
    "order of groups": RankedWeights(KEYS, (("risk", "fit"), ("terms", "price"))),
    "bounds": BoundedWeights(KEYS, (0.1, 0.0, 0.2, 0.1), (0.5, 0.3, 0.4, 1.0)),
    "limits": LinearWeights(KEYS, (*ordered([["fit"], ["risk"]]), *ratio("price", "terms", 0.5, 2))),
    "equation": LinearWeights(KEYS, (*ratio("price", "terms", 2, 2), *bounded("fit", low=0.25))),
    "around": AroundWeights(KEYS, (0.5, 0.0, 0.25, 0.25), 8.0),
    "tree": TREE,
}
DIRECTIONS = np.random.default_rng(0).normal(size=(40, 4)) * 50


@pytest.mark.parametrize("name", SETS)
def test_least_sums_are_those_of_the_weights_and_are_reached(name):
    region = region_of(SETS[name])
    lows = region.lows(DIRECTIONS)

    np.testing.assert_allclose(lows, [SETS[name].least(one) for one in DIRECTIONS], rtol=0, atol=1e-9)
    reached = [region.lowest(one) for one in DIRECTIONS]
    assert all(region.holds(w) for w in reached)
    np.testing.assert_allclose([one @ w for one, w in zip(DIRECTIONS, reached, strict=True)], lows, rtol=0, atol=1e-9)


@pytest.mark.parametrize("name", SETS)
def test_corners_and_draws_keep_the_limits_and_weights_beyond_a_corner_do_not(name):
    region = region_of(SETS[name])

    assert region.listed
    assert region.holds(region.middle)
    assert all(region.holds(w) for w in SETS[name].draw(0, 0, 50).T)
    assert all(region.holds(corner) for corner in region.corners)
    assert not any(region.holds(corner + 0.1 * (corner - region.middle)) for corner in region.corners[1:])


@pytest.fixture
def forgetting():
    """Regions kept from before the limits changed are not asked, and those made under them are not kept."""
    region_of.cache_clear()
    yield
    region_of.cache_clear()


@pytest.mark.usefixtures("forgetting")
@pytest.mark.parametrize("name", SETS)
def test_where_corners_are_too_many_the_answers_are_the_same(name, monkeypatch):
    listed = region_of(SETS[name])
    region_of.cache_clear()
    monkeypatch.setattr("vendor_eval.engine.exact.region.MOST_CORNERS", 1 if name != "point" else 0)
    monkeypatch.setattr("vendor_eval.engine.exact.region.SUMMED_CORNERS", 0)
    region = region_of(SETS[name])

    np.testing.assert_allclose(region.lows(DIRECTIONS), listed.lows(DIRECTIONS), rtol=0, atol=1e-9)
    if not region.listed:
        low = region.lowest(DIRECTIONS[0])
        assert region.holds(low)
        assert DIRECTIONS[0] @ low == pytest.approx(listed.lows(DIRECTIONS[:1])[0], abs=1e-9)
        assert region.holds(region.middle)


def test_a_region_of_many_criteria_needs_no_corners():
    keys = tuple(f"c{j:02}" for j in range(20))
    bounds = BoundedWeights(keys, (0.02,) * 20, (0.1,) * 20)
    limits = LinearWeights(keys, tuple(limit for key in keys for limit in bounded(key, 0.02, 0.1)))
    directions = np.random.default_rng(1).normal(size=(60, 20))

    assert not region_of(bounds).listed
    assert not region_of(limits).listed
    np.testing.assert_allclose(
        region_of(bounds).lows(directions), region_of(limits).lows(directions), rtol=0, atol=1e-9
    )


def test_a_region_of_one_criterion_is_one_point():
    region = region_of(SimplexWeights(("fit",)))

    assert region.lows(np.array([[3.0], [-2.0]])).tolist() == [3, -2]
    assert region.lows(np.zeros((0, 1))).shape == (0,)


def test_weights_that_do_not_add_up_to_one_have_no_region():
    with pytest.raises(ValueError, match=r"add up to 1, not 0\.9"):
        region_of(PointWeights((0.4, 0.5)))


def test_a_region_cannot_be_changed():
    with pytest.raises(ValueError, match="read-only"):
        region_of(SETS["any"]).corners[0, 0] = 2
