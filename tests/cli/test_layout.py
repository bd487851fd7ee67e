"""Text and tables keep to a width, whatever they hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_eval.cli.layout import Column, cells, paragraph, table, terminal_width

texts = st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=60)


@given(texts, st.integers(min_value=5, max_value=60))
def test_a_paragraph_keeps_to_its_width_and_loses_no_letter(text, width):
    lines = paragraph(text, width=width).split("\n")

    assert max(cells(line) for line in lines) <= width
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.lists(st.tuples(texts, texts, texts), max_size=4), st.integers(min_value=40, max_value=120))
def test_a_table_keeps_to_its_width_where_its_words_do(rows, width):
    columns = [Column(head, [row[j] for row in rows]) for j, head in enumerate(("vendor", "verdict", "range"))]
    lines = table(columns, width=width).split("\n")

    widest_word = max(column.narrowest for column in columns)
    assert max(cells(line) for line in lines) <= max(width, 2 * widest_word + 2)


def test_columns_that_do_not_fit_follow_below_with_the_first_one_repeated():
    columns = [Column("vendor", ["Alpha"]), *(Column(f"criterion-{i}", [str(i)], right=True) for i in range(6))]

    lines = table(columns, width=40).split("\n")

    assert sum(line.startswith("Alpha") for line in lines) == 3
    assert max(map(len, lines)) <= 40


def test_a_percent_sign_stays_with_its_number():
    assert paragraph("it is 67 %", width=8) == "it is\n67 %"


def test_a_table_without_rows_has_its_head():
    assert table([Column("vendor", []), Column("value", [], right=True)], width=40) == "vendor  value\n------  -----"


@pytest.mark.parametrize(("columns", "expected"), [("100", 100), ("3", 40)])
def test_the_width_is_that_of_the_terminal_but_never_too_narrow_to_read(monkeypatch, columns, expected):
    monkeypatch.setenv("COLUMNS", columns)

    assert terminal_width() == expected
