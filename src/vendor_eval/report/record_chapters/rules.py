"""Chapter of the record: which rules were fixed, by whom and when, and that no others were used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from vendor_eval.analysis.wording import clauses, number, quoted, required_text, run_on
from vendor_eval.decision.document import Decision
from vendor_eval.decision.judgements import Judgement
from vendor_eval.languages.numbers import day
from vendor_eval.languages.phrases import say
from vendor_eval.report.record_draft import Draft
from vendor_eval.report.records import Block, Cell, Chapter, Heading, Prose, Table, Tone
from vendor_eval.report.wording import NOTHING

__all__ = ["Rule", "rules", "rules_of"]


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that must be fixed before vendors are looked at.

    Parameters
    ----------
    name
        What it is, in words.
    noun
        Who fixed it, when and why, as far as the file says so.
    assessed
        The first day on which something was assessed that it applies to; None where the file gives no day.
    """

    name: str
    noun: Judgement
    assessed: date | None

    @property
    def late(self) -> bool:
        """Whether it was fixed after the first assessment that it applies to."""
        return self.noun.on is not None and self.assessed is not None and self.noun.on > self.assessed


def rules(draft: Draft) -> Chapter:
    """Return who fixed the rules and when, what is wrong with that, and the statement that only they were used."""
    blocks = (
        *_when(draft.decision, draft.report["criteria"].title),
        draft.field("fixed_beforehand"),
        draft.field("later_changes"),
        Heading(say("Only the stated criteria"), "only-stated"),
        *_used(draft.decision),
        draft.field("only_stated"),
    )
    return Chapter("rules", say("The rules, and when they were fixed"), blocks)


def rules_of(decision: Decision) -> list[Rule]:
    """Return the weights, scales and requirements, each with the first day on which it could have been bent."""
    found = []
    if decision.weights.judgement is not None:
        found.append(Rule(say("Weights"), decision.weights.judgement, _first(decision, decision.weighted)))
    for key, criterion in decision.criteria.items():
        name, first = decision.criterion_name(key), _first(decision, [key])
        if criterion.scale is not None:
            found.append(Rule(say("{criterion}: scale", criterion=name), criterion.scale, first))
        for one in criterion.require:
            required = required_text(criterion, one)
            said = say("{criterion}: {required}", criterion=name, required=required)
            found.append(Rule(said, one, first))
    return found


def _first(decision: Decision, criteria: Sequence[str]) -> date | None:
    given = [
        one
        for row in decision.assessments.values()
        for key in criteria
        for one in (row[key], *row[key].by_evaluator.values())
    ]
    return min((one.on for one in given if one.on is not None), default=None)


def _when(decision: Decision, title: str) -> Iterator[Block]:
    found = rules_of(decision)
    dated = [one for one in found if one.noun.on is not None]
    yield Prose(_dated_said(len(found), len(dated)), "" if len(dated) == len(found) else "open")
    late = [one for one in found if one.late]
    after = [one for one in dated if one.noun.on is not None and one.noun.on > decision.as_of]
    if late:
        yield Prose(
            say(
                "{count} rule was fixed after the first assessment that it applies to: {rules}.",
                "{count} rules were fixed after the first assessment that they apply to: {rules}.",
                count=len(late),
                rules=clauses(one.name for one in late),
            ),
            "alarm",
        )
    if after:
        yield Prose(
            say(
                "{count} rule was fixed after the day of the decision’s evidence: {rules}.",
                "{count} rules were fixed after the day of the decision’s evidence: {rules}.",
                count=len(after),
                rules=clauses(one.name for one in after),
            ),
            "alarm",
        )
    reasonless = [one.name for one in found if not one.noun.because]
    yield Prose(_reasons_said(len(found), reasonless))
    if dated or any(one.noun.by for one in found):
        yield _table(decision, found)
    yield Prose(say("What each rule says and why stands in the chapter {title}.", title=quoted(title)))


def _dated_said(count: int, dated: int) -> str:
    if not dated:
        return say(
            "The file gives no day for the {count} rule of this decision, so it cannot show by itself that it was "
            "fixed before evidence on the vendors was seen.",
            "The file gives no day for any of the {count} rules of this decision (weights, scales, requirements), so "
            "it cannot show by itself that they were fixed before evidence on the vendors was seen.",
            count=count,
        )
    if dated < count:
        return run_on(
            say(
                "The file gives the day of {dated} of the {count} rule of this decision.",
                "The file gives the day of {dated} of the {count} rules of this decision (weights, scales, "
                "requirements).",
                count=count,
                dated=number(dated),
            ),
            say("Of the others it cannot show that they were fixed before evidence on the vendors was seen."),
        )
    return say(
        "The file gives the day on which the {count} rule of this decision was fixed.",
        "The file gives the day on which each of the {count} rules of this decision (weights, scales, requirements) "
        "was fixed.",
        count=count,
    )


def _reasons_said(count: int, reasonless: list[str]) -> str:
    if not reasonless:
        return say("The rule has a stated reason.", "All {count} rules have a stated reason.", count=count)
    return say(
        "{count} rule has no stated reason: {rules}.",
        "{count} rules have no stated reason: {rules}.",
        count=len(reasonless),
        rules=clauses(reasonless),
    )


def _table(decision: Decision, found: list[Rule]) -> Table:
    rows = []
    for one in found:
        remark, tone = _remark(decision, one)
        fixed = say("not stated") if one.noun.on is None else day(one.noun.on)
        assessed = NOTHING if one.assessed is None else day(one.assessed)
        by = one.noun.by or say("not stated")
        rows.append((Cell(one.name), Cell(by), Cell(fixed), Cell(assessed), Cell(remark, tone=tone)))
    columns = (say("Rule"), say("Fixed by"), say("Fixed on"), say("First assessed on"), say("Remark"))
    return Table(say("Who fixed which rule, and when"), columns, tuple(rows))


def _remark(decision: Decision, one: Rule) -> tuple[str, Tone]:
    if one.noun.on is None:
        return say("no day is stated"), "open"
    if one.late:
        return say("after the first assessment"), "alarm"
    if one.noun.on > decision.as_of:
        return say("after the day of the evidence"), "alarm"
    if one.noun.on == one.assessed:
        return say("on the day of the first assessment"), "open"
    return say("beforehand, as far as days are stated"), ""


def _used(decision: Decision) -> Iterator[Block]:
    """Say as a fact what the values and verdicts rest on, and what had no part in them."""
    weighted = len(decision.weighted)
    yield Prose(
        run_on(
            say(
                "The values in this record were computed from the {count} criterion that carries weight and from "
                "nothing else.",
                "The values in this record were computed from the {count} criteria that carry weight and from nothing "
                "else.",
                count=weighted,
            ),
            _verdicts_said(sum(len(one.require) for one in decision.criteria.values())),
            _information_said(len(decision.criteria) - weighted),
            say("Cost is no part of any value."),
            _uncited_said(decision),
        )
    )


def _verdicts_said(requirements: int) -> str:
    if not requirements:
        return say("No requirement is stated, so none had a part in a verdict.")
    return say(
        "Verdicts rest on the {count} stated requirement and on the decision’s stated rules.",
        "Verdicts rest on the {count} stated requirements and on the decision’s stated rules.",
        count=requirements,
    )


def _information_said(unweighted: int) -> str:
    if not unweighted:
        return ""
    return say(
        "{count} criterion is shown for information and had no part in any value.",
        "{count} criteria are shown for information and had no part in any value.",
        count=unweighted,
    )


def _uncited_said(decision: Decision) -> str:
    cited = {key for row in decision.assessments.values() for one in row.values() for key in one.evidence}
    uncited = len(set(decision.evidence) - cited)
    if not uncited:
        return ""
    return say(
        "{count} item of evidence in the file is cited by no assessment of the base and had no part in a value.",
        "{count} items of evidence in the file are cited by no assessment of the base and had no part in a value.",
        count=uncited,
    )
