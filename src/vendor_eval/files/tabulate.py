"""From a decision's plain data to tables; what has no column goes to the table More, so that nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from vendor_eval.errors import Path
from vendor_eval.files import layout
from vendor_eval.files.assemble import assemble
from vendor_eval.files.grid import sheet_of
from vendor_eval.files.layout import Column, Table, TableKind
from vendor_eval.files.plain_cells import cells_of, is_key, is_scalar, named_parts
from vendor_eval.files.sheet_part import MOST_ROWS
from vendor_eval.files.steps import path_text
from vendor_eval.files.tabulate_criteria import levels_table, requirements_table, waivers_table
from vendor_eval.files.tabulate_scores import score_tables, scored
from vendor_eval.files.values import MOST_IN_CELL, rendered, same

__all__ = ["tabulated"]


def tabulated(plain: dict[str, Any], *, digest: str = "") -> list[Table]:
    """Return the tables that hold a decision, those without rows left out."""
    shown = dict(plain)
    while True:
        tables = [table for table in _tables(shown) if table.rows]
        read = assemble("", {table.name: sheet_of(table) for table in tables}).data
        try:
            more = _more(plain, read)
            break
        except _MisreadError as error:
            # Cells cannot say this; rather than say something else, they leave the whole part to More.
            del shown[error.part]
    meta = Table("_meta", list(layout.META.columns), [["layout", layout.LAYOUT], ["digest", digest or None]])
    order = [kind.name for kind in layout.ALL]
    tables = sorted([*tables, *([more] if more.rows else []), meta], key=lambda table: order.index(table.name))
    return [part for table in tables for part in _parts(_trimmed(table))]


class _MisreadError(Exception):
    """Cells would be read as something else than what they were written for."""

    def __init__(self, part: str) -> None:
        self.part = part


def _tables(plain: dict[str, Any]) -> list[Table]:
    return [
        _decision(plain),
        *(_rows(kind, plain.get(kind.section)) for kind in layout.ROW_TABLES),
        levels_table(plain),
        requirements_table(plain),
        waivers_table(plain),
        _weights(plain.get("weights")),
        *score_tables(plain),
        _scenarios(plain.get("scenarios")),
        _translations(plain.get("translations")),
    ]


def _parts(table: Table) -> Iterator[Table]:
    """Cut a table with more rows than are read from one sheet into several: ``Assessments``, ``Assessments 2``."""
    size = MOST_ROWS - 1
    for number, start in enumerate(range(0, max(len(table.rows), 1), size), 1):
        name = table.name if number == 1 else f"{table.name} {number}"
        yield Table(name, table.columns, table.rows[start : start + size])


def _trimmed(table: Table) -> Table:
    """Leave out the columns in which nothing stands."""
    if table.name == "Scores":
        return table
    kind = next(kind for kind in layout.ALL if kind.name == table.name)
    kept = [
        index
        for index, column in enumerate(table.columns)
        if index < kind.keys or column.always or any(row[index] is not None for row in table.rows)
    ]
    return Table(table.name, [table.columns[i] for i in kept], [[row[i] for i in kept] for row in table.rows])


def _rows(kind: TableKind, section: Any) -> Table:
    table = Table(kind.name, list(kind.columns))
    if isinstance(section, dict) and all(is_key(key) for key in section):
        table.rows = [[key, *cells_of(thing, kind.columns[1:])] for key, thing in section.items() if thing is not None]
    return table


def _decision(plain: dict[str, Any]) -> Table:
    elsewhere = {kind.section for kind in layout.ROW_TABLES} | {"weights", "assessments", "scenarios", "translations"}
    table = Table("Decision", list(layout.DECISION.columns))
    for key, value in plain.items():
        if key in elsewhere and isinstance(value, dict | list):
            continue
        if key != "weights":
            table.rows += [[path_text(path), leaf] for path, leaf in _leaves(value, (key,)) if is_scalar(leaf)]
    return table


def _leaves(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """Yield what stands below a value: scalars, lists, and mappings that are empty."""
    if isinstance(value, dict) and value and all(is_key(key) for key in value):
        for key, item in value.items():
            yield from _leaves(item, (*path, key))
    else:
        yield path, value


def _weights(weights: Any) -> Table:
    table = Table("Weights", list(layout.WEIGHTS.columns))
    if isinstance(weights, str) and is_key(weights):
        table.rows.append([weights, None, None, None])
        return table
    for path, leaf in _leaves(weights, ()):
        if len(path) > 1 and isinstance(leaf, int | float):
            table.rows.append([path_text(path[:-1]), path[-1], leaf, None])
        elif path:
            table.rows.append([path_text(path), None, *_value_or_list(leaf)])
    table.rows = [row for row in table.rows if row[2:] != [None, None]]
    return table


def _value_or_list(leaf: Any) -> tuple[Any, Any]:
    return (leaf, None) if is_scalar(leaf) else (None, rendered(leaf, "json"))


def _scenarios(scenarios: Any) -> Table:
    table = Table("Scenarios", list(layout.SCENARIOS.columns))
    for name, scenario in scenarios.items() if isinstance(scenarios, dict) else ():
        if not is_key(name) or not isinstance(scenario, dict):
            continue
        rows = [[name, path_text(path), *_value_or_list(leaf)] for path, leaf in _leaves(scenario, ()) if path]
        rows = [row for row in rows if row[2:] != [None, None]]
        table.rows += rows or [[name, None, None, None]]
    return table


def _translations(translations: Any) -> Table:
    table = Table("Translations", list(layout.TRANSLATIONS.columns))
    for language, glossary in translations.items() if isinstance(translations, dict) else ():
        if is_key(language) and isinstance(glossary, dict):
            sayable = [(text, words) for text, words in glossary.items() if is_key(text) and is_key(words)]
            table.rows += [[language, text, words] for text, words in sayable]
    return table


def _more(plain: dict[str, Any], read: dict[str, Any]) -> Table:
    """Return what reading the tables does not give back: values with their paths, and the order of some rows."""
    entries: list[tuple[str, str | None, str]] = []
    entries += [(path_text(path), None, json.dumps(value, ensure_ascii=False)) for path, value in _missing(plain, read)]
    columns_of_scores = scored(named_parts(plain, "criteria"))
    for vendor, row in named_parts(plain, "assessments").items():
        if isinstance(row, dict) and list(row) != [key for key in columns_of_scores if key in row]:
            entries.append((path_text(("assessments", vendor)), "order", json.dumps(list(row), ensure_ascii=False)))
    pieces = [[text[i : i + MOST_IN_CELL] for i in range(0, len(text), MOST_IN_CELL)] for _, _, text in entries]
    most = max((len(found) for found in pieces), default=1)
    path, what, value = layout.MORE.columns
    columns = [path, what, value, *(Column(f"value {number}", kind="text", width=20) for number in range(2, most + 1))]
    rows = [
        [path, what, *found, *[None] * (most - len(found))]
        for (path, what, _), found in zip(entries, pieces, strict=True)
    ]
    return Table("More", columns, rows)


def _missing(whole: Any, read: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    if isinstance(whole, dict) and isinstance(read, dict):
        for key, value in whole.items():
            if key not in read or (read[key] is None and value is not None):
                yield (*path, key), value
            else:
                yield from _missing(value, read[key], (*path, key))
    elif isinstance(whole, list) and isinstance(read, list) and len(whole) == len(read):
        for index, (value, there) in enumerate(zip(whole, read, strict=True)):
            yield from _missing(value, there, (*path, index))
    elif not same(whole, read):
        raise _MisreadError(str(path[0]))
