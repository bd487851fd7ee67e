"""Chapters of the record: all candidates, the baseline, and what each would cost."""

from __future__ import annotations

from vendor_eval.analysis.wording import joined, run_on
from vendor_eval.languages.phrases import say
from vendor_eval.report.record_draft import Draft
from vendor_eval.report.records import Chapter, Prose

__all__ = ["baseline", "candidates", "cost", "values"]


def candidates(draft: Draft) -> Chapter:
    """Return every candidate with each requirement that it fails, also those that are out of the running."""
    decision = draft.decision
    out = [decision.vendor_name(key) for key in decision.vendors if key not in draft.running]
    lead = run_on(
        say(
            "The file holds {count} candidate: {vendors}.",
            "The file holds {count} candidates: {vendors}.",
            count=len(decision.vendors),
            vendors=joined([decision.vendor_name(key) for key in decision.vendors]),
        ),
        say(
            "A candidate that fails a requirement stays listed, with every requirement that it fails, what was "
            "observed, on which evidence, and by how much."
        ),
        say("Insufficient: {vendors}.", vendors=joined(out)) if out else say("None is insufficient."),
    )
    blocks = (Prose(lead), draft.field("removed_earlier"), *draft.blocks("verdicts"))
    return Chapter("candidates", say("All candidates, and who is out on what"), blocks)


def baseline(draft: Draft) -> Chapter:
    """Return how the vendors stand to the baseline, and what speaks against buying nothing."""
    blocks = (*draft.part("ranking", "baseline"), draft.field("no_purchase"))
    return Chapter("baseline", say("The baseline: staying as it is, or doing the least"), blocks)


def cost(draft: Draft) -> Chapter:
    """Return what each vendor costs, apart from its value."""
    return Chapter("cost", say("Cost"), (*draft.part("ranking", "cost"), draft.field("whole_life_cost")))


def values(draft: Draft) -> Chapter:
    """Return the values, their ranges, and the sums that they are made of."""
    blocks = (*draft.part("ranking"), *draft.part("ranking", "parts"))
    return Chapter("ranking", say("The values and what they are made of"), blocks)
