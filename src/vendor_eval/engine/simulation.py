"""Drawing performances and weights many times and judging every draw."""

from collections.abc import Iterator

import numpy as np

from vendor_eval.engine.acceptability import Tally, tally
from vendor_eval.engine.additive import add_contribution
from vendor_eval.engine.arrays import Bools, Floats
from vendor_eval.engine.problem import OpenTest, Problem
from vendor_eval.engine.ranks import TIE
from vendor_eval.engine.streams import stream

__all__ = ["BLOCK", "OpenTest", "Problem", "blocks", "simulate", "simulate_block"]

BLOCK = 16_384  # draws: small enough to stay in the cache; part of what a seed means, so never changed lightly


def simulate(problem: Problem, *, draws: int, seed: int) -> Tally:
    """Judge a problem in many draws and add them up.

    Drawn block by block, so memory does not grow with the number of draws, and the first draws of a longer run are
    those of a shorter one. Each performance and each weight has a stream of its own, found by its keys: adding,
    removing or reordering vendors changes no other vendor's draws, and the order of the criteria changes no bit.

    Parameters
    ----------
    draws
        How many draws, 1 or more.
    seed
        A whole number from 0.
    """
    if draws < 1:
        raise ValueError(f"A simulation needs 1 or more draws, not {draws}.")
    first, *rest = blocks(draws)
    total = simulate_block(problem, seed, *first)
    for block, size in rest:
        total += simulate_block(problem, seed, block, size)
    return total


def blocks(draws: int) -> Iterator[tuple[int, int]]:
    """The number and the size of each block; only the last may be shorter.

    Examples
    --------
    >>> list(blocks(20_000))
    [(0, 16384), (1, 3616)]
    """
    for block, start in enumerate(range(0, draws, BLOCK)):
        yield block, min(BLOCK, draws - start)


def simulate_block(problem: Problem, seed: int, block: int, size: int) -> Tally:
    """Judge the draws of one block; whoever adds up the blocks in their order gets what ``simulate`` returns."""
    weights = problem.weights.draw(seed, block, size)
    totals = _totals(problem, weights, seed, block, size)
    return tally(totals, _sufficient(problem, totals, seed, block), weights)


def _totals(problem: Problem, weights: Floats, seed: int, block: int, size: int) -> Floats:
    """Overall value of each vendor in each draw, shape (vendors, draws), summed in the order of the criteria's keys.

    One performance at a time is drawn and added, so a block needs no array of all of them.
    """
    totals = np.zeros((len(problem.vendors), size))
    u, scratch = np.empty(size), np.empty(size)
    for j in sorted(range(len(problem.criteria)), key=problem.criteria.__getitem__):
        for i, vendor in enumerate(problem.vendors):
            cell = problem.cells[i][j]
            if not cell.certain:
                stream(seed, block, "performance", vendor, problem.criteria[j]).random(out=u)
            add_contribution(totals[i], cell.draw(u)[1], weights[j], scratch)
    return totals


def _sufficient(problem: Problem, totals: Floats, seed: int, block: int) -> Bools:
    """Whether each vendor has a rank in each draw, shape (vendors, draws)."""
    sufficient = np.empty(totals.shape, dtype=np.bool_)
    sufficient[:] = ~np.array(problem.excluded)[:, np.newaxis]
    weaknesses = np.zeros(totals.shape, dtype=np.int16) if problem.max_weaknesses is not None else None
    for test in problem.tests:
        if test.must:
            sufficient[test.vendor] &= _met(test, problem.vendors[test.vendor], seed, block, totals.shape[1])
        elif weaknesses is not None:
            weaknesses[test.vendor] += ~_met(test, problem.vendors[test.vendor], seed, block, totals.shape[1])
    if weaknesses is not None and problem.max_weaknesses is not None:
        sufficient &= weaknesses <= problem.max_weaknesses - np.array(problem.weak)[:, np.newaxis]
    if problem.minimum_value is not None:
        sufficient &= totals >= problem.minimum_value - TIE
    return sufficient


def _met(test: OpenTest, vendor: str, seed: int, block: int, size: int) -> Bools:
    """Whether a vendor meets an open requirement in each draw, shape (draws,).

    The performance comes from the same stream as in the totals, so that both see the same number.
    """
    if test.chance is not None:
        by_chance: Bools = stream(seed, block, "met", vendor, test.criterion).random(size) < test.chance
        return by_chance
    if test.condition is None:
        raise ValueError(f"The test of {test.criterion!r} needs a condition or a chance.")
    u = stream(seed, block, "performance", vendor, test.criterion).random(size)
    return test.condition.met(test.cell.draw(u)[0])
