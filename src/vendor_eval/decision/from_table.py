"""A decision from a table: vendors in rows, criteria in columns."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vendor_eval.decision.wording import found, joined
from vendor_eval.errors import DecisionError, Fault, OptionError, cut, nearest

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Columns", "check_frame", "plain_from_table"]

DIRECTIONS = ("min", "max")
MISSING = ("refuse", "unknown")


@dataclass(frozen=True)
class Columns:
    """What is said of the columns of a table; see ``Decision.from_table``."""

    objectives: Any
    weights: Any
    worst: Mapping[str, Any]
    best: Mapping[str, Any]
    require: Mapping[str, Any]
    evidence: Mapping[str, Any]
    missing: str

    @classmethod
    def said(
        cls, objectives: Any, weights: Any, worst: Any, best: Any, require: Any, evidence: Any, missing: str
    ) -> Columns:
        """Take the options as they were given; a series speaks of columns by its labels.

        Raises
        ------
        OptionError
            If an option is not of its kind.
        """
        if missing not in MISSING:
            raise OptionError.of("missing", missing, MISSING)
        stated = {"worst": worst, "best": best, "require": require, "evidence": evidence}
        mappings = {name: _mapping(name, option) for name, option in stated.items()}
        return cls(_by_label(objectives), _by_label(weights), **mappings, missing=missing)


def _by_label(option: Any) -> Any:
    """Return a series as a mapping by its labels, and anything else as it is."""
    return dict(option.items()) if type(option).__name__ == "Series" else option


def _mapping(name: str, option: Any) -> Mapping[str, Any]:
    given = {} if option is None else _by_label(option)
    if not isinstance(given, Mapping):
        by = "ids" if name == "evidence" else "columns"
        raise OptionError(f"{name} must be a mapping by {by}, as in a file, {found(given)}.")
    return given


def plain_from_table(frame: pd.DataFrame, said: Columns, *, title: str, as_of: Any) -> dict[str, Any]:
    """Return the plain data of a decision from a data frame.

    Raises
    ------
    OptionError
        If the table is no data frame, or an option does not fit it.
    DecisionError
        With everything that is wrong in the table.
    """
    check_frame(frame)
    _refuse(_label_faults(frame))
    directions = _directions(frame, said.objectives)
    for name in ("worst", "best", "require"):
        _check_names(name, getattr(said, name), directions)
    columns = _columns(frame, allowed=said.missing == "unknown")
    scales = {
        key: _scale(values, directions[key], said.worst.get(key), said.best.get(key)) for key, values in columns.items()
    }
    _refuse(fault for key, scale in scales.items() for fault in _scale_faults(key, directions[key], scale))
    return {
        "title": title,
        "as_of": datetime.date.today() if as_of is None else as_of,
        "criteria": {key: {"name": key, "scale": scales[key], "require": said.require.get(key, ())} for key in columns},
        "weights": _weights(said.weights, list(columns)),
        "vendors": {vendor: {"name": vendor} for vendor in frame.index},
        "assessments": {
            vendor: {key: _score(values[row], list(said.evidence)) for key, values in columns.items()}
            for row, vendor in enumerate(frame.index)
        },
        "evidence": dict(said.evidence),
    }


def _refuse(faults: Iterable[Fault]) -> None:
    found = list(faults)
    if found:
        raise DecisionError(found)


def check_frame(frame: object) -> None:
    """Refuse what is no data frame, and say how to make one of it."""
    import pandas as pd

    if isinstance(frame, pd.DataFrame):
        return
    kind = f"{type(frame).__module__.partition('.')[0]}.{type(frame).__name__}"
    advice = ""
    if isinstance(frame, pd.Series):
        advice = " Write frame.to_frame() for a table of one column, or frame.unstack() for one row a vendor."
    elif isinstance(getattr(frame, "data", None), pd.DataFrame):
        advice = " A styled table is for showing: pass its .data."
    elif hasattr(frame, "to_pandas"):
        advice = " Write frame.to_pandas(), and .set_index(...) with the column that names the vendors."
    elif isinstance(frame, Mapping):
        advice = " Write pandas.DataFrame(...).set_index(...) with the column that names the vendors."
    raise OptionError(
        f"frame must be a pandas DataFrame with a vendor a row and a criterion a column, not {kind}.{advice}"
    )


def _label_faults(frame: pd.DataFrame) -> Iterator[Fault]:
    """Check that rows and columns are named by texts, each once."""
    for axis, labels in (("index", frame.index), ("columns", frame.columns)):
        what = "vendor" if axis == "index" else "criterion"
        if labels.nlevels > 1:
            yield Fault(
                (axis,), f"has {labels.nlevels} levels; a table has one name a {what}: join them into one text."
            )
            continue
        if not len(labels):
            yield Fault((axis,), f"is empty: the table names no {what}.")
        other = [label for label in labels if not isinstance(label, str)]
        if other:
            column = "" if axis == "columns" else " Name the vendors with .set_index(...), or"
            message = f"must name each {what} by a text, not {cut(repr(other[0]))}.{column} write .{axis}.astype(str)."
            yield Fault((axis,), message)
        for label in dict.fromkeys(labels[labels.duplicated()]):
            yield Fault((axis,), f"names '{cut(str(label))}' more than once.")


def _directions(frame: pd.DataFrame, objectives: Any) -> dict[str, str]:
    """Return whether each criterion is better smaller or larger."""
    keys = list(frame.columns)
    if isinstance(objectives, Mapping):
        _check_names("objectives", objectives, keys)
        missing = [key for key in keys if key not in objectives]
        if missing:
            raise OptionError(f"objectives says nothing of {joined(missing)}; give each column 'min' or 'max'.")
        directions = {key: objectives[key] for key in keys}
    else:
        directions = _in_order("objectives", "'min' or 'max'", objectives, keys)
    for key, direction in directions.items():
        if not isinstance(direction, str) or direction not in DIRECTIONS:
            raise OptionError.of(f"the objective of '{key}'", direction, DIRECTIONS)
    return directions


def _in_order(option: str, what: str, given: Any, columns: list[str]) -> dict[str, Any]:
    """Give each column its entry of a list that goes by their order."""
    entries = list(given) if isinstance(given, Iterable) and not isinstance(given, str) else None
    if entries is None or len(entries) != len(columns):
        instead = repr(given)[:60] if entries is None else str(len(entries))
        raise OptionError(f"{option} must hold {what} for each of {len(columns)} columns, not {instead}.")
    return dict(zip(columns, entries, strict=True))


def _check_names(option: str, given: Iterable[str], columns: Iterable[str]) -> None:
    columns = list(columns)
    for name in given:
        if name not in columns:
            raise OptionError(
                f"{option} names '{cut(str(name))}', which is no column of the table.{nearest(name, columns)}"
            )


def _columns(frame: pd.DataFrame, *, allowed: bool) -> dict[str, list[float | None]]:
    """Return the numbers of each column, None where one is missing and that is allowed; refuse all else at once."""
    _refuse(fault for key in frame.columns for fault in _column_faults(key, frame[key], allowed=allowed))
    return {key: [None if _missing(value) else float(value) for value in frame[key]] for key in frame.columns}


def _column_faults(key: str, column: pd.Series[Any], *, allowed: bool) -> Iterator[Fault]:
    kind = _kind_fault(column)
    if kind:
        yield Fault((key,), kind)
        return
    for vendor, value in column.items():
        path = (str(vendor), key)
        if _missing(value):
            if not allowed:
                yield Fault(path, "is missing; give a number, or say missing='unknown' where nothing is known.")
        elif math.isinf(value):
            yield Fault(path, "is infinite; give a number.")


def _kind_fault(column: pd.Series[Any]) -> str:
    """Say why a column cannot hold performances; empty if it can."""
    import pandas as pd

    types = pd.api.types
    if types.is_bool_dtype(column.dtype):
        return "holds truth values; write 0 and 1 (.astype(int)), or give the criterion levels in a decision file."
    if types.is_numeric_dtype(column.dtype) and not types.is_complex_dtype(column.dtype):
        return ""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return "holds categories; give the criterion levels in a decision file, or numbers here."
    if types.is_datetime64_any_dtype(column.dtype) or types.is_timedelta64_dtype(column.dtype):
        return "holds dates; turn them into numbers, such as days from a day that you state."
    values = [value for value in column if not _missing(value)]
    first = values[0] if values else None
    if isinstance(first, str):
        return f"holds texts, such as '{cut(first)}'; turn them into numbers with pandas.to_numeric."
    shown = found(first).removeprefix("not ").removeprefix("but ") if values else "nothing but missing values"
    kind = f" ({type(first).__name__})" if values else ""
    return f"holds objects, such as {shown}{kind}; write .astype(float) if they are numbers."


def _missing(value: object) -> bool:
    import pandas as pd

    return value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value))


def _scale(values: list[float | None], direction: str, worst: float | None, best: float | None) -> dict[str, Any]:
    """Return the scale of a criterion; ends that are not stated are those of the vendors at hand, and marked so."""
    known = [value for value in values if value is not None]
    least, greatest = min(known, default=0.0), max(known, default=0.0)
    if direction == "min":
        least, greatest = greatest, least
    scale = {"worst": least if worst is None else worst, "best": greatest if best is None else best}
    return scale if worst is not None and best is not None else scale | {"anchors": "data"}


def _scale_faults(key: str, direction: str, scale: Mapping[str, Any]) -> Iterator[Fault]:
    worst, best = scale["worst"], scale["best"]
    if not all(isinstance(end, int | float) and not isinstance(end, bool) for end in (worst, best)):
        return  # the decision says what is wrong with them
    if worst == best:
        yield Fault((key,), "has nothing that tells worst from best: its numbers do not differ; state both.")
    elif (best > worst) != (direction == "max"):
        larger = "larger" if best > worst else "smaller"
        message = (
            f"goes from worst {worst:g} to best {best:g}, where {larger} is better, but its objective is {direction}."
        )
        yield Fault((key,), message)


def _weights(weights: Any, columns: list[str]) -> Any:
    """Return weights as a file holds them: equal ones, amounts by column or in order, or anything a file may hold."""
    if isinstance(weights, str) and weights == "equal":
        return {
            "direct": dict.fromkeys(columns, 1),
            "normalise": True,
            "because": "Equal because nobody has weighed the criteria yet.",
        }
    if isinstance(weights, Mapping) and set(weights) & set(columns):
        return {"direct": dict(weights), "normalise": True}
    if isinstance(weights, str) and weights != "any":
        raise OptionError.of("weights", weights, ("equal", "any"))
    if isinstance(weights, list | tuple) or type(weights).__name__ == "ndarray":
        return {"direct": _in_order("weights", "an amount", weights, columns), "normalise": True}
    return weights


def _score(value: float | None, evidence: list[str]) -> Any:
    score = "unknown" if value is None else value
    return {"value": score, "evidence": evidence} if evidence else score
