import json


def test_it_says_what_the_outcome_hangs_on(cli):
    result = cli("sensitivity", "apple-china-2025", columns=110)

    said = " ".join(result.stdout.split())
    assert result.exit_code == 0
    assert "The weight nearest to changing that is Record with phone makers" in said
    assert "Moved: percentage points of weight, at least" in said


def test_json_holds_the_tables(cli):
    found = json.loads(cli("sensitivity", "apple-china-2025", "--json").stdout)

    assert {"table", "flips", "switching", "pressure", "regret"} <= set(found)


def test_information_lists_questions(cli):
    result = cli("information", "apple-china-2025", "--draws", "500", columns=110)

    assert result.exit_code == 0
    assert "1. Alibaba: Service continuity" in " ".join(result.stdout.split())
    assert json.loads(cli("information", "apple-china-2025", "--draws", "500", "--json").stdout)["questions"]
