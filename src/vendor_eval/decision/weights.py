"""Weights: what the swing from worst to best of each criterion is worth; flat, by level, or of several evaluators."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Annotated, Any, TypeAlias

from pydantic import Discriminator, Tag

from vendor_eval.decision.faults import TAG
from vendor_eval.decision.tree import Branch
from vendor_eval.decision.weights_compared import BestWorstWeights, PairwiseWeights
from vendor_eval.decision.weights_ordered import RankOrderWeights
from vendor_eval.decision.weights_sets import AroundWeights, ImpreciseWeights
from vendor_eval.decision.weights_stated import AnyWeights, DirectWeights, LevelWeights, SwingWeights, cannot_keep
from vendor_eval.decision.weights_tree import LevelledWeights, OneWeights, PanelWeights
from vendor_eval.engine.linearweights import BoundedWeights
from vendor_eval.engine.treeweights import Level, TreeWeights
from vendor_eval.engine.weights import PointWeights
from vendor_eval.engine.weights import Weights as Numbers

__all__ = [
    "AnyWeights",
    "AroundWeights",
    "BestWorstWeights",
    "DirectWeights",
    "ImpreciseWeights",
    "LevelledWeights",
    "PairwiseWeights",
    "PanelWeights",
    "RankOrderWeights",
    "SomeWeights",
    "SwingWeights",
    "Weights",
    "kept",
    "numbers_of",
    "point_of",
    "some_weight",
]

SomeWeights: TypeAlias = PanelWeights | LevelledWeights | LevelWeights

SAME = 1e-12  # bounds this close are one weight


def _from_panel(value: Any) -> str:
    panel = isinstance(value, PanelWeights) or (
        isinstance(value, Mapping) and ("by_evaluator" in value or "agreed" in value)
    )
    return TAG + ("panel" if panel else "one")


Weights: TypeAlias = Annotated[
    Annotated[PanelWeights, Tag(TAG + "panel")] | Annotated[OneWeights, Tag(TAG + "one")], Discriminator(_from_panel)
]


def numbers_of(weights: SomeWeights, tree: Branch) -> Numbers:
    """Return weights as numbers, one a criterion of the tree, in the order of their keys.

    Raises
    ------
    ValueError
        If no weights keep all limits that are stated.
    """
    criteria = tuple(sorted(tree.leaves))
    match weights:
        case PanelWeights(agreed=agreed, by_evaluator=given):
            return (
                numbers_of(agreed, tree)
                if agreed
                else _hull([numbers_of(one, tree) for one in given.values()], criteria)
            )
        case LevelledWeights():
            found = TreeWeights(criteria, _level(weights, tree))
            exact = all(isinstance(level.weights, PointWeights) for level in found.top.levels())
            return PointWeights(tuple(found.mean.tolist())) if exact else found
        case _:
            return weights.numbers({key: key for key in criteria})


def _level(weights: LevelledWeights, branch: Branch) -> Level:
    """Return one level and all below; a group with one part gives it all its weight."""
    # A sign that no key may hold keeps the random streams of groups apart from those of criteria.
    keys = (f"\0{part.path}" if isinstance(part, Branch) else part for part in branch.parts)
    own = weights.at(branch.path)
    names = dict(zip(branch.names, keys, strict=True))
    return Level(
        PointWeights((1.0,)) if own is None else own.numbers(names),
        tuple(_level(weights, part) if isinstance(part, Branch) else part for part in branch.parts),
    )


def _hull(given: list[Numbers], criteria: tuple[str, ...]) -> Numbers:
    """Return all weights between the least and the greatest that anybody gives each criterion."""
    ends = [[_ends(one, j) for one in given] for j in range(len(criteria))]
    low = tuple(min(least for least, _ in row) for row in ends)
    high = tuple(max(greatest for _, greatest in row) for row in ends)
    if max(most - least for least, most in zip(low, high, strict=True)) <= SAME:
        return given[0]
    return BoundedWeights(criteria, low, high)


def _ends(weights: Numbers, j: int) -> tuple[float, float]:
    unit = [float(k == j) for k in range(len(weights))]
    return max(weights.least(unit), 0.0), min(-weights.least([-one for one in unit]), 1.0)


def point_of(weights: SomeWeights, tree: Branch) -> dict[str, float] | None:
    """Return the weight of each criterion of the tree, in its order; None where the weights are a set."""
    found = numbers_of(weights, tree)
    if not isinstance(found, PointWeights):
        return None
    point = dict(zip(sorted(tree.leaves), found.w, strict=True))
    return {key: point[key] for key in tree.leaves}


def some_weight(weights: SomeWeights, criteria: Collection[str], tree: Branch) -> bool:
    """Whether some criteria of a tree can have any weight at all."""
    found = numbers_of(weights, tree)
    return found.least([-float(key in criteria) for key in sorted(tree.leaves)]) < 0


def kept(weights: SomeWeights, criteria: Collection[str], tree: Branch) -> SomeWeights:
    """Return the weights for some criteria of a tree only, in proportion.

    Raises
    ------
    DecisionError
        If they mean nothing for some of the criteria only.
    """
    if set(tree.leaves) <= set(criteria):
        return weights
    match weights:
        case PanelWeights():
            changes: dict[str, Any] = {
                "by_evaluator": {name: kept(one, criteria, tree) for name, one in weights.by_evaluator.items()}
            }
            if weights.agreed is not None:
                changes["agreed"] = kept(weights.agreed, criteria, tree)
            return weights.replace(**changes)
        case LevelledWeights():
            return _kept_levels(weights, criteria, tree)
        case _:
            return weights.keeping(criteria)


def _kept_levels(weights: LevelledWeights, criteria: Collection[str], tree: Branch) -> SomeWeights:
    """Keep whole groups as they are; where a group loses a part, the products are kept, if each is one number."""
    point = point_of(weights, tree)
    if point is not None:
        return DirectWeights(direct=point, normalise=True, because=weights.because).keeping(criteria)
    names = [name for name, part in zip(tree.names, tree.parts, strict=True) if _whole(part, criteria)]
    if len([*_touched(tree, criteria)]) > len(names):
        raise cannot_keep("they are given by level, some of them as a set, and a group loses some of its criteria")
    gone = {branch.path for branch in tree.branches() if not set(branch.leaves) & set(criteria)}
    within = {path: one for path, one in weights.within.items() if path not in gone}
    return weights.replace(top=weights.top.keeping(names), within=within)


def _whole(part: Branch | str, criteria: Collection[str]) -> bool:
    return set(part.leaves if isinstance(part, Branch) else (part,)) <= set(criteria)


def _touched(tree: Branch, criteria: Collection[str]) -> Iterator[Branch | str]:
    for part in tree.parts:
        if set(part.leaves if isinstance(part, Branch) else (part,)) & set(criteria):
            yield part
