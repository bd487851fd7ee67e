"""Reading YAML: one document of plain data, without anchors, tags or duplicate keys, each value with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from vendor_eval.errors import Path
from vendor_eval.files.places import DEEPEST, MOST_VALUES, Document, Place
from vendor_eval.files.scalars import resolved

__all__ = ["read_yaml"]

# The C parser is ten times faster and gives the same events; a platform without it reads with the Python one.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class _Level:
    """A mapping or list that is being read."""

    items: Any
    path: Path
    key: str | None = None
    key_place: Place | None = None
    seen: dict[str, Place] = field(default_factory=dict)

    @property
    def expects_key(self) -> bool:
        return isinstance(self.items, dict) and self.key is None

    def next_path(self) -> Path:
        return (*self.path, len(self.items) if self.key is None else self.key)

    def put(self, value: Any) -> None:
        if self.key is None:
            self.items.append(value)
        else:
            self.items.setdefault(self.key, value)
            self.key = self.key_place = None


class _StopError(Exception):
    """Reading cannot go on: the fault is in the document."""


def read_yaml(text: str, name: str) -> Document:
    """Read a text as one YAML document.

    What is wrong with its form is kept in ``faults``; reading goes on where it can, so that all faults come together.
    """
    document = Document(name)
    reader = _Reader(document)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            reader.take(event)
    except yaml.MarkedYAMLError as error:
        document.data = None
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
        began = error.context_mark.line + 1 if error.context_mark is not None else place[0]
        where = f" ({error.context} that starts at line {began})" if began != place[0] else ""
        problem = str(error.problem or error.context)
        document.add((), place, f"is not valid YAML: {problem}{where}.{_advice(problem, text, place)}")
    except _StopError:
        pass
    return document


def _advice(problem: str, text: str, place: Place) -> str:
    lines = re.split("\r\n|[\n\r\x85\u2028\u2029]", text)
    line = lines[place[0] - 1] if place[0] <= len(lines) else ""
    if "cannot start any token" in problem:
        if "\t" in line[: place[1]]:
            return " Indent with spaces, not tabs."
        return " A text that starts with this sign needs quotes around it."
    if "mapping values are not allowed" in problem:
        return " Check the indentation here and above; a text that holds `: ` needs quotes around it."
    if "'" in line and ("expected key" in problem or "expected <block end>" in problem):
        return " Between single quotes, a quote is written twice."
    return ""


class _Reader:
    """Builds plain data from parser events, without recursion, so that no nesting can exhaust the stack."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.levels: list[_Level] = []
        self.documents = 0
        self.values = 0

    def take(self, event: Any) -> None:
        place = (event.start_mark.line + 1, event.start_mark.column + 1)
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    self._stop((), place, "starts a second document; a decision is one document.")
            case yaml.AliasEvent():
                self._alias(event, place)
            case yaml.ScalarEvent():
                self._refuse_extras(event, place)
                self._scalar(event, place)
            case yaml.MappingStartEvent():
                self._refuse_extras(event, place)
                self._open({}, event, place)
            case yaml.SequenceStartEvent():
                self._refuse_extras(event, place)
                self._open([], event, place)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                closed = self.levels.pop()
                if not self.levels:
                    self.document.data = closed.items

    def _stop(self, path: Path, place: Place, message: str) -> None:
        self.document.add(path, place, message)
        raise _StopError

    def _here(self) -> Path:
        """Return the path of the value that is read next, or of the mapping whose key is read next."""
        if not self.levels:
            return ()
        return self.levels[-1].path if self.levels[-1].expects_key else self.levels[-1].next_path()

    def _alias(self, event: yaml.AliasEvent, place: Place) -> None:
        path = self._here()
        self.document.add(path, place, f"uses the alias *{event.anchor}; write the value out, aliases are not read.")
        if not self.levels or self.levels[-1].expects_key:
            raise _StopError
        self.document.blind.add(path)
        self.document.places.setdefault(path, place)
        self.levels[-1].put(None)

    def _refuse_extras(self, event: Any, place: Place) -> None:
        if event.anchor is not None:
            self.document.add(
                self._here(), place, f"has the anchor &{event.anchor}; take it out, anchors are not read."
            )
        if event.tag is not None:
            self.document.add(self._here(), place, f"has the tag {event.tag}; take it out, tags are not read.")

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> None:
        if self.levels and self.levels[-1].expects_key:
            self._key(self.levels[-1], event.value, place)
            return
        self._count(place)
        self.document.places.setdefault(self._here(), place)
        value = event.value if event.style else resolved(event.value)
        if self.levels:
            self.levels[-1].put(value)
        else:
            self.document.data = value

    def _key(self, level: _Level, key: str, place: Place) -> None:
        if key in level.seen:
            line, column = level.seen[key]
            self.document.add((*level.path, key), place, f"stands twice; first at line {line}, column {column}.")
        level.seen.setdefault(key, place)
        level.key, level.key_place = key, place

    def _open(self, items: Any, event: Any, place: Place) -> None:
        level = self.levels[-1] if self.levels else None
        path = self._here()
        if level is not None and level.expects_key:
            self._stop(path, place, "uses a list or mapping as a key; keys are texts.")
        if len(self.levels) >= DEEPEST:
            self._stop((), place, f"is nested more than {DEEPEST} levels deep.")
        self._count(place)
        # What stands below its key is best found at the key.
        at_key = level.key_place if level is not None and not event.flow_style else None
        self.document.places.setdefault(path, at_key or place)
        if level is not None:
            level.put(items)
        self.levels.append(_Level(items, path))

    def _count(self, place: Place) -> None:
        self.values += 1
        if self.values > MOST_VALUES:
            self._stop((), place, f"is one value too many; a decision holds at most {MOST_VALUES:,}.")
