"""Options of the call of a decision-maker of scikit-criteria: fixed scales for those that take one, and the user's own.

Options of one for each criterion are held by the key of the criterion, because not every criterion is handed over.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from typing import Any

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


def own(maker: Any, options: Mapping[str, Any] | None = None) -> Peer:
    """Take a decision-maker of the user as it is; where it takes a fixed scale, that is given.

    A pipeline may have left the fixed scale before its last step, so it gets only what the user gives.

    Parameters
    ----------
    maker
        A decision-maker or a pipeline.
    options
        Options of the call, of the last step in a pipeline. A mapping holds one item for each criterion by its key,
        and those that it leaves out have the usual; anything else is passed on as it is. Points are shares of 1.
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
    return Peer(maker, handed)


def usual_options(maker: Any) -> Mapping[str, Any]:
    """Return what a decision-maker is given for each criterion where the user says nothing."""
    peer = Peer(maker)
    return USUAL.get(peer.name, {}) if peer.last is maker else {}


def _of(table: Table, item: Any, usual: Any) -> Any:
    """Return an option for the criteria that are handed over, in their order."""
    if not isinstance(item, Mapping):
        return item
    each = [item.get(key, usual) for key in table.criteria]
    return [tuple(one) if isinstance(one, list) else one for one in each]  # RIM takes no lists


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
            raise OptionError.of(f"options of '{name}'", option, known)
        if isinstance(item, Mapping):
            _check_criteria(f"options: '{option}' of '{name}'", item, criteria, option in usual_options(maker))
    return options


def _check_criteria(where: str, item: Mapping[str, Any], criteria: Sequence[str], usual: bool) -> None:
    for key in item:
        if key not in criteria:
            raise OptionError.of(f"{where}: each key", key, criteria)
    missing = [key for key in criteria if key not in item]
    if missing and not usual:
        raise OptionError(f"{where} needs one for each criterion; without one: {joined(missing)}.")
