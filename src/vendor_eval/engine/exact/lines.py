"""Moving one weight, the others in proportion: who is first where, and where the order changes.

Along such a line every overall value is a straight line, so all answers are crossings (Mareschal 1988; Triantaphyllou
and Sanchez 1997).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vendor_eval.engine.arrays import Bools, Floats
from vendor_eval.engine.ranks import TIE

__all__ = ["Along", "Segment", "WeightLine", "along", "weight_line"]

MEETING = 1e-12  # of a weight: crossings this close are one


@dataclass(frozen=True, slots=True, eq=False)
class WeightLine:
    """The way of the weights while some criteria go from no weight to all that there is to divide.

    Parameters
    ----------
    now
        The weight at present, from 0 to 1.
    without, whole
        The weights at 0 and at 1, shape (criteria,).
    """

    now: float
    without: Floats
    whole: Floats

    def at(self, t: float) -> Floats:
        """The weights where the weight is t, shape (criteria,)."""
        return np.asarray((1 - t) * self.without + t * self.whole)


def weight_line(w: Floats, members: Sequence[int], *, within: Sequence[int] | None = None) -> WeightLine:
    """Move the weight of a criterion, or of a group, while the others keep their proportions.

    Proportions are kept within the group and outside of it. Where there are none, because all weights are 0, the parts
    are equal. Where the criteria are all that there is, nothing can move.

    Parameters
    ----------
    w
        The weights, adding up to 1; shape (criteria,).
    members
        The criteria whose weight is moved.
    within
        The criteria that divide a weight with them, as those of the group above in a tree of weights; the members among
        them. All if left out. The line then goes over shares of their weight, and the other criteria keep theirs.

    Examples
    --------
    >>> line = weight_line(np.array([0.5, 0.3, 0.2]), [0])
    >>> line.now, line.at(0.75).round(6).tolist()
    (0.5, [0.75, 0.15, 0.1])
    """
    inside = np.isin(np.arange(len(w)), members)
    shared = np.ones(len(w), dtype=np.bool_) if within is None else np.isin(np.arange(len(w)), within)
    outside = shared & ~inside
    total = float(w[shared].sum())
    if not inside.any() or (inside & ~shared).any() or total <= 0:
        raise ValueError(f"Move the weight of criteria that divide one with others: {list(members)}, within {within}.")
    if not outside.any():
        return WeightLine(1.0, w.copy(), w.copy())
    ends = []
    for part in (outside, inside):
        end = np.where(shared, 0.0, w)
        own = w[part].sum()
        end[part] = total * (w[part] / own if own > 0 else 1 / part.sum())
        ends.append(end)
    return WeightLine(float(w[inside].sum()) / total, *ends)


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a line on which the same vendors are first.

    Parameters
    ----------
    low, high
        From which weight to which.
    first
        The vendors that are first, several if they are level all along.
    """

    low: float
    high: float
    first: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Along:
    """What happens along a line of weights.

    Parameters
    ----------
    line
        The line.
    without, whole
        The overall values at its ends, shape (vendors,).
    low, high
        The weights between which each vendor is first; missing if nowhere; the same if only level with others there;
        shape (vendors,).
    order_low, order_high
        The weights between which no vendor that is ahead of another falls behind it.
    order_below, order_above
        The pairs, ahead and behind, that change places at these weights; none at an end of the line.
    """

    line: WeightLine
    without: Floats
    whole: Floats
    low: Floats
    high: Floats
    order_low: float
    order_high: float
    order_below: tuple[tuple[int, int], ...]
    order_above: tuple[tuple[int, int], ...]

    def values(self, t: float) -> Floats:
        """The overall values where the weight is t, shape (vendors,)."""
        return np.asarray((1 - t) * self.without + t * self.whole)

    @property
    def first(self) -> tuple[int, ...]:
        """The vendors that are first at present."""
        values = self.values(self.line.now)
        return tuple(np.flatnonzero(values >= values.max() - TIE).tolist())

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Who is first where, from weight 0 to 1; the vendors that are first at single points only are left out."""
        found: list[Segment] = []
        lasting = np.flatnonzero(self.high - self.low > MEETING)
        for i in sorted(lasting.tolist(), key=lambda i: (self.low[i], i)):
            if found and abs(found[-1].low - self.low[i]) <= MEETING:
                found[-1] = Segment(found[-1].low, found[-1].high, (*found[-1].first, i))
            else:
                found.append(Segment(float(self.low[i]), float(self.high[i]), (i,)))
        return tuple(found)

    def below(self, vendor: int) -> tuple[int, ...]:
        """The vendors that take over where the weight falls so far that one is no longer first; none at the end."""
        taken = np.abs(self.high - self.low[vendor]) <= MEETING
        return tuple(np.flatnonzero(taken & (self.high - self.low > MEETING)).tolist())

    def above(self, vendor: int) -> tuple[int, ...]:
        """The vendors that take over where the weight rises so far that one is no longer first; none at the end."""
        taken = np.abs(self.low - self.high[vendor]) <= MEETING
        return tuple(np.flatnonzero(taken & (self.high - self.low > MEETING)).tolist())

    @property
    def change(self) -> Floats:
        """The smallest change of the weight that makes each vendor first; missing if none does; shape (vendors,)."""
        nearest = np.clip(self.line.now, self.low, self.high)
        return np.asarray(nearest - self.line.now)

    @property
    def crossings(self) -> Floats:
        """The weight at which two vendors are level; missing if at none or all; shape (vendors, vendors)."""
        at_0 = np.subtract.outer(self.without, self.without)
        slope = np.subtract.outer(self.whole, self.whole) - at_0
        t = np.full(at_0.shape, np.nan)
        np.divide(-at_0, slope, out=t, where=np.abs(slope) > TIE)
        t[(t < 0) | (t > 1)] = np.nan
        return t


def along(values: Floats, line: WeightLine) -> Along:
    """Who is first where along a line of weights, and how far the present order goes.

    Parameters
    ----------
    values
        Points of the vendors that take part, shape (vendors, criteria).

    Examples
    --------
    >>> found = along(np.array([[100.0, 0], [0, 100], [60, 60]]), weight_line(np.array([0.5, 0.5]), [0]))
    >>> [(round(one.low, 6), round(one.high, 6), one.first) for one in found.segments]
    [(0.0, 0.4, (1,)), (0.4, 0.6, (2,)), (0.6, 1.0, (0,))]
    """
    without, whole = values @ line.without, values @ line.whole
    at_0 = np.subtract.outer(without, without)
    slope = np.subtract.outer(whole, whole) - at_0
    lead = at_0 + line.now * slope
    rising, falling = slope > TIE, slope < -TIE
    crossing = np.zeros_like(at_0)
    np.divide(-at_0, slope, out=crossing, where=rising | falling)
    low = crossing.max(axis=1, where=rising, initial=0.0)
    high = crossing.min(axis=1, where=falling, initial=1.0)
    low, high = _settled(low, high, without, whole)
    now_first = (lead >= -TIE).all(axis=1)
    low = np.where(now_first, np.fmin(low, line.now), low)
    high = np.where(now_first, np.fmax(high, line.now), high)
    order_low = float(crossing.max(where=(lead > TIE) & rising, initial=0.0))
    order_high = float(crossing.min(where=(lead > TIE) & falling, initial=1.0))
    below = (lead > TIE) & rising & (np.abs(crossing - order_low) <= MEETING)
    above = (lead > TIE) & falling & (np.abs(crossing - order_high) <= MEETING)
    return Along(line, without, whole, low, high, order_low, order_high, _pairs(below), _pairs(above))


def _settled(low: Floats, high: Floats, without: Floats, whole: Floats) -> tuple[Floats, Floats]:
    """Where each vendor is first: missing if another is ahead even where the vendor does best against all."""
    middle = (low + high) / 2
    values = np.outer(without, 1 - middle) + np.outer(whole, middle)  # of each vendor (row) in the middle of each
    behind = values.max(axis=0) - np.diagonal(values)
    crossed = low > high
    low, high = np.where(crossed, middle, low), np.where(crossed, middle, high)
    nowhere = behind > TIE
    return np.where(nowhere, np.nan, low), np.where(nowhere, np.nan, high)


def _pairs(which: Bools) -> tuple[tuple[int, int], ...]:
    return tuple((int(i), int(k)) for i, k in np.argwhere(which))
