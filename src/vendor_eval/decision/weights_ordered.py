"""Weights from an order of importance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Tag, model_validator

from vendor_eval.decision.faults import TAG
from vendor_eval.decision.names import Key
from vendor_eval.decision.noun import Many, Noun, refuse
from vendor_eval.decision.weights_stated import LevelWeights
from vendor_eval.engine.rankweights import rank_sum, reciprocal, roc, shared
from vendor_eval.errors import Path

__all__ = ["Order", "RankOrder", "RankOrderWeights", "order_problems", "places"]

_METHODS = {"roc": roc, "sum": rank_sum, "reciprocal": reciprocal}


def _one_or_several(value: Any) -> str:
    return TAG + ("several" if isinstance(value, list | tuple) else "one")


Order = Many[
    Annotated[
        Annotated[Key, Tag(TAG + "one")] | Annotated[Many[Key], Tag(TAG + "several")], Discriminator(_one_or_several)
    ]
]
"""Names from the most important to the least; a list inside holds those that share a place."""


def places(order: Sequence[str | tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Return an order with every place a tuple, also one that a single name has."""
    return tuple((place,) if isinstance(place, str) else place for place in order)


def order_problems(order: Sequence[str | tuple[str, ...]]) -> Iterator[tuple[Path, str]]:
    """Say what is wrong with an order: empty places and names that stand in it twice."""
    seen: set[str] = set()
    for index, names in enumerate(places(order)):
        if not names:
            yield (index,), "holds no name."
        for name in names:
            if name in seen:
                yield (index,), f"names '{name}' a second time."
            seen.add(name)


class RankOrder(Noun):
    """An order of importance of all criteria, and how weights follow from it."""

    order: Order
    method: Literal["roc", "sum", "reciprocal"] = "roc"

    @model_validator(mode="after")
    def _hold_together(self) -> RankOrder:
        problems = [(("order", *path), message) for path, message in order_problems(self.order)]
        refuse("RankOrder", problems if self.order else [(("order",), "must hold at least one name.")])
        return self


class RankOrderWeights(LevelWeights):
    """Weights that follow from an order alone: rank-order centroid, rank sum or reciprocal ranks.

    Those that share a place share the mean of the weights of their places, so that the sum stays 1.

    Examples
    --------
    >>> RankOrderWeights(rank_order={"order": ["fit", ["price", "risk"]], "method": "sum"}).point()
    {'fit': 0.5, 'price': 0.25, 'risk': 0.25}
    """

    rank_order: RankOrder

    def point(self) -> dict[str, float]:
        """Return the weights by criterion (Stillwell, Seaver and Edwards, 1981; Barron and Barrett, 1996)."""
        groups = places(self.rank_order.order)
        names = [name for group in groups for name in group]
        weights = shared(_METHODS[self.rank_order.method](len(names)), [len(group) for group in groups])
        return dict(zip(names, weights.tolist(), strict=True))
