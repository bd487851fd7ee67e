"""Running the command line: in this process for what it says, in one of its own for how it ends."""

import json
import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from builders import make_plain
from vendor_eval.cli.commands import app

SCORES = {
    "alpha": {"reach": {"low": 60, "high": 90}, "privacy": "unknown"},
    "beta": {"reach": 50, "privacy": "good"},
    "gamma": {"reach": 20, "privacy": "bad"},
}


@pytest.fixture
def cli():
    """Run a command and return its result; a command that raises fails the test."""

    def run(*args, columns=80):
        found = CliRunner().invoke(app, [str(arg) for arg in args], env={"COLUMNS": str(columns)})
        assert found.exception is None or isinstance(found.exception, SystemExit), found.exception
        return found

    return run


@pytest.fixture
def process():
    """Run a command in a process of its own; return what it left."""

    def run(*args, cwd=None, env=None):
        return subprocess.run(
            [sys.executable, "-m", "vendor_eval", *(str(arg) for arg in args)],
            cwd=cwd,
            env=os.environ | {"COLUMNS": "80"} | (env or {}),
            capture_output=True,
            check=False,
        )

    return run


@pytest.fixture
def plain():
    """Return a small decision as plain data: one vendor undetermined, one sufficient, one insufficient."""
    return make_plain(
        SCORES,
        scales={"privacy": {"bad": 0, "good": 100}},
        weights={"reach": 60, "privacy": 40},
        require={"privacy": {"at_least": "good"}},
        vendors={"beta": {"cost": {"low": 8, "high": 11, "currency": "EUR"}}},
        evidence={"E1": {}, "E2": {"circular": True}},
        scenarios={"if asked": {"because": "One call.", "assessments": {"alpha": {"privacy": "good"}}}},
    )


@pytest.fixture
def decision_file(tmp_path, plain):
    """Return the path of a sound decision."""
    path = tmp_path / "choice.json"
    path.write_text(json.dumps(plain), encoding="utf-8")
    return path


@pytest.fixture
def faulty_file(tmp_path):
    """Return the path of a decision with two faults on lines that are known."""
    path = tmp_path / "faulty.yaml"
    lines = [
        "vendor_eval: 1",
        "title: A decision",
        "as_of: 2025-02-15",
        "criteria: {reach: {scale: {worst: 0, best: 100}}}",
        "weights: {swing: {reach: 100, prise: 20}}",
        "vendors: {alpha: {name: Alpha}}",
        "assessments: {alpha: {reach: many}}",
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
