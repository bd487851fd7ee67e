"""Explaining a verdict or a choice: reasons as data, and the same reasons as text."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.analysis.result import Result, Stamp
from vendor_eval.analysis.wording import joined
from vendor_eval.errors import OptionError, UnknownNameError
from vendor_eval.reasons.comparison import COLUMNS, comparison_reasons, comparison_table
from vendor_eval.reasons.grounds import verdict_reason, verdict_reasons, waived_reasons
from vendor_eval.reasons.reason import Reason

__all__ = ["Explanation", "explain"]


@dataclass(frozen=True, eq=False, repr=False)
class Explanation(Result):
    """Why a vendor is judged as it is, or why it stands over or under another.

    Parameters
    ----------
    vendor, over
        The vendor explained, and the one it is compared with (None where there is none to compare with).
    names
        Display names of both, by key.
    table
        The gap between the two, one criterion a row: weight, values, difference in points with its bounds, and both
        performances; the differences sum to the gap. Empty where there is no comparison.
    reasons
        The reasons in the order in which they are said.
    """

    vendor: str
    over: str | None
    names: dict[str, str]
    table: pd.DataFrame
    reasons: tuple[Reason, ...]
    stamp: Stamp
    evaluation: Evaluation

    @property
    def text(self) -> str:
        """The reasons as sentences, one a line."""
        return "\n".join(reason.text for reason in self.reasons)

    def shown(self) -> pd.DataFrame:
        """Return the comparison with differences rounded to a tenth of a point."""
        shown = self.table[["name", "performance", "over_performance", "difference", "low", "high"]].copy()
        shown[["difference", "low", "high"]] = shown[["difference", "low", "high"]].round(1)
        return shown.rename(columns={"name": "criterion"})


def explain(evaluation: Evaluation, vendor: str, *, over: str | None = None) -> Explanation:
    """Explain why a vendor is chosen, not chosen, undetermined or insufficient; or compare it with another.

    Without ``over``: every ground of the verdict, then, unless the vendor is insufficient, its value against another's:
    a chosen one's, or one's that would lead, against the next best; any other's against the one ahead of all.

    Raises
    ------
    UnknownNameError
        If a vendor is not in the decision.
    OptionError
        If a vendor is to be compared with itself.

    Examples
    --------
    >>> import vendor_eval as ve
    >>> evaluation = ve.evaluate(ve.cases.load("apple-china-2025"))
    >>> print(ve.explain(evaluation, "deepseek").reasons[0].text)
    DeepSeek is insufficient: it fails 1 of the 4 requirements that must be met (3 more are open).
    """
    decision = evaluation.decision
    for key in (vendor, over):
        if key is not None and key not in decision.vendors:
            raise UnknownNameError.of("vendor", key, decision.vendors)
    if vendor == over:
        raise OptionError(f"over must be another vendor than '{vendor}'.")
    reasons: list[Reason] = []
    rival = over
    if over is None:
        reasons += [*verdict_reasons(evaluation, vendor), _standing(evaluation, vendor)]
        rival = _natural_rival(evaluation, vendor)
    else:
        # A comparison of values must not pass for a choice: who is insufficient is said first.
        reasons += [verdict_reason(evaluation, one) for one in (vendor, over) if _insufficient(evaluation, one)]
        reasons += [reason for one in (vendor, over) for reason in waived_reasons(evaluation, one)]
    table = _no_comparison() if rival is None else comparison_table(evaluation, vendor, rival)
    if rival is not None:
        reasons += comparison_reasons(evaluation, vendor, rival, table)
    return Explanation(
        vendor=vendor,
        over=rival,
        names={key: decision.vendor_name(key) for key in (vendor, rival) if key is not None},
        table=table,
        reasons=tuple(reasons),
        stamp=evaluation.stamp,
        evaluation=evaluation,
    )


def _no_comparison() -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in COLUMNS.items()})


def _insufficient(evaluation: Evaluation, vendor: str) -> bool:
    return evaluation.verdicts[vendor].name == "insufficient"


def _natural_rival(evaluation: Evaluation, vendor: str) -> str | None:
    """Return whom a reader would compare a vendor with: the first of the others in its own ranking."""
    verdict = evaluation.verdicts[vendor].name
    if verdict == "insufficient":
        return None
    column = "rank" if verdict == "sufficient" and not evaluation.outcome.would_lead else "rank_if_met"
    ranked = evaluation.table[evaluation.table["vendor"] != vendor].dropna(subset=[column])
    return None if ranked.empty else str(ranked.sort_values(column, kind="stable")["vendor"].iloc[0])


def _standing(evaluation: Evaluation, vendor: str) -> Reason:
    row, verdict = evaluation.row(vendor), evaluation.verdicts[vendor].name
    words = {"weights": evaluation.outcome.weights}
    if verdict == "insufficient":
        numbers = {name: float(row[name]) for name in ("value", "low", "high")}
        return Reason("value without rank", vendor, numbers=numbers, words=words)
    column, value = ("rank", "value") if verdict == "sufficient" else ("rank_if_met", "value_if_met")
    table = evaluation.table
    beside = table[(table[column] == row[column]) & (table["vendor"] != vendor)]["name"]
    if verdict == "undetermined":
        words["condition"] = "If all open requirements were met"
    if len(beside):
        words["level"] = joined([str(name) for name in beside])
    numbers = {"rank": float(row[column]), "of": float(table[column].notna().sum()), "value": float(row[value])}
    return Reason("standing", vendor, numbers=numbers, words=words)
