"""Loading and saving decisions, by the ending of the file's name."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from vendor_eval.decision.document import Decision
from vendor_eval.errors import DecisionError, FileError, listed, nearest
from vendor_eval.files.places import Document, unreadable
from vendor_eval.files.read_json import read_json
from vendor_eval.files.read_yaml import read_yaml
from vendor_eval.files.text import read_text, write_bytes
from vendor_eval.files.write_yaml import write_yaml

__all__ = ["load", "loads", "save"]

T = TypeVar("T")


def write_json(data: Any) -> str:
    """Return plain data as indented JSON text, ending in a newline."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


_READERS: dict[str, Callable[[str, str], Document]] = {".yaml": read_yaml, ".yml": read_yaml, ".json": read_json}
_WRITERS: dict[str, Callable[[Any], str]] = {".yaml": write_yaml, ".yml": write_yaml, ".json": write_json}


def load(path: str | Path) -> Decision:
    """Read a decision from a YAML or JSON file.

    Parameters
    ----------
    path
        A file whose name ends in ``.yaml``, ``.yml`` or ``.json``.

    Raises
    ------
    DecisionError
        If the decision has faults: all of them, each with file, line and column.
    FileError
        If the file cannot be read or its ending is not known.
    """
    path = Path(path)
    reader = _known_ending(path, _READERS)
    return _decision(read_text(path), str(path), reader)


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
    return _decision(text, name, _known_ending(Path(name), _READERS))


def save(decision: Decision, path: str | Path) -> Path:
    """Write a decision to a YAML or JSON file, whole or not at all, and return the path.

    Raises
    ------
    FileError
        If the file cannot be written or its ending is not known.
    """
    path = Path(path)
    writer = _known_ending(path, _WRITERS)
    write_bytes(path, writer(decision.plain()).encode())
    return path


def _known_ending(path: Path, known: Mapping[str, T]) -> T:
    ending = path.suffix.lower()
    if ending in known:
        return known[ending]
    what = f"has the ending '{path.suffix}'" if path.suffix else "has no ending"
    raise FileError(f"{path} {what}, so its format is not known; known are {listed(known)}.{nearest(ending, known)}")


def _decision(text: str, name: str, reader: Callable[[str, str], Document]) -> Decision:
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
    try:
        decision = Decision.model_validate(document.data)
    except DecisionError as error:
        raise document.error(error.faults) from None
    if document.faults:
        raise document.error()
    return decision


_REQUIRED = [name for name, field in Decision.model_fields.items() if field.is_required()]
