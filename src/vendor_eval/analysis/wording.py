"""How numbers, beliefs and requirements are put into words, everywhere the same."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import numpy as np

from vendor_eval.decision.beliefs import AnyBelief, Estimate, Exact, Interval, LevelChances, Normal, Pert, TestResult
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.requirements import Form, Requirement, Waiver

__all__ = [
    "amount",
    "belief_text",
    "compared_text",
    "counted",
    "joined",
    "number",
    "percent",
    "points",
    "points_apart",
    "required_text",
    "share",
    "waiver_text",
]

_FORM_WORDS: dict[Form, str] = {
    "at_least": "at least",
    "at_most": "at most",
    "more_than": "more than",
    "less_than": "less than",
    "one_of": "one of",
}
# Only a plain lower-case word is put in the singular: never `ms`, `kbps` or `GB/s`.
_PLURAL = re.compile(r"(?=.*[aeiouy])[a-z]{3,}(?<!s)(?<!u)(?<!i)s")
_NO_PLURAL = frozenset({"series", "species", "means", "news", "always", "bias", "gas", "lens", "canvas"})


def number(x: float) -> str:
    """Write a number as a person would: whole ones whole, others to four digits.

    Examples
    --------
    >>> number(204891.0), number(0.12345), number(1234.56), number(-3.5), number(0.000012)
    ('204,891', '0.1235', '1,235', '−3.5', '0.000012')
    """
    if float(x).is_integer() or abs(x) >= 999.95:
        text = f"{x + 0.0:,.0f}"  # adding 0 takes the minus from a zero
    else:
        text = np.format_float_positional(x, precision=4, unique=False, fractional=False, trim="-")
    return text.replace("-", "−")


def amount(x: float, unit: str) -> str:
    """Write a number with its unit, in the singular where it is one.

    Examples
    --------
    >>> amount(1000, "employees"), amount(1, "months since clearance"), amount(1, "ms"), amount(0.5, "")
    ('1,000 employees', '1 month since clearance', '1 ms', '0.5')
    """
    return f"{number(x)} {_singular(unit) if x == 1 else unit}".rstrip()


def _singular(unit: str) -> str:
    """Put the first word of a unit in the singular where that is safe.

    Examples
    --------
    >>> [_singular(unit) for unit in ("days a year", "companies", "breaches", "status", "kbps", "series", "GB/s")]
    ['day a year', 'company', 'breach', 'status', 'kbps', 'series', 'GB/s']
    """
    first, space, rest = unit.partition(" ")
    if first in _NO_PLURAL or not _PLURAL.fullmatch(first):
        return unit
    for ending, singular in (("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("sses", "ss"), ("xes", "x")):
        if first.endswith(ending):
            return first.removesuffix(ending) + singular + space + rest
    return first[:-1] + space + rest


def counted(count: float, one: str, many: str = "") -> str:
    """Write a count with its noun.

    Examples
    --------
    >>> counted(1, "vendor"), counted(0, "vendor"), counted(2, "criterion", "criteria")
    ('1 vendor', '0 vendors', '2 criteria')
    """
    return f"{int(count):,} {one if count == 1 else many or one + 's'}"


def points(x: float) -> str:
    """Write a value in points to one decimal, without a minus before a zero.

    Examples
    --------
    >>> points(71.249), points(-0.04)
    ('71.2', '0.0')
    """
    return _decimals(x, 1)


def points_apart(first: float, second: float) -> tuple[str, str]:
    """Write two values in points with as many decimals as it takes to tell them apart, one at least.

    Examples
    --------
    >>> points_apart(71.24, 71.21), points_apart(80, 60), points_apart(50, 50)
    (('71.24', '71.21'), ('80.0', '60.0'), ('50.0', '50.0'))
    """
    decimals = 1
    while first != second and decimals < 12 and _decimals(first, decimals) == _decimals(second, decimals):
        decimals += 1
    decimals = 1 if decimals == 12 else decimals
    return _decimals(first, decimals), _decimals(second, decimals)


def _decimals(x: float, decimals: int) -> str:
    text = f"{x:.{decimals}f}"
    return text.lstrip("-") if float(text) == 0 else text.replace("-", "−")


def percent(x: float) -> str:
    """Write a probability that was stated or worked out, to a tenth of a percent; sure only where it is.

    Examples
    --------
    >>> percent(0.9429), percent(0.3), percent(1), percent(0.99996), percent(1e-6)
    ('94.3 %', '30 %', '100 %', 'over 99.9 %', 'under 0.1 %')
    """
    if 0 < x < 0.001:
        return "under 0.1 %"
    if 0.999 < x < 1:
        return "over 99.9 %"
    return f"{number(round(100 * x, 1))} %"


def share(hits: float, draws: int) -> str:
    """Write a share of draws as a percentage that claims no more than the draws carry; of no draws, it is exact.

    No hit in N draws leaves up to 3/N possible at 95 % (the rule of three; Hanley and Lippman-Hand, 1983).

    Examples
    --------
    >>> share(0.5, 100_000), share(0.0, 100_000), share(1.0, 1_000), share(0.9999, 100_000)
    ('50 %', 'under 0.003 %', 'over 99.7 %', 'over 99.9 %')
    >>> share(0.28462, 0), share(1, 0)
    ('28.5 %', '100 %')
    """
    if not draws:
        return percent(hits)
    if hits <= 0:
        return f"under {number(_rule_of_three(draws))} %" if draws >= 300 else "0 %"
    if hits >= 1:
        return f"over {100 - _rule_of_three(draws):.10g} %" if draws >= 300 else "100 %"
    if hits > 0.995:
        return f"over {math.floor(min(hits, 0.999) * 1000) / 10:.1f} %"
    if hits < 0.01:
        return "under 1 %" if hits >= 0.001 else "under 0.1 %"
    return f"{100 * hits:.0f} %"


def _rule_of_three(draws: int) -> float:
    """Return 3/N as a percentage, rounded up to one digit."""
    size = 10.0 ** math.floor(math.log10(300 / draws))
    return math.ceil(round(300 / draws / size, 9)) * size


def joined(names: Sequence[str], last: str = "and") -> str:
    """Join names in prose.

    Examples
    --------
    >>> joined(["A"]), joined(["A", "B"]), joined(["A", "B", "C"], "or")
    ('A', 'A and B', 'A, B or C')
    """
    *most, final = names
    return f"{', '.join(most)} {last} {final}" if most else final


def _score(score: str | float, unit: str) -> str:
    return f"“{score}”" if isinstance(score, str) else amount(score, unit)


def required_text(criterion: Criterion, requirement: Requirement) -> str:
    """Write what a requirement asks, such as ``at least 1,000 employees``."""
    threshold = requirement.threshold
    if isinstance(threshold, tuple):
        levels = [f"“{level}”" for level in threshold]
        return f"one of {joined(levels, 'or')}" if len(levels) > 1 else levels[0]
    return f"{_FORM_WORDS[requirement.form]} {_score(threshold, criterion.unit)}"


def belief_text(criterion: Criterion, belief: AnyBelief) -> str:
    """Write what is believed of a performance, such as ``900 to 950 million users`` or ``unknown``."""
    match belief:
        case Exact(value=value):
            return _score(value, criterion.unit)
        case Interval(low=low, high=high) if low == high:
            return _score(low, criterion.unit)
        case Interval(low=str() as low, high=high):
            return f"“{low}” to “{high}”"
        case Interval(low=low, high=high):
            return f"{number(float(low))} to {number(float(high))} {criterion.unit}".rstrip()
        case Estimate(low=low, high=high) if low == high:
            return _score(low, criterion.unit)
        case Estimate():
            return _estimate(belief, criterion.unit)
        case Normal(mean=mean, sd=sd):
            return f"mean {amount(mean, criterion.unit)}, standard deviation {number(sd)}"
        case TestResult(passes=passes, trials=trials):
            return f"{number(passes)} of {number(trials)} {'test' if trials == 1 else 'tests'} passed"
        case LevelChances(levels=levels):
            possible = {level: chance for level, chance in levels.items() if chance > 0}
            if len(possible) == 1:
                return f"“{next(iter(possible))}”"
            return joined([f"“{level}” ({percent(chance)})" for level, chance in possible.items()], "or")
        case _:
            return "unknown"


def _estimate(belief: Estimate, unit: str) -> str:
    """Write a most likely level with its range and its mean, the mean to a tenth of the range.

    Examples
    --------
    >>> _estimate(Pert(low=20, likely=35, high=70), "days")
    'about 38 (20 to 70) days, most likely 35'
    """
    weight = 4 if isinstance(belief, Pert) else 1
    mean = (belief.low + weight * belief.likely + belief.high) / (weight + 2)
    rounded = round(mean, -math.floor(math.log10((belief.high - belief.low) / 10)))
    span = f"{number(belief.low)} to {number(belief.high)}"
    return f"about {number(rounded)} ({span}) {unit}".rstrip() + f", most likely {number(belief.likely)}"


def waiver_text(waiver: Waiver) -> str:
    """Write who waived a requirement, when, and why.

    Examples
    --------
    >>> waiver_text(Waiver(because="the audit is due in May", by="Ada"))
    'waived by Ada: the audit is due in May'
    """
    on = f" on {waiver.on.isoformat()}" if waiver.on else ""
    return f"waived by {waiver.by}{on}: {waiver.because}"


def compared_text(criterion: Criterion, ours: AnyBelief, theirs: AnyBelief) -> str:
    """Write one performance against another, with the unit once where both are numbers: ``3 to 4 against 1 year``."""
    bare = criterion.model_copy(update={"unit": ""})
    first = belief_text(bare if _numeric(theirs) else criterion, ours)
    return f"{first} against {belief_text(criterion, theirs)}"


def _numeric(belief: AnyBelief) -> bool:
    match belief:
        case Exact(value=float()) | Interval(low=float()) | Estimate() | Normal():
            return True
        case _:
            return False
