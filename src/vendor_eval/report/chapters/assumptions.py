"""Chapter: assumptions and unknowns, first of all the scores that rest on circular evidence."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.analysis.wording import counted, joined, percent
from vendor_eval.decision.assessments import Assessment
from vendor_eval.decision.beliefs import Interval, Normal, Pert, TestResult, Triangular
from vendor_eval.decision.document import Decision
from vendor_eval.decision.scales import LevelScale
from vendor_eval.report.chapters.matrix import unknowns
from vendor_eval.report.records import Block, Bullets, Cell, Chapter, Heading, Item, Prose, Table
from vendor_eval.report.runs import Runs
from vendor_eval.report.wording import cited

__all__ = ["assumptions", "circular"]

DISTRIBUTIONS = {
    Triangular: "Most likely level with a range ({}): triangular, straight lines of density on both sides.",
    Pert: "Most likely level with a range, PERT ({}): a beta density with mean (low + 4 likely + high) / 6.",
    Normal: "Mean and standard deviation ({}): normal, cut to the possible range of its scale where that is stated.",
    TestResult: "Test result ({}): before the test every share was equally likely, so that after it the share is beta "
    "distributed with passes + 1 and failures + 1.",
}


def assumptions(runs: Runs) -> Chapter:
    """Return what the result supposes, and what is not known."""
    blocks = [*_circular(runs.decision), *_suppositions(runs), *_unknown(runs.decision)]
    return Chapter("assumptions", "Assumptions and unknowns", tuple(blocks))


def circular(decision: Decision, assessment: Assessment) -> list[str]:
    """Return the ids of the circular evidence that an assessment rests on."""
    return [key for key in assessment.evidence if decision.evidence[key].circular]


def _scored(decision: Decision) -> Iterator[tuple[str, str, str, Assessment]]:
    """Every assessment: the name of its scenario (empty for the base), vendor, criterion."""
    for vendor, row in decision.assessments.items():
        yield from (("", vendor, key, one) for key, one in row.items())
    for name, scenario in decision.scenarios.items():
        for vendor, row in scenario.assessments.items():
            yield from ((name, vendor, key, one) for key, one in row.items())


def _circular(decision: Decision) -> Iterator[Block]:
    yield Heading("Scores that rest on circular evidence", "circular")
    marked = sum(one.circular for one in decision.evidence.values())
    items = "1 item of evidence is" if marked == 1 else f"{marked} items of evidence are"
    said = f"{items} marked circular (reporting the decision that is being explained)"
    resting = [scored for scored in _scored(decision) if circular(decision, scored[-1])]
    if not resting:
        yield Prose(f"{said}; 0 scores rest on such evidence.")
        return
    yield Prose(f"{said}; {counted(len(resting), 'score')} rest on such evidence:", "alarm")
    yield Bullets(
        tuple(
            Item(_where(decision, name, vendor, key), tuple(circular(decision, one)))
            for name, vendor, key, one in resting
        )
    )


def _where(decision: Decision, scenario: str, vendor: str, criterion: str) -> str:
    inside = f", in the scenario “{scenario}”" if scenario else ""
    return f"{decision.vendor_name(vendor)} on {decision.criterion_name(criterion)}{inside}"


def _suppositions(runs: Runs) -> Iterator[Block]:
    yield Heading("What the numbers suppose", "suppositions")
    yield Bullets(tuple(Item(text) for text in (*_on_beliefs(runs.decision), *_on_weights(runs), *_on_rules(runs))))


def _on_beliefs(decision: Decision) -> Iterator[str]:
    scored = [(decision.criteria[key], one) for row in decision.assessments.values() for key, one in row.items()]
    intervals = [criterion for criterion, one in scored if isinstance(one.belief, Interval)]
    levels = sum(isinstance(criterion.scale, LevelScale) for criterion in intervals)
    counts = (len(intervals) - levels, levels, len(unknowns(decision)))
    numbers, steps, blank = (counted(count, "assessment") for count in counts)
    yield f"Interval ({numbers}): uniform in the raw unit, so each number from low to high is equally likely."
    yield f"Interval of levels ({steps}): each level from the first to the last is equally likely."
    yield from _on_distributions(decision)
    yield (
        f"Unknown ({blank}): uniform in value on 0 to 100 points; where the scale has levels, each level is equally "
        "likely. At an open must it is drawn from the part of its scale that meets the must."
    )
    beliefs = counted(len(scored), "belief")
    yield f"Independence ({beliefs}): each is drawn independently of the others and of the weights."


def _on_distributions(decision: Decision) -> Iterator[str]:
    """Say what is supposed where a belief is a distribution, and which part of it speaks in verdicts and ranges."""
    found = [type(one.belief) for row in decision.assessments.values() for one in row.values()]
    for kind, said in DISTRIBUTIONS.items():
        if kind in found:
            yield said.format(counted(found.count(kind), "assessment"))
    tailed = found.count(Normal) + found.count(TestResult)
    if tailed:
        central = percent(decision.policy.coverage)
        yield (
            f"Beliefs without real ends ({counted(tailed, 'assessment')}): the central {central} of each speaks for it "
            "in verdicts and ranges; draws and expected values use all of it."
        )


def _on_weights(runs: Runs) -> Iterator[str]:
    count = counted(len(runs.decision.weighted), "criterion", "criteria")
    for run in runs.both:
        if run.any_weights:
            yield (
                f"All possible weights: {'all' if run.exact else 'drawn uniformly from all'} of {count} that are not "
                f"negative and sum to 1{', each as likely as any other' if run.exact else ''} (the flat Dirichlet "
                "distribution)."
            )
        elif run.varied:
            yield f"Declared weights: {'all' if run.exact else 'drawn from all'} that the declared limits admit."
        else:
            yield f"Declared weights: the same {f'in each of {run.draws:,} draws' if run.draws else 'throughout'}."
    yield f"Values and ranges in the ranking stand {runs.evaluation.outcome.weights}."


def _on_rules(runs: Runs) -> Iterator[str]:
    decision = runs.decision
    count = counted(len(decision.weighted), "criterion", "criteria")
    yield (
        f"Additive value: the sum of weight times value over {count}, on scales from 0 to 100 points that were fixed "
        "without looking at the vendors."
    )
    yield "Ends of a scale: a performance beyond them is worth 0 or 100 points, and requirements test it as it is."
    separation = percent(decision.policy.separation)
    yield f"Separation: one vendor is separated from another if it is ahead in at least {separation} of draws."


def _unknown(decision: Decision) -> Iterator[Block]:
    yield Heading("What is not known", "unknowns")
    found = unknowns(decision)
    total = len(decision.vendors) * len(decision.criteria)
    yield Prose(f"Unknown: {len(found)} of {counted(total, 'assessment')}.")
    if not found:
        return
    rows = []
    for key in decision.criteria:
        whose = [vendor for vendor, criterion in found if criterion == key]
        if whose:
            ids = [one for vendor in whose for one in decision.assessments[vendor][key].evidence]
            names = joined([decision.vendor_name(vendor) for vendor in whose])
            note = "for information only" if decision.criteria[key].information_only else ""
            rows.append(
                (
                    Cell(decision.criterion_name(key), note),
                    Cell(f"{len(whose)} of {len(decision.vendors)}"),
                    Cell(names, evidence=cited(decision, dict.fromkeys(ids))),
                )
            )
    yield Table("Unknown assessments by criterion", ("Criterion", "Unknown for", "Vendors"), tuple(rows))
