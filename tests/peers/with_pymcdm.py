"""Our methods and those of pymcdm 1.4 (its COPRAS is wrong, see test_methods.py; it has no ELECTRE)."""

import numpy as np
from pymcdm import methods as theirs
from pymcdm import normalizations as norms

from peers.comparison import FLOWS, SHORTFALLS, SIDES, Comparison
from vendor_eval.engine import methods as ours

__all__ = ["COMPARISONS"]

NORMALISATIONS = {
    "minmax": norms.minmax_normalization,
    "vector": norms.vector_normalization,
    "sum": norms.sum_normalization,
    "max": norms.linear_normalization,
}
ROUNDING = 1e-12


def scored(make, sign=1):
    """The scores of a pymcdm method; made anew for each table, because its PROMETHEE works only once."""
    return lambda table: sign * make(table)(table.matrix, table.weights, table.types)


def always(method):
    return scored(lambda table: method)


def reciprocal(x, cost=False):
    return 1 / x if cost else x


def all_equal(table):
    """Whether no criterion with a weight separates any vendors: then 0 / 0 is not a number, and ours 1/2."""
    return None if (table.spread[table.weights > 0] > 0).any() else "nothing separates the vendors"


def no_regret(table):
    """Where pymcdm has no VIKOR: it refuses constant columns, and divides by the spread of S and R."""
    if (table.spread == 0).any():
        return "pymcdm refuses a constant column"
    best = np.where(table.costs, table.matrix.min(axis=0), table.matrix.max(axis=0))
    regret = table.weights * np.abs(best - table.matrix) / table.spread
    if min(np.ptp(regret.sum(axis=1)), np.ptp(regret.max(axis=1))) <= ROUNDING:
        return "all S or all R are equal but for rounding"
    return None


def no_costs(table):
    return None if table.costs.any() else "pymcdm refuses a table without costs"


def thresholds(table):
    """Preference thresholds q and p of each criterion; some differences are exactly q or p."""
    ordered = np.sort(table.matrix, axis=0)
    return ordered[1] - ordered[0], np.maximum(ordered[-1] - ordered[0], 1e-3)


def promethee(name, kind, *uses):
    """PROMETHEE II with one preference function, which uses some of q and p."""

    def method(table):
        given = dict(zip("qp", thresholds(table), strict=True))
        each = zip(*(given[use] for use in uses), strict=True) if uses else [()] * len(table.weights)
        return ours.PROMETHEE2(preference=tuple(kind(*map(float, one)) for one in each))

    def peer(table):
        given = dict(zip("qp", thresholds(table), strict=True))
        return theirs.PROMETHEE_II(name, **{use: given[use] for use in uses})

    return Comparison(f"PROMETHEE_II({name})", method, scored(peer), cancels=FLOWS)


def between(table):
    return ours.SPOTIS(bounds=tuple(tuple(map(float, pair)) for pair in table.bounds))


COMPARISONS = (
    *(
        Comparison(f"WSM({key})", ours.WeightedSum(normalisation=key), always(theirs.WSM(norm)))
        for key, norm in NORMALISATIONS.items()
    ),
    Comparison("WPM(1/x of costs)", ours.WeightedProduct(), always(theirs.WPM(reciprocal))),
    *(
        Comparison(f"WPM({key})", ours.WeightedProduct(normalisation=key), always(theirs.WPM(norm)))
        for key, norm in NORMALISATIONS.items()
    ),
    *(
        Comparison(f"TOPSIS({key})", ours.TOPSIS(normalisation=key), always(theirs.TOPSIS(norm)), all_equal)
        for key, norm in NORMALISATIONS.items()
    ),
    *(
        Comparison(f"VIKOR(v={v})", ours.VIKOR(v=v), scored(lambda t, v=v: theirs.VIKOR(v=v), -1), no_regret)
        for v in (0.5, 0.2)
    ),
    promethee("usual", ours.Usual),
    promethee("ushape", ours.UShape, "q"),
    promethee("vshape", ours.VShape, "p"),
    promethee("level", ours.Level, "q", "p"),
    promethee("vshape_2", ours.Linear, "q", "p"),
    Comparison("EDAS", ours.EDAS(), always(theirs.EDAS()), all_equal, cancels=SHORTFALLS),
    Comparison("SPOTIS", between, scored(lambda table: theirs.SPOTIS(table.bounds), -1)),
    Comparison("MARCOS", ours.MARCOS(), always(theirs.MARCOS())),
    Comparison("ARAS", ours.ARAS(), always(theirs.ARAS())),
    Comparison("MOORA", ours.MOORA(), always(theirs.MOORA()), no_costs, cancels=SIDES),
)
