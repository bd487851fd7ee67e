"""The fields of a decision record: what only a person can say, who that is, and what belongs there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vendor_eval.languages.phrases import say
from vendor_eval.report.records import Field
from vendor_eval.report.wording import paragraphs

__all__ = ["FIELDS", "Asked", "asked", "field_of", "place_of", "still_open"]

FIELDS = (
    *("buyer", "decision_maker", "decided_on", "version", "advisers", "conflicts", "need"),
    *("fixed_beforehand", "later_changes", "only_stated", "removed_earlier", "no_purchase", "whole_life_cost"),
    *("trade_off", "disagreements", "subjective", "decision", "departure", "conditions", "risks", "monitoring"),
    *("review", "signature", "attachments"),
)
"""The keys of all fields, in the order of the record."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a field is called, who fills it in, and what belongs there."""

    label: str
    who: str
    what: str


def asked() -> Mapping[str, Asked]:
    """Return what each field asks, in the language that is spoken."""
    return _identity() | _beforehand() | _judging() | _deciding() | _afterwards()


def field_of(key: str, entries: Mapping[str, str]) -> Field:
    """Return a field with what was entered in it, or marked as open."""
    one = asked()[key]
    text = tuple(paragraphs(entries.get(key, "")))
    note = (
        say("Entered, not computed. Answers for it: {who}.", who=one.who)
        if text
        else say("Still to be filled in ({who}): {what}", who=one.who, what=one.what)
    )
    return Field(one.label, text, note, place_of(key))


def place_of(key: str) -> str:
    """Return the anchor of a field."""
    return f"field-{key.replace('_', '-')}"


def still_open(entries: Mapping[str, str]) -> Iterator[str]:
    """Give the keys of the fields in which nothing is entered."""
    return (key for key in FIELDS if not paragraphs(entries.get(key, "")))


def _maker() -> str:
    return say("the decision maker")


def _head() -> str:
    return say("the head of the evaluation")


def _identity() -> dict[str, Asked]:
    return {
        "buyer": Asked(say("Buyer"), _maker(), say("The organisation that decides, and the unit in it.")),
        "decision_maker": Asked(
            say("Decision maker"), _maker(), say("Name and office of the person who decides and answers for it.")
        ),
        "decided_on": Asked(say("Day of the decision"), _maker(), say("The day on which the decision is taken.")),
        "version": Asked(
            say("Version of this record"),
            _head(),
            say("Number or day of this version, and which version it replaces."),
        ),
        "advisers": Asked(
            say("Who advised"),
            _head(),
            say("Everybody who advised or assessed, each with role and organisation."),
        ),
        "conflicts": Asked(
            say("Conflicts of interest"),
            _maker(),
            say(
                "For everybody who decided, advised or assessed: the interests declared, on which day, and what was "
                "done about them; or that there are none."
            ),
        ),
    }


def _beforehand() -> dict[str, Asked]:
    return {
        "need": Asked(
            say("Need and scope"),
            _maker(),
            say(
                "What is needed, why and by when; what is bought, for how long and where; and what is outside the "
                "scope."
            ),
        ),
        "fixed_beforehand": Asked(
            say("When the rules were fixed"),
            _head(),
            say(
                "On which day criteria, weights, scales and requirements were fixed, and how it can be shown that no "
                "offer and no evidence on a vendor had been seen by then; or which had."
            ),
        ),
        "later_changes": Asked(
            say("Changes after that"),
            _head(),
            say(
                "Each later change of a criterion, weight, scale or requirement: its day, its reason, and what it did "
                "to the result; or that there were none."
            ),
        ),
        "only_stated": Asked(
            say("Statement on the criteria"),
            _maker(),
            say(
                "That the choice rests on the criteria stated here and on no others; or which other considerations had "
                "a part in it, and why."
            ),
        ),
    }


def _judging() -> dict[str, Asked]:
    return {
        "removed_earlier": Asked(
            say("Candidates removed before this evaluation"),
            _head(),
            say(
                "Every vendor that was considered and left out before: the requirement that it failed, what was "
                "observed, on which evidence and on which day; or that there were none."
            ),
        ),
        "no_purchase": Asked(
            say("Staying as it is, and doing the least"),
            _maker(),
            say(
                "What happens if nothing is bought, what the least is that could be done, and why neither was chosen; "
                "or that one was."
            ),
        ),
        "whole_life_cost": Asked(
            say("Whole-life cost and its realism"),
            say("whoever answers for the budget"),
            say(
                "The cost over the whole term with all that comes with it, on which basis, how it was checked for "
                "realism, and how far it may go up or down."
            ),
        ),
        "trade_off": Asked(
            say("What the extra cost buys"),
            _maker(),
            say(
                "In reasons, not necessarily in numbers: what a higher cost buys and why that is worth it, or why a "
                "better offer was not worth its cost."
            ),
        ),
        "disagreements": Asked(
            say("Disagreements and how they were settled"),
            _head(),
            say(
                "Where those who assessed or advised saw something differently, what each held, and how it was "
                "settled; or that there was no disagreement."
            ),
        ),
        "subjective": Asked(
            say("Subjective judgements"),
            _head(),
            say(
                "Which judgements are those of single persons, how they were tested, and whether the outcome agrees "
                "with the experience of those who know the field; if not, why."
            ),
        ),
    }


def _deciding() -> dict[str, Asked]:
    return {
        "decision": Asked(
            say("The decision"),
            _maker(),
            say(
                "What is decided: which vendor and for what, or that none is chosen; and the reasons, in the decision "
                "maker's own words."
            ),
        ),
        "departure": Asked(
            say("Departures from the evaluation"),
            _maker(),
            say(
                "Where the decision differs from what the evaluation comes to, or from what those who advised hold: in "
                "what, and why; or that it does not."
            ),
        ),
        "conditions": Asked(
            say("Conditions"),
            _maker(),
            say("What has to be met for the decision to stand, each with its owner and its day; or that nothing has."),
        ),
        "risks": Asked(
            say("Risks accepted"),
            _maker(),
            say("Which risks are accepted knowingly, why, and what limits them."),
        ),
    }


def _afterwards() -> dict[str, Asked]:
    return {
        "monitoring": Asked(
            say("What will be monitored"),
            _maker(),
            say("What is watched after the decision, by whom and how often, and what would reopen the decision."),
        ),
        "review": Asked(
            say("Review"),
            _maker(),
            say("The day on which the decision is looked at again at the latest, and by whom."),
        ),
        "signature": Asked(
            say("Signature"),
            _maker(),
            say(
                "Name, place, day and signature. Whoever signs states that the decision is their own independent "
                "judgement."
            ),
        ),
        "attachments": Asked(
            say("Further attachments"),
            _head(),
            say("Offers, minutes of the moderation, declarations, drafts of the contract: what there is, and where."),
        ),
    }
