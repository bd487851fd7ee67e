"""Weights that follow from the data alone: how much vendors differ on a criterion, not how much it matters."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from vendor_eval.analysis.model import Model
from vendor_eval.analysis.wording import joined
from vendor_eval.decision.scales import Scale
from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.dataweights import critic, entropy, merec, standard_deviation

__all__ = ["WARNING", "spread_weights"]

WARNING = (
    "Weights from the data say how much the vendors at hand differ, and nothing of what anybody prefers; they change "
    "with every vendor that joins or leaves. They are shown for information and used nowhere."
)


def spread_weights(model: Model) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Return what five methods make of the performances, one criterion a row, and notes on what they cannot use.

    Performances are in their own unit, each at its median; levels and target scales count in points. ``critic`` takes
    costs as they are, ``critic_costs_turned`` turns them round first, which changes every weight. Vendors of whom
    anything is unknown are left out. A method that cannot use the data has missing numbers, and a note says why.
    """
    table, costs, gone = _performances(model)
    names = [model.decision.vendor_name(vendor) for vendor in gone]
    notes = [f"Left out, because something of them is unknown: {joined(names)}."] if names else []
    methods: dict[str, Callable[[], Floats]] = {
        "entropy": lambda: entropy(table),
        "standard_deviation": lambda: standard_deviation(table),
        "critic": lambda: critic(table, costs, flip_costs=False),
        "critic_costs_turned": lambda: critic(table, costs, flip_costs=True),
        "merec": lambda: merec(table, costs),
    }
    found: dict[str, Floats] = {}
    for name, method in methods.items():
        try:
            found[name] = method()
        except ValueError as error:
            found[name] = np.full(len(model.criteria), np.nan)
            notes.append(f"{name}: {_named(str(error), model)}")
    frame = pd.DataFrame(found, index=pd.Index(model.criteria, name="criterion"))
    return frame.loc[list(model.decision.weighted)].reset_index(), tuple(notes)


def _performances(model: Model) -> tuple[Floats, list[bool], list[str]]:
    """Return the performances of the vendors that are known, which criteria are costs, and the vendors left out."""
    scales = [model.decision.criteria[key].scale for key in model.criteria]
    raw = [isinstance(scale, Scale) and scale.shape != "target" for scale in scales]
    costs = [
        isinstance(scale, Scale) and one and not scale.more_is_better for scale, one in zip(scales, raw, strict=True)
    ]
    gone = [vendor for vendor in model.vendors if any(model.unknown(vendor, key) for key in model.criteria)]
    rows = [
        [
            model.cell(vendor, key).quantile(0.5) if one else model.cell(vendor, key).mean
            for key, one in zip(model.criteria, raw, strict=True)
        ]
        for vendor in model.vendors
        if vendor not in gone
    ]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(model.criteria)), costs, gone


def _named(message: str, model: Model) -> str:
    """Put the names of criteria for the numbers of columns."""
    said, found, columns = message.partition("; see column ")
    if not found:
        return message
    keys = [model.criteria[int(column) - 1] for column in columns.rstrip(".").split(", ")]
    return f"{said}; see {joined([model.decision.criterion_name(key) for key in keys])}."
