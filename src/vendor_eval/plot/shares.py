"""Shares of draws, short enough for the cell of a chart, and no more exact than the draws are."""

from __future__ import annotations

from vendor_eval.analysis.wording import share

__all__ = ["SIGN_FITS", "WITHOUT_SIGN", "key", "short_share"]

WITHOUT_SIGN = "Numbers are percentages."
SIGN_FITS = 30.0  # points: in narrower columns the percent sign is left out


def key(draws: int) -> str:
    """Say what the marks for none and all stand for; of no draws, shares are exact.

    Examples
    --------
    >>> key(1_000), key(0)
    ('– in no draw; all: in every draw.', '– never; all: always.')
    """
    return "– in no draw; all: in every draw." if draws else "– never; all: always."


def short_share(p: float, draws: int, *, sign: bool = True) -> str:
    """Write a share of draws in a few characters, with or without the percent sign.

    Examples
    --------
    >>> [short_share(p, 1_000) for p in (0.0, 0.004, 0.25, 0.997, 1.0)]
    ['–', '<1 %', '25 %', '>99 %', 'all']
    """
    return _share(p, draws) if sign else _share(p, draws).removesuffix(" %")


def _share(p: float, draws: int) -> str:
    if p <= 0:
        return "–"
    if p >= 1:
        return "all"
    if p < 0.01:
        return "<1 %"
    return ">99 %" if p >= 0.995 else share(p, draws or 1)
