"""From tables to a decision's plain data, with the cell of every value."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from vendor_eval.errors import Fault, Path, listed, nearest
from vendor_eval.files import layout
from vendor_eval.files.assemble_criteria import CriteriaTables
from vendor_eval.files.assemble_scores import ScoreTables
from vendor_eval.files.cells import Sheet, Spot, TableDocument
from vendor_eval.files.grid import Grid, Row
from vendor_eval.files.layout import TableKind
from vendor_eval.files.steps import put_at, read_path
from vendor_eval.files.values import BOOLEANS_AS_JSON, no_json, read_json_text

__all__ = ["assemble"]

_TEXTS = frozenset({("title",), ("question",), ("description",)})
_NEEDED = {
    "criteria": "Criteria",
    "weights": "Weights",
    "vendors": "Vendors",
    "assessments": "Scores",
    "title": "Decision",
}


def assemble(
    file: str, sheets: Mapping[str, Sheet], *, others: Collection[str] = (), kind: str = "sheet"
) -> TableDocument:
    """Read tables as one decision; what is wrong with their form is kept in ``faults``.

    Parameters
    ----------
    file
        The workbook or folder, for faults that have no cell.
    sheets
        The sheets that are tables of a decision, by their names.
    others
        The names of other sheets: they are left alone, unless one looks misspelt.
    kind
        What the user calls a table: a sheet, or a file.
    """
    reader = _Reader(TableDocument(file, {}), sheets)
    reader.read()
    _look_for_missing(reader.document, sheets, others, kind)
    return reader.document


class _Reader:
    """Fills a document from sheets, table by table."""

    def __init__(self, document: TableDocument, sheets: Mapping[str, Sheet]) -> None:
        self.document, self.sheets = document, sheets
        self.data: dict[str, Any] = document.data
        for rank, sheet in enumerate(sheets.values()):
            document.order[sheet.file, "" if sheet.is_csv else sheet.name] = rank
            document.spots.setdefault((), Spot(sheet, 1, 1))

    def read(self) -> None:
        """Read all tables: names first, then what refers to them, last what has no column."""
        self._meta()
        for kind in layout.ROW_TABLES:
            self._things(kind)
        CriteriaTables(self.document, self._rows).read()
        self._weights()
        scores = ScoreTables(self.document, self._grid, self._rows)
        scores.read()
        self._scenarios()
        self._translations()
        self._decision()
        self._more()
        scores.finish()

    def _grid(self, kind: TableKind, path: Path, *, open_ended: bool = False) -> Grid | None:
        sheet = self.sheets.get(kind.name)
        if sheet is None:
            return None
        self.document.spots.setdefault(path, Spot(sheet, 1, 1))
        return Grid(self.document, sheet, kind.columns, path, keys=kind.keys, open_ended=open_ended or kind.open_ended)

    def _rows(self, kind: TableKind, path: Path) -> Iterator[Row]:
        """Yield the rows of a table, which may go on in further sheets: ``Evidence``, ``Evidence 2``."""
        number, name = 1, kind.name
        while name in self.sheets:
            grid = self._grid(replace(kind, name=name), path)
            yield from grid.rows() if grid is not None else ()
            number += 1
            name = f"{kind.name} {number}"

    def _meta(self) -> None:
        for row in self._rows(layout.META, ()):
            version = row.read("value", "scalar", ())[1]
            if row.key("key", ()) == "layout" and (not isinstance(version, int) or version > layout.LAYOUT):
                message = f"is layout {version}; layout {layout.LAYOUT} is read here: update vendor_eval."
                self.document.tell((), row.spot("value"), message, blind=False)

    def _things(self, kind: TableKind) -> None:
        if kind.name not in self.sheets:
            return
        section = self.data.setdefault(kind.section, {})
        for row in self._rows(kind, (kind.section,)):
            key = row.key(kind.labels[0], (kind.section,))
            if key is None:
                continue
            path = (kind.section, key)
            if key in section:
                row.again(kind.labels[0], path)
                continue
            section[key] = {}
            self.document.spots[path] = row.spot(kind.labels[0])
            for column in kind.columns[1:]:
                row.take(column, section[key], path)
        if not section and (kind.section,) in self.document.blind:
            # Where no name could be read nobody knows which there are: nothing must be said of what refers to them.
            self.data[kind.section] = None

    def _path(self, row: Row, label: str, base: Path) -> Path | None:
        text = row.key(label, base)
        try:
            return None if text is None else read_path(text)
        except ValueError as error:
            self.document.tell(base, row.spot(label), str(error), blind=False)
            return None

    def _put(self, row: Row, path: Path, labels: tuple[str, str], label: str) -> None:
        """Set the value at a path to what the first filled of two cells says: a value, or JSON."""
        spot = row.spot(labels[1] if labels[1] in row.cells else labels[0])
        value = (
            row.read(labels[1], "json", path)[1] if labels[1] in row.cells else row.read(labels[0], "scalar", path)[1]
        )
        if not put_at(self.data, path, value):
            row.again(label, path)
            return
        for length in range(1, len(path) + 1):
            self.document.spots.setdefault(path[:length], spot)
        self.document.spots[path] = spot

    def _weights(self) -> None:
        for row in self._rows(layout.WEIGHTS, ("weights",)):
            method = self._path(row, "method", ("weights",))
            if method is None:
                continue
            bare = not row.cells.keys() & {"criterion", "value", "list"}
            if bare and len(method) == 1:
                if not put_at(self.data, ("weights",), str(method[0])):
                    row.again("method", ("weights",))
                self.document.spots[("weights",)] = row.spot("method")
                continue
            name = row.key("criterion", ("weights",)) if "criterion" in row.cells else None
            path = ("weights", *method, *([name] if name is not None else []))
            self._put(row, path, ("value", "list"), "method" if name is None else "criterion")

    def _decision(self) -> None:
        for row in self._rows(layout.DECISION, ()):
            path = self._path(row, "path", ())
            if not path:
                continue
            found, value = row.read("value", "date" if path == ("as_of",) else "scalar", path)
            if path in _TEXTS and isinstance(value, int | float):
                # A title may look like a number.
                value = row.read("value", "text", path)[1]
            # An optional field may stand empty.
            if found and not put_at(self.data, path, value):
                row.again("path", path)
            else:
                self.document.spots[path] = row.spot("value")

    def _scenarios(self) -> None:
        if "Scenarios" not in self.sheets:
            return
        scenarios = self.data.setdefault("scenarios", {})
        for row in self._rows(layout.SCENARIOS, ("scenarios",)):
            name = row.key("scenario", ("scenarios",))
            if name is None:
                continue
            scenarios.setdefault(name, {})
            self.document.spots.setdefault(("scenarios", name), row.spot("scenario"))
            if row.cells.keys() & {"path", "value", "list"}:
                path = self._path(row, "path", ("scenarios", name))
                if path:
                    self._put(row, ("scenarios", name, *path), ("value", "list"), "path")

    def _translations(self) -> None:
        for row in self._rows(layout.TRANSLATIONS, ("translations",)):
            language, text = row.key("language", ("translations",)), row.key("text", ("translations",))
            if language is None or text is None:
                continue
            path = ("translations", language, text)
            glossary = self.data.setdefault("translations", {}).setdefault(language, {})
            if text in glossary:
                row.again("text", path)
                continue
            glossary[text] = row.read("translation", "text", path)[1]
            self.document.spots[path] = row.spot("translation" if "translation" in row.cells else "text")
            for length in (1, 2):
                self.document.spots.setdefault(path[:length], row.spot("language"))

    def _more(self) -> None:
        for row in self._rows(layout.MORE, ()):
            path = self._path(row, "path", ())
            if not path:
                continue
            text = "".join(str(row.read(label, "text", path)[1] or "") for label in ("value", *row.grid.others))
            try:
                value = read_json_text(BOOLEANS_AS_JSON.get(text, text))
            except ValueError as error:
                self.document.tell(path, row.spot("value"), no_json(text, error))
                continue
            if row.read("what", "text", path)[1] == "order":
                self._reorder(path, value)
            elif put_at(self.data, path, value):
                self.document.spots[path] = row.spot("value")
            else:
                row.again("path", path)

    def _reorder(self, path: Path, keys: Any) -> None:
        here: Any = self.data
        for step in path:
            here = here.get(step) if isinstance(here, dict) else None
        if isinstance(here, dict) and isinstance(keys, list):
            ordered = {key: here[key] for key in keys if isinstance(key, str) and key in here} | here
            here.clear()
            here.update(ordered)


def _look_for_missing(document: TableDocument, sheets: Mapping[str, Sheet], others: Collection[str], kind: str) -> None:
    shown = [*sheets, *others] if kind == "sheet" else [f"{name.lower()}.csv" for name in [*sheets, *others]]
    missing = {name for section, name in _NEEDED.items() if section not in document.data and name not in sheets}
    for section, name in _NEEDED.items():
        if name in missing:
            there = f"the {kind}s are {listed(shown)}" if shown else f"there are no {kind}s"
            wanted = name if kind == "sheet" else f"{name.lower()}.csv"
            message = f"There is no {kind} '{wanted}'; {there}.{nearest(name, others)}"
            document.faults.append(Fault((), message, document.name))
            document.blind |= {(section,), *([("as_of",)] if section == "title" else [])}
    absent = {table.name.casefold(): table.name for table in layout.ALL if table.name not in sheets}
    for name in others:
        close = difflib.get_close_matches(name.strip().casefold(), list(absent), 1, 0.82)
        meant = absent[close[0]] if close else None
        if meant is not None and meant not in missing:
            message = f"The {kind} '{name}' is not read. Did you mean '{meant}'?"
            document.faults.append(Fault((), message, document.name))
            document.blind |= {("assessments",)} if meant in ("Scores", "Assessments") else set()
