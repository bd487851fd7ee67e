"""The digest that tables carry, so that somebody can see whether they were changed since they were written."""

from __future__ import annotations

from pathlib import Path

from vendor_eval.files.cells import Sheet, TableDocument
from vendor_eval.files.csv_cells import read_csv
from vendor_eval.files.grid import Grid
from vendor_eval.files.layout import META
from vendor_eval.files.workbook import Workbook
from vendor_eval.files.write_csv import file_name

__all__ = ["written_digest"]


def written_digest(path: str | Path) -> str | None:
    """Return the digest of the decision that a workbook or a folder was written from; None where it carries none.

    It is equal to ``decision.digest`` of what is loaded as long as nobody changes what the tables say.

    Raises
    ------
    FileError
        If the file cannot be read.
    """
    sheet = _sheet(Path(path))
    if sheet is None:
        return None
    grid = Grid(TableDocument(str(path), {}), sheet, META.columns, ())
    found = (row.read("value", "text", ())[1] for row in grid.rows() if row.key("key", ()) == "digest")
    digest = next(found, None)
    return None if digest is None else str(digest)


def _sheet(path: Path) -> Sheet | None:
    if path.suffix.lower() == ".xlsx":
        book = Workbook(path)
        return book.sheet(META.name) if META.name in book.names else None
    file = path / file_name(META.name)
    return read_csv(file, META.name)[0] if file.is_file() else None
