"""Ctrl-C in the middle of a run: a clean end, and nothing left behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups that get SIGINT")

PROGRAM = """
import multiprocessing, sys
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext

from markets import every_cell
from problems import uncertain
from vendor_eval.analysis.screen import screen
from vendor_eval.engine.simulation import simulate

told = []

def tell(done, most):
    told.append(done)
    if len(told) == 3:
        print(*[child.pid for child in multiprocessing.active_children()], flush=True)

def robustness(executor):
    simulate(uncertain(), draws=10**12, seed=0, executor=executor, progress=tell)

def screening(executor):
    screen(every_cell(40_000, level=False), draws=10**7, weights="any", executor=executor, progress=tell)

def method(executor):
    options = {"assessments": "expected", "method": "topsis", "weights": "any"}
    screen(every_cell(4_000), draws=10**7, executor=executor, progress=tell, **options)

def main(where, what):
    spawn = multiprocessing.get_context("spawn")
    both = spawn.Barrier(2)
    pool = ProcessPoolExecutor(2, mp_context=spawn, initializer=both.wait) if where == "pool" else nullcontext()
    with pool as executor:
        globals()[what](executor)

if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except KeyboardInterrupt:
        print("interrupted")
"""


@pytest.mark.parametrize("what", ["robustness", "screening", "method"])
@pytest.mark.parametrize("where", ["here", "pool"])
def test_ctrl_c_ends_a_run_at_once_and_leaves_nothing(where, what, tmp_path):
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    running = subprocess.Popen(
        [sys.executable, "-W", "error", str(program), where, what],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONDONTWRITEBYTECODE": "1"},
        start_new_session=True,  # as a terminal does: Ctrl-C goes to the program and its workers alike
    )
    workers = [int(pid) for pid in running.stdout.readline().split()]
    os.killpg(running.pid, signal.SIGINT)
    told, error = running.communicate(timeout=60)

    assert told == "interrupted\n"
    # A worker that the signal finds between two pieces of work says so itself, as Python has it.
    assert error == "" if where == "here" else "vendor_eval" not in error
    assert running.returncode == 0
    assert len(workers) == (2 if where == "pool" else 0)
    assert not [pid for pid in workers if _lives(pid)]
    assert [path.name for path in Path(tmp_path).iterdir()] == ["program.py"]


def _lives(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
