import pytest
from skcriteria.agg.simple import WeightedProductModel, WeightedSumModel
from skcriteria.agg.topsis import TOPSIS as THEIR_TOPSIS
from skcriteria.pipelines import mkcombinatorial, mkpipe
from skcriteria.preprocessing.scalers import MinMaxScaler, SumScaler, VectorScaler

from points import table
from vendor_eval.analysis.cross_check.methods import DEFAULTS, entries
from vendor_eval.engine.methods import MARCOS, PROMETHEE2, TOPSIS, VIKOR, Linear, WeightedProduct, WeightedSum
from vendor_eval.errors import OptionError

ZERO = table([[0, 90], [80, 10]])


def names(methods):
    return [entry.name for entry in entries(methods)]


def test_the_usual_ones_are_one_of_each_idea_the_weighted_sum_first():
    assert names(None) == [method.key for method in DEFAULTS]
    assert entries(None)[0].reference


def test_one_method_needs_no_list():
    assert names("topsis") == names(["topsis"]) == names(TOPSIS()) == ["weighted_sum", "topsis"]
    pipeline = mkpipe(VectorScaler("matrix"), THEIR_TOPSIS())

    assert names(pipeline) == ["weighted_sum", "VectorScaler + TOPSIS"]


def test_the_weighted_sum_takes_part_once():
    assert names(["topsis", "weighted_sum"]) == ["topsis", "weighted_sum"]
    assert names({"ours": WeightedSum(), "theirs": THEIR_TOPSIS()}) == ["ours", "theirs"]
    assert names([WeightedSum(normalisation="minmax")]) == ["weighted_sum", "weighted_sum(normalisation=minmax)"]


def test_a_method_with_other_options_says_them():
    (_, vikor, promethee) = entries([VIKOR(v=0.3), PROMETHEE2(preference=Linear(5, 20))])

    assert (vikor.name, vikor.label) == ("vikor(v=0.3)", "VIKOR (v=0.3)")
    assert promethee.label == "PROMETHEE II (preference=linear(q=5 p=20))"
    assert promethee.identity.startswith("promethee2(preference=linear(q=5 p=20), tie=")


def test_labels_stand_inside_a_sentence():
    product, topsis = entries([WeightedProduct(), TOPSIS()])[1:]
    (mine,) = entries({"Mine": WeightedSum()})

    assert (product.label, product.spoken, topsis.spoken, mine.spoken) == (
        "Weighted product",
        "weighted product",
        "TOPSIS",
        "Mine",
    )


def test_decision_makers_are_called_by_their_steps_or_by_the_names_given():
    found = entries([WeightedSumModel()])[1]

    assert (found.name, found.label) == ("WeightedSumModel", "WeightedSumModel (scikit-criteria)")
    assert found.identity == "scikit-criteria: WeightedSumModel"
    assert names({"book": THEIR_TOPSIS()}) == ["weighted_sum", "book"]


def test_a_combination_is_taken_apart():
    grid = mkcombinatorial([MinMaxScaler("matrix"), SumScaler("matrix")], [THEIR_TOPSIS()])

    assert len(names(grid)) == 3
    assert names({"grid": grid})[1].startswith("grid: ")


@pytest.mark.parametrize(
    ("methods", "message"),
    [
        (["topsys"], r"methods must be one of 'weighted_sum'.*Did you mean 'topsis'\?"),
        ([], "methods must name one at least"),
        ({}, "methods must name one at least"),
        (["topsis", "topsis"], r"two are called 'topsis'. Name them yourself"),
        ({"name": "topsis"}, "none may be called 'name'"),
        ([THEIR_TOPSIS], r"methods must be names, method objects, .*Call it: TOPSIS\(\)\."),
        ([3], "methods must be names, method objects, .*not 3"),
        (3, "methods must be names, method objects, .*not 3"),
    ],
)
def test_what_is_no_method_is_refused(methods, message):
    with pytest.raises(OptionError, match=message):
        entries(methods)


def test_a_floor_raises_values_only_for_methods_that_multiply():
    topsis, product, marcos, theirs = entries([TOPSIS(), WeightedProduct(), MARCOS(), WeightedProductModel()])[1:]

    assert topsis.floored(ZERO, 5).points.min() == 0
    assert [one.floored(ZERO, 5).points.min() for one in (product, marcos, theirs)] == [5, 5, 5]
    assert product.floored(ZERO, None).points.min() == 0


def test_a_method_that_takes_no_zero_says_so_without_a_floor():
    theirs = entries([WeightedProductModel()])[1]

    with pytest.raises(OptionError, match=r"'WeightedProductModel' .*takes no value of 0.*such as floor=1"):
        theirs.ranking(ZERO, None)
    assert theirs.ranking(ZERO, 1.0).ranks.tolist() == [2, 1]


def test_a_method_that_does_not_fit_the_decision_says_so():
    two = entries([PROMETHEE2(preference=(Linear(5, 20),))])[1]

    with pytest.raises(OptionError, match=r"cannot rank this decision: PROMETHEE II needs one preference function a"):
        two.ranking(ZERO, None)
