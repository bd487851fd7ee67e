"""How numbers, beliefs and requirements are put into words, everywhere the same."""

from __future__ import annotations

import math

from vendor_eval.analysis.prose import (
    capital,
    clauses,
    joined,
    listed,
    measured,
    noted,
    quoted,
    ranging,
    run_on,
)
from vendor_eval.decision.beliefs import AnyBelief, Estimate, Exact, Interval, LevelChances, Normal, Pert, TestResult
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.requirements import Requirement, Waiver
from vendor_eval.languages.numbers import day, decimals, number
from vendor_eval.languages.phrases import say
from vendor_eval.languages.speaking import ENGLISH, singular_of, spoken
from vendor_eval.languages.units import english_singular

__all__ = [
    "amount",
    "asked_text",
    "belief_text",
    "capital",
    "clauses",
    "compared_text",
    "counted",
    "joined",
    "listed",
    "measured",
    "noted",
    "number",
    "observed_text",
    "percent",
    "points",
    "points_apart",
    "quoted",
    "ranging",
    "required_text",
    "run_on",
    "share",
    "waiver_text",
]


def amount(x: float, unit: str) -> str:
    """Write a number with its unit, in the singular where it is one.

    Examples
    --------
    >>> amount(1000, "employees"), amount(1, "months since clearance"), amount(1, "ms"), amount(0.5, "")
    ('1,000 employees', '1 month since clearance', '1 ms', '0.5')
    """
    return _several(x, _singular(unit) if x == 1 else unit)


def _several(x: float, unit: str) -> str:
    """Write a number with its unit as it is: a range keeps the plural, whatever its ends."""
    return measured(number(x), unit) if unit else number(x)


def _singular(unit: str) -> str:
    """Put the first word of a unit in the singular where that is safe: in English, or where a translation names it."""
    return english_singular(unit) if spoken() == ENGLISH else singular_of(unit) or unit


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
    return decimals(x, 1)


def points_apart(first: float, second: float) -> tuple[str, str]:
    """Write two values in points with as many decimals as it takes to tell them apart, one at least.

    Examples
    --------
    >>> points_apart(71.24, 71.21), points_apart(80, 60), points_apart(50, 50)
    (('71.24', '71.21'), ('80.0', '60.0'), ('50.0', '50.0'))
    """
    places = 1
    while first != second and places < 12 and decimals(first, places) == decimals(second, places):
        places += 1
    places = 1 if places == 12 else places
    return decimals(first, places), decimals(second, places)


def percent(x: float) -> str:
    """Write a probability that was stated or worked out, to a tenth of a percent; sure only where it is.

    Examples
    --------
    >>> percent(0.9429), percent(0.3), percent(1), percent(0.99996), percent(1e-6)
    ('94.3 %', '30 %', '100 %', 'over 99.9 %', 'under 0.1 %')
    """
    if 0 < x < 0.001:
        return _under(0.1)
    if 0.999 < x < 1:
        return _over(99.9)
    return _percent(number(round(100 * x, 1)))


def _percent(text: str) -> str:
    return say("{number} %", number=text)


def _under(x: float) -> str:
    return say("under {number}", number=_percent(number(x)))


def _over(x: float) -> str:
    """Write more than a share just below 100 %, with as many decimals as its distance from 100 has."""
    places = max(0, -math.floor(math.log10(round(100 - x, 10))))
    return say("over {number}", number=_percent(decimals(x, places)))


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
        return _under(_rule_of_three(draws)) if draws >= 300 else _percent(number(0))
    if hits >= 1:
        return _over(100 - _rule_of_three(draws)) if draws >= 300 else _percent(number(100))
    if hits > 0.995:
        return _over(math.floor(min(hits, 0.999) * 1000) / 10)
    if hits < 0.01:
        return _under(1) if hits >= 0.001 else _under(0.1)
    return _percent(number(round(100 * hits)))


def _rule_of_three(draws: int) -> float:
    """Return 3/N as a percentage, rounded up to one digit."""
    size = 10.0 ** math.floor(math.log10(300 / draws))
    return math.ceil(round(300 / draws / size, 9)) * size


def _score(score: str | float, unit: str) -> str:
    return quoted(score) if isinstance(score, str) else amount(score, unit)


def required_text(criterion: Criterion, requirement: Requirement) -> str:
    """Write what a requirement asks, such as ``at least 1,000 employees``."""
    threshold = requirement.threshold
    if isinstance(threshold, tuple):
        levels = [quoted(level) for level in threshold]
        return say("one of {levels}", levels=joined(levels, "or")) if len(levels) > 1 else levels[0]
    asked = _score(threshold, criterion.unit)
    match requirement.form:
        case "at_least":
            return say("at least {asked}", asked=asked)
        case "at_most":
            return say("at most {asked}", asked=asked)
        case "more_than":
            return say("more than {asked}", asked=asked)
        case _:
            return say("less than {asked}", asked=asked)


def asked_text(name: str, required: str) -> str:
    """Write a requirement with the name of its criterion, from what it asks, such as ``Staff at least 5 people``."""
    return say("{criterion} {required}", criterion=name, required=required, context="a requirement")


def observed_text(name: str, vendor: str, known: str) -> str:
    """Name one performance with what is known of it, already in words.

    Examples
    --------
    >>> observed_text("Reach", "Alpha", "3 to 4 days")
    'Reach of Alpha (3 to 4 days now)'
    """
    return say("{criterion} of {vendor} ({known} now)", criterion=name, vendor=vendor, known=known)


def belief_text(criterion: Criterion, belief: AnyBelief) -> str:
    """Write what is believed of a performance, such as ``900 to 950 million users`` or ``unknown``."""
    match belief:
        case Exact(value=value):
            return _score(value, criterion.unit)
        case Interval(low=low, high=high) if low == high:
            return _score(low, criterion.unit)
        case Interval(low=str() as low, high=high):
            return ranging(quoted(low), quoted(str(high)))
        case Interval(low=low, high=high):
            return ranging(number(float(low)), _several(float(high), criterion.unit))
        case Estimate(low=low, high=high) if low == high:
            return _score(low, criterion.unit)
        case Estimate():
            return _estimate(belief, criterion.unit)
        case Normal(mean=mean, sd=sd):
            return say(
                "mean {mean}, standard deviation {deviation}", mean=amount(mean, criterion.unit), deviation=number(sd)
            )
        case TestResult(passes=passes, trials=trials):
            return say(
                "{passes} of {count} test passed",
                "{passes} of {count} tests passed",
                passes=number(passes),
                count=trials,
            )
        case LevelChances(levels=levels):
            possible = {level: chance for level, chance in levels.items() if chance > 0}
            if len(possible) == 1:
                return quoted(next(iter(possible)))
            chances = [
                say("“{level}” ({chance})", level=level, chance=percent(chance)) for level, chance in possible.items()
            ]
            return joined(chances, "or")
        case _:
            return say("unknown")


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
    about = say(
        "about {mean} ({low} to {high})", mean=number(rounded), low=number(belief.low), high=number(belief.high)
    )
    spread = measured(about, unit) if unit else about
    return say("{spread}, most likely {likely}", spread=spread, likely=number(belief.likely))


def waiver_text(waiver: Waiver) -> str:
    """Write who waived a requirement, when, and why.

    Examples
    --------
    >>> waiver_text(Waiver(because="the audit is due in May", by="Ada"))
    'waived by Ada: the audit is due in May'
    """
    if waiver.on:
        return say("waived by {person} on {day}: {reason}", person=waiver.by, day=day(waiver.on), reason=waiver.because)
    return say("waived by {person}: {reason}", person=waiver.by, reason=waiver.because)


def compared_text(criterion: Criterion, ours: AnyBelief, theirs: AnyBelief) -> str:
    """Write one performance against another, with the unit once where both are numbers: ``3 to 4 against 1 year``."""
    bare = criterion.model_copy(update={"unit": ""})
    first = belief_text(bare if _numeric(theirs) else criterion, ours)
    return say("{ours} against {theirs}", ours=first, theirs=belief_text(criterion, theirs))


def _numeric(belief: AnyBelief) -> bool:
    match belief:
        case Exact(value=float()) | Interval(low=float()) | Estimate() | Normal():
            return True
        case _:
            return False
