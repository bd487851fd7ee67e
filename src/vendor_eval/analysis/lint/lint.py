"""Linting a decision: everything that a careful reader would remark, each with its place, why it matters and a fix."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import get_args

import pandas as pd

from vendor_eval.analysis.lint import assessments, criteria, evidence, outcome, requirements, scales, shape, weights
from vendor_eval.analysis.lint.rule import Rule, Severity
from vendor_eval.analysis.lint.subject import Subject
from vendor_eval.analysis.result import Result, Stamp, version
from vendor_eval.analysis.wording import counted
from vendor_eval.decision.document import Decision
from vendor_eval.errors import OptionError

__all__ = ["RULES", "LintResult", "lint"]

RULES: tuple[Rule, ...] = (
    *weights.RULES,
    *scales.RULES,
    *criteria.RULES,
    *requirements.RULES,
    *assessments.RULES,
    *evidence.RULES,
    *shape.RULES,
    *outcome.RULES,
)

COLUMNS = ("code", "severity", "place", "remark", "why", "fix")
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
WIDTH = 100
MOST_PLACES = 20  # of one remark, when printed; the table has them all


@dataclass(frozen=True, eq=False, repr=False)
class LintResult(Result):
    """What a careful reader would remark on a decision.

    Parameters
    ----------
    table
        One remark a row, the gravest first: code, severity (high, medium, low), place (a dotted path in the file),
        remark, why it matters, fix.
    ignored
        The codes that were left out on request.
    """

    table: pd.DataFrame
    ignored: tuple[str, ...]
    stamp: Stamp
    decision: Decision

    @property
    def text(self) -> str:
        """How many remarks there are, by severity."""
        ignoring = f" {counted(len(self.ignored), 'kind')} of remark left out on request." if self.ignored else ""
        if self.table.empty:
            return f"No remarks.{ignoring}"
        counts = self.table["severity"].value_counts()
        parts = [f"{counts[severity]} {severity}" for severity in SEVERITIES if severity in counts.index]
        return f"{counted(len(self.table), 'remark')}: {', '.join(parts)}.{ignoring}"

    def shown(self) -> pd.DataFrame:
        """Return the remarks without why they matter."""
        return self.table.drop(columns="why")

    def __str__(self) -> str:
        """Read as a list, the gravest first; why and fix stand once for all places of the same remark."""
        rows = [{str(name): str(item) for name, item in row.items()} for row in self.table.to_dict("records")]
        blocks = [_block(list(alike)) for _, alike in groupby(rows, key=lambda row: row["code"])]
        return "\n\n".join([self.text, *blocks])


def _block(rows: Sequence[dict[str, str]]) -> str:
    first = rows[0]
    lines = [f"{first['code']} {first['severity']}"]
    for row in rows[:MOST_PLACES]:
        lines.extend([f"  {row['place']}", *_wrapped("    ", row["remark"])])
    if len(rows) > MOST_PLACES:
        lines.append(f"  and {counted(len(rows) - MOST_PLACES, 'more place')}")
    return "\n".join([*lines, *_wrapped("  Why: ", first["why"]), *_wrapped("  Fix: ", first["fix"])])


def _wrapped(start: str, text: str) -> list[str]:
    later = " " * len(start)
    return textwrap.wrap(text, WIDTH, initial_indent=start, subsequent_indent=later, break_long_words=False)


def lint(decision: Decision, *, ignore: Sequence[str] = ()) -> LintResult:
    """Say what a careful reader would remark on a decision: habits that bend results, and gaps that others will find.

    A remark is a reason to look and no fault: a decision with faults cannot be loaded at all.

    Parameters
    ----------
    decision
        The decision; only its base is read, except for remarks on scenarios themselves.
    ignore
        Codes of remarks to leave out, such as ``["V703"]``.

    Raises
    ------
    OptionError
        If a code does not exist.

    Examples
    --------
    >>> import vendor_eval as ve
    >>> remarks = lint(ve.cases.load("apple-china-2025"))
    >>> set(remarks.table["severity"]) <= {"medium", "low"}
    True
    """
    codes = [rule.code for rule in RULES]
    for code in [ignore] if isinstance(ignore, str) else ignore:
        if code not in codes:
            raise OptionError.of("ignore", code, codes)
    ignored = tuple(code for code in codes if code in ignore)
    rows = sorted(_rows(Subject(decision), ignored), key=lambda row: (SEVERITIES.index(row["severity"]), row["code"]))
    return LintResult(
        table=pd.DataFrame(rows, columns=list(COLUMNS)),
        ignored=ignored,
        stamp=Stamp(decision.digest, version()),
        decision=decision,
    )


def _rows(subject: Subject, ignored: Sequence[str]) -> Iterator[dict[str, str]]:
    for rule in RULES:
        if rule.code not in ignored:
            for place, remark in rule.find(subject):
                parts = (rule.code, rule.severity, place, remark, rule.why, rule.fix)
                yield dict(zip(COLUMNS, parts, strict=True))
