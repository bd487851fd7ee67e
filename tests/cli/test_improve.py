import json

import pytest
import yaml

from builders import make_plain


@pytest.fixture
def decision(tmp_path):
    path = tmp_path / "decision.yaml"
    path.write_text(yaml.safe_dump(make_plain(require={"reach": {"at_least": 60}})), encoding="utf-8")
    return str(path)


def test_it_says_what_a_vendor_lacks(cli, decision):
    result = cli("improve", decision, "beta", columns=100)

    asked = "To be first at the declared weights, Beta must meet what is required: Reach at least 60 (50 now)."
    assert result.exit_code == 0
    assert asked in " ".join(result.stdout.split())


def test_json_holds_the_same(cli, decision):
    result = cli("improve", decision, "beta", "--goal", "sufficient", "--json")

    assert json.loads(result.stdout)["repairs"] == [
        {"criterion": "reach", "score": 60.0, "points": [50.0, 60.0], "gain": 5.0, "required": True}
    ]


def test_costs_are_given_by_criterion(cli, decision):
    assert cli("improve", decision, "beta", "--cost", "price=3").exit_code == 0
    result = cli("improve", decision, "beta", "--cost", "price")
    assert result.exit_code != 0
    assert "--cost must be CRITERION=NUMBER" in " ".join(result.stderr.split())
