"""The commands about one vendor: its findings and its letter."""

import json

import pytest
import yaml

from builders import make_plain


@pytest.fixture
def decision(tmp_path):
    path = tmp_path / "decision.yaml"
    plain = make_plain(require={"reach": {"at_least": 60}}, vendors={"alpha": {"name": "Alphafirm"}})
    path.write_text(yaml.safe_dump(plain), encoding="utf-8")
    return str(path)


def test_findings_are_listed(cli, decision):
    result = cli("appraise", decision, "beta", columns=100)

    assert result.exit_code == 0
    assert "Deficiency: Reach. Required: at least 60. Assessed: 50. It is 10 short." in " ".join(result.stdout.split())


def test_findings_as_json(cli, decision):
    result = cli("appraise", decision, "beta", "--json")

    assert json.loads(result.stdout)["table"][0]["kind"] == "deficiency"


def test_a_letter_is_printed_and_remarks_go_elsewhere(cli, decision):
    result = cli("debrief", decision, "beta", "--entry", "contact=Ada Lovelace")

    assert result.exit_code == 0
    assert "Your offer is insufficient." in result.stdout
    assert "Contact for questions: Ada Lovelace" in result.stdout
    assert "Alphafirm" not in result.stdout
    assert "To be filled in by a named person: sender" in result.stderr


def test_a_letter_is_written_and_never_replaced(cli, decision, tmp_path):
    path = tmp_path / "letter.md"

    assert cli("debrief", decision, "beta", "--profile", "eu", "-o", path).exit_code == 0
    before = path.read_bytes()
    again = cli("debrief", decision, "beta", "-o", path)

    assert "European Union" in before.decode()
    assert again.exit_code == 1
    assert "exists already" in again.stderr
    assert path.read_bytes() == before


def test_a_letter_as_json(cli, decision):
    found = json.loads(cli("debrief", decision, "beta", "--json").stdout)

    assert found["standing"] == "insufficient"
    assert found["remarks"][0]["number"] == 1
    assert "view" not in found


@pytest.mark.parametrize("given", [("--profile", "mars"), ("--entry", "contact"), ("--language", "xx")])
def test_wrong_usage_is_said(cli, decision, given):
    assert cli("debrief", decision, "beta", *given).exit_code == 2
