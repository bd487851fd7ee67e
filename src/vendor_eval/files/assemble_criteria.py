"""Reading the tables Levels, Requirements and Waivers into the criteria that they belong to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from vendor_eval.errors import Path, nearest
from vendor_eval.files import layout
from vendor_eval.files.cells import TableDocument
from vendor_eval.files.grid import Row
from vendor_eval.files.scores import level_name, levels_of

__all__ = ["CriteriaTables"]


@dataclass(slots=True)
class CriteriaTables:
    """Reads what further tables say of criteria into a document that holds the criteria already."""

    document: TableDocument
    rows: Callable[[layout.TableKind, Path], Iterator[Row]]
    _requirements: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def read(self) -> None:
        """Read the tables; nothing of them where the criteria could not be read."""
        if not isinstance(self.document.data.get("criteria", {}), dict):
            return
        self._read_levels()
        self._read_requirements()
        self._read_waivers()

    @property
    def _criteria(self) -> dict[str, Any]:
        criteria: dict[str, Any] = self.document.data.get("criteria", {})
        return criteria

    def _criterion(self, row: Row) -> str | None:
        """Return the criterion that a row is about, if there is one of that name."""
        key = row.key("criterion", ("criteria",))
        if key is None or key in self._criteria:
            return key
        message = f"Unknown criterion '{key}'.{nearest(key, self._criteria)}"
        self.document.tell(("criteria", key), row.spot("criterion"), message, blind=False)
        return None

    def _read_levels(self) -> None:
        for row in self.rows(layout.LEVELS, ("criteria",)):
            key, level = self._criterion(row), row.key("level", ("criteria",))
            if key is None or level is None:
                continue
            base: Path = ("criteria", key, "scale", "levels")
            path = (*base, level)
            levels = self._criteria[key].setdefault("scale", {}).setdefault("levels", {})
            if level in levels:
                row.again("level", path)
                continue
            levels[level] = row.read("value", "scalar", path)[1]
            self.document.spots[path] = row.spot("value")
            for length in (3, 4):
                self.document.spots.setdefault(path[:length], row.spot("criterion"))

    def _read_requirements(self) -> None:
        found: dict[str, list[Row]] = {}
        for row in self.rows(layout.REQUIREMENTS, ("criteria",)):
            key = self._criterion(row)
            if key is not None:
                found.setdefault(key, []).append(row)
        for key, rows in found.items():
            levels = levels_of(self._criteria[key])
            several = self._requirements[key] = []
            for index, row in enumerate(rows):
                base = _path(key, index, len(rows))
                self.document.spots[base] = row.spot("criterion")
                requirement: dict[str, Any] = {}
                for column in layout.REQUIREMENTS.columns[1:]:
                    row.take(column, requirement, base)
                several.append({name: level_name(value, levels) for name, value in requirement.items()})
            self._criteria[key]["require"] = several if len(several) > 1 else several[0]
            self.document.spots.setdefault(("criteria", key, "require"), rows[0].spot("criterion"))

    def _read_waivers(self) -> None:
        for row in self.rows(layout.WAIVERS, ("criteria",)):
            key = self._criterion(row)
            vendor = row.key("vendor", ("criteria",))
            index = None if key is None else self._waived(row, key)
            if key is None or vendor is None or index is None:
                continue
            path = (*_path(key, index, len(self._requirements[key])), "waivers", vendor)
            waivers = self._requirements[key][index].setdefault("waivers", {})
            if vendor in waivers:
                row.again("vendor", path)
                continue
            waivers[vendor] = {}
            self.document.spots[path] = row.spot("vendor")
            self.document.spots.setdefault(path[:-1], row.spot("vendor"))
            for column in layout.WAIVERS.columns[3:]:
                row.take(column, waivers[vendor], path)

    def _waived(self, row: Row, key: str) -> int | None:
        """Return the index of the requirement that a row waives; one alone needs no number, several count from 1."""
        path, count = ("criteria", key, "require"), len(self._requirements.get(key, ()))
        filled, number = row.read("requirement", "scalar", path)
        if not filled and count == 1:
            return 0
        if isinstance(number, int) and not isinstance(number, bool) and 1 <= number <= count:
            return number - 1
        if not count:
            label, message = "criterion", f"names {key}, which has no requirement that could be waived."
        else:
            label = "requirement"
            message = f"must be the number of a requirement of {key}, from 1 to {count} as they stand in Requirements."
        self.document.tell(path, row.spot(label), message, blind=False)
        return None


def _path(key: str, index: int, count: int) -> Path:
    """Return where a requirement stands: one alone stands without a list."""
    return ("criteria", key, "require", *([index] if count > 1 else []))
