"""The free texts of a decision, wherever in its plain data they stand, and how to put others in their places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal, TypeAlias

from vendor_eval.decision.names import alike, check_key
from vendor_eval.decision.tree import SEPARATOR, ancestors, steps

__all__ = ["Change", "Place", "reworded", "stated_scales"]

Place = Literal["text", "unit", "level", "scenario"]
"""What a text is: a level is the same wherever it stands, a scenario is called by its key."""

Change: TypeAlias = Callable[[str, Place], str]
"""What to put in the place of a text."""

Shape: TypeAlias = Callable[[Any, Change], Any]
"""How to find the texts in one part; whatever is of another form stays as it is."""


def reworded(plain: Mapping[str, Any], change: Change) -> dict[str, Any]:
    """Return a decision's plain data with every free text changed, and keys, numbers and dates as they are.

    A vendor, criterion, evaluator or group without a name is shown by its key: if that changes, it gets a name.

    Parameters
    ----------
    plain
        The decision as a file holds it; what is faulty in it is left alone.
    change
        It is given each text and what it is, and returns what to put there.

    Examples
    --------
    >>> reworded({"title": "Phones", "vendors": {"acme": {}}}, lambda text, place: text.upper())
    {'title': 'PHONES', 'vendors': {'acme': {'name': 'ACME'}}}
    """
    found: dict[str, Any] = _DECISION(plain, change)
    return found | _group_names(found, change)


def stated_scales(plain: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Go through the scales with levels, of the criteria and of the scenarios: the criterion and the levels."""
    scenarios = [_mapping(one).get("scale") for one in _mapping(plain.get("scenarios")).values()]
    criteria = {key: _mapping(one).get("scale") for key, one in _mapping(plain.get("criteria")).items()}
    for scales in (criteria, *scenarios):
        for key, scale in _mapping(scales).items():
            levels = _mapping(_mapping(scale).get("levels"))
            if levels:
                yield key, list(levels)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _text(value: Any, change: Change) -> Any:
    return change(value, "text") if isinstance(value, str) else value


def _unit(value: Any, change: Change) -> Any:
    return change(value, "unit") if isinstance(value, str) else value


def _score(value: Any, change: Change) -> Any:
    return change(value, "level") if isinstance(value, str) and value != "unknown" else value


def _by_level(value: Any, change: Change) -> Any:
    return {change(str(key), "level"): item for key, item in value.items()} if isinstance(value, Mapping) else value


def _fields(**shapes: Shape) -> Shape:
    def change_fields(value: Any, change: Change) -> Any:
        if not isinstance(value, Mapping):
            return value
        return {key: shapes[key](item, change) if key in shapes else item for key, item in value.items()}

    return change_fields


def _each(shape: Shape) -> Shape:
    def change_each(value: Any, change: Change) -> Any:
        return {key: shape(item, change) for key, item in value.items()} if isinstance(value, Mapping) else value

    return change_each


def _some(shape: Shape) -> Shape:
    """Find the texts in one thing or in a list of several."""

    def change_some(value: Any, change: Change) -> Any:
        return [shape(item, change) for item in value] if isinstance(value, list | tuple) else shape(value, change)

    return change_some


def _named(**shapes: Shape) -> Shape:
    def change_named(value: Any, change: Change) -> Any:
        changed = _each(_fields(name=_text, **shapes))(value, change)
        for key, thing in changed.items() if isinstance(changed, dict) else ():
            if isinstance(thing, dict) and not thing.get("name") and (shown := change(str(key), "text")) != key:
                changed[key] = {"name": shown} | {name: item for name, item in thing.items() if name != "name"}
        return changed

    return change_named


def _assessment(value: Any, change: Change) -> Any:
    return _ASSESSMENT(value, change) if isinstance(value, Mapping) else _score(value, change)


def _weights(value: Any, change: Change) -> Any:
    return _WEIGHTS(value, change)


def _by_scenario(value: Any, change: Change) -> Any:
    if not isinstance(value, Mapping):
        return value
    return {change(str(name), "scenario"): _SCENARIO(one, change) for name, one in value.items()}


_JUDGED: dict[str, Shape] = {"because": _text, "by": _text}
_SCALE = _fields(levels=_by_level, **_JUDGED)
_REQUIREMENTS = _some(
    _fields(
        at_least=_score,
        at_most=_score,
        more_than=_score,
        less_than=_score,
        one_of=_some(_score),
        waivers=_each(_fields(**_JUDGED)),
        **_JUDGED,
    )
)
_ASSESSMENT = _fields(
    value=_score,
    low=_score,
    high=_score,
    levels=_by_level,
    by_evaluator=_each(_assessment),
    agreed=_assessment,
    **_JUDGED,
)
_WEIGHTS = _fields(
    imprecise=_fields(sums=_some(_fields(because=_text))),
    within=_each(_weights),
    by_evaluator=_each(_weights),
    agreed=_weights,
    **_JUDGED,
)
_SCENARIO = _fields(
    because=_text,
    weights=_weights,
    scale=_each(_SCALE),
    require=_each(_REQUIREMENTS),
    assessments=_each(_each(_assessment)),
)
_DECISION = _fields(
    title=_text,
    question=_text,
    description=_text,
    criteria=_named(description=_text, unit=_unit, scale=_SCALE, require=_REQUIREMENTS),
    groups=_each(_fields(name=_text, description=_text, **_JUDGED)),
    weights=_weights,
    evaluators=_named(role=_text),
    vendors=_named(description=_text, cost=_fields(currency=_text, **_JUDGED)),
    conditions=_each(_fields(name=_text, owner=_text, **_JUDGED)),
    assessments=_each(_each(_assessment)),
    evidence=_each(_fields(claim=_text, source=_text, publisher=_text, note=_text)),
    scenarios=_by_scenario,
)


def _group_names(plain: Mapping[str, Any], change: Change) -> dict[str, Any]:
    """Return groups in which every group that is shown by its path has a name, where the path or a step changes."""
    groups = dict(_mapping(plain.get("groups")))
    before = dict(groups)
    texts = [one.get("group") for one in _mapping(plain.get("criteria")).values() if isinstance(one, Mapping)]
    for path in dict.fromkeys(path for text in texts if isinstance(text, str) for path in ancestors(text)):
        group = groups.get(path, {})
        if not isinstance(group, Mapping) or group.get("name"):
            continue
        whole = change(path, "text")
        shown = whole if whole != path else SEPARATOR.join(change(step, "text") for step in steps(path))
        if shown != path and (path in groups or _may_be_key(path, groups)):
            groups[path] = {"name": shown} | {name: item for name, item in group.items() if name != "name"}
    return {"groups": groups} if groups != before else {}


def _may_be_key(path: str, others: Mapping[str, Any]) -> bool:
    """Whether something can be said of a group: a path may be written in ways in which a key may not."""
    try:
        check_key(path)
    except ValueError:
        return False
    return not alike([*others, path])
