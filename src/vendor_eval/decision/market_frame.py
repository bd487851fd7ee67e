"""Vendors from a table in memory."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

import numpy as np

from vendor_eval.decision.document import Decision
from vendor_eval.decision.from_table import check_frame
from vendor_eval.decision.market_cells import Raw
from vendor_eval.decision.market_faults import Places
from vendor_eval.decision.market_table import BATCH, DATES, TRUTHS, Table, TableReader
from vendor_eval.engine.arrays import Floats
from vendor_eval.errors import DecisionError, Fault, OptionError, cut, nearest

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["SOURCE", "from_frame"]

SOURCE = "the table"


def from_frame(frame: pd.DataFrame, decision: Decision, *, vendor: str | None, ignore: Collection[str]) -> Table:
    """Return what a data frame says of vendors; see ``Market.from_table``."""
    check_frame(frame)
    labels = _labels(frame)
    if vendor is not None and vendor not in labels:
        raise OptionError(f"vendor names '{cut(vendor)}', which is no column of the table.{nearest(vendor, labels)}")
    reader = TableReader(
        decision, labels, vendor=vendor, ignore=ignore, places=Places(SOURCE, labels, "row"), most=len(frame)
    )
    columns = {label: frame.iloc[:, labels.index(label)] for label in reader.labels.wanted}
    if vendor is None:
        columns[""] = frame.index.to_series()
    readable = {}
    for label, column in columns.items():
        problem = _problem(column)
        if problem:
            reader.refuse(label, problem)
        else:
            readable[label] = column
    for start in range(0, len(frame), BATCH):
        part = slice(start, start + BATCH)
        rows = np.arange(start, min(start + BATCH, len(frame))) + 1
        reader.add({label: _cells(column.iloc[part]) for label, column in readable.items()}, rows)
    return reader.table()


def _labels(frame: pd.DataFrame) -> list[str]:
    for axis, labels in (("columns", frame.columns), ("index", frame.index)):
        if labels.nlevels > 1:
            message = f"has {labels.nlevels} levels; a table has one name for each: join them into one text."
            raise DecisionError([Fault((axis,), message)])
    heads: list[object] = list(frame.columns)
    other = [head for head in heads if not isinstance(head, str)]
    if other:
        message = f"must name each column by a text, not {cut(repr(other[0]))}; write .columns.astype(str)."
        raise DecisionError([Fault(("columns",), message)])
    return [str(head) for head in heads]


def _problem(column: pd.Series[Any]) -> str:
    """Say why a column holds no performances; empty if it may."""
    import pandas as pd

    types = pd.api.types
    if types.is_bool_dtype(column.dtype):
        return TRUTHS
    dates = types.is_datetime64_any_dtype(column.dtype) or types.is_timedelta64_dtype(column.dtype)
    return DATES if dates or isinstance(column.dtype, pd.PeriodDtype) else ""


def _cells(column: pd.Series[Any]) -> Raw:
    """Return cells as numbers if all are, else as they stand, None where one is missing."""
    import pandas as pd

    types = pd.api.types
    whole = types.is_integer_dtype(column.dtype)
    if types.is_float_dtype(column.dtype) or (whole and column.hasnans):
        numbers: Floats = column.to_numpy(dtype=np.float64, na_value=np.nan)
        return numbers
    if whole:
        return column.to_numpy()  # keys may be such numbers, which must not become others on the way
    return [None if missing else cell for cell, missing in zip(column.astype(object), column.isna(), strict=True)]
