"""What a letter needs and no file knows: marked fields for a named person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vendor_eval.analysis.wording import number
from vendor_eval.errors import OptionError
from vendor_eval.languages.phrases import say

__all__ = ["ENTRIES", "Field", "checked_entries", "field_of"]

ENTRIES = (
    *("sender", "recipient", "date", "reference", "signatory", "contact", "review", "challenge", "reply_by"),
    *("us_request", "us_debriefing", "us_debriefing_early", "ranking_of_others", "costs"),
    *("eu_standstill", "uk_standstill_2015", "uk_standstill_2023", "award_notice", "full_criteria"),
    *("characteristics", "winner_summary", "winner_value", "winner_points"),
)


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a named person fills in: what it is, and what was entered, if it was."""

    key: str
    label: str
    entry: str = ""

    @property
    def text(self) -> str:
        """The field as it stands in the letter."""
        if not self.entry:
            return say("[To be filled in by a named person: {what}]", what=self.label)
        return say("{what}: {entry}", what=self.label, entry=self.entry)


def checked_entries(entries: Mapping[str, str] | None) -> Mapping[str, str]:
    """Return what was entered.

    Raises
    ------
    OptionError
        If there is no such field, or an entry is no text.
    """
    for key, text in (entries or {}).items():
        if key not in ENTRIES:
            raise OptionError.of("a key of entries", key, ENTRIES)
        if not str(text).strip():
            raise OptionError(f"entries['{key}'] must be a text that is not blank, not {text!r}.")
    return {key: str(text).strip() for key, text in (entries or {}).items()}


def field_of(key: str, entries: Mapping[str, str]) -> Field:
    """Return a field with its label in the language that is spoken."""
    return Field(key, _label(key), entries.get(key, ""))


def _label(key: str) -> str:
    labels = {
        "sender": say("Name and address of the buyer"),
        "recipient": say("Name and address of the recipient"),
        "date": say("Date of this letter"),
        "reference": say("Reference of the procedure"),
        "signatory": say("Name, office and signature of the person who decided"),
        "contact": say("Contact for questions"),
        "review": say("How and until when we will look at the result again on request"),
        "challenge": say("How, where and until when the decision can be challenged"),
        "reply_by": say("Date by which we ask for the answer"),
        "ranking_of_others": say("Overall ranking of the offers, if the agency made one"),
        "costs": say("Evaluated cost of the chosen offer and of yours"),
        "award_notice": say("Date of the contract award notice, which this letter precedes"),
        "full_criteria": say("Where the award criteria and the method of assessment can be read in full"),
        "characteristics": say("Characteristics of the chosen offer, as far as they are not confidential"),
        "winner_summary": say(
            "Address and identifier of the chosen supplier, and the explanation of its scores as far as it is not "
            "sensitive"
        ),
        "winner_value": say("Overall score of the chosen offer, unless it gives away a price"),
        "winner_points": say("Scores of the chosen offer on criteria that concern a price, unless they give it away"),
    }
    return labels[key] if key in labels else _term(key)


def _term(key: str) -> str:
    """Say what a date is that a rule has a number of days for."""
    match key:
        case "us_request":
            return say(
                "Date by which a debriefing may be requested in writing (rule as summed up here: within {days} days of "
                "the notice)",
                days=number(3),
            )
        case "us_debriefing":
            return say(
                "Date of the debriefing (rule as summed up here: within {days} days of the request, as far as "
                "practicable)",
                days=number(5),
            )
        case "us_debriefing_early":
            return say("Date of the debriefing (rule as summed up here: as soon as practicable)")
        case "uk_standstill_2023":
            return say(
                "Exact end of the standstill period (rule as summed up here: {days} working days from the contract "
                "award notice)",
                days=number(8),
            )
        case _:
            return say(
                "Exact end of the standstill period (rule as summed up here: {short} days where this letter goes by "
                "electronic means, otherwise {long})",
                short=number(10),
                long=number(15),
            )
