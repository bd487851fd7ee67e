"""Our methods and those of mcda 1.1 that neither scikit-criteria nor pymcdm has: ELECTRE III, Gaussian preferences.

Of ELECTRE III all is compared up to the credibilities, with thresholds and vetoes. Its ranking is not, because it
distils credibilities into a partial order and ours adds them up. No library has that net flow, so it is made here from
their credibilities.
"""

import warnings

import numpy as np

from peers.comparison import FLOWS, Comparison
from vendor_eval.engine import methods as ours

with warnings.catch_warnings():  # loading it asks for graphviz, and sets filters of its own
    warnings.simplefilter("ignore")
    from mcda.functions import GaussianFunction
    from mcda.matrices import PerformanceTable
    from mcda.outranking.electre import Electre3
    from mcda.outranking.promethee import Promethee2
    from mcda.scales import PreferenceDirection, QuantitativeScale

__all__ = ["COMPARISONS"]


def thresholds(table):
    """Some q, p and veto of each criterion; some differences are exactly q or p or the veto, some q are p."""
    gaps = np.diff(np.sort(table.matrix, axis=0), axis=0)
    unit = np.where(gaps.max(axis=0) > 0, gaps.max(axis=0), 1)
    place = np.arange(len(unit)) + len(table.matrix)
    q = np.where(place % 4 == 0, 0, unit * 0.5)
    p = np.where(place % 3 == 0, q, unit)
    return q, p, np.where(place % 5 == 0, np.inf, p + unit * (0.25 + place % 2))


def electre(table):
    q, p, veto = thresholds(table)
    return ours.ELECTRE3(q=tuple(q.tolist()), p=tuple(p.tolist()), veto=tuple(veto.tolist()))


def performances(table):
    scales = {
        j: QuantitativeScale(
            low, high, preference_direction=PreferenceDirection.MIN if table.costs[j] else PreferenceDirection.MAX
        )
        for j, (low, high) in enumerate(table.bounds.tolist())
    }
    return PerformanceTable(table.matrix.tolist(), scales=scales)


def theirs(table):
    """Their ELECTRE III of a table; a criterion without a veto has None."""
    q, p, veto = thresholds(table)
    names = range(len(table.weights))
    return Electre3(
        performances(table),
        dict(zip(names, table.weights.tolist(), strict=True)),
        indifference_thresholds=dict(zip(names, q.tolist(), strict=True)),
        preference_thresholds=dict(zip(names, p.tolist(), strict=True)),
        veto_thresholds={j: None if np.isinf(veto[j]) else float(veto[j]) for j in names},
    )


def credibilities(table):
    return theirs(table).credibility().data.to_numpy(dtype=float)


def net(table):
    """Row sums less column sums of their credibilities, by the number of rivals."""
    matrix = credibilities(table)
    return (matrix.sum(axis=1) - matrix.sum(axis=0)) / (len(matrix) - 1)


def bends(table):
    """Where the Gaussian preference of each criterion bends."""
    return np.where(table.spread > 0, table.spread / 3, 1).tolist()


def gaussian(table):
    return ours.PROMETHEE2(preference=tuple(map(ours.Gaussian, bends(table))))


def net_preference(table):
    """Their net flows of PROMETHEE II, which are sums over rivals where ours are means."""
    weights, functions = dict(enumerate(table.weights.tolist())), map(GaussianFunction, bends(table))
    flows = Promethee2(performances(table), weights, dict(enumerate(functions))).rank()
    return flows.data.to_numpy(dtype=float) / (len(table.matrix) - 1)


COMPARISONS = (
    Comparison("ELECTRE III, net flow of credibilities", electre, net, cancels=FLOWS),
    Comparison("PROMETHEE II, Gaussian", gaussian, net_preference, cancels=FLOWS),
)
