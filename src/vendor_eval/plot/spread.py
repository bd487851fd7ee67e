"""Labels beside each other: moved apart as little as it takes for none to touch another."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["spread"]


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Return where the middles of some labels go: as near to where they are wanted as there is room for.

    Labels that meet are moved apart around their common middle, so that the squares of all moves are least.

    Parameters
    ----------
    wanted
        Where each middle is wanted, in any order.
    sizes
        How much room each takes.
    low, high
        Between what all must stay, if there is room for them.

    Examples
    --------
    >>> spread([10.0, 11.0, 40.0], [8.0, 8.0, 8.0], 0, 100)
    [6.5, 14.5, 40.0]
    >>> spread([1.0], [8.0], 0, 100)
    [4.0]
    """
    order = sorted(range(len(wanted)), key=lambda k: (wanted[k], k))
    groups: list[tuple[list[int], float, float]] = []  # labels side by side, their common start, how long they are
    for k in order:
        members, start, length = [k], wanted[k] - sizes[k] / 2, sizes[k]
        while True:
            start = max(low, min(start, high - length))
            if not groups or groups[-1][1] + groups[-1][2] <= start:
                break
            members = groups.pop()[0] + members
            start, length = _together(members, wanted, sizes)
        groups.append((members, start, length))
    middles = [0.0] * len(wanted)
    for members, start, _ in groups:
        for k in members:
            middles[k] = start + sizes[k] / 2
            start += sizes[k]
    return middles


def _together(members: Sequence[int], wanted: Sequence[float], sizes: Sequence[float]) -> tuple[float, float]:
    """Return where labels side by side start so that they are nearest to where they are wanted, and their length."""
    length, starts = 0.0, []
    for k in members:
        starts.append(wanted[k] - sizes[k] / 2 - length)
        length += sizes[k]
    return sum(starts) / len(starts), length
