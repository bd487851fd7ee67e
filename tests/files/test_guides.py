"""What helps people in a workbook: lists, checks while typing, and notes that say what a score is worth."""

from typing import get_args

import openpyxl
import pytest

from builders import make_plain
from vendor_eval.decision.document import Decision
from vendor_eval.decision.evidence import Grade, Kind
from vendor_eval.files.formats import save
from vendor_eval.files.guides import decision_workbook, scale_note

LEVELS = {"refuses": 0, "in contract": 70, "audited": 100}
PLAIN = make_plain(
    {"alpha": {"reach": {"low": 1, "high": 2, "because": "x", "evidence": ["E1"]}, "terms": "audited", "free": 5}},
    scales={
        "free": {"worst": 1, "best": 9, "shape": "log"},
        "reach": {"worst": 0, "best": 1200, "range": [0, 5000]},
        "terms": {"levels": LEVELS},
    },
    require={
        "reach": {"at_least": 1, "kind": "should", "p_met": 0.5, "waivers": {"alpha": {"because": "x", "by": "y"}}}
    },
    evidence={"E1": {"kind": "audit", "grade": "high"}},
)
PLAIN["criteria"]["reach"] |= {"name": "Consumer reach", "unit": "million users"}


@pytest.fixture
def book(tmp_path):
    return openpyxl.load_workbook(save(Decision.model_validate(PLAIN), tmp_path / "d.xlsx"))


def checks(book, sheet):
    """The checks of a sheet by the heading of their column."""
    heads = {cell.column_letter: cell.value for cell in book[sheet][1]}
    found = {}
    for check in book[sheet].data_validations.dataValidation:
        (area,) = check.sqref.ranges
        assert area.min_row == 2
        assert area.max_row == book[sheet].max_row + 200  # to spare
        found[heads[openpyxl.utils.get_column_letter(area.min_col)]] = check
    return found


def choices(check):
    assert check.type == "list"
    return check.formula1.strip('"').split(",")


def test_words_that_a_field_takes_are_offered(book):
    evidence, requirements, criteria = (checks(book, name) for name in ("Evidence", "Requirements", "Criteria"))

    assert choices(evidence["kind"]) == list(get_args(Kind))
    assert choices(evidence["grade"]) == list(get_args(Grade))
    assert choices(requirements["kind"]) == ["must", "should"]
    assert choices(criteria["shape"]) == ["linear", "log", "piecewise", "exponential", "target"]
    assert evidence["grade"].error == "One of: high, medium, low."
    assert evidence["grade"].errorTitle == "Not in the list"
    # A word that is not in the list is refused, not only doubted.
    assert evidence["grade"].errorStyle in (None, "stop")


def test_numbers_that_have_limits_are_held_to_them(book):
    for sheet, label, greatest in (("Levels", "value", 100), ("Requirements", "p met", 1)):
        check = checks(book, sheet)[label]

        assert (check.type, check.operator) == (
            "decimal",
            None,
        )  # between, which is what is meant where nothing is said
        assert (check.formula1, check.formula2) == ("0", str(greatest))
        assert check.error == f"A number from 0 to {greatest}."


@pytest.mark.parametrize(
    ("sheet", "label", "source"),
    [
        ("Scores", "vendor", "Vendors!$A$2:$A$201"),
        ("Assessments", "vendor", "Vendors!$A$2:$A$201"),
        ("Assessments", "criterion", "Criteria!$A$2:$A$203"),
        ("Levels", "criterion", "Criteria!$A$2:$A$203"),
        ("Requirements", "criterion", "Criteria!$A$2:$A$203"),
        ("Waivers", "criterion", "Criteria!$A$2:$A$203"),
        ("Waivers", "vendor", "Vendors!$A$2:$A$201"),
    ],
)
def test_names_are_offered_from_the_sheet_that_lists_them(book, sheet, label, source):
    check = checks(book, sheet)[label]

    assert check.formula1 == source
    assert check.errorStyle == "warning"
    assert check.error == f"There is no such {label} on the sheet {source.partition('!')[0]}."


def test_each_heading_of_scores_says_what_its_ends_are_worth(book):
    scores = book["Scores"]

    assert scores["B1"].comment.text == (
        "Consumer reach (million users). 0 is worth 0 points, 1200 100. Possible: 0 to 5000."
    )
    assert scores["C1"].comment.text == "Terms. Levels: refuses = 0, in contract = 70, audited = 100 points."
    assert scores["A1"].comment is None


def test_a_score_is_checked_while_it_is_typed(book):
    found = checks(book, "Scores")
    reach, terms, free = (found[key] for key in ("reach", "terms", "free"))

    assert (reach.type, reach.formula1) == ("custom", "OR(ISTEXT(B2),AND(B2>=0,B2<=5000))")
    assert reach.error == "A number from 0 to 5000, unknown, or low .. high."
    assert (reach.promptTitle, free.promptTitle) == ("reach", "free")
    assert reach.prompt.startswith("Consumer reach (million users).")
    assert reach.prompt.endswith(" A number, unknown, or low .. high.")
    assert choices(terms) == [*LEVELS, "unknown"]
    assert terms.errorStyle == "warning"
    assert terms.prompt.endswith(" A level, unknown, or level .. level.")
    # Without a possible range any number will do.
    assert free.type in (None, "none")


def test_a_long_note_is_cut_where_a_hint_has_no_room(tmp_path):
    plain = make_plain({"alpha": {"reach": 1}})
    plain["criteria"]["reach"]["name"] = "Reach " * 100
    path = save(Decision.model_validate(plain), tmp_path / "d.xlsx")

    book = openpyxl.load_workbook(path)
    prompt = checks(book, "Scores")["reach"].prompt

    assert len(prompt) == 250
    assert prompt.endswith("... A number, unknown, or low .. high.")
    assert book["Scores"]["B1"].comment.text.startswith("Reach Reach")


@pytest.mark.parametrize(
    ("criterion", "said"),
    [
        ({}, "key."),
        ({"name": "Reach", "unit": ""}, "Reach."),
        ({"unit": "EUR", "scale": {"worst": 9, "best": 1}}, "key (EUR). 9 is worth 0 points, 1 100."),
        ({"scale": {"worst": 1, "best": 9, "shape": "log"}}, "key. 1 is worth 0 points, 9 100, log."),
        ({"scale": {"levels": {"a": 0, "b": 7}}}, "key. Levels: a = 0, b = 7 points."),
        ({"scale": {"worst": 1, "best": 9, "range": [0, 10]}}, "key. 1 is worth 0 points, 9 100. Possible: 0 to 10."),
        ({"scale": None}, "key."),
    ],
)
def test_a_scale_is_told_in_a_few_words(criterion, said):
    assert scale_note("key", criterion) == said


def test_a_level_with_a_comma_or_a_quote_is_offered_from_its_sheet(tmp_path):
    for name, level in (("a", "yes, mostly"), ("b", 'the "best"'), ("c", "x" * 90), ("d", "plain")):
        plain = make_plain({"v": {"t": level}}, scales={"t": {"levels": {level: 0, "y" * 90: 50, "z" * 90: 100}}})
        path = save(Decision.model_validate(plain), tmp_path / f"{name}.xlsx")

        check = checks(openpyxl.load_workbook(path), "Scores")["t"]

        if name == "d":
            assert choices(check) == [level, "y" * 90, "z" * 90, "unknown"]
        else:
            assert check.formula1 == "Levels!$B$2:$B$4"


def test_a_decision_without_a_title_gives_a_workbook_without_one(tmp_path):
    plain = {name: item for name, item in PLAIN.items() if name != "title"}
    path = tmp_path / "d.xlsx"
    path.write_bytes(decision_workbook(plain))

    assert openpyxl.load_workbook(path).properties.title in (None, "")


def test_sheets_that_are_not_there_need_no_guide(tmp_path):
    path = tmp_path / "d.xlsx"
    path.write_bytes(decision_workbook({"title": "x", "assessments": {}, "criteria": {"reach": {"name": "Reach"}}}))
    book = openpyxl.load_workbook(path)

    assert "Scores" not in book.sheetnames
    assert "Vendors" not in book.sheetnames
    path.write_bytes(decision_workbook({"criteria": {"c": {}}, "assessments": {"alpha": {"c": 1}}}))
    found = openpyxl.load_workbook(path)["Scores"].data_validations.dataValidation
    assert [str(check.sqref)[0] for check in found] == ["B"]
