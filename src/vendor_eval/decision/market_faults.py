"""The faults of a table with very many rows: the first are kept, the others counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from vendor_eval.errors import MOST_FAULTS, DecisionError, Fault, Path, cut

__all__ = ["Places", "TableFaults"]

MOST_OF_A_COLUMN = 20  # so that a column which is wrong throughout does not hide the others


@dataclass(frozen=True)
class Places:
    """Where the rows and columns of a table stand.

    Parameters
    ----------
    file
        What the table is called.
    labels
        The heads of its columns.
    noun
        What a row is called: ``row``, or ``line`` of a file.
    """

    file: str
    labels: Sequence[str]
    noun: str

    def row(self, row: int) -> str:
        """Say which row it is.

        Examples
        --------
        >>> Places("vendors.csv", ["vendor"], "line").row(1200)
        'line 1,200'
        """
        return f"{self.noun} {row:,}"

    def mark(self, fault: Fault, row: int | None, label: str | None) -> Fault:
        """Return a fault with its place: a row, None for the head of the table, and a column, None for all of them."""
        parts = [*([] if row is None else [self.row(row)]), *([] if label is None else [f'column "{cut(label)}"'])]
        column = self.labels.index(label) + 1 if label in self.labels else None
        return fault.at(file=self.file, line=row, column=column, cell=", ".join(parts) or None)


class TableFaults:
    """What is wrong in a table: at most 20 faults of a column and 100 in all, and how many more there are."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.kept: list[Fault] = []
        self.more = 0
        self._of_column: Counter[str | None] = Counter()

    def full(self, label: str | None) -> bool:
        """Whether further faults of a column are only counted, so that nobody needs to put them into words."""
        return len(self.kept) >= MOST_FAULTS or self._of_column[label] >= MOST_OF_A_COLUMN

    def tell(self, row: int | None, label: str | None, message: str, path: Path = ()) -> None:
        """Note a fault."""
        if self.full(label):
            self.more += 1
            return
        self._of_column[label] += 1
        self.kept.append(self.places.mark(Fault(path, message), row, label))

    def count(self, more: int) -> None:
        """Note that there are more faults."""
        self.more += more

    def refuse(self) -> None:
        """Raise one error with all faults, if there are any."""
        if self.kept:
            raise DecisionError(sorted(self.kept, key=lambda one: (one.line or 0, one.column or 0)), more=self.more)
