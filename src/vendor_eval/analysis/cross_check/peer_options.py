"""Options of the call of a decision-maker of scikit-criteria: fixed scales for those that take one, and the user's own.

Options of one for each criterion are held by the key of the criterion, because not every criterion is handed over.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from vendor_eval.analysis.cross_check.peer import Peer, Prepared, unchanged
from vendor_eval.analysis.cross_check.table import Table
from vendor_eval.analysis.wording import joined
from vendor_eval.engine.arrays import Floats
from vendor_eval.errors import OptionError

__all__ = ["CallOptions", "call_options", "checked", "own"]

CallOptions = Mapping[str, Mapping[str, Any]]

# What is given for each criterion where the user says nothing, in shares of 1. SPOTIS and RIM would else make a scale
# from the candidates, so that a newcomer could turn others round. ERVD asks where gains end and losses begin (Shyur,
# Yin, Shih and Cheng 2015), and has no point of its own: the middle of the scale moves with no candidate, and leaves
# as much room for losses as for gains. At an end there would be gains alone, or losses alone, and nothing to weigh up.
USUAL: Mapping[str, Mapping[str, Any]] = {
    "ERVD": {"reference_points": 0.5},
    "RIM": {"ranges": (0.0, 1.0), "ref_ideals": (1.0, 1.0)},
    "SPOTIS": {"bounds": (0.0, 1.0)},
}


def own(maker: Any, options: Mapping[str, Any] | None = None, criteria: Sequence[str] = ()) -> Peer:
    """Take a decision-maker of the user as it is; where it takes a fixed scale, that is given.

    A pipeline may have left the fixed scale before its last step, so it gets only what the user gives.

    Parameters
    ----------
    maker
        A decision-maker or a pipeline.
    options
        Options of the call, of the last step in a pipeline. A mapping holds one item for each criterion by its key,
        and those that it leaves out have the usual; anything else is passed on as it is. Points are shares of 1.
    criteria
        All that have a weight, so that it can be said whether some are left out.
    """
    usual = usual_options(maker)
    given = dict(options or {})
    if not usual and not given:
        return Peer(maker)

    def prepared(table: Table) -> tuple[Floats, dict[str, Any]]:
        values, _ = unchanged(table)
        each = {name: [one] * len(table.criteria) for name, one in usual.items()}
        return values, each | {name: _of(table, item, usual.get(name)) for name, item in given.items()}

    handed: Prepared = prepared
    return Peer(maker, handed, _in_words(usual, given, criteria))


def usual_options(maker: Any) -> Mapping[str, Any]:
    """Return what a decision-maker is given for each criterion where the user says nothing."""
    peer = Peer(maker)
    return USUAL.get(peer.name, {}) if peer.bare else {}


def _of(table: Table, item: Any, usual: Any) -> Any:
    """Return an option for the criteria that are handed over, in their order."""
    if not isinstance(item, Mapping):
        return item
    each = [item.get(key, usual) for key in table.criteria]
    return [tuple(one) if isinstance(one, list) else one for one in each]  # RIM takes no lists


def _in_words(usual: Mapping[str, Any], given: Mapping[str, Any], criteria: Sequence[str]) -> str:
    """Write the options of a call: ``reference_points: reach 0.4, others 0.5``."""
    return "; ".join(
        f"{name}: {_item(given.get(name, {}), usual.get(name), criteria)}" for name in dict.fromkeys([*usual, *given])
    )


def _item(item: Any, usual: Any, criteria: Sequence[str]) -> str:
    if not isinstance(item, Mapping):
        return _value(item)
    keys = [key for key in criteria or item if key in item]
    each = [f"{key} {_value(item[key])}" for key in keys]
    if not keys:
        return _value(usual)
    return ", ".join(each if usual is None or len(keys) == len(criteria) else [*each, f"others {_value(usual)}"])


def _value(value: Any) -> str:
    """Write a number to the last digit, or several in brackets."""
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if isinstance(value, list | tuple):
        return f"({', '.join(map(_value, value))})"
    if isinstance(value, int | float | np.number):
        return str(float(value)).removesuffix(".0")
    return " ".join(str(value).split())


def call_options(maker: Any) -> tuple[str, ...]:
    """Return the names of the options that the call of a decision-maker takes beside the table."""
    return tuple(
        name
        for name, one in inspect.signature(Peer(maker).last.evaluate).parameters.items()
        if one.kind is one.KEYWORD_ONLY
    )


def checked(name: str, maker: Any, options: Mapping[str, Any], criteria: Sequence[str]) -> Mapping[str, Any]:
    """Return the user's options for one decision-maker, or say what is wrong with them.

    Parameters
    ----------
    name
        What the user calls the method.
    maker, options
        As in ``own``.
    criteria
        All that have a weight.

    Raises
    ------
    OptionError
        If it takes no such option, or one is not given for the right criteria.
    """
    if not isinstance(options, Mapping):
        raise OptionError(f"options: those of '{name}' must be a mapping from their names, not {options!r}.")
    known = call_options(maker)
    for option, item in options.items():
        if option not in known:
            if not known:
                raise OptionError(f"options: '{name}' takes none, and '{option}' is given.")
            if len(known) == 1:
                raise OptionError(f"options: '{name}' takes '{known[0]}' alone, not '{option}'.")
            raise OptionError.of(f"options of '{name}'", option, known)
        where = f"options: '{option}' of '{name}'"
        if isinstance(item, Mapping):
            _check_criteria(where, item, criteria, option in usual_options(maker))
        elif Peer(maker).name and (isinstance(item, str) or not hasattr(item, "__len__")):
            raise OptionError(f"{where} must be a mapping by criterion, or hold one item for each, not {item!r}.")
        if usual_options(maker):
            _check_shares(where, item)
    return options


def _check_criteria(where: str, item: Mapping[str, Any], criteria: Sequence[str], usual: bool) -> None:
    for key in item:
        if key not in criteria:
            raise OptionError.of(f"{where}: each key", key, criteria)
    missing = [key for key in criteria if key not in item]
    if missing and not usual:
        raise OptionError(f"{where} needs one for each criterion; without one: {joined(missing)}.")


def _check_shares(where: str, item: Any) -> None:
    """Refuse what can be no share of 1, most likely points; what is no number, the method itself refuses."""
    each = item.items() if isinstance(item, Mapping) else enumerate(item)
    for key, one in each:
        try:
            values = np.asarray(one, dtype=np.float64)
        except (TypeError, ValueError):
            continue
        if not ((values >= 0) & (values <= 1)).all():
            which = f"'{key}' is" if isinstance(item, Mapping) else f"item {key + 1} is"
            raise OptionError(f"{where} must be shares of 1 (0.4 is 40 points), and {which} {_value(one)}.")
