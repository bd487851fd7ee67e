import json
import re

from vendor_eval import cases
from vendor_eval.analysis.cross_check.cross_check import cross_check

CASE = "apple-china-2025"


def test_ranks_stand_side_by_side_under_what_they_come_to(cli):
    said = cli("cross-check", CASE, "--scenario", "hindsight", "--no-peers", columns=110).stdout

    assert "If the open requirements are met, all 6 methods put Alibaba first." in said
    assert "PROMETHEE II  ELECTRE III  EDAS" in said
    assert "Who changes places, and why:" in said
    assert "topsis(normalisation=vector, distance=euclidean" in said
    assert "scikit-criteria" not in said


def test_scikit_criteria_is_held_beside_ours(cli):
    said = cli("cross-check", CASE, "--method", "topsis", "--method", "promethee2", columns=110).stdout

    assert "VectorScaler + TOPSIS" in said
    assert "Scikit-criteria gives the same scores for the 2 of these methods that it has." in " ".join(said.split())


def test_json_is_one_document_whatever_a_method_prints(cli):
    done = cli("cross-check", CASE, "--method", "marcos", "--method", "vikor", "--json")
    document = json.loads(done.stdout)

    assert done.exit_code == 0, done.stderr
    assert [row["method"] for row in document["methods"]] == ["weighted_sum", "marcos", "vikor"]
    assert document["methods"][1]["peer_agrees"] is True


def test_draws_add_how_often_each_vendor_is_first(cli):
    said = cli("cross-check", CASE, "--method", "topsis", "--no-peers", "--draws", 300, columns=110).stdout
    errors = cross_check(cases.load(CASE), "topsis", draws=300, peers=False).shares_se.loc["alibaba"]

    assert "How often each vendor is first in 300 draws (in brackets: standard errors in percentage points):" in said
    (row,) = re.findall(r"^Alibaba .*%.*$", said, re.MULTILINE)
    assert re.findall(r"[(].*?[)]", row) == [f"({100 * error:.2g})" for error in errors]


def test_draws_that_are_all_alike_have_no_errors_in_brackets(cli, tmp_path, plain):
    path = tmp_path / "certain.json"
    path.write_text(json.dumps(plain), encoding="utf-8")

    said = cli("cross-check", path, "--method", "topsis", "--no-peers", "--draws", 300).stdout

    assert "How often each vendor is first in 300 draws:" in said


def test_a_method_that_does_not_exist_is_wrong_usage(cli):
    found = cli("cross-check", CASE, "--method", "topsys")

    assert found.exit_code == 2
    assert "Did you mean 'topsis'?" in found.stderr


def test_a_floor_out_of_range_is_wrong_usage(cli):
    found = cli("cross-check", CASE, "--floor", 100, "--no-peers")

    assert found.exit_code == 2
    assert "floor must be a number of points above 0 and below 100" in found.stderr


def test_a_decision_with_one_vendor_left_is_told_as_such(cli, tmp_path, plain):
    del plain["vendors"]["alpha"], plain["assessments"]["alpha"], plain["scenarios"]
    path = tmp_path / "one.json"
    path.write_text(json.dumps(plain), encoding="utf-8")

    said = " ".join(cli("cross-check", path, "--no-peers").stdout.split())

    assert "alone is or could be sufficient, so every method puts it first." in said
    assert "Who changes places" not in said
