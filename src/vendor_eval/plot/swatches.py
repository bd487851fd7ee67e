"""A key of colours below a chart: swatches with what they stand for, as many to a line as fit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vendor_eval.plot.colours import LINE
from vendor_eval.plot.page import Page
from vendor_eval.plot.style import LEADING, SMALL
from vendor_eval.plot.text import height, width, wrapped

__all__ = ["draw_swatches"]

WIDE, HIGH, APART = 15.0, 9.0, 14.0


def draw_swatches(page: Page, looks: Mapping[str, Mapping[str, Any]], *, left: float = 0.0) -> None:
    """Draw a swatch for each text, from a place of the page on, and go below them."""
    page.y += 4
    x, line = left, SMALL * LEADING
    for text, look in looks.items():
        lines = wrapped(text, page.width - left - WIDE - 4, SMALL)
        wide = WIDE + 4 + max(width(one, SMALL) for one in lines)
        if x > left and x + wide > page.width:
            x, page.y = left, page.y + line + 3
        page.box(x, page.y, WIDE, HIGH, **{"edgecolor": LINE, "linewidth": 0.5} | dict(look))
        page.write(x + WIDE + 4, page.y, lines, size=SMALL)
        x += wide + APART
        page.y += height(lines[1:], SMALL)
    page.y += line + 3
