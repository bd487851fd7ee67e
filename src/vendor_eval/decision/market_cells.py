"""The cells of a table of vendors: from what stands in the columns of one criterion to numbers."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from pydantic import TypeAdapter, ValidationError

from vendor_eval.decision.beliefs import AnyBelief, Exact, Interval, Triangular
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.faults import message_of
from vendor_eval.decision.fit import misfits
from vendor_eval.decision.numbers import LARGEST, Number, tidy
from vendor_eval.decision.scales import LevelScale, Scale
from vendor_eval.engine.arrays import Bools, Floats
from vendor_eval.engine.columns import Column
from vendor_eval.errors import DecisionError

__all__ = ["Cells", "Problem", "Raw", "Read", "as_is", "column_of", "read_cells"]

Raw = Floats | Sequence[Any]
"""The cells of a column: numbers, missing where they are empty, or anything, None where they are empty."""

Read = Callable[[str, Criterion], tuple[Any, str | None]]
"""Reads a text as a number, a level's name, ``unknown`` or a mapping of low, likely and high, or says what is wrong."""

ENDS = ("low", "likely", "high")

_NUMBER: TypeAdapter[float] = TypeAdapter(Number)


class Problem(NamedTuple):
    """What is wrong with one part of a criterion in one row; put into words only when somebody asks."""

    row: int
    part: str
    said: Callable[[], str]


@dataclass(slots=True)
class Cells:
    """What the cells of a column say: numbers or indices of levels, missing where nothing is known.

    ``ranges`` are the cells that hold a range, ``problems`` what is wrong with a cell; both by row.
    """

    values: Floats
    ranges: dict[int, dict[str, float]] = field(default_factory=dict)
    problems: dict[int, str] = field(default_factory=dict)


def as_is(text: str, _: Criterion) -> tuple[Any, str | None]:
    """Take a text for what it is: the name of a level or ``unknown``, and never a number."""
    return text, None


def read_cells(criterion: Criterion, raw: Raw, read: Read = as_is) -> Cells:
    """Read the cells of one column."""
    index = _index(criterion)
    if not index and isinstance(raw, np.ndarray):
        return Cells(raw)
    cells = Cells(np.full(len(raw), np.nan))
    for row, cell in enumerate(raw.tolist() if isinstance(raw, np.ndarray) else raw):
        if isinstance(cell, str) and cell in index:
            cells.values[row] = index[cell]
        elif cell is not None and cell != "" and not (isinstance(cell, float) and math.isnan(cell)):
            try:
                found = _read(cell, criterion, index, read)
            except ValueError as error:
                cells.problems[row] = str(error)
                continue
            if isinstance(found, dict):
                cells.ranges[row] = found
            else:
                cells.values[row] = found
    return cells


def _index(criterion: Criterion) -> dict[str, float]:
    """Return the number of each level, from the least valued, from 0; empty for a scale of numbers."""
    scale = criterion.scale
    return {level: float(place) for place, level in enumerate(scale.ordered)} if isinstance(scale, LevelScale) else {}


def _read(cell: Any, criterion: Criterion, index: Mapping[str, float], read: Read) -> float | dict[str, float]:
    """Return what a cell that is not empty says, as a number or a range of numbers; else raise what is wrong."""
    if isinstance(cell, str):
        cell, problem = read(cell, criterion)
        if problem is not None:
            raise ValueError(problem)
        if cell == "unknown":
            return math.nan
    if isinstance(cell, dict):
        return {end: _number(one, criterion, index) for end, one in cell.items()}
    return _number(cell, criterion, index)


def _number(value: Any, criterion: Criterion, index: Mapping[str, float]) -> float:
    """Return a number, or the index of a level; a spreadsheet or a database may have made a number of its name."""
    text = isinstance(value, str)
    if not index and not (text and criterion.scale):
        try:
            return _NUMBER.validate_python(value)
        except ValidationError as error:
            raise ValueError(message_of(error.errors(include_url=False)[0])) from None
    name = value if text or isinstance(value, bool) else str(tidy(float(value)))
    if name in index:
        return index[name]
    raise ValueError(_said(criterion, lambda: Exact(value=value if text else float(value))))


def _said(criterion: Criterion, belief: Callable[[], AnyBelief]) -> str:
    """Say what is wrong with a belief, in itself or on its criterion's scale, as of any decision; empty if nothing."""
    try:
        found = belief()
    except DecisionError as error:
        return error.faults[0].message
    return next((message for _, message in misfits(criterion, found)), "")


def column_of(criterion: Criterion, parts: Mapping[str, Cells], size: int) -> tuple[Column, list[Problem]]:
    """Put the columns of one criterion together: in each row an exact performance, a range or nothing.

    Parameters
    ----------
    parts
        The cells of ``value``, ``low``, ``likely`` and ``high``, as far as there are such columns.
    size
        The number of rows.
    """
    found = {part: np.full(size, np.nan) for part in ("value", *ENDS)}
    problems = []
    for part, cells in parts.items():
        found[part][:] = cells.values
        problems += [Problem(row, part, partial(str, text)) for row, text in cells.problems.items()]
        for row, ends in cells.ranges.items():
            if part != "value":
                problems.append(Problem(row, part, partial(str, "is one end of a range, and holds a range itself.")))
            for end, number in ends.items():
                found[end][row] = number
    problems += [one for part in found for one in _strange(criterion, part, found[part])]
    wrong = np.zeros(size, dtype=np.bool_)
    wrong[[one.row for one in problems]] = True
    ranged = np.isfinite([found[end] for end in ENDS]).any(axis=0)
    unfit = ranged & ~wrong & ~_fit(**found)
    problems += [_unfit(criterion, row, {part: found[part][row].item() for part in found}) for row in _rows(unfit)]
    point = ranged & (found["low"] == found["high"])
    rows = np.flatnonzero(ranged & ~wrong & ~unfit & ~point)
    exact = np.where(point, found["low"], found["value"])
    return Column(exact, rows, *(found[end][rows] for end in ("low", "high", "likely"))), problems


def _rows(mask: Bools) -> list[int]:
    rows: list[int] = np.flatnonzero(mask).tolist()
    return rows


def _strange(criterion: Criterion, part: str, numbers: Floats) -> list[Problem]:
    """Find the numbers that are infinite, too large, or impossible on the scale."""
    if isinstance(criterion.scale, LevelScale):
        return []
    least, greatest = -LARGEST, LARGEST
    if isinstance(criterion.scale, Scale) and criterion.scale.range is not None:
        least, greatest = criterion.scale.range
    outside = (numbers < least) | (numbers > greatest)
    return [Problem(row, part, partial(_strange_said, criterion, numbers[row].item())) for row in _rows(outside)]


def _strange_said(criterion: Criterion, number: float) -> str:
    try:
        _NUMBER.validate_python(number)
    except ValidationError as error:
        return message_of(error.errors(include_url=False)[0])
    return _said(criterion, lambda: Exact(value=number))


def _fit(value: Floats, low: Floats, likely: Floats, high: Floats) -> Bools:
    """Whether a range has both ends, in order, with what is likeliest between them and no value beside it."""
    between = np.isnan(likely) | ((low <= likely) & (likely <= high))
    fit: Bools = np.isnan(value) & (low <= high) & between
    return fit


def _unfit(criterion: Criterion, row: int, found: Mapping[str, float]) -> Problem:
    """Say why a range does not fit."""
    missing = [end for end in ("low", "high") if math.isnan(found[end])]
    if not math.isnan(found["value"]):
        text = "stands beside a range; leave one of them empty, or make it the likeliest performance in the range."
        return Problem(row, "value", partial(str, text))
    if missing:
        there = next(end for end in ENDS if not math.isnan(found[end]))
        return Problem(row, missing[0], partial(str, f"is empty, but '{there}' of the same range is not."))
    if math.isnan(found["likely"]):
        levels = criterion.scale.ordered if isinstance(criterion.scale, LevelScale) else None
        low, high = (levels[int(found[end])] if levels else found[end] for end in ("low", "high"))
        return Problem(row, "low", partial(_said, criterion, lambda: Interval(low=low, high=high)))
    return Problem(
        row,
        "likely",
        partial(_said, criterion, lambda: Triangular(low=found["low"], likely=found["likely"], high=found["high"])),
    )
