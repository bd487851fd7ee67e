"""The look of all charts, applied while drawing and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import matplotlib.style

from vendor_eval.plot.colours import INK, LINE
from vendor_eval.plot.fonts import FIRST

__all__ = ["ASCENT", "BODY", "DESCENT", "GAP", "LEADING", "SMALL", "TITLE", "WIDTH", "drawing"]

WIDTH = 16 / 2.54 * 72  # points: the text column of an A4 page
TITLE, BODY, SMALL = 10.0, 8.0, 7.0  # points, as printed at that width
# Of the size: how high and how deep a line reaches at least, and the gap between lines, as our font has them.
ASCENT, DESCENT, GAP = 0.76, 0.24, 0.2
LEADING = ASCENT + DESCENT + GAP


def _settings() -> dict[str, Any]:
    return {
        "font.family": [FIRST],
        "font.size": BODY,
        "text.color": INK,
        "text.parse_math": False,
        "text.usetex": False,
        "figure.facecolor": "white",
        "figure.constrained_layout.w_pad": 0.0,
        "figure.constrained_layout.h_pad": 0.0,
        "axes.facecolor": "white",
        "axes.edgecolor": LINE,
        "hatch.linewidth": 0.7,
        "svg.fonttype": "path",
        "svg.hashsalt": "vendor_eval",
    }


@contextmanager
def drawing() -> Iterator[None]:
    """Draw in our style, whatever the user's settings are, and leave theirs as they were."""
    with matplotlib.style.context(_settings(), after_reset=True):
        yield
