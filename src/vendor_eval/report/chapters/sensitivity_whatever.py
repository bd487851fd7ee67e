"""The sensitivity chapter's last parts: what holds whatever is left open, and what each other vendor would need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vendor_eval.analysis.sensitivity import Sensitivity
from vendor_eval.analysis.wording import clauses, listed, points, ranging
from vendor_eval.languages.phrases import say
from vendor_eval.plot import regret, relations
from vendor_eval.reasons.improve import Improvement
from vendor_eval.reasons.improvement_said import required_said
from vendor_eval.reasons.improving import Change
from vendor_eval.report.charts import figure
from vendor_eval.report.records import Block, Cell, Heading, Prose, Table
from vendor_eval.report.runs import Runs
from vendor_eval.report.wording import NOTHING

__all__ = ["needs", "whatever"]

ALIKE = 0.05  # points: regrets closer than that print alike


def whatever(found: Sensitivity) -> Iterator[Block]:
    """Show what holds between vendors whatever is left open, where anything does."""
    settled = found.preferences[found.preferences["relation"] != "either"]
    spread = found.regret["regret"].max() - found.regret["regret"].min() if len(found.regret) else 0.0
    if len(found.contest.vendors) < 2 or (settled.empty and spread < ALIKE):
        return
    yield Heading(say("What holds, and what can happen at worst"), "whatever")
    if len(settled):
        yield figure(say("Who is ahead of whom whatever is left open"), relations(found))
    if spread >= ALIKE:
        yield figure(say("How far behind the best each vendor can be"), regret(found))
    yield _positions(found)


def _positions(found: Sensitivity) -> Table:
    """Give what is possible for each vendor, and whom it is never behind."""
    potential, behind = (frame.set_index("vendor").to_dict("index") for frame in (found.potential, found.regret))
    rows = []
    for row in found.ranks.to_dict("records"):
        key = str(row["vendor"])
        least = behind[key]
        rows.append(
            (
                Cell(str(row["name"])),
                Cell(str(row["best"]) if row["best"] == row["worst"] else ranging(str(row["best"]), str(row["worst"]))),
                Cell(say("yes") if potential[key]["declared"] else say("never"), str(potential[key]["why_never"])),
                Cell(_ahead(found, key)),
                Cell(points(least["regret"]), _behind(found, str(least["rival"]))),
            )
        )
    columns = (
        say("Vendor"),
        say("Ranks"),
        say("Can be first"),
        say("Always ahead of"),
        say("Behind the best by at most"),
    )
    return Table(_possible_caption(found), columns, tuple(rows), frozenset({4}))


def _possible_caption(found: Sensitivity) -> str:
    bounds = "" if found.ranks["exact"].all() else say("ranks may be less far apart")
    if found.contest.if_met:
        caption = say("What is possible if the open requirements are met, {whatever}", whatever=found.whatever)
    else:
        caption = say("What is possible {whatever}", whatever=found.whatever)
    return clauses([caption, bounds])


def _ahead(found: Sensitivity, vendor: str) -> str:
    rows = found.preferences[(found.preferences["vendor"] == vendor)]
    always = [found.decision.vendor_name(key) for key in rows[rows["relation"] == "always ahead"]["other"]]
    if len(always) == len(rows):
        return say("all others")
    return listed(always) or say("nobody", context="ahead of whom a vendor is")


def _behind(found: Sensitivity, rival: str) -> str:
    return say("behind {vendor}", vendor=found.decision.vendor_name(rival)) if rival else ""


def needs(runs: Runs) -> Iterator[Block]:
    """Say what each vendor that is not first would need to be: what is required, one criterion alone, the fewest."""
    if not runs.improvements:
        return
    yield Heading(say("What the others would need"), "needs")
    yield Prose(
        say(
            "What requirements ask for comes first, whatever the value. Beyond that stand the single changes that "
            "would each be enough alone, and the fewest that would be enough together."
        )
    )
    rows = tuple(_need(runs, found) for found in runs.improvements.values())
    outcome = runs.evaluation.outcome
    columns = (
        say("Vendor"),
        say("Required, not met yet"),
        say("Then enough alone"),
        say("Or the fewest together"),
    )
    caption = say("What it would take to be first {weights}, all else as expected", weights=outcome.weights)
    yield Table(caption, columns, rows)
    others = [key for key in runs.decision.vendors if key not in runs.improvements]
    rest = [key for key in others if key not in (outcome.would_lead or outcome.chosen)]
    if rest:
        said = say(
            "Of the {count} vendor with the lowest value it was not worked out.",
            "Of the {count} vendors with the lowest values it was not worked out.",
            count=len(rest),
        )
        yield Prose(said, "quiet")


def _need(runs: Runs, found: Improvement) -> tuple[Cell, ...]:
    name = Cell(runs.decision.vendor_name(found.vendor))
    required = Cell(clauses(required_said(found, one) for one in found.repairs) or _nothing())
    if found.reached or found.goal.kind == "sufficient" or _enough(found):
        done = say("nothing more") if found.repairs else _nothing()
        return (name, required, Cell(done), Cell(NOTHING))
    if found.fewest is None:
        return (name, required, Cell(_no_single_one()), Cell(say("not even all at their best")))
    alone = [
        next(one for one in changes if one.criterion == key)
        for key, changes in found.single.items()
        if changes is not None
    ]
    together = sorted((one for one in found.fewest if one not in found.repairs), key=lambda one: -one.gain)
    return (
        name,
        required,
        Cell(_either(_said(found, sorted(alone, key=_move))) or _no_single_one()),
        Cell(NOTHING if len(together) == 1 and alone else clauses(_said(found, together))),
    )


def _nothing() -> str:
    return say("nothing")


def _no_single_one() -> str:
    return say("no single one, even at its best")


def _either(ways: Sequence[str]) -> str:
    return say(" or ", context="between ways that are each enough").join(ways)


def _enough(found: Improvement) -> bool:
    return found.fewest is not None and {*found.fewest} == {*found.repairs}


def _move(one: Change) -> float:
    return one.points[1] - one.points[0]


def _said(found: Improvement, changes: Sequence[Change]) -> list[str]:
    decision = found.evaluation.decision
    return [
        say(
            "{criterion} at {performance}",
            criterion=decision.criterion_name(one.criterion),
            performance=found.score_said(one),
        )
        for one in changes
    ]
