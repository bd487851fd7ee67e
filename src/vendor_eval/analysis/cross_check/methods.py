"""Which methods take part in a cross-check: read from what the user names, each with a name and a label."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from vendor_eval.analysis.cross_check.peer import Peer, is_maker, pipelines_in, said
from vendor_eval.analysis.cross_check.peer_options import CallOptions, call_options, checked, own
from vendor_eval.analysis.cross_check.peer_ranking import run
from vendor_eval.analysis.cross_check.ranking import Ranking, ranking_of
from vendor_eval.analysis.cross_check.table import Table
from vendor_eval.analysis.wording import amount
from vendor_eval.engine.methods import (
    EDAS,
    ELECTRE3,
    MARCOS,
    METHODS,
    PROMETHEE2,
    TOPSIS,
    VIKOR,
    Method,
    WeightedProduct,
    WeightedSum,
)
from vendor_eval.errors import OptionError

__all__ = ["COLUMNS", "DEFAULTS", "Entry", "MethodsOption", "entries"]

MethodsOption = str | Method | Sequence[Any] | Mapping[str, Any] | None

# One of each idea, none of which stumbles over a value of 0. SPOTIS is the weighted sum by another name, and MARCOS,
# ARAS, COPRAS and MOORA are weighted sums on four ways to stretch the scales: they would count one opinion twice.
DEFAULTS: tuple[Method, ...] = (WeightedSum(), TOPSIS(), VIKOR(), PROMETHEE2(), ELECTRE3(), EDAS())
REFERENCE = WeightedSum()
COLUMNS = ("vendor", "name", "verdict")  # of the table, before the columns of the methods


@dataclass(frozen=True, slots=True)
class Entry:
    """One method that takes part.

    Parameters
    ----------
    name
        The name of its column.
    label
        What sentences call it.
    method
        One of our own, if it is.
    peer
        Else a decision-maker of scikit-criteria.
    """

    name: str
    label: str
    method: Method | None = None
    peer: Peer | None = None

    @property
    def identity(self) -> str:
        """The method with every option that decides a score; for scikit-criteria, those that are not usual."""
        if self.method is not None:
            return self.method.name
        return f"scikit-criteria: {self.peer.identity}" if self.peer else ""

    @property
    def spoken(self) -> str:
        """What a sentence calls it after its first word: ``weighted sum``, but ``TOPSIS``."""
        a_word = self.method is not None and self.label != self.name and self.label[1:2].islower()
        return self.label[0].lower() + self.label[1:] if a_word else self.label

    @property
    def reference(self) -> bool:
        """Whether it is the weighted sum that a decision's values are."""
        return self.method == REFERENCE

    @property
    def multiplies(self) -> bool:
        """Whether one value of 0 decides everything or cannot be taken, so that a floor is used where one is given."""
        return isinstance(self.method, WeightedProduct | MARCOS) or bool(self.peer and self.peer.needs_positive)

    def floored(self, table: Table, floor: float | None) -> Table:
        """Return the table that it ranks from."""
        return table if floor is None or not self.multiplies else table.raised(floor)

    def ranking(self, table: Table, floor: float | None) -> Ranking:
        """Rank the vendors of a table.

        Raises
        ------
        OptionError
            If the method cannot take the values.
        """
        if self.method is None:
            return self._peers(table, floor)
        try:
            return ranking_of(self.method, self.floored(table, floor))
        except ValueError as error:
            raise OptionError(f"methods: '{self.name}' cannot rank this decision: {error}") from error

    def _peers(self, table: Table, floor: float | None) -> Ranking:
        """Let scikit-criteria rank; of what is not known to refuse 0, values are raised only where it fails."""
        if self.peer is None:
            raise ValueError(f"The entry {self.name!r} needs a method or a peer.")
        table = self.floored(table, floor)
        if self.peer.bare and self.peer.needs_positive and (table.points <= 0).any():
            raise OptionError(
                f"methods: '{self.name}' ({said(self.peer.maker)}) takes no value of 0, and some are: give a least "
                "value in points, such as floor=1, or leave the method out."
            )
        try:
            return run(self.peer, table, self.name)
        except OptionError:
            if floor is None or (table.points >= floor).all():
                raise
        ranking = run(self.peer, table.raised(floor), self.name)
        note = f"It fails on these values, so they were raised to at least {amount(floor, 'points')}."
        return replace(ranking, notes=(note, *ranking.notes))


def entries(
    methods: MethodsOption, *, options: CallOptions | None = None, criteria: Sequence[str] = ()
) -> tuple[Entry, ...]:
    """Read which methods are meant; the weighted sum is put before them if it is not among them.

    Parameters
    ----------
    methods, options
        As in ``cross_check``.
    criteria
        The keys of those that have a weight.

    Raises
    ------
    OptionError
        If something is no method, two have one name, or options are not those of a decision-maker that takes part.
    """
    found = list(_read(methods))
    if not any(entry.reference for entry in found):
        found.insert(0, _of_method(REFERENCE))
    names = [entry.name for entry in found]
    for name in names:
        if names.count(name) > 1:
            raise OptionError(f"methods: two are called '{name}'. Name them yourself: methods={{'a name': ..., ...}}.")
        if name in COLUMNS:
            raise OptionError(f"methods: none may be called '{name}', as another column of the table is.")
    return tuple(_with_options(found, options, criteria))


def _with_options(found: Sequence[Entry], options: CallOptions | None, criteria: Sequence[str]) -> Iterator[Entry]:
    """Hand each decision-maker of scikit-criteria the options that are meant for it."""
    if options is not None and not isinstance(options, Mapping):
        raise OptionError(f"options must be a mapping from names of methods to theirs, not {options!r}.")
    given = dict(options or {})
    theirs = [entry.name for entry in found if entry.peer is not None]
    for name in given:
        if not theirs:
            raise OptionError("options are for decision-makers of scikit-criteria, and none takes part.")
        if name not in theirs:
            raise _no_taker(name, [entry for entry in found if entry.peer is not None])
    for entry in found:
        if entry.peer is None or entry.name not in given:
            yield entry
        else:
            maker = entry.peer.maker
            yield replace(entry, peer=own(maker, checked(entry.name, maker, given[entry.name], criteria), criteria))


def _no_taker(name: str, theirs: Sequence[Entry]) -> OptionError:
    takers = [entry.name for entry in theirs if entry.peer and call_options(entry.peer.maker)]
    if not takers:
        return OptionError(f"options are given for '{name}', and no method that takes part takes any.")
    if len(takers) == 1:
        return OptionError(f"options: the only method that takes them is '{takers[0]}', not '{name}'.")
    return OptionError.of("options: each name", name, takers)


def _read(methods: MethodsOption) -> Iterator[Entry]:
    if methods is None:
        yield from map(_of_method, DEFAULTS)
    elif isinstance(methods, str | Method) or is_maker(methods):
        yield from _unnamed(methods)
    elif not isinstance(methods, Mapping | Sequence):
        raise _no_method(methods)
    elif not methods:
        raise OptionError("methods must name one at least; leave it out for the usual ones.")
    elif isinstance(methods, Mapping):
        for name, one in methods.items():
            yield from _named(str(name), one)
    else:
        for one in methods:
            yield from _unnamed(one)


def _named(name: str, one: Any) -> Iterator[Entry]:
    """Read a method that the user has named."""
    inside = pipelines_in(one)
    if inside:
        yield from (Entry(f"{name}: {part}", f"{name}: {part}", peer=own(each)) for part, each in inside.items())
    elif is_maker(one):
        yield Entry(name, name, peer=own(one))
    else:
        yield Entry(name, name, method=_our_own(one))


def _unnamed(one: Any) -> Iterator[Entry]:
    """Read a method that goes by its own name."""
    inside = pipelines_in(one)
    if inside:
        yield from (Entry(part, f"{part} (scikit-criteria)", peer=own(each)) for part, each in inside.items())
    elif is_maker(one):
        yield Entry(said(one), f"{said(one)} (scikit-criteria)", peer=own(one))
    else:
        yield _of_method(_our_own(one))


def _our_own(one: Any) -> Method:
    if isinstance(one, Method):
        return one
    if isinstance(one, str):
        if one not in METHODS:
            raise OptionError.of("methods", one, METHODS)
        return METHODS[one]
    raise _no_method(one)


def _no_method(one: object) -> OptionError:
    call = f" Call it: {one.__name__}()." if isinstance(one, type) else ""
    return OptionError(
        "methods must be names, method objects, decision-makers or pipelines of scikit-criteria, or a mapping from "
        f"your own names to these, not {one!r}.{call}"
    )


def _of_method(method: Method) -> Entry:
    """Name one of our methods, with the options in which it is not the usual one."""
    usual, label = type(method)(), method.label.partition(",")[0]
    options = [one.name for one in fields(method) if getattr(method, one.name) != getattr(usual, one.name)]  # type: ignore[arg-type]
    changed = ", ".join(f"{name}={getattr(method, name)}" for name in options)
    return Entry(
        name=f"{method.key}({changed})" if changed else method.key,
        label=f"{label} ({changed})" if changed else label,
        method=method,
    )
