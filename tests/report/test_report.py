import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from builders import make_decision
from vendor_eval.errors import FileError, OptionError
from vendor_eval.report.report import report

SCRIPT = """
import hashlib, sys
from builders import make_decision
from vendor_eval.report.report import report
decision = make_decision(scenarios={"one": {"criteria": ["reach"]}}, evidence={"E1": {}, "E2": {}})
print(*(hashlib.sha256(report(decision, f"{sys.argv[1]}.{ending}", draws=300).read_bytes()).hexdigest()
        for ending in ("html", "md")))
"""


def written_elsewhere(path, hash_seed):
    """Write both formats in a process of its own and return their digests."""
    environment = {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(path)], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_the_same_input_gives_the_same_bytes_in_any_process_and_under_any_name(tmp_path):
    assert written_elsewhere(tmp_path / "one", "1") == written_elsewhere(tmp_path / "two", "2")


@pytest.mark.parametrize("ending", ["html", "md"])
def test_the_same_input_gives_the_same_bytes_twice(tmp_path, ending):
    first, second = (report(make_decision(), tmp_path / f"{name}.{ending}", draws=200) for name in "ab")

    assert hashlib.sha256(first.read_bytes()).digest() == hashlib.sha256(second.read_bytes()).digest()


def test_another_seed_gives_another_report(tmp_path):
    decision = make_decision({"alpha": {"reach": {"low": 0, "high": 90}}, "beta": {"reach": {"low": 10, "high": 80}}})

    first, second = (report(decision, tmp_path / f"{seed}.md", draws=500, seed=seed) for seed in (0, 1))

    assert first.read_bytes() != second.read_bytes()


def test_the_path_is_returned_and_the_ending_may_be_in_capitals(tmp_path):
    path = report(make_decision(), str(tmp_path / "REPORT.HTML"), draws=10)

    assert path == tmp_path / "REPORT.HTML"
    assert path.read_bytes().startswith(b"<!DOCTYPE html>")


@pytest.mark.parametrize("name", ["report.pdf", "report", "report.html.zip"])
def test_an_unknown_ending_is_refused_and_the_known_ones_are_named(tmp_path, name):
    with pytest.raises(FileError, match=r"'\.html', '\.md'"):
        report(make_decision(), tmp_path / name)

    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_replaced(tmp_path):
    path = tmp_path / "report.md"
    path.write_text("old", encoding="utf-8")

    report(make_decision(), path, draws=10)

    assert path.read_text(encoding="utf-8").startswith("# A decision")


def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside_it(tmp_path, monkeypatch):
    path = tmp_path / "report.md"
    path.write_text("old", encoding="utf-8")

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(FileError, match="No space left"):
        report(make_decision(), path, draws=10)

    assert [(one.name, one.read_text(encoding="utf-8")) for one in tmp_path.iterdir()] == [("report.md", "old")]


def test_a_folder_that_does_not_exist_is_named(tmp_path):
    with pytest.raises(FileError, match="there is no folder"):
        report(make_decision(), tmp_path / "nowhere" / "report.md", draws=10)


@pytest.mark.parametrize(
    ("option", "match"), [({"draws": 0}, "draws"), ({"weights": "some"}, "weights"), ({"seed": -1}, "seed")]
)
def test_an_option_that_is_not_allowed_writes_nothing(tmp_path, option, match):
    with pytest.raises(OptionError, match=match):
        report(make_decision(), tmp_path / "report.html", **option)

    assert list(tmp_path.iterdir()) == []
