"""Tracing: the arithmetic from raw evidence to a contribution, such that a person with a calculator gets the same."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import pandas as pd

from vendor_eval.analysis.result import Result, Stamp
from vendor_eval.analysis.trace_cells import cell_steps
from vendor_eval.analysis.trace_said import assessed_said, evidence_said, part_said, put_in, scale_said, step_said
from vendor_eval.analysis.trace_steps import Step, Steps
from vendor_eval.analysis.trace_weights import weight_steps
from vendor_eval.analysis.trace_widening import widening_steps
from vendor_eval.analysis.translation import speaking_of
from vendor_eval.analysis.weights_said import origin_said
from vendor_eval.analysis.wording import percent, points
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.document import Decision
from vendor_eval.decision.scales import LevelScale, Scale
from vendor_eval.engine.cells import Cell
from vendor_eval.errors import OptionError, UnknownNameError
from vendor_eval.languages.numbers import figures
from vendor_eval.languages.phrases import say
from vendor_eval.languages.speaking import spoken

if TYPE_CHECKING:
    from vendor_eval.analysis.evaluate import Evaluation

__all__ = ["Trace", "trace"]


@dataclass(frozen=True, eq=False, repr=False)
class Trace(Result):
    """How one contribution follows from the evidence.

    Parameters
    ----------
    vendor, criterion
        Whose contribution, by which criterion.
    table
        One step a row: part (widening, value, weight, contribution, or if met, where something is cut to where an open
        must is met), symbol, meaning, formula, numbers (what the symbols of the formula stand for), put_in (the formula
        with these numbers) and result. A symbol that an earlier step of the same part has is that step's result.
    contribution
        Weight times expected value, in points: that of ``Evaluation.contributions``.
    evidence
        One item of evidence a row, those that the assessment rests on: id, claim, source, kind, grade, published,
        describes, circular.
    summary
        The contribution in a sentence.
    lines
        The whole calculation, line by line.
    """

    vendor: str
    criterion: str
    table: pd.DataFrame
    contribution: float
    evidence: pd.DataFrame
    summary: str
    lines: tuple[str, ...]
    stamp: Stamp

    @property
    def text(self) -> str:
        """The whole calculation, a step a line."""
        return "\n".join(self.lines)

    def shown(self) -> pd.DataFrame:
        """Return the steps as they are printed."""
        shown = self.table[["part", "symbol", "put_in", "result", "meaning"]].copy()
        shown["result"] = [figures(x) for x in self.table["result"]]
        return shown

    def __str__(self) -> str:
        """Read as the calculation."""
        return self.text

    def __repr__(self) -> str:
        """Say the contribution."""
        return f"<Trace: {self.summary}>"

    def _repr_html_(self) -> str:
        """Show the calculation in a notebook, with every text escaped."""
        return f"<pre>{html.escape(self.text)}</pre>"


def trace(evaluation: Evaluation, vendor: str, criterion: str, *, language: str | None = None) -> Trace:
    """Show how a vendor's contribution by a criterion is worked out, from raw evidence to points.

    The expected value is E[v(X)] of the belief that counts; its steps are closed forms wherever these exist.

    Raises
    ------
    UnknownNameError
        If there is no such vendor or criterion.
    OptionError
        If the criterion carries no weight, or there is no such language.

    Examples
    --------
    >>> import vendor_eval as ve
    >>> trace(ve.evaluate(ve.cases.load("apple-china-2025")), "alibaba", "reach")
    <Trace: On Consumer reach Alibaba gains 8.6 points: 9.1 % of 94.6.>
    """
    whole = evaluation.decision
    for kind, key, known in (("vendor", vendor, whole.vendors), ("criterion", criterion, whole.criteria)):
        if key not in known:
            raise UnknownNameError.of(kind, key, known)
    if criterion not in whole.weighted:
        raise OptionError(f"criterion must carry weight; '{criterion}' is for information only.")
    with speaking_of(whole, language or spoken()) as decision:
        noun = decision.criteria[criterion]
        steps = _steps(evaluation, decision, vendor, criterion)
        contribution = next(step.result for step in reversed(steps) if step.part == "contribution")
        value, weight = (next(step.numbers[name] for step in steps if step.symbol == "C") for name in ("E", "w"))
        summary = say(
            "On {criterion} {vendor} gains {contribution} points: {weight} of {value}.",
            criterion=decision.criterion_name(criterion),
            vendor=decision.vendor_name(vendor),
            contribution=points(contribution),
            weight=percent(weight),
            value=points(value),
        )
        return Trace(
            vendor=vendor,
            criterion=criterion,
            table=_table(steps),
            contribution=contribution,
            evidence=_evidence(decision, vendor, criterion),
            summary=summary,
            lines=tuple(_lines(decision, vendor, criterion, noun, steps, summary)),
            stamp=evaluation.stamp,
        )


def _steps(evaluation: Evaluation, decision: Decision, vendor: str, criterion: str) -> list[Step]:
    model, noun = evaluation.model, decision.criteria[criterion]
    levels = noun.scale.ordered if isinstance(noun.scale, LevelScale) else ()
    curve = noun.scale.curve() if isinstance(noun.scale, Scale) else None

    def expected(cell: Cell) -> list[Step]:
        return cell_steps(cell, curve, levels)

    cell = model.cell(vendor, criterion)
    value, weight = expected(cell), weight_steps(model, decision, criterion)
    steps = [*widening_steps(decision, vendor, criterion), *value, *weight]
    gained = Steps("contribution")
    _contribution(gained, value[-1].result, weight[-1].result)
    steps += gained.done
    cut = evaluation.cell_as_ranked(vendor, criterion)
    if cut is not cell:
        met = Steps("if met")
        met.done += cell_steps(cut, curve, levels, part="if met")
        _contribution(met, met.done[-1].result, weight[-1].result)
        steps += met.done
    return steps


def _contribution(steps: Steps, value: float, weight: float) -> None:
    steps.add("C", say("contribution in points: weight times value"), "w * E", weight * value, w=weight, E=value)


def _table(steps: Sequence[Step]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "part": [step.part for step in steps],
            "symbol": [step.symbol for step in steps],
            "meaning": [step.meaning for step in steps],
            "formula": [step.formula for step in steps],
            "numbers": [dict(step.numbers) for step in steps],
            "put_in": [put_in(step) for step in steps],
            "result": [step.result for step in steps],
        }
    )


def _evidence(decision: Decision, vendor: str, criterion: str) -> pd.DataFrame:
    ids = decision.assessments[vendor][criterion].resting_on
    fields = ("claim", "source", "kind", "grade", "published", "describes", "circular")
    rows = [{"id": key} | {name: _plain(getattr(decision.evidence[key], name)) for name in fields} for key in ids]
    return pd.DataFrame(rows, columns=["id", *fields])


def _plain(value: object) -> object:
    return value if isinstance(value, str | bool) else str(value)


def _lines(
    decision: Decision, vendor: str, criterion: str, noun: Criterion, steps: Sequence[Step], summary: str
) -> Iterator[str]:
    """Write the whole calculation, a line each."""
    one = decision.assessments[vendor][criterion]
    yield say(
        "{vendor} on {criterion}",
        vendor=decision.vendor_name(vendor),
        criterion=decision.criterion_name(criterion),
    )
    yield ""
    yield say("Evidence")
    ids = one.resting_on
    yield from (f"  {evidence_said(key, decision.evidence[key])}" for key in ids)
    if not ids:
        yield "  " + say("No evidence is cited.")
    yield ""
    yield say("Assessment")
    yield from (f"  {line}" for line in assessed_said(decision, noun, one))
    yield ""
    yield say("Value function")
    yield f"  {scale_said(noun)}"
    for part, group in groupby(steps, key=lambda step: step.part):
        yield ""
        yield part_said(part)
        if part == "weight":
            yield f"  {origin_said(decision.weights, len(decision.weighted))}"
        yield from (f"  {step_said(step)}" for step in group)
    yield ""
    yield summary
