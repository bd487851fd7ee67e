"""Requirements: what a vendor must or should reach, tested on the raw performance and never traded away."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from pydantic import Field, model_validator

from vendor_eval.decision.judgements import Judgement
from vendor_eval.decision.names import Filled, Key
from vendor_eval.decision.noun import Frozen, Keys
from vendor_eval.decision.numbers import Score, Share

__all__ = ["FORMS", "Form", "Requirement", "Waiver"]

Form = Literal["at_least", "at_most", "more_than", "less_than", "one_of"]
FORMS: tuple[Form, ...] = ("at_least", "at_most", "more_than", "less_than", "one_of")


class Waiver(Judgement):
    """The decision not to hold a requirement against one vendor: never without a reason and somebody who granted it."""

    because: Filled
    by: Filled


class Requirement(Judgement):
    """One requirement on one criterion, in exactly one form: a number in its unit, a level, or a choice of levels.

    ``p_met`` is the stated probability that it is met where the performance is unknown. ``waivers`` name the vendors
    against which it is not held; they are shown wherever the requirement is.
    """

    at_least: Score | None = None
    at_most: Score | None = None
    more_than: Score | None = None
    less_than: Score | None = None
    one_of: Keys | None = None
    kind: Literal["must", "should"] = "must"
    p_met: Share | None = None
    waivers: Frozen[Key, Waiver] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _have_one_form(self) -> Requirement:
        given = [form for form in FORMS if getattr(self, form) is not None]
        if len(given) != 1:
            found = " and ".join(given) or "none of them"
            advice = " Write two requirements as a list." if given else ""
            raise ValueError(f"needs exactly one of {', '.join(FORMS)}; found {found}.{advice}")
        return self

    @property
    def form(self) -> Form:
        """Which of the five forms it has."""
        return next(form for form in FORMS if getattr(self, form) is not None)

    @property
    def threshold(self) -> str | float | tuple[str, ...]:
        """The number, level or levels that it names."""
        found: str | float | tuple[str, ...] = getattr(self, self.form)
        return found

    def without_waivers(self, *, but: Collection[str]) -> Requirement:
        """Return the requirement with the waivers of some vendors alone."""
        kept = {vendor: waiver for vendor, waiver in self.waivers.items() if vendor in but}
        return self if len(kept) == len(self.waivers) else self.replace(waivers=kept)
