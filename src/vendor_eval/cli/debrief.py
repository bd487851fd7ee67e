"""The commands about one vendor: its findings, and the letter that it gets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.analysis.robustness import robustness as tested
from vendor_eval.cli.layout import paragraph, terminal_width
from vendor_eval.cli.opening import Json, Language, Scenario, Source, open_decision, refuse_existing
from vendor_eval.cli.output import complain, say, say_json, telling_errors
from vendor_eval.errors import OptionError
from vendor_eval.languages.speaking import ENGLISH, speaking
from vendor_eval.reasons.appraise import appraise as appraised
from vendor_eval.reasons.appraise_said import kind_of_finding_said
from vendor_eval.reasons.debrief import Debrief
from vendor_eval.reasons.debrief import debrief as debriefed
from vendor_eval.reasons.disclosure import profiles

__all__ = ["appraise", "debrief"]

Vendor = Annotated[str, typer.Argument(help="The key of a vendor.", show_default=False)]


def appraise(
    source: Source, vendor: Vendor, language: Language = ENGLISH, scenario: Scenario = None, as_json: Json = False
) -> None:
    """List a vendor's deficiencies, weaknesses, strengths and uncertainties."""
    with telling_errors(source, as_json=as_json):
        decision, title = open_decision(source, scenario)
        found = appraised(evaluate(decision), vendor, language=language)
        if as_json:
            say_json(found.to_dict())
            return
        with speaking(language):
            said = [(kind_of_finding_said(one.kind), one.text) for one in found.items]
        lines = [paragraph(f"{kind}: {text}", width=terminal_width(), indent="  ") for kind, text in said]
        say(title, paragraph(found.text, width=terminal_width()), *lines)


def debrief(
    source: Source,
    vendor: Vendor,
    profile: Annotated[str, typer.Option(help=f"What may be disclosed: {', '.join(profiles())}.")] = "private",
    language: Language = ENGLISH,
    entry: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD=TEXT",
            help="Fill in a marked field, such as contact='Ada Lovelace'; repeat it.",
            show_default=False,
        ),
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option("--to", "-o", help="The file to write: .md, .html, .docx or .txt.", show_default=False),
    ] = None,
    scenario: Scenario = None,
    as_json: Json = False,
) -> None:
    """Draft the letter that a vendor gets.

    It is a draft and no legal advice. What to look at before it is signed goes to stderr. A letter that is there
    already is never replaced: somebody may have worked on it.
    """
    with telling_errors(source, as_json=as_json):
        entries = _entries(entry or ())
        if to is not None:
            refuse_existing(to)
        decision, _ = open_decision(source, scenario)
        run = tested(decision)
        evaluation = replace(run.evaluation, outcome=run.outcome, stamp=run.stamp)
        letter = debriefed(evaluation, vendor, profile, language=language, entries=entries)
        if as_json:
            say_json(letter.to_dict())
        elif to is None:
            say(letter.text)
        else:
            from vendor_eval.report.letter import write_letter

            say(f"Letter: {write_letter(letter, to).resolve()}")
        _complain(letter)


def _entries(given: Sequence[str]) -> Mapping[str, str]:
    entries = {}
    for one in given:
        key, equals, text = one.partition("=")
        if not equals:
            raise OptionError(f"--entry must be FIELD=TEXT, such as contact='Ada Lovelace', not '{one}'.")
        entries[key] = text
    return entries


def _complain(letter: Debrief) -> None:
    for one in letter.remarks:
        complain(f"{one.number}. {one.severity}, {one.point}: {one.text}")
