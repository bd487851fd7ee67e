"""What cells say, and what is written into them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_eval.files.cells import Cell
from vendor_eval.files.layout import Column
from vendor_eval.files.values import guarded, parsed, rendered, same
from vendor_eval.files.write_csv import _field

AWKWARD = (
    "007",
    "12",
    "1e5",
    "TRUE",
    "true",
    "=1+1",
    "+1",
    "-x",
    "@a",
    "'",
    "''",
    "'=1",
    "''12",
    "'s",
    "\tx",
    "\uff1d1",
    "a, b",
)
TEXTS = st.sampled_from(AWKWARD) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=9)
SCALARS = TEXTS | st.booleans() | st.integers(-(10**12), 10**12) | st.floats(allow_nan=False, allow_infinity=False)


def raw(text):
    return Cell(1, 1, "raw", text)


@given(SCALARS)
def test_any_scalar_comes_back_from_a_csv_field_as_what_it_was(value):
    text = _field(value, Column("x", kind="scalar"))
    tidy = int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e12 else value

    if text and not isinstance(value, float):
        assert same(parsed(raw(text), "scalar"), (tidy, None))
    elif text:
        assert parsed(raw(text), "scalar")[0] == value


@given(TEXTS)
def test_any_text_comes_back_from_a_csv_field_of_texts(value):
    assert parsed(raw(_field(value, Column("x"))), "text") == (value, None)


@given(TEXTS)
def test_no_csv_field_of_a_text_begins_as_a_formula_does(value):
    for kind in ("text", "scalar", "list"):
        assert _field(value, Column("x", kind=kind))[0] not in "=+-@\t\r\0\uff1d\uff0b\uff0d\uff20"


@pytest.mark.parametrize(
    ("text", "in_texts", "in_scalars"),
    [
        ("=1+1", "'=1+1", "'=1+1"),
        ("'=1+1", "''=1+1", "''=1+1"),
        ("12", "12", "'12"),
        ("'12", "'12", "''12"),
        ("'s-Hertogenbosch", "'s-Hertogenbosch", "'s-Hertogenbosch"),
        ("-", "'-", "'-"),
        ("plain", "plain", "plain"),
    ],
)
def test_a_quote_is_put_only_before_what_needs_it(text, in_texts, in_scalars):
    assert guarded(text, typed=False) == in_texts
    assert guarded(text, typed=True) == in_scalars


def test_numbers_stay_numbers_in_csv():
    assert _field(-3.5, Column("x", kind="scalar")) == "-3.5"
    assert parsed(raw("-3.5"), "scalar") == (-3.5, None)


@given(st.lists(TEXTS, max_size=4))
def test_a_list_of_names_comes_back_from_one_cell(names):
    assert parsed(Cell(1, 1, "text", rendered(names, "list")), "list") == (names, None)


@given(st.lists(st.integers(-9, 9) | st.floats(-1e9, 1e9), min_size=2, max_size=2))
def test_a_pair_of_numbers_comes_back_from_one_cell(pair):
    written = rendered(pair, "pair")

    assert written is None or same(parsed(Cell(1, 1, "text", written), "pair")[0], pair)


@pytest.mark.parametrize(
    ("cell", "kind", "words"),
    [
        (Cell(1, 1, "error", "#N/A"), "scalar", "the Excel error #N/A"),
        (Cell(1, 1, "formula", None), "text", "a formula without a result; open the workbook in Excel"),
        (Cell(1, 1, "date", "2025-03-04"), "scalar", "is the date 2025-03-04; Excel makes dates of texts like 3/4"),
        (Cell(1, 1, "date", "2025-03-04"), "text", "is the date 2025-03-04"),
        (Cell(1, 1, "text", "[1"), "list", "is no list: write names with commas"),
        (Cell(1, 1, "text", "{"), "json", "must be JSON"),
        (Cell(1, 1, "text", "[" * 5000), "json", "must be JSON"),
        (Cell(1, 1, "text", "[" * 5000), "list", "is no list"),
    ],
)
def test_what_a_cell_cannot_say_is_told(cell, kind, words):
    value, problem = parsed(cell, kind)

    assert value is None
    assert words in problem


@pytest.mark.parametrize(
    ("cell", "kind", "value"),
    [
        (Cell(1, 1, "date", "2025-03-04"), "date", "2025-03-04"),
        (Cell(1, 1, "number", 2024), "date", "2024"),
        (Cell(1, 1, "number", 7), "text", "7"),
        (Cell(1, 1, "boolean", True), "text", "TRUE"),
        (Cell(1, 1, "number", 3), "list", ["3"]),
        (Cell(1, 1, "date", "2025-03-04"), "list", ["2025-03-04"]),
        (Cell(1, 1, "boolean", True), "json", True),
        (Cell(1, 1, "number", 3), "json", 3),
        (Cell(1, 1, "text", "E1; E2\nE3,"), "list", ["E1", "E2", "E3"]),
        (Cell(1, 1, "text", "1…2"), "pair", [1, 2]),
        (Cell(1, 1, "text", "1 .. 2 .. 3"), "pair", "1 .. 2 .. 3"),
    ],
)
def test_a_cell_is_read_as_its_column_asks(cell, kind, value):
    assert parsed(cell, kind) == (value, None)


@pytest.mark.parametrize(
    ("value", "kind"),
    [("", "text"), (None, "scalar"), ([1], "list"), ("x" * 20_000, "text"), ({}, "pair"), ([1, 2, 3], "pair")],
)
def test_what_no_cell_can_hold_is_not_written(value, kind):
    assert rendered(value, kind) is None


def test_names_that_hold_a_comma_are_written_as_people_can_read_them():
    assert rendered(["é, x", "b"], "list") == '["é, x", "b"]'
    assert rendered(["é", "b"], "list") == "é, b"
    assert rendered({"é": 1}, "json") == '{"é": 1}'
