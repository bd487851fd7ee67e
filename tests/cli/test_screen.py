import json

import pandas as pd
import pytest
import yaml

from vendor_eval.files.formats import load


@pytest.fixture
def table(tmp_path):
    """Write a table of vendors for the decision of these tests: one sufficient, one undetermined, one insufficient."""
    frame = pd.DataFrame(
        {
            "id": ["p", "q", "r"],
            "name": ["Phi", "Chi", "Rho"],
            "reach": [90, 70, 80],
            "privacy": ["good", None, "bad"],
        }
    )
    frame.to_csv(tmp_path / "vendors.csv", index=False)
    frame.to_parquet(tmp_path / "vendors.parquet", index=False)
    return tmp_path / "vendors.parquet"


def test_a_market_is_screened_and_the_best_become_a_decision(cli, decision_file, table, tmp_path):
    out = tmp_path / "short.yaml"
    found = cli("screen", decision_file, table, "--vendor", "id", "--top", "2", "--draws", "500", "--out", out)

    assert found.exit_code == 0, found.output
    assert "Of 3 vendors 1 is sufficient, 1 undetermined and 1 insufficient." in found.output.replace("\n", " ")
    lines = [line.split() for line in found.output.splitlines()]
    assert ["Privacy", "at", "least", "“good”", "must", "1", "1", "1", "1", "2"] in lines
    assert [line[0] for line in lines if line[1:2] in (["sufficient"], ["undetermined"], ["insufficient"])] == [
        "Phi",
        "Chi",
        "Rho",
    ]
    assert f"Shortlist written: {out}" in found.output.replace("\n", "")
    assert list(load(out).vendors) == ["p", "q"]


def test_a_screening_as_json_is_one_document(cli, decision_file, table):
    found = cli("screen", decision_file, table.with_suffix(".csv"), "--vendor", "id", "--keep", "1", "--json")

    document = json.loads(found.stdout)
    assert document["counts"] == {"sufficient": 1, "undetermined": 1, "insufficient": 1}
    assert [row["vendor"] for row in document["table"]] == ["p"]
    assert document["stamp"]["draws"] == 10_000


def test_what_is_wrong_in_a_table_ends_with_status_1(cli, decision_file, table):
    frame = pd.read_csv(table.with_suffix(".csv"))
    many = pd.concat([frame] * 50).assign(id=[f"v{k}" for k in range(150)], privacy="god", prize=1)
    many.to_csv(table.with_suffix(".csv"), index=False)

    found = cli("screen", decision_file, table.with_suffix(".csv"), "--vendor", "id")
    ignored = cli("screen", decision_file, table.with_suffix(".csv"), "--vendor", "id", "--ignore", "prize", "--json")

    assert found.exit_code == ignored.exit_code == 1
    assert 'vendors.csv line 2, column "privacy" v0.privacy: Unknown level' in found.stderr
    assert found.stderr.rstrip().endswith("and 130 more")
    document = json.loads(ignored.stdout)
    assert len(document["faults"]) == 20
    assert document["more"] == 130


def test_nothing_is_replaced_and_wrong_usage_is_told(cli, decision_file, table, tmp_path):
    (tmp_path / "short.yaml").write_text("mine", encoding="utf-8")

    taken = cli("screen", decision_file, table, "--vendor", "id", "--out", tmp_path / "short.yaml")
    wrong = cli("screen", decision_file, table, "--vendor", "id", "--top", "0")

    assert (taken.exit_code, wrong.exit_code) == (1, 2)
    assert "exists already" in taken.stderr
    assert (tmp_path / "short.yaml").read_text(encoding="utf-8") == "mine"
    assert "top must be a whole number from 1, not 0." in wrong.stderr


def test_a_market_can_be_screened_under_a_scenario_and_by_another_method(cli, decision_file, table):
    asked = ("--vendor", "id", "--draws", "50", "--method", "topsis", "--assessments", "expected")
    found = cli("screen", decision_file, table, *asked, "--scenario", "if asked", columns=200)

    assert found.exit_code == 0, found.output
    assert "Scenario “if asked”" in found.output
    assert "ranked by TOPSIS" in found.output


def test_a_screening_reads_in_a_narrow_terminal(cli, decision_file, table):
    found = cli("screen", decision_file, table, "--vendor", "id", columns=40)

    assert max(len(line) for line in found.output.splitlines()) <= 40


def test_the_shortlist_of_a_json_run_is_named(cli, decision_file, table, tmp_path):
    out = tmp_path / "short.yaml"
    found = cli("screen", decision_file, table, "--vendor", "id", "--out", out, "--json")

    assert json.loads(found.stdout)["shortlist"] == str(out)
    assert yaml.safe_load(out.read_text(encoding="utf-8"))["vendors"]
