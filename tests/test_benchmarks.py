"""The measurements run at small sizes, and all ways agree: they stop where answers differ."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("job", ["smaa-given", "smaa-sampled", "top-ten", "promethee", "doubling"])
def test_it_runs_and_all_ways_agree(job):
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--quick", job], cwd=ROOT, capture_output=True, text=True, timeout=240
    )

    assert done.returncode == 0, done.stderr
    assert "| against ours |" in done.stdout


def test_an_unknown_job_is_refused():
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "topten"], cwd=ROOT, capture_output=True, text=True, timeout=240
    )

    assert done.returncode == 2
    assert "no job topten; there are import, evaluate" in done.stderr
