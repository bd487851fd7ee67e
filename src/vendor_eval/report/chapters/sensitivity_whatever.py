"""The sensitivity chapter's last parts: what holds whatever is left open, and what each other vendor would need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vendor_eval.analysis.sensitivity import Sensitivity
from vendor_eval.analysis.wording import counted, points
from vendor_eval.plot import regret, relations
from vendor_eval.reasons.improve import Improvement
from vendor_eval.reasons.improvement_said import required_said
from vendor_eval.reasons.improving import Change
from vendor_eval.report.charts import figure
from vendor_eval.report.records import Block, Cell, Heading, Prose, Table
from vendor_eval.report.runs import Runs

__all__ = ["needs", "whatever"]

NOTHING = "–"
ALIKE = 0.05  # points: regrets closer than that print alike


def whatever(found: Sensitivity) -> Iterator[Block]:
    """Show what holds between vendors whatever is left open, where anything does."""
    settled = found.preferences[found.preferences["relation"] != "either"]
    spread = found.regret["regret"].max() - found.regret["regret"].min() if len(found.regret) else 0.0
    if len(found.contest.vendors) < 2 or (settled.empty and spread < ALIKE):
        return
    yield Heading("What holds, and what can happen at worst", "whatever")
    if len(settled):
        yield figure("Who is ahead of whom whatever is left open", relations(found))
    if spread >= ALIKE:
        yield figure("How far behind the best each vendor can be", regret(found))
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
                Cell(str(row["best"]) if row["best"] == row["worst"] else f"{row['best']} to {row['worst']}"),
                Cell("yes" if potential[key]["declared"] else "never", str(potential[key]["why_never"])),
                Cell(_ahead(found, key)),
                Cell(points(least["regret"]), _behind(found, str(least["rival"]))),
            )
        )
    bounds = "" if found.ranks["exact"].all() else "; ranks may be less far apart"
    given = "if the open requirements are met, " if found.contest.if_met else ""
    caption = f"What is possible {given}{found.whatever}{bounds}"
    columns = ("Vendor", "Ranks", "Can be first", "Always ahead of", "Behind the best by at most")
    return Table(caption, columns, tuple(rows), frozenset({4}))


def _ahead(found: Sensitivity, vendor: str) -> str:
    rows = found.preferences[(found.preferences["vendor"] == vendor)]
    always = [found.decision.vendor_name(key) for key in rows[rows["relation"] == "always ahead"]["other"]]
    if len(always) == len(rows):
        return "all others"
    return ", ".join(always) or "nobody"


def _behind(found: Sensitivity, rival: str) -> str:
    return f"behind {found.decision.vendor_name(rival)}" if rival else ""


def needs(runs: Runs) -> Iterator[Block]:
    """Say what each vendor that is not first would need to be: what is required, one criterion alone, the fewest."""
    if not runs.improvements:
        return
    yield Heading("What the others would need", "needs")
    yield Prose(
        "What requirements ask for comes first, whatever the value. Beyond that stand the single changes that would "
        "each be enough alone, and the fewest that would be enough together."
    )
    rows = tuple(_need(runs, found) for found in runs.improvements.values())
    outcome = runs.evaluation.outcome
    columns = ("Vendor", "Required, not met yet", "Then enough alone", "Or the fewest together")
    yield Table(f"What it would take to be first {outcome.weights}, all else as expected", columns, rows)
    others = [key for key in runs.decision.vendors if key not in runs.improvements]
    rest = [key for key in others if key not in (outcome.would_lead or outcome.chosen)]
    if rest:
        yield Prose(f"Of the {counted(len(rest), 'vendor')} with the lowest values it was not worked out.", "quiet")


def _need(runs: Runs, found: Improvement) -> tuple[Cell, ...]:
    name = Cell(runs.decision.vendor_name(found.vendor))
    required = Cell("; ".join(required_said(found, one) for one in found.repairs) or "nothing")
    if found.reached or found.goal.kind == "sufficient" or _enough(found):
        done = "nothing more" if found.repairs else "nothing"
        return (name, required, Cell(done), Cell(NOTHING))
    if found.fewest is None:
        return (name, required, Cell("no single one, even at its best"), Cell("not even all at their best"))
    alone = [
        next(one for one in changes if one.criterion == key)
        for key, changes in found.single.items()
        if changes is not None
    ]
    together = sorted((one for one in found.fewest if one not in found.repairs), key=lambda one: -one.gain)
    return (
        name,
        required,
        Cell(_listed(found, sorted(alone, key=_move), " or ") or "no single one, even at its best"),
        Cell(NOTHING if len(together) == 1 and alone else _listed(found, together, "; ")),
    )


def _enough(found: Improvement) -> bool:
    return found.fewest is not None and {*found.fewest} == {*found.repairs}


def _move(one: Change) -> float:
    return one.points[1] - one.points[0]


def _listed(found: Improvement, changes: Sequence[Change], between: str) -> str:
    decision = found.evaluation.decision
    return between.join(f"{decision.criterion_name(one.criterion)} at {found.score_said(one)}" for one in changes)
