"""Colours: Okabe and Ito's palette, shades of it, and what can be read on them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from matplotlib.colors import to_hex, to_rgb

__all__ = [
    "AGAINST",
    "GREYED",
    "HUES",
    "INK",
    "LINE",
    "MUTED",
    "STATES",
    "contrast",
    "greyed",
    "heat",
    "ink_on",
    "mixed",
    "shades",
]

# Okabe and Ito (2008): told apart with every common colour blindness. Neighbours here also differ in lightness.
HUES = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442")

INK = "#1a1a1a"
MUTED = "#595959"
LINE = "#a6a6a6"
GREYED = "#ededed"
AGAINST = "#BF5200"

# One state, one colour, one sign. In grey they differ, too.
STATES = {
    "met": "#D3EEE5",
    "open": "#F6CB6A",
    "failed": "#A83F00",
    "waived": "#7BA7DB",
    "sufficient": "#D3EEE5",
    "undetermined": "#F6CB6A",
    "insufficient": "#A83F00",
}

DARKEST, LIGHTEST = -0.35, 0.62


def luminance(colour: str) -> float:
    """Relative luminance from 0 to 1 (WCAG 2.2)."""
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in to_rgb(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, from 1 to 21 (WCAG 2.2); text needs 4.5.

    Examples
    --------
    >>> round(contrast("black", "white"), 1)
    21.0
    """
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def ink_on(fill: str) -> str:
    """Return the text colour that reads better on a fill.

    Examples
    --------
    >>> ink_on("white"), ink_on("#0072B2")
    ('black', 'white')
    """
    return max(("black", "white"), key=lambda ink: contrast(ink, fill))


def mixed(colour: str, tone: float) -> str:
    """Return a colour mixed with white (tone above 0, up to 1) or with black (below 0)."""
    towards = 1.0 if tone > 0 else 0.0
    red, green, blue = (channel + abs(tone) * (towards - channel) for channel in to_rgb(colour))
    return to_hex((red, green, blue))


def greyed(colour: str) -> str:
    """Return the pale grey that stands for a colour where it must not count."""
    level = math.sqrt(luminance(colour))
    return mixed(to_hex((level, level, level)), 0.6)


def heat(share: float) -> str:
    """Return the blue that stands for a share: white for 0, full for 1."""
    return mixed(HUES[0], 1 - 0.95 * share)


def shades(families: Sequence[str]) -> list[str]:
    """Return a colour for each member of some families, in order: one hue a family, dark and light in turn.

    Examples
    --------
    >>> shades(["data", "data", "law"])
    ['#004a74', '#9ec9e2', '#e69f00']
    """
    order = list(dict.fromkeys(families))
    members = {family: families.count(family) for family in order}
    tones = {family: _tones(count) for family, count in members.items()}
    return [mixed(HUES[order.index(family) % len(HUES)], tones[family].pop(0)) for family in families]


def _tones(count: int) -> list[float]:
    """Return tones dark and light in turn, so that neighbours are always about half the span apart."""
    if count == 1:
        return [0.0]
    tones = [DARKEST + k * (LIGHTEST - DARKEST) / (count - 1) for k in range(count)]
    half = (count + 1) // 2
    dark, light = tones[:half], tones[half:]
    if count % 2:
        return [*(tone for pair in zip(dark, light, strict=False) for tone in pair), dark[-1]]
    return [tone for pair in zip(dark[::-1], light[::-1], strict=True) for tone in pair]
