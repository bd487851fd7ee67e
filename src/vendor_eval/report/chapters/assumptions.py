"""Chapter: assumptions and unknowns, first of all the scores that rest on circular evidence."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.analysis.wording import joined, number, percent, run_on
from vendor_eval.decision.assessments import Assessment
from vendor_eval.decision.document import Decision
from vendor_eval.languages.phrases import say
from vendor_eval.report.chapters.beliefs import on_beliefs
from vendor_eval.report.chapters.matrix import unknown_said, unknowns
from vendor_eval.report.records import Block, Bullets, Cell, Chapter, Heading, Item, Prose, Table
from vendor_eval.report.runs import Runs
from vendor_eval.report.wording import cited

__all__ = ["assumptions", "circular"]


def assumptions(runs: Runs) -> Chapter:
    """Return what the result supposes, and what is not known."""
    blocks = [*_circular(runs.decision), *_suppositions(runs), *_unknown(runs.decision)]
    return Chapter("assumptions", say("Assumptions and unknowns"), tuple(blocks))


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
    yield Heading(say("Scores that rest on circular evidence"), "circular")
    marked = say(
        "{count} item of evidence is marked circular (reporting the decision that is being explained).",
        "{count} items of evidence are marked circular (reporting the decision that is being explained).",
        count=sum(one.circular for one in decision.evidence.values()),
    )
    resting = [scored for scored in _scored(decision) if circular(decision, scored[-1])]
    if not resting:
        yield Prose(run_on(marked, say("0 scores rest on such evidence.")))
        return
    rest = say("{count} score rests on such evidence:", "{count} scores rest on such evidence:", count=len(resting))
    yield Prose(run_on(marked, rest), "alarm")
    yield Bullets(
        tuple(
            Item(_where(decision, name, vendor, key), cited(decision, circular(decision, one)))
            for name, vendor, key, one in resting
        )
    )


def _where(decision: Decision, scenario: str, vendor: str, criterion: str) -> str:
    names = decision.vendor_name(vendor), decision.criterion_name(criterion)
    if not scenario:
        return say("{vendor} on {criterion}", vendor=names[0], criterion=names[1])
    return say(
        "{vendor} on {criterion}, in the scenario “{scenario}”",
        vendor=names[0],
        criterion=names[1],
        scenario=scenario,
    )


def _suppositions(runs: Runs) -> Iterator[Block]:
    said = (*on_beliefs(runs.decision), *_on_weights(runs), *_on_rules(runs.decision))
    yield Heading(say("What the numbers suppose"), "suppositions")
    yield Bullets(tuple(Item(text) for text in said))


def _on_weights(runs: Runs) -> Iterator[str]:
    for run in runs.both:
        if run.any_weights:
            yield _any_said(len(runs.decision.weighted), exact=run.exact)
        elif run.varied and run.exact:
            yield say("Declared weights: all that the declared limits admit.")
        elif run.varied:
            yield say("Declared weights: drawn from all that the declared limits admit.")
        elif run.draws:
            yield say(
                "Declared weights: the same in {count} draw.",
                "Declared weights: the same in each of {count} draws.",
                count=run.draws,
            )
        else:
            yield say("Declared weights: the same throughout.")
    yield say("Values and ranges in the ranking stand {weights}.", weights=runs.evaluation.outcome.weights)


def _any_said(criteria: int, *, exact: bool) -> str:
    if exact:
        return say(
            "All possible weights: all of {count} criterion that are not negative and sum to 1, each as likely as any "
            "other (the flat Dirichlet distribution).",
            "All possible weights: all of {count} criteria that are not negative and sum to 1, each as likely as any "
            "other (the flat Dirichlet distribution).",
            count=criteria,
        )
    return say(
        "All possible weights: drawn uniformly from all of {count} criterion that are not negative and sum to 1 (the "
        "flat Dirichlet distribution).",
        "All possible weights: drawn uniformly from all of {count} criteria that are not negative and sum to 1 (the "
        "flat Dirichlet distribution).",
        count=criteria,
    )


def _on_rules(decision: Decision) -> Iterator[str]:
    yield say(
        "Additive value: the sum of weight times value over {count} criterion, on scales from 0 to 100 points that "
        "were fixed without looking at the vendors.",
        "Additive value: the sum of weight times value over {count} criteria, on scales from 0 to 100 points that "
        "were fixed without looking at the vendors.",
        count=len(decision.weighted),
    )
    yield say("Ends of a scale: a performance beyond them is worth 0 or 100 points, and requirements test it as it is.")
    yield say(
        "Separation: one vendor is separated from another if it is ahead in at least {percent} of draws.",
        percent=percent(decision.policy.separation),
    )


def _unknown(decision: Decision) -> Iterator[Block]:
    yield Heading(say("What is not known"), "unknowns")
    found = unknowns(decision)
    yield Prose(unknown_said(len(found), len(decision.vendors) * len(decision.criteria)))
    if not found:
        return
    rows = []
    for key in decision.criteria:
        whose = [vendor for vendor, criterion in found if criterion == key]
        if whose:
            ids = [one for vendor in whose for one in decision.assessments[vendor][key].evidence]
            names = joined([decision.vendor_name(vendor) for vendor in whose])
            note = say("for information only") if decision.criteria[key].information_only else ""
            count = say(
                "{part} of {whole}",
                context="a number of vendors",
                part=number(len(whose)),
                whole=number(len(decision.vendors)),
            )
            rows.append(
                (
                    Cell(decision.criterion_name(key), note),
                    Cell(count),
                    Cell(names, evidence=cited(decision, dict.fromkeys(ids))),
                )
            )
    columns = (say("Criterion"), say("Unknown for"), say("Vendors"))
    yield Table(say("Unknown assessments by criterion"), columns, tuple(rows))
