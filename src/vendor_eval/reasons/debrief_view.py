"""What a vendor may be shown of an evaluation: made first, and the letter is made of nothing else."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol

from vendor_eval.analysis.evaluate import Evaluation, evaluation_of
from vendor_eval.analysis.wording import measured, number, ranging
from vendor_eval.decision.assessments import Assessment
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.document import Decision
from vendor_eval.decision.overlay import only_vendors
from vendor_eval.decision.vendors import Cost
from vendor_eval.reasons.appraise import Appraisal, appraise
from vendor_eval.reasons.debrief_guard import Guard, used_by
from vendor_eval.reasons.disclosure import Profile

__all__ = ["Standing", "View", "Winner", "standing_of", "view_of"]

Standing = Literal["chosen", "pending", "not chosen", "undetermined", "insufficient"]
MONEY = re.compile(
    r"(?i)\b(?:price|prices|cost|costs|fee|fees|rate|rates|EUR|USD|GBP|CHF|CNY|RMB|JPY|dollars?|euros?|pounds?|yuan)\b|[€$£¥]"
)


class Shows(Protocol):
    """Returns a text of the file if it may be shown, else nothing."""

    def __call__(self, text: str, what: str, key: str, *, allowed: bool = True) -> str:
        """Return the text, or nothing."""


@dataclass(frozen=True, slots=True)
class Winner:
    """What a vendor may be told of the one that was chosen; what a profile does not allow is None or empty.

    Parameters
    ----------
    value, cost
        Its overall value in points, and its cost in words.
    points
        Its points on each criterion that gives away no price.
    ahead
        The keys of the criteria on which it reached more points, the largest difference in the overall value first.
    """

    name: str
    value: float | None = None
    cost: str = ""
    points: Mapping[str, float] = field(default_factory=dict)
    ahead: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class View:
    """Everything that a letter to one vendor is made of.

    Parameters
    ----------
    own
        The evaluation of the decision with this vendor alone, without any text that speaks of others: what stands in
        it is independent of them, because scales, requirements and weights are.
    appraisal
        The findings, from the same.
    claims
        What its own items of evidence say, as far as it may be shown.
    cost
        Its own cost in words, where a profile shows it beside the winner's.
    winner
        What it may be told of the one that was chosen; None where that is nothing.
    nobody
        Whether it is to be told that nobody was chosen.
    place
        Its own place and how many were ranked; None where a profile does not show it.
    withheld
        Which texts of the file were left out, because they speak of others: what, and the key.
    """

    profile: Profile
    vendor: str
    name: str
    standing: Standing
    own: Evaluation
    appraisal: Appraisal
    claims: Mapping[str, str]
    cost: str
    winner: Winner | None
    nobody: bool
    place: tuple[int, int] | None
    withheld: frozenset[tuple[str, str]]
    language: str


def standing_of(evaluation: Evaluation, vendor: str) -> Standing:
    """Return how a vendor came out, as far as a letter goes: a choice that hangs on something open is none yet."""
    verdict, outcome = evaluation.verdicts[vendor].name, evaluation.outcome
    if verdict == "insufficient":
        return "insufficient"
    if verdict == "undetermined":
        return "undetermined"
    if outcome.status == "conditional" or len(outcome.chosen) != 1:
        return "pending"
    return "chosen" if vendor in outcome.chosen else "not chosen"


def view_of(
    evaluation: Evaluation,
    vendor: str,
    profile: Profile,
    guard: Guard,
    language: str,
    *,
    withheld_before: Collection[tuple[str, str]] = (),
) -> View:
    """Return what a vendor may be shown; to be made while the language is spoken.

    What was withheld before, in the file's own words, is withheld in every translation.
    """
    decision, withheld = evaluation.decision, set[tuple[str, str]](withheld_before)

    def shown(text: str, what: str, key: str, *, allowed: bool = True) -> str:
        if not text.strip() or not allowed:
            return ""
        if (what, key) in withheld or guard.found_in(text):
            withheld.add((what, key))
            return ""
        return text.strip()

    claims = _claims(decision, vendor, shown, withheld) if "claims" in profile.shows else {}
    projected = _alone(decision, vendor, shown, rationales="rationales" in profile.shows)
    own = evaluation_of(replace(evaluation.model, decision=projected, vendors=(vendor,)))
    standing = standing_of(evaluation, vendor)
    told = standing in profile.tells
    winner = _winner(evaluation, vendor, profile) if told and _settled(evaluation) else None
    ranked = "place" in profile.shows and told and _settled(evaluation)
    return View(
        profile=profile,
        vendor=vendor,
        name=decision.vendor_name(vendor),
        standing=standing,
        own=own,
        appraisal=appraise(own, vendor, language=language),
        claims=claims,
        cost=_cost_said(decision.vendors[vendor].cost) if winner and "winner cost" in profile.shows else "",
        winner=winner,
        nobody=told and not evaluation.chosen,
        place=_place(evaluation, vendor) if ranked else None,
        withheld=frozenset(withheld),
        language=language,
    )


def _settled(evaluation: Evaluation) -> bool:
    return len(evaluation.chosen) == 1 and evaluation.outcome.status != "conditional"


def _claims(decision: Decision, vendor: str, shown: Shows, withheld: set[tuple[str, str]]) -> dict[str, str]:
    """Return what evidence says that speaks of this vendor: what others rest on, too, may speak of them."""
    others = used_by(decision, [key for key in decision.vendors if key != vendor])
    counting = {key for one in decision.assessments[vendor].values() for key in one.evidence}
    withheld |= {("claim", key) for key in counting & others}
    found = {key: shown(decision.evidence[key].claim, "claim", key) for key in sorted(counting - others)}
    return {key: text for key, text in found.items() if text}


def _alone(decision: Decision, vendor: str, shown: Shows, *, rationales: bool) -> Decision:
    """Return the decision with one vendor alone, and with no text but such as may be shown."""
    fields = only_vendors(decision, [vendor])
    criteria = {key: _bare(one, key, vendor, shown) for key, one in fields["criteria"].items()}
    rows = {
        key: Assessment(
            belief=one.belief,
            evidence=one.evidence,
            because=shown(one.because, "rationale", key, allowed=rationales and not one.by_evaluator),
        )
        for key, one in decision.assessments[vendor].items()
    }
    used = {key for one in rows.values() for key in one.evidence}
    blank = {"claim": "–", "source": "–", "publisher": "", "url": "", "note": ""}
    # What weak evidence widened is wide already.
    policy = decision.policy.replace(widen_by_grade=None)
    return decision.replace(
        question="",
        description="",
        criteria=criteria,
        policy=policy,
        vendors={vendor: decision.vendors[vendor].replace(description="", cost=None)},
        baseline="none",
        conditions={},
        assessments={vendor: rows},
        evidence={key: one.replace(**blank) for key, one in decision.evidence.items() if key in used},
        scenarios={},
        translations={},
    )


def _bare(criterion: Criterion, key: str, vendor: str, shown: Shows) -> Criterion:
    """Return a criterion without its description, and with the reasons that may be shown."""
    scale = criterion.scale
    require = [
        one.replace(
            because=shown(one.because, "reason of a requirement", key),
            waivers={vendor: one.waivers[vendor].replace(because="–", by="–")} if vendor in one.waivers else {},
        )
        for one in criterion.require
    ]
    return criterion.replace(
        description="",
        scale=scale if scale is None else scale.replace(because=shown(scale.because, "reason of a scale", key)),
        require=require,
    )


def _winner(evaluation: Evaluation, vendor: str, profile: Profile) -> Winner | None:
    if "winner name" not in profile.shows:
        return None
    decision, key = evaluation.decision, evaluation.chosen[0]
    table = evaluation.contributions.set_index(["vendor", "criterion"])
    theirs, ours = table.loc[key], table.loc[vendor]
    priced = [one for one in decision.weighted if _gives_away_a_price(decision, vendor, one)]
    ahead = (theirs["contribution"] - ours["contribution"]).sort_values(ascending=False, kind="stable")
    # With all points but one beside it, the overall value would give away that one.
    value = "winner value" in profile.shows and not (priced and "winner points" in profile.shows)
    return Winner(
        name=decision.vendor_name(key),
        value=float(evaluation.row(key)["value"]) if value else None,
        cost=_cost_said(decision.vendors[key].cost) if "winner cost" in profile.shows else "",
        points={one: float(theirs["value"][one]) for one in decision.weighted if one not in priced}
        if "winner points" in profile.shows
        else {},
        ahead=tuple(str(one) for one, x in ahead.items() if x > 0) if "advantages" in profile.shows else None,
    )


def _gives_away_a_price(decision: Decision, vendor: str, key: str) -> bool:
    """Whether points on a criterion can be turned back into an amount of money: by its name, its unit, or the own."""
    criterion, cost = decision.criteria[key], decision.vendors[vendor].cost
    named = f"{key} {criterion.name} {criterion.unit}"
    return bool(MONEY.search(named)) or (cost is not None and cost.currency.split()[0] in criterion.unit.split())


def _place(evaluation: Evaluation, vendor: str) -> tuple[int, int] | None:
    ranks = evaluation.table.set_index("vendor")["rank"]
    return None if ranks.isna()[vendor] else (int(ranks[vendor]), int(ranks.notna().sum()))


def _cost_said(cost: Cost | None) -> str:
    if cost is None:
        return ""
    low, high = cost.bounds
    said = number(low) if low == high else ranging(number(low), number(high))
    return measured(said, cost.currency)
