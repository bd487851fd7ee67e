"""Every example runs as it stands, in a folder of its own, and stays short enough to read at one go."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
SCRIPTS = sorted(EXAMPLES.glob("*/*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(EXAMPLES).as_posix()


def test_there_are_examples():
    assert SCRIPTS


@pytest.mark.parametrize("script", SCRIPTS, ids=name_of)
def test_an_example_runs(script, tmp_path):
    folder = tmp_path / script.parent.name
    shutil.copytree(script.parent, folder)
    run = subprocess.run([sys.executable, script.name], cwd=folder, capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("script", SCRIPTS, ids=name_of)
def test_an_example_has_at_most_40_lines(script):
    assert len(script.read_text(encoding="utf-8").splitlines()) <= 40
