"""Chapters of the record: what is attached, what changed since a frozen baseline, and how to make the record again."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.analysis.diff import DiffResult
from vendor_eval.analysis.diff_effects import Effect
from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.analysis.wording import joined, quoted
from vendor_eval.errors import cut
from vendor_eval.languages.phrases import say
from vendor_eval.languages.speaking import ENGLISH, spoken
from vendor_eval.report.record_draft import Draft
from vendor_eval.report.records import Block, Bullets, Cell, Chapter, Facts, Heading, Item, Prose, Table
from vendor_eval.report.wording import NOTHING

__all__ = ["attachments", "stamp"]

REPORTS = ("vendor-eval report", "vendor_eval.report")
"""How the commands begin that make a report: a record is made by others."""


def attachments(draft: Draft) -> Chapter:
    """Return what belongs to the record beside its text."""
    blocks = (
        Bullets(tuple(Item(one) for one in _listed(draft))),
        draft.field("attachments"),
        Heading(say("Changes since the decision was frozen"), "changes"),
        *(_unfrozen() if draft.changes is None else _changes(draft.changes)),
    )
    return Chapter("attachments", say("Attachments, and changes since the decision was frozen"), blocks)


def stamp(draft: Draft) -> Chapter:
    """Return what made the record, and how to make it again: as of a report, but for the commands."""
    asked = draft.runs.main.setup.options
    language = "" if spoken() == ENGLISH else f" --language {spoken()}"
    argument = "" if spoken() == ENGLISH else f', language="{spoken()}"'
    commands = (
        (
            say("To recompute, on the command line"),
            Cell(
                f"vendor-eval record <decision file> record.docx --entries <file of entries> --weights {asked.weights} "
                f"--draws {asked.draws} --seed {asked.seed}{language}"
            ),
        ),
        (
            say("To recompute, in Python"),
            Cell(
                f'vendor_eval.record(decision, "record.docx", entries=entries, weights="{asked.weights}", '
                f"draws={asked.draws}, seed={asked.seed}{argument})"
            ),
        ),
    )
    made = [pair for block in draft.blocks("stamp") if isinstance(block, Facts) for pair in block.items]
    kept = [(term, cell) for term, cell in made if not cell.text.startswith(REPORTS)]
    lead = say(
        "The same decision, entries, options and versions give this record again. The record carries no time of day "
        "but those that people enter."
    )
    return Chapter("stamp", draft.report["stamp"].title, (Prose(lead), Facts((*kept, *commands))))


def _listed(draft: Draft) -> Iterator[str]:
    made = draft.runs.main.stamp
    titles = [quoted(draft.report[name].title) for name in ("criteria", "matrix", "stamp", "evidence")]
    yield say("In this record: the chapters {titles}.", titles=joined(titles))
    yield say(
        "Apart from it: the decision file, with the SHA-256 digest {digest} of its content. It holds every assessment "
        "with its reason, its evidence and, where stated, its author and day.",
        digest=made.decision,
    )
    yield say(
        "Apart from it: the letters to the vendors. Their drafts are made from the same findings; none is part of this "
        "record until it is sent."
    )


def _unfrozen() -> Iterator[Block]:
    yield Prose(say("No frozen state of the decision was given, so no changes are listed."))


def _changes(found: DiffResult) -> Iterator[Block]:
    if not found.details:
        yield Prose(say("Nothing changed since the frozen state (SHA-256 {digest}).", digest=found.before))
        return
    yield Prose(
        say(
            "{count} change since the frozen state (SHA-256 {digest}).",
            "{count} changes since the frozen state (SHA-256 {digest}).",
            count=len(found.details),
            digest=found.before,
        )
    )
    rows = []
    for change, effect in found.details:
        before, after = change.texts
        moved = effect.largest_move if isinstance(effect, Effect) else ""
        rows.append((Cell(change.place), Cell(cut(before)), Cell(cut(after)), Cell(_chosen(effect)), Cell(moved)))
    chosen = _chosen(found.together)
    rows.append((Cell(say("all together")), Cell(""), Cell(""), Cell(chosen), Cell(found.together.largest_move)))
    columns = (
        say("Change"),
        say("Before"),
        say("After"),
        say("Who is chosen, or would lead"),
        say("Largest move of a value"),
    )
    shown = tuple(tuple(Cell(cell.text or NOTHING) for cell in row) for row in rows)
    yield Table(say("Each change, and what it does alone"), columns, shown)


def _chosen(effect: Effect | str | None) -> str:
    """Say who is chosen, or would lead, before and after a change."""
    if not isinstance(effect, Effect):
        return say("no valid decision alone") if effect is not None else say("not tried alone")
    one, other = (_first(side) for side in (effect.before, effect.after))
    return one if one == other else f"{one} → {other}"


def _first(evaluation: Evaluation) -> str:
    outcome, name = evaluation.outcome, evaluation.decision.vendor_name
    if outcome.chosen:
        return joined([name(key) for key in outcome.chosen])
    if outcome.would_lead:
        return say("nobody ({vendors} would lead)", vendors=joined([name(key) for key in outcome.would_lead]))
    return say("nobody", context="an outcome")
