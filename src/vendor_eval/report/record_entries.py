"""What people enter in a decision record: checked, and read from a file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from vendor_eval.errors import DecisionError, FileError, OptionError, cut, nearest
from vendor_eval.files.read_yaml import read_yaml
from vendor_eval.files.text import read_text
from vendor_eval.languages.numbers import day, number
from vendor_eval.report.record_fields import FIELDS

__all__ = ["checked_entries", "read_entries"]


def checked_entries(entries: Mapping[str, object] | None) -> dict[str, str]:
    """Return entries as texts by the keys of their fields; an empty one counts as not entered.

    Raises
    ------
    OptionError
        If there is no such field, or an entry is neither a text nor a number nor a day.
    """
    if entries is not None and not isinstance(entries, Mapping):
        raise OptionError(f"entries must be a mapping of fields to texts, not {cut(repr(entries))}.")
    wrong, found = [], {}
    for key, entry in (entries or {}).items():
        if key not in FIELDS:
            wrong.append(f"there is no field '{cut(str(key))}'.{nearest(key, FIELDS)}")
        elif entry is not None and (isinstance(entry, bool) or not isinstance(entry, str | int | float | date)):
            wrong.append(f"'{key}' must be a text, not {cut(repr(entry))}.")
        else:
            found[key] = _text(entry)
    if wrong:
        raise OptionError(f"entries: {' '.join(wrong)} The fields are {', '.join(FIELDS)}.")
    return found


def _text(entry: object) -> str:
    match entry:
        case None:
            return ""
        case int() | float():
            return number(entry)
        case date():
            return day(entry)
        case _:
            return str(entry)


def read_entries(path: Path) -> dict[str, object]:
    """Read entries from a YAML file: a field's key and a text on each line or block.

    Raises
    ------
    FileError
        If the file cannot be read, or holds no such list.
    DecisionError
        If it is no valid YAML, with every fault and its line.
    """
    document = read_yaml(read_text(path), str(path))
    if document.faults:
        raise DecisionError(document.faults)
    if not isinstance(document.data, dict):
        raise FileError(f"{path} must hold the keys of fields, each with a text, such as `buyer: Example Ltd`.")
    return dict(document.data)
