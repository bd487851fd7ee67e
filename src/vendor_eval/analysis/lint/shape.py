"""Remarks on the decision as a whole: its question, its vendors, its costs and what it is compared with."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.analysis.lint.evidence import months_before
from vendor_eval.analysis.lint.rule import Rule, Spot
from vendor_eval.analysis.lint.subject import Subject, listed

__all__ = ["RULES"]

FAR = 6  # months


def _one_vendor(subject: Subject) -> Iterator[Spot]:
    if len(subject.decision.vendors) == 1:
        yield "vendors", f"{subject.vendor(next(iter(subject.decision.vendors)))} is the only vendor."


def _identical(subject: Subject) -> Iterator[Spot]:
    alike: dict[tuple[object, ...], list[str]] = {}
    for vendor in subject.decision.vendors:
        if any(subject.known(vendor, key) for key in subject.weights):
            beliefs = tuple(subject.assessment(vendor, key).belief for key in subject.weights)
            alike.setdefault(beliefs, []).append(vendor)
    for vendors in alike.values():
        if len(vendors) > 1:
            yield (
                f"assessments.{vendors[1]}",
                f"{subject.vendors_named(vendors)} have the same score on every criterion.",
            )


def _no_question(subject: Subject) -> Iterator[Spot]:
    if not subject.decision.question.strip():
        yield "question", "The decision states no question."


def _no_baseline(subject: Subject) -> Iterator[Spot]:
    if subject.decision.baseline == "none":
        yield "baseline", "The vendors are compared with each other only, not with choosing none of them."


def _no_scenario(subject: Subject) -> Iterator[Spot]:
    if not subject.decision.scenarios:
        yield "scenarios", "There is no scenario."


def _some_costs_missing(subject: Subject) -> Iterator[Spot]:
    vendors = subject.decision.vendors
    missing = [key for key, vendor in vendors.items() if vendor.cost is None]
    if missing and len(missing) < len(vendors):
        place = f"vendors.{missing[0]}" if len(missing) == 1 else "vendors"
        verb = "has" if len(missing) == 1 else "have"
        yield place, f"{subject.vendors_named(missing)} {verb} no cost, but others have one."


def _currencies(subject: Subject) -> Iterator[Spot]:
    costs = [vendor.cost for vendor in subject.decision.vendors.values() if vendor.cost is not None]
    units = list(dict.fromkeys(cost.currency for cost in costs))
    if len(units) > 1:
        yield "vendors", f"Costs are in {listed([f'“{unit}”' for unit in units])}."


def _unfounded_costs(subject: Subject) -> Iterator[Spot]:
    bare = [
        key
        for key, vendor in subject.decision.vendors.items()
        if vendor.cost is not None and not vendor.cost.evidence and not vendor.cost.because
    ]
    if bare:
        place = f"vendors.{bare[0]}.cost" if len(bare) == 1 else "vendors"
        yield place, f"The cost of {subject.vendors_named(bare)} has neither a reason nor evidence."


def _far_from_evidence(subject: Subject) -> Iterator[Spot]:
    decision = subject.decision
    items = [item for _, _, assessment in subject.scored() for item in subject.items(assessment)]
    days = [day for item in items for day in (item.describes.last or item.published.last,) if day is not None]
    if days and max(days) < months_before(decision.as_of, FAR):
        yield "as_of", f"The newest evidence is of {max(days)}, more than {FAR} months before {decision.as_of}."


RULES = (
    Rule(
        "V701",
        "medium",
        _one_vendor,
        why="With one vendor there is no choice to justify; only whether it is sufficient can be said.",
        fix="Add the vendors that were left out earlier, with the reason why; or set a baseline to compare with.",
    ),
    Rule(
        "V702",
        "medium",
        _identical,
        why="Two vendors are seldom alike in everything: one row may be a copy that was never filled in.",
        fix="Check both rows. If they are alike, add the criterion that tells them apart, or let cost decide.",
    ),
    Rule(
        "V703",
        "low",
        _no_baseline,
        why="The best of the vendors can still be worse than staying as you are, or than not buying.",
        fix="Set baseline to the incumbent vendor, or to the value (0 to 100 points) of doing without.",
    ),
    Rule(
        "V704",
        "low",
        _no_question,
        why="Whether the criteria are complete can only be judged against the question that they are to answer.",
        fix="Add question: what is to be decided, for whom, and by when.",
    ),
    Rule(
        "V705",
        "low",
        _no_scenario,
        why="One set of weights, scores and thresholds is one opinion. Readers will ask what if.",
        fix="Add scenarios: other weights, without vendors' claims, without requirements that are disputed.",
    ),
    Rule(
        "V706",
        "medium",
        _some_costs_missing,
        why="Value can be held against cost only where all costs are known; a missing cost reads like a low one.",
        fix="Add the missing cost as a range, or say in a description why it cannot be known.",
    ),
    Rule(
        "V707",
        "medium",
        _currencies,
        why="Amounts in different currencies, or for different times, cannot be compared.",
        fix="Convert them to one currency and one period, and say at which rate in because.",
    ),
    Rule(
        "V708",
        "low",
        _unfounded_costs,
        why="The first question about a cost is where it comes from: an offer, a list, a guess.",
        fix="Add evidence, or because, to the cost.",
    ),
    Rule(
        "V709",
        "medium",
        _far_from_evidence,
        why="The decision claims to be of a day that its evidence does not reach.",
        fix="Look for newer evidence, or set as_of to the day that the evidence describes.",
    ),
)
