"""Appraising a vendor: its findings against requirements and anchors, never against rivals and never by counting."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from vendor_eval.analysis.evaluate import Evaluation, evaluation_of
from vendor_eval.analysis.result import Result, Stamp
from vendor_eval.analysis.translation import speaking_of
from vendor_eval.errors import UnknownNameError
from vendor_eval.languages.speaking import speaking, spoken
from vendor_eval.reasons.appraise_items import AppraisalItem, ItemKind, items_of
from vendor_eval.reasons.appraise_said import appraisal_said, margin_said

__all__ = ["Appraisal", "appraise"]

COLUMNS = {
    **{"vendor": "str", "criterion": "str", "name": "str", "kind": "str", "rule": "str", "required": "str"},
    **{"observed": "str", "margin": "str", "margin_low": "float", "margin_high": "float"},
    **{"value_low": "float", "value_high": "float", "weight": "float", "against": "str"},
    **{"effect": "float", "effect_low": "float", "effect_high": "float", "evidence": "str", "grade": "str"},
    **{"risk": "str", "curable": "str", "text": "str"},
}


@dataclass(frozen=True, eq=False, repr=False)
class Appraisal(Result):
    """The findings on one vendor.

    Parameters
    ----------
    vendor, name
        Its key and its name.
    table
        One finding a row: vendor, criterion (empty: the offer as a whole), name, kind, the rule behind it, required,
        observed, margin, value, effect in points counted from the anchor ``against``, evidence, grade, risk, curable
        (clarification, negotiation, contract term, or empty: a person has to say) and text.
    items
        The findings, deficiencies first.
    language
        What they are said in.
    """

    vendor: str
    name: str
    table: pd.DataFrame
    items: tuple[AppraisalItem, ...]
    language: str
    stamp: Stamp
    evaluation: Evaluation

    @property
    def text(self) -> str:
        """What there is of each kind, in a few sentences."""
        with speaking(self.language):
            return appraisal_said(self.name, self.items)

    def of(self, kind: ItemKind) -> tuple[AppraisalItem, ...]:
        """Return the findings of one kind."""
        return tuple(one for one in self.items if one.kind == kind)

    def shown(self) -> pd.DataFrame:
        """Return the findings with effects rounded to a tenth of a point."""
        shown = self.table[["kind", "name", "required", "observed", "margin", "effect", "evidence", "curable"]].copy()
        shown["effect"] = shown["effect"].round(1)
        return shown.rename(columns={"name": "criterion"})


def appraise(evaluation: Evaluation, vendor: str, *, language: str | None = None) -> Appraisal:
    """List a vendor's deficiencies, significant weaknesses, weaknesses, strengths and uncertainties.

    They are measured against requirements and the ends of scales (the terms are those of FAR 15.001): what other
    vendors offer changes none of them. A contribution in points alone makes no finding, and none is made by counting.

    Parameters
    ----------
    language
        What the findings are said in; the language that is spoken, English unless it was set, if left out.

    Raises
    ------
    UnknownNameError
        If the vendor is not in the decision.
    OptionError
        If there is no such language.

    Examples
    --------
    >>> import vendor_eval as ve
    >>> from vendor_eval.reasons.appraise import appraise
    >>> found = appraise(ve.evaluate(ve.cases.load("apple-china-2025")), "deepseek")
    >>> [one.name for one in found.of("deficiency")]
    ['Support capacity']
    """
    if vendor not in evaluation.decision.vendors:
        raise UnknownNameError.of("vendor", vendor, evaluation.decision.vendors)
    language = language or spoken()
    with speaking_of(evaluation.decision, language) as decision:
        worded = evaluation
        if decision is not evaluation.decision:
            worded = evaluation_of(replace(evaluation.model, decision=decision))
        items = items_of(worded, vendor)
        return Appraisal(
            vendor=vendor,
            name=decision.vendor_name(vendor),
            table=_table(items),
            items=items,
            language=language,
            stamp=evaluation.stamp,
            evaluation=worded,
        )


def _table(items: tuple[AppraisalItem, ...]) -> pd.DataFrame:
    rows = []
    for one in items:
        least, expected, most = one.effect
        rows.append(
            {
                "vendor": one.vendor,
                "criterion": one.criterion,
                "name": one.name,
                "kind": one.kind,
                "rule": one.rule,
                "required": one.required,
                "observed": one.observed,
                "margin": margin_said(one),
                "margin_low": one.margin[0],
                "margin_high": one.margin[1],
                "value_low": one.value[0],
                "value_high": one.value[1],
                "weight": one.weight,
                "against": one.against,
                "effect": expected,
                "effect_low": least,
                "effect_high": most,
                "evidence": ", ".join(one.evidence),
                "grade": ", ".join(dict.fromkeys(source.grade for source in one.sources)),
                "risk": one.risk,
                "curable": one.cure,
                "text": one.text,
            }
        )
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)
