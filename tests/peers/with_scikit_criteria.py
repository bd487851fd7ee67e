"""Our methods and those of scikit-criteria 0.10: its functions on arrays, and its decision-makers and pipelines.

It has no PROMETHEE and no ELECTRE III; its concordance is compared with ours without thresholds.
"""

import contextlib
import io

import numpy as np
import skcriteria
from skcriteria.agg.aras import ARAS, aras
from skcriteria.agg.copras import COPRAS, copras
from skcriteria.agg.edas import EDAS, edas
from skcriteria.agg.electre import concordance
from skcriteria.agg.marcos import MARCOS, marcos
from skcriteria.agg.moora import RatioMOORA, ratio
from skcriteria.agg.simple import WeightedProductModel, WeightedSumModel, wpm, wsm
from skcriteria.agg.spotis import SPOTIS, spotis
from skcriteria.agg.topsis import TOPSIS, topsis
from skcriteria.agg.vikor import VIKOR
from skcriteria.pipelines import mkpipe
from skcriteria.preprocessing.invert_objectives import InvertMinimize, MinMaxInverter, NegateMinimize
from skcriteria.preprocessing.scalers import MaxAbsScaler, SumScaler, VectorScaler

from peers.comparison import Comparison
from peers.with_pymcdm import all_equal, between
from vendor_eval.engine import methods as ours

__all__ = ["COMPARISONS", "PIPELINES"]

ROUNDING = 1e-12
METRICS = {"euclidean": "euclidean", "manhattan": "cityblock", "chebyshev": "chebyshev"}


def scored(maker, key, sign=1.0, **options):
    """The scores of a decision-maker or a pipeline; what it prints is swallowed, because its MARCOS prints."""

    def scores(table):
        matrix = skcriteria.mkdm(table.matrix, table.types.tolist(), weights=table.weights.tolist())
        with contextlib.redirect_stdout(io.StringIO()):
            result = maker.evaluate(matrix, **{name: make(table) for name, make in options.items()})
        return sign * np.asarray(result.e_[key])

    return scores


def inverted(table):
    """Costs as reciprocals, for functions that know only benefits."""
    return np.where(table.costs, 1 / table.matrix, table.matrix)


def weighted_sum(scale):
    """Their weighted sum of a table that is divided by some figure of each column."""
    return lambda table: wsm(inverted(table) / scale(inverted(table), axis=0), table.weights)[1]


def vector(table):
    return table.matrix / np.sqrt(np.square(table.matrix).sum(axis=0))


def nearness(metric):
    return lambda table: topsis(vector(table), table.types, table.weights, metric=metric)[3]


def extended(table):
    """The ideal vendor before the others, costs as reciprocals, in shares of each column."""
    matrix = inverted(table)
    matrix = np.vstack([matrix.max(axis=0), matrix])
    return matrix / matrix.sum(axis=0)


def aras_decided(table):
    ideal, *matrix = extended(table)
    given = skcriteria.mkdm(matrix, [max] * len(table.weights), weights=table.weights.tolist())
    return ARAS().evaluate(given, ideal=ideal).e_.utility


def marcos_silent(table):
    with contextlib.redirect_stdout(io.StringIO()):
        return marcos(table.matrix, table.types, table.weights)[2]


def spotis_bounded(table):
    best = np.where(table.costs, *table.bounds.T)
    return -spotis(table.matrix, table.weights, table.bounds, best)[1]["score"]


def net_concordance(table):
    """Row sums less column sums of their ELECTRE concordance, by the number of rivals."""
    matrix = np.nan_to_num(concordance(table.matrix, table.types, table.weights))
    return (matrix.sum(axis=1) - matrix.sum(axis=0)) / (len(matrix) - 1)


def constant_column(table):
    return "scikit-criteria has no min-max of a constant column" if (table.spread == 0).any() else None


def same_regret(table):
    """VIKOR where S or R differ by rounding only: scikit-criteria stretches that to 0..1."""
    best = np.where(table.costs, table.matrix.min(axis=0), table.matrix.max(axis=0))
    spread = np.where(table.spread > 0, table.spread, 1)
    regret = table.weights * np.abs(best - table.matrix) / spread
    least = min(np.ptp(regret.sum(axis=1)), np.ptp(regret.max(axis=1)))
    return "all S or all R are equal but for rounding" if 0 < least <= ROUNDING else None


def no_weighted_cost(table):
    weighted = (table.costs & (table.weights > 0)).any()
    return None if weighted else "scikit-criteria needs a cost with a weight"


TOPSES = tuple((distance, ours.TOPSIS(distance=distance)) for distance in METRICS)
SUMMED, BY_BEST = ours.WeightedSum(normalisation="sum"), ours.WeightedSum(normalisation="max")
CONCORDANCE = ours.ELECTRE3(q=0, p=0, veto=np.inf)

# Their functions on arrays, given what their transformers would give them: quick enough for every table.
COMPARISONS = (
    Comparison("wsm(sum)", SUMMED, weighted_sum(np.sum)),
    Comparison("wsm(max)", BY_BEST, weighted_sum(np.max)),
    Comparison("wpm", ours.WeightedProduct(), lambda table: 10 ** wpm(inverted(table), table.weights)[1]),
    *(Comparison(f"topsis(vector, {name})", method, nearness(METRICS[name]), all_equal) for name, method in TOPSES),
    Comparison("edas", ours.EDAS(), lambda table: edas(table.matrix, table.weights, table.types)[1], all_equal),
    Comparison("spotis", between, spotis_bounded),
    Comparison("marcos", ours.MARCOS(), marcos_silent),
    Comparison("aras", ours.ARAS(), lambda t: aras(extended(t)[1:], t.weights, extended(t)[0])[2]),
    Comparison(
        "copras",
        ours.COPRAS(),
        lambda table: copras(table.matrix / table.matrix.sum(axis=0), table.weights, table.types)[1] / 100,
        no_weighted_cost,
    ),
    Comparison("ratio of moora", ours.MOORA(), lambda table: ratio(vector(table), table.types, table.weights)[1]),
    Comparison("concordance of electre", CONCORDANCE, net_concordance),
    *(
        Comparison(
            f"VIKOR(v={v})", ours.VIKOR(v=v), scored(VIKOR(v=v, use_compromise_set=False), "q_k", -1), same_regret
        )
        for v in (0.5, 0.2)
    ),
)

# The same through their public objects, at some milliseconds a table.
PIPELINES = (
    Comparison(
        "WeightedSumModel(sum)",
        SUMMED,
        scored(mkpipe(InvertMinimize(), SumScaler("matrix"), WeightedSumModel()), "score"),
    ),
    Comparison(
        "WeightedSumModel(max)",
        BY_BEST,
        scored(mkpipe(InvertMinimize(), MaxAbsScaler("matrix"), WeightedSumModel()), "score"),
    ),
    Comparison(
        "WeightedSumModel(minmax)",
        ours.WeightedSum(normalisation="minmax"),
        scored(mkpipe(MinMaxInverter(), WeightedSumModel()), "score"),
        constant_column,
    ),
    Comparison(
        "WeightedProductModel",
        ours.WeightedProduct(),
        lambda table: 10 ** scored(mkpipe(InvertMinimize(), WeightedProductModel()), "score")(table),
    ),
    *(
        Comparison(
            f"TOPSIS(vector, {name})",
            method,
            scored(mkpipe(NegateMinimize(), VectorScaler("matrix"), TOPSIS(metric=METRICS[name])), "similarity"),
            all_equal,
        )
        for name, method in TOPSES
    ),
    Comparison("TOPSIS()", ours.TOPSIS(normalisation="none"), scored(TOPSIS(), "similarity"), all_equal),
    Comparison("EDAS", ours.EDAS(), scored(EDAS(), "score"), all_equal),
    Comparison("SPOTIS", between, scored(SPOTIS(), "score", -1, bounds=lambda table: table.bounds)),
    Comparison("MARCOS", ours.MARCOS(), scored(MARCOS(), "utility_scores")),
    Comparison("ARAS", ours.ARAS(), aras_decided),
    Comparison("COPRAS", ours.COPRAS(), scored(mkpipe(SumScaler("matrix"), COPRAS()), "score", 0.01), no_weighted_cost),
    Comparison("RatioMOORA", ours.MOORA(), scored(mkpipe(VectorScaler("matrix"), RatioMOORA()), "score")),
)
