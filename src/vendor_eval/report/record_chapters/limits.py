"""Chapter of the record: assumptions, and what the method cannot do."""

from __future__ import annotations

from vendor_eval.languages.phrases import say
from vendor_eval.report.record_draft import Draft
from vendor_eval.report.records import Bullets, Chapter, Heading, Item

__all__ = ["limits"]


def limits(draft: Draft) -> Chapter:
    """Return what the figures suppose, and the limits of the method itself."""
    blocks = (
        *draft.blocks("assumptions"),
        Heading(say("Limits of the method"), "limits"),
        Bullets(tuple(Item(one) for one in _limits())),
    )
    return Chapter("assumptions", say("Assumptions, unknowns and limits of the method"), blocks)


def _limits() -> tuple[str, ...]:
    return (
        say(
            "Values add up, so a weakness on one criterion can be made good on another. What must not be made good has "
            "to be a requirement; what is none can be."
        ),
        say(
            "Each criterion is valued by itself. Where the worth of one depends on the level of another, a sum of "
            "values cannot say so."
        ),
        say(
            "Scales, weights and thresholds are judgements of people. The figures follow from them and cannot "
            "confirm them."
        ),
        say(
            "Values are points on the stated scales. They are neither chances of success nor money, and they mean "
            "nothing outside this decision."
        ),
        say(
            "Chances hold if the stated ranges hold. What nobody thought of when the ranges were stated is in none of "
            "them."
        ),
        say("A vendor that is not in the file was not compared with."),
        say("The evaluation informs a decision. It does not take one."),
    )
