"""Ordinary score sheets as decisions: vendors in rows, criteria in columns."""

from __future__ import annotations

import warnings
from datetime import date
from pathlib import Path

from vendor_eval.decision.document import Decision
from vendor_eval.errors import DecisionError, FileError, OptionError, listed, nearest
from vendor_eval.files.cells import Sheet, TableDocument
from vendor_eval.files.csv_cells import read_csv
from vendor_eval.files.score_table import ScoreTable
from vendor_eval.files.workbook import Workbook

__all__ = ["read_score_sheet"]


def read_score_sheet(
    path: str | Path,
    *,
    sheet: str | None = None,
    decimal: str = ".",
    normalise: bool = False,
    title: str | None = None,
    as_of: str | date | None = None,
) -> Decision:
    """Read an ordinary score sheet, a workbook or a CSV file, as a decision.

    The first row with two filled cells holds the criteria, the first column the vendors. A row named ``weight`` and a
    row named ``direction`` are taken as such; without weights any weights are allowed, without directions more is
    better. The worst and the best of each column become the ends of its scale, which says so.

    Parameters
    ----------
    sheet
        The sheet of a workbook; it may be left out where there is only one.
    decimal
        The decimal sign of numbers that are texts, ``.`` or ``,``. With a comma, a CSV file has ``;`` between cells.
    normalise
        Whether weights that do not sum to 1 (or to 100) are scaled to do so.
    title, as_of
        The decision's title, else the file's name; and its day, else today.

    Raises
    ------
    DecisionError
        With every fault and its cell.
    FileError
        If the file cannot be read.
    OptionError
        If ``decimal`` is neither a point nor a comma.
    """
    table = _table(Path(path), sheet, decimal)
    plain = table.plain(normalise=normalise)
    day = as_of if as_of is not None else date.today()
    decision = _decided(table.document, {"title": title or Path(path).stem, "as_of": str(day)} | plain)
    for remark in table.document.remarks:
        warnings.warn(str(remark), UserWarning, stacklevel=2)
    return decision


def _table(path: Path, sheet: str | None, decimal: str) -> ScoreTable:
    if decimal not in (".", ","):
        raise OptionError.of("decimal", decimal, [".", ","])
    document = TableDocument(str(path), {})
    found = _find_sheet(path, sheet, decimal, document)
    document.order[found.file, "" if found.is_csv else found.name] = 0
    table = ScoreTable(document, found, decimal)
    table.read()
    return table


def _decided(document: TableDocument, plain: object) -> Decision:
    if document.faults:
        raise document.error()
    try:
        return Decision.model_validate(plain)
    except DecisionError as error:
        raise document.error(error.faults) from None


def _find_sheet(path: Path, name: str | None, decimal: str, document: TableDocument) -> Sheet:
    if path.suffix.lower() == ".csv":
        found, faults = read_csv(path, path.stem, separator=";" if decimal == "," else ",")
        document.faults += faults
        return found
    if path.suffix.lower() != ".xlsx":
        raise FileError(f"{path} is neither an Excel workbook (.xlsx) nor a CSV file (.csv).")
    book = Workbook(path)
    visible = [one for one in book.names if not book.is_hidden(one)]
    if name is None and len(visible) != 1:
        raise FileError(f"{path} has the sheets {listed(visible)}: the option `sheet` says which one holds the scores.")
    name = visible[0] if name is None else name
    if name not in book.names:
        there = f"the sheets are {listed(book.names)}"
        raise FileError(f"{path} has no sheet '{name}'; {there}.{nearest(name, book.names)}")
    return book.sheet(name)
