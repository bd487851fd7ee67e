"""The figure of a chart: a notebook shows it by itself, without pyplot."""

from __future__ import annotations

from matplotlib.figure import Figure

from vendor_eval.plot.svg import svg

__all__ = ["ChartFigure"]


class ChartFigure(Figure):
    """A figure that draws itself where it stands at the end of a notebook's cell."""

    def _repr_svg_(self) -> str:
        return svg(self.axes[0])
