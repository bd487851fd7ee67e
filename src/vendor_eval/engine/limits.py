"""Linear limits on weights: small values that add up to a set of weights."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

__all__ = ["Limit", "bounded", "ordered", "ratio", "summed"]


@dataclass(frozen=True, slots=True)
class Limit:
    """Weights, each times a number, add up to at most a bound.

    Parameters
    ----------
    terms
        Criteria, each once, and what their weight is multiplied by.
    bound
        What the sum may be at most.
    label
        The limit in words, for messages.
    """

    terms: tuple[tuple[str, float], ...]
    bound: float
    label: str

    def __post_init__(self) -> None:
        """Refuse a limit that is about nothing or not finite."""
        keys = [key for key, _ in self.terms]
        if not keys or len(set(keys)) < len(keys):
            raise ValueError(f"The limit {self.label!r} must name one or more criteria, each once.")
        if not all(math.isfinite(number) for number in (self.bound, *(factor for _, factor in self.terms))):
            raise ValueError(f"The limit {self.label!r} must have finite numbers.")


def bounded(key: str, low: float = 0.0, high: float = 1.0) -> tuple[Limit, ...]:
    """The limits that keep one weight between two numbers.

    Examples
    --------
    >>> [limit.label for limit in bounded("price", low=0.2)]
    ['price at least 0.2']
    """
    if not 0 <= low <= high:
        raise ValueError(f"The weight of {key!r} must have bounds from 0 up, the lower first: {low:g}, {high:g}.")
    at_least = (Limit(((key, -1.0),), -low, f"{key} at least {low:g}"),) if low > 0 else ()
    at_most = (Limit(((key, 1.0),), high, f"{key} at most {high:g}"),) if high < 1 else ()
    return at_least + at_most


def ordered(groups: Sequence[Iterable[str]]) -> tuple[Limit, ...]:
    """The limits that make each weight of a group at least as great as each of the next group.

    Examples
    --------
    >>> [limit.label for limit in ordered([["fit"], ["price", "risk"]])]
    ['fit at least price', 'fit at least risk']
    """
    return tuple(
        Limit(((less, 1.0), (more, -1.0)), 0.0, f"{more} at least {less}")
        for above, below in pairwise([tuple(group) for group in groups])
        for more, less in product(above, below)
    )


def ratio(first: str, second: str, low: float = 0.0, high: float = math.inf) -> tuple[Limit, ...]:
    """The limits that keep one weight between two multiples of another.

    Examples
    --------
    >>> [limit.label for limit in ratio("fit", "price", low=2)]
    ['fit at least 2 times price']
    """
    if not 0 <= low <= high or math.isinf(low):
        raise ValueError(f"{first!r} to {second!r} must have bounds from 0 up, the lower first: {low:g}, {high:g}.")
    limits = []
    if low > 0:
        limits.append(Limit(((second, low), (first, -1.0)), 0.0, f"{first} at least {low:g} times {second}"))
    if high < math.inf:
        limits.append(Limit(((first, 1.0), (second, -high)), 0.0, f"{first} at most {high:g} times {second}"))
    return tuple(limits)


def summed(factors: Mapping[str, float], low: float = -math.inf, high: float = math.inf) -> tuple[Limit, ...]:
    """The limits that keep a sum of weights, each times a number, between two numbers.

    The numbers of a limit are scaled so that the greatest of them is 1: only their proportions mean something.

    Examples
    --------
    >>> [limit.label for limit in summed({"price": 1, "fit": -2, "risk": 1}, high=0)]
    ['price - 2 fit + risk at most 0']
    """
    named = {key: factor for key, factor in factors.items() if factor}
    size = max(map(abs, named.values()), default=0.0)
    if not named or not low <= high:
        raise ValueError(f"A sum of {', '.join(factors) or 'nothing'} cannot lie between {low:g} and {high:g}.")
    said = _sum_said(named)
    limits = []
    if low > -math.inf:
        terms = tuple((key, -factor / size) for key, factor in named.items())
        limits.append(Limit(terms, -low / size, f"{said} at least {low:g}"))
    if high < math.inf:
        terms = tuple((key, factor / size) for key, factor in named.items())
        limits.append(Limit(terms, high / size, f"{said} at most {high:g}"))
    return tuple(limits)


def _sum_said(factors: Mapping[str, float]) -> str:
    """Write a sum: ``price - 2 fit``."""
    words: list[str] = []
    for key, factor in factors.items():
        sign = ("- " if words else "-") if factor < 0 else ("+ " if words else "")
        times = "" if abs(factor) == 1 else f"{abs(factor):g} "
        words.append(f"{sign}{times}{key}")
    return " ".join(words)
