"""Vendors, their cost beside the value, and the conditions that hit all of them alike."""

from __future__ import annotations

from pydantic import model_validator

from vendor_eval.decision.dates import When
from vendor_eval.decision.judgements import Judgement
from vendor_eval.decision.names import Filled, Text
from vendor_eval.decision.noun import Keys, Noun
from vendor_eval.decision.numbers import Number

__all__ = ["Condition", "Cost", "Vendor"]


class Cost(Judgement):
    """What a vendor costs, in money: one amount or a range. It stands beside the value, never in it."""

    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    currency: Filled
    evidence: Keys = ()

    @model_validator(mode="after")
    def _hold_together(self) -> Cost:
        given = [name for name in ("value", "low", "high") if getattr(self, name) is not None]
        if given not in (["value"], ["low", "high"]):
            raise ValueError(
                f"needs either `value`, or `low` and `high`; found {' and '.join(given) or 'none of them'}."
            )
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low ({self.low:g}) must not be above high ({self.high:g}).")
        return self

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the greatest amount."""
        ends = [amount for amount in (self.value, self.low, self.high) if amount is not None]
        return min(ends), max(ends)


class Vendor(Noun):
    """One vendor on the shortlist."""

    name: Text = ""
    description: Text = ""
    cost: Cost | None = None


class Condition(Judgement):
    """A condition of the whole decision that hits every vendor alike: reported with owner and date, never tested."""

    name: Filled
    due: When = When.parse("unknown")
    owner: Text = ""
    evidence: Keys = ()
