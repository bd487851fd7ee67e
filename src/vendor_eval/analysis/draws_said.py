"""Shares of draws, or of all weights where nothing was drawn: in words that claim no more than either carries."""

from __future__ import annotations

from vendor_eval.analysis.weights_said import Admitted
from vendor_eval.analysis.wording import share
from vendor_eval.languages.phrases import say

__all__ = ["how_often", "how_often_of_draws", "in_share", "of_draws", "of_which"]


def of_draws(draws: int, weights: Admitted) -> str:
    """Say of what a share is one: of draws, or of all weights where there were none.

    Examples
    --------
    >>> of_draws(5_000, "any"), of_draws(0, "any")
    ('of 5,000 draws over all possible weights', 'of all possible weights')
    >>> of_draws(0, "set"), of_draws(0, "declared")
    ('of the declared set of weights', 'at the declared weights')
    """
    match weights, bool(draws):
        case "any", False:
            return say("of all possible weights")
        case "any", True:
            return say(
                "of {count} draw over all possible weights", "of {count} draws over all possible weights", count=draws
            )
        case "set", False:
            return say("of the declared set of weights")
        case "set", True:
            return say(
                "of {count} draw over the declared set of weights",
                "of {count} draws over the declared set of weights",
                count=draws,
            )
        case _, False:
            return say("at the declared weights")
        case _:
            return say(
                "of {count} draw at the declared weights", "of {count} draws at the declared weights", count=draws
            )


def of_which(draws: int) -> str:
    """Say of what a share is one where that has been said before: of the draws, or of the weights.

    Examples
    --------
    >>> of_which(5_000), of_which(0)
    ('of the draws', 'of the weights')
    """
    return say("of the draws") if draws else say("of the weights")


def how_often_of_draws(p: float, draws: int, weights: Admitted) -> str:
    """Say inside a sentence how often something is so, and in how many draws or for which weights.

    Examples
    --------
    >>> how_often_of_draws(0.5, 5_000, "any"), how_often_of_draws(0.28462, 0, "set")
    ('in 50 % of 5,000 draws over all possible weights', 'for 28.5 % of the declared set of weights')
    """
    said = share(p, draws)
    match weights, bool(draws):
        case "any", False:
            return say("for {share} of all possible weights", share=said)
        case "any", True:
            return say(
                "in {share} of {count} draw over all possible weights",
                "in {share} of {count} draws over all possible weights",
                count=draws,
                share=said,
            )
        case "set", False:
            return say("for {share} of the declared set of weights", share=said)
        case "set", True:
            return say(
                "in {share} of {count} draw over the declared set of weights",
                "in {share} of {count} draws over the declared set of weights",
                count=draws,
                share=said,
            )
        case _, False:
            return say("for {share} at the declared weights", share=said)
        case _:
            return say(
                "in {share} of {count} draw at the declared weights",
                "in {share} of {count} draws at the declared weights",
                count=draws,
                share=said,
            )


def in_share(p: float, draws: int) -> str:
    """Say inside a sentence how often something is so where it has been said in how many draws, or for which weights.

    Examples
    --------
    >>> in_share(0.5, 5_000), in_share(0.28462, 0)
    ('in 50 %', 'for 28.5 %')
    """
    said = share(p, draws)
    if draws:
        return say("in {share}", context="of draws", share=said)
    return say("for {share}", context="of all weights", share=said)


def how_often(p: float, draws: int) -> str:
    """Write a share for a table: never and always only where that is certain, because nothing was drawn.

    Examples
    --------
    >>> how_often(0, 5_000), how_often(0, 0), how_often(1, 0), how_often(0.28462, 0)
    ('under 0.06 %', 'never', 'always', '28.5 %')
    """
    if not draws and (p <= 0 or p >= 1):
        return say("never") if p <= 0 else say("always")
    return share(p, draws)
