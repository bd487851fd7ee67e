"""The sentences that reasons are said in: one phrase for each kind, filled only from the reason's own data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from vendor_eval.analysis.wording import amount, counted, joined, number, percent, points, points_apart
from vendor_eval.engine.ranks import TIE

__all__ = ["said"]

Numbers = Mapping[str, float]
Words = Mapping[str, str]

MUST, SHOULD = "that must be met", "that should be met"


def said(kind: str, numbers: Numbers, words: Words, evidence: Sequence[str]) -> str:
    """Return a reason's sentence."""
    return _PHRASES[kind](numbers, words, evidence)


def _sources(evidence: Sequence[str]) -> str:
    return f" (evidence {joined(evidence)})" if evidence else ""


def _added(label: str, text: str | None) -> str:
    """Add a text of the file as a sentence of its own."""
    text = (text or "").strip()
    return f" {label}: {text}{'' if text.endswith(('.', '!', '?')) else '.'}" if text else ""


def _are(count: float) -> str:
    return "is" if count == 1 else "are"


def _verdict(numbers: Numbers, words: Words, _: Sequence[str]) -> str:
    grounds = {"insufficient": _failing, "undetermined": _unsure}.get(words["verdict"], _meeting)(numbers, words)
    waived = numbers.get("waived", 0)
    more = f" {counted(waived, 'requirement')} {MUST} {_are(waived)} waived for it." if waived else ""
    return f"{words['vendor']} is {words['verdict']}: {joined(grounds)}.{more}"


def _of_musts(count: float, musts: float) -> str:
    """Say how many of the musts, without stumbling where there is only one."""
    return f"the 1 requirement {MUST}" if musts == 1 else f"{int(count)} of the {int(musts)} requirements {MUST}"


def _failing(numbers: Numbers, words: Words) -> list[str]:
    failed, unsure, musts = numbers["failed"], numbers["open"], numbers["musts"]
    grounds = []
    if failed:
        more = f" ({int(unsure)} more {_are(unsure)} open)" if unsure else ""
        grounds.append(f"it fails {_of_musts(failed, musts)}{more}")
    if words.get("overall") == "certain":
        grounds.append(f"its overall value stays below {number(numbers['minimum'])} points")
    if words.get("accumulated") == "certain":
        grounds.append(f"it fails more than {int(numbers['allowed'])} of the requirements {SHOULD}")
    return grounds


def _unsure(numbers: Numbers, words: Words) -> list[str]:
    unsure, musts = numbers["open"], numbers["musts"]
    grounds = []
    if unsure:
        none = "" if musts == unsure else ", and none is failed"
        grounds.append(f"{_of_musts(unsure, musts)} {_are(unsure)} open{none}")
    if words.get("overall"):
        grounds.append(f"its overall value may stay below {number(numbers['minimum'])} points")
    if words.get("accumulated"):
        grounds.append(f"it may fail more than {int(numbers['allowed'])} of the requirements {SHOULD}")
    return grounds


def _meeting(numbers: Numbers, words: Words) -> list[str]:
    musts = numbers["musts"]
    all_of = "the 1 requirement" if musts == 1 else f"all {int(musts)} requirements"
    none = f"no requirement {MUST} is held against it" if numbers.get("waived") else None
    met = f"it meets {all_of} {MUST}" if musts else none or f"the decision states no requirement {MUST}"
    reached = [f"its overall value is at least {number(numbers['minimum'])} points"] if "minimum" in numbers else []
    allowed = f"it fails at most {int(numbers.get('allowed', 0))} of the requirements {SHOULD}"
    return [met, *reached, *([allowed] if "allowed" in numbers else [])]


def _failed(numbers: Numbers, words: Words, evidence: Sequence[str]) -> str:
    asked = f"{words['criterion']}: {words['required']} {words['asked']}"
    reasons = _added("Rationale", words.get("rationale")) + _added(
        f"{words['asked'].capitalize()} because", words.get("required_because")
    )
    if words.get("unknown"):
        counted_as = "and the decision's policy counts that as failed"
        return f"{asked}; {_not_known(words)}{_sources(evidence)}, {counted_as}.{reasons}"
    return f"{asked}, {_assessed(words)}{_short(numbers, words)}{_sources(evidence)}.{reasons}"


def _assessed(words: Words) -> str:
    """Say what was assessed; what was tested, or is unknown, is no verdict of an assessor."""
    observed = words["observed"]
    return observed if observed == "unknown" or observed.endswith(" passed") else f"{observed} assessed"


def _short(numbers: Numbers, words: Words) -> str:
    """Say by how much a requirement is missed; the unit has been said twice by then, unless it is levels."""
    if "short_least" not in numbers:
        return ""
    least, most = numbers["short_least"], numbers["short_most"]
    unit = "levels" if words["unit"] == "levels" else ""
    if most == 0:
        return ": exactly at the limit, not beyond it"
    if least == 0:
        return f": up to {amount(most, unit)} short"
    return f": {amount(most, unit) if least == most else f'{number(least)} to {amount(most, unit)}'} short"


def _not_known(words: Words) -> str:
    """Say that nothing is known, or that what is known cannot be tested."""
    if words["observed"] == "unknown":
        return "what is offered is not known"
    return f"{words['observed']} is a text that cannot be tested against it"


def _open(numbers: Numbers, words: Words, evidence: Sequence[str]) -> str:
    asked, reasons = (
        f"{words['criterion']}: {words['required']} {words['asked']}",
        _added("Rationale", words.get("rationale")),
    )
    if words.get("unknown"):
        stated = f"; the stated probability that it is met is {percent(numbers['p_met'])}" if "p_met" in numbers else ""
        return f"{asked}; {_not_known(words)}{_sources(evidence)}{stated}.{reasons}"
    p = numbers["p_met"]
    chance = f"meets it with a probability of {percent(p)}"
    if p in {0, 1}:
        chance = f"{'misses' if p else 'meets'} it only at the limit itself"
    return f"{asked}, {_assessed(words)}, which {chance}{_sources(evidence)}.{reasons}"


def _waived(_: Numbers, words: Words, evidence: Sequence[str]) -> str:
    asked = f"{words['criterion']}: {words['required']} {words['asked']}, {_assessed(words)}"
    waived = words["waived"].rstrip()
    stop = "" if waived.endswith((".", "!", "?")) else "."
    return f"{asked}{_sources(evidence)}; not held against {words['vendor']}, {waived}{stop}"


def _overall(numbers: Numbers, words: Words, _: Sequence[str]) -> str:
    high, minimum = points_apart(numbers["high"], numbers["minimum"])
    if words.get("certain"):
        return f"Its overall value reaches at most {high} points {words['weights']}; at least {minimum} are required."
    low, _minimum = points_apart(numbers["low"], numbers["minimum"])
    span = f"from {low} to {high} points {words['weights']}"
    return f"Its overall value may lie anywhere {span}; at least {minimum} are required."


def _accumulated(numbers: Numbers, words: Words, _: Sequence[str]) -> str:
    failed, unsure, allowed = numbers["failed"], numbers["open"], int(numbers["allowed"])
    still = f"{_are(unsure)} open ({words.get('criteria_open')})"
    if failed:
        more = f", and {int(unsure)} more {still}" if unsure else ""
        said = f"It fails {counted(failed, 'requirement')} {SHOULD} ({words['criteria_failed']}){more}"
    else:
        said = f"{counted(unsure, 'requirement')} {SHOULD} {still}"
    return f"{said}; a sufficient vendor fails at most {allowed}."


def _value_without_rank(numbers: Numbers, words: Words, _: Sequence[str]) -> str:
    value, low, high = (points(numbers[name]) for name in ("value", "low", "high"))
    return f"It keeps its value of {value} points (from {low} to {high}) {words['weights']}, but has no rank."


def _standing(numbers: Numbers, words: Words, _: Sequence[str]) -> str:
    place, of, value = int(numbers["rank"]), int(numbers["of"]), points(numbers["value"])
    given = words.get("condition", "")
    it, who = ("it would be", "vendors that are or could be sufficient") if given else ("It is", "sufficient vendors")
    start = f"{given}, {it}" if given else it
    if of == 1:
        return f"{start} the only one of the {who}, with {value} points {words['weights']}."
    shared = f"level with {words['level']} at " if words.get("level") else ""
    return f"{start} {shared}number {place} of the {of} {who}, with {value} points {words['weights']}."


def _gap(numbers: Numbers, words: Words, _: Sequence[str]) -> str:
    gap, vendor, over = numbers["gap"], words["vendor"], words["over"]
    start = f"{words['condition']}, {vendor}" if words.get("condition") else vendor
    ours, theirs = points_apart(numbers["value"], numbers["over_value"])
    if abs(gap) <= TIE:
        first = f"{start} and {over} are level with {points(numbers['value'])} points {words['weights']}."
    else:
        side = "ahead of" if gap > 0 else "behind"
        both = f"{ours} against {theirs} points {words['weights']}"
        first = f"{start} is {_some(abs(gap))} points {side} {over}: {both}."
    pros, cons = numbers["advantages"], numbers["sacrifices"]
    if pros and cons:
        return f"{first} Its advantages sum to {_some(pros)} points, its disadvantages to {_some(cons)}."
    return first


def _some(x: float) -> str:
    """Write a number of points that is not 0, and does not print as 0."""
    return points_apart(x, 0.0)[0]


def _difference(numbers: Numbers, words: Words, _: Sequence[str]) -> str:
    sign = "+" if numbers["difference"] > 0 else ""
    taken = f", with {words['taken']} taken as meeting what is required" if words.get("taken") else ""
    return f"{sign}{points(numbers['difference'])} points on {words['criterion']}: {words['against']}{taken}."


def _level(numbers: Numbers, words: Words, _: Sequence[str]) -> str:
    return f"Level on {counted(numbers['criteria'], 'criterion', 'criteria')}: {words['criteria']}."


def _without_weight(numbers: Numbers, words: Words, _: Sequence[str]) -> str:
    count = numbers["criteria"]
    carry = "carries" if count == 1 else "carry"
    return f"{counted(count, 'criterion', 'criteria')} {carry} no weight: {words['criteria']}."


def _unknown(numbers: Numbers, words: Words, _: Sequence[str]) -> str:
    low, high = points_apart(numbers["low"], numbers["high"])
    turns = " Learning it could turn the comparison." if words.get("could_turn") else ""
    return (
        f"{words['criterion']} is not known for {words['whom']}; it may be worth anything from {low} to {high} points "
        f"in this comparison.{turns}"
    )


_PHRASES: dict[str, Callable[[Numbers, Words, Sequence[str]], str]] = {
    "verdict": _verdict,
    "requirement failed": _failed,
    "requirement open": _open,
    "should failed": _failed,
    "should open": _open,
    "requirement waived": _waived,
    "overall value": _overall,
    "accumulated weaknesses": _accumulated,
    "value without rank": _value_without_rank,
    "standing": _standing,
    "gap": _gap,
    "advantage": _difference,
    "sacrifice": _difference,
    "level": _level,
    "without weight": _without_weight,
    "unknown": _unknown,
}
