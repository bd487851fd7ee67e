"""How far pairwise comparisons agree with each other, and which of them disagree."""

import math
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, TypeAlias

import numpy as np

from vendor_eval.engine.pairwise import Pairwise

__all__ = [
    "RANDOM_INDEX",
    "Consistency",
    "RandomIndex",
    "Triad",
    "consistency",
    "geometric_consistency",
    "worst_triads",
]

RandomIndex: TypeAlias = Literal["saaty-1980", "saaty-2008", "alonso-lamata-2006"]

# The mean consistency index of random tables of 3, 4, .. 15 items. The tables differ, so a ratio names its own: Saaty,
# The Analytic Hierarchy Process (1980); Saaty, Relative measurement and its generalization, RACSAM 102 (2008);
# Alonso and Lamata, Consistency in the analytic hierarchy process, IJUFKS 14 (2006), from 500,000 tables of each size.
RANDOM_INDEX: dict[RandomIndex, tuple[float, ...]] = {
    "saaty-1980": (0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59),
    "saaty-2008": (0.52, 0.89, 1.11, 1.25, 1.35, 1.40, 1.45, 1.49, 1.52, 1.54, 1.56, 1.58, 1.59),
    "alonso-lamata-2006": (
        *(0.5245, 0.8815, 1.1086, 1.2479, 1.3417, 1.4056, 1.4499),
        *(1.4854, 1.5141, 1.5365, 1.5551, 1.5713, 1.5838),
    ),
}


@dataclass(frozen=True, slots=True)
class Consistency:
    """How far comparisons agree; by custom a ratio below 0.1 is accepted (Saaty 1980).

    Parameters
    ----------
    lambda_max
        The principal eigenvalue; it is the number of items if all answers agree.
    index
        ``(lambda_max - n) / (n - 1)``.
    random_index, table
        The index of random answers, and the table that it is from.
    ratio
        The index divided by the random one; 0 for two items, which cannot disagree.
    """

    lambda_max: float
    index: float
    random_index: float
    table: RandomIndex
    ratio: float


@dataclass(frozen=True, slots=True)
class Triad:
    """Three comparisons in a ring, and what would make them agree.

    Parameters
    ----------
    items
        The three items a, b, c.
    disagreement
        ``|ln(a over b) + ln(b over c) + ln(c over a)|``: 0 if they agree.
    given
        a over b, b over c and a over c as answered.
    mended
        For each of the three, the answer with which they would agree, the other two staying.
    """

    items: tuple[str, str, str]
    disagreement: float
    given: tuple[float, float, float]
    mended: tuple[float, float, float]


def consistency(comparisons: Pairwise, table: RandomIndex = "saaty-1980") -> Consistency:
    """How consistent complete comparisons are, by the principal eigenvalue.

    Parameters
    ----------
    table
        Which random index the ratio is taken with.
    """
    n, indices = len(comparisons), RANDOM_INDEX.get(table)
    if indices is None:
        raise ValueError(f"Unknown random index {table!r}; there are {', '.join(RANDOM_INDEX)}.")
    if n > len(indices) + 2:
        raise ValueError(f"The random index {table} ends at {len(indices) + 2} items; these are {n}.")
    eigenvalue = comparisons.lambda_max()
    if n < 3:
        return Consistency(eigenvalue, 0.0, 0.0, table, 0.0)
    index = max(0.0, eigenvalue - n) / (n - 1)  # below n by rounding only
    return Consistency(eigenvalue, index, indices[n - 3], table, index / indices[n - 3])


def geometric_consistency(comparisons: Pairwise) -> float:
    """The geometric consistency index of complete comparisons, which goes with geometric means.

    ``2 / ((n - 1) (n - 2)) sum over i < k of ln(a_ik g_k / g_i)^2``. About as strict as a ratio of 0.1 are 0.31 for
    three items, 0.35 for four, 0.37 for more (Aguaron and Moreno-Jimenez 2003).
    """
    if not comparisons.complete:
        raise ValueError("The geometric consistency index needs every comparison.")
    n = len(comparisons)
    if n < 3:
        return 0.0
    priorities = comparisons.geometric_means()
    errors = np.log(comparisons.ratios * priorities / priorities[:, np.newaxis])[np.triu_indices(n, 1)]
    return float(2 * np.square(errors).sum() / ((n - 1) * (n - 2)))


def worst_triads(comparisons: Pairwise, most: int = 5) -> tuple[Triad, ...]:
    """The triads that disagree most, the worst first; those that agree are left out.

    Parameters
    ----------
    most
        How many at most.
    """
    ratios, known = comparisons.ratios, comparisons.known
    triads = []
    for i, j, k in combinations(range(len(comparisons)), 3):
        if known[i, j] and known[j, k] and known[i, k]:
            ab, bc, ac = (float(ratio) for ratio in (ratios[i, j], ratios[j, k], ratios[i, k]))
            names = (comparisons.items[i], comparisons.items[j], comparisons.items[k])
            disagreement = abs(math.log(ab) + math.log(bc) - math.log(ac))
            triads.append(Triad(names, disagreement, (ab, bc, ac), (ac / bc, ac / ab, ab * bc)))
    disagreeing = [triad for triad in triads if triad.disagreement > 1e-9]
    return tuple(sorted(disagreeing, key=lambda triad: -triad.disagreement)[:most])
