"""Where a criterion's weight comes from, as steps of a hand calculation."""

from __future__ import annotations

import math

from vendor_eval.analysis.model import Model
from vendor_eval.analysis.trace_steps import Step, Steps, close
from vendor_eval.analysis.weights_said import admitted
from vendor_eval.decision.document import Decision
from vendor_eval.decision.tree import ancestors
from vendor_eval.decision.weights import DirectWeights, LevelledWeights, SomeWeights, SwingWeights
from vendor_eval.decision.weights_stated import LevelWeights
from vendor_eval.languages.phrases import say

__all__ = ["weight_steps"]


def weight_steps(model: Model, decision: Decision, criterion: str) -> list[Step]:
    """Return the steps to a criterion's weight; the last one is the weight, ``w``."""
    steps = Steps("weight")
    weight = float(model.weights.mean[model.criteria.index(criterion)])
    stated = decision.weights
    amounts = _amounts(stated)
    if criterion in amounts:
        _share(steps, amounts, criterion, weight)
    elif isinstance(stated, LevelledWeights) and (shares := _along(stated, decision, criterion)):
        product = math.prod(shares)
        if close(product, weight):
            numbers = {f"s{k}": share for k, share in enumerate(shares, 1)}
            meaning = say("weight: the shares along the path of its groups, multiplied")
            steps.add("w", meaning, " * ".join(numbers), weight, **numbers)
    if not steps.done and admitted(model.weights) == "any":
        meaning = say("weight: the mean over all possible weights, the same for each of n criteria")
        steps.add("w", meaning, "1 / n", weight, n=float(len(model.criteria)))
    if not steps.done:
        steps.add("w", _given_said(model), "w", weight, w=weight)
    return steps.done


def _given_said(model: Model) -> str:
    if admitted(model.weights) == "declared":
        return say("weight, as it follows from what is declared")
    return say("weight: the mean over the declared set")


def _amounts(stated: SomeWeights) -> dict[str, float]:
    """Return stated amounts that only need to be divided by their sum; none of other weights."""
    match stated:
        case SwingWeights():
            return dict(stated.swing)
        case DirectWeights():
            return dict(stated.direct)
        case _:
            return {}


def _share(steps: Steps, amounts: dict[str, float], criterion: str, weight: float) -> None:
    whole = {f"s{k}": amount for k, amount in enumerate(amounts.values(), 1)}
    own = f"s{list(amounts).index(criterion) + 1}"
    meaning = say("weight: its amount as a share of all, in the order of the file")
    formula = f"{own} / ({' + '.join(whole)})" if len(whole) > 1 else f"{own} / {own}"
    steps.add("w", meaning, formula, weight, **whole)


def _along(stated: LevelledWeights, decision: Decision, criterion: str) -> list[float]:
    """Return the shares along the path of a criterion; none where a level's weights are a set."""
    group = decision.criteria[criterion].group
    paths = ["", *sorted(ancestors(group), key=len)]
    shares = []
    for path, child in zip(paths, [*paths[1:], criterion], strict=True):
        level = stated.at(path)
        point = level.point() if isinstance(level, LevelWeights) else None
        name = criterion if child == criterion else child.rpartition("/")[2].strip()
        if point is None or name not in point:
            return []
        shares.append(point[name])
    return shares
