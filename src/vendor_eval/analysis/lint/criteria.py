"""Remarks on criteria: whether they tell vendors apart, overlap, and say what they measure."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from itertools import combinations

import numpy as np

from vendor_eval.analysis.lint.rule import Rule, Spot
from vendor_eval.analysis.lint.subject import Subject
from vendor_eval.analysis.wording import points
from vendor_eval.decision.scales import LevelScale

__all__ = ["RULES"]

MANY = 15
ALIKE = 0.85  # share of letters in common from which two names count as nearly the same
DOCUMENT = 3  # criteria from which one item of evidence for one vendor counts as a whole document
CORRELATED = {4: 0.99, 5: 0.96}  # by number of vendors: about one chance in a hundred for unrelated criteria
CORRELATED_ELSE = 0.95
CURRENCY = re.compile(r"[€$£¥₹]|\b(?:EUR|USD|GBP|CHF|JPY|CNY|RMB|INR|CAD|AUD|SEK|NOK|DKK|PLN|BRL|KRW|SGD|HKD)\b")
SMALL_WORDS = frozenset({"a", "an", "and", "for", "in", "of", "on", "our", "the", "to", "with"})


def _same_for_all(subject: Subject) -> Iterator[Spot]:
    for key in subject.weights:
        supports = subject.supports(key)
        if supports and max(abs(a - b) for one in supports for a, b in zip(one, supports[0], strict=True)) < 1e-9:
            low, high = supports[0]
            value = f"{points(low)} points" if low == high else f"{points(low)} to {points(high)} points"
            yield f"criteria.{key}", f"{subject.criterion(key)} is worth the same for every vendor ({value})."


def _separates_nobody(subject: Subject) -> Iterator[Spot]:
    for key in subject.weights:
        known = [vendor for vendor in subject.decision.vendors if subject.known(vendor, key)]
        supports = [subject.support(vendor, key) for vendor in known]
        apart = len(set(supports)) > 1
        if len(known) > 1 and apart and max(low for low, _ in supports) < min(high for _, high in supports):
            yield (
                f"criteria.{key}",
                f"What is known on {subject.criterion(key)} separates no two vendors: all could be worth the same.",
            )


def _unknown_for_all(subject: Subject) -> Iterator[Spot]:
    vendors = list(subject.decision.vendors)
    for key, weight in subject.weights.items():
        if weight > 0 and len(vendors) > 1 and not any(subject.known(vendor, key) for vendor in vendors):
            yield f"criteria.{key}", f"{subject.criterion(key)} is unknown for every vendor."


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", name.casefold())) - SMALL_WORDS


def _alike(one: str, other: str) -> bool:
    """Whether two names share all words, or nearly all letters; numbers in them tell names apart.

    Examples
    --------
    >>> _alike("Quality of support", "Support quality"), _alike("Price", "Privacy"), _alike("Level 1", "Level 2")
    (True, False, False)
    """
    numbers = [re.findall(r"\d+", name) for name in (one, other)]
    if numbers[0] != numbers[1]:
        return False
    if _words(one) == _words(other):
        return True
    return difflib.SequenceMatcher(None, one.casefold(), other.casefold()).ratio() >= ALIKE


def _similar_names(subject: Subject) -> Iterator[Spot]:
    for one, other in combinations(subject.weights, 2):
        names = subject.criterion(one), subject.criterion(other)
        if _alike(*names):
            yield f"criteria.{other}", f"“{names[1]}” is called nearly like “{names[0]}”."


def _shared_evidence(subject: Subject) -> Iterator[Spot]:
    """Find pairs of criteria that rest on the same item for some vendor; whole documents are another remark."""
    shared: dict[tuple[str, str], dict[str, None]] = {}
    for item, vendor, keys in _carrying(subject):
        # A contract or an offer speaks of many things; that two scores cite it does not make them one.
        if len(keys) < DOCUMENT and subject.decision.evidence[item].kind != "contract":
            for one, other in combinations(keys, 2):
                shared.setdefault((one, other), {})[f"{item} for {subject.vendor(vendor)}"] = None
    for (one, other), items in shared.items():
        names = f"{subject.criterion(one)} and {subject.criterion(other)}"
        said = ", ".join(list(items)[:4]) + (f" and {len(items) - 4} more" if len(items) > 4 else "")
        yield f"criteria.{other}", f"{names} rest on the same evidence ({said})."


def _whole_documents(subject: Subject) -> Iterator[Spot]:
    for item, vendor, keys in _carrying(subject):
        if len(keys) >= DOCUMENT:
            named = subject.criteria_named(keys)
            yield f"evidence.{item}", f"{item} carries {len(keys)} scores of {subject.vendor(vendor)} ({named})."


def _carrying(subject: Subject) -> Iterator[tuple[str, str, list[str]]]:
    """Go through items of evidence that carry several scores of one vendor, with the criteria."""
    carried: dict[tuple[str, str], list[str]] = {}
    for vendor, key, assessment in subject.scored(tuple(subject.weights)):
        for item in assessment.evidence:
            carried.setdefault((item, vendor), []).append(key)
    yield from ((item, vendor, keys) for (item, vendor), keys in carried.items() if len(keys) > 1)


def _correlated(subject: Subject) -> Iterator[Spot]:
    vendors = list(subject.decision.vendors)
    least = CORRELATED.get(len(vendors), CORRELATED_ELSE)
    keys = [key for key in subject.weights if all(subject.known(vendor, key) for vendor in vendors)]
    if len(vendors) < min(CORRELATED) or len(keys) < 2:
        return
    values = np.array([[subject.cells[vendor, key].mean for vendor in vendors] for key in keys])
    centred = values - values.mean(axis=1, keepdims=True)
    lengths = np.sqrt((centred**2).sum(axis=1))
    for i, j in combinations(range(len(keys)), 2):
        if min(lengths[i], lengths[j]) > 1e-6 and centred[i] @ centred[j] >= least * lengths[i] * lengths[j]:
            r = centred[i] @ centred[j] / (lengths[i] * lengths[j])
            names = f"{subject.criterion(keys[i])} and {subject.criterion(keys[j])}"
            few = ", a weak sign with so few" if len(vendors) < 10 else ""
            yield (
                f"criteria.{keys[j]}",
                f"{names} rate the {len(vendors)} vendors almost alike (correlation {r:.2f}{few}).",
            )


def _too_many(subject: Subject) -> Iterator[Spot]:
    if len(subject.weights) > MANY:
        yield "criteria", f"{len(subject.weights)} criteria carry weight."


def _only_one(subject: Subject) -> Iterator[Spot]:
    if len(subject.weights) == 1:
        yield "criteria", f"Only {subject.criterion(next(iter(subject.weights)))} carries weight."


def _without_unit(subject: Subject) -> Iterator[Spot]:
    for key in subject.weights:
        criterion = subject.noun(key)
        if not criterion.unit and not isinstance(criterion.scale, LevelScale):
            yield f"criteria.{key}", f"{subject.criterion(key)} is a number without a unit."


def _without_description(subject: Subject) -> Iterator[Spot]:
    bare = [key for key in subject.weights if not subject.noun(key).description]
    if len(bare) == 1:
        yield f"criteria.{bare[0]}", f"{subject.criterion(bare[0])} has no description."
    elif bare:
        yield "criteria", f"{len(bare)} criteria have no description: {subject.criteria_named(bare)}."


def _money(subject: Subject) -> Iterator[Spot]:
    for key, weight in subject.weights.items():
        if weight > 0 and (found := CURRENCY.search(subject.noun(key).unit)):
            yield f"criteria.{key}", f"{subject.criterion(key)} turns money ({found.group().strip()}) into points."


RULES = (
    Rule(
        "V301",
        "medium",
        _same_for_all,
        why="A criterion on which all vendors are equal moves nobody: its weight is spent, and the others decide.",
        fix="Keep it for the record as information_only, or measure it finely enough to show a difference.",
    ),
    Rule(
        "V302",
        "low",
        _separates_nobody,
        why="The ranges overlap for all vendors, so differences in the expected value on this criterion are not "
        "carried by evidence.",
        fix="Find evidence that narrows the ranges, or read differences on this criterion as open.",
    ),
    Rule(
        "V303",
        "medium",
        _similar_names,
        why="Two criteria that mean the same thing count it twice.",
        fix="Join them, or rename them so that each says what the other does not measure.",
    ),
    Rule(
        "V304",
        "low",
        _shared_evidence,
        why="If one fact earns points on two criteria, it counts twice and its subject carries the weight of both.",
        fix="Decide which of the two the fact belongs to, or say in the descriptions what each criterion takes from "
        "it. If the item holds several claims, split it.",
    ),
    Rule(
        "V305",
        "low",
        _whole_documents,
        why="An item that carries many scores is a whole document rather than one claim; nobody can check a score "
        "against it without reading all of it, and errors in it hit many scores at once.",
        fix="Split it into one item for each claim, each with its page or clause as the source.",
    ),
    Rule(
        "V306",
        "low",
        _correlated,
        why="Criteria that rate all vendors alike may measure the same thing twice. Few vendors can agree by chance, "
        "so this is a reason to look and no proof.",
        fix="Ask whether a vendor could be good on one and bad on the other. If not, join them.",
    ),
    Rule(
        "V307",
        "medium",
        _too_many,
        why="Nobody can judge so many swings against each other, and with many criteria the same thing is soon counted "
        "twice.",
        fix="Join criteria that measure the same aim, and turn those that hardly count into information_only.",
    ),
    Rule(
        "V308",
        "medium",
        _only_one,
        why="With one criterion there is nothing to weigh: the value is the scale, read twice.",
        fix="Ask what else matters, also against the vendor that leads. If nothing does, a requirement and a sorted "
        "list are enough.",
    ),
    Rule(
        "V309",
        "medium",
        _without_unit,
        why="A number without a unit cannot be checked against evidence, and no requirement on it can be read.",
        fix="Add unit, with what is counted and over which time.",
    ),
    Rule(
        "V310",
        "low",
        _without_description,
        why="Two people can read a name in two ways, and then score two things.",
        fix="Add a description: what is measured, of what, at which time, and what does not belong to it.",
    ),
    Rule(
        "V311",
        "medium",
        _unknown_for_all,
        why="Its weight widens every value alike and tells no two vendors apart.",
        fix="Ask the vendors, or make it information_only until somebody can be assessed on it.",
    ),
    Rule(
        "V312",
        "low",
        _money,
        why="How money becomes points often decides who wins, and it hides what a better vendor costs more. Beside the "
        "value, in its own unit, a price can be weighed by whoever pays it.",
        fix="Give it as the cost of each vendor and take it out of the weights; or say in the scale's because what a "
        "point is worth in money.",
    ),
)
