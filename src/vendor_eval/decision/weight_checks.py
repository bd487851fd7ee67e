"""Cross-checks of weights: what they name must be weighted, all of it, on every level, and some weights must fit."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.noun import Noun
from vendor_eval.decision.parts import Parts
from vendor_eval.decision.tree import Branch, tree_of
from vendor_eval.decision.weights import LevelledWeights, PanelWeights, SomeWeights
from vendor_eval.decision.weights_named import Stated, stated_levels, stated_weights
from vendor_eval.decision.weights_stated import LevelWeights
from vendor_eval.decision.wording import joined, unknown_name
from vendor_eval.errors import Fault, Path, cut, nearest

__all__ = ["all_weight_faults", "conflict_faults", "evaluator_faults", "weight_faults"]


def all_weight_faults(
    parts: Parts, stated: object, weights: SomeWeights | None, weighted: Collection[str], path: Path
) -> Iterator[Fault]:
    """Find every fault of weights: names, evaluators, and limits that no weights keep.

    Parameters
    ----------
    stated
        The weights as they stand, even faulty ones.
    weights
        The same as a noun; None where they are faulty.
    weighted
        The criteria that they are weights of.
    """
    if parts.criteria is None:
        return
    yield from evaluator_faults(parts, stated, path)
    faults = [*weight_faults(stated, parts.criteria, weighted, path)]
    yield from faults
    # Of a faulty criterion nobody knows in which group it is.
    whole = all(parts.criteria.get(key) is not None for key in weighted)
    if weights is not None and weighted and whole and not faults:
        yield from conflict_faults(weights, tree_of(parts.groups_of(weighted)), path)


def evaluator_faults(parts: Parts, stated: object, path: Path) -> Iterator[Fault]:
    """Say which evaluators of an assessment or of weights, noun or plain data, do not exist."""
    plain = stated.plain() if isinstance(stated, Noun) else stated
    given = plain.get("by_evaluator") if isinstance(plain, Mapping) else None
    for name in given if isinstance(given, Mapping) else ():
        if parts.evaluators is not None and name not in parts.evaluators:
            yield unknown_name("evaluator", name, parts.evaluators, (*path, "by_evaluator", str(name)))


def weight_faults(
    weights: object, criteria: Mapping[str, Criterion | None], weighted: Collection[str], path: Path
) -> Iterator[Fault]:
    """Compare the names that weights speak of, from a noun or from plain data, with those that carry weight."""
    found = {key: criteria.get(key) for key in weighted}
    tree = tree_of({key: one.group if one is not None else "" for key, one in found.items()})
    branches = {"": tree, **{branch.path: branch for branch in tree.branches()}}
    for inside, group, level in stated_levels(weights):
        here, stated = (*path, *inside), stated_weights(level)
        if group is None:
            if stated is not None:
                yield from _flat_faults(stated, criteria, tree, here)
        elif None in found.values():
            continue  # of a faulty criterion nobody knows where it belongs
        elif group not in branches:
            yield Fault(here, f"Unknown group '{cut(group)}'.{nearest(group, branches)}{_known(branches)}")
        else:
            if not group:
                yield from _level_faults(level, branches, here)
            if stated is not None:
                yield from _part_faults(stated, branches[group], here)


def _known(branches: Collection[str]) -> str:
    paths = [path for path in branches if path]
    return f" Groups are {joined(paths)}." if paths else " No criterion is in a group."


def _flat_faults(stated: Stated, criteria: Collection[str], tree: Branch, path: Path) -> Iterator[Fault]:
    """Check weights of criteria."""
    groups, weighted = {branch.path for branch in tree.branches()}, tree.leaves
    for inside, name in stated.names:
        if name in weighted:
            continue
        if name in criteria:
            message = "carries no weight: it is for information only or left out here."
        elif name in groups:
            message = "is a group; weights of groups need those within them: add `within: {group: weights}`."
        else:
            yield unknown_name("criterion", name, weighted, (*path, *inside))
            continue
        yield Fault((*path, *inside), message)
    yield from _missing_faults(stated, weighted, path)


def _part_faults(stated: Stated, branch: Branch, path: Path) -> Iterator[Fault]:
    """Check weights of the parts of one group."""
    where = f"in group '{branch.path}'" if branch.path else "at the top"
    for inside, name in stated.names:
        if name not in branch.names:
            hint = nearest(name, branch.names) or f" Its parts are {joined(branch.names)}."
            yield Fault((*path, *inside), f"Unknown part '{cut(name)}' {where}.{hint}")
    yield from _missing_faults(stated, branch.names, path)


def _missing_faults(stated: Stated, names: Collection[str], path: Path) -> Iterator[Fault]:
    known = {name for _, name in stated.names}
    missing = [name for name in names if name not in known]
    if missing and stated.missing:
        yield Fault((*path, *stated.path), stated.missing.format(joined(missing)))


def _level_faults(weights: object, branches: Mapping[str, Branch], path: Path) -> Iterator[Fault]:
    """Check that each group whose parts divide its weight has weights for them, and that its parts differ in name."""
    within = weights.get("within") if isinstance(weights, Mapping) else None
    given = {str(group) for group in within} if isinstance(within, Mapping) else set()
    for group, branch in branches.items():
        if group and group not in given and len(branch.parts) > 1:
            parts = joined(branch.names)
            yield Fault((*path, "within"), f"holds no weights for the parts of group '{group}': {parts}.")
        for name in sorted({name for name in branch.names if branch.names.count(name) > 1}):
            where = f"in group '{group}'" if group else "at the top"
            message = f"cannot tell the criterion '{name}' from the group '{name}' {where}; rename one of them."
            yield Fault(path, message)


def conflict_faults(weights: SomeWeights, tree: Branch, path: Path) -> Iterator[Fault]:
    """Say which limits no weights keep together, level by level; all names must have been checked before."""
    match weights:
        case PanelWeights():
            for name, one in weights.by_evaluator.items():
                yield from conflict_faults(one, tree, (*path, "by_evaluator", name))
            if weights.agreed is not None:
                yield from conflict_faults(weights.agreed, tree, (*path, "agreed"))
        case LevelledWeights():
            branches = {"": tree, **{branch.path: branch for branch in tree.branches()}}
            for group, level in weights.nodes():
                yield from _conflicts(level, branches[group].names, (*path, "within", group) if group else path)
        case _:
            yield from _conflicts(weights, tree.leaves, path)


def _conflicts(weights: LevelWeights, names: Collection[str], path: Path) -> Iterator[Fault]:
    try:
        weights.numbers({name: name for name in names})
    except ValueError as error:
        yield Fault((*path, weights.kind), str(error))
