"""Chapter of the record: what a higher cost buys, where costs are stated, and the reasons that only a person has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vendor_eval.analysis.wording import clauses, measured, number, points, ranging, run_on
from vendor_eval.decision.vendors import Cost
from vendor_eval.languages.phrases import say
from vendor_eval.reasons.explain import explain
from vendor_eval.report.record_chapters.comparison import signed
from vendor_eval.report.record_draft import Draft
from vendor_eval.report.records import Block, Bullets, Chapter, Item, Prose
from vendor_eval.report.wording import cited

__all__ = ["Exchange", "trade_off"]

LEVEL = 0.05  # points: less prints as 0.0
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Exchange:
    """What one vendor costs more than another, from least to most, and by how many points it is worth more."""

    vendor: str
    rival: str
    low: float
    high: float
    currency: str
    gap: float

    @property
    def text(self) -> str:
        """What the extra cost buys."""
        one, other = self.vendor, self.rival
        if self.low == self.high == 0:
            return run_on(say("{vendor} and {rival} cost the same.", vendor=one, rival=other), self._worth())
        if self.low >= 0:
            extra = self._money(self.low, self.high)
            said = say("{vendor} costs {money} more than {rival}.", money=extra, vendor=one, rival=other)
            return run_on(said, self._worth(), self._bought())
        if self.high <= 0:
            saved = self._money(-self.high, -self.low)
            said = say("{vendor} costs {money} less than {rival}.", money=saved, vendor=one, rival=other)
            return run_on(said, self._worth(), say("There is no extra cost to weigh.") if self.gap >= LEVEL else "")
        less, more = self._money(-self.low, -self.low), self._money(self.high, self.high)
        said = say(
            "{vendor} costs anything from {less} less to {more} more than {rival}.",
            less=less,
            more=more,
            vendor=one,
            rival=other,
        )
        return run_on(said, self._worth(), say("So it is open which of the two is the dearer one."))

    def _worth(self) -> str:
        size = points(abs(self.gap))
        if self.gap >= LEVEL:
            return say("By expected value {vendor} is worth {points} points more.", vendor=self.vendor, points=size)
        if self.gap <= -LEVEL:
            return say("By expected value {vendor} is worth {points} points less.", vendor=self.vendor, points=size)
        return say("By expected value both are worth the same.")

    def _bought(self) -> str:
        if self.gap < LEVEL:
            return say("The extra cost buys nothing that the criteria count.")
        each = self._money(self.low / self.gap, self.high / self.gap)
        return say("Each point more costs {money}.", money=each)

    def _money(self, low: float, high: float) -> str:
        most = measured(number(high), self.currency)
        return most if number(low) == number(high) else ranging(number(low), most)


def trade_off(draft: Draft) -> Chapter:
    """Return value against cost for each pair whose costs are stated, and the place for the reasons."""
    blocks = (*_pairs(draft), draft.field("trade_off"))
    return Chapter("tradeoff", say("What the extra cost buys"), blocks)


def _pairs(draft: Draft) -> Iterator[Block]:
    decision = draft.decision
    pairs = [(one, other) for one, other in draft.pairs if other in draft.running]
    if not pairs:
        yield Prose(say("There are no two sufficient or undetermined vendors to weigh against each other."))
        return
    items, missing = [], False
    for one, other in pairs:
        ours, theirs = decision.vendors[one].cost, decision.vendors[other].cost
        if ours is None or theirs is None or ours.currency != theirs.currency:
            missing = True
            continue
        evidence = cited(decision, dict.fromkeys([*ours.evidence, *theirs.evidence]))
        items.append(Item(_said(draft, one, other, ours, theirs), evidence))
    if items:
        if draft.runs.main.if_met:
            yield Prose(say("Values are those with the open requirements met."))
        yield Bullets(tuple(items))
    if missing and items:
        yield Prose(
            say("For the other vendors no cost is stated in the same unit, so value cannot be set against cost there.")
        )
    elif missing:
        yield Prose(
            say(
                "For no two of the vendors in the running is a cost stated in the same unit, so what an extra cost "
                "buys cannot be worked out. It has to be reasoned:"
            )
        )


def _said(draft: Draft, one: str, other: str, ours: Cost, theirs: Cost) -> str:
    table = explain(draft.runs.evaluation, one, over=other).table
    (low, high), (other_low, other_high) = ours.bounds, theirs.bounds
    names = draft.decision.vendor_name(one), draft.decision.vendor_name(other)
    gap = float(table["difference"].sum())
    found = Exchange(*names, low - other_high, high - other_low, ours.currency, gap)
    most = table[table["difference"] >= LEVEL].head(MOST_NAMED)
    if found.low < 0 or found.high <= 0 or gap < LEVEL or most.empty:
        return found.text
    parts = [
        say("{criterion} {points}", criterion=name, points=signed(float(difference)))
        for name, difference in zip(most["name"], most["difference"], strict=True)
    ]
    return run_on(found.text, say("It buys most on (in points): {differences}.", differences=clauses(parts)))
