"""Assessments in tables: a score in one cell where a cell can say it, the rest in a row of its own."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from vendor_eval.files.layout import BELIEF, JUDGED
from vendor_eval.files.values import MOST_IN_CELL, number_text, read_range, same

__all__ = ["combined", "fields_of", "level_name", "levels_of", "read_score", "score_text"]

_ENDS = (("low", "high"), ("low", "likely", "high"))


def levels_of(criterion: Any) -> list[str]:
    """The names of a criterion's levels, from plain data that may be faulty."""
    scale = criterion.get("scale") if isinstance(criterion, dict) else None
    levels = scale.get("levels") if isinstance(scale, dict) else None
    return [name for name in levels if isinstance(name, str)] if isinstance(levels, dict) else []


def level_name(value: Any, levels: Collection[str]) -> Any:
    """Return the level that a cell names: a spreadsheet program may have made a number of one named 12."""
    if isinstance(value, str) or value is None:
        return value
    shown = str(value).upper() if isinstance(value, bool) else number_text(value)
    return shown if shown in levels else value


def read_score(value: Any, levels: Collection[str]) -> Any:
    """Read the value of a score's cell: ``900``, a level, ``unknown``, ``900 .. 950`` or ``900 .. 920 .. 950``.

    Examples
    --------
    >>> read_score("900 .. 950", [])
    {'low': 900, 'high': 950}
    >>> read_score("unclear .. audited", ["unclear", "audited"])
    {'low': 'unclear', 'high': 'audited'}
    """
    value = level_name(value, levels)
    if not isinstance(value, str) or value in levels:
        return value
    if levels:
        low, dots, high = value.partition("..")
        while dots:
            if low.strip() in levels and high.strip(" .") in levels:
                return {"low": low.strip(), "high": high.strip(" .")}
            more, dots, high = high.partition("..")
            low += f"..{more}"
        return value
    ends = read_range(value)
    return value if ends is None else dict(zip(_ENDS[len(ends) - 2], ends, strict=True))


def score_text(belief: Any, levels: Collection[str]) -> Any:
    """Return what a score's cell says of a belief, or None where only a row of fields can say it."""
    if not isinstance(belief, dict):
        written = belief
    elif set(belief) == {"value"}:
        written = belief["value"]
        belief = written
    elif tuple(sorted(belief, key=BELIEF.index)) in _ENDS:
        ends = [belief[name] for name in BELIEF if name in belief]
        written = " .. ".join(end if isinstance(end, str) else number_text(end) for end in ends)
    else:
        return None
    if not isinstance(written, str | int | float) or written == "" or len(str(written)) > MOST_IN_CELL:
        return None
    return written if same(read_score(written, levels), belief) else None


def fields_of(assessment: Any) -> dict[str, Any] | None:
    """Return a single score as fields, or None where it has fields that no column holds."""
    fields = assessment if isinstance(assessment, dict) else {"value": assessment}
    return fields if set(fields) <= {*BELIEF, *JUDGED} else None


def combined(score: Any, fields: dict[str, Any]) -> Any:
    """Join a score's cell (None where it is empty) and a row of fields; the fields' belief counts where both have one.

    Examples
    --------
    >>> combined(900, {"because": "a count"})
    {'value': 900, 'because': 'a count'}
    """
    belief = {name: fields[name] for name in BELIEF if name in fields}
    judged = {name: fields[name] for name in JUDGED if name in fields}
    if not belief and score is not None:
        belief = score if isinstance(score, dict) else {"value": score}
    if not judged and set(belief) == {"value"}:
        return belief["value"]
    return belief | judged or None
