"""Folders of CSV files, one a table: read together, and written whole or not at all."""

from __future__ import annotations

import contextlib
import secrets
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from vendor_eval.errors import FileError
from vendor_eval.files import layout
from vendor_eval.files.assemble import assemble
from vendor_eval.files.cells import Sheet, TableDocument
from vendor_eval.files.csv_cells import read_csv
from vendor_eval.files.layout import Table
from vendor_eval.files.text import reason
from vendor_eval.files.write_csv import csv_text, file_name

__all__ = ["read_folder", "write_folder"]

_MOST_FILES = 1_000


def _table_of(name: str) -> str | None:
    """Return the table whose file has a name: ``Evidence 2`` for ``evidence 2.csv``."""
    stem, _, ending = name.lower().rpartition(".")
    if ending != "csv":
        return None
    for kind in layout.ALL:
        bare = kind.name.lower()
        if stem == bare or (stem.startswith(f"{bare} ") and stem[len(bare) + 1 :].isdecimal()):
            return kind.name + stem[len(bare) :]
    return None


def _entries(path: Path) -> list[str]:
    try:
        names = sorted(entry.name for entry in path.iterdir())
    except OSError as error:
        raise FileError(f"{path} cannot be read: {reason(error)}.") from None
    return names[:_MOST_FILES]


def read_folder(path: Path) -> TableDocument:
    """Read a folder of CSV files as a decision; what is wrong with their form is kept in ``faults``.

    Raises
    ------
    FileError
        If a file cannot be read at all.
    """
    names = _entries(path)
    found = {table: name for name in names if (table := _table_of(name)) is not None}
    if not found:
        raise FileError(
            f"{path} is a folder without a table of a decision; it should hold decision.csv, criteria.csv, ..."
        )
    order = [kind.name for kind in layout.ALL]
    sheets: dict[str, Sheet] = {}
    faults = []
    for table in sorted(found, key=lambda table: (order.index(table.rstrip("0123456789 ")), len(table), table)):
        sheets[table], more = read_csv(path / found[table], table)
        faults += more
    others = [Path(name).stem for name in names if name.lower().endswith(".csv") and name not in found.values()]
    document = assemble(str(path), sheets, others=others, kind="file")
    document.faults += faults
    return document


def write_folder(path: Path, tables: Sequence[Table]) -> None:
    """Write tables into a folder, one a file: all of them, or none where one cannot be written.

    Files of an earlier decision in the same folder are replaced or removed; other files are left alone.

    Raises
    ------
    FileError
        If the folder cannot be written, or is one that holds something else.
    """
    texts = {file_name(table.name): csv_text(table) for table in tables}
    try:
        if path.exists() and not path.is_dir():
            raise FileError(f"{path} cannot be written as a folder: there is a file of that name.")
        if path.exists():
            _replace_files(path, texts)
        else:
            _make_folder(path, texts)
    except (OSError, ValueError) as error:
        raise FileError(f"{path} cannot be written: {reason(error)}.") from None


def _make_folder(path: Path, texts: Mapping[str, str]) -> None:
    target = path.absolute()
    if not target.parent.is_dir():
        raise FileError(f"{path} cannot be written: there is no folder {target.parent}.")
    draft = target.with_name(f".{secrets.token_hex(8)}.draft")
    try:
        draft.mkdir()
        for name, text in texts.items():
            (draft / name).write_bytes(text.encode())
        draft.rename(target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _replace_files(path: Path, texts: Mapping[str, str]) -> None:
    names = _entries(path)
    ours = [name for name in names if _table_of(name) is not None]
    if names and "Decision" not in map(_table_of, ours):
        raise FileError(f"{path} holds other files and no decision; name a new folder, or an empty one.")
    mark = secrets.token_hex(8)
    drafts = {path / f".{mark}.{name}": path / name for name in texts}
    kept = {path / f".{mark}.old.{name}": path / name for name in ours}
    placed: list[Path] = []
    try:
        for draft, target in drafts.items():
            draft.write_bytes(texts[target.name].encode())
        for old, target in kept.items():
            target.rename(old)
        for draft, target in drafts.items():
            draft.replace(target)
            placed.append(target)
    except OSError:
        # Back to how it was: what is new goes, what was there returns.
        for target in placed:
            target.unlink(missing_ok=True)
        for old, target in kept.items():
            if old.exists():
                old.replace(target)
        raise
    finally:
        for draft in drafts:
            draft.unlink(missing_ok=True)
    for old in kept:
        with contextlib.suppress(OSError):
            old.unlink()
