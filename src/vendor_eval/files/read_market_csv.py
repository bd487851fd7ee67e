"""Vendors from a CSV file, batch by batch."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.document import Decision
from vendor_eval.decision.market_cells import Raw
from vendor_eval.decision.market_faults import Places
from vendor_eval.decision.market_table import BATCH, MOST_VENDORS, Table, TableReader
from vendor_eval.decision.scales import LevelScale
from vendor_eval.errors import FileError, cut
from vendor_eval.files.assemble_scores import is_summary
from vendor_eval.files.cells import Cell
from vendor_eval.files.csv_cells import broken_csv, check_separator, not_utf8
from vendor_eval.files.scalars import NUMBER
from vendor_eval.files.score_numbers import read_cell
from vendor_eval.files.scores import read_score
from vendor_eval.files.text import check_readable, reason
from vendor_eval.files.values import parsed

__all__ = ["read_csv_table"]

Row = tuple[int, list[str]]

_NUMBERS = re.compile(rf"(?:{NUMBER.pattern})?(?:\n(?:{NUMBER.pattern})?)*", re.ASCII)


def read_csv_table(path: Path, decision: Decision, *, vendor: str, ignore: Collection[str], decimal: str) -> Table:
    """Return what a CSV file says of vendors; see ``read_market``."""
    check_readable(path)
    separator = ";" if decimal == "," else ","
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = _rows(file, path, separator)
            _, labels = next(rows, (1, []))
            if labels:
                check_separator(path, labels, separator)
            reader = TableReader(
                decision,
                labels,
                vendor=vendor,
                ignore=ignore,
                places=Places(str(path), labels, "line"),
                most=_most_rows(path),
                read=partial(_read_text, decimal=decimal),
            )
            return _read(rows, reader, decimal)
    except UnicodeDecodeError:
        raise FileError(_said_not_utf8(path)) from None
    except OSError as error:
        raise FileError(f"{path} cannot be read: {reason(error)}.") from None


def _most_rows(path: Path) -> int:
    """Count the lines of a file: it has no more rows than these."""
    lines = 1
    with path.open("rb") as file:
        for part in iter(partial(file.read, 1 << 20), b""):
            lines += part.count(b"\n") + part.count(b"\r") - part.count(b"\r\n")
    if lines > MOST_VENDORS:
        raise FileError(f"{path} has {lines:,} lines; at most {MOST_VENDORS:,} are read.")
    return lines


def _rows(file: Iterator[str], path: Path, separator: str) -> Iterator[Row]:
    """Yield each row that is not blank, with the line on which it starts."""
    kept: list[str] = []  # the lines of the row that is being read, for what may be wrong with it

    def lines() -> Iterator[str]:
        for line in file:
            kept.append(line)
            yield line

    reader = csv.reader(lines(), delimiter=separator, strict=True)
    line = 1
    while True:
        kept.clear()
        try:
            cells = next(reader, None)
        except csv.Error as error:
            text = "\n" * (line - 1) + "".join(kept)
            raise FileError(broken_csv(text, path, line, reader.line_num, str(error))) from None
        if cells is None:
            return
        if any(cells):
            yield line, cells
        line = reader.line_num + 1


def _read(rows: Iterator[Row], reader: TableReader, decimal: str) -> Table:
    """Read all rows below the head."""
    while some := list(islice(rows, BATCH)):
        sound = [row for row in some if _is_sound(row, reader)]
        if sound:
            columns = dict(zip(reader.places.labels, zip(*(cells for _, cells in sound), strict=True), strict=True))
            batch = {label: _cells(columns[label], label, reader, decimal) for label in reader.labels.wanted}
            reader.add(batch, np.array([line for line, _ in sound], dtype=np.int64))
    return reader.table()


def _is_sound(row: Row, reader: TableReader) -> bool:
    """Whether a row has as many cells as the head, and is no row of totals; else note what is wrong."""
    line, cells = row
    labels = reader.places.labels
    if len(cells) != len(labels):
        last = f"; the last are {', '.join(map(repr, cells[len(labels) :][:5]))}" if len(cells) > len(labels) else ""
        reader.faults.tell(line, None, f"has {len(cells)} cells where the head has {len(labels)}{last}.")
        return False
    vendor = cells[labels.index(reader.labels.vendor)] if reader.labels.vendor is not None else ""
    if is_summary(vendor):
        reader.faults.tell(line, reader.labels.vendor, f"'{cut(vendor)}' is a row of totals, not a vendor; delete it.")
        return False
    return True


def _cells(texts: Sequence[str], label: str, reader: TableReader, decimal: str) -> Raw:
    """Return the texts of a column as numbers if all are, else as they stand."""
    if label in (reader.labels.vendor, reader.labels.name):
        return [parsed(Cell(0, 0, "raw", text), "text")[0] if text.startswith("'") else text for text in texts]
    lines = "\n".join(texts)
    if decimal == ",":
        lines = lines.replace(".", " ").replace(",", ".")  # a point groups thousands there: not so simple
    if lines.count("\n") == len(texts) - 1 and _NUMBERS.fullmatch(lines):
        return np.array([float(text) if text else np.nan for text in lines.split("\n")])
    return texts


def _read_text(text: str, criterion: Criterion, *, decimal: str) -> tuple[Any, str | None]:
    """Read a cell as any score sheet has it: a number, a level, ``unknown`` or a range."""
    cell = Cell(0, 0, "raw", text)
    if not isinstance(criterion.scale, LevelScale):
        return read_cell(cell, decimal=decimal, unit=criterion.unit)
    value, problem = parsed(cell, "scalar")
    return (value if problem else read_score(value, criterion.scale.levels)), problem


def _said_not_utf8(path: Path) -> str:
    """Say where a file is no UTF-8 text."""
    with path.open("rb") as file:
        utf_16 = file.read(2) in (b"\xff\xfe", b"\xfe\xff")
        file.seek(0)
        for number, line in enumerate(file, 1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError as error:
                return not_utf8(path, number, error.start + 1, line[error.start], utf_16=utf_16)
    return f"{path} is not UTF-8 text: it ends in the middle of a character."
