"""Chapter: how strong the evidence is, and what comes out without the evidence that is weak."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.analysis.evidence_resting import KINDS, STRENGTHS
from vendor_eval.analysis.evidence_strength import EvidenceTests, TestName, evidence_tests
from vendor_eval.analysis.evidence_strength_said import named, resting_said, strength_said, tested_said, widening_said
from vendor_eval.analysis.robustness_said import choice_said
from vendor_eval.analysis.vocabulary import kind_said, verdict_said
from vendor_eval.analysis.wording import belief_text, capital, clauses, number, percent, run_on
from vendor_eval.decision.policies import GRADES
from vendor_eval.languages.phrases import say
from vendor_eval.plot.evidence_strength import evidence_strength as chart
from vendor_eval.report.charts import figure
from vendor_eval.report.records import Block, Cell, Chapter, Heading, Prose, Table
from vendor_eval.report.runs import Runs
from vendor_eval.report.wording import NOTHING, cited

__all__ = ["evidence_strength"]


def evidence_strength(runs: Runs) -> Chapter:
    """Return what assessments rest on, what was widened for it, and the outcome without weak evidence."""
    asked = runs.main.setup.options
    tests = evidence_tests(runs.decision, weights=asked.weights, draws=asked.draws, seed=asked.seed, base=runs.main)
    return Chapter("strength", say("How strong the evidence is"), tuple(_blocks(tests)))


def _blocks(tests: EvidenceTests) -> Iterator[Block]:
    yield Prose(run_on(*resting_said(tests)))
    yield figure(say("How much of the weight rests on evidence of which grade"), chart(tests))
    yield _shares(tests)
    yield _kinds(tests)
    yield from _single(tests)
    yield Heading(say("What was widened for weak evidence"), "widened")
    yield from _widened(tests)
    yield Heading(say("The outcome without weak evidence"), "without-weak-evidence")
    yield Prose(run_on(*tested_said(tests)))
    yield _outcomes(tests)
    if tests.widened is not None:
        yield Prose(
            say(
                "The decision does not widen beliefs; to see what that would change, in the last row {rule}. These "
                "fractions are supposed.",
                rule=widening_said(tests.widened),
            )
        )


def _shares(tests: EvidenceTests) -> Table:
    rows = tuple(
        (Cell(tests.decision.vendor_name(str(vendor))), *(_share(float(shares[one])) for one in STRENGTHS))
        for vendor, shares in tests.shares.to_dict("index").items()
    )
    columns = (say("Vendor"), *(capital(strength_said(one)) for one in STRENGTHS))
    caption = say("Share of the weight that rests on evidence of each grade at best")
    return Table(caption, columns, rows, frozenset(range(1, len(columns))))


def _share(share: float) -> Cell:
    return Cell(percent(share) if share > 0 else NOTHING)


def _kinds(tests: EvidenceTests) -> Table:
    resting = tests.resting
    rows = []
    for kind in KINDS:
        of_kind = resting[resting["kind"] == kind]
        if len(of_kind):
            counts = [int((of_kind["strength"] == grade).sum()) for grade in GRADES]
            cells = (Cell(number(count) if count else NOTHING) for count in [*counts, len(of_kind)])
            rows.append((Cell(capital(kind_said(kind))), *cells))
    columns = (say("Best evidence"), *(capital(strength_said(grade)) for grade in GRADES), say("Together"))
    caption = say("Assessments by kind and grade of their best evidence")
    return Table(caption, columns, tuple(rows), frozenset(range(1, 5)))


def _single(tests: EvidenceTests) -> Iterator[Block]:
    """List the assessments that one source alone stands behind, and those that rest on vendors' claims alone."""
    weak = tests.resting[tests.resting["one_source"] | tests.resting["claims_only"]]
    rows = tuple(
        (
            Cell(tests.decision.vendor_name(one["vendor"])),
            Cell(tests.decision.criterion_name(one["criterion"])),
            Cell(
                say("vendor’s own claims only") if one["claims_only"] else say("one source only"),
                tone="alarm" if one["claims_only"] else "",
                evidence=cited(tests.decision, tests.decision.assessments[one["vendor"]][one["criterion"]].resting_on),
            ),
        )
        for one in weak.to_dict("records")
    )
    if rows:
        columns = (say("Vendor"), say("Criterion"), say("Rests on"))
        yield Table(say("Assessments that rest on one source only, or on vendors’ own claims only"), columns, rows)


def _widened(tests: EvidenceTests) -> Iterator[Block]:
    decision, rule = tests.decision, tests.decision.policy.widen_by_grade
    if rule is None:
        yield Prose(say("Nothing: the decision states no widening, so every belief counts as it was assessed."))
        return
    stated = say(
        "The decision states that {rule}. The best grade among the evidence of an assessment counts. Requirements are "
        "tested on the widened belief, and the file keeps what was assessed.",
        rule=widening_said(rule),
    )
    yield Prose(stated)
    rows = tuple(
        (
            Cell(decision.vendor_name(vendor)),
            Cell(decision.criterion_name(key)),
            Cell(belief_text(decision.criteria[key], one.stated_belief), evidence=cited(decision, one.resting_on)),
            Cell(belief_text(decision.criteria[key], one.belief)),
        )
        for vendor, row in decision.assessments.items()
        for key, one in row.items()
        if one.widened
    )
    if rows:
        columns = (say("Vendor"), say("Criterion"), say("Assessed"), say("Counts as"))
        yield Table(say("Assessments that were widened"), columns, rows)
    else:
        yield Prose(say("No assessment was widened by that."))


def _outcomes(tests: EvidenceTests) -> Table:
    rows = tuple(
        (
            Cell(capital(named(tests, test))),
            Cell(capital(choice_said(outcome))),
            Cell(_verdicts(tests, test)),
            Cell(number(len(tests.lost[test])), clauses(_lost(tests, test))),
        )
        for test, outcome in tests.outcomes.items()
    )
    columns = (say("Judged"), say("Outcome"), say("Verdicts that change"), say("Assessments that become unknown"))
    return Table(say("The outcome as it is and without weak evidence"), columns, rows)


def _verdicts(tests: EvidenceTests, test: TestName) -> str:
    said = [
        say(
            "{vendor}: {after} instead of {before}",
            vendor=tests.decision.vendor_name(vendor),
            after=verdict_said(after),
            before=verdict_said(before),
        )
        for vendor, (before, after) in tests.changes(test).items()
    ]
    return clauses(said) if said else NOTHING


def _lost(tests: EvidenceTests, test: TestName) -> Iterator[str]:
    decision = tests.decision
    for vendor, key in tests.lost[test]:
        yield say(
            "{vendor} on {criterion}", vendor=decision.vendor_name(vendor), criterion=decision.criterion_name(key)
        )
