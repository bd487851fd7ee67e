"""How far the answers behind weights agree with each other, and which of them do not."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import pandas as pd

from vendor_eval.analysis.wording import number
from vendor_eval.decision.weights import BestWorstWeights, LevelledWeights, PairwiseWeights, PanelWeights, SomeWeights
from vendor_eval.engine.consistency import RandomIndex, consistency, geometric_consistency, worst_triads

__all__ = ["compared", "consistency_table", "triads_table"]

CONSISTENCY = ["place", "kind", "method", "measure", "value", "limit", "fine", "table", "lambda_max", "note"]
TRIADS = [
    *("place", "a", "b", "c", "disagreement", "a_over_b", "b_over_c", "a_over_c"),
    *("mended_a_over_b", "mended_b_over_c", "mended_a_over_c", "text"),
]

RATIO_LIMIT = 0.1  # by custom (Saaty 1980)
_TABLES: dict[str, RandomIndex] = {
    "saaty_1980": "saaty-1980",
    "saaty_2008": "saaty-2008",
    "alonso_lamata_2006": "alonso-lamata-2006",
}


def compared(weights: SomeWeights, place: str = "weights") -> Iterator[tuple[str, PairwiseWeights | BestWorstWeights]]:
    """Go through all weights that come from comparisons, on every level and of every evaluator, each with its place."""
    match weights:
        case PanelWeights():
            for name, one in weights.by_evaluator.items():
                yield from compared(one, f"{place}.by_evaluator.{name}")
            if weights.agreed is not None:
                yield from compared(weights.agreed, f"{place}.agreed")
        case LevelledWeights():
            for path, level in weights.nodes():
                yield from compared(level, f"{place}.within.{path}" if path else place)
        case PairwiseWeights() | BestWorstWeights():
            yield place, weights


def consistency_table(weights: SomeWeights) -> pd.DataFrame:
    """Return one table of comparisons a row: the measure of consistency, its value, and the limit that is customary.

    The consistency ratio depends on the table of random indices, so the table is named. Nothing is repaired.
    """
    rows = [{"place": place, **_pairs(one)} for place, one in compared(weights) if isinstance(one, PairwiseWeights)]
    rows += [{"place": place, **_ends(one)} for place, one in compared(weights) if isinstance(one, BestWorstWeights)]
    return pd.DataFrame(rows, columns=CONSISTENCY)


def _pairs(weights: PairwiseWeights) -> dict[str, Any]:
    answers = weights.answers
    row = {"kind": "pairwise", "method": weights.method, "table": "", "lambda_max": math.nan, "note": ""}
    if not answers.complete:
        note = "An incomplete table has no measure of consistency; its triads are listed."
        return row | {"measure": "", "value": math.nan, "limit": math.nan, "fine": True, "note": note}
    row["lambda_max"] = answers.lambda_max()
    if weights.method == "geometric_mean":
        value, limit = geometric_consistency(answers), {3: 0.31, 4: 0.35}.get(len(answers), 0.37)
        return row | {"measure": "geometric consistency index", "value": value, "limit": limit, "fine": value <= limit}
    row |= {"measure": "consistency ratio", "limit": RATIO_LIMIT, "table": weights.random_index}
    try:
        ratio = consistency(answers, _TABLES[weights.random_index]).ratio
    except ValueError as error:
        return row | {"value": math.nan, "fine": True, "note": str(error)}
    return row | {"value": ratio, "fine": ratio <= RATIO_LIMIT}


def _ends(weights: BestWorstWeights) -> dict[str, Any]:
    found = weights.intervals
    if found is None:
        measure, value = "xi of the linear model", weights.best_worst.answers.linear()[1]
    else:
        measure, value = "consistency ratio of the nonlinear model", found.ratio
    note = "0 where all answers agree; there is no customary limit."
    row = {"kind": "best_worst", "method": weights.model, "table": "", "lambda_max": math.nan, "note": note}
    return row | {"measure": measure, "value": value, "limit": math.nan, "fine": True}


def triads_table(weights: SomeWeights, most: int = 5) -> pd.DataFrame:
    """Return the three-way comparisons that disagree most, the worst first, with what each answer would have to be.

    Parameters
    ----------
    most
        How many at most for each table of comparisons.
    """
    rows = []
    for place, one in compared(weights):
        if isinstance(one, PairwiseWeights):
            for triad in worst_triads(one.answers, most):
                rows.append([place, *triad.items, triad.disagreement, *triad.given, *triad.mended, _said(triad)])
    return pd.DataFrame(rows, columns=TRIADS)


def _said(triad: Any) -> str:
    (a, b, c), given, mended = triad.items, triad.given, triad.mended
    pairs = [f"{x} over {y}" for x, y in ((a, b), (b, c), (a, c))]
    answers = ", ".join(f"{pair} {number(ratio)}" for pair, ratio in zip(pairs, given, strict=True))
    changes = " or ".join(f"{pair} were {number(ratio)}" for pair, ratio in zip(pairs, mended, strict=True))
    return f"{answers}: they would agree if {changes}"
