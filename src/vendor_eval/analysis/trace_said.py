"""A trace in words: the evidence, what was assessed, the value function, and each step with its numbers put in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vendor_eval.analysis.trace_steps import INTEGRAL, Part, Step
from vendor_eval.analysis.vocabulary import grade_said, kind_said, when_said
from vendor_eval.analysis.wording import amount, belief_text, joined, number, quoted, run_on
from vendor_eval.decision.assessments import Assessment
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.document import Decision
from vendor_eval.decision.evidence import Evidence
from vendor_eval.decision.scales import LevelScale, Scale
from vendor_eval.languages.numbers import figures
from vendor_eval.languages.phrases import say

__all__ = ["assessed_said", "evidence_said", "part_said", "put_in", "scale_said", "step_said"]

_SYMBOL = re.compile(r"\b[A-Za-z]\w*\b(?!\()")
_SIGNS = {" * ": " × ", " - ": " − ", "(-": "(−", " ** ": "^", "Phi(": "Φ(", "phi(": "φ("}


def evidence_said(key: str, one: Evidence) -> str:
    """Say one item of evidence with its source, its dates, its kind and its grade."""
    said = say(
        "{id}: {claim} (source: {source}; published: {published}; describes: {described}; {kind}, {grade})",
        id=key,
        claim=one.claim.strip().rstrip("."),
        source=one.source.strip(),
        published=when_said(one.published),
        described=when_said(one.describes),
        kind=kind_said(one.kind),
        grade=grade_said(one.grade),
    )
    return run_on(said, say("It is marked circular.") if one.circular else "")


def assessed_said(decision: Decision, criterion: Criterion, one: Assessment) -> Iterator[str]:
    """Say what was assessed, and what counts where that is something else."""
    stated = belief_text(criterion, one.stated_belief)
    for evaluator, given in one.by_evaluator.items():
        name = decision.evaluators[evaluator].name or evaluator
        yield say("{evaluator} assessed: {belief}.", evaluator=name, belief=belief_text(criterion, given.belief))
    if one.by_evaluator and not one.settled:
        yield say("Not agreed; a range that spans what all of them say counts: {belief}.", belief=stated)
    else:
        yield say("Assessed: {belief}.", belief=stated)
    if one.because.strip() and one.settled:
        yield say("Reason: {reason}", reason=" ".join(one.because.split()))
    rule = decision.policy.widen_by_grade
    if one.widened and rule is not None:
        counts = belief_text(criterion, one.belief)
        yield say("Widened for weak evidence, what counts is: {belief}.", belief=counts)


def scale_said(criterion: Criterion) -> str:
    """Write the value function with its numbers."""
    match criterion.scale:
        case LevelScale() as scale:
            levels = [
                say("{performance} is worth {points}", performance=quoted(name), points=number(scale.levels[name]))
                for name in scale.ordered
            ]
            return say("Value in points: {levels}.", levels=joined(levels))
        case Scale() as scale:
            knots = [
                say("{performance} is worth {points}", performance=amount(raw, criterion.unit), points=number(worth))
                for raw, worth in scale.knots
            ]
            return run_on(say("Value in points: {levels}.", levels=joined(knots)), _form_said(scale))
        case _:
            return ""


def _form_said(scale: Scale) -> str:
    match scale.shape:
        case "log":
            return say("In between it is straight over the logarithm; beyond the ends it stays.")
        case "exponential":
            c = getattr(scale.curve(), "curvature", 0.0)
            return say(
                "In between it is v = 100 × (1 − exp(−c × t)) / (1 − exp(−c)), with t the share of the way from worst "
                "to best and c = {curvature}, so that the middle value is worth 50; beyond the ends it stays.",
                curvature=figures(c),
            )
        case _:
            return say("In between it is straight; beyond the ends it stays.")


def part_said(part: Part) -> str:
    """Name a part of a trace."""
    match part:
        case "widening":
            return say("Widening for weak evidence")
        case "value":
            return say("Expected value")
        case "weight":
            return say("Weight")
        case "contribution":
            return say("Contribution")
        case "if met":
            return say("If what is still open is met")


def step_said(step: Step) -> str:
    """Write a step: what it is, its formula, the numbers put in, and the result."""
    filled = put_in(step)
    shown = _in_signs(step.formula)
    equation = [step.symbol, *([shown] if shown not in (filled, step.symbol) else []), filled]
    if step.formula == INTEGRAL or filled != figures(step.result):
        equation.append(figures(step.result))
    return say("{equation} ({meaning})", equation=" = ".join(equation), meaning=step.meaning)


def put_in(step: Step) -> str:
    """Return the formula of a step with its numbers put in."""
    if step.formula == INTEGRAL:
        numbers = [say("{name} = {number}", name=name, number=figures(x)) for name, x in step.numbers.items()]
        return say("integral of v(x) × f(x) with {numbers}", numbers=joined(numbers))

    def filled(match: re.Match[str]) -> str:
        x = step.numbers.get(match[0])
        if x is None:
            return match[0]
        return figures(x) if x >= 0 else f"({figures(x)})"

    return _in_signs(_SYMBOL.sub(filled, step.formula).replace(", ", "; "))


def _in_signs(formula: str) -> str:
    """Write a formula with the signs of a book."""
    for plain, sign in _SIGNS.items():
        formula = formula.replace(plain, sign)
    return formula
