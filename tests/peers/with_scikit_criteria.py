"""Our methods and those of scikit-criteria 0.10, through its own decision-makers and pipelines.

It has no PROMETHEE and no ELECTRE III. Of its ELECTRE I the concordance is compared with ours without thresholds; what
thresholds and vetoes come to is compared with mcda (see with_mcda.py).
"""

import contextlib
import io

import numpy as np
import skcriteria
from skcriteria.agg.aras import ARAS
from skcriteria.agg.copras import COPRAS
from skcriteria.agg.edas import EDAS
from skcriteria.agg.electre import ELECTRE1
from skcriteria.agg.marcos import MARCOS
from skcriteria.agg.moora import RatioMOORA
from skcriteria.agg.simple import WeightedProductModel, WeightedSumModel
from skcriteria.agg.spotis import SPOTIS
from skcriteria.agg.topsis import TOPSIS
from skcriteria.agg.vikor import VIKOR
from skcriteria.pipelines import mkpipe
from skcriteria.preprocessing.invert_objectives import InvertMinimize, MinMaxInverter, NegateMinimize
from skcriteria.preprocessing.scalers import MaxAbsScaler, SumScaler, VectorScaler

from peers.comparison import FLOWS, SHORTFALLS, SIDES, Comparison
from peers.with_pymcdm import all_equal, between
from vendor_eval.engine import methods as ours

__all__ = ["COMPARISONS"]

ROUNDING = 1e-12
METRICS = {"euclidean": "euclidean", "manhattan": "cityblock", "chebyshev": "chebyshev"}
SCALERS = {"sum": SumScaler, "max": MaxAbsScaler, "vector": VectorScaler}


def evaluated(maker, table, matrix=None, **options):
    """What a decision-maker or a pipeline returns; what it prints is swallowed, because its MARCOS prints."""
    matrix = table.matrix if matrix is None else matrix
    given = skcriteria.mkdm(matrix, table.types.tolist(), weights=table.weights.tolist())
    with contextlib.redirect_stdout(io.StringIO()):
        return maker.evaluate(given, **options)


def scored(maker, key, sign=1.0, **options):
    """The scores under their name in the result of a decision-maker or a pipeline."""

    def scores(table):
        result = evaluated(maker, table, **{name: make(table) for name, make in options.items()})
        return sign * np.asarray(result.e_[key])

    return scores


def beside_the_ideal(table):
    """ARAS takes the best of each column for the ideal, so a vendor that is best in all stands for it in the sums."""
    best = np.where(table.costs, table.matrix.min(axis=0), table.matrix.max(axis=0))
    maker = mkpipe(InvertMinimize(), SumScaler("matrix"), ARAS())
    return np.asarray(evaluated(maker, table, np.vstack([best, table.matrix])).e_.utility)[1:]


def product(*steps):
    """Their weighted product, which is a logarithm."""
    scores = scored(mkpipe(InvertMinimize(), *steps, WeightedProductModel()), "score")
    return lambda table: 10 ** scores(table)


def net_concordance(table):
    """Row sums less column sums of their ELECTRE concordance, by the number of rivals."""
    matrix = np.nan_to_num(evaluated(ELECTRE1(), table).e_.matrix_concordance)
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


COMPARISONS = (
    *(
        Comparison(
            f"WeightedSumModel({key})",
            ours.WeightedSum(normalisation=key),
            scored(mkpipe(InvertMinimize(), SCALERS[key]("matrix"), WeightedSumModel()), "score"),
        )
        for key in ("sum", "max")
    ),
    Comparison(
        "WeightedSumModel(minmax)",
        ours.WeightedSum(normalisation="minmax"),
        scored(mkpipe(MinMaxInverter(), WeightedSumModel()), "score"),
        constant_column,
    ),
    Comparison("WeightedProductModel", ours.WeightedProduct(), product()),
    Comparison("WeightedProductModel(max)", ours.WeightedProduct(normalisation="max"), product(MaxAbsScaler("matrix"))),
    *(
        Comparison(
            f"TOPSIS(vector, {distance})",
            ours.TOPSIS(distance=distance),
            scored(mkpipe(NegateMinimize(), VectorScaler("matrix"), TOPSIS(metric=metric)), "similarity"),
            all_equal,
        )
        for distance, metric in METRICS.items()
    ),
    Comparison(
        "TOPSIS(minmax)",
        ours.TOPSIS(normalisation="minmax"),
        scored(mkpipe(MinMaxInverter(), TOPSIS()), "similarity"),
        lambda table: constant_column(table) or all_equal(table),
    ),
    Comparison("TOPSIS()", ours.TOPSIS(normalisation="none"), scored(TOPSIS(), "similarity"), all_equal),
    *(
        Comparison(
            f"VIKOR(v={v})", ours.VIKOR(v=v), scored(VIKOR(v=v, use_compromise_set=False), "q_k", -1), same_regret
        )
        for v in (0.5, 0.2)
    ),
    Comparison("EDAS", ours.EDAS(), scored(EDAS(), "score"), all_equal, cancels=SHORTFALLS),
    Comparison("SPOTIS", between, scored(SPOTIS(), "score", -1, bounds=lambda table: table.bounds)),
    Comparison("MARCOS", ours.MARCOS(), scored(MARCOS(), "utility_scores")),
    Comparison("ARAS", ours.ARAS(), beside_the_ideal),
    Comparison("COPRAS", ours.COPRAS(), scored(mkpipe(SumScaler("matrix"), COPRAS()), "score", 0.01), no_weighted_cost),
    Comparison(
        "RatioMOORA", ours.MOORA(), scored(mkpipe(VectorScaler("matrix"), RatioMOORA()), "score"), cancels=SIDES
    ),
    Comparison("concordance of ELECTRE1", ours.ELECTRE3(q=0, p=0, veto=np.inf), net_concordance, cancels=FLOWS),
)
