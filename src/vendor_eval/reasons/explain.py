"""Explaining a verdict or a choice: reasons as data, and the same reasons as text."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from vendor_eval.analysis.evaluate import Evaluation, evaluate
from vendor_eval.analysis.result import Result, Stamp, jsonable
from vendor_eval.analysis.robustness import Robustness
from vendor_eval.analysis.translation import speaking_of
from vendor_eval.analysis.wording import joined
from vendor_eval.errors import OptionError, UnknownNameError
from vendor_eval.languages.speaking import checked, spoken
from vendor_eval.reasons.arguments import Argument, argument_of
from vendor_eval.reasons.comparison import COLUMNS, comparison_reasons, comparison_table
from vendor_eval.reasons.consequences import consequence_reasons
from vendor_eval.reasons.grounds import verdict_reason, verdict_reasons, waived_reasons
from vendor_eval.reasons.pairs import Pair, often
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
    argument
        What the case for the one that is ahead rests on; None where nothing is compared.
    language
        The language of the reasons.
    """

    vendor: str
    over: str | None
    names: dict[str, str]
    table: pd.DataFrame
    reasons: tuple[Reason, ...]
    argument: Argument | None
    language: str
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

    def to_dict(self) -> dict[str, Any]:
        """Return the explanation as plain data, each reason with its sentence."""
        reasons = [{"text": one.text, "cites": one.cites} | jsonable(one) for one in self.reasons]
        return super().to_dict() | {"reasons": reasons}

    def __str__(self) -> str:
        """Read as the sentences, each with the strength of its evidence below it, and the table."""
        shown = self.shown()
        lines = "\n".join(_lines(self.reasons))
        return lines if shown.empty else f"{lines}\n\n{shown.to_string(index=False, na_rep='–')}"

    def _repr_html_(self) -> str:
        """Show the sentences, each with the strength of its evidence beside it, and the table, all escaped."""
        items = "".join(_list_item(one) for one in self.reasons)
        shown = self.shown()
        table = "" if shown.empty else shown.to_html(index=False, na_rep="–", escape=True, border=0)
        return f'<ul lang="{html.escape(self.language)}">{items}</ul>{table}'


def _lines(reasons: tuple[Reason, ...]) -> Iterator[str]:
    for one in reasons:
        yield one.text
        if one.beside:
            yield f"    [{one.beside}]"


def _list_item(reason: Reason) -> str:
    beside = f" <small>{html.escape(reason.beside)}</small>" if reason.beside else ""
    return f"<li>{html.escape(reason.text)}{beside}</li>"


def explain(
    evaluation: Evaluation,
    vendor: str,
    *,
    over: str | None = None,
    language: str | None = None,
    run: Robustness | None = None,
) -> Explanation:
    """Explain why a vendor is chosen, not chosen, undetermined or insufficient; or compare it with another.

    Without ``over``: every ground of the verdict, then, unless the vendor is insufficient, its value against another's:
    a chosen one's, or one's that would lead, against the next best; any other's against the one ahead of all. A
    comparison says what the case rests on, by the shortest argument that is true.

    Parameters
    ----------
    language
        ``"en"``, ``"de"`` or ``"zh"``; the language that is spoken, which is English unless it was set, if left out.
    run
        A simulation of the same decision, to take shares of draws from; 10,000 draws are made where left out.

    Raises
    ------
    UnknownNameError
        If a vendor is not in the decision.
    OptionError
        If a vendor is to be compared with itself, or there is no such language.

    Examples
    --------
    >>> import vendor_eval as ve
    >>> evaluation = ve.evaluate(ve.cases.load("apple-china-2025"))
    >>> print(ve.explain(evaluation, "deepseek").reasons[0].text)
    DeepSeek is insufficient: it fails 1 of the 4 requirements that must be met (3 more are open).
    >>> ve.explain(evaluation, "alibaba", over="baidu").argument.type
    'sufficient set'
    """
    for key in (vendor, over):
        if key is not None and key not in evaluation.decision.vendors:
            raise UnknownNameError.of("vendor", key, evaluation.decision.vendors)
    if vendor == over:
        raise OptionError(f"over must be another vendor than '{vendor}'.")
    if language is None or checked(language) == spoken():
        return _explained(evaluation, vendor, over, run)
    with speaking_of(evaluation.decision, language) as decision:
        return _explained(evaluate(decision), vendor, over, run)


def _explained(evaluation: Evaluation, vendor: str, over: str | None, run: Robustness | None) -> Explanation:
    reasons: list[Reason] = []
    rival = over
    if over is None:
        reasons += verdict_reasons(evaluation, vendor)
        reasons += consequence_reasons(evaluation, vendor)
        reasons.append(_standing(evaluation, vendor))
        rival = _natural_rival(evaluation, vendor)
    else:
        # A comparison of values must not pass for a choice: who is insufficient is said first.
        reasons += [verdict_reason(evaluation, one) for one in (vendor, over) if _insufficient(evaluation, one)]
        reasons += [reason for one in (vendor, over) for reason in waived_reasons(evaluation, one)]
    table, argument = _no_comparison(), None
    if rival is not None:
        table, pair = comparison_table(evaluation, vendor, rival), Pair.of(evaluation, vendor, rival)
        drawn = often(evaluation, pair, run)
        argument = argument_of(evaluation, pair, drawn)
        reasons += comparison_reasons(evaluation, vendor, rival, table, argument, drawn)
    return Explanation(
        vendor=vendor,
        over=rival,
        names={key: evaluation.decision.vendor_name(key) for key in (vendor, rival) if key is not None},
        table=table,
        reasons=tuple(reasons),
        argument=argument,
        language=spoken(),
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
        words["if_met"] = "yes"
    if len(beside):
        words["level"] = joined([str(name) for name in beside])
    numbers = {"rank": float(row[column]), "of": float(table[column].notna().sum()), "value": float(row[value])}
    return Reason("standing", vendor, numbers=numbers, words=words)
