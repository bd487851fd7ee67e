"""Loading and saving decisions, by the ending of the file's name."""

from __future__ import annotations

import json
import os
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from vendor_eval.decision.document import Decision
from vendor_eval.decision.noun import FROM_FILE
from vendor_eval.errors import DecisionError, FileError, listed, nearest
from vendor_eval.files.folders import read_folder, write_folder
from vendor_eval.files.guides import decision_workbook
from vendor_eval.files.places import Document, unreadable
from vendor_eval.files.read_json import read_json
from vendor_eval.files.read_workbook import read_workbook
from vendor_eval.files.read_yaml import read_yaml
from vendor_eval.files.tabulate import tabulated
from vendor_eval.files.text import read_text, write_bytes
from vendor_eval.files.write_yaml import write_yaml

__all__ = ["load", "loads", "save"]

T = TypeVar("T")


def write_json(data: Any) -> str:
    """Return plain data as indented JSON text, ending in a newline."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


_READERS: dict[str, Callable[[str, str], Document]] = {".yaml": read_yaml, ".yml": read_yaml, ".json": read_json}
_WRITERS: dict[str, Callable[[Any], str]] = {".yaml": write_yaml, ".yml": write_yaml, ".json": write_json}

# Endings of other programs' files, and what to do with them.
_AS_XLSX = "open it in Excel, LibreOffice or Google Sheets and save it as an Excel workbook (.xlsx)"
_FOREIGN = dict.fromkeys([".xls", ".xlsm", ".xlsb", ".xltx", ".ods", ".numbers"], _AS_XLSX)


def load(path: str | Path, *, strict: bool = False) -> Decision:
    """Read a decision from a YAML or JSON file, an Excel workbook, or a folder of CSV files.

    Parameters
    ----------
    path
        A file whose name ends in ``.yaml``, ``.yml``, ``.json`` or ``.xlsx``, or a folder of CSV files.
    strict
        Whether hidden rows and columns of a workbook are faults; else they are read, with a warning.

    Raises
    ------
    DecisionError
        If the decision has faults: all of them, each with file, line and column, or with its cell.
    FileError
        If the file cannot be read or its ending is not known.
    """
    document = _document(Path(path))
    if strict:
        document.faults += document.remarks
    decision = _checked(document)
    if not strict:
        for remark in document.remarks:
            warnings.warn(str(remark), UserWarning, stacklevel=2)
    return decision


def _document(path: Path) -> Document:
    """Return what a file or a folder holds, as plain data with their places."""
    if path.is_dir() and path.suffix.lower() not in (*_READERS, ".xlsx"):
        return read_folder(path)
    if path.suffix.lower() == ".xlsx":
        return read_workbook(path)
    if path.suffix.lower() == ".csv" and path.is_file():
        raise FileError(
            f"{path} is one CSV file, and a decision is a folder of them: name the folder. A table with vendors in "
            "rows and criteria in columns is read by read_score_sheet."
        )
    reader = _known_ending(path, _READERS)
    return _parsed(read_text(path), str(path), reader)


def loads(text: str, *, name: str = "decision.yaml") -> Decision:
    """Read a decision from a text; the ending of ``name`` says whether it is YAML or JSON.

    Raises
    ------
    DecisionError
        If the decision has faults: all of them, each with its place in the text.
    FileError
        If the ending is not known.

    Examples
    --------
    >>> loads("title: Phones")
    Traceback (most recent call last):
    vendor_eval.errors.DecisionError: The decision has 5 faults:
      decision.yaml:1:1 as_of: is required, but not given.
      decision.yaml:1:1 criteria: is required, but not given.
      decision.yaml:1:1 weights: is required, but not given.
      decision.yaml:1:1 vendors: is required, but not given.
      decision.yaml:1:1 assessments: is required, but not given.
    """
    return _checked(_parsed(text, name, _known_ending(Path(name), _READERS, others="")))


def save(decision: Decision, path: str | Path) -> Path:
    """Write a decision to a file or a folder, whole or not at all, and return the path.

    Parameters
    ----------
    decision
        The decision.
    path
        A file ending in ``.yaml``, ``.yml``, ``.json`` or ``.xlsx``. A folder that exists, a name that ends in a slash
        and a name that ends in ``.csv`` mean a folder of CSV files, which is made where there is none. A file of that
        name is never turned into a folder.

    Raises
    ------
    FileError
        If the file or folder cannot be written, its ending is not known, or it cannot hold so large a decision.
    """
    is_folder = str(path).endswith(("/", os.sep))
    path = Path(path)
    ending = path.suffix.lower()
    if is_folder or ending == ".csv" or (path.is_dir() and ending not in (*_WRITERS, ".xlsx")):
        write_folder(path, tabulated(decision.plain(), digest=decision.digest))
        return path
    if ending == ".xlsx":
        write_bytes(path, decision_workbook(decision.plain(), digest=decision.digest))
        return path
    if ending in _FOREIGN:
        raise FileError(f"{path} has the ending '{path.suffix}', which is not written: write an Excel workbook, .xlsx.")
    writer = _known_ending(path, _WRITERS)
    write_bytes(path, writer(decision.plain()).encode())
    return path


def _known_ending(path: Path, known: Mapping[str, T], others: str = " and '.xlsx', and folders of CSV files") -> T:
    ending = path.suffix.lower()
    if ending in known:
        return known[ending]
    if ending in _FOREIGN:
        raise FileError(f"{path} has the ending '{path.suffix}', which is not read: {_FOREIGN[ending]}.")
    what = f"has the ending '{path.suffix}'" if path.suffix else "has no ending"
    meant = nearest(ending, [*known, ".xlsx"] if others else known)
    raise FileError(f"{path} {what}, so its format is not known; known are {listed(known)}{others}.{meant}")


def _parsed(text: str, name: str, reader: Callable[[str, str], Document]) -> Document:
    document = Document(name)
    # A byte order mark says how a file is encoded; it is no part of the text.
    text = text.removeprefix("\ufeff")
    if unreadable(text, document):
        raise document.error()
    document = reader(text, name)
    if document.data is None:
        if not document.faults:
            document.add((), (1, 1), f"is empty; a decision needs at least {', '.join(_REQUIRED)}.")
        raise document.error()
    return document


def _checked(document: Document) -> Decision:
    """Return the decision that a file holds, or raise the faults of its form and of its content together."""
    try:
        decision = Decision.model_validate(document.data, context=FROM_FILE)
    except DecisionError as error:
        raise document.error(error.faults) from None
    if document.faults:
        raise document.error()
    return decision


_REQUIRED = [name for name, field in Decision.model_fields.items() if field.is_required()]
