"""The commands that write files to work on: templates, other formats, the schema; none replaces a file unasked."""

import json

import openpyxl
import pytest

import vendor_eval as ve
from vendor_eval.files.schema import schema
from vendor_eval.files.score_sheets import read_score_sheet

CASE = "apple-china-2025"
SHEET = "vendor,Price (EUR),Speed\nweight,60,40\ndirection,min,max\nAlpha,100,5\nBeta,200,9\n"


@pytest.fixture
def score_sheet(tmp_path):
    """Return the path of an ordinary score sheet."""
    path = tmp_path / "scores.csv"
    path.write_text(SHEET, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["new.yaml", "new.yml", "new.xlsx", "NEW.YAML"])
def test_init_writes_a_template_that_is_a_sound_decision(cli, tmp_path, name):
    path = tmp_path / name

    result = cli("init", path, columns=300)

    assert result.exit_code == 0
    assert f"Template written: {path.resolve()}" in result.stdout
    assert cli("check", path).exit_code == 0


@pytest.mark.parametrize("name", ["mine.yaml", "mine.xlsx"])
def test_init_never_replaces_a_file(cli, tmp_path, name):
    path = tmp_path / name
    path.write_text("mine", encoding="utf-8")

    result = cli("init", path)

    assert result.exit_code == 1
    assert "exists already" in result.stderr
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(("name", "said"), [("new.json", "must end in .yaml"), ("none/new.yaml", "there is no folder")])
def test_init_says_why_it_cannot_write(cli, tmp_path, name, said):
    result = cli("init", tmp_path / name)

    assert result.exit_code == 1
    assert said in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("start", ["a.yaml", "a.json", "a.xlsx", "a"])
@pytest.mark.parametrize("end", ["b.yaml", "b.json", "b.xlsx", "b/"])
def test_every_format_becomes_every_other_without_loss(cli, decision_file, tmp_path, start, end):
    decision = ve.load(decision_file)
    ve.save(decision, f"{tmp_path / start}{'' if '.' in start else '/'}")

    result = cli("convert", tmp_path / start, f"{tmp_path}/{end}")

    assert result.exit_code == 0, result.stderr
    assert ve.load(tmp_path / end) == decision


def test_a_shipped_case_is_converted_by_its_name(cli, tmp_path):
    result = cli("convert", CASE, tmp_path / "case.xlsx")

    assert result.exit_code == 0
    assert ve.load(tmp_path / "case.xlsx") == ve.cases.load(CASE)


@pytest.mark.parametrize("target", ["old.yaml", "old/"])
def test_convert_replaces_only_when_told_to(cli, decision_file, tmp_path, target):
    ve.save(ve.cases.load(CASE), f"{tmp_path}/{target}")

    refused = cli("convert", decision_file, f"{tmp_path}/{target}")
    untouched = ve.load(tmp_path / target)
    done = cli("convert", decision_file, f"{tmp_path}/{target}", "--force")

    assert (refused.exit_code, done.exit_code) == (1, 0)
    assert "add --force" in refused.stderr
    assert untouched == ve.cases.load(CASE)
    assert ve.load(tmp_path / target) == ve.load(decision_file)


def test_convert_fills_an_empty_folder_but_not_one_that_holds_something_else(cli, decision_file, tmp_path):
    empty, other = tmp_path / "empty", tmp_path / "other"
    empty.mkdir()
    other.mkdir()
    (other / "notes.txt").write_text("mine", encoding="utf-8")

    filled, refused = cli("convert", decision_file, empty), cli("convert", decision_file, other, "--force")

    assert (filled.exit_code, refused.exit_code) == (0, 1)
    assert "holds other files" in refused.stderr
    assert [path.name for path in other.iterdir()] == ["notes.txt"]


def test_convert_never_replaces_its_source(cli, decision_file):
    before = decision_file.read_bytes()

    result = cli("convert", decision_file, decision_file, "--force")

    assert result.exit_code == 1
    assert "is the source itself" in result.stderr
    assert decision_file.read_bytes() == before


@pytest.mark.parametrize("target", ["out.pdf", "out", "none/out.yaml"])
def test_convert_says_why_it_cannot_write(cli, decision_file, tmp_path, target):
    result = cli("convert", decision_file, tmp_path / target)

    assert result.exit_code == 1
    assert result.stderr
    assert not (tmp_path / target).exists()


def test_convert_of_a_decision_with_faults_writes_nothing(cli, faulty_file, tmp_path):
    result = cli("convert", faulty_file, tmp_path / "out.yaml")

    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 2
    assert not (tmp_path / "out.yaml").exists()


def test_a_score_sheet_becomes_a_decision(cli, score_sheet, tmp_path):
    path = tmp_path / "decision.yaml"

    result = cli("convert", score_sheet, path, "--score-sheet", "--title", "Desks", "--as-of", "2026-03-31")

    assert result.exit_code == 0
    assert ve.load(path) == read_score_sheet(score_sheet, title="Desks", as_of="2026-03-31")


def test_a_score_sheet_with_decimal_commas_and_odd_weights_is_read_as_told(cli, tmp_path):
    sheet, path = tmp_path / "scores.csv", tmp_path / "decision.json"
    sheet.write_text("vendor;Price;Speed\nweight;3;1\nAlpha;1,5;5\nBeta;2,5;9\n", encoding="utf-8")

    result = cli("convert", sheet, path, "--score-sheet", "--decimal", ",", "--normalise")

    decision = ve.load(path)
    assert result.exit_code == 0
    assert decision.weights.point() == {"Price": 0.75, "Speed": 0.25}
    assert decision.assessments["Alpha"]["Price"].belief == ve.Exact(value=1.5)


def test_a_score_sheet_is_found_in_a_workbook_by_its_name(cli, tmp_path):
    book = openpyxl.Workbook()
    page = book.create_sheet("Scores 2026")
    for row in (["vendor", "speed"], ["alpha", 3], ["beta", 5]):
        page.append(row)
    path = tmp_path / "scores.xlsx"
    book.save(path)

    named = cli("convert", path, tmp_path / "a.yaml", "--score-sheet", "--sheet", "Scores 2026")
    wrong = cli("convert", path, tmp_path / "b.yaml", "--score-sheet", "--sheet", "Scores 2025")

    assert (named.exit_code, wrong.exit_code) == (0, 1)
    assert "Did you mean 'Scores 2026'?" in wrong.stderr


def test_what_the_reader_of_a_score_sheet_remarks_is_passed_on(cli, tmp_path):
    sheet = tmp_path / "scores.csv"
    sheet.write_text("vendor,Price,Speed\nAlpha,100,5\nBeta,200,5\n", encoding="utf-8")

    result = cli("convert", sheet, tmp_path / "decision.yaml", "--score-sheet")

    assert result.exit_code == 0
    assert "Remark: " in result.stderr
    assert "tells no vendors apart" in " ".join(result.stderr.split())


def test_faults_of_a_score_sheet_are_told_with_their_cells(cli, tmp_path):
    sheet = tmp_path / "scores.csv"
    sheet.write_text("vendor,Price,Speed\nAlpha,100,\nBeta,what?,5\n", encoding="utf-8")

    result = cli("convert", sheet, tmp_path / "decision.yaml", "--score-sheet")

    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 2
    assert not (tmp_path / "decision.yaml").exists()


@pytest.mark.parametrize("option", [["--title", "x"], ["--normalise"], ["--decimal", ","], ["--sheet", "x"]])
def test_options_of_score_sheets_need_one(cli, decision_file, tmp_path, option):
    result = cli("convert", decision_file, tmp_path / "out.yaml", *option)

    assert result.exit_code == 2
    assert "add --score-sheet" in result.stderr
    assert not (tmp_path / "out.yaml").exists()


def test_schema_is_printed_and_written_but_never_over_a_file(cli, tmp_path):
    path = tmp_path / "decision.schema.json"

    printed, written, again = cli("schema"), cli("schema", "--to", path), cli("schema", "--to", path)

    assert json.loads(printed.stdout) == schema()
    assert json.loads(path.read_text(encoding="utf-8")) == schema()
    assert (printed.exit_code, written.exit_code, again.exit_code) == (0, 0, 1)
    assert "exists already" in again.stderr


def test_schema_says_why_it_cannot_write(cli, tmp_path):
    result = cli("schema", "--to", tmp_path / "none" / "x.json")

    assert result.exit_code == 1
    assert "there is no folder" in result.stderr


def test_the_whole_way_from_a_template_to_a_marked_workbook_runs_in_processes(process, tmp_path):
    steps = [
        (("init", "new.yaml"), 0),
        (("init", "new.yaml"), 1),
        (("convert", "new.yaml", "new.xlsx"), 0),
        (("convert", "new.xlsx", "tables/"), 0),
        (("convert", "tables", "again.json"), 0),
        (("diff", "new.yaml", "again.json"), 0),
        (("lint", "tables"), 0),
        (("weights", "new.xlsx"), 0),
        (("schema", "--to", "schema.json"), 0),
        (("check", "new.xlsx", "--annotate", "marked.xlsx"), 0),
        (("check", "schema.json"), 1),
        (("init", f"{'x' * 300}.yaml"), 1),
    ]

    for args, status in steps:
        run = process(*args, cwd=tmp_path, env={"PYTHONIOENCODING": "ascii"})

        assert run.returncode == status, (args, run.stderr)
        assert b"Traceback" not in run.stderr
        assert run.stdout.isascii()
