"""A market: very many vendors under the criteria of a decision, as a table of performances."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from vendor_eval.decision.assessments import Assessment
from vendor_eval.decision.beliefs import AnyBelief, Exact, Interval, Triangular, Unknown
from vendor_eval.decision.document import Decision
from vendor_eval.decision.market_frame import SOURCE, from_frame
from vendor_eval.decision.overlay import only_vendors
from vendor_eval.decision.scales import LevelScale
from vendor_eval.decision.vendors import Vendor
from vendor_eval.engine.arrays import Integers
from vendor_eval.engine.columns import Column
from vendor_eval.errors import DecisionError, Fault, UnknownNameError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Market"]


@dataclass(frozen=True, eq=False, repr=False)
class Market:
    """Very many vendors under the criteria, requirements, weights and policy of a decision.

    Parameters
    ----------
    decision
        What the vendors are judged by. Its own vendors take no part.
    vendors
        The key of each vendor, in the order of the table.
    columns
        What is known of them, by criterion. A criterion for information only may have no column.
    rows
        The row of the table, or the line of the file, that each vendor stands in; shape (vendors,).
    names
        Names for display; empty where vendors go by their keys.
    source
        Where the table came from, in words.
    """

    decision: Decision
    vendors: tuple[str, ...]
    columns: Mapping[str, Column]
    rows: Integers
    names: tuple[str, ...] = ()
    source: str = SOURCE

    def __post_init__(self) -> None:
        """Refuse a policy that widens what cites no evidence: no row of a table cites any."""
        rule = self.decision.policy.widen_by_grade
        if rule is not None and rule.none:
            message = "widens what rests on no evidence, and no row of a market cites any; leave it out to screen one."
            raise DecisionError([Fault(("policy", "widen_by_grade", "none"), message)])

    @classmethod
    def from_table(
        cls, frame: pd.DataFrame, decision: Decision, *, vendor: str | None = None, ignore: Collection[str] = ()
    ) -> Market:
        """Take vendors from a table in memory: a vendor a row, a criterion a column.

        Parameters
        ----------
        frame
            A column a criterion, named by its key. Where some performances are ranges, ``<criterion>_low`` and
            ``<criterion>_high`` hold their ends, and ``<criterion>_likely`` the likeliest performance between them. A
            missing entry means that nothing is known. A column ``name`` holds names for display.
        decision
            Criteria, scales, requirements, weights and policy. Its own vendors take no part.
        vendor
            The column with the key of each vendor; the index where left out.
        ignore
            Columns that say nothing about a criterion.

        Raises
        ------
        OptionError
            If the table is no data frame, or an option names a column that it does not have.
        DecisionError
            With what is wrong in the table, each fault with its place.

        Examples
        --------
        >>> import pandas as pd
        >>> import vendor_eval as ve
        >>> one = Decision.from_table(pd.DataFrame({"price": [9, 7]}, index=["a", "b"]), objectives=["min"])
        >>> Market.from_table(pd.DataFrame({"id": ["p", "q"], "price": [8.5, None]}), one, vendor="id")
        <Market: 2 vendors x 1 criterion from the table; of their performances 0 % are ranges, 50 % unknown>
        """
        return cls(decision, *from_frame(frame, decision, vendor=vendor, ignore=ignore))

    def __len__(self) -> int:
        """The number of vendors."""
        return len(self.vendors)

    def __repr__(self) -> str:
        """Say how large it is and how much of it is known."""
        cells = max(len(self) * len(self.columns), 1)
        ranges = sum(len(column.rows) for column in self.columns.values()) / cells
        unknown = sum(int(np.count_nonzero(column.unknown)) for column in self.columns.values()) / cells
        vendors = f"{len(self):,} {'vendor' if len(self) == 1 else 'vendors'}"
        criteria = f"{len(self.columns)} {'criterion' if len(self.columns) == 1 else 'criteria'}"
        known = f"of their performances {100 * ranges:.3g} % are ranges, {100 * unknown:.3g} % unknown"
        return f"<Market: {vendors} x {criteria} from {self.source}; {known}>"

    @cached_property
    def digest(self) -> str:
        """A SHA-256 digest of the vendors and what is known of them; equal for equal tables, whatever their format."""
        digest = hashlib.sha256()
        digest.update("\n".join(self.vendors).encode())
        for key in sorted(self.columns):
            column = self.columns[key]
            digest.update(key.encode())
            for numbers in (column.exact, column.rows.astype(np.int64), column.low, column.likely, column.high):
                # Added to zero, so that the two zeros and all kinds of missing numbers have the same bits.
                digest.update(np.where(np.isnan(numbers), np.nan, numbers + 0).tobytes())
        return digest.hexdigest()

    def column(self, criterion: str) -> Column:
        """Return what is known of all vendors on one criterion."""
        return self.columns[criterion] if criterion in self.columns else Column.blank(len(self))

    def places(self, vendors: Collection[str]) -> dict[str, int]:
        """Return the place, from 0, of each of some vendors that is in the market."""
        return {key: row for row, key in enumerate(self.vendors) if key in vendors} if vendors else {}

    def belief(self, row: int, criterion: str) -> AnyBelief:
        """Return what is believed of one vendor, by its place from 0, on one criterion."""
        column = self.columns.get(criterion)
        if column is None:
            return Unknown()
        place = column.place(row)
        if place is None:
            exact = column.exact[row].item()
            return Unknown() if np.isnan(exact) else Exact(value=self._score(criterion, exact))
        low, likely, high = (ends[place].item() for ends in (column.low, column.likely, column.high))
        if np.isnan(likely):
            return Interval(low=self._score(criterion, low), high=self._score(criterion, high))
        return Triangular(low=low, likely=likely, high=high)

    def _score(self, criterion: str, performance: float) -> str | float:
        """Return a performance as a decision holds it: levels by their names."""
        scale = self.decision.criteria[criterion].scale
        return scale.ordered[int(performance)] if isinstance(scale, LevelScale) else performance

    def name(self, row: int) -> str:
        """Return the name of a vendor for display: its key where it has none."""
        return (self.names[row] if self.names else "") or self.vendors[row]

    def decision_of(self, vendors: Iterable[str]) -> Decision:
        """Return a full decision about some of the vendors, in the order given, to go on with.

        What the decision says of other vendors (waivers, scenarios, a baseline) is left out.

        Raises
        ------
        UnknownNameError
            If one of them is not in the market.
        """
        wanted = dict.fromkeys(vendors)
        if not wanted:
            raise DecisionError([Fault(("vendors",), "holds no vendor; at least one is needed.")])
        places = self.places(wanted)
        for key in wanted:
            if key not in places:
                raise UnknownNameError.of("vendor", key, self.vendors)
        changes = only_vendors(self.decision, wanted)
        return self.decision.replace(
            **changes
            | {
                "vendors": {key: Vendor(name=self.names[places[key]] if self.names else "") for key in wanted},
                "assessments": {key: self._assessments(places[key]) for key in wanted},
            }
        )

    def _assessments(self, row: int) -> dict[str, Assessment]:
        """Return what is believed of one vendor on every criterion, and where that stands."""
        because = f"Row {self.rows[row]:,} of {self.source}."
        return {key: Assessment(belief=self.belief(row, key), because=because) for key in self.decision.criteria}
