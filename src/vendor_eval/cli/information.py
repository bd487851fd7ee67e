"""The command that says what to find out next, and what knowing it would be worth."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.analysis.information import Information
from vendor_eval.analysis.information import information as found_out
from vendor_eval.analysis.wording import points, share
from vendor_eval.cli.layout import Column, paragraph, table, terminal_width
from vendor_eval.cli.opening import Draws, Json, Scenario, Seed, Source, open_decision
from vendor_eval.cli.output import say, say_json, telling_errors

__all__ = ["information"]

KINDS = {
    "requirements": "what decides sufficiency",
    "vendor": "all of a vendor",
    "criterion": "all of a criterion",
    "weights": "the weights",
    "everything": "everything",
}


def information(
    source: Source, draws: Draws = 20_000, seed: Seed = 0, scenario: Scenario = None, as_json: Json = False
) -> None:
    """Say what to find out next, and what knowing it would be worth."""
    with telling_errors(source, as_json=as_json):
        decision, title = open_decision(source, scenario)
        found = found_out(decision, draws=draws, seed=seed)
        if as_json:
            say_json(found.to_dict())
        else:
            say(title, *_view(found, width=terminal_width()))


def _view(found: Information, *, width: int) -> Iterator[str]:
    yield "\n".join(paragraph(line, width=width, indent="   " if line[0].isdigit() else "") for line in _lines(found))
    rows = found.bundles[found.bundles["value"] > 0].sort_values("value", ascending=False, kind="stable")
    if rows.empty:
        return
    decision = found.decision
    whose = [
        decision.vendor_name(vendor) if vendor else decision.criterion_name(criterion) if criterion else "–"
        for vendor, criterion in zip(rows["vendor"], rows["criterion"], strict=True)
    ]
    columns = [
        Column("found out together", [KINDS[kind] for kind in rows["kind"]]),
        Column("of", whose),
        Column("facts", [str(count) for count in rows["facts"]], right=True),
        Column("changes the choice", [share(p, found.stamp.draws or 1) for p in rows["p_change"]], right=True),
        Column("gain", [points(value) for value in rows["value"]], right=True),
    ]
    yield table(columns, width=width)
    yield paragraph("Gain: points that the choice gains on average.", width=width)


def _lines(found: Information) -> list[str]:
    return found.text.split("\n")
