"""From plain assessments to the tables Scores and Assessments: a score in one cell where a cell can say it."""

from __future__ import annotations

from typing import Any

from vendor_eval.files import layout
from vendor_eval.files.grid import normal
from vendor_eval.files.layout import Column, Table
from vendor_eval.files.plain_cells import cells_of, is_key, named_parts
from vendor_eval.files.scores import combined, fields_of, level_name, levels_of, read_score, score_text
from vendor_eval.files.values import same

__all__ = ["score_tables", "scored"]


def scored(criteria: dict[str, Any]) -> list[str]:
    """Return the criteria that can head a column of Scores: not one that is called as the first column is."""
    return [key for key in criteria if normal(key) != "vendor"]


def score_tables(plain: dict[str, Any]) -> tuple[Table, Table]:
    """Return the tables Scores and Assessments."""
    assessments, criteria = named_parts(plain, "assessments"), named_parts(plain, "criteria")
    keys = scored(criteria)
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
    several = [_row(name, score, levels) if is_key(name) else None for name, score in whole["by_evaluator"].items()]
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
    cells = cells_of(fields, columns)
    lost = [name for name in fields if cells[[column.path for column in columns].index((name,))] is None]
    misread = [
        name for name in ("value", "low", "high") if not same(level_name(fields.get(name), levels), fields.get(name))
    ]
    whole = evaluator is not None or not fields.keys().isdisjoint(layout.BELIEF)
    if lost or misread or (whole and not same(combined(None, fields), assessment)):
        return None
    return [evaluator, *cells]
