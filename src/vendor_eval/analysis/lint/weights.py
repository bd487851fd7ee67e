"""Remarks on weights: what they are weights of, and the habits that bend them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from vendor_eval.analysis.lint.rule import Rule, Spot
from vendor_eval.analysis.lint.subject import Subject, listed
from vendor_eval.analysis.wording import number, percent
from vendor_eval.decision.weights import (
    AnyWeights,
    BestWorstWeights,
    DirectWeights,
    LevelledWeights,
    PairwiseWeights,
    PanelWeights,
)
from vendor_eval.decision.weights_stated import LevelWeights
from vendor_eval.engine.consistency import RANDOM_INDEX, RandomIndex, consistency, worst_triads

__all__ = ["RULES"]

EQUAL = 1.25  # greatest over least weight up to which weights count as nearly equal
DOMINANT = 0.5
TINY = 0.02
INCONSISTENT = 0.1  # consistency ratio up to which comparisons are accepted by custom (Saaty, 1980)
MOST_RATED = 15  # things: the tables of random indices end here
TABLES: dict[str, RandomIndex] = {name.replace("-", "_"): name for name in RANDOM_INDEX}


def _levels(subject: Subject) -> Iterator[tuple[str, LevelWeights]]:
    """Go through the weights that count, on each level of the tree, with their place."""
    weights, place = subject.decision.weights, "weights"
    if isinstance(weights, PanelWeights):
        given = weights.by_evaluator.items()
        several = [(f"{place}.by_evaluator.{name}", one) for name, one in given]
        stated = several if weights.agreed is None else [(f"{place}.agreed", weights.agreed)]
    else:
        stated = [(place, weights)]
    for where, one in stated:
        if isinstance(one, LevelledWeights):
            yield from ((f"{where}.within.{path}" if path else where, level) for path, level in one.nodes())
        else:
            yield where, one


def _without_swings(subject: Subject) -> Iterator[Spot]:
    for place, weights in _levels(subject):
        if isinstance(weights, DirectWeights):
            said = "The weights are stated as bare shares, without the swings that they stand for."
            yield f"{place}.direct", said


def _without_reason(subject: Subject) -> Iterator[Spot]:
    for place, weights in _levels(subject):
        # Weights left open altogether claim nothing, so they need no defence.
        if not isinstance(weights, AnyWeights) and not weights.because:
            yield place, "Nothing says why the weights are as they are."


def _nearly_equal(subject: Subject) -> Iterator[Spot]:
    amounts = [weight for weight in subject.weights.values() if weight > 0]
    if not subject.declared or len(amounts) < 3 or max(amounts) > EQUAL * min(amounts):
        return
    if max(amounts) - min(amounts) < 1e-9:
        yield "weights", f"All {len(amounts)} weights are equal."
    else:
        ratio = number(round(max(amounts) / min(amounts), 2))
        yield "weights", f"All {len(amounts)} weights are nearly equal: the greatest is {ratio} times the least."


def _split(subject: Subject) -> Iterator[Spot]:
    groups: dict[str, list[str]] = {}
    for key in subject.weights:
        group = subject.noun(key).group.partition(" / ")[0]
        groups.setdefault(group or f"\n{key}", []).append(key)
    by_level = any(".within." in place for place, _ in _levels(subject))
    if by_level or len(groups) < 2:
        return
    shares = {group: sum(subject.weights[key] for key in keys) for group, keys in groups.items()}
    sizes = sorted((len(keys) for keys in groups.values()), reverse=True)
    largest = max(groups, key=lambda group: len(groups[group]))
    size, share = len(groups[largest]), shares[largest]
    if size < 3 or size == sizes[1] or size < 2 * sizes[-1] or largest.startswith("\n"):
        return
    if share >= 0.9 * size / len(subject.weights) and share == max(shares.values()):
        whose = "of the weight" if subject.declared else "of the mean weight"
        yield (
            "weights",
            f"Group “{largest}” holds {size} of {len(subject.weights)} criteria and {percent(share)} {whose}, the most "
            "of all groups.",
        )


def _dominated(subject: Subject) -> Iterator[Spot]:
    heavy = [key for key, weight in subject.weights.items() if weight > DOMINANT]
    if subject.declared and heavy and len(subject.weights) > 2:
        share = percent(subject.weights[heavy[0]])
        yield "weights", f"{subject.criterion(heavy[0])} carries {share} of the weight, more than all others together."


def _zero(subject: Subject) -> Iterator[Spot]:
    for key, weight in subject.weights.items():
        if subject.declared and weight == 0:
            yield f"criteria.{key}", f"{subject.criterion(key)} has a weight of 0."


def _tiny(subject: Subject) -> Iterator[Spot]:
    least = min(TINY, 0.25 / len(subject.weights))
    tiny = [key for key, weight in subject.weights.items() if 0 < weight < least]
    if subject.declared and tiny:
        shares = listed([f"{subject.criterion(key)} ({percent(subject.weights[key])})" for key in tiny])
        verb = "carries" if len(tiny) == 1 else "carry"
        yield "weights", f"{shares} {verb} hardly any weight."


def _after_scores(subject: Subject) -> Iterator[Spot]:
    first = subject.first_scored(tuple(subject.weights))
    for place, weights in _levels(subject):
        if weights.on is not None and first is not None and weights.on > first:
            yield f"{place}.on", f"The weights are of {weights.on}, but the first score is of {first}."


def _inconsistent(subject: Subject) -> Iterator[Spot]:
    for place, weights in _levels(subject):
        if not isinstance(weights, PairwiseWeights) or not 3 <= len(weights.items) <= MOST_RATED:
            continue
        answers, table = weights.answers, TABLES[weights.random_index]
        if not answers.complete or (ratio := consistency(answers, table).ratio) <= INCONSISTENT:
            continue
        worst = worst_triads(answers, 1)[0]
        a, b, c = (_called(subject, item) for item in worst.items)
        ab, bc, ac = (number(round(answer, 2)) for answer in worst.given)
        yield (
            f"{place}.pairwise",
            f"The comparisons contradict each other: their consistency ratio is {ratio:.2f} (random index {table}). "
            f"Worst: {a} against {b} is {ab}, {b} against {c} is {bc}, but {a} against {c} is {ac}.",
        )


def _called(subject: Subject, item: str) -> str:
    """Return the name of what is compared: of a criterion, or of a group."""
    return subject.criterion(item) if item in subject.decision.criteria else item


def _out_of_order(subject: Subject) -> Iterator[Spot]:
    for place, weights in _levels(subject):
        if not isinstance(weights, BestWorstWeights):
            continue
        answers = weights.best_worst
        both = [name for name in answers.best_to_others if name in answers.others_to_worst]
        for one, other in permutations(both, 2):
            further = answers.best_to_others[one] > answers.best_to_others[other]
            if further and answers.others_to_worst[one] > answers.others_to_worst[other]:
                first, second = _called(subject, one), _called(subject, other)
                from_best = f"Seen from {_called(subject, answers.best)}, {second} is more important than {first}"
                from_worst = f"seen from {_called(subject, answers.worst)}, {first} is more important than {second}"
                yield f"{place}.best_worst", f"{from_best}; {from_worst}."


def _stale(subject: Subject) -> Iterator[Spot]:
    for place, weights in _levels(subject):
        later = [
            key
            for key in subject.weights
            if weights.on is not None
            and (scale := subject.noun(key).scale) is not None
            and scale.on is not None
            and scale.on > weights.on
        ]
        if later:
            verb = "has" if len(later) == 1 else "have"
            said = f"{subject.criteria_named(later)} {verb} a scale of a later day than the weights ({weights.on})."
            yield f"{place}.on", said


def _not_agreed(subject: Subject) -> Iterator[Spot]:
    weights = subject.decision.weights
    if isinstance(weights, PanelWeights) and not weights.settled:
        yield "weights", f"{len(weights.by_evaluator)} evaluators give different weights, and none are agreed."


RULES = (
    Rule(
        "V101",
        "medium",
        _without_swings,
        why="“Security is 30 % important” has no meaning until it is said which improvement is worth that much: the "
        "same words fit a scale twice as long, and then every result changes.",
        fix="For each criterion, ask what the step from its worst to its best level is worth, and write the answers as "
        "swing points: weights: {swing: {...}}.",
    ),
    Rule(
        "V102",
        "medium",
        _nearly_equal,
        why="People who divide points drift towards equal shares (equalising bias), so equal weights are more often an "
        "absence of judgement than a judgement.",
        fix="Ask of pairs of criteria which step from worst to best is worth more, and by how much. Where nobody can "
        "say, write weights: any, or a range, instead of equal ones.",
    ),
    Rule(
        "V103",
        "low",
        _split,
        why="A subject that is split into more criteria collects more weight than the same subject in one piece "
        "(splitting bias), and people hardly correct for it.",
        fix="Divide the weight between the groups first, then within each group, and compare with these weights.",
    ),
    Rule(
        "V104",
        "medium",
        _dominated,
        why="Where one criterion outweighs all others together, the others decide only between vendors that it leaves "
        "close to each other.",
        fix="Check its swing against the sum of the others. If it is a condition rather than a merit, write it as a "
        "requirement.",
    ),
    Rule(
        "V105",
        "low",
        _zero,
        why="A criterion of weight 0 looks as if it counted. Readers cannot tell whether it was forgotten.",
        fix="Write information_only: true and take it out of the weights, or give it its weight.",
    ),
    Rule(
        "V106",
        "medium",
        _without_reason,
        why="Weights are the judgement that is disputed first. Without a reason and an author nobody can defend them.",
        fix="Add because (and by, on) to the weights: who judged the swings, and how.",
    ),
    Rule(
        "V107",
        "low",
        _tiny,
        why="So small a weight can hardly change any result, but it costs assessments, evidence and attention.",
        fix="Make it information_only, or join it with a criterion of the same kind.",
    ),
    Rule(
        "V108",
        "medium",
        _after_scores,
        why="Weights that are set when scores are known can be fitted to a result, and cannot be shown not to be.",
        fix="Fix the weights before scoring. If they had to change, say in because what changed them, and show the "
        "effect with a comparison of both files.",
    ),
    Rule(
        "V109",
        "medium",
        _inconsistent,
        why="Weights from answers that contradict each other are an average over a muddle: another answer to one "
        "question may turn the order.",
        fix="Ask the worst three comparisons again. Do not change answers only to lower the ratio.",
    ),
    Rule(
        "V110",
        "medium",
        _out_of_order,
        why="The two series of answers put the criteria in different orders, so no weights can reflect both.",
        fix="Ask both questions on these two criteria again.",
    ),
    Rule(
        "V111",
        "medium",
        _not_agreed,
        why="Where nothing is agreed every weight between the least and the greatest given counts, so the result is as "
        "wide as the disagreement.",
        fix="Talk about the largest difference, and enter what is agreed, with its reason, as agreed. The originals "
        "stay.",
    ),
    Rule(
        "V112",
        "medium",
        _stale,
        why="A weight is that of the step from worst to best. Where the ends of a scale were set again afterwards, the "
        "step is another one, and nobody has judged it.",
        fix="Judge the weights anew for the scales as they are, and date them.",
    ),
)
