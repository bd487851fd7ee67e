"""What a score sheet's numbers say of scales and weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["LESS", "MORE", "criterion_from_data", "weights_from_row"]

MORE = (
    *("max", "higher", "more", "benefit"),
    *("maximise", "maximize", "maximum", "higher is better", "more is better", "high"),
)
LESS = (
    *("min", "lower", "less", "cost"),
    *("minimise", "minimize", "minimum", "lower is better", "less is better", "low"),
)


def criterion_from_data(unit: str, scores: Sequence[Any], direction: str | None) -> dict[str, Any]:
    """Return a criterion whose scale ends at the worst and the best score; without a scale where all are equal.

    Parameters
    ----------
    direction
        ``more`` or ``less``, whichever is better; None where the sheet does not say.

    Examples
    --------
    >>> criterion_from_data("EUR", [80, {"low": 90, "high": 110}, "unknown"], "less")["scale"]["worst"]
    110
    """
    ends = [end for score in scores for end in (score.values() if isinstance(score, dict) else [score])]
    numbers = [end for end in ends if _is_number(end)]
    criterion: dict[str, Any] = {"unit": unit} if unit else {}
    if len(set(numbers)) < 2:
        return criterion | {"information_only": True}
    worst, best = (max(numbers), min(numbers)) if direction == "less" else (min(numbers), max(numbers))
    because = "The worst and the best of the vendors in the sheet."
    if direction is None:
        because += " The sheet names no direction, so more is taken to be better."
    # Such ends change with who takes part; that must be visible wherever the scale is shown.
    return criterion | {"scale": {"worst": worst, "best": best, "anchors": "data", "because": because}}


def weights_from_row(
    row: Mapping[str, Any] | None, criteria: Mapping[str, Any], *, normalise: bool
) -> tuple[Any, str | None]:
    """Return the weights of a weight row, and what is wrong with their sum.

    Weights that sum to 1 or to 100 are taken as they are meant; any other sum is a fault unless ``normalise`` is said.
    """
    if row is None or not all(_is_number(weight) for weight in row.values()):
        return "any", None
    total = sum(row.values())
    kept = {name: weight for name, weight in row.items() if not criteria[name].get("information_only")}
    if not normalise and not any(abs(total - whole) < 1e-9 * whole for whole in (1, 100)):
        near = "100 as percentages" if 50 <= total <= 150 else "1"
        advice = "Correct them, or have them scaled in proportion by the option `normalise`."
        return "any", f"holds weights that sum to {total:g}; they should sum to {near}. {advice}"
    exact = abs(total - 1) < 1e-9 and len(kept) == len(row)
    return {"direct": kept} | ({} if exact else {"normalise": True}), None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
