"""The measurements run at small sizes, and all ways agree: they stop where answers differ."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    "job",
    ["evaluate", "smaa-given", "smaa-sampled", "smaa-methods", "ranking", "top-ten", "market", "promethee", "doubling"],
)
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


def test_memory_is_that_of_the_measured_process_however_much_its_parent_has_held():
    code = (
        "import sys, numpy as np; from benchmarks.measuring import own_memory; before = own_memory();"
        "held = np.ones(8_000_000); print(own_memory() - before)"  # 61 MB
    )
    mine = np.ones(40_000_000)  # 305 MB
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert mine[0] == 1
    assert 55 < float(told.stdout) < 75


def test_a_figure_that_misses_its_limit_is_marked():
    code = (
        "from benchmarks.measuring import Target;"
        "print(Target('At least twice', 1.96, least=2), Target('At most 5', 5, most=5, digits=0, unit='ms'))"
    )
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "At least twice: 1.96, **not met**. At most 5: 5 ms."
