"""Reading JSON: one value without duplicate keys, each with its place."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

from vendor_eval.errors import Path
from vendor_eval.files.places import DEEPEST, MOST_VALUES, Document, Place

__all__ = ["read_json"]

_TOKEN = re.compile(r'[{}\[\],:]|"[^"\\]*(?:\\.[^"\\]*)*"|[^\s{}\[\],:"]+')
_MOST_DIGITS = 30


def read_json(text: str, name: str) -> Document:
    """Read a text as JSON; what is wrong with its form is kept in ``faults``.

    NaN and Infinity, which JSON does not know but many programs write, are read and then refused where they stand.
    """
    document = Document(name)
    if not text.strip() or not _Places(text, document).find():
        return document
    try:
        document.data = json.loads(text, parse_int=_whole)
    except json.JSONDecodeError as error:
        problem = error.msg[0].lower() + error.msg[1:].removesuffix(" at").removesuffix(" starting")
        message = f"is not valid JSON: {problem}.{_advice(error, text)}"
        document.add((), (error.lineno, error.colno), message)
    return document


def _whole(text: str) -> int | float:
    # Python would refuse to read some thousand digits; as a float they are refused where they stand.
    return int(text) if len(text) <= _MOST_DIGITS else float(text)


def _advice(error: json.JSONDecodeError, text: str) -> str:
    before, after = text[: error.pos].rstrip(), text[error.pos :].lstrip()
    if before.endswith(",") and after.startswith(("}", "]")):
        return " Remove the comma before it."
    if after.startswith("'"):
        return " Texts stand between double quotes."
    if error.msg == "Extra data":
        return " A file holds one decision and nothing after it."
    return ""


@dataclass(slots=True)
class _Level:
    """An object or a list that is being read; the step is the key or the index of the value that comes next."""

    path: Path
    step: str | int
    seen: dict[str, Place] | None = None


@dataclass(slots=True)
class _Places:
    """Walks the tokens once and notes where each value starts; whether they are valid is the parser's business."""

    text: str
    document: Document
    levels: list[_Level] = field(default_factory=list)
    expects_key: bool = False
    values: int = 0

    def find(self) -> bool:
        """Note all places and duplicate keys; say whether the text keeps within the limits."""
        starts = [0, *(match.end() for match in re.finditer("\n", self.text))]
        line = 0
        for token in _TOKEN.finditer(self.text):
            while line + 1 < len(starts) and starts[line + 1] <= token.start():
                line += 1
            if not self._take(token[0], (line + 1, token.start() - starts[line] + 1)):
                return False
        return True

    def _take(self, word: str, place: Place) -> bool:
        level = self.levels[-1] if self.levels else None
        if word == ",":
            if level is not None and isinstance(level.step, int):
                level.step += 1
            self.expects_key = level is not None and level.seen is not None
        elif word in "}]":
            if level is not None:
                self.levels.pop()
            self.expects_key = False
        elif self.expects_key and level is not None and word.startswith('"'):
            self._key(level, _text(word), place)
        elif word != ":":
            return self._value(level, word, place)
        return True

    def _key(self, level: _Level, key: str, place: Place) -> None:
        seen = level.seen if level.seen is not None else {}
        if key in seen:
            line, column = seen[key]
            self.document.add((*level.path, key), place, f"stands twice; first at line {line}, column {column}.")
        seen.setdefault(key, place)
        level.step = key
        self.expects_key = False

    def _value(self, level: _Level | None, word: str, place: Place) -> bool:
        here = (*level.path, level.step) if level is not None else ()
        self.document.places.setdefault(here, place)
        self.values += 1
        if self.values > MOST_VALUES:
            self.document.add(here, place, f"is one value too many; a decision holds at most {MOST_VALUES:,}.")
            return False
        if word in "{[":
            if len(self.levels) >= DEEPEST:
                self.document.add((), place, f"is nested more than {DEEPEST} levels deep.")
                return False
            self.levels.append(_Level(here, "", {}) if word == "{" else _Level(here, 0))
            self.expects_key = word == "{"
        return True


def _text(word: str) -> str:
    try:
        return str(json.loads(word))
    except json.JSONDecodeError:
        return word[1:-1]
