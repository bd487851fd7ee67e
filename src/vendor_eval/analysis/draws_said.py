"""Shares of draws, or of all weights where nothing was drawn: in words that claim no more than either carries."""

from __future__ import annotations

from vendor_eval.analysis.wording import counted, share

__all__ = ["how_often", "of_draws", "of_which"]


def of_draws(draws: int, weights: str) -> str:
    """Say of what a share is one: of draws, or of all weights where there were none.

    Parameters
    ----------
    weights
        Over which weights, as ``weights_said.drawn_said`` puts it.

    Examples
    --------
    >>> of_draws(5_000, "over all possible weights"), of_draws(0, "over all possible weights")
    ('of 5,000 draws over all possible weights', 'of all possible weights')
    >>> of_draws(0, "over the declared set of weights"), of_draws(0, "at the declared weights")
    ('of the declared set of weights', 'at the declared weights')
    """
    if draws:
        return f"of {counted(draws, 'draw')} {weights}"
    return f"of {weights.removeprefix('over ')}" if weights.startswith("over ") else weights


def of_which(draws: int) -> str:
    """Say of what a share is one where that has been said before: of the draws, or of the weights.

    Examples
    --------
    >>> of_which(5_000), of_which(0)
    ('of the draws', 'of the weights')
    """
    return "of the draws" if draws else "of the weights"


def how_often(p: float, draws: int) -> str:
    """Write a share for a table: never and always only where that is certain, because nothing was drawn.

    Examples
    --------
    >>> how_often(0, 5_000), how_often(0, 0), how_often(1, 0), how_often(0.28462, 0)
    ('under 0.06 %', 'never', 'always', '28.5 %')
    """
    if not draws and (p <= 0 or p >= 1):
        return "never" if p <= 0 else "always"
    return share(p, draws)
