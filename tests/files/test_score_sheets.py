"""Ordinary score sheets: read as they are, with every doubt told."""

import datetime
import re
from pathlib import Path

import pytest

import vendor_eval
from books import write_book
from vendor_eval.errors import DecisionError, FileError, OptionError
from vendor_eval.files.score_sheets import read_score_sheet

PLAIN = [
    ["vendor", "price (EUR)", "speed", "uptime (%)"],
    ["weight", 0.5, 0.3, 0.2],
    ["direction", "min", "max", "higher"],
    ["Acme", 100, 5, 99.5],
    ["Beta", "90 .. 110", 4, "unknown"],
    [2025, 80, 3, "98%"],
]


def book(tmp_path, rows, **other):
    return write_book(tmp_path / "scores.xlsx", {"Sheet1": rows} | other)


def csv_file(tmp_path, text):
    path = tmp_path / "scores.csv"
    path.write_text(text, encoding="utf-8")
    return path


def faults(path, **options):
    with pytest.raises(DecisionError) as caught:
        read_score_sheet(path, **options)
    return [str(fault).removeprefix(str(path)).strip(" ›") for fault in caught.value.faults]


def test_a_score_sheet_becomes_a_decision(tmp_path):
    decision = read_score_sheet(book(tmp_path, PLAIN), as_of="2025-02-15")
    plain = decision.plain()

    assert plain["as_of"] == "2025-02-15"

    assert decision.title == "scores"
    assert list(decision.vendors) == ["Acme", "Beta", "2025"]
    assert plain["criteria"]["price"]["unit"] == "EUR"
    assert [plain["criteria"]["price"]["scale"][end] for end in ("worst", "best")] == [110, 80]
    assert [plain["criteria"]["speed"]["scale"][end] for end in ("worst", "best")] == [3, 5]
    assert plain["weights"] == {"direct": {"price": 0.5, "speed": 0.3, "uptime": 0.2}}
    assert plain["assessments"]["Beta"] == {"price": {"low": 90, "high": 110}, "speed": 4, "uptime": "unknown"}
    assert plain["assessments"]["2025"]["uptime"] == 98


def test_anchors_say_that_they_come_from_the_data(tmp_path):
    scale = read_score_sheet(book(tmp_path, PLAIN)).plain()["criteria"]["speed"]["scale"]

    assert scale["anchors"] == "data"


def test_the_day_is_today_where_nothing_is_said(tmp_path):
    assert read_score_sheet(book(tmp_path, PLAIN)).as_of == datetime.date.today()
    assert read_score_sheet(book(tmp_path, PLAIN), as_of=datetime.date(2025, 1, 2), title="T").title == "T"


def test_without_weights_any_are_allowed_and_without_directions_more_is_better(tmp_path):
    decision = read_score_sheet(book(tmp_path, [PLAIN[0], *PLAIN[3:]]))

    assert decision.plain()["weights"] == "any"
    assert decision.criteria["price"].scale.more_is_better
    assert "names no direction" in decision.criteria["price"].scale.because


def test_a_title_above_blank_rows_and_rows_in_any_order_do_no_harm(tmp_path):
    rows = [["Our vendors in 2025"], [], PLAIN[0], *PLAIN[3:5], [], PLAIN[5], PLAIN[2], PLAIN[1]]

    assert read_score_sheet(book(tmp_path, rows)).plain() == read_score_sheet(book(tmp_path, PLAIN)).plain()


@pytest.mark.parametrize("word", ["min", "MIN", "lower", "Lower is better", "less", "cost", " minimise "])
def test_the_words_for_less_are_known(tmp_path, word):
    rows = [*PLAIN[:2], ["Objective", word, "max", "max"], *PLAIN[3:]]

    assert not read_score_sheet(book(tmp_path, rows)).criteria["price"].scale.more_is_better


@pytest.mark.parametrize(
    ("weights", "options", "stated"),
    [
        ([50, 30, 20], {}, {"direct": {"price": 50, "speed": 30, "uptime": 20}, "normalise": True}),
        ([5, 3, 4], {"normalise": True}, {"direct": {"price": 5, "speed": 3, "uptime": 4}, "normalise": True}),
        (["50%", "30%", "20%"], {}, {"direct": {"price": 50, "speed": 30, "uptime": 20}, "normalise": True}),
    ],
)
def test_weights_are_taken_as_they_are_meant(tmp_path, weights, options, stated):
    path = book(tmp_path, [PLAIN[0], ["Weights", *weights], *PLAIN[2:]])

    assert read_score_sheet(path, **options).plain()["weights"] == stated


def test_weights_shown_in_percent_are_shares(tmp_path):
    def change(sheets):
        for column in "BCD":
            sheets["Sheet1"][f"{column}2"].number_format = "0%"

    path = write_book(tmp_path / "scores.xlsx", {"Sheet1": PLAIN}, change)

    assert read_score_sheet(path).plain()["weights"] == {"direct": {"price": 0.5, "speed": 0.3, "uptime": 0.2}}


def with_cell(row, column, value):
    rows = [list(cells) for cells in PLAIN]
    while len(rows) <= row:
        rows.append([])
    rows[row] += [None] * (column + 1 - len(rows[row]))
    rows[row][column] = value
    return rows


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            with_cell(3, 2, "1,200"),
            [("Sheet1!C4 assessments.Acme.speed", "It may mean 1200 or 1.200", "set the option `decimal`")],
        ),
        (
            with_cell(3, 2, "0,4"),
            [("Sheet1!C4 assessments.Acme.speed", "Did you mean 0.4?", "set the option `decimal`")],
        ),
        (
            with_cell(3, 2, "high"),
            [("Sheet1!C4 assessments.Acme.speed", "a number, a range like 900 .. 950, or unknown")],
        ),
        (with_cell(3, 2, "98%"), [("Sheet1!C4 assessments.Acme.speed", "say in the criterion's unit")]),
        (with_cell(3, 2, True), [("Sheet1!C4 assessments.Acme.speed", "must be a number, not TRUE")]),
        (
            with_cell(3, 2, None),
            [("Sheet1!C4 assessments.Acme.speed", "is empty: write a number, a range like 900 .. 950, or unknown")],
        ),
        (with_cell(3, 2, ("f", "=A1")), [("Sheet1!C4 assessments.Acme.speed", "a formula without a result")]),
        (with_cell(3, 2, ("e", "#REF!")), [("Sheet1!C4 assessments.Acme.speed", "the Excel error #REF!")]),
        (with_cell(3, 2, datetime.date(2025, 3, 4)), [("Sheet1!C4 assessments.Acme.speed", "is the date 2025-03-04")]),
        (
            with_cell(3, 2, 1e300),
            [
                ("Sheet1!C4 assessments.Acme.speed", "between -1e12 and 1e12"),
                ("Sheet1!C1 criteria.speed.scale.best", "1e12"),
            ],
        ),
        (
            with_cell(2, 1, "mni"),
            [
                (
                    "Sheet1!B3",
                    "must be one of max, higher, more, benefit where more is better; min, lower, less, cost",
                    "not 'mni'. Did you mean 'min'?",
                )
            ],
        ),
        (with_cell(2, 1, "up"), [("Sheet1!B3", "must be one of max", "not 'up'")]),
        (with_cell(2, 1, None), [("Sheet1!B3", "must be one of max", "but is empty")]),
        (with_cell(1, 1, 0.4), [("Sheet1!A2 weights", "sum to 0.9; they should sum to 1", "the option `normalise`")]),
        (
            with_cell(1, 1, 96.5),
            [("Sheet1!A2 weights", "sum to 97; they should sum to 100 as percentages", "the option `normalise`")],
        ),
        (with_cell(1, 1, -0.5), [("Sheet1!B2 weights.direct.price", "must be a weight, a number of at least 0")]),
        (with_cell(1, 1, "much"), [("Sheet1!B2 weights.direct.price", "must be a number, not the text 'much'")]),
        (
            with_cell(1, 1, None),
            [("Sheet1!B2 weights.direct.price", "has no weight; write 0"), ("Sheet1!A2 weights", "sum to 0.5")],
        ),
        (with_cell(6, 0, "TOTAL"), [("Sheet1!A7", "'TOTAL' looks like a row of totals, not a vendor; delete the row")]),
        (with_cell(6, 0, "Average:"), [("Sheet1!A7", "looks like a row of totals")]),
        (with_cell(0, 4, "Total"), [("Sheet1!E1", "'Total' looks like a result, not a criterion; delete the column")]),
        (with_cell(0, 4, "Speed "), [("Sheet1!E1", "'Speed' is a heading in C1 already")]),
        (with_cell(3, 4, 5), [("Sheet1!E1", "has no heading, but the column is not empty")]),
        (with_cell(4, 0, "ACME"), [("Sheet1!A5", "'ACME' looks the same as the vendor in A4")]),
        (with_cell(4, 0, None), [("Sheet1!A5", "names no vendor, but the row is not empty (see B5")]),
        (
            with_cell(4, 0, "any"),
            [("Sheet1!A5 vendors.any", "choose another name"), ("Sheet1!A5 assessments.any", "choose another")],
        ),
        (with_cell(4, 0, ("e", "#N/A")), [("Sheet1!A5", "the Excel error #N/A")]),
        (with_cell(0, 2, ("e", "#N/A")), [("Sheet1!C1", "the Excel error #N/A")]),
        ([["vendor", "a"]], [("Sheet1!A1", "has no vendor below it")]),
        ([["vendor"], ["a"]], [("Sheet1!A1", "holds no table: criteria in a row")]),
    ],
)
def test_what_is_wrong_is_told_with_its_cell(tmp_path, rows, expected):
    found = faults(book(tmp_path, rows))

    assert len(found) >= len(expected), found
    for place, *words in expected:
        text = next((text for text in found if text.startswith(f"{place}:")), "")
        for word in words:
            assert word in text, found


def test_merged_cells_are_named_and_hidden_rows_warned_of(tmp_path):
    path = write_book(tmp_path / "m.xlsx", {"S": PLAIN}, lambda book: book["S"].merge_cells("B4:B5"))
    assert "S!B4: is merged (B4:B5): unmerge" in faults(path)[0]

    title = [["Scores of our shortlist"], [], *PLAIN]
    path = write_book(tmp_path / "t.xlsx", {"S": title}, lambda book: book["S"].merge_cells("A1:D1"))
    assert list(read_score_sheet(path).vendors) == ["Acme", "Beta", "2025"]

    def hide(sheets):
        sheets["S"].row_dimensions[4].hidden = True
        sheets["S"].column_dimensions["C"].hidden = True

    path = write_book(tmp_path / "h.xlsx", {"S": PLAIN}, hide)
    with pytest.warns(UserWarning, match="hidden") as caught:
        read_score_sheet(path)

    assert [str(one.message).removeprefix(f"{path} › ") for one in caught] == [
        "S!A4: hidden rows are read all the same: 4. Show them, or delete them.",
        "S!C1: hidden columns are read all the same: speed. Show them, or delete them.",
    ]
    assert not any(Path(one.filename).is_relative_to(Path(vendor_eval.__file__).parent) for one in caught)


def test_a_criterion_on_which_all_are_equal_is_warned_of(tmp_path):
    rows = [["vendor", "a", "b"], ["weight", 0.5, 0.5], ["x", 1, 7], ["y", 2, 7]]
    with pytest.warns(UserWarning, match=r"Sheet1!C1: 'b' tells no vendors apart, so it is taken for information only"):
        decision = read_score_sheet(book(tmp_path, rows))

    assert decision.criteria["b"].information_only
    assert decision.plain()["weights"] == {"direct": {"a": 0.5}, "normalise": True}


def test_one_vendor_alone_gives_no_scale(tmp_path):
    found = faults(book(tmp_path, [["vendor", "a"], ["x", 1]]))

    assert len(found) == 1
    assert "Sheet1!A1: has no column in which the scores differ, so nothing tells the vendors apart." in found[0]


@pytest.mark.parametrize("decimal", [".", ","])
def test_a_csv_file_is_read_as_its_country_writes_it(tmp_path, decimal):
    text = "vendor,price,speed\nAcme,1200.5,0.4\nBeta,900,0.5\n"
    if decimal == ",":
        text = 'vendor;price;speed\nAcme;"1.200,5";0,4\nBeta;900;0,5\n'
    plain = read_score_sheet(csv_file(tmp_path, text), decimal=decimal).plain()

    assert plain["assessments"] == {"Acme": {"price": 1200.5, "speed": 0.4}, "Beta": {"price": 900, "speed": 0.5}}


def test_a_csv_file_of_another_country_is_told(tmp_path):
    path = csv_file(tmp_path, "vendor;price\nAcme;3\n")
    with pytest.raises(FileError, match="looks separated by semicolons"):
        read_score_sheet(path)
    path = csv_file(tmp_path, "vendor;price\nAcme;3,x\nBeta;1.20\nGamma;4 .. 5,5\n")

    found = faults(path, decimal=",")

    assert [text.partition(":")[0] for text in found] == [
        'line 2, column "price" assessments.Acme.price',
        'line 3, column "price" assessments.Beta.price',
    ]


def test_ranges_with_decimal_commas_are_read(tmp_path):
    path = csv_file(tmp_path, "vendor;a\nAcme;1,5 .. 2,5\nBeta;1 .. 2 .. 3,5\n")
    plain = read_score_sheet(path, decimal=",").plain()

    assert plain["assessments"]["Beta"]["a"] == {"low": 1, "likely": 2, "high": 3.5}
    assert plain["assessments"]["Acme"]["a"] == {"low": 1.5, "high": 2.5}


def test_a_faulty_form_of_csv_comes_with_all_other_faults(tmp_path):
    found = faults(csv_file(tmp_path, "vendor,a\nAcme\nBeta,x\n"))

    assert "has 1 cells where the header has 2" in found[0]
    assert "not the text 'x'" in found[-1]


def test_the_sheet_is_named_where_there_are_several(tmp_path):
    path = book(tmp_path, PLAIN, Other=[["x"]])

    assert read_score_sheet(path, sheet="Sheet1").title == "scores"
    with pytest.raises(FileError, match=r"has the sheets 'Sheet1', 'Other': the option `sheet` says which one"):
        read_score_sheet(path)
    with pytest.raises(
        FileError, match=re.escape("has no sheet 'Shet1'; the sheets are 'Sheet1', 'Other'. Did you mean 'Sheet1'?")
    ):
        read_score_sheet(path, sheet="Shet1")


def test_a_hidden_sheet_is_not_in_the_way(tmp_path):
    def hide(sheets):
        sheets["Other"].sheet_state = "hidden"

    path = write_book(tmp_path / "scores.xlsx", {"Sheet1": PLAIN, "Other": [["x"]]}, hide)

    assert read_score_sheet(path).title == "scores"


def test_options_and_files_that_are_not_known_are_refused(tmp_path):
    with pytest.raises(OptionError, match="decimal must be one of"):
        read_score_sheet(tmp_path / "x.csv", decimal=";")
    with pytest.raises(FileError, match="neither an Excel workbook"):
        read_score_sheet(tmp_path / "x.ods")


def test_a_percentage_shown_where_the_unit_is_percent_is_told(tmp_path):
    def change(sheets):
        sheets["Sheet1"]["D4"] = 0.995
        sheets["Sheet1"]["D4"].number_format = "0.0%"

    path = write_book(tmp_path / "scores.xlsx", {"Sheet1": PLAIN}, change)

    assert "shows 0.995 as 99.5000%, and the unit is '%'" in faults(path)[0]


def test_notes_beside_the_table_are_told_once(tmp_path):
    found = faults(book(tmp_path, [*PLAIN, [None, None, None, None, "a note"]]))

    assert len(found) == 1
    assert found[0].startswith("Sheet1!E1: has no heading")


def test_a_country_s_spaces_between_thousands_are_read(tmp_path):
    path = csv_file(tmp_path, "vendor;a\nAcme;1\u00a0200,5\nBeta;1\u202f300\nGamma;1 400\n")

    plain = read_score_sheet(path, decimal=",").plain()

    assert [row["a"] for row in plain["assessments"].values()] == [1200.5, 1300, 1400]


@pytest.mark.parametrize(
    ("weights", "near"),
    [((20, 29), "1"), ((20, 30), "100 as percentages"), ((75, 75), "100 as percentages"), ((76, 75), "1")],
)
def test_the_sum_that_was_probably_meant_is_named(tmp_path, weights, near):
    rows = [["vendor", "a", "b"], ["weight", *weights], ["x", 1, 2], ["y", 2, 3]]

    (found,) = faults(book(tmp_path, rows))

    assert f"holds weights that sum to {sum(weights)}; they should sum to {near}. Correct them" in found


def test_a_weight_that_is_too_large_is_told_at_its_cell(tmp_path):
    rows = [["vendor", "a", "b"], ["weight", 1, 2e12], ["x", 1, 2], ["y", 2, 3]]

    (found,) = faults(book(tmp_path, rows), normalise=True)

    assert found.startswith("Sheet1!C2 weights.direct.b: must be a number between -1e12 and 1e12")


def test_what_stands_in_a_row_without_a_vendor_is_shown_by_three_cells(tmp_path):
    rows = [["vendor", "a", "b", "c", "d"], ["x", 1, 2, 3, 4], ["y", 2, 3, 4, 5], [None, 1, 2, 3, 4]]

    (found,) = faults(book(tmp_path, rows))

    assert found == "Sheet1!A4: names no vendor, but the row is not empty (see B4, C4, D4)."


def test_a_criterion_without_a_weight_is_told_in_its_cell(tmp_path):
    rows = [["vendor", "a", "b"], ["weight", 1, None], ["x", 1, 2], ["y", 2, 3]]

    (found,) = faults(book(tmp_path, rows))

    assert found == "Sheet1!C2 weights.direct.b: has no weight; write 0 where a criterion is not to count."
