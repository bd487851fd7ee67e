"""The look of all charts, applied while drawing and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import matplotlib.style
from matplotlib.font_manager import fontManager

from vendor_eval.plot.colours import INK, LINE

__all__ = ["BODY", "FIRST", "LEADING", "SMALL", "TITLE", "WIDTH", "drawing", "fonts"]

WIDTH = 16 / 2.54 * 72  # points: the text column of an A4 page
TITLE, BODY, SMALL = 10.0, 8.0, 7.0  # points, as printed at that width
LEADING = 1.2

# DejaVu Sans comes with matplotlib, so it is the same on every machine; the others are for what it lacks, where they
# are installed. The last resort, also from matplotlib, draws a box for what no font has.
FIRST, LAST = "DejaVu Sans", "Last Resort High-Efficiency"
FALLBACKS = (
    *("Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans CJK KR", "Noto Sans SC", "Source Han Sans SC"),
    *("Microsoft YaHei", "PingFang SC", "Hiragino Sans GB", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei"),
    *("Malgun Gothic", "Apple SD Gothic Neo", "Noto Sans Thai", "Noto Sans Devanagari", "Arial Unicode MS"),
)


@cache
def fonts() -> tuple[str, ...]:
    """Return the fonts that text is set in, the first that has a character first."""
    installed = set(fontManager.get_font_names())
    return (FIRST, *(name for name in FALLBACKS if name in installed), *([LAST] if LAST in installed else []))


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
