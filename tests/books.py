"""Workbooks and folders of CSV files for tests, written with other programs' means than the library's own."""

import csv
import re
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl

from vendor_eval.files.cells import letters
from vendor_eval.files.formats import loads
from vendor_eval.files.tabulate import tabulated

__all__ = ["BASE", "base_sheets", "put", "rezip", "set_cell", "write_book", "write_folder"]

BASE = """\
vendor_eval: 1
title: AI partner
as_of: 2025-02-15
criteria:
  reach:
    name: Consumer reach
    unit: million users
    scale: {worst: 0, best: 1200, range: [0, 5000]}
    require: {at_least: 100}
  privacy:
    scale: {levels: {refuses: 0, unclear: 30, in contract: 70, audited: 100}}
    require: {at_least: unclear}
weights: {swing: {reach: 60, privacy: 100}}
vendors:
  alpha: {name: Alpha, cost: {low: 8, high: 11, currency: USD, evidence: [E1]}}
  beta: {name: Beta}
assessments:
  alpha:
    reach: {low: 900, high: 950, because: two counts, evidence: [E1]}
    privacy: unknown
  beta:
    reach: 34
    privacy: unclear
evidence:
  E1: {claim: many users, source: annual report, published: 2025-02-02, describes: 2024-12, kind: reported_fact}
scenarios:
  data only: {criteria: [reach]}
"""


def base_sheets():
    """Return the tables of the base decision as rows of values, by name."""
    tables = tabulated(loads(BASE).plain())
    return {table.name: [[column.label for column in table.columns], *table.rows] for table in tables}


def _index(cell):
    column, row = re.fullmatch(r"([A-Z]+)(\d+)", cell).groups()
    number = next(n for n in range(1, 20_000) if letters(n) == column)
    return int(row) - 1, number - 1


def put(sheets, place, value):
    """Set the value of a cell, named like ``Scores!C7``, adding rows and columns where needed."""
    name, _, cell = place.partition("!")
    rows, (row, column) = sheets[name], _index(cell)
    while len(rows) <= row:
        rows.append([])
    rows[row] += [None] * (column + 1 - len(rows[row]))
    rows[row][column] = value


def set_cell(sheet, row, column, value):
    """Write a value into an openpyxl sheet: texts stay texts, unless they are handed over as ``("formula", text)``."""
    cell = sheet.cell(row, column)
    if isinstance(value, tuple):
        cell.value = value[1]
    else:
        cell.value = value
        if isinstance(value, str) and value.startswith("="):
            cell.data_type = "s"


def write_book(path, sheets, change=None):
    """Write sheets with openpyxl, as another program would; ``change`` may alter the book before it is saved."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row, values in enumerate(rows, 1):
            for column, value in enumerate(values, 1):
                if value is not None:
                    set_cell(sheet, row, column, value)
    if change is not None:
        change(book)
    book.save(path)
    return path


def write_folder(folder, sheets):
    """Write sheets as CSV files, as another program would."""
    folder.mkdir(exist_ok=True)
    for name, rows in sheets.items():
        width = max(len(row) for row in rows)
        with (folder / f"{name.lower()}.csv").open("w", encoding="utf-8", newline="") as file:
            filled = [["" if value is None else value for value in row] + [""] * (width - len(row)) for row in rows]
            csv.writer(file, lineterminator="\n").writerows(filled)
    return folder


def rezip(source, target, parts, compression=ZIP_DEFLATED):
    """Copy a package with parts replaced, added or (None) left out."""
    with ZipFile(source) as old, ZipFile(target, "w", compression) as new:
        for entry in old.infolist():
            if entry.filename not in parts:
                new.writestr(entry.filename, old.read(entry))
        for name, content in parts.items():
            if content is not None:
                new.writestr(name, content)
    return Path(target)
