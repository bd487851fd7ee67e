import pytest

from points import drawn, table
from vendor_eval.analysis.cross_check.peer_ranking import run
from vendor_eval.analysis.cross_check.ranking import ranking_of
from vendor_eval.analysis.cross_check.recipes import recipe_of
from vendor_eval.engine.methods import METHODS, SPOTIS, TOPSIS, VIKOR, WeightedProduct, WeightedSum

SCALES = ("minmax", "vector", "sum", "max")
WITHOUT = {"promethee2", "electre3_net_flow"}
METHODS_CHECKED = [
    *(method for method in METHODS.values() if method.key not in WITHOUT),
    *(WeightedSum(normalisation=scale) for scale in SCALES),
    *(WeightedProduct(normalisation=scale) for scale in ("vector", "sum", "max")),
    *(TOPSIS(normalisation=scale) for scale in ("none", *SCALES)),
    *(TOPSIS(distance=distance) for distance in ("manhattan", "chebyshev")),
    VIKOR(v=0.2),
    SPOTIS(bounds=(-50, 150)),
]


@pytest.mark.parametrize("method", METHODS_CHECKED, ids=lambda method: method.name)
def test_scikit_criteria_gives_our_scores_and_ranks(method):
    recipe = recipe_of(method)

    for seed in range(8):
        told = drawn(seed).telling()
        ours, theirs = ranking_of(method, told), run(recipe.peer, told, method.key)

        assert recipe.convert(theirs.scores) == pytest.approx(ours.scores, rel=1e-10, abs=1e-12)
        assert theirs.ranks.tolist() == ours.ranks.tolist()


@pytest.mark.parametrize("method", [one for one in METHODS_CHECKED if not one.needs_positive], ids=lambda one: one.name)
def test_a_value_of_nothing_is_taken_alike(method):
    points = [[0, 50, 100], [100, 0, 30], [0, 0, 60]]
    given = table(points, [0.2, 0.3, 0.5])
    recipe = recipe_of(method)

    theirs = run(recipe.peer, given, method.key)

    assert recipe.convert(theirs.scores) == pytest.approx(ranking_of(method, given).scores, rel=1e-10, abs=1e-12)


def test_where_scikit_criteria_has_no_such_method_there_is_no_recipe():
    assert {key for key, method in METHODS.items() if recipe_of(method) is None} == WITHOUT
    assert recipe_of(TOPSIS(normalisation="none", ideals=(0, 100))) is None
