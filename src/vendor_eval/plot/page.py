"""The page that a chart is laid out on: points from its top left corner, whatever the data's units are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from vendor_eval.plot.colours import INK, LINE, MUTED
from vendor_eval.plot.figure import ChartFigure
from vendor_eval.plot.style import BODY, DESCENT, GAP, SMALL, TITLE, WIDTH
from vendor_eval.plot.text import height, wrapped
from vendor_eval.plot.words import Words

__all__ = ["Page"]

MARGIN = 4.0
BELOW = DESCENT + GAP / 2  # of the size: how far the baseline lies above the bottom of its line


class Page:
    """One Axes as a page in points, filled from the top down.

    Everything is drawn inside the Axes, so that labels of any length are measured and broken instead of cut. A new
    figure becomes as high as its content; a given Axes keeps its size.

    Parameters
    ----------
    ax
        The Axes to draw on; None makes a figure of the width of a printed page, or wider if asked.
    least
        Points of width without which the content cannot be read.
    """

    def __init__(self, ax: Axes | None, *, least: float = 0.0) -> None:
        self.figure: ChartFigure | None = None
        if ax is None:
            self.figure = ChartFigure(figsize=(max(WIDTH, least + 2 * MARGIN) / 72, 1.0), layout="constrained")
            self.width = self.figure.get_figwidth() * 72 - 2 * MARGIN
            self.ax = self.figure.add_subplot()
        else:
            self.width = ax.bbox.width / ax.figure.dpi * 72 - 2 * MARGIN
            self.ax = ax
        self.y = MARGIN
        self.zero, self.unit = 0.0, 1.0
        self.ax.set_axis_off()

    def measure(self, left: float, right: float, low: float, high: float) -> None:
        """Let the span between two places of the page, in points, stand for a span of data."""
        self.unit = (high - low) / (right - left)
        self.zero = low - left * self.unit

    def x(self, points: float) -> float:
        """Return a place of the page, in points from its left edge, in units of the data."""
        return self.zero + points * self.unit

    def place(self, x: float) -> float:
        """Return a number of the data as a place of the page, in points from its left edge."""
        return (x - self.zero) / self.unit

    def write(
        self,
        x: float,
        y: float,
        lines: Sequence[str] | str,
        *,
        size: float = BODY,
        colour: str = INK,
        align: str = "left",
        middle: bool = False,
        up: bool = False,
        bold: bool = False,
        **more: Any,
    ) -> Text | None:
        """Write lines at a place in points: hanging from it, with their middle on it, or upwards from it."""
        if not lines:
            return None
        text = lines if isinstance(lines, str) else "\n".join(lines)
        deep = height(text.split("\n"), size)
        # Placed by the baseline of the last line, because other anchors move with the letters of the text.
        baseline = y - (deep / 2 if middle else 0) + deep - size * BELOW
        drawn = Words(
            self.x(x),
            y if up else baseline,
            text,
            size,
            bold=bold,
            color=colour,
            ha=align,
            va="bottom" if up else "baseline",
            rotation=90 if up else 0,
            linespacing="normal",
            clip_on=False,
            **more,
        )
        self.ax.add_artist(drawn)
        drawn.set_in_layout(False)  # it lies inside the Axes: a layout that made room for it would shrink the page
        return drawn

    def box(self, x: float, y: float, width: float, height: float, **look: Any) -> Rectangle:
        """Draw a rectangle from its top left corner, in points."""
        look = {"linewidth": 0.0} | look
        patch = Rectangle((self.x(x), y), width * self.unit, height, clip_on=False, **look)
        self.ax.add_patch(patch)
        return patch

    def rule(self, x: float, to: float, y: float, *, linewidth: float = 0.7) -> None:
        """Draw a level line between two places, in points."""
        self.ax.plot([self.x(x), self.x(to)], [y, y], color=LINE, linewidth=linewidth, clip_on=False)

    def heading(self, title: str, subtitle: str) -> None:
        """Write the title and what the chart shows, and go below them."""
        for text, size, bold, colour in ((title, TITLE, True, INK), (subtitle, SMALL, False, MUTED)):
            lines = wrapped(text, self.width, size, bold=bold)
            self.write(0, self.y, lines, size=size, colour=colour, bold=bold)
            self.y += height(lines, size) + 3
        self.y += 6

    def note(self, text: str, *, size: float = SMALL, **more: Any) -> None:
        """Write a note across the page, and go below it."""
        self.y += 4
        lines = wrapped(text, self.width, size, most=20)
        self.write(0, self.y, lines, size=size, **{"colour": MUTED} | more)
        self.y += height(lines, size) + 3

    def finish(self, said: str) -> Axes:
        """Close the page at its content, and give it a text for those who cannot see it."""
        self.ax.set_xlim(self.x(-MARGIN), self.x(self.width + MARGIN))
        self.ax.set_ylim(self.y + MARGIN, 0)
        self.ax.set_label(said)
        if self.figure is not None:
            self.figure.set_size_inches((self.width + 2 * MARGIN) / 72, (self.y + MARGIN) / 72)
        return self.ax
