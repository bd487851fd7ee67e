"""From plain criteria to the tables Levels, Requirements and Waivers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vendor_eval.files import layout
from vendor_eval.files.layout import Table
from vendor_eval.files.plain_cells import at, cells_of, is_key, is_scalar, named_parts

__all__ = ["levels_table", "requirements_table", "waivers_table"]


def levels_table(plain: dict[str, Any]) -> Table:
    """Return the table of levels: one level of one criterion a row."""
    table = Table("Levels", list(layout.LEVELS.columns))
    for key, criterion in named_parts(plain, "criteria").items():
        levels = at(criterion, ("scale", "levels"))
        if isinstance(levels, dict) and all(is_key(name) and is_scalar(worth) for name, worth in levels.items()):
            table.rows += [[key, name, worth] for name, worth in levels.items()]
    return table


def _required(plain: dict[str, Any]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Go through the criteria whose requirements stand in rows: as a file holds them, one alone without a list."""
    for key, criterion in named_parts(plain, "criteria").items():
        require = at(criterion, ("require",))
        several = require if isinstance(require, list) else [require]
        if all(isinstance(one, dict) for one in several) and (require is several) == (len(several) > 1):
            yield key, several


def requirements_table(plain: dict[str, Any]) -> Table:
    """Return the table of requirements: one a row."""
    table = Table("Requirements", list(layout.REQUIREMENTS.columns))
    for key, several in _required(plain):
        table.rows += [[key, *cells_of(one, layout.REQUIREMENTS.columns[1:])] for one in several]
    return table


def waivers_table(plain: dict[str, Any]) -> Table:
    """Return the table of waivers: one vendor against which a requirement is not held a row."""
    table = Table("Waivers", list(layout.WAIVERS.columns))
    for key, several in _required(plain):
        for number, requirement in enumerate(several, 1):
            waivers = requirement.get("waivers")
            if isinstance(waivers, dict) and all(is_key(vendor) for vendor in waivers):
                which = number if len(several) > 1 else None
                table.rows += [
                    [key, vendor, which, *cells_of(waiver, layout.WAIVERS.columns[3:])]
                    for vendor, waiver in waivers.items()
                    if isinstance(waiver, dict)
                ]
    return table
