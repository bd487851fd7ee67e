"""What helps people in a workbook: lists to choose from, checks while typing, and notes on scales."""

from __future__ import annotations

from typing import Any, get_args

from vendor_eval.decision.evidence import Grade, Kind
from vendor_eval.decision.requirements import Requirement
from vendor_eval.decision.scales import Scale
from vendor_eval.errors import FileError
from vendor_eval.files.cells import letters
from vendor_eval.files.layout import Table
from vendor_eval.files.places import MOST_VALUES
from vendor_eval.files.scores import levels_of
from vendor_eval.files.sheet_part import MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from vendor_eval.files.tabulate import tabulated
from vendor_eval.files.write_workbook import Book, write_workbook

__all__ = ["add_guides", "decision_workbook", "scale_note"]

_SPARE_ROWS = 200
_LONGEST_LIST = 255
_LONGEST_HINT = 250


def decision_workbook(plain: dict[str, Any], *, digest: str = "") -> bytes:
    """Return a decision as the bytes of a workbook that helps whoever changes it.

    Raises
    ------
    FileError
        If the decision is larger than a workbook that is read again may be.
    """
    tables = tabulated(plain, digest=digest)
    check_size(tables)
    return write_workbook(
        tables,
        title=str(plain.get("title", "")),
        around=lambda book, sheets: add_guides(book, sheets, tables, plain),
    )


def check_size(tables: list[Table]) -> None:
    """Refuse to write what would not be read again."""
    for table in tables:
        rows, columns = len(table.rows) + 1, len(table.columns)
        if rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
            size = f"{rows:,} rows and {columns:,} columns"
            raise FileError(f"The sheet {table.name} would have {size}, more than are read; save it as YAML or JSON.")
    values = sum(value is not None for table in tables for row in table.rows for value in row)
    if values > MOST_VALUES:
        raise FileError(f"The workbook would hold {values:,} values, more than are read; save it as YAML or JSON.")


def scale_note(key: str, criterion: dict[str, Any]) -> str:
    """Say in a few words what a criterion measures and what its ends are worth."""
    unit = f" ({criterion['unit']})" if criterion.get("unit") else ""
    scale = criterion.get("scale") or {}
    parts = [f"{criterion.get('name') or key}{unit}."]
    if "levels" in scale:
        parts.append(
            "Levels: " + ", ".join(f"{level} = {worth}" for level, worth in scale["levels"].items()) + " points."
        )
    elif "worst" in scale and "best" in scale:
        shape = f", {scale['shape']}" if "shape" in scale else ""
        parts.append(f"{scale['worst']} is worth 0 points, {scale['best']} 100{shape}.")
    if "range" in scale:
        parts.append(f"Possible: {scale['range'][0]} to {scale['range'][1]}.")
    return " ".join(parts)


def add_guides(book: Book, sheets: dict[str, Any], tables: list[Table], plain: dict[str, Any]) -> None:
    """Add lists, checks and notes to the sheets of a decision."""
    by_name = {table.name: table for table in tables}
    for name, label, choices in _choices():
        if name in sheets:
            _offer(sheets[name], by_name[name], label, choices)
    for name, label, low, high in (("Levels", "value", 0, 100), ("Requirements", "p met", 0, 1)):
        if name in sheets:
            check = {"validate": "decimal", "criteria": "between", "minimum": low, "maximum": high}
            _validate(sheets[name], by_name[name], label, check | {"error_message": f"A number from {low} to {high}."})
    for name in ("Scores", "Assessments", "Levels", "Requirements", "Waivers"):
        if name in sheets:
            _offer_names(sheets[name], by_name[name], by_name)
    if "Scores" in sheets:
        _guide_scores(book, sheets["Scores"], by_name, plain)


def _choices() -> list[tuple[str, str, list[str]]]:
    kinds = get_args(Requirement.model_fields["kind"].annotation)
    shapes = get_args(Scale.model_fields["shape"].annotation)
    return [
        ("Evidence", "kind", list(get_args(Kind))),
        ("Evidence", "grade", list(get_args(Grade))),
        ("Requirements", "kind", list(kinds)),
        ("Criteria", "shape", list(shapes)),
    ]


def _validate(sheet: Any, table: Table, label: str, check: dict[str, Any]) -> None:
    index = next((i for i, column in enumerate(table.columns) if column.label == label), None)
    if index is not None:
        sheet.data_validation(1, index, len(table.rows) + _SPARE_ROWS, index, check)


def _offer(sheet: Any, table: Table, label: str, choices: list[str]) -> None:
    text = f"One of: {', '.join(choices)}."
    message = {"error_title": "Not in the list", "error_message": text[:_LONGEST_HINT]}
    _validate(sheet, table, label, {"validate": "list", "source": choices} | message)


def _offer_names(sheet: Any, table: Table, by_name: dict[str, Table]) -> None:
    """Offer the names of vendors and criteria where a row is about one of them."""
    for label, home in (("vendor", "Vendors"), ("criterion", "Criteria")):
        if home in by_name:
            source = f"={home}!$A$2:$A${len(by_name[home].rows) + _SPARE_ROWS}"
            advice = {"error_type": "warning", "error_message": f"There is no such {label} on the sheet {home}."}
            _validate(sheet, table, label, {"validate": "list", "source": source} | advice)


def _guide_scores(book: Book, sheet: Any, by_name: dict[str, Table], plain: dict[str, Any]) -> None:
    table = by_name["Scores"]
    last = len(table.rows) + _SPARE_ROWS
    for index, column in enumerate(table.columns[1:], 1):
        criterion = plain["criteria"][column.label]
        note = scale_note(column.label, criterion)
        levels = levels_of(criterion)
        sheet.write_comment(0, index, note[:2000], {"x_scale": 2, "y_scale": 1.2})
        check = _level_check(column.label, levels, by_name) if levels else _number_check(index, criterion)
        hint = {"input_title": column.label[:32], "input_message": _hint(note, levels)}
        # Ranges and unknown are texts, so a check of texts only asks.
        sheet.data_validation(1, index, last, index, check | hint)


def _hint(note: str, levels: list[str]) -> str:
    forms = "A level, unknown, or level .. level." if levels else "A number, unknown, or low .. high."
    room = _LONGEST_HINT - len(forms) - 1
    return f"{note if len(note) <= room else note[: room - 3] + '...'} {forms}"


def _level_check(key: str, levels: list[str], by_name: dict[str, Table]) -> dict[str, Any]:
    choices = [*levels, "unknown"]
    advice = {"error_type": "warning", "error_title": "No level", "error_message": "Use it all the same?"}
    if len(",".join(choices)) <= _LONGEST_LIST and not any(set(level) & set(',"') for level in levels):
        return {"validate": "list", "source": choices} | advice
    rows = [number for number, row in enumerate(by_name["Levels"].rows, 2) if row[0] == key]
    if not rows:
        return {"validate": "any"}
    return {"validate": "list", "source": f"=Levels!$B${rows[0]}:$B${rows[-1]}"} | advice


def _number_check(index: int, criterion: dict[str, Any]) -> dict[str, Any]:
    ends = (criterion.get("scale") or {}).get("range")
    if ends is None:
        return {"validate": "any"}
    cell = f"{letters(index + 1)}2"
    return {
        "validate": "custom",
        "value": f"=OR(ISTEXT({cell}),AND({cell}>={ends[0]!r},{cell}<={ends[1]!r}))",
        "error_title": "Not possible",
        "error_message": f"A number from {ends[0]} to {ends[1]}, unknown, or low .. high.",
    }
