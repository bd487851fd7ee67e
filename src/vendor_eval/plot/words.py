"""The words of a chart: as wide as they were measured, and text where only the reader's machine can have the font."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Literal

import matplotlib
from matplotlib.backend_bases import RendererBase
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from vendor_eval.plot.fonts import lacking, typeface

__all__ = ["Words"]


class Words(Text):
    """Words set in the fonts that have their characters.

    Where no font on this machine has one of them, a picture can only show boxes; in SVG the words then stay text, for
    which the reader's browser takes a font that has it.
    """

    def __init__(self, x: float, y: float, text: str, size: float, *, bold: bool, **look: Any) -> None:
        super().__init__(x, y, text, fontproperties=typeface(text, size, bold=bold), parse_math=False, **look)

    def draw(self, renderer: RendererBase) -> None:
        """Draw the words."""
        with _as_measured():
            if lacking(self.get_text()):
                with _setting("svg.fonttype", "none"):
                    super().draw(renderer)
            else:
                super().draw(renderer)

    def get_window_extent(self, renderer: RendererBase | None = None, dpi: float | None = None) -> Bbox:
        """Return where the words stand, in pixels."""
        with _as_measured():
            return super().get_window_extent(renderer, dpi)


def _as_measured() -> AbstractContextManager[None]:
    """Let letters stand where they belong: moved to whole pixels, a line becomes up to a third wider."""
    return _setting("text.hinting", "none")


@contextmanager
def _setting(name: Literal["svg.fonttype", "text.hinting"], value: str) -> Iterator[None]:
    """Change one setting for a while: many times faster than matplotlib's own way, which copies all."""
    before = matplotlib.rcParams[name]
    matplotlib.rcParams[name] = value
    try:
        yield
    finally:
        matplotlib.rcParams[name] = before
