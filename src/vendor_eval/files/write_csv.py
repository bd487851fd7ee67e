"""Writing tables as CSV texts that no spreadsheet program computes and that read back exactly."""

from __future__ import annotations

import csv
import io
from typing import Any

from vendor_eval.files.layout import Column, Table
from vendor_eval.files.values import guarded, number_text

__all__ = ["csv_text", "file_name"]


def file_name(table: str) -> str:
    """Return the name of a table's file in a folder: ``scores.csv``."""
    return f"{table.lower()}.csv"


def csv_text(table: Table) -> str:
    """Return a table as CSV text."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow([guarded(column.label, typed=False) for column in table.columns])
    writer.writerows(
        [_field(value, column) for value, column in zip(row, table.columns, strict=True)] for row in table.rows
    )
    return written.getvalue()


def _field(value: Any, column: Column) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return guarded(value, typed=column.kind in ("scalar", "pair"))
    return number_text(value)
