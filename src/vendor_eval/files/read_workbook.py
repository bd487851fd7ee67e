"""Reading a workbook as a decision."""

from __future__ import annotations

from pathlib import Path

from vendor_eval.files import layout
from vendor_eval.files.assemble import assemble
from vendor_eval.files.cells import TableDocument
from vendor_eval.files.workbook import Workbook

__all__ = ["read_workbook"]


def read_workbook(path: Path) -> TableDocument:
    """Read an Excel workbook as a decision; what is wrong with the form of its tables is kept in ``faults``.

    Sheets that are no tables of a decision are the user's own and are not looked at.

    Raises
    ------
    FileError
        If it cannot be opened as a workbook, or is made to do harm.
    """
    book = Workbook(path)
    known = [name for name in book.names if _is_table(name)]
    others = [name for name in book.names if name not in known]
    return assemble(str(path), {name: book.sheet(name) for name in known}, others=others)


def _is_table(name: str) -> bool:
    return any(
        name == kind.name or (name.startswith(f"{kind.name} ") and name[len(kind.name) + 1 :].isdecimal())
        for kind in layout.ALL
    )
