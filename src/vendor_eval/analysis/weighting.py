"""Weights in real units: which step each belongs to, what it is worth elsewhere, and how far their answers agree."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from vendor_eval.analysis.agreement import consistency_table, triads_table
from vendor_eval.analysis.model import Model
from vendor_eval.analysis.result import Result, Stamp, version
from vendor_eval.analysis.spread import WARNING, spread_weights
from vendor_eval.analysis.swings import equivalents_table, swing_said
from vendor_eval.analysis.weights_said import origin_said, weights_said
from vendor_eval.analysis.wording import number, percent
from vendor_eval.decision.document import Decision
from vendor_eval.engine.weights import PointWeights
from vendor_eval.errors import OptionError

__all__ = ["WeightingResult", "weighting"]

SAME = 1e-9  # weights this close are equal but for rounding


@dataclass(frozen=True, eq=False, repr=False)
class WeightingResult(Result):
    """What the weights of a decision say.

    Parameters
    ----------
    table
        One criterion a row: criterion, name, group, weight (its mean where weights are a set), low and high (the least
        and the greatest in the set), error (the standard error of the mean, 0 where it is exact) and swing, the step
        that it is the weight of.
    equivalents
        One pair of criteria a row: a step of the one (points, start and end in its unit), the step of the other that is
        worth as much, whether both may start anywhere, and the same in words.
    consistency
        One table of comparisons a row: the measure, its value, the customary limit, whether it is kept (fine), and the
        table of random indices that it was taken with.
    triads
        The comparisons that disagree most, with what each answer would have to be. Nothing is repaired.
    data_driven
        One criterion a row: what methods make of the performances alone. Information only: see ``warning``.
    notes
        What these methods could not use.
    """

    table: pd.DataFrame
    equivalents: pd.DataFrame
    consistency: pd.DataFrame
    triads: pd.DataFrame
    data_driven: pd.DataFrame
    notes: tuple[str, ...]
    origin: str
    used: str
    stamp: Stamp
    decision: Decision

    @property
    def warning(self) -> str:
        """What weights from the data cannot say."""
        return WARNING

    @property
    def text(self) -> str:
        """Where the weights come from, which counts most, and where their answers disagree."""
        return " ".join(_sentences(self))

    def shown(self) -> pd.DataFrame:
        """Return the main table with weights as percentages."""
        shown = self.table[["name", "weight", "swing"]].copy()
        shown["weight"] = [percent(weight) for weight in self.table["weight"]]
        if (self.table["low"] < self.table["high"]).any():
            ends = zip(self.table["low"], self.table["high"], strict=True)
            shown.insert(2, "range", [f"{percent(low)} to {percent(high)}" for low, high in ends])
        return shown


def weighting(decision: Decision, *, step: float = 10.0) -> WeightingResult:
    """Say what the weights of a decision mean: which steps they are weights of, and what those are worth elsewhere.

    Parameters
    ----------
    step
        How large the steps are whose worth in other criteria is said, in points, above 0 and at most 100.

    Raises
    ------
    OptionError
        If the step is not allowed.

    Examples
    --------
    >>> import vendor_eval as ve
    >>> decision = ve.cases.load("apple-china-2025")
    >>> ve.weighting(decision).table["swing"].iloc[0]
    '...'
    """
    _check_step(step)
    model = Model.of(decision)
    table = _table(model)
    weights = dict(zip(table["criterion"], table["weight"].tolist(), strict=True))
    data_driven, notes = spread_weights(model)
    return WeightingResult(
        table=table,
        equivalents=equivalents_table(decision, weights, float(step)),
        consistency=consistency_table(decision.weights),
        triads=triads_table(decision.weights),
        data_driven=data_driven,
        notes=notes,
        origin=origin_said(decision.weights, len(decision.weighted)),
        used=weights_said(model.weights),
        stamp=Stamp(decision.digest, version()),
        decision=decision,
    )


def _check_step(step: object) -> None:
    if isinstance(step, bool) or not isinstance(step, int | float | np.number) or not 0 < step <= 100:
        raise OptionError(f"step must be a number of points above 0 and at most 100, not {step!r}.")


def _table(model: Model) -> pd.DataFrame:
    decision, weights = model.decision, model.weights
    units = np.eye(len(model.criteria))
    frame = pd.DataFrame(
        {
            "weight": weights.mean,
            "low": [max(weights.least(unit), 0.0) for unit in units],
            "high": [min(-weights.least(-unit), 1.0) for unit in units],
            "error": getattr(weights, "mean_error", 0.0),
        },
        index=pd.Index(model.criteria, name="criterion"),
    )
    if isinstance(weights, PointWeights):
        frame["low"] = frame["high"] = frame["weight"]
    frame = frame.loc[list(decision.weighted)].reset_index()
    frame.insert(1, "name", [decision.criterion_name(key) for key in frame["criterion"]])
    frame.insert(2, "group", [decision.criteria[key].group for key in frame["criterion"]])
    frame["swing"] = [swing_said(decision.criteria[key]) for key in frame["criterion"]]
    return frame


def _sentences(result: WeightingResult) -> Iterator[str]:
    yield result.origin
    first, *others = sorted(result.table.to_dict("records"), key=lambda row: -row["weight"])
    if others and first["weight"] > others[-1]["weight"] + SAME:
        yield f"{first['name']} counts most {result.used}: {percent(first['weight'])} for the step {first['swing']}."
    for row in result.consistency.to_dict("records"):
        if not math.isnan(row["value"]):
            yield f"{row['place']}: the {row['measure']}{_limit_said(row)}."
        if not row["fine"]:
            worst = result.triads.loc[result.triads["place"] == row["place"], "text"].tolist()
            yield f"The answers that disagree most: {worst[0]}."


def _limit_said(row: Mapping[Hashable, Any]) -> str:
    """Say how far answers agree, with which table that is measured, and whether that is within the customary limit."""
    table = f", by the random index {row['table']}," if row["table"] else ""
    said = f"{table} is {number(round(row['value'], 4))}"
    if math.isnan(row["limit"]):
        return said
    return f"{said}, {'within' if row['fine'] else 'above'} the customary {number(row['limit'])}"
