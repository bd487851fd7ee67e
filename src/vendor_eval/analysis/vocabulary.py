"""The words that a decision file and its results use, as they are said: verdicts, results, kinds, grades, dates."""

from __future__ import annotations

from datetime import date
from typing import Literal

from vendor_eval.analysis.wording import ranging
from vendor_eval.decision.dates import When
from vendor_eval.decision.evidence import Grade, Kind
from vendor_eval.decision.scenario_checks import BASE
from vendor_eval.languages.numbers import day
from vendor_eval.languages.phrases import say
from vendor_eval.languages.speaking import ENGLISH, spoken

__all__ = ["grade_said", "kind_said", "result_said", "scenario_said", "status_said", "verdict_said", "when_said"]


def verdict_said(verdict: str) -> str:
    """Say a verdict.

    Examples
    --------
    >>> verdict_said("undetermined")
    'undetermined'
    """
    match verdict:
        case "sufficient":
            return say("sufficient")
        case "insufficient":
            return say("insufficient")
        case _:
            return say("undetermined")


def result_said(result: Literal["met", "failed", "open", "waived"]) -> str:
    """Say how a requirement turned out."""
    match result:
        case "met":
            return say("met", context="a requirement")
        case "failed":
            return say("failed", context="a requirement")
        case "open":
            return say("open", context="a requirement")
        case "waived":
            return say("waived", context="a requirement")


def kind_said(kind: Kind) -> str:
    """Say of which kind an item of evidence is.

    Examples
    --------
    >>> kind_said("vendor_claim"), kind_said("own_test")
    ("vendor's claim", 'own test')
    """
    match kind:
        case "own_test":
            return say("own test")
        case "audit":
            return say("audit")
        case "contract":
            return say("contract")
        case "official_record":
            return say("official record")
        case "reported_fact":
            return say("reported fact")
        case "analyst_estimate":
            return say("analyst's estimate")
        case "press_report":
            return say("press report")
        case "vendor_claim":
            return say("vendor's claim")


def grade_said(grade: Grade) -> str:
    """Say how good an item of evidence is.

    Examples
    --------
    >>> grade_said("high")
    'high grade'
    """
    match grade:
        case "high":
            return say("high grade")
        case "medium":
            return say("medium grade")
        case "low":
            return say("low grade")


def scenario_said(name: str) -> str:
    """Say the name of a scenario: that of the file, and for the decision without one a word of ours.

    Examples
    --------
    >>> scenario_said("data only"), scenario_said("base")
    ('data only', 'base')
    """
    return say("base", context="the decision without a scenario") if name == BASE else name


def status_said(status: str) -> str:
    """Say the status of an outcome, as a table has it.

    Examples
    --------
    >>> status_said("conditional")
    'conditional'
    """
    match status:
        case "certain":
            return say("certain", context="an outcome")
        case "leading":
            return say("leading", context="an outcome")
        case "tied":
            return say("tied", context="an outcome")
        case "conditional":
            return say("conditional", context="an outcome")
        case _:
            return say("nobody", context="an outcome")


def when_said(when: When | date) -> str:
    """Say a date as exactly as its source gives it: in English as the file has it.

    Examples
    --------
    >>> from vendor_eval.languages.speaking import speaking
    >>> when_said(When.parse("2024-Q2"))
    '2024-Q2'
    >>> with speaking("de"):
    ...     when_said(When.parse("2025-01-01/2025-02-15"))
    '01.01.2025 bis 15.02.2025'
    """
    if isinstance(when, date):
        return day(when)
    if not when.known:
        return say("unknown")
    if spoken() == ENGLISH:
        return when.text
    first, slash, last = when.text.partition("/")
    return ranging(when_said(When.parse(first)), when_said(When.parse(last))) if slash else _said(first)


def _said(text: str) -> str:
    when = When.parse(text)
    if when.first is None or when.first == when.last:
        return text if when.first is None else day(when.first)
    year, dash, part = text.partition("-")
    if not dash:
        return say("the year {year}", year=year)
    if part.startswith("Q"):
        return say("quarter {quarter} of {year}", quarter=part[1:], year=year)
    return say("month {month} of {year}", month=int(part), year=year)
