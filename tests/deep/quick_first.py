"""A plugin of pytest for mutation runs: the quickest tests first, and the very slow ones not at all.

A mutant that a quick test notices is then done with in seconds. What only a slow test would notice counts as survived,
so that the score is a little too low rather than too high. How long each test takes is known after mutmut's first run.
"""

import json
from pathlib import Path
from typing import Any

STATS = Path("mutmut-stats.json")
SLOW = 2.0  # seconds


def pytest_collection_modifyitems(config: Any, items: list[Any]) -> None:
    """Sort the tests by how long they took, and leave out those that took too long."""
    if not STATS.is_file():
        return
    seconds = json.loads(STATS.read_text(encoding="utf-8"))["duration_by_test"]
    slow = [item for item in items if seconds.get(item.nodeid, 0.0) > SLOW]
    config.hook.pytest_deselected(items=slow)
    left_out = set(slow)
    items[:] = sorted((item for item in items if item not in left_out), key=lambda item: seconds.get(item.nodeid, 0.0))
