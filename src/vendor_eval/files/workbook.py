"""Workbooks: which sheets they have, and each as cells, read once and only where asked for."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from vendor_eval.errors import FileError
from vendor_eval.files.cells import Sheet
from vendor_eval.files.guard import open_package
from vendor_eval.files.sheet_part import read_sheet, unescaped
from vendor_eval.files.xml_parts import MOST_IN_SMALL_PART, Budget, End, PartError, Start, scan

__all__ = ["Workbook"]

MOST_SHEETS = 255
MOST_STRINGS = 1_000_000

_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_PERCENTS = frozenset([9, 10])
# Quoted texts, escaped signs and brackets of a number format are no letters of a date.
_NO_LETTERS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


@dataclass(frozen=True, slots=True)
class _Entry:
    part: str
    hidden: bool


class Workbook:
    """A workbook's sheets. Links to other files are never followed, and formulas never computed."""

    def __init__(self, path: Path) -> None:
        self._package = open_package(path)
        self._budget = Budget()
        self.file = str(path)
        self.from_1904 = False
        self._entries: dict[str, _Entry] = {}
        self._strings_part = self._styles_part = ""
        self._read_index()
        self._strings = self._read_strings() if self._strings_part else []
        self._shown = self._read_styles() if self._styles_part else []

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the sheets, as the tabs show them; hidden ones too."""
        return tuple(self._entries)

    def is_hidden(self, name: str) -> bool:
        """Whether a sheet is hidden."""
        return self._entries[name].hidden

    def sheet(self, name: str) -> Sheet:
        """Read a sheet."""
        return read_sheet(
            self._package,
            self._entries[name].part,
            name,
            self._budget,
            strings=self._strings,
            shown=self._shown,
            from_1904=self.from_1904,
        )

    def _read_index(self) -> None:
        part = self._workbook_part()
        targets = self._relations(part)
        names: list[tuple[str, bool, str]] = []

        def start(tag: str, attributes: Mapping[str, str]) -> None:
            if tag == "sheet":
                state = attributes.get("state", "visible")
                # The number of the sheet is `sheetId`; `id` is the relation, whatever its prefix.
                relation = next((found for key, found in attributes.items() if key.endswith(":id")), "")
                names.append((attributes["name"], state != "visible", relation))
                if len(names) > MOST_SHEETS:
                    raise PartError(f"names more than {MOST_SHEETS} sheets")
            elif tag == "workbookPr":
                self.from_1904 = attributes.get("date1904") in ("1", "true")

        self._scan_small(part, start)
        for name, hidden, relation in names:
            kind, target = targets.get(relation, ("", ""))
            if kind == "worksheet":
                self._entries[unescaped(name)] = _Entry(target, hidden)
        for kind, target in targets.values():
            if kind == "sharedStrings":
                self._strings_part = target
            elif kind == "styles":
                self._styles_part = target

    def _scan_small(self, part: str, start: Start, end: End = lambda tag: None) -> None:
        scan(self._package, part, Budget(MOST_IN_SMALL_PART), start=start, end=end)

    def _workbook_part(self) -> str:
        found: list[str] = []

        def start(tag: str, attributes: Mapping[str, str]) -> None:
            kind = attributes.get("ContentType", "").lower()
            if "macroenabled" in kind:
                raise PartError("says that the workbook has macros (.xlsm); save it as an Excel workbook (.xlsx)")
            if tag == "Override" and ("sheet.main+xml" in kind or "template.main+xml" in kind):
                found.append(attributes["PartName"].removeprefix("/"))

        self._scan_small("[Content_Types].xml", start)
        part = found[0] if found else "xl/workbook.xml"
        if part not in self._package.names:
            raise FileError(f"{self.file} is no Excel workbook: it has no part {part}.")
        return part

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return the kind and the part of each relation of a part, links to other files left out."""
        folder, name = posixpath.split(part)
        relations: dict[str, tuple[str, str]] = {}

        def start(tag: str, attributes: Mapping[str, str]) -> None:
            if tag == "Relationship" and attributes.get("TargetMode") != "External":
                kind = attributes["Type"].rpartition("/")[2]
                target = posixpath.normpath(posixpath.join("/" + folder, attributes["Target"])).lstrip("/")
                relations[attributes["Id"]] = (kind, target)

        self._scan_small(f"{folder}/_rels/{name}.rels", start)
        return relations

    def _read_strings(self) -> list[str]:
        strings: list[str] = []
        pieces: list[str] = []
        taking = in_phonetic = False

        def start(tag: str, attributes: Mapping[str, str]) -> None:
            nonlocal taking, in_phonetic
            if tag == "t":
                taking = not in_phonetic
            elif tag == "rPh":
                in_phonetic = True
            elif tag == "si":
                pieces.clear()

        def end(tag: str) -> None:
            nonlocal taking, in_phonetic
            if tag == "t":
                taking = False
            elif tag == "rPh":
                in_phonetic = False
            elif tag == "si":
                if len(strings) >= MOST_STRINGS:
                    raise PartError(f"holds more than {MOST_STRINGS:,} texts")
                strings.append(unescaped("".join(pieces)).replace("\r\n", "\n"))

        def take(text: str) -> None:
            if taking:
                pieces.append(text)

        scan(self._package, self._strings_part, self._budget, start=start, end=end, text=take)
        return strings

    def _read_styles(self) -> list[str]:
        formats: dict[int, str] = {}
        numbers: list[int] = []
        in_cells = False

        def start(tag: str, attributes: Mapping[str, str]) -> None:
            nonlocal in_cells
            if tag == "numFmt":
                formats[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
            elif tag == "cellXfs":
                in_cells = True
            elif tag == "xf" and in_cells:
                numbers.append(int(attributes.get("numFmtId", 0)))

        def end(tag: str) -> None:
            nonlocal in_cells
            if tag == "cellXfs":
                in_cells = False

        self._scan_small(self._styles_part, start, end)
        families = {number: _family(number, formats.get(number, "")) for number in set(numbers)}
        return [families[number] for number in numbers]


def _family(number: int, code: str) -> str:
    if number in _DATES:
        return "date"
    bare = _NO_LETTERS.sub("", code).lower()
    if number in _PERCENTS or "%" in bare:
        return "percent"
    return "date" if set(bare) & set("dmyhs") and bare != "general" else ""
