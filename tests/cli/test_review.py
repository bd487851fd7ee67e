"""The commands that look at the decision itself: faults by cell, remarks, weights and changes."""

import json

import openpyxl
import pytest

import vendor_eval as ve
from vendor_eval.analysis.diff import diff
from vendor_eval.analysis.lint.lint import RULES, lint

CASE = "apple-china-2025"
READING = [("lint",), ("weights",), ("check",)]


def words(result):
    return " ".join(result.stdout.split())


@pytest.fixture
def workbook(tmp_path, plain):
    """Return the path of a sound workbook."""
    return ve.save(ve.Decision.model_validate(plain), tmp_path / "choice.xlsx")


@pytest.fixture
def bad_workbook(workbook):
    """Return the path of a workbook with one score that is no score, and its cell."""
    book = openpyxl.load_workbook(workbook)
    sheet = book["Scores"]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == 50)
    cell.value = "many"
    path = workbook.with_name("bad.xlsx")
    book.save(path)
    return path, f"Scores!{cell.coordinate}"


@pytest.fixture
def changed_file(tmp_path, plain):
    """Return the path of the same decision with another title and one other score."""
    plain["title"] = "Another title"
    plain["assessments"]["beta"]["reach"] = 90
    path = tmp_path / "changed.json"
    path.write_text(json.dumps(plain), encoding="utf-8")
    return path


def test_check_names_the_cell_of_a_fault(cli, bad_workbook):
    path, cell = bad_workbook

    text, data = cli("check", path, columns=300), cli("check", path, "--json")

    (fault,) = json.loads(data.stdout)["faults"]
    assert text.exit_code == data.exit_code == 1
    assert f"{cell} assessments.beta.reach" in text.stdout
    assert (fault["cell"], fault["path"]) == (cell, ["assessments", "beta", "reach"])


def test_check_writes_a_marked_copy_and_leaves_the_workbook_alone(cli, bad_workbook, tmp_path):
    path, cell = bad_workbook
    before, out = path.read_bytes(), tmp_path / "marked.xlsx"

    result = cli("check", path, "--annotate", out, columns=300)

    note = openpyxl.load_workbook(out)["Scores"][cell.rpartition("!")[2]].comment
    assert result.exit_code == 1
    assert f"Marked copy: {out.resolve()}" in result.stdout
    assert note is not None
    assert "many" in note.text
    assert path.read_bytes() == before


def test_check_says_where_the_marked_copy_is_as_json(cli, bad_workbook, tmp_path):
    out = tmp_path / "marked.xlsx"

    document = json.loads(cli("check", bad_workbook[0], "--annotate", out, "--json").stdout)

    assert document["annotated"] == str(out.resolve())
    assert out.is_file()


def test_check_marks_a_folder_of_csv_files(cli, tmp_path, plain):
    folder = ve.save(ve.Decision.model_validate(plain), tmp_path / "tables.csv")
    scores = folder / "scores.csv"
    scores.write_text(scores.read_text(encoding="utf-8").replace("50", "many"), encoding="utf-8")

    result = cli("check", folder, "--annotate", tmp_path / "marked.xlsx")

    assert result.exit_code == 1
    assert "scores.csv" in "".join(result.stdout.split())
    assert (tmp_path / "marked.xlsx").is_file()


@pytest.mark.parametrize("out", ["there.xlsx", "no such folder/marked.xlsx", "bad.xlsx"])
def test_a_marked_copy_that_cannot_be_written_takes_no_fault_away(cli, bad_workbook, tmp_path, out):
    (tmp_path / "there.xlsx").write_bytes(b"mine")
    path = bad_workbook[0]

    text, data = (cli("check", path, "--annotate", tmp_path / out, *more) for more in ([], ["--json"]))

    document = json.loads(data.stdout)
    assert text.exit_code == data.exit_code == 1
    assert "many" in text.stdout
    assert text.stderr
    assert [bool(fault["file"]) for fault in document["faults"]] == [True, False]
    assert document["annotated"] is None
    assert (tmp_path / "there.xlsx").read_bytes() == b"mine"


@pytest.fixture
def hidden_workbook(workbook):
    """Return the path of a workbook with a hidden row that holds scores."""
    book = openpyxl.load_workbook(workbook)
    book["Scores"].row_dimensions[3].hidden = True
    path = workbook.with_name("hidden.xlsx")
    book.save(path)
    return path


def test_check_remarks_on_hidden_rows_and_strictly_they_are_faults(cli, hidden_workbook):
    fine, strict = (cli("check", hidden_workbook, *more, columns=200) for more in ([], ["--strict"]))
    remarks = json.loads(cli("check", hidden_workbook, "--json").stdout)["remarks"]

    said = "Scores!A3: hidden rows are read all the same: 3. Show them, or delete them."
    assert (fine.exit_code, strict.exit_code) == (0, 1)
    assert f"Remark: {hidden_workbook} › {said}" in words(fine)
    assert strict.stdout.strip().endswith(said)
    assert fine.stderr == strict.stderr == ""
    assert [remark["message"].endswith(said) for remark in remarks] == [True]


@pytest.mark.parametrize("command", ["lint", "weights", "evaluate"])
def test_every_command_passes_on_what_the_reader_remarks(cli, hidden_workbook, command):
    result = cli(command, hidden_workbook)

    assert result.exit_code == 0
    assert result.stderr.startswith("Remark: ")
    assert "hidden rows" in result.stderr
    assert "Warning" not in result.stderr


def test_check_says_that_one_vendor_alone_is_no_choice(cli, tmp_path, plain):
    alone = ve.save(
        ve.Decision.model_validate(plain).without_vendor("alpha").without_vendor("beta"), tmp_path / "d.yaml"
    )

    fine, strict = cli("check", alone), cli("check", alone, "--strict")

    assert (fine.exit_code, strict.exit_code) == (0, 1)
    assert "Remark: Gamma is the only vendor: whether it is sufficient can be said" in words(fine)
    assert fine.stdout == strict.stdout


def test_check_says_by_which_digest_to_know_the_decision_and_whether_tables_were_changed(cli, workbook, decision_file):
    digest = ve.load(workbook).digest
    book = openpyxl.load_workbook(workbook)
    book["Decision"]["B3"] = "Another title"
    changed = workbook.with_name("changed.xlsx")
    book.save(changed)
    other = ve.load(changed).digest

    assert f"Its digest is {digest}. " in words(cli("check", decision_file, columns=200)) + " "
    assert f"Its digest is {digest}: nothing was changed since" in words(cli("check", workbook, columns=200))
    said = f"It was changed since it was written: its digest was {digest} and is {other}."
    assert said in words(cli("check", changed, columns=200))
    document = json.loads(cli("check", changed, "--json").stdout)
    assert (document["digest"], document["written_digest"]) == (other, digest)
    assert json.loads(cli("check", CASE, "--json").stdout)["written_digest"] is None


def test_there_is_no_marked_copy_of_a_sound_workbook(cli, workbook, tmp_path):
    out = tmp_path / "marked.xlsx"

    text, data = cli("check", workbook, "--annotate", out), cli("check", workbook, "--annotate", out, "--json")

    assert text.exit_code == data.exit_code == 0
    assert "nothing to mark" in words(text)
    assert json.loads(data.stdout)["annotated"] is None
    assert not out.exists()


@pytest.mark.parametrize(
    ("source", "out", "said"),
    [(CASE, "marked.xlsx", "needs a workbook"), ("choice.xlsx", "marked.pdf", "ending in .xlsx")],
)
def test_a_marked_copy_needs_cells_and_a_workbook(cli, workbook, source, out, said):
    where = source if source == CASE else workbook.with_name(source)

    result = cli("check", where, "--annotate", out)

    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
    assert result.stdout == ""


def test_lint_gives_every_remark_with_why_and_fix_and_ends_with_0(cli, decision_file):
    remarks = lint(ve.load(decision_file))

    result = cli("lint", decision_file, columns=90)

    said = words(result)
    assert result.exit_code == 0
    assert remarks.text in said
    assert not remarks.table.empty
    assert all(text in said for name in ("place", "remark", "why", "fix") for text in remarks.table[name])
    assert max(map(len, result.stdout.splitlines())) <= 90


def test_lint_as_json_is_what_the_library_says(cli):
    document = json.loads(cli("lint", CASE, "--json").stdout)

    assert document == lint(ve.cases.load(CASE)).to_dict()


def test_lint_leaves_out_what_it_is_told_to(cli, decision_file):
    codes = list(dict.fromkeys(lint(ve.load(decision_file)).table["code"]))[:2]

    result = cli("lint", decision_file, "--ignore", codes[0], "--ignore", codes[1])

    assert result.exit_code == 0
    assert not any(line.startswith(tuple(codes)) for line in result.stdout.splitlines())
    assert "2 kinds of remark left out on request." in words(result)


def test_lint_counts_the_places_that_it_does_not_show(cli, tmp_path, plain):
    for key in (f"vendor-{i}" for i in range(30)):
        plain["vendors"][key] = {"name": key}
        plain["assessments"][key] = {"reach": 10, "privacy": "bad"}
    path = tmp_path / "many.json"
    path.write_text(json.dumps(plain), encoding="utf-8")

    result = cli("lint", path)

    assert "more places" in result.stdout


def test_lint_tells_a_code_that_does_not_exist(cli):
    result = cli("lint", CASE, "--ignore", RULES[0].code.lower())

    assert result.exit_code == 2
    assert f"Did you mean '{RULES[0].code}'?" in result.stderr


def test_weights_says_what_each_is_the_weight_of(cli, decision_file):
    result = cli("weights", decision_file)

    said = words(result)
    assert result.exit_code == 0
    assert "from 0 to 100" in said
    assert "from “bad” to “good”" in said
    assert "is worth as much as" in said
    assert "Weights from the data" not in said


def test_weights_as_json_is_what_the_library_says(cli, decision_file):
    document = json.loads(cli("weights", decision_file, "--step", "20", "--json").stdout)

    assert document == ve.weighting(ve.load(decision_file), step=20).to_dict()


def test_weights_from_the_data_come_with_their_warning(cli, tmp_path, plain):
    plain["assessments"]["alpha"]["privacy"] = "good"
    path = tmp_path / "known.json"
    path.write_text(json.dumps(plain), encoding="utf-8")

    said = words(cli("weights", path, "--data-driven"))

    assert "nothing of what anybody prefers" in said
    assert "entropy" in said


def test_weights_from_the_data_that_cannot_be_had_say_why(cli):
    result = cli("weights", CASE, "--data-driven")

    assert result.exit_code == 0
    assert "Left out, because something of them is unknown" in words(result)


def test_weights_shows_how_far_comparisons_agree(cli, tmp_path, plain):
    for key in ("price", "support"):
        plain["criteria"][key] = {"name": key.title(), "scale": {"worst": 0, "best": 100}}
        for number, row in enumerate(plain["assessments"].values()):
            row[key] = 10 * number
    table = {"reach": {"privacy": 3, "price": 5, "support": 9}, "privacy": {"price": 9, "support": 2}}
    plain["weights"] = {"pairwise": table | {"price": {"support": 1}}}
    path = tmp_path / "pairwise.json"
    path.write_text(json.dumps(plain), encoding="utf-8")

    result = cli("weights", path)

    said = words(result)
    assert result.exit_code == 0
    assert "consistency ratio" in said
    assert "disagree most, and what would mend them" in said


def test_weights_of_a_step_that_is_too_large_is_wrong_usage(cli):
    result = cli("weights", CASE, "--step", "101")

    assert result.exit_code == 2
    assert "step must be" in result.stderr


def test_diff_lists_changes_and_what_they_did(cli, decision_file, changed_file):
    result = cli("diff", decision_file, changed_file, columns=100)

    said = words(result)
    assert result.exit_code == 0
    assert "2 changes." in said
    assert "assessments.beta.reach" in said
    assert "all together" in said
    assert "value before" in said
    assert max(map(len, result.stdout.splitlines())) <= 100


def test_diff_as_json_is_what_the_library_says(cli, decision_file, changed_file):
    document = json.loads(cli("diff", decision_file, changed_file, "--json").stdout)

    assert document == diff(ve.load(decision_file), ve.load(changed_file)).to_dict()


def test_diff_of_one_decision_in_two_formats_finds_nothing(cli, decision_file, workbook):
    result = cli("diff", decision_file, workbook)

    assert result.exit_code == 0
    assert "No changes" in result.stdout
    assert "What changed" not in result.stdout


def test_diff_shows_vendors_that_come_and_go_and_changes_that_cannot_stand_alone(cli, decision_file, plain, tmp_path):
    plain["vendors"]["delta"] = {"name": "Delta"}
    plain["criteria"]["price"] = {"name": "Price", "scale": {"worst": 0, "best": 100}}
    plain["weights"] = {"swing": {"reach": 60, "privacy": 40, "price": 10}}
    plain["assessments"]["delta"] = {"reach": 10, "privacy": "good"}
    for row in plain["assessments"].values():
        row["price"] = 50
    after = tmp_path / "after.json"
    after.write_text(json.dumps(plain), encoding="utf-8")

    said = words(cli("diff", decision_file, after, columns=200))

    assert "not valid alone" in said
    assert "no vendor" in said


def test_diff_calls_vendors_by_their_names_and_says_whose_verdict_and_value_move(cli, decision_file, plain, tmp_path):
    plain["assessments"]["beta"] = {"reach": 90, "privacy": "bad"}
    after = tmp_path / "after.json"
    after.write_text(json.dumps(plain), encoding="utf-8")

    result = cli("diff", decision_file, after, columns=200)

    effects = result.stdout.partition("What each change does alone")[2]
    row = next(line for line in effects.splitlines() if line.startswith("assessments.beta.privacy"))
    assert "Beta → nobody" in row
    assert row.split()[-3:] == ["Beta", "Beta", "−40.0"]


def test_diff_says_how_many_changes_it_does_not_show(cli, decision_file, plain, tmp_path):
    plain["evidence"] |= {f"N{i}": plain["evidence"]["E1"] for i in range(60)}
    after = tmp_path / "after.json"
    after.write_text(json.dumps(plain), encoding="utf-8")

    said = words(cli("diff", decision_file, after))

    assert "10 more changes: see --json." in said
    assert "all together" in said


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["before", "after"])
def test_diff_tells_which_of_both_has_faults_or_is_missing(cli, decision_file, faulty_file, tmp_path, order):
    missing = tmp_path / "missing.yaml"

    faulty = cli("diff", *((faulty_file, decision_file)[i] for i in order))
    gone = cli("diff", *((missing, decision_file)[i] for i in order), "--json")

    assert faulty.exit_code == gone.exit_code == 1
    assert len(faulty.stderr.splitlines()) == 2
    assert json.loads(gone.stdout)["faults"][0]["file"] == str(missing)


@pytest.mark.parametrize("args", [*READING, ("diff", CASE)], ids=lambda args: args[0])
def test_a_decision_with_faults_gives_them_alone_as_json(cli, faulty_file, args):
    result = cli(*args, faulty_file, "--json")

    assert result.exit_code == 1
    assert len(json.loads(result.stdout)["faults"]) == 2
    assert result.stderr == ""


@pytest.mark.parametrize("args", READING, ids=lambda args: args[0])
def test_one_csv_file_is_told_how_it_becomes_a_decision(cli, tmp_path, args):
    path = tmp_path / "scores.csv"
    path.write_text("vendor,speed\nalpha,3\n", encoding="utf-8")

    result = cli(*args, path)

    assert result.exit_code == 1
    assert "vendor-eval convert --score-sheet" in result.stderr
