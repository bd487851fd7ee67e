"""Published scores by other methods than the weighted sum; each file says where it is from and by which convention."""

import json
from dataclasses import replace
from math import inf
from pathlib import Path

import numpy as np
import pytest

from scoring import score, values_of
from vendor_eval.engine import methods
from vendor_eval.engine.methods import ELECTRE3, METHODS, TOPSIS, VIKOR, WeightedProduct, WeightedSum

DATA = Path(__file__).parent / "data" / "methods"


def load(name):
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


PUBLISHED = [
    pytest.param(case, index, id=f"{path.stem}-{index}")
    for path in sorted(DATA.glob("*.json"))
    for case in [load(path.stem)]
    for index in range(len(case["cases"]))
]


def given(case):
    """The table, its weights and which criteria are costs."""
    criteria = case["criteria"].values()
    costs = [criterion["objective"] == "min" for criterion in criteria]
    return case["matrix"], [criterion["weight"] for criterion in criteria], costs


def method_of(one):
    """The method of a published result; preference functions are written as their name and thresholds."""
    options = dict(one["options"])
    if "preference" in options:
        options["preference"] = tuple(getattr(methods, name)(*with_) for name, *with_ in options["preference"])
    return replace(METHODS[one["method"]], **options)


def ranked(case, scores, tie):
    """The vendors from best to worst, those of one score as a list in the order of the table."""
    order = []
    for i in sorted(range(len(scores)), key=lambda i: -scores[i]):
        if order and scores[order[-1][-1]] - scores[i] <= tie:
            order[-1].append(i)
        else:
            order.append([i])
    names = [[case["vendors"][i] for i in sorted(group)] for group in order]
    return [group[0] if len(group) == 1 else group for group in names]


@pytest.mark.parametrize(("case", "index"), PUBLISHED)
def test_published_scores_are_reproduced(case, index):
    one = case["cases"][index]
    method = method_of(one)

    scores = score(method, *given(case))

    assert scores == pytest.approx(one["scores"], rel=0, abs=one["tolerance"])
    assert ranked(case, scores, method.tie) == one["ranking"]


def test_published_units_change_topsis_by_vectors_and_leave_vikor_alone():
    case = load("opricovic2004_mountain")
    matrix, weights, costs = given(case)
    second = case["second_units"]

    assert score(VIKOR(), second["matrix"], weights, costs) == pytest.approx(score(VIKOR(), matrix, weights, costs))
    assert score(TOPSIS(), second["matrix"], weights, costs) == pytest.approx(second["topsis"], abs=0.0001)


def test_published_concordance_of_electre_1_is_that_of_electre_3_without_thresholds():
    case = load("barbaromero1997_candidates")
    matrix, weights, costs = given(case)

    table = ELECTRE3(q=0, p=0, veto=inf).credibility(
        values_of(matrix), np.array(weights)[:, np.newaxis], costs=np.array(costs)
    )[:, :, 0]

    np.fill_diagonal(table, 0)  # the published diagonal is empty
    np.testing.assert_allclose(table, case["concordance"], rtol=0, atol=case["tolerance"])


def test_published_credibilities_of_electre_3_are_reproduced_and_so_is_the_ranking_counted_from_them():
    case = load("rmcda_schools")
    matrix, weights, _ = given(case)
    thresholds = {key: tuple(each) for key, each in case["thresholds"].items()}
    column = np.array(weights)[:, np.newaxis]

    credibility = ELECTRE3(**thresholds).credibility(values_of(matrix), column)[:, :, 0]
    concordance = ELECTRE3(**thresholds | {"veto": inf}).credibility(values_of(matrix), column)[:, :, 0]

    np.testing.assert_allclose(concordance, case["concordance"], rtol=0, atol=case["tolerance"])
    np.testing.assert_allclose(credibility, case["credibility"], rtol=0, atol=case["tolerance"])
    assert credibility.sum() == pytest.approx(case["sum_of_credibility"], abs=case["tolerance"])
    above = credibility > case["cut"]
    counted = above.sum(axis=1) - above.sum(axis=0)
    assert counted.tolist() == case["counted"]
    assert ranked(case, counted, 0) == case["ranking"]
    assert ranked(case, score(ELECTRE3(**thresholds), matrix, weights), 1e-6) == case["ranked_by_net_flow"]


def test_a_published_mix_is_half_the_weighted_sum_and_half_the_weighted_product():
    case = load("tus2019_software")
    halves = [score(kind(normalisation="max"), *given(case)) for kind in (WeightedSum, WeightedProduct)]

    assert np.mean(halves, axis=0) == pytest.approx(case["half_of_each"], abs=case["tolerance"])


def test_published_ratios_of_products_are_reproduced_and_need_no_scale():
    case = load("wikipedia_product")
    products = dict(zip(case["vendors"], score(WeightedProduct(), *given(case)), strict=True))
    shares = score(WeightedProduct(normalisation="sum"), *given(case))

    for pair, ratio in case["ratios"].items():
        first, second = pair.split("/")
        assert products[first] / products[second] == pytest.approx(ratio, abs=case["tolerance"]["ratios"])
    assert np.log10(shares) == pytest.approx(case["log10_of_shares"], abs=case["tolerance"]["log10"])
    assert list(products) == sorted(products, key=products.get, reverse=True)
