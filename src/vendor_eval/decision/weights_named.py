"""Which names weights speak of, and where: read from nouns and from plain data, faulty ones too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from vendor_eval.decision.noun import Noun
from vendor_eval.errors import Path

__all__ = ["Stated", "stated_levels", "stated_weights"]

_MISSING = {
    "direct": "gives no weight to {}; write 0 where a criterion is not to count.",
    "swing": "gives no weight to {}; write 0 where a criterion is not to count.",
    "around": "gives no weight to {}; write 0 where a criterion is not to count.",
    "rank_order": "does not name {}; an order names everything that is weighted.",
    "pairwise": "compares {} with nothing.",
    "best_worst": "holds no answers for {}.",
    "imprecise": "",
}
_INSIDE: dict[str, Path] = {"around": ("point",), "rank_order": ("order",)}


@dataclass(frozen=True)
class Stated:
    """The names that weights on one level speak of.

    Parameters
    ----------
    path
        Where the names stand as a whole, from the weights on.
    names
        Each name with its path.
    missing
        What to say where a name is left out, with ``{}`` for it; empty where names may be left out.
    """

    path: Path
    names: tuple[tuple[Path, str], ...]
    missing: str


def stated_weights(weights: object) -> Stated | None:
    """Return the names that weights on one level speak of; None where they name nothing or cannot be read."""
    plain = weights.plain() if isinstance(weights, Noun) else weights
    if not isinstance(plain, Mapping):
        return None
    for kind, missing in _MISSING.items():
        if isinstance(plain.get(kind), Mapping):
            inside = _INSIDE.get(kind, ())
            part = plain[kind]
            for step in inside:
                part = part.get(step)
            if inside and not isinstance(part, Mapping | list | tuple):
                return None
            found = tuple(((kind, *path), name) for path, name in _names(kind, plain[kind]))
            return Stated((kind, *inside), found, missing)
    return None


def stated_levels(weights: object) -> Iterator[tuple[Path, str | None, object]]:
    """Go through the weights of all levels and evaluators: the path, the group inside which they hold, the weights.

    The group is None for flat weights, and empty for those at the top of weights by level.
    """
    plain = weights.plain() if isinstance(weights, Noun) else weights
    if not isinstance(plain, Mapping):
        return
    given = plain.get("by_evaluator")
    if "by_evaluator" in plain or "agreed" in plain:
        for name, one in given.items() if isinstance(given, Mapping) else ():
            yield from ((("by_evaluator", name, *path), group, level) for path, group, level in stated_levels(one))
        yield from ((("agreed", *path), group, level) for path, group, level in stated_levels(plain.get("agreed")))
        return
    within = plain.get("within")
    yield (), "" if "within" in plain else None, plain
    for group, one in within.items() if isinstance(within, Mapping) else ():
        yield ("within", str(group)), str(group), one


def _names(kind: str, part: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    match kind:
        case "rank_order":
            yield from _in_order(part)
        case "around":
            yield from ((("point", *path), name) for path, name in _keys(part.get("point")))
        case "pairwise":
            for row, columns in part.items():
                yield (str(row),), str(row)
                yield from (((str(row), *path), name) for path, name in _keys(columns))
        case "best_worst":
            yield from (((name,), part[name]) for name in ("best", "worst") if isinstance(part.get(name), str))
            for name in ("best_to_others", "others_to_worst"):
                yield from (((name, *path), found) for path, found in _keys(part.get(name)))
        case "imprecise":
            yield from _in_order(part)
            yield from ((("bounds", *path), name) for path, name in _keys(part.get("bounds")))
            yield from _in_ratios(part.get("ratios"))
            yield from _in_sums(part.get("sums"))
        case _:
            yield from _keys(part)


def _keys(part: object) -> Iterator[tuple[Path, str]]:
    if isinstance(part, Mapping):
        yield from (((str(name),), str(name)) for name in part)


def _in_order(part: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    order = part.get("order")
    for index, place in enumerate(order if isinstance(order, list | tuple) else ()):
        if isinstance(place, str):
            yield ("order", index), place
        elif isinstance(place, list | tuple):
            yield from ((("order", index, inner), name) for inner, name in enumerate(place) if isinstance(name, str))


def _in_ratios(ratios: object) -> Iterator[tuple[Path, str]]:
    for index, one in enumerate(ratios if isinstance(ratios, list | tuple) else ()):
        if isinstance(one, Mapping):
            yield from ((("ratios", index, name), one[name]) for name in ("of", "to") if isinstance(one.get(name), str))


def _in_sums(sums: object) -> Iterator[tuple[Path, str]]:
    for index, one in enumerate(sums if isinstance(sums, list | tuple) else ()):
        if isinstance(one, Mapping):
            yield from ((("sums", index, "of", *path), name) for path, name in _keys(one.get("of")))
