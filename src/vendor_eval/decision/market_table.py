"""A table of vendors, gathered batch by batch: keys, names, and what is known by criterion."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from vendor_eval.decision.document import Decision
from vendor_eval.decision.market_cells import Problem, Raw, Read, as_is, column_of, read_cells
from vendor_eval.decision.market_faults import Places, TableFaults
from vendor_eval.decision.market_keys import double_said, doubles, read_key, read_name
from vendor_eval.decision.market_labels import Labels
from vendor_eval.engine.arrays import Floats, Integers
from vendor_eval.engine.columns import Column

__all__ = ["BATCH", "DATES", "MOST_VENDORS", "NESTED", "TRUTHS", "Table", "TableReader"]

RANGE = ("rows", "low", "high", "likely")
BATCH = 16_384  # rows read at once
MOST_VENDORS = 10_000_000  # what lies beyond is a mistake or an attack: nobody has so many vendors

# What is said of a column that holds no performances at all.
TRUTHS = "holds truth values; write 0 and 1, or give the criterion levels and write their names."
DATES = "holds dates or times; turn them into numbers, such as days from a day that you state."
NESTED = "holds values with others inside them; a cell is one number, one level or empty."


class Table(NamedTuple):
    """What a table says: vendors, what is known of them by criterion, their rows, and their names."""

    vendors: tuple[str, ...]
    columns: dict[str, Column]
    rows: Integers
    names: tuple[str, ...]


class TableReader:
    """Reads a table batch by batch, and notes every fault.

    Parameters
    ----------
    decision
        What the table is about.
    labels
        The heads of its columns.
    vendor
        The column of the vendors' keys; None where the source gives them itself, under the label ``""``.
    ignore
        Columns to leave out.
    places
        Where rows and columns stand.
    most
        How many rows there are at most; room is made for them at once.
    read
        Reads the text of a cell.
    """

    def __init__(
        self,
        decision: Decision,
        labels: Sequence[str],
        *,
        vendor: str | None,
        ignore: Collection[str],
        places: Places,
        most: int,
        read: Read = as_is,
    ) -> None:
        self.decision, self.read, self.places = decision, read, places
        self.faults = TableFaults(places)
        self.labels = Labels.of(decision, labels, vendor=vendor, ignore=ignore)
        for label, message in self.labels.faults(decision, labels, vendor=vendor, ignore=ignore):
            self.faults.tell(None, label, message)
        self.own = self.labels.vendor or ""
        self._vendors: list[str] = []
        self._names: list[str] = []
        self._rows: list[Integers] = []
        self._count = 0
        self._exact = {key: np.empty(most) for key in self.labels.parts}
        self._ranges: dict[str, list[Column]] = {key: [] for key in self.labels.parts}

    def refuse(self, label: str, message: str) -> None:
        """Note that a whole column cannot be read."""
        self.faults.tell(None, label, message)

    def add(self, batch: Mapping[str, Raw], rows: Integers) -> None:
        """Read some rows.

        Parameters
        ----------
        batch
            The cells by column; a column that was refused may be left out.
        rows
            Where each row stands.
        """
        keys = self._keys(batch.get(self.own, ()), rows)
        if self.labels.name is not None:
            self._add_names(batch[self.labels.name], keys, rows)
        for key, parts in self.labels.parts.items():
            criterion = self.decision.criteria[key]
            cells = {part: read_cells(criterion, batch[at], self.read) for part, at in parts.items() if at in batch}
            piece, problems = column_of(criterion, cells, len(rows))
            self._exact[key][self._count : self._count + len(rows)] = piece.exact
            if len(piece.rows):
                self._ranges[key].append(replace(piece, rows=piece.rows + self._count))
            for problem in problems:
                self._tell(problem, key, keys, rows)
        self._rows.append(rows)
        self._count += len(rows)

    def _tell(self, problem: Problem, criterion: str, keys: Sequence[str], rows: Integers) -> None:
        parts = self.labels.parts[criterion]
        label = parts.get(problem.part, next(iter(parts.values())))
        if self.faults.full(label):
            self.faults.count(1)
        else:
            vendor = keys[problem.row] if problem.row < len(keys) else ""
            self.faults.tell(
                int(rows[problem.row]), label, problem.said(), (vendor, criterion) if vendor else (criterion,)
            )

    def _keys(self, cells: Sequence[Any] | Floats, rows: Integers) -> list[str]:
        keys = []
        for cell, row in zip(_listed(cells), rows.tolist(), strict=False):
            try:
                keys.append(read_key(cell))
            except ValueError as error:
                keys.append("")
                self.faults.tell(row, self.labels.vendor, str(error))
        self._vendors += keys
        return keys

    def _add_names(self, cells: Sequence[Any] | Floats, keys: Sequence[str], rows: Integers) -> None:
        for cell, key, row in zip(_listed(cells), keys, rows.tolist(), strict=False):
            try:
                self._names.append(read_name(cell))
            except ValueError as error:
                self.faults.tell(row, self.labels.name, str(error), (key,))

    def table(self) -> Table:
        """Return what the table says.

        Raises
        ------
        DecisionError
            With its faults.
        """
        rows = np.concatenate([np.empty(0, dtype=np.int64), *self._rows])
        if not len(rows) and not self.faults.kept:
            self.faults.tell(None, None, "The table holds no vendor: a row for each is needed.")
        self._look_for_doubles(rows)
        self.faults.refuse()
        columns = {key: _joined(exact[: self._count], self._ranges.pop(key)) for key, exact in self._exact.items()}
        return Table(tuple(self._vendors), columns, rows, tuple(self._names))

    def _look_for_doubles(self, rows: Integers) -> None:
        for row, earlier in doubles(self._vendors):
            if self._vendors[row]:
                said = double_said(self._vendors[row], self._vendors[earlier], self.places.row(int(rows[earlier])))
                self.faults.tell(int(rows[row]), self.labels.vendor, said)


def _listed(cells: Sequence[Any] | Floats) -> Sequence[Any]:
    return cells.tolist() if isinstance(cells, np.ndarray) else cells


def _joined(exact: Floats, ranges: Sequence[Column]) -> Column:
    """Return a column from what is known exactly and the ranges of each batch."""
    none = Column.blank(0)
    parts = [none, *ranges]
    return Column(exact, *(np.concatenate([getattr(part, name) for part in parts]) for name in RANGE))
