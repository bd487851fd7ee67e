"""Charts as figures of the report: drawn once."""

from __future__ import annotations

from matplotlib.axes import Axes

from vendor_eval.plot.svg import svg
from vendor_eval.report.records import Figure

__all__ = ["figure"]


def figure(caption: str, ax: Axes) -> Figure:
    """Return a chart as a figure."""
    return Figure(caption, svg(ax), ax)
