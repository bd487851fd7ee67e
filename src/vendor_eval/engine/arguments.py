"""What an argument for one vendor over another rests on: few advantages that suffice, what must be kept, what pays.

All of it is about the weighted differences of two vendors, one a criterion, in points: advantages are above 0,
disadvantages below, and their sum is the gap. The kinds of argument follow Labreuche (2011, "A general framework for
explaining the results of a multi-attribute preference model", Artificial Intelligence 175).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.ranks import TIE

__all__ = ["FEW", "Payment", "kept", "outweighing", "payments"]

FEW = 10  # advantages and disadvantages together: of more, who pays for what is not searched through


@dataclass(frozen=True, slots=True)
class Payment:
    """Some points of an advantage that pay for points of a disadvantage; both by the place of their criterion."""

    advantage: int
    sacrifice: int
    points: float


def outweighing(differences: Floats, *, more: float = 0.0) -> tuple[int, ...]:
    """Return the fewest advantages that together are more than all disadvantages; none where no set is.

    The largest first, until they are enough: no set of as many can be worth more, so none of fewer is enough
    (Labreuche 2011; an exchange argument).

    Parameters
    ----------
    differences
        Shape (criteria,).
    more
        By how many points they have to be more.

    Examples
    --------
    >>> outweighing(np.array([3.0, -4.0, 2.0, 2.5]))
    (0, 3)
    """
    needed, gain, found = more - differences[differences < 0].sum(), 0.0, []
    for j in np.argsort(-differences, kind="stable"):
        if gain > needed or differences[j] <= 0:
            break
        found.append(int(j))
        gain += differences[j]
    return tuple(found) if gain > needed else ()


def kept(differences: Floats, whole: Floats) -> tuple[int, ...]:
    """Return the fewest criteria on which both performances must stay, so that the gap stays above 0.

    Whatever becomes of the others: a criterion that is given up costs its difference and, at worst, its whole scale.
    The cheapest are given up first, so that no set of fewer is enough (Marques-Silva, Gerspacher, Cooper, Ignatiev and
    Narodytska 2020, "Explaining naive Bayes and other linear classifiers with polynomial time and delay").

    Parameters
    ----------
    differences
        Shape (criteria,), with a sum above 0.
    whole
        What each whole scale is worth, in points; shape (criteria,).

    Examples
    --------
    >>> kept(np.array([40.0, -5.0, 1.0]), np.array([60.0, 20.0, 10.0]))
    (0,)
    """
    left, cost = float(differences.sum()), differences + whole
    given: set[int] = set()
    for j in np.argsort(cost, kind="stable"):
        if cost[j] >= left:
            break
        given.add(int(j))
        left -= float(cost[j])
    return tuple(j for j in range(len(differences)) if j not in given)


def payments(differences: Floats) -> tuple[Payment, ...]:
    """Return which advantages pay for which disadvantages, in as few payments as possible.

    Each disadvantage is paid in full, and no advantage pays more than it is worth, in the spirit of Belahcene,
    Labreuche, Maudet, Mousseau and Ouerdane (2017, "Explaining robust additive utility models by sequences of
    preference swaps", Theory and Decision 82). The payments of a group of advantages for a group of disadvantages take
    one less than both have members, so the fewest come from a best way to divide both into groups: searched through for
    up to ``FEW`` of them, and greedy, so perhaps not the fewest, for more.

    Parameters
    ----------
    differences
        Shape (criteria,), with a sum above 0.

    Examples
    --------
    >>> [(one.advantage, one.sacrifice, one.points) for one in payments(np.array([5.0, 3.0, -3.0, -4.0]))]
    [(0, 3, 4.0), (1, 2, 3.0)]
    """
    order = np.argsort(-np.abs(differences), kind="stable")
    pros = [int(j) for j in order if differences[j] > 0]
    cons = [int(j) for j in order if differences[j] < 0]
    worth = {j: abs(float(differences[j])) for j in [*pros, *cons]}
    found = _one_by_one(pros, cons, worth)
    # No payments are fewer than the disadvantages, or than the advantages that it takes to be worth as much.
    least = max(len(cons), len(outweighing(differences, more=-TIE)))
    if len(found) > least and len(pros) + len(cons) <= FEW:
        groups = _groups(tuple(worth[j] for j in pros), tuple(worth[j] for j in cons))
        best = [one for own, paid in groups for one in _in_turn([pros[i] for i in own], [cons[i] for i in paid], worth)]
        found = best if len(best) < len(found) else found
    return tuple(sorted(found, key=lambda one: (cons.index(one.sacrifice), pros.index(one.advantage))))


def _one_by_one(pros: Sequence[int], cons: Sequence[int], worth: dict[int, float]) -> list[Payment]:
    """Pay for the largest disadvantage first: by the smallest advantage that is enough, else by the largest."""
    left = {j: worth[j] for j in pros}
    found = []
    for con in cons:
        due = worth[con]
        while due > 0:
            enough = [j for j in pros if left[j] >= due]
            if enough:
                pro = min(enough, key=lambda j: (left[j], j))
            else:
                pro = max(pros, key=lambda j: (left[j], -j))
                if left[pro] <= 0:  # all is paid but for rounding
                    break
            paid = min(due, left[pro])
            found.append(Payment(pro, con, paid))
            left[pro] -= paid
            due -= paid
    return found


def _in_turn(pros: Sequence[int], cons: Sequence[int], worth: dict[int, float]) -> Iterator[Payment]:
    """Pay disadvantages in turn from advantages in turn: one payment less than there are of both."""
    purses, j = [worth[one] for one in pros], 0
    for con in cons:
        due = worth[con]
        while due > 0 and j < len(pros):
            paid = min(due, purses[j])
            if paid > 0:
                yield Payment(pros[j], con, paid)
            due -= paid
            purses[j] -= paid
            if due > 0:
                j += 1


Places = tuple[int, ...]
Groups = tuple[tuple[Places, Places], ...]


def _groups(pros: tuple[float, ...], cons: tuple[float, ...]) -> Groups:
    """Divide disadvantages into groups, each with advantages of its own that are worth as much: fewest payments."""
    sums = [_sums(pros), _sums(cons)]

    @cache
    def best(free: int, due: int) -> tuple[int, tuple[tuple[int, int], ...]] | None:
        if not due:
            return 0, ()
        first = due & -due
        found = None
        for paid in _parts(due ^ first):
            together = paid | first
            for own in _parts(free):
                if not own or sums[0][own] < sums[1][together]:
                    continue
                rest = best(free ^ own, due ^ together)
                if rest is None:
                    continue
                count = own.bit_count() + together.bit_count() - 1 + rest[0]
                if found is None or count < found[0]:
                    found = count, ((own, together), *rest[1])
        return found

    found = best((1 << len(pros)) - 1, (1 << len(cons)) - 1)
    return tuple((_places(own), _places(paid)) for own, paid in (found[1] if found else ()))


def _sums(values: Sequence[float]) -> list[float]:
    sums = [0.0]
    for value in values:
        sums += [each + value for each in sums]
    return sums


def _parts(whole: int) -> Iterator[int]:
    """Go through all parts of a set, the empty one last."""
    part = whole
    while part:
        yield part
        part = (part - 1) & whole
    yield 0


def _places(members: int) -> Places:
    return tuple(j for j in range(members.bit_length()) if members >> j & 1)
