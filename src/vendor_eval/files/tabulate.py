"""From a decision's plain data to tables; what has no column goes to the table More, so that nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from vendor_eval.errors import Path
from vendor_eval.files import layout
from vendor_eval.files.assemble import assemble
from vendor_eval.files.grid import normal, sheet_of
from vendor_eval.files.layout import Column, Table, TableKind
from vendor_eval.files.scores import combined, fields_of, level_name, levels_of, read_score, score_text
from vendor_eval.files.sheet_part import MOST_ROWS
from vendor_eval.files.steps import path_text
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
        _levels(plain),
        _requirements(plain),
        _weights(plain.get("weights")),
        *_scores(plain),
        _scenarios(plain.get("scenarios")),
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


def _at(thing: Any, path: Path) -> Any:
    for step in path:
        if not isinstance(thing, dict) or step not in thing:
            return None
        thing = thing[step]
    return thing


def _cells(thing: Any, columns: tuple[Column, ...] | list[Column]) -> list[Any]:
    found = [_at(thing, column.path) for column in columns]
    return [
        None if value is None else rendered(value, column.kind) for value, column in zip(found, columns, strict=True)
    ]


def _is_key(key: Any) -> bool:
    return isinstance(key, str) and 0 < len(key) <= MOST_IN_CELL


def _rows(kind: TableKind, section: Any) -> Table:
    table = Table(kind.name, list(kind.columns))
    if isinstance(section, dict) and all(_is_key(key) for key in section):
        table.rows = [[key, *_cells(thing, kind.columns[1:])] for key, thing in section.items() if thing is not None]
    return table


def _decision(plain: dict[str, Any]) -> Table:
    elsewhere = {kind.section for kind in layout.ROW_TABLES} | {"weights", "assessments", "scenarios"}
    table = Table("Decision", list(layout.DECISION.columns))
    for key, value in plain.items():
        if key in elsewhere and isinstance(value, dict | list):
            continue
        if key != "weights":
            table.rows += [[path_text(path), leaf] for path, leaf in _leaves(value, (key,)) if _is_scalar(leaf)]
    return table


def _leaves(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """Yield what stands below a value: scalars, lists, and mappings that are empty."""
    if isinstance(value, dict) and value and all(_is_key(key) for key in value):
        for key, item in value.items():
            yield from _leaves(item, (*path, key))
    else:
        yield path, value


def _is_scalar(value: Any) -> bool:
    return rendered(value, "scalar") is not None


def _levels(plain: dict[str, Any]) -> Table:
    table = Table("Levels", list(layout.LEVELS.columns))
    for key, criterion in _mapping(plain, "criteria").items():
        levels = _at(criterion, ("scale", "levels"))
        if isinstance(levels, dict) and all(_is_key(name) and _is_scalar(worth) for name, worth in levels.items()):
            table.rows += [[key, name, worth] for name, worth in levels.items()]
    return table


def _requirements(plain: dict[str, Any]) -> Table:
    table = Table("Requirements", list(layout.REQUIREMENTS.columns))
    for key, criterion in _mapping(plain, "criteria").items():
        require = _at(criterion, ("require",))
        several = require if isinstance(require, list) else [require]
        if all(isinstance(one, dict) for one in several) and (require is several) == (len(several) > 1):
            table.rows += [[key, *_cells(one, layout.REQUIREMENTS.columns[1:])] for one in several]
    return table


def _weights(weights: Any) -> Table:
    table = Table("Weights", list(layout.WEIGHTS.columns))
    if isinstance(weights, str) and _is_key(weights):
        table.rows.append([weights, None, None, None])
        return table
    for path, leaf in _leaves(weights, ()) if isinstance(weights, dict) else ():
        if len(path) > 1 and isinstance(leaf, int | float):
            table.rows.append([path_text(path[:-1]), path[-1], leaf, None])
        elif path:
            table.rows.append([path_text(path), None, *_value_or_list(leaf)])
    table.rows = [row for row in table.rows if row[2:] != [None, None]]
    return table


def _value_or_list(leaf: Any) -> tuple[Any, Any]:
    return (leaf, None) if _is_scalar(leaf) else (None, rendered(leaf, "json"))


def _scenarios(scenarios: Any) -> Table:
    table = Table("Scenarios", list(layout.SCENARIOS.columns))
    for name, scenario in scenarios.items() if isinstance(scenarios, dict) else ():
        if not _is_key(name) or not isinstance(scenario, dict):
            continue
        rows = [[name, path_text(path), *_value_or_list(leaf)] for path, leaf in _leaves(scenario, ()) if path]
        rows = [row for row in rows if row[2:] != [None, None]]
        table.rows += rows or [[name, None, None, None]]
    return table


def _mapping(plain: dict[str, Any], name: str) -> dict[str, Any]:
    found = plain.get(name)
    return found if isinstance(found, dict) and all(_is_key(key) for key in found) else {}


def _scored(criteria: dict[str, Any]) -> list[str]:
    """Return the criteria that can head a column of Scores: not one that is called as the first column is."""
    return [key for key in criteria if normal(key) != "vendor"]


def _scores(plain: dict[str, Any]) -> tuple[Table, Table]:
    """Return the tables Scores and Assessments."""
    assessments, criteria = _mapping(plain, "assessments"), _mapping(plain, "criteria")
    keys = _scored(criteria)
    scores = Table("Scores", [layout.SCORES.columns[0], *(Column(key, (key,), "scalar", 16) for key in keys)])
    details = Table("Assessments", list(layout.ASSESSMENTS.columns))
    for vendor, row in assessments.items():
        cells: list[Any] = [vendor]
        for key in keys:
            cell, rows = _assessment(row.get(key), levels_of(criteria[key])) if isinstance(row, dict) else (None, [])
            cells.append(cell)
            details.rows += [[vendor, key, *one] for one in rows]
        scores.rows.append(cells)
    return scores, details


def _assessment(whole: Any, levels: list[str]) -> tuple[Any, list[list[Any]]]:
    """Return an assessment's cell in Scores and its rows in Assessments, evaluator first."""
    if whole is None:
        return None, []
    if not isinstance(whole, dict) or not isinstance(whole.get("by_evaluator"), dict):
        cell, rows = _single(whole, levels)
        return (layout.SEE_MORE, []) if rows is None else (cell, rows)
    # What the evaluators agreed on stands as a single score does, in Scores and in a row without an evaluator.
    cell, rows = _single(whole["agreed"], levels) if "agreed" in whole else (layout.SEE_ASSESSMENTS, [])
    several = [_row(name, score, levels) if _is_key(name) else None for name, score in whole["by_evaluator"].items()]
    complete = [row for row in several if row is not None]
    if rows is None or not several or len(complete) < len(several) or not whole.keys() <= {"by_evaluator", "agreed"}:
        return layout.SEE_MORE, []
    return cell, [*rows, *complete]


def _single(assessment: Any, levels: list[str]) -> tuple[Any, list[list[Any]] | None]:
    """Return one score's cell and row; None for the rows where tables cannot say it."""
    fields = fields_of(assessment)
    if fields is None:
        return layout.SEE_MORE, None
    belief = {name: item for name, item in fields.items() if name in layout.BELIEF}
    judged = {name: item for name, item in fields.items() if name in layout.JUDGED}
    cell = score_text(belief, levels)
    if cell is None:
        row = _row(None, assessment, levels)
        return layout.SEE_ASSESSMENTS, None if row is None else [row]
    if not same(combined(read_score(cell, levels), judged), assessment):
        return layout.SEE_MORE, None
    row = _row(None, judged, levels) if judged else None
    return cell, [] if not judged else None if row is None else [row]


def _row(evaluator: str | None, assessment: Any, levels: list[str]) -> list[Any] | None:
    fields = fields_of(assessment)
    if not fields:
        return None
    columns = layout.ASSESSMENTS.columns[3:]
    cells = _cells(fields, columns)
    lost = [name for name in fields if cells[[column.path for column in columns].index((name,))] is None]
    misread = [
        name for name in ("value", "low", "high") if not same(level_name(fields.get(name), levels), fields.get(name))
    ]
    whole = evaluator is not None or not fields.keys().isdisjoint(layout.BELIEF)
    if lost or misread or (whole and not same(combined(None, fields), assessment)):
        return None
    return [evaluator, *cells]


def _more(plain: dict[str, Any], read: dict[str, Any]) -> Table:
    """Return what reading the tables does not give back: values with their paths, and the order of some rows."""
    entries: list[tuple[str, str | None, str]] = []
    entries += [(path_text(path), None, json.dumps(value, ensure_ascii=False)) for path, value in _missing(plain, read)]
    columns_of_scores = _scored(_mapping(plain, "criteria"))
    for vendor, row in _mapping(plain, "assessments").items():
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
