"""The tables of a screening."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from vendor_eval.analysis.market_requirements import FAILED, MET, OPEN, WAIVED
from vendor_eval.analysis.market_verdicts import Judged, Tested
from vendor_eval.analysis.robustness_setup import worth
from vendor_eval.analysis.screening_setup import ScreeningSetup
from vendor_eval.analysis.wording import counted, number, required_text
from vendor_eval.decision.document import Decision
from vendor_eval.decision.market import Market
from vendor_eval.engine.arrays import Bools, Floats
from vendor_eval.engine.screening import Reached

__all__ = [
    "best_first",
    "cut_value",
    "distribution_table",
    "funnel_table",
    "main_table",
    "nobody_share",
    "vendors_table",
]

VERDICTS = ("sufficient", "undetermined", "insufficient")


def vendors_table(setup: ScreeningSetup, reached: Reached) -> pd.DataFrame:
    """Return all vendors, one a row."""
    market, judged = setup.market, setup.judged
    verdict = np.where(judged.insufficient, 2, np.where(judged.undetermined, 1, 0)).astype(np.int8)
    table = pd.DataFrame(
        {
            "vendor": list(market.vendors),
            "row": market.rows,
            "verdict": pd.Categorical.from_codes(verdict, categories=pd.Index(VERDICTS)),
            "value": judged.value,
            "low": judged.low,
            "high": judged.high,
            "rank": judged.rank,
            "rank_if_met": judged.rank_if_met,
            "value_if_met": judged.value_if_met,
        }
    )
    for name, counts in (("p_top", reached.top), ("p_first", reached.first)):
        table[name], table[f"{name}_se"] = _shares(setup, counts, reached.draws)
    return table


def nobody_share(setup: ScreeningSetup, reached: Reached) -> dict[str, float]:
    """Return the share of draws in which no vendor has a rank, and its standard error."""
    share, error = _shares(setup, np.array(reached.nobody, dtype=np.float64), reached.draws)
    return {"p_nobody": float(share), "p_nobody_se": float(error)}


def _shares(setup: ScreeningSetup, counts: Floats, draws: int) -> tuple[Floats, Floats]:
    """Return shares of draws, and their standard errors: sqrt(p (1 - p) / n) of n independent draws."""
    shares = counts / draws
    return shares, np.sqrt(shares * (1 - shares).clip(min=0) / worth(setup.weights, draws))


def cut_value(setup: ScreeningSetup) -> float:
    """Return the value of the last of the best few, as its rank takes it; missing where there are no more vendors."""
    left = setup.judged.value_if_met[~setup.judged.insufficient]
    return float(np.partition(left, -setup.top)[-setup.top]) if len(left) > setup.top else float("nan")


def best_first(vendors: pd.DataFrame) -> NDArray[np.intp]:
    """Return the places of vendors: those most often among the best few first, of equal share those of better rank."""
    ranks = vendors["rank_if_met"].to_numpy()
    keys = (-vendors["value"].to_numpy(), np.where(np.isnan(ranks), np.inf, ranks), -vendors["p_top"].to_numpy())
    return np.lexsort(keys)


def main_table(market: Market, judged: Judged, vendors: pd.DataFrame, *, keep: int) -> pd.DataFrame:
    """Return the best vendors with their names, and the musts that they hang on."""
    places = best_first(vendors)[:keep].tolist()
    table: pd.DataFrame = vendors.iloc[places].reset_index(drop=True).astype({"verdict": "str"})
    table.insert(1, "name", [market.name(place) for place in places])
    table["open"] = ["; ".join(_open(market, judged, place)) for place in places]
    return table


def _open(market: Market, judged: Judged, place: int) -> Iterator[str]:
    """List what is open for a vendor that is undetermined."""
    if judged.undetermined[place]:
        for one in judged.tested:
            if one.must and one.results[place] == OPEN:
                yield required_said(market.decision, one)


def required_said(decision: Decision, one: Tested) -> str:
    """Name a requirement with its criterion."""
    return (
        f"{decision.criterion_name(one.criterion)} {required_text(decision.criteria[one.criterion], one.requirement)}"
    )


def funnel_table(market: Market, judged: Judged) -> pd.DataFrame:
    """Return the requirements in the order of the decision, and how many vendors each removes."""
    grounds = list(_grounds(market.decision, judged))
    removing = [removed for *_, removed in grounds]
    times = np.sum(removing, axis=0, dtype=np.int16) if removing else np.zeros(len(market))
    left = np.ones(len(market), dtype=np.bool_)
    rows = []
    for criterion, ground, kind, results, removed in grounds:
        left &= ~removed
        counts = {name: int(np.count_nonzero(results == code)) for name, code in _CODES.items()}
        alone = int(np.count_nonzero(removed & (times == 1)))
        rows.append(
            {"ground": ground, "criterion": criterion, "kind": kind}
            | counts
            | {"removed": int(np.count_nonzero(removed)), "alone": alone, "left": int(np.count_nonzero(left))}
        )
    return pd.DataFrame(rows, columns=["ground", "criterion", "kind", *_CODES, "removed", "alone", "left"])


_CODES = {"met": MET, "failed": FAILED, "open": OPEN, "waived": WAIVED}


def _grounds(decision: Decision, judged: Judged) -> Iterator[tuple[str, str, str, NDArray[np.int8], Bools]]:
    """Yield what can remove vendors: its criterion, its words, its kind, how vendors stand to it, whom it removes."""
    nobody = np.zeros(len(judged.value), dtype=np.bool_)
    for one in judged.tested:
        failed = one.results == FAILED
        yield (
            one.criterion,
            required_said(decision, one),
            one.requirement.kind,
            one.results,
            failed if one.must else nobody,
        )
    policy = decision.policy
    if policy.minimum_value is not None:
        results = np.where(judged.too_low, FAILED, np.where(judged.maybe_too_low, OPEN, MET)).astype(np.int8)
        words = f"overall value at least {number(policy.minimum_value)} points"
        yield "", words, "overall", results, judged.too_low
    if policy.max_weaknesses is not None:
        most = policy.max_weaknesses
        many = judged.weak > most
        results = np.where(many, FAILED, np.where(judged.weak + judged.maybe_weak > most, OPEN, MET)).astype(np.int8)
        allowed = f"at most {counted(most, 'failed requirement')}" if most else "no failed requirement"
        words = f"{allowed} among those that should be met"
        yield "", words, "accumulated", results, many


def distribution_table(vendors: pd.DataFrame) -> pd.DataFrame:
    """Return how many vendors of each verdict have a value in each step of a point."""
    step = np.minimum(vendors["value_if_met"].to_numpy().clip(min=0).astype(np.intp), 99)
    verdict = vendors["verdict"].cat.codes.to_numpy()
    counts = np.bincount(step * 3 + verdict, minlength=300).reshape(100, 3)
    steps = np.arange(100)
    return pd.DataFrame({"at_least": steps, "below": steps + 1} | dict(zip(VERDICTS, counts.T, strict=True)))
