"""Reasons for what a case rests on: the argument, what pays for what, what must be kept, and how sure it all is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.analysis.wording import joined
from vendor_eval.engine.arguments import kept
from vendor_eval.engine.ranks import TIE
from vendor_eval.languages.phrases import say
from vendor_eval.reasons.arguments import Argument, Paid
from vendor_eval.reasons.pairs import Often, Pair
from vendor_eval.reasons.reason import Reason
from vendor_eval.reasons.strength import evidence_reason, strength_of, swing_of, weakness

__all__ = ["argument_reasons", "sureness_reasons", "weakness_reasons"]

MOST_KEPT = 3  # criteria: of more, what must be kept is no short argument
BY_POINTS = frozenset({"better on all that matters", "sufficient set", "compensation"})
ON_FEW = frozenset({"sufficient set", "compensation"})


def argument_reasons(evaluation: Evaluation, argument: Argument, pair: Pair) -> Iterator[Reason]:
    """Give what the case rests on, which advantage pays for what, and what must be kept, where that is short."""
    decision = evaluation.decision
    names = {"ahead": decision.vendor_name(argument.vendor), "behind": decision.vendor_name(argument.over)}
    words = names | {"certain": "yes" if argument.numbers.get("certain") else ""}
    if argument.criteria:
        words["criteria"] = joined([decision.criterion_name(key) for key in argument.criteria])
    evidence = _evidence(evaluation, argument.criteria if argument.type in ON_FEW else (), pair)
    yield Reason(
        argument.type,
        argument.vendor,
        argument.over,
        numbers=argument.numbers,
        words=words,
        evidence=evidence,
        strength=strength_of(decision, evidence),
    )
    worth = dict(zip(pair.criteria, pair.differences.tolist(), strict=True))
    yield from (
        _cancelled(evaluation, pair, one, worth[one.advantage], -worth[one.sacrifice]) for one in argument.payments
    )
    if argument.type in BY_POINTS:
        yield from _kept(evaluation, pair)


def _names(evaluation: Evaluation, pair: Pair) -> dict[str, str]:
    return {side: evaluation.decision.vendor_name(getattr(pair, side)) for side in ("ahead", "behind")}


def _evidence(evaluation: Evaluation, criteria: Iterable[str], pair: Pair) -> tuple[str, ...]:
    rows = [evaluation.decision.assessments[one] for one in (pair.ahead, pair.behind)]
    return tuple(dict.fromkeys(item for key in criteria for row in rows for item in row[key].resting_on))


def _cancelled(evaluation: Evaluation, pair: Pair, one: Paid, gain: float, loss: float) -> Reason:
    decision = evaluation.decision
    evidence = _evidence(evaluation, (one.advantage, one.sacrifice), pair)
    return Reason(
        "cancelled pair",
        pair.ahead,
        pair.behind,
        one.sacrifice,
        numbers={"paid": one.points, "gain": gain, "loss": loss},
        words={
            "advantage": decision.criterion_name(one.advantage),
            "sacrifice": decision.criterion_name(one.sacrifice),
        },
        evidence=evidence,
        swing=swing_of(decision, one.sacrifice),
        strength=strength_of(decision, evidence),
    )


def _kept(evaluation: Evaluation, pair: Pair) -> Iterator[Reason]:
    places = kept(pair.differences, 100 * pair.weights)
    others = len(pair.criteria) - len(places)
    if not others or len(places) > MOST_KEPT:
        return
    keys = tuple(pair.criteria[j] for j in places)
    evidence = _evidence(evaluation, keys, pair)
    yield Reason(
        "kept",
        pair.ahead,
        pair.behind,
        numbers={"others": others},
        words=_names(evaluation, pair)
        | {"criteria": joined([evaluation.decision.criterion_name(key) for key in keys])},
        evidence=evidence,
        strength=strength_of(evaluation.decision, evidence),
    )


def weakness_reasons(evaluation: Evaluation, argument: Argument, pair: Pair) -> Iterator[Reason]:
    """Give where an argument rests on weak evidence: a vendor's own claims alone, low grade alone, or none at all."""
    decision = evaluation.decision
    bare = []
    for key in argument.criteria if argument.type in BY_POINTS else ():
        for vendor in (pair.ahead, pair.behind):
            assessment = decision.assessments[vendor][key]
            if assessment.unknown or not weakness(strength_of(decision, assessment.resting_on)):
                continue
            label = say(
                "{criterion} of {vendor}", criterion=decision.criterion_name(key), vendor=decision.vendor_name(vendor)
            )
            if assessment.resting_on:
                yield evidence_reason(decision, vendor, key, assessment.resting_on, label=label)
            else:
                bare.append(label)
    if bare:
        yield Reason("evidence weakness", pair.ahead, pair.behind, words={"criterion": joined(bare), "as_of": ""})


def sureness_reasons(evaluation: Evaluation, pair: Pair, drawn: Often | None) -> Iterator[Reason]:
    """Give in how many draws the one is ahead of the other, and which weight is nearest to ending that."""
    names = _names(evaluation, pair)
    if drawn is not None:
        yield Reason(
            "robustness",
            pair.ahead,
            pair.behind,
            numbers={"share": drawn.share, "draws": drawn.draws, "seed": drawn.seed},
            words=names | {"weights": drawn.weights, "if_met": "yes" if drawn.if_met else ""},
        )
    judged = {evaluation.verdicts[key].name for key in (pair.ahead, pair.behind)}
    if pair.gap <= TIE or len(pair.criteria) < 2 or "insufficient" in judged:
        return
    turning = pair.turning()
    if turning is None:
        yield Reason("sensitivity", pair.ahead, pair.behind, words=names)
        return
    key, weight, level = turning
    decision = evaluation.decision
    yield Reason(
        "sensitivity",
        pair.ahead,
        pair.behind,
        key,
        numbers={"weight": weight, "turning": level},
        words=names | {"criterion": decision.criterion_name(key)},
        swing=swing_of(decision, key),
    )
