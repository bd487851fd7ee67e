"""A short way to write readable decisions in tests."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from vendor_eval.decision.document import Decision
from vendor_eval.decision.weights_tree import KINDS

__all__ = ["make_decision", "make_plain"]

SCORES = {"alpha": {"reach": 80, "price": 30}, "beta": {"reach": 50, "price": 60}}
EVIDENCE = {"claim": "a claim", "source": "a source", "kind": "reported_fact"}


def make_decision(scores: Mapping[str, Mapping[str, Any]] = SCORES, **parts: Any) -> Decision:
    """Build a decision from scores by vendor and criterion; every other part is that of make_plain.

    Examples
    --------
    >>> decision = make_decision(
    ...     {
    ...         "alpha": {"reach": 900, "privacy": "good"},
    ...         "beta": {"reach": {"low": 0, "high": 300}, "privacy": "unknown"},
    ...     },
    ...     scales={"reach": (0, 1200), "privacy": {"bad": 0, "good": 100}},
    ...     weights={"reach": 60, "privacy": 40},
    ...     require={"reach": {"at_least": 300}},
    ... )
    >>> decision.weighted, decision.weights.point()
    (('reach', 'privacy'), {'reach': 0.6, 'privacy': 0.4})
    """
    return Decision.model_validate(make_plain(scores, **parts))


def make_plain(
    scores: Mapping[str, Mapping[str, Any]] = SCORES,
    *,
    scales: Mapping[str, Any] | None = None,
    weights: Any = None,
    require: Mapping[str, Any] | None = None,
    units: Mapping[str, str] | None = None,
    information_only: Iterable[str] = (),
    evidence: Mapping[str, Mapping[str, Any]] | None = None,
    **parts: Any,
) -> dict[str, Any]:
    """Build the plain data of a decision, as a file holds it, without checking them.

    Parameters
    ----------
    scores
        Scores by vendor and criterion, as in a file. Each key is also the name of its vendor or criterion.
    scales
        By criterion: ``(worst, best)``, a mapping of levels to points, or a scale as in a file; else 0 to 100.
    weights
        Weights as in a file, or a mapping of swing points by criterion; equal swings where not given.
    require
        By criterion: a requirement, or a list of them, as in a file.
    units
        Units by criterion.
    information_only
        Criteria that are shown and not weighted.
    evidence
        By id, as in a file; claim, source and kind have defaults.
    parts
        Any other part of a decision, as in a file: ``policy``, ``scenarios``, ``baseline``, ``conditions``, ``as_of``.
        ``vendors`` adds to single vendors: ``vendors={"alpha": {"cost": {"value": 3, "currency": "EUR"}}}``.
    """
    scales, require, units = scales or {}, require or {}, units or {}
    information_only = set(information_only)
    keys = list(dict.fromkeys(key for row in scores.values() for key in row))
    criteria = {}
    for key in keys:
        criterion = {"name": key.title(), "scale": _scale(scales.get(key, (0, 100)))}
        extras = {"unit": units.get(key), "require": require.get(key), "information_only": key in information_only}
        criteria[key] = criterion | {name: item for name, item in extras.items() if item}
    vendors = {key: {"name": key.title()} | dict(parts.get("vendors", {}).get(key, {})) for key in scores}
    whole = {
        "vendor_eval": 1,
        "title": "A decision",
        "as_of": "2025-02-15",
        "criteria": criteria,
        "weights": _weights(weights, [key for key in keys if key not in information_only]),
        **parts,
        "vendors": vendors,
        "assessments": {vendor: dict(row) for vendor, row in scores.items()},
    }
    if evidence:
        whole["evidence"] = {key: EVIDENCE | dict(item) for key, item in evidence.items()}
    return deepcopy(whole)


def _scale(scale: Any) -> Any:
    if isinstance(scale, tuple):
        return {"worst": scale[0], "best": scale[1]}
    return scale if {"worst", "best", "levels"} & set(scale) else {"levels": dict(scale)}


def _weights(weights: Any, keys: list[str]) -> Any:
    if weights is None:
        return {"swing": dict.fromkeys(keys, 100)}
    if isinstance(weights, Mapping) and not {*KINDS, "by_evaluator", "agreed", "within"} & set(weights):
        return {"swing": dict(weights)}
    return weights
