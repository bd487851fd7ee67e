"""Drawing performances and weights many times and judging every draw."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Literal, TypeAlias, get_args

from vendor_eval.engine.acceptability import EVERYTHING, Counting, Tally
from vendor_eval.engine.interrupts import heed_interrupt
from vendor_eval.engine.judging import Judge
from vendor_eval.engine.packing import packed
from vendor_eval.engine.problem import OpenTest, Problem
from vendor_eval.engine.running import Executor, ending, in_order
from vendor_eval.engine.sobol import Sobol, sobol_size, sobol_stretches
from vendor_eval.engine.stretches import BLOCK, Stretch, random_stretches
from vendor_eval.engine.weights import PointWeights

__all__ = ["BLOCK", "OpenTest", "Problem", "Sampling", "Simulated", "blocks", "simulate", "simulate_block"]

Sampling: TypeAlias = Literal["random", "sobol"]
Until: TypeAlias = Callable[[Tally, tuple[Tally, ...]], bool]
Progress: TypeAlias = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, eq=False)
class Simulated:
    """What a simulation found.

    Parameters
    ----------
    tally
        What all draws add up to.
    replicates
        The same for each scramble of Sobol points: the spread of a figure over them gives its standard error (see
        ``rankfigures.replicate_errors``). None of random draws, whose errors the tally tells.
    draws
        How many draws were made: more than asked for with Sobol points, fewer where ``until`` was reached.
    reached
        Whether ``until`` was reached; None without one.
    """

    tally: Tally
    replicates: tuple[Tally, ...]
    draws: int
    reached: bool | None


def simulate(
    problem: Problem,
    *,
    draws: int,
    seed: int,
    sampling: Sampling = "random",
    executor: Executor | None = None,
    until: Until | None = None,
    progress: Progress | None = None,
    counting: Counting = EVERYTHING,
) -> Simulated:
    """Judge a problem in many draws and add them up.

    Drawn block by block, so memory does not grow with the number of draws, and the first draws of a longer run are
    those of a shorter one. Each performance and each weight has a stream of its own, found by its keys: adding,
    removing or reordering vendors changes no other vendor's draws, and the order of the criteria changes no bit.
    Stretches of blocks are added up in their order, so that it makes no difference either where they were judged.

    Parameters
    ----------
    draws
        How many draws, 1 or more; with ``until`` the most.
    seed
        A whole number from 0.
    sampling
        ``"random"``, or ``"sobol"`` for weights from scrambled Sobol points; performances are drawn at random anyway.
        These are 8 to 16 scrambles of a power of 2 of points, at least as many as ``draws``.
    executor
        Where to judge stretches of blocks: anything with a map that keeps the order; here if left out.
    until
        Told what all draws so far add up to, and each scramble of Sobol points, after fixed numbers of draws; where it
        says yes, the run ends.
    progress
        Told how many draws are made, and how many there are to be at most.
    counting
        What is counted.

    Raises
    ------
    ValueError
        If an option is not allowed, or if Sobol points cannot give the weights (see ``weightsets.WeightSet.axes``).
    """
    if draws < 1:
        raise ValueError(f"A simulation needs 1 or more draws, not {draws}.")
    if sampling not in get_args(Sampling):
        raise ValueError(f"Sampling must be one of {', '.join(get_args(Sampling))}, not {sampling!r}.")
    work = _Work(Judge.of(problem, seed, counting), _sobol(problem, draws, seed) if sampling == "sobol" else None)
    scrambles, points = (0, draws) if work.sobol is None else sobol_size(draws)
    stretches = random_stretches if work.sobol is None else sobol_stretches
    run = _Run(scrambles, until)
    judged = in_order(work if executor is None else packed(work), stretches(draws), executor=executor)
    with ending(judged):
        for stretch, tally in zip(stretches(draws), judged, strict=False):
            run.add(stretch, tally)
            if progress is not None:
                progress(run.draws, max(scrambles, 1) * points)
            if run.reached:
                break
    return run.simulated()


def _sobol(problem: Problem, draws: int, seed: int) -> Sobol:
    """The Sobol points of the weights; a ValueError where these have none."""
    if isinstance(problem.weights, PointWeights):
        raise ValueError("Sobol points are for weights of a set, and these are stated exactly: draw at random.")
    return Sobol.of(problem.weights.axes, seed, sobol_size(draws)[1])


def blocks(draws: int) -> Iterator[tuple[int, int]]:
    """The number and the size of each block of random draws; only the last may be shorter.

    Examples
    --------
    >>> list(blocks(20_000))
    [(0, 16384), (1, 3616)]
    """
    for stretch in random_stretches(draws):
        for block, _, size in stretch.blocks():
            yield block, size


def simulate_block(problem: Problem, seed: int, block: int, size: int, *, counting: Counting = EVERYTHING) -> Tally:
    """Judge the draws of one block of random draws."""
    return Judge.of(problem, seed, counting).block(problem.weights.draw(seed, block, size), block, size)


@dataclass(frozen=True, slots=True, eq=False)
class _Work:
    """What is done with a stretch, wherever that is."""

    judge: Judge
    sobol: Sobol | None

    def __call__(self, stretch: Stretch) -> Tally:
        """Judge the draws of a stretch and add them up block by block."""
        weights, seed = self.judge.problem.weights, self.judge.seed
        scramble = None if self.sobol is None else self.sobol.scramble(stretch.scramble)

        def judged(block: int, start: int, size: int) -> Tally:
            heed_interrupt()
            drawn = weights.draw(seed, block, size) if scramble is None else weights.at(scramble.points(start, size))
            return self.judge.block(drawn, block, size)

        return reduce(add, (judged(*block) for block in stretch.blocks()))


class _Run:
    """What has been added up so far."""

    def __init__(self, scrambles: int, until: Until | None) -> None:
        self.tallies: list[Tally | None] = [None] * max(scrambles, 1)
        self.sobol = scrambles > 0
        self.until = until
        self.draws = 0
        self.reached = None if until is None else False

    def add(self, stretch: Stretch, tally: Tally) -> None:
        """Add the draws of one stretch, and ask whether they are enough where that may be asked."""
        so_far = self.tallies[stretch.scramble]
        self.tallies[stretch.scramble] = tally if so_far is None else so_far + tally
        self.draws += tally.draws
        if self.until is not None and stretch.stop_here:
            found = self.simulated()
            self.reached = bool(self.until(found.tally, found.replicates))

    def simulated(self) -> Simulated:
        """The result as it stands."""
        tallies = tuple(tally for tally in self.tallies if tally is not None)
        return Simulated(reduce(add, tallies), tallies if self.sobol else (), self.draws, self.reached)
