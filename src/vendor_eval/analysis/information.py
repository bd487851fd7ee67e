"""Information: what to find out next, and what knowing it would be worth."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from vendor_eval.analysis.evaluate import Evaluation, evaluate
from vendor_eval.analysis.information_facts import Bundle, bundles, payoffs
from vendor_eval.analysis.information_said import Question, information_text, questions
from vendor_eval.analysis.result import Result, Stamp, version
from vendor_eval.analysis.wording import belief_text
from vendor_eval.decision.document import Decision
from vendor_eval.engine.information import Fact, Payoffs, Worth
from vendor_eval.errors import OptionError, UnknownNameError

__all__ = ["Information", "information"]

COLUMNS = [
    *("vendor", "criterion", "vendor_name", "name", "known", "decides", "assumed", "chance_met", "p_change", "value"),
    *("se", "cost", "value_per_cost"),
]
SETS = ["kind", "vendor", "criterion", "facts", "decides", "p_change", "value", "se", "cost"]


@dataclass(frozen=True, eq=False, repr=False)
class Information(Result):
    """What finding out is worth, for one choice made at expected values after it.

    Parameters
    ----------
    table
        One unknown or uncertain performance a row, those that decide a requirement first, then by value: what is known,
        whether a must hangs on it, the chance that it meets that must and whether this chance is only assumed, the
        chance that knowing it changes the choice, and its value: by how many points the choice gains on average
        (expected value of partial perfect information), with its standard error (0: exact).
    bundles
        The same for several performances found out together: what decides whether a vendor is sufficient, all of a
        vendor, all of a criterion, the weights, and everything.
    questions
        What to ask next, the most valuable first.
    nobody
        What choosing nobody is worth, in points.
    """

    table: pd.DataFrame
    bundles: pd.DataFrame
    questions: tuple[Question, ...]
    nobody: float
    costs: Mapping[str, Mapping[str, float]] | None
    stamp: Stamp
    decision: Decision
    evaluation: Evaluation

    @property
    def text(self) -> str:
        """What to find out next, in sentences."""
        return information_text(self)

    def sets_worth(self, least: float) -> pd.DataFrame:
        """Return the sets that are worth some points at least, the most valuable first.

        All of a vendor is left out where what decides whether it is sufficient is there: it is hardly worth more.
        """
        sets = self.bundles[self.bundles["value"] >= least].sort_values("value", ascending=False, kind="stable")
        settled = set(sets[sets["kind"] == "requirements"]["vendor"]) - {""}
        return sets[(sets["kind"] != "vendor") | ~sets["vendor"].isin(settled)]

    def shown(self) -> pd.DataFrame:
        """Return what is worth finding out, as it is printed."""
        rows = self.table[(self.table["value"] > 0) | self.table["decides"]]
        shown = rows[["vendor_name", "name", "known", "decides", "p_change", "value"]].copy()
        shown["p_change"] = (100 * shown["p_change"]).round().astype(int).astype(str) + " %"
        shown["value"] = shown["value"].round(2)
        return shown.rename(
            columns={"vendor_name": "vendor", "name": "criterion", "decides": "must", "p_change": "changes the choice"}
        )


def information(
    decision: Decision,
    *,
    costs: Mapping[str, Mapping[str, float]] | None = None,
    draws: int = 20_000,
    seed: int = 0,
) -> Information:
    """Say what is worth finding out: for each uncertain performance, and for sets of them.

    Whoever chooses takes the sufficient vendor with the highest expected value, now and after having learnt; nobody
    sufficient is worth ``minimum_value``, or 0. One performance is worked out in closed form (expected value of partial
    perfect information; Raiffa and Schlaifer, 1961), sets by drawing once, because the expected value of what is not
    learnt stays (Brennan and others, 2007). Of an unknown without a stated ``p_met`` every value is taken as equally
    likely, here at requirements too; the table says where.

    Parameters
    ----------
    costs
        What finding out costs, by vendor and criterion, in any one unit.
    draws
        How many draws a set takes, 2 or more.
    seed
        A whole number from 0.

    Raises
    ------
    OptionError
        If an option has a value that is not allowed.
    UnknownNameError
        If costs name a vendor or a criterion that is not in the decision.

    Examples
    --------
    >>> import vendor_eval as ve
    >>> found = information(ve.cases.load("apple-china-2025"))
    >>> bool(found.table["decides"].iloc[0])
    True
    """
    _check(decision, costs, draws, seed)
    evaluation = evaluate(decision)
    paid = payoffs(evaluation)
    alone = {(fact.vendor, fact.criterion): paid.learning([fact], draws=draws, seed=seed) for fact in paid.facts}
    sets = [(one, _worth(one, paid, evaluation, draws=draws, seed=seed)) for one in bundles(evaluation, paid)]
    table = _table(evaluation, paid, alone, costs)
    return Information(
        table=table,
        bundles=_bundle_table(sets, costs),
        questions=questions(evaluation, paid, alone, sets),
        nobody=paid.nobody,
        costs=costs,
        stamp=Stamp(decision.digest, version(), draws, seed),
        decision=decision,
        evaluation=evaluation,
    )


def _worth(one: Bundle, paid: Payoffs, evaluation: Evaluation, *, draws: int, seed: int) -> Worth:
    if one.kind == "weights":
        model = evaluation.model
        places = [model.vendors.index(key) for key in paid.vendors]
        return paid.learning_weights(model.weights.draw(seed, 0, draws), model.points("mean")[places])
    return paid.learning(one.facts, draws=draws, seed=seed)


def _table(
    evaluation: Evaluation,
    paid: Payoffs,
    alone: Mapping[tuple[int, str], Worth],
    costs: Mapping[str, Mapping[str, float]] | None,
) -> pd.DataFrame:
    rows = [_row(evaluation, paid.vendors[fact.vendor], fact, alone, costs) for fact in paid.facts]
    table = pd.DataFrame(rows, columns=COLUMNS)
    numbers = dict.fromkeys(("chance_met", "p_change", "value", "se", "cost", "value_per_cost"), float)
    table = table.astype(numbers | {"decides": bool, "assumed": bool})
    return table.sort_values(["decides", "value", "p_change"], ascending=False, kind="stable", ignore_index=True)


def _row(
    evaluation: Evaluation,
    vendor: str,
    fact: Fact,
    alone: Mapping[tuple[int, str], Worth],
    costs: Mapping[str, Mapping[str, float]] | None,
) -> dict[str, object]:
    decision, worth = evaluation.decision, alone[fact.vendor, fact.criterion]
    cost = (costs or {}).get(vendor, {}).get(fact.criterion, math.nan)
    belief = decision.assessments[vendor][fact.criterion].belief
    return {
        "vendor": vendor,
        "criterion": fact.criterion,
        "vendor_name": decision.vendor_name(vendor),
        "name": decision.criterion_name(fact.criterion),
        "known": belief_text(decision.criteria[fact.criterion], belief),
        "decides": fact.decides,
        "assumed": fact.decides and _assumed(evaluation, vendor, fact.criterion),
        "chance_met": fact.chance if fact.decides else math.nan,
        "p_change": worth.change,
        "value": worth.value,
        "se": worth.error,
        "cost": cost,
        "value_per_cost": worth.value / cost if cost > 0 else math.nan,
    }


def _assumed(evaluation: Evaluation, vendor: str, criterion: str) -> bool:
    """Whether the chance to meet a must is only assumed: nothing is known, and none is stated."""
    open_musts = [
        one
        for one in evaluation.details
        if (one.vendor, one.criterion) == (vendor, criterion) and one.must and one.result in {"open", "failed"}
    ]
    return any(one.unknown and one.requirement.p_met is None for one in open_musts)


def _bundle_table(sets: list[tuple[Bundle, Worth]], costs: Mapping[str, Mapping[str, float]] | None) -> pd.DataFrame:
    rows = [
        {
            "kind": one.kind,
            "vendor": one.vendor or "",
            "criterion": one.criterion or "",
            "facts": len(one.facts),
            "decides": any(fact.decides for fact in one.facts),
            "p_change": worth.change,
            "value": worth.value,
            "se": worth.error,
            "cost": one.cost(costs),
        }
        for one, worth in sets
    ]
    table = pd.DataFrame(rows, columns=SETS)
    return table.astype(dict.fromkeys(("p_change", "value", "se", "cost"), float))


def _check(decision: Decision, costs: Mapping[str, Mapping[str, float]] | None, draws: object, seed: object) -> None:
    for name, value, least in (("draws", draws, 2), ("seed", seed, 0)):
        if not isinstance(value, int | np.integer) or isinstance(value, bool) or value < least:
            raise OptionError(f"{name} must be a whole number from {least}, not {value!r}.")
    for vendor, row in (costs or {}).items():
        if vendor not in decision.vendors:
            raise UnknownNameError.of("vendor", vendor, decision.vendors)
        for criterion, cost in row.items():
            if criterion not in decision.criteria:
                raise UnknownNameError.of("criterion", criterion, decision.criteria)
            if not 0 <= cost < math.inf:
                raise OptionError(f"costs must be numbers from 0, not {cost!r} for '{vendor}' on '{criterion}'.")
