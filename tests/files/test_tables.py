"""Decisions in tables: nothing is lost, whatever the form."""

import shutil
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import make_decision, make_plain
from hostile import hostile
from strategies import decisions
from vendor_eval import cases
from vendor_eval.decision.document import Decision
from vendor_eval.errors import FileError
from vendor_eval.files import guides
from vendor_eval.files.assemble import assemble
from vendor_eval.files.formats import load, save, write_json
from vendor_eval.files.grid import sheet_of
from vendor_eval.files.scores import score_text
from vendor_eval.files.tabulate import tabulated
from vendor_eval.files.write_yaml import write_yaml


def through_tables(plain):
    """Return plain data after a way through tables in memory."""
    document = assemble("x", {table.name: sheet_of(table) for table in tabulated(plain)})

    assert [fault for fault in document.faults if "There is no sheet" not in fault.message] == []
    return document.data


def table(plain, name):
    return next((table for table in tabulated(plain) if table.name == name), None)


@settings(max_examples=60, deadline=None)
@given(decisions())
def test_a_decision_goes_through_every_format_and_comes_back_the_same(tmp_path_factory, decision):
    folder = tmp_path_factory.mktemp("formats")
    expected = write_yaml(decision.plain())
    here = decision
    for name in ("d.xlsx", "d.csv", "d.yaml", "d.json", "e.xlsx", "e.csv"):
        here = load(save(here, folder / name))

        assert here == decision
        assert here.digest == decision.digest
        assert write_yaml(here.plain()) == expected
    shutil.rmtree(folder)


@settings(max_examples=100, deadline=None)
@given(decisions())
def test_tables_alone_lose_nothing_either(decision):
    assert write_json(Decision.model_validate(through_tables(decision.plain())).plain()) == write_json(decision.plain())


@pytest.mark.parametrize("decision", [hostile(), *map(cases.load, cases.names())], ids=lambda d: d.title[:20])
def test_large_and_hostile_decisions_survive_too(tmp_path, decision):
    for name in ("d.xlsx", "d.csv"):
        assert write_yaml(load(save(decision, tmp_path / name)).plain()) == write_yaml(decision.plain())


WEIGHTS = [
    "any",
    {"any": True, "because": "x", "on": "2025-01-01"},
    {"direct": {"reach": 0.1 + 0.2, "terms": 0.7}},
    {"direct": {"reach": 1, "terms": 2}, "normalise": True},
    {"rank_order": {"order": ["reach", ["terms", "price"]], "method": "roc"}, "because": "=x"},
    {"pairwise": {"reach": {"terms": 3, "price": 0.2}, "terms": {"price": 2}}, "method": "geometric_mean"},
    {
        "best_worst": {
            "best": "reach",
            "worst": "1e5",
            "best_to_others": {"reach": 1, "1e5": 8},
            "others_to_worst": {"reach": 8, "1e5": 1},
        },
        "model": "nonlinear",
    },
    {
        "imprecise": {
            "order": ["reach", ["terms", "price"]],
            "bounds": {"reach": [0.1, 0.3]},
            "ratios": [{"of": "reach", "to": "terms", "at_least": 2}],
            "sums": [{"of": {"reach": 1, "terms": -0.5}, "at_most": 0.25, "because": "=x"}],
        }
    },
    {"around": {"point": {"reach": 0.5, "terms": 0.5}, "concentration": 50}},
    {
        "swing": {"technology": 100, "price": 40},
        "within": {"technology": {"direct": {"models": 0.4, "x.y": 0.6}}, "technology / models": "any"},
    },
    {"by_evaluator": {"ann": {"swing": {"reach": 3}}, "bob": "any"}, "agreed": {"swing": {"reach": 2}, "because": "x"}},
]


@pytest.mark.parametrize("weights", WEIGHTS, ids=lambda weights: str(weights)[:24])
def test_every_form_of_weights_stands_on_its_sheet(weights):
    plain = make_plain() | {"weights": weights}

    assert write_json(through_tables(plain)["weights"]) == write_json(weights)
    assert table(plain, "More") is None


ASSESSMENTS = [
    900,
    "unknown",
    {"value": 5, "because": "x", "evidence": ["E1", "E,2"], "by": "ann", "on": "2025-01-01"},
    {"low": 1, "high": 2.5},
    {"low": 1, "likely": 2, "high": 4},
    {"low": 1, "likely": 2, "high": 4, "shape": "pert", "because": "x"},
    {"mean": 5, "sd": 0.1},
    {"passes": 17, "trials": 20, "because": "two\nlines"},
    {"levels": {"b": 0.25, "a": 0.75}},
    {"by_evaluator": {"ann": 900, "007": {"low": 1, "high": 2, "because": "x"}}},
    {"by_evaluator": {"ann": {"mean": 1, "sd": 2}}, "agreed": {"value": 5, "because": "talked"}},
    {"by_evaluator": {"ann": 1}, "agreed": {"mean": 1, "sd": 2, "because": "talked"}},
    {"value": 5},
    {"value": 5, "confidence": "a field of tomorrow"},
    {"by_evaluator": {}, "agreed": 5},
    {"by_evaluator": {"ann": {"new": 5}}},
    {"value": "900 .. 950"},
    "",
    "x" * 40_000,
]


@pytest.mark.parametrize("score", ASSESSMENTS, ids=lambda score: str(score)[:24])
def test_every_form_of_a_score_comes_back(score):
    plain = make_plain({"alpha": {"reach": score, "price": 5}, "beta": {"reach": 1, "price": 2}})

    assert write_json(through_tables(plain)["assessments"]) == write_json(plain["assessments"])


@pytest.mark.parametrize("score", ASSESSMENTS[:12], ids=lambda score: str(score)[:24])
def test_what_an_analyst_can_say_of_a_score_has_its_columns(score):
    assert table(make_plain({"alpha": {"reach": score}}), "More") is None


def test_a_level_may_look_like_anything():
    levels = {"12": 0, "TRUE": 10, "a .. b": 20, "a": 30, "b": 40, "see More": 50, "unclear": 100}
    for score in (
        *levels,
        {"low": "a", "high": "b"},
        {"low": "12", "high": "a .. b"},
        {"low": "see More", "high": "b"},
    ):
        plain = make_plain({"x": {"terms": score}}, scales={"terms": {"levels": levels}})

        assert through_tables(plain)["assessments"] == plain["assessments"]


@pytest.mark.parametrize(
    "score",
    [
        {"low": 12, "high": "12", "because": "x"},
        {"low": "12", "high": 12, "because": "x"},
        {"low": True, "high": "12", "because": "x"},
        {"value": 12, "because": "x"},
        {"value": None, "because": "x"},
        {"low": "12", "evidence": ["E1"]},
    ],
)
def test_a_number_is_not_taken_for_the_level_that_is_called_like_it(score):
    plain = make_plain({"alpha": {"terms": score}}, scales={"terms": {"levels": {"12": 0, "TRUE": 50, "c": 100}}})

    assert through_tables(plain)["assessments"] == plain["assessments"]


@pytest.mark.parametrize("row", [3, "x", ["reach", 1]])
def test_a_row_of_assessments_that_is_no_mapping_survives(row):
    plain = make_plain({"alpha": {"reach": 1}, "beta": {"reach": 2}})
    plain["assessments"]["alpha"] = row

    assert through_tables(plain)["assessments"]["alpha"] == row


def test_a_criterion_without_any_score_keeps_its_column():
    plain = make_plain({"alpha": {"reach": 1}, "beta": {"reach": 2}})
    plain["criteria"]["price"] = {"name": "Price", "scale": {"worst": 0, "best": 1}}

    assert [column.label for column in table(plain, "Scores").columns] == ["vendor", "reach", "price"]


def test_waivers_have_a_table_that_reads_without_knowing_any_notation():
    granted = {"because": "A pilot.", "by": "the board", "on": "2025-01-31"}
    reach = {"at_least": 1, "waivers": {"alpha": granted}}
    terms = [{"at_least": "b"}, {"one_of": ["b"], "kind": "should", "waivers": {"alpha": {"because": "x", "by": "y"}}}]
    plain = make_plain(
        {"alpha": {"reach": 0, "terms": "a"}},
        scales={"terms": {"levels": {"a": 0, "b": 100}}},
        require={"reach": reach, "terms": terms},
    )

    found = table(plain, "Waivers")

    assert [column.label for column in found.columns] == ["criterion", "vendor", "requirement", "because", "by", "on"]
    assert found.rows == [
        ["reach", "alpha", None, "A pilot.", "the board", "2025-01-31"],
        ["terms", "alpha", 2, "x", "y", None],
    ]
    assert table(plain, "More") is None
    assert through_tables(plain) == plain


@pytest.mark.parametrize(
    "waivers", [{}, {"alpha": {}}, {"alpha": None}, {"alpha": {"by": 3}}, {"": {"by": "x"}}, ["x"]]
)
def test_waivers_that_no_row_can_say_go_to_more(waivers):
    plain = make_plain({"alpha": {"reach": 0}}, require={"reach": {"at_least": 1, "waivers": waivers}})

    assert through_tables(plain) == plain


def test_tomorrow_s_fields_go_to_more_and_come_back():
    plain = make_plain(
        groups={"technology / models": {"name": "Models", "because": "x", "order": [3, 1]}},
        evaluators={"ann": {"name": "Ann", "role": "engineer", "since": 2020}},
        policy={"coverage": 0.99, "nested": {"deep": {"er": [1, {"a": None}]}}, "empty": {}, "none": None},
        newsection={"a": [1, 2], "b": "text"},
        description="",
    )
    plain["criteria"]["reach"]["scale"] |= {"anchors": "data", "novelty": {"a": 1}}
    plain["criteria"]["reach"]["require"] = [
        {"at_least": 1, "waivers": {"alpha": {"because": "x", "by": "y"}}, "tomorrow": {"a": [1]}},
        {"one_of": ["a", "b, c"], "kind": "should", "extra": "=1"},
    ]
    plain["vendors"]["alpha"]["cost"] = {"value": 3, "currency": "EUR", "since": "x"}

    assert write_json(_sorted(through_tables(plain))) == write_json(_sorted(plain))


def _sorted(value):
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    return [_sorted(item) for item in value] if isinstance(value, list) else value


PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-999, 999)
    | st.floats(-9, 9)
    | st.sampled_from(["", "a", "=1", "12", "TRUE"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "b.c", "7", "value", "x y"]), inner, max_size=3)
    ),
    max_leaves=8,
)
PARTS = (
    "title",
    "criteria",
    "weights",
    "vendors",
    "assessments",
    "evidence",
    "conditions",
    "scenarios",
    "policy",
    "groups",
    "new",
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(PARTS), PLAIN, max_size=4))
def test_even_plain_data_that_are_no_decision_are_not_changed_on_the_way(plain):
    assert _filled(through_tables(plain)) == _filled(plain)


def _filled(value):
    """Leave out what stands empty: a sheet without rows and no sheet are the same."""
    if isinstance(value, dict):
        found = {key: _filled(item) for key, item in value.items()}
        return {key: item for key, item in found.items() if item not in ({}, None)}
    return value


def test_the_order_of_names_survives(tmp_path):
    plain = make_plain({"b": {"z": 1, "a": 2}, "a": {"z": 3, "a": 4}})
    plain["assessments"]["a"] = {"a": 4, "z": 3}
    decision = Decision.model_validate(plain)
    for name in ("d.xlsx", "d.csv"):
        again = load(save(decision, tmp_path / name)).plain()

        assert list(again["assessments"]["a"]) == ["a", "z"]
        assert list(again["assessments"]["b"]) == ["z", "a"]
        assert list(again["vendors"]) == ["b", "a"]


def test_a_criterion_may_be_called_vendor(tmp_path):
    decision = make_decision({"x": {"Vendor": 1, "a": 2}, "y": {"Vendor": 3, "a": 4}})
    for name in ("d.xlsx", "d.csv"):
        assert write_yaml(load(save(decision, tmp_path / name)).plain()) == write_yaml(decision.plain())


def test_numbers_keep_every_digit(tmp_path):
    numbers = [0.1 + 0.2, 1 / 7, 1e-12, 123456789012.34567, 2 / 3, -1e12]
    decision = make_decision({f"v{index}": {"reach": number} for index, number in enumerate(numbers)})

    again = load(save(decision, tmp_path / "d.xlsx"))

    assert [row["reach"].belief.value for row in again.assessments.values()] == numbers


def test_saving_twice_gives_the_same_bytes(tmp_path):
    decision = hostile()

    assert save(decision, tmp_path / "a.xlsx").read_bytes() == save(decision, tmp_path / "b.xlsx").read_bytes()


def test_another_program_finds_the_same_cells(tmp_path):
    plain = make_plain(
        {"=1+1": {"reach": 900, "terms": "007"}}, scales={"terms": {"007": 0, "TRUE": 100}}, title="=SUM(A1)"
    )
    book = openpyxl.load_workbook(save(Decision.model_validate(plain), tmp_path / "d.xlsx"))

    assert book["Scores"]["A2"].value == "=1+1"
    assert book["Scores"]["A2"].data_type == "s"
    assert book["Scores"]["B2"].value == 900
    assert (book["Scores"]["C2"].value, book["Scores"]["C2"].data_type) == ("007", "s")
    assert book["_meta"].sheet_state == "veryHidden"
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_no_part_of_a_workbook_holds_a_formula_or_a_link(tmp_path):
    with ZipFile(save(hostile(), tmp_path / "d.xlsx")) as package:
        sheets = [package.read(name).decode() for name in package.namelist() if "worksheets/sheet" in name]

    assert sheets
    assert not [sheet for sheet in sheets if "<f>" in sheet or "<hyperlink" in sheet]


def test_a_table_of_many_rows_goes_on_in_a_second_sheet(tmp_path, monkeypatch):
    monkeypatch.setattr("vendor_eval.files.tabulate.MOST_ROWS", 4)
    evidence = {f"E{number}": {} for number in range(10)}
    decision = make_decision(evidence=evidence)
    book = save(decision, tmp_path / "d.xlsx")

    assert {"Evidence", "Evidence 2", "Evidence 4"} <= set(openpyxl.load_workbook(book).sheetnames)
    assert load(book) == load(save(decision, tmp_path / "d.csv")) == decision
    assert (tmp_path / "d.csv" / "evidence 2.csv").is_file()


def test_a_decision_that_would_not_be_read_again_is_not_written(tmp_path, monkeypatch):
    for name, value, words in (("MOST_COLUMNS", 2, "sheet \\w+ would have"), ("MOST_VALUES", 3, "would hold")):
        with monkeypatch.context() as patch:
            patch.setattr(guides, name, value)
            with pytest.raises(FileError, match=words):
                save(make_decision(), tmp_path / "d.xlsx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("belief", "levels", "shown"),
    [
        (900, [], 900),
        ({"value": "unknown"}, [], "unknown"),
        ({"low": 900, "high": 950}, [], "900 .. 950"),
        ({"low": -1.5, "likely": 0, "high": 1e-7}, [], "-1.5 .. 0 .. 1e-07"),
        ({"low": "a", "high": "b"}, ["a", "b"], "a .. b"),
        ({"low": "a", "high": "b"}, [], None),
        ({"mean": 1, "sd": 2}, [], None),
        (None, [], None),
        ("5 .. 6", [], None),
        ("", [""], None),
        ("x" * 16_001, ["x" * 16_001], None),
        ("x" * 16_000, ["x" * 16_000], "x" * 16_000),
    ],
)
def test_a_score_is_shown_as_people_would_type_it(belief, levels, shown):
    assert score_text(belief, levels) == shown


def test_a_vendor_s_row_that_lacks_a_score_stays_without(tmp_path):
    plain = make_plain({"a": {"x": 1, "y": 2}, "b": {"x": 3}})

    assert _filled(through_tables(plain)["assessments"]) == plain["assessments"]


def test_what_cells_would_say_wrongly_is_left_to_more_as_a_whole():
    plain = make_plain({"a": {"x": "12"}}, scales={"x": {"12": 0, "b": 100}}, require={"x": {"at_least": 12}})
    plain["criteria"]["x"]["require"] = {"at_least": 12}

    assert through_tables(plain)["criteria"] == plain["criteria"]
    assert table(plain, "More").rows[0][0] == "criteria"


def test_a_dropdown_whose_levels_stand_on_a_second_sheet_is_left_out(tmp_path, monkeypatch):
    monkeypatch.setattr("vendor_eval.files.tabulate.MOST_ROWS", 3)
    scales = {name: {f"{name}, {number}": number for number in range(3)} for name in ("a", "b")}
    decision = make_decision({"x": {"a": "a, 1", "b": "b, 1"}}, scales=scales)

    assert load(save(decision, tmp_path / "d.xlsx")) == decision
