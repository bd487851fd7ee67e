"""The sentences of a screening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendor_eval.analysis.wording import counted, joined, share

if TYPE_CHECKING:
    from vendor_eval.analysis.screening import Screening

__all__ = ["screening_text"]

MOST_NAMED = 3
SURE = 1 - 1e-9


def screening_text(screening: Screening) -> str:
    """Say how many are sufficient, what removes most, who is most often among the best few, and what was drawn."""
    parts = (_verdicts, _removed, _best, _nobody, _drawn, _own)
    return " ".join(filter(None, (part(screening) for part in parts)))


def _verdicts(screening: Screening) -> str:
    """Say how many vendors have each verdict."""
    vendors = sum(screening.counts.values())
    found = {name: count for name, count in screening.counts.items() if count}
    if len(found) == 1:
        who = {1: "The only vendor is", 2: "Both vendors are"}.get(vendors, f"All {vendors:,} vendors are")
        return f"{who} {next(iter(found))}."
    parts = [] if "sufficient" in found else ["none is sufficient"]
    for name, count in found.items():
        verb = "" if parts and "none" not in parts[0] else "is " if count == 1 else "are "
        parts.append(f"{count:,} {verb}{name}")
    return f"Of {vendors:,} vendors {joined(parts)}."


def _removed(screening: Screening) -> str:
    """Say which requirement removes most vendors."""
    removing = screening.funnel[screening.funnel["removed"] > 0]
    if removing.empty:
        return ""
    row = max(removing.to_dict("records"), key=lambda row: int(row["removed"]))
    removed, alone = int(row["removed"]), int(row["alone"])
    if len(removing) == 1:
        return f"What removes {'it' if removed == 1 else 'them'}: {row['ground']}."
    whom = counted(removed, "vendor")
    by_this = (
        "" if alone == removed else f", {alone:,} of them by this alone" if alone else ", none of them by this alone"
    )
    return f"The requirement that removes most: {row['ground']} ({whom}{by_this})."


def _best(screening: Screening) -> str:
    """Say who is most often among the best few."""
    left = screening.counts["sufficient"] + screening.counts["undetermined"]
    if not left:
        return ""
    if left < screening.top:
        return f"That leaves fewer than the best {screening.top} asked for."
    met = ", if the open requirements are met" if screening.if_met else ""
    best = screening.table[screening.table["verdict"] != "insufficient"].head(MOST_NAMED)
    names = list(best["name"])[: screening.top]
    few = "first" if screening.top == 1 else f"among the best {screening.top}"
    if (screening.vendors["p_top"] >= SURE).sum() >= screening.top:
        others = screening.top - len(names)
        named = joined([*names, *([counted(others, "other")] if others else [])])
        return f"In every draw {named} {'is' if screening.top == 1 else 'are'} {few}{met}."
    shares = [share(p, screening.draws) for p in best["p_top"]]
    said = [
        f"{name} ({p}{'' if place else ' of draws'})"
        for place, (name, p) in enumerate(zip(best["name"], shares, strict=True))
    ]
    return f"Most often {few}{met}: {joined(said)}."


def _nobody(screening: Screening) -> str:
    """Say how often nobody is sufficient."""
    return (
        f"In {share(screening.p_nobody, screening.draws)} of draws no vendor is sufficient."
        if screening.p_nobody and (screening.counts["insufficient"] < len(screening.market))
        else ""
    )


def _drawn(screening: Screening) -> str:
    """Say what was drawn, how often, from which seed, and how exact that is."""
    if screening.counts["insufficient"] == len(screening.market):
        return ""
    largest = max(float(screening.vendors["p_top_se"].max()), screening.p_nobody_se)
    exact = f"standard errors at most {100 * largest:.2g} percentage points" if largest else "all give the same few"
    return f"({counted(screening.draws, 'draw')} from seed {screening.stamp.seed} {screening.how}; {exact}.)"


def _own(screening: Screening) -> str:
    """Say that vendors of the decision itself were left out."""
    own = screening.market.decision.vendors
    left_out = len(own) - len(screening.market.places(own))
    who = "vendor" if left_out == 1 else counted(left_out, "vendor")
    return f"The decision's own {who} took no part." if left_out else ""
