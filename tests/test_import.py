"""Importing the library stays light: what only some calls need is loaded by those calls."""

import json
import subprocess
import sys

HEAVY = {"matplotlib", "skcriteria", "seaborn", "scipy", "jinja2", "typer"}


def test_importing_the_library_loads_nothing_heavy():
    program = "import json, sys, vendor_eval; print(json.dumps(sorted(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stderr
    assert HEAVY.intersection(json.loads(run.stdout)) == set()
