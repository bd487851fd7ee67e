"""Debriefing: the letter to a vendor, under a profile of what may be disclosed; a draft, and no legal advice."""

from __future__ import annotations

import html
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from vendor_eval.analysis.evaluate import Evaluation, evaluation_of
from vendor_eval.analysis.result import Result, Stamp
from vendor_eval.analysis.translation import speaking_of
from vendor_eval.errors import UnknownNameError
from vendor_eval.languages.speaking import spoken
from vendor_eval.reasons.appraise import Appraisal
from vendor_eval.reasons.debrief_fields import Field, checked_entries
from vendor_eval.reasons.debrief_guard import Guard
from vendor_eval.reasons.debrief_letter import Paragraph, fields_of, letter_of
from vendor_eval.reasons.debrief_remarks import LetterRemark, remarks_on
from vendor_eval.reasons.debrief_view import Standing, View, view_of
from vendor_eval.reasons.disclosure import Profile, profile_of
from vendor_eval.reasons.grounds import verdict_reasons
from vendor_eval.reasons.reason import Reason

__all__ = ["Debrief", "debrief"]


@dataclass(frozen=True, eq=False, repr=False)
class Debrief(Result):
    """A draft of the letter that a vendor gets.

    Parameters
    ----------
    vendor, standing
        The vendor, and how it came out: chosen, pending, not chosen, undetermined or insufficient.
    profile
        The rules of disclosure that the letter keeps to.
    paragraphs
        The letter.
    fields
        What a named person fills in, with what was entered.
    reasons
        The reasons for the verdict; the same as in the record.
    appraisal
        The findings; the same as in the record, but for texts that speak of others.
    view
        Everything that the letter was made of.
    draft
        Always: a person signs, not a library.
    """

    views = ("remarks",)
    inputs = Result.inputs | {"view", "spoken", "guard", "appraisal"}

    vendor: str
    profile: Profile
    standing: Standing
    paragraphs: tuple[Paragraph, ...]
    fields: tuple[Field, ...]
    reasons: tuple[Reason, ...]
    appraisal: Appraisal
    language: str
    stamp: Stamp
    view: View
    evaluation: Evaluation
    spoken: Evaluation
    guard: Guard
    draft: bool = True

    @property
    def table(self) -> pd.DataFrame:
        """One paragraph a row: part, kind, about, text."""
        rows = [(one.part, one.kind, one.about, one.text) for one in self.paragraphs]
        return pd.DataFrame(rows, columns=["part", "kind", "about", "text"])

    @property
    def text(self) -> str:
        """The letter as plain text."""
        return "\n\n".join(f"• {one.text}" if one.kind == "item" else one.text for one in self.paragraphs)

    @cached_property
    def remarks(self) -> tuple[LetterRemark, ...]:
        """What to look at before it is signed, numbered; for the sender, and no part of the letter."""
        with speaking_of(self.evaluation.decision, self.language):
            others = [
                _drawn_up(self.spoken, self.evaluation, key, self.profile, self.language, {})[2]
                for key in self.spoken.decision.vendors
                if key != self.vendor
            ]
            return remarks_on(self.spoken, self.view, self.paragraphs, self.fields, others, self.guard)

    def shown(self) -> pd.DataFrame:
        """Return no table: the letter says all."""
        return pd.DataFrame()

    def __repr__(self) -> str:
        """Say whom it is to, and how long it is."""
        return (
            f"<Debrief: draft of a letter to {self.view.name}, profile {self.profile.key}, {len(self.text)} characters>"
        )

    def _repr_html_(self) -> str:
        """Show the letter in a notebook, with every text escaped."""
        tags = {"heading": "h3", "subject": "h2", "item": "li"}
        said = [(tags.get(one.kind, "p"), html.escape(one.text)) for one in self.paragraphs]
        return "".join(f"<{tag}>{text}</{tag}>" for tag, text in said)


def debrief(
    evaluation: Evaluation,
    vendor: str,
    profile: str | Profile = "private",
    *,
    language: str | None = None,
    entries: Mapping[str, str] | None = None,
) -> Debrief:
    """Draft the letter that tells a vendor how it came out and why.

    What may be shown is gathered first, and the letter is made of that alone: nothing else of other vendors can change
    it. It holds the same reasons as the record. It is a draft and no legal advice: rules of disclosure change.

    Parameters
    ----------
    profile
        By whose rules: ``private``, ``us_preaward``, ``us_federal``, ``eu``, ``uk_2015``, ``uk_2023``; or a profile.
    language
        What it is written in; the language that is spoken, English unless it was set, if left out.
    entries
        What a named person fills in, by the keys of ``fields``: ``sender``, ``recipient``, ``date``, ``contact``,
        ``signatory`` and others. What is not given stays marked; nothing is made up.

    Raises
    ------
    UnknownNameError
        If the vendor is not in the decision.
    OptionError
        If there is no such profile, language or field.

    Examples
    --------
    >>> import vendor_eval as ve
    >>> from vendor_eval.reasons.debrief import debrief
    >>> letter = debrief(
    ...     ve.evaluate(ve.cases.load("apple-china-2025")), "deepseek", entries={"contact": "Ada Lovelace"}
    ... )
    >>> letter.standing, [one.key for one in letter.fields if one.entry]
    ('insufficient', ['contact'])
    >>> letter.paragraphs[9].text.partition(". ")[0]
    'Your offer is insufficient'
    """
    if vendor not in evaluation.decision.vendors:
        raise UnknownNameError.of("vendor", vendor, evaluation.decision.vendors)
    rules, given = profile_of(profile), checked_entries(entries)
    language = language or spoken()
    with speaking_of(evaluation.decision, language) as decision:
        worded = evaluation
        if decision is not evaluation.decision:
            # An outcome that was tested by simulation stays as it was found.
            worded = replace(evaluation_of(replace(evaluation.model, decision=decision)), outcome=evaluation.outcome)
        view, reasons, paragraphs, guard = _drawn_up(worded, evaluation, vendor, rules, language, given)
        return Debrief(
            vendor=vendor,
            profile=rules,
            standing=view.standing,
            paragraphs=paragraphs,
            fields=fields_of(paragraphs, given),
            reasons=reasons,
            appraisal=view.appraisal,
            language=language,
            stamp=evaluation.stamp,
            view=view,
            evaluation=evaluation,
            spoken=worded,
            guard=guard,
        )


def _drawn_up(
    spoken: Evaluation,
    evaluation: Evaluation,
    vendor: str,
    profile: Profile,
    language: str,
    entries: Mapping[str, str],
) -> tuple[View, tuple[Reason, ...], tuple[Paragraph, ...], Guard]:
    """Gather what may be shown, and write the letter from it."""
    guard = Guard.of(evaluation.decision, vendor, spoken=spoken.decision)
    withheld: Collection[tuple[str, str]] = ()
    if spoken is not evaluation:
        withheld = view_of(evaluation, vendor, profile, guard, language).withheld
    view = view_of(spoken, vendor, profile, guard, language, withheld_before=withheld)
    reasons = tuple(verdict_reasons(view.own, vendor))
    return view, reasons, letter_of(view, reasons, entries), guard
