"""What a cross-check comes to, in sentences."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from vendor_eval.analysis.cross_check.pairs import FEW
from vendor_eval.analysis.simulated import taken_as_met
from vendor_eval.analysis.wording import amount, counted, joined, number, share

if TYPE_CHECKING:
    from vendor_eval.analysis.cross_check.cross_check import CrossCheck

__all__ = ["agreement_said", "cross_check_text", "first_said"]

MOST_REASONS = 3  # sentences on why another vendor is first; the others are in the table
MOST_NAMED = 5  # methods in one breath
FEWEST_TO_COMPARE = 4  # vendors: of fewer, scores of any two methods look alike
ECHO = 1e-9  # of the span of scores: closer ones are the same


def cross_check_text(check: CrossCheck) -> str:
    """Say who is first by how many methods, how far they agree, why some do not, and what all of it rests on."""
    if len(check.ranked.vendors) < 2:
        return " ".join([_nothing_said(check), *_left_out_said(check)])
    return " ".join(
        [
            first_said(check),
            *agreement_said(check),
            *_reasons_said(check),
            *_draws_said(check),
            *_echoes_said(check),
            *_peers_said(check),
            *_left_out_said(check),
            _basis_said(check),
        ]
    )


def _nothing_said(check: CrossCheck) -> str:
    if not check.ranked.vendors:
        return "No vendor is or could be sufficient, so there is nothing to rank."
    (only,) = check.ranked.vendors
    return f"{check.decision.vendor_name(only)} alone is or could be sufficient, so every method puts it first."


def first_said(check: CrossCheck) -> str:
    """Say who is first under how many methods."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for name, vendors in check.first.items():
        groups.setdefault(vendors, []).append(name)
    most = max(groups, key=lambda vendors: (len(groups[vendors]), check.reference in groups[vendors]))
    given = "If the open requirements are met, " if check.if_met else ""
    names, all_of_them = _named(check, most), len(check.entries)
    first, are = ("first", "is") if len(most) == 1 else ("level in first place", "are")
    if all_of_them == 1:
        return f"{given}{names} {are} {first}."
    if len(groups) == 1:
        every = "both" if all_of_them == 2 else f"all {all_of_them}"
        return f"{given}{every if given else every.capitalize()} methods put {names} {first}."
    others = [
        f"{_named(check, vendors)} under {_labels(check, under)}"
        for vendors, under in groups.items()
        if vendors != most
    ]
    return f"{given}{names} {are} {first} under {len(groups[most])} of {all_of_them} methods; {'; '.join(others)}."


def _named(check: CrossCheck, vendors: Sequence[str]) -> str:
    if len(vendors) == len(check.ranked.vendors) > 3:
        return f"all {len(vendors)} vendors"
    return joined([check.decision.vendor_name(key) for key in vendors])


def _labels(check: CrossCheck, names: Sequence[str], several: str = "{} others") -> str:
    """Name methods inside a sentence; too many to name are counted."""
    if len(names) > MOST_NAMED:
        return several.format(len(names))
    spoken = {entry.name: entry.spoken for entry in check.entries}
    return joined([spoken[name] for name in names])


def agreement_said(check: CrossCheck) -> Iterator[str]:
    """Say how far the other methods agree with the weighted sum, and how many pairs of vendors change places."""
    taus = {name: float(tau) for name, tau in check.agreement[check.reference].items() if name != check.reference}
    known: Mapping[str, float] = {str(name): tau for name, tau in taus.items() if not math.isnan(tau)}
    if not known:
        return
    if min(known.values()) == 1 and len(known) == len(taus):
        yield "The methods agree on the whole order."
        return
    pairs = len(check.disagreements[["vendor", "over"]].drop_duplicates())
    m = len(check.ranked.vendors)
    if 2 < m <= FEW:
        are = "is" if pairs == 1 else "are"
        yield f"{pairs} of {counted(m * (m - 1) // 2, 'pair')} of vendors {are} ordered differently by some method."
    least, most = min(known.values()), max(known.values())
    lowest, highest = ([name for name in known if known[name] == end] for end in (least, most))
    index = "By Kendall's tau-b (1: the same order, −1: the reverse)"
    if least == most:
        yield f"{index} each order agrees with that of {check.reference_said} by {number(round(least, 2))}."
        return
    yield (
        f"{index} orders agree with that of {check.reference_said} from {number(round(least, 2))} "
        f"({_labels(check, lowest)}) to {number(round(most, 2))} ({_labels(check, highest)})."
    )


def _reasons_said(check: CrossCheck) -> Iterator[str]:
    """Say why methods put another vendor first than the weighted sum does."""
    said = 0
    best = check.first[check.reference]
    for row in check.disagreements.to_dict("records"):
        first = check.first[row["method"]]
        if row["order"] == "behind" and row["vendor"] in best and row["vendor"] not in first and row["over"] in first:
            if said < MOST_REASONS:
                yield str(row["text"])
            said += 1
    if said > MOST_REASONS:
        yield f"{counted(said - MOST_REASONS, 'more reason')} stand in the table of disagreements."


def _echoes_said(check: CrossCheck) -> Iterator[str]:
    """Say which methods add no opinion, because their scores are those of another on another scale."""
    if len(check.ranked.vendors) < FEWEST_TO_COMPARE:
        return
    least, most = check.scores.min(), check.scores.max()
    scaled = (check.scores - least) / (most - least).where(most > least)
    names = list(check.labels)
    for k, name in enumerate(names):
        alike = [other for other in names[:k] if _same(scaled[name], scaled[other])]
        if alike:
            yield (
                f"{check.labels[name]} scores these vendors exactly as the {_labels(check, alike[:1])} does, but for "
                "the scale, so it adds no opinion of its own."
            )


def _same(one: pd.Series[float], other: pd.Series[float]) -> bool:
    """Whether two scores brought to 0..1 are the same; not where one is missing or all vendors are level."""
    return bool(((one - other).abs() <= ECHO).all())


def _peers_said(check: CrossCheck) -> Iterator[str]:
    rows = check.methods.loc[check.methods["peer_agrees"].notna()].to_dict("records")
    wrong = [row for row in rows if not row["peer_agrees"]]
    if wrong:
        named = [f"{row['label']} (by {row['peer_difference']:.1g} of the largest)" for row in wrong]
        yield f"Scikit-criteria gives other scores for {joined(named)}: find out why before relying on either."
    elif rows:
        had = "one" if len(rows) == 1 else str(len(rows))
        these = f" for the {had} of these methods that it has" if len(check.entries) > 1 else ""
        yield f"Scikit-criteria gives the same scores{these}."


def _draws_said(check: CrossCheck) -> Iterator[str]:
    best, draws = check.first[check.reference], check.stamp.draws
    if draws is None or check.shares.empty or len(best) != 1:
        return
    row = {str(name): p for name, p in check.shares.to_dict("index")[best[0]].items()}
    least, most = min(row, key=row.__getitem__), max(row, key=row.__getitem__)
    name = check.decision.vendor_name(best[0])
    tested = f"In draws, where {_tested_said(check)}, " if check.if_met else ""
    error = _error_said(check.shares_se.loc[[best[0]]].to_numpy().max())
    if row[least] == row[most]:
        often = f"{share(row[most], draws)} of {draws:,} draws"
        yield f"{tested}{name} is first in {often} under {_drawn_said(check)}{error}."
    else:
        yield (
            f"{tested}{name} is first in {share(row[least], draws)} ({_labels(check, [least])}) to "
            f"{share(row[most], draws)} ({_labels(check, [most])}) of {draws:,} draws{error}."
        )
    yield from _not_drawn_said(check)


def _error_said(error: float) -> str:
    if not error:
        return ""  # all draws alike: then the share itself is said with its bound
    return f" (standard errors at most {100 * error:.2g} percentage points)"


def _tested_said(check: CrossCheck) -> str:
    """Say what draws make of requirements: not every unknown is taken as met."""
    tested = "requirements are tested"
    if not taken_as_met(check.evaluation):
        return tested
    unknown = [one for one in check.evaluation.details if one.unknown and one.result == "open"]
    some = "" if all(one.must and one.requirement.p_met is None for one in unknown) else "some "
    return f"{tested} and {some}unknowns count as meeting them"


def _drawn_said(check: CrossCheck) -> str:
    if len(check.shares.columns) == 1:  # the weighted sum always takes part, and no floor applies to it
        return f"{check.reference_said}{', the only one that is drawn' if check.not_drawn else ''}"
    return "each method that is drawn" if check.not_drawn else "each method"


def _not_drawn_said(check: CrossCheck) -> Iterator[str]:
    """Say which methods have no shares of draws, and why."""
    theirs = [entry.name for entry in check.entries if entry.name in check.not_drawn and entry.method is None]
    raised = [name for name in check.not_drawn if name not in theirs]
    if theirs:
        are = "is" if len(theirs) == 1 else "are"
        said = _labels(check, theirs, "The {} methods of scikit-criteria")
        yield f"{said} {are} not drawn: scikit-criteria would have to be called once for each draw."
    if raised:
        are = "is" if len(raised) == 1 else "are"
        said = _labels(check, raised, "the {} methods for which a floor raises values")
        yield f"{said[0].upper()}{said[1:]} {are} not drawn: a floor raises expected values, not draws."


def _left_out_said(check: CrossCheck) -> Iterator[str]:
    rows = check.left_out.to_dict("records")
    if len(rows) > MOST_REASONS:
        yield f"{len(rows)} insufficient vendors take no part."
        return
    for row in rows:
        yield f"{row['name']} is insufficient and takes no part: it {joined(row['because'])}."


def _basis_said(check: CrossCheck) -> str:
    floor = ""
    raised = [entry.name for entry in check.entries if entry.multiplies]
    if check.floor is not None and raised:
        which = _labels(check, raised, "{} of them")
        floor = f"; for {which} values are raised to at least {amount(check.floor, 'points')}"
    return f"All methods rank by expected values on the decision's own scales, {check.weights}{floor}."
