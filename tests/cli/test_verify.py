import json

import pytest

from builders import make_decision
from vendor_eval.report.report import report


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return report(make_decision(), tmp_path_factory.mktemp("reports") / "report.md", draws=50)


def test_a_report_that_holds_ends_with_status_0(cli, path):
    found = cli("verify", path)

    assert found.exit_code == 0
    assert "report.md holds" in found.stdout
    assert json.loads(cli("verify", path, "--json").stdout)["identical"] is True


def test_a_report_that_does_not_hold_ends_with_status_1_and_the_passage(cli, path, tmp_path):
    changed = tmp_path / "changed.md"
    changed.write_text(path.read_text(encoding="utf-8").replace("55.0", "75.0", 1), encoding="utf-8")

    found = cli("verify", changed, columns=200)

    assert found.exit_code == 1
    assert "changed.md does not hold. 1 passage does not follow" in found.stdout
    assert "- stands: " in found.stdout
    assert "75.0" in found.stdout


def test_what_is_no_report_ends_with_status_1(cli, tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# A page", encoding="utf-8")

    found = cli("verify", page)

    assert found.exit_code == 1
    assert "is not a report that vendor_eval wrote" in found.stderr
