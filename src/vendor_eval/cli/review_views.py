"""How remarks, changes and weights read in a terminal."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import pandas as pd

from vendor_eval.analysis.diff import DiffResult
from vendor_eval.analysis.lint.lint import LintResult
from vendor_eval.analysis.weighting import WeightingResult
from vendor_eval.analysis.wording import counted, number, percent
from vendor_eval.cli.layout import Column, paragraph, table
from vendor_eval.errors import cut

__all__ = ["diff_view", "lint_view", "weights_view"]

MOST_PLACES = 20  # of one kind of remark; --json has them all
MOST_CHANGES = 50
NOTHING = "–"
METHODS = {
    "standard_deviation": "st. dev.",
    "critic": "CRITIC",
    "critic_costs_turned": "CRITIC turned",
    "merec": "MEREC",
}

Row = Mapping[Any, Any]


def lint_view(remarks: LintResult, *, width: int) -> Iterator[str]:
    """Give how many remarks there are, then each kind once: its places, why it matters, and a fix."""
    yield paragraph(remarks.text, width=width)
    rows = remarks.table.to_dict("records")
    for _, alike in groupby(rows, key=lambda row: row["code"]):
        yield _remark(list(alike), width=width)


def _remark(rows: Sequence[Row], *, width: int) -> str:
    first = rows[0]
    lines = [f"{first['code']} {first['severity']}"]
    lines += [_hanging(f"{row['place']}: {row['remark']}", width=width) for row in rows[:MOST_PLACES]]
    if len(rows) > MOST_PLACES:
        lines.append(f"  and {counted(len(rows) - MOST_PLACES, 'more place')}")
    lines += [_hanging(f"Why: {first['why']}", width=width), _hanging(f"Fix: {first['fix']}", width=width)]
    return "\n".join(lines)


def _hanging(text: str, *, width: int) -> str:
    """Indent a paragraph by two, and its later lines by two more."""
    return "\n".join(f"  {line}" for line in paragraph(text, width=width - 2, indent="  ").split("\n"))


def diff_view(found: DiffResult, *, width: int) -> Iterator[str]:
    """Give what changed and what it did in sentences, then the changes, what each does, and the values."""
    yield paragraph(found.text, width=width)
    yield f"before {found.before}\nafter  {found.after}"
    if found.table.empty:
        return
    yield paragraph("What changed:", width=width)
    yield table(_changes(found.table.head(MOST_CHANGES).to_dict("records")), width=width)
    yield paragraph("What each change does alone, and all together:", width=width)
    # All together is the last row, and what a reader wants most: it stays where others are left out.
    effects = found.effects_shown()
    yield table(_columns(pd.concat([effects[:-1].head(MOST_CHANGES), effects[-1:]])), width=width)
    moved = found.values_shown()
    if not moved.empty:
        yield paragraph("Vendors, all changes together:", width=width)
        yield table(_columns(moved), width=width)
    left_out = len(found.table) - MOST_CHANGES
    if left_out > 0:
        yield paragraph(f"{counted(left_out, 'more change')}: see --json.", width=width)


def _changes(rows: Sequence[Row]) -> list[Column]:
    return [
        Column("place", [str(row["path"]) for row in rows]),
        Column("kind", [str(row["kind"]) for row in rows]),
        *(Column(name, [cut(str(row[name])) or NOTHING for row in rows]) for name in ("before", "after")),
    ]


def _columns(frame: pd.DataFrame) -> list[Column]:
    """Return a frame of texts as columns; values stand to the right."""
    return [Column(str(name), frame[name].tolist(), right=str(name).startswith("value")) for name in frame]


def weights_view(result: WeightingResult, *, width: int, data_driven: bool = False) -> Iterator[str]:
    """Give each weight with its step, what steps are worth of the heaviest criterion, and how far answers agree."""
    yield paragraph(result.text, width=width)
    shown = result.shown()
    heads = {"name": "criterion", "swing": "for the step"}
    yield table(
        [
            Column(heads.get(name, name), [str(text) for text in shown[name]], right=name in ("weight", "range"))
            for name in shown.columns
        ],
        width=width,
    )
    heaviest = result.table.sort_values("weight", ascending=False, kind="stable")["criterion"].iloc[0]
    worth = result.equivalents.loc[result.equivalents["other"] == heaviest, "text"].tolist()
    if worth:
        yield _list(f"What a step is worth, {result.used}:", worth, width=width)
    yield from _agreement(result, width=width)
    if data_driven:
        yield from _data_driven(result, width=width)


def _list(head: str, sentences: Iterable[str], *, width: int) -> str:
    return "\n".join([paragraph(head, width=width), *(_hanging(text, width=width) for text in sentences)])


def _agreement(result: WeightingResult, *, width: int) -> Iterator[str]:
    rows = result.consistency.to_dict("records")
    if not rows:
        return
    yield paragraph("How far the answers behind the weights agree:", width=width)
    values = [NOTHING if math.isnan(row["value"]) else number(round(row["value"], 4)) for row in rows]
    limits = [NOTHING if math.isnan(row["limit"]) else number(row["limit"]) for row in rows]
    yield table(
        [
            Column("place", [str(row["place"]) for row in rows]),
            Column("method", [str(row["method"]) for row in rows]),
            Column("measure", [str(row["measure"]) for row in rows]),
            Column("value", values, right=True),
            Column("limit", limits, right=True),
            Column("random index", [str(row["table"]) or NOTHING for row in rows]),
        ],
        width=width,
    )
    triads = result.triads["text"].tolist()
    if triads:
        yield _list("The answers that disagree most, and what would mend them:", triads, width=width)


def _data_driven(result: WeightingResult, *, width: int) -> Iterator[str]:
    """Give weights from the data, each table under the warning of what they cannot say."""
    yield paragraph(result.warning, width=width)
    frame = result.data_driven
    methods = [name for name in frame.columns if name != "criterion" and frame[name].notna().any()]
    if methods:
        names = dict(zip(result.table["criterion"], result.table["name"], strict=True))
        columns = [Column("criterion", [str(names[key]) for key in frame["criterion"]])]
        columns += [Column(METHODS.get(name, name), [_share(x) for x in frame[name]], right=True) for name in methods]
        yield table(columns, width=width)
    if result.notes:
        yield "\n".join(paragraph(note, width=width, indent="  ") for note in result.notes)


def _share(weight: float) -> str:
    return NOTHING if math.isnan(weight) else percent(weight)
