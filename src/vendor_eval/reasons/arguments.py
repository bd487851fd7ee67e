"""Arguments: what the case for one vendor over another rests on, chosen by how tight it is, and checked again."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.engine.arguments import outweighing, payments
from vendor_eval.engine.ranks import TIE
from vendor_eval.reasons.arguments_checked import holds
from vendor_eval.reasons.pairs import Often, Pair
from vendor_eval.reasons.reason import ArgumentType

__all__ = ["CLOSE_GAP", "CLOSE_WEIGHT", "SMALL", "Argument", "Paid", "argument_of"]

SMALL = 0.05  # points: printed as 0.0, so it is no advantage or disadvantage to speak of
CLOSE_GAP = 1.0  # points: a smaller gap is close
CLOSE_WEIGHT = 0.02  # of all weight: where moving less ends the lead, it is close


@dataclass(frozen=True, slots=True)
class Paid:
    """Some points of an advantage that pay for points of a disadvantage, by the keys of their criteria."""

    advantage: str
    sacrifice: str
    points: float


@dataclass(frozen=True, slots=True)
class Argument:
    """What the case for one vendor over another rests on.

    Parameters
    ----------
    type
        ``tie``: there is no case. ``insufficiency``: the other is insufficient, and this one is not; it rests on the
        musts that are failed. ``dominance``: at least as good on every criterion that carries weight; ``certain``
        among the numbers is 1 where that holds for all that is believed, 0 where as expected. ``better on all that
        matters``: no disadvantage of ``limit`` points or more. ``sufficient set``: the fewest advantages that together
        outweigh all disadvantages, where they are not all advantages or only one. ``compensation``: all advantages are
        needed, and each disadvantage is paid by some of them. ``close call``: the gap is below ``gap_limit`` points, or
        moving less than ``moved_limit`` of the weight ends the lead. ``undecidable``: what is open turns it so often
        that the share of draws in which the vendor is ahead is below the policy's ``separation``.
    vendor, over
        The vendor that it speaks for, ahead by expected values unless the other is insufficient; and the other.
    criteria
        The criteria that it rests on, those that count most first.
    numbers
        Its numbers, in points; weights and shares are parts of 1.
    payments
        Of a compensation, which advantages pay for which disadvantages.
    """

    type: ArgumentType
    vendor: str
    over: str
    criteria: tuple[str, ...] = ()
    numbers: Mapping[str, float] = field(default_factory=dict)
    payments: tuple[Paid, ...] = ()

    def holds(self, evaluation: Evaluation) -> bool:
        """Check the argument against a decision from scratch, without what it was found by."""
        return holds(self, evaluation)


def argument_of(evaluation: Evaluation, pair: Pair, drawn: Often | None) -> Argument:
    """Return the shortest argument that is true of a pair.

    The types of argument, from the loosest case to the tightest, follow Labreuche (2011). What the evidence cannot
    decide, and what little would turn, is said to be so before anything that holds by expected values only.

    Parameters
    ----------
    drawn
        How often the first is ahead; None where nothing is open.
    """
    numbers = {"gap": pair.gap}
    if _insufficient(evaluation, pair.ahead) != _insufficient(evaluation, pair.behind):
        return _insufficiency(evaluation, pair)
    if abs(pair.gap) <= TIE:
        return Argument("tie", pair.ahead, pair.behind, (), numbers)
    everywhere = _by_size(pair, pair.weights * (pair.ours - pair.theirs))
    if (pair.least >= -TIE).all():
        return Argument("dominance", pair.ahead, pair.behind, everywhere, numbers | {"certain": 1.0})
    separation = evaluation.decision.policy.separation
    if drawn is not None and drawn.share < separation:
        numbers |= {"share": drawn.share, "separation": separation, "draws": drawn.draws, "seed": drawn.seed}
        return Argument("undecidable", pair.ahead, pair.behind, _open(pair), numbers)
    if (pair.ours - pair.theirs >= -TIE).all():
        return Argument("dominance", pair.ahead, pair.behind, everywhere, numbers | {"certain": 0.0})
    return _close(pair) or _by_points(pair)


def _insufficient(evaluation: Evaluation, vendor: str) -> bool:
    return evaluation.verdicts[vendor].name == "insufficient"


def _insufficiency(evaluation: Evaluation, pair: Pair) -> Argument:
    """Return that one of two is insufficient, which is no matter of value."""
    ours, theirs, gap = pair.ahead, pair.behind, pair.gap
    if _insufficient(evaluation, ours):
        ours, theirs, gap = theirs, ours, -gap
    failed = [
        one.criterion for one in evaluation.details if one.vendor == theirs and one.must and one.result == "failed"
    ]
    return Argument("insufficiency", ours, theirs, tuple(dict.fromkeys(failed)), {"gap": gap})


def _close(pair: Pair) -> Argument | None:
    """Return that the case is close, if it is."""
    after, moved = pair.nearest_weights()
    numbers = {"gap": pair.gap, "gap_limit": CLOSE_GAP, "moved_limit": CLOSE_WEIGHT}
    if moved < math.inf:
        numbers["moved"] = moved
    if pair.gap >= CLOSE_GAP and moved >= CLOSE_WEIGHT:
        return None
    changed = np.abs(after - pair.weights) if moved < math.inf else np.zeros(len(after))
    weights = {f"weight {key}": float(w) for key, w in zip(pair.criteria, after, strict=True)}
    if moved == math.inf:
        weights = {}
    return Argument("close call", pair.ahead, pair.behind, _by_size(pair, changed), numbers | weights)


def _by_points(pair: Pair) -> Argument:
    """Return the shortest argument from the differences alone."""
    differences = pair.differences
    gain, loss = (float(differences[sign * differences > 0].sum() * sign) for sign in (1, -1))
    numbers = {"gap": pair.gap, "gain": gain, "loss": loss}
    if (differences > -SMALL).all():
        speaking = _by_size(pair, np.where(differences >= SMALL, differences, 0.0))
        return Argument("better on all that matters", pair.ahead, pair.behind, speaking, numbers | {"limit": SMALL})
    few, pros = outweighing(differences, more=TIE), _by_size(pair, np.where(differences > 0, differences, 0.0))
    if len(few) == 1 or len(few) < len(pros):
        numbers |= {"gain": float(differences[list(few)].sum()), "criteria": len(few)}
        return Argument("sufficient set", pair.ahead, pair.behind, tuple(pair.criteria[j] for j in few), numbers)
    paid = tuple(
        Paid(pair.criteria[one.advantage], pair.criteria[one.sacrifice], one.points) for one in payments(differences)
    )
    return Argument("compensation", pair.ahead, pair.behind, pros, numbers | {"criteria": len(pros)}, paid)


def _by_size(pair: Pair, sizes: np.ndarray[tuple[int], np.dtype[np.float64]]) -> tuple[str, ...]:
    """Return the criteria with a size, the largest first."""
    return tuple(pair.criteria[j] for j in np.argsort(-sizes, kind="stable") if sizes[j] > 0)


def _open(pair: Pair) -> tuple[str, ...]:
    """Return the criteria on which something is open, those first that can cost most."""
    return _by_size(pair, pair.weights * (pair.ours - pair.theirs - pair.least))
