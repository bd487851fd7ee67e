"""Measuring pieces of work side by side: their times in turns, their memory in processes of their own."""

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Row", "Section", "Target", "extra_megabytes", "in_turns", "once", "own_memory"]

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Row:
    """One way to do a piece of work.

    Parameters
    ----------
    name, seconds, note
        What was done, how long it took, and how that was measured if not plainly.
    ours
        How long our way of the same took; that of the first row of the section if left out.
    """

    name: str
    seconds: float
    note: str = ""
    ours: float | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure should be, and what it is.

    Parameters
    ----------
    what
        What is asked for, with the limit.
    found
        The figure.
    least, most
        The limit, if there is one: either or both.
    digits
        How many digits of the figure are told after the point.
    unit
        Its unit, if it is no ratio.
    """

    what: str
    found: float
    least: float = float("-inf")
    most: float = float("inf")
    digits: int = 2
    unit: str = ""

    @property
    def limited(self) -> bool:
        """Whether there is a limit at all: some figures are only worth knowing."""
        return self.least > float("-inf") or self.most < float("inf")

    @property
    def met(self) -> bool:
        """Whether the figure keeps to its limit."""
        return self.least <= self.found <= self.most

    def __str__(self) -> str:
        """The figure beside what is asked for."""
        said = f"{self.found:,.{self.digits}f} {self.unit}".rstrip()
        return f"{self.what}: {said}{'' if self.met else ', **not met**'}."


@dataclass(frozen=True, slots=True)
class Section:
    """One piece of work, done in several ways.

    Parameters
    ----------
    title, what
        What was done, and what is compared.
    rows
        The ways, each told as a multiple of ours; the first is ours.
    checks
        What was compared between the answers, and how far they differ.
    targets
        What the figures should be, and what they are.
    """

    title: str
    what: str
    rows: tuple[Row, ...]
    checks: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()


def once(work: Work) -> float:
    """How long one run takes, in seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_turns(works: Mapping[str, Work], *, rounds: int = 5) -> dict[str, float]:
    """How long each takes: the median over rounds in which all take turns, so that a busy moment hits all alike."""
    for work in works.values():
        work()
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            times[name].append(once(work))
    return {name: statistics.median(found) for name, found in times.items()}


def own_memory() -> float:
    """The most memory that this process has held so far, in MB."""
    if sys.platform == "linux":  # where what ``getrusage`` tells begins at the most that the parent has held
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")) / 2**10
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def extra_megabytes(name: str, size: int) -> float:
    """How much more memory a named piece of work needs at its peak than after a small one, in its own process."""
    command = [sys.executable, "-m", "benchmarks", "--memory", name, str(size)]
    told = subprocess.run(command, capture_output=True, check=True, text=True)
    return float(told.stdout.split()[-1])
