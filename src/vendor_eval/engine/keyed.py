"""Keys: cheap numbers in the order of scores, from which the scores of the few vendors that matter are made."""

from collections.abc import Callable
from dataclasses import dataclass

from vendor_eval.engine.arrays import Floats

__all__ = ["Keyed", "Map"]

Map = Callable[[Floats], Floats]


@dataclass(frozen=True, slots=True)
class Keyed:
    """Scores in two steps, of which the second is only taken for vendors that may be among the first.

    Parameters
    ----------
    keys
        The key of each vendor in each draw, from the weights: shape (vendors, draws) from (criteria, draws).
    scores
        The scores of keys of any shape. They rise with the keys, and the tie rule of ranks applies to them.
    inverse
        The keys of scores of any shape; -inf of what lies below all scores.
    """

    keys: Map
    scores: Map
    inverse: Map

    def all_scores(self, weights: Floats) -> Floats:
        """The score of each vendor in each draw, shape (vendors, draws)."""
        return self.scores(self.keys(weights))
