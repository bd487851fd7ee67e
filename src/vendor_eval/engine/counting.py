"""What is to be counted of the draws of a simulation."""

from dataclasses import dataclass

__all__ = ["EVERYTHING", "Counting"]


@dataclass(frozen=True, slots=True)
class Counting:
    """What is counted in each draw.

    Parameters
    ----------
    depth
        How many ranks are counted, from the first; None for all. A few are far faster for many vendors, but then what
        needs all ranks (expected rank, holistic acceptability, rank entropy) cannot be told.
    pairwise
        Whether it is counted who is ahead of whom.
    values
        Whether overall values are added up and counted in bins.
    losses
        Whether it is added up how far each vendor is behind the best.
    weight_errors
        Whether squares of weights are added up, which the standard errors of central weights need.
    orders
        Whether whole rankings are counted, of at most 7 vendors.
    """

    depth: int | None = None
    pairwise: bool = True
    values: bool = True
    losses: bool = False
    weight_errors: bool = True
    orders: bool = True

    def __post_init__(self) -> None:
        """Refuse to count no rank at all."""
        if self.depth is not None and self.depth < 1:
            raise ValueError(f"The depth must be 1 or more ranks, or None for all, not {self.depth}.")


EVERYTHING = Counting()
