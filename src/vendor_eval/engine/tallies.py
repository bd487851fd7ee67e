"""What draws add up to, and the figures of SMAA-2 that come from it, each with its standard error."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vendor_eval.engine.arrays import Floats, Integers
from vendor_eval.engine.losses import Losses
from vendor_eval.engine.orders import Orders
from vendor_eval.engine.rankfigures import (
    RankWeights,
    entropy,
    entropy_errors,
    mean_errors,
    rank_weights,
    share_errors,
)
from vendor_eval.engine.valuebins import bin_quantile_errors, bin_quantiles

__all__ = ["Tally"]


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """What some draws add up to; tallies of several blocks are added in the order of the blocks.

    Rank acceptability, pairwise winning indices, central weights and holistic acceptability are those of SMAA-2
    (Lahdelma and Salminen 2001), the entropies of choice and ranking those of van Valkenhoef and Tervonen (2016).
    Standard errors (``..._errors``) hold for independent draws; where level vendors share a rank they are upper limits.

    Parameters
    ----------
    draws
        The number of draws.
    ranks
        Draws in which the vendor (row) takes the rank (column), ties shared; shape (vendors, ranks). Only the first
        ranks if ``Counting.depth`` says so.
    no_rank
        Draws in which the vendor has no rank, shape (vendors,).
    pairwise
        Draws in which the vendor (row) is ahead of the other (column), ties half each; shape (vendors, vendors); None
        if not counted.
    nobody
        Draws in which no vendor has a rank.
    first_weights, first_weight_squares
        Sum of the weights, and of their squares, over the draws in which the vendor is first, ties shared; shape
        (criteria, vendors). The squares are missing if not counted.
    value_sums, value_square_sums
        Sum of the overall value and of its square over all draws, those without a rank included; shape (vendors,);
        missing if not counted.
    value_bins
        Draws by overall value, rounded to 0.01 points, from 0 to 100, those without a rank included; shape (vendors,
        10,001); None if not counted.
    losses
        How far vendors are behind the best with a rank; None if not counted.
    orders
        Whole rankings; None if not counted, or of too many vendors.
    """

    draws: int
    ranks: Floats
    no_rank: Floats
    pairwise: Floats | None
    nobody: int
    first_weights: Floats
    first_weight_squares: Floats
    value_sums: Floats
    value_square_sums: Floats
    value_bins: Integers | None
    losses: Losses | None = None
    orders: Orders | None = None

    def __add__(self, other: "Tally") -> "Tally":
        """The tally of both sets of draws."""
        if self.ranks.shape != other.ranks.shape:
            raise ValueError(f"Tallies of ranks {self.ranks.shape} and {other.ranks.shape} do not add up.")
        return Tally(
            draws=self.draws + other.draws,
            ranks=self.ranks + other.ranks,
            no_rank=self.no_rank + other.no_rank,
            pairwise=None if self.pairwise is None or other.pairwise is None else self.pairwise + other.pairwise,
            nobody=self.nobody + other.nobody,
            first_weights=self.first_weights + other.first_weights,
            first_weight_squares=self.first_weight_squares + other.first_weight_squares,
            value_sums=self.value_sums + other.value_sums,
            value_square_sums=self.value_square_sums + other.value_square_sums,
            value_bins=_added(self.value_bins, other.value_bins),
            losses=None if self.losses is None or other.losses is None else self.losses + other.losses,
            orders=None if self.orders is None or other.orders is None else self.orders + other.orders,
        )

    @property
    def sufficient(self) -> Floats:
        """Draws in which the vendor has a rank, shape (vendors,)."""
        return self.draws - self.no_rank

    @property
    def sufficiency(self) -> Floats:
        """Share of draws in which the vendor has a rank, shape (vendors,)."""
        return self.sufficient / self.draws

    @property
    def sufficiency_errors(self) -> Floats:
        """Standard errors of the sufficiency, shape (vendors,)."""
        return share_errors(self.sufficiency, self.draws)

    @property
    def p_nobody(self) -> float:
        """Share of draws in which no vendor has a rank."""
        return self.nobody / self.draws

    @property
    def p_nobody_error(self) -> float:
        """Standard error of the share of draws in which no vendor has a rank."""
        return float(share_errors(np.array(self.p_nobody), self.draws))

    @property
    def acceptability(self) -> Floats:
        """Share of draws in which the vendor takes the rank, shape (vendors, ranks)."""
        return self.ranks / self.draws

    @property
    def acceptability_errors(self) -> Floats:
        """Standard errors of the rank acceptabilities, shape (vendors, ranks)."""
        return share_errors(self.acceptability, self.draws)

    @property
    def pairwise_winning(self) -> Floats:
        """Share of draws in which the vendor (row) is ahead of the other (column), shape (vendors, vendors)."""
        if self.pairwise is None:
            raise ValueError("It was not counted who is ahead of whom: ask for it by Counting(pairwise=True).")
        return self.pairwise / self.draws

    @property
    def pairwise_errors(self) -> Floats:
        """Standard errors of the pairwise winning indices, shape (vendors, vendors)."""
        return share_errors(self.pairwise_winning, self.draws)

    @property
    def central_weights(self) -> Floats:
        """Mean weights of the draws in which the vendor is first, shape (vendors, criteria); missing if it never is."""
        return _mean(self.first_weights.T, self.ranks[:, :1])

    @property
    def central_weight_errors(self) -> Floats:
        """Standard errors of the central weights, shape (vendors, criteria); missing for fewer than two draws.

        A central weight is a ratio of two means: its error is that of the mean over the draws in which it is first.
        """
        squares = _mean(self.first_weight_squares.T, self.ranks[:, :1])
        return mean_errors(self.central_weights, squares, self.ranks[:, :1])

    @property
    def expected_rank(self) -> Floats:
        """Mean rank over the draws in which the vendor has one, shape (vendors,); missing if it never has one."""
        return _mean(self._all_ranks @ self._rank_numbers, self.sufficient)

    @property
    def expected_rank_errors(self) -> Floats:
        """Standard errors of the expected ranks, shape (vendors,); missing for fewer than two draws with a rank."""
        squares = _mean(self._all_ranks @ self._rank_numbers**2, self.sufficient)
        return mean_errors(self.expected_rank, squares, self.sufficient)

    def holistic(self, weights: RankWeights = "centroid") -> Floats:
        """Holistic acceptability: all rank acceptabilities in one number from 0 to 1, shape (vendors,).

        The sum over ranks of rank weight times acceptability; a draw without a rank adds nothing.
        """
        return self._all_ranks @ rank_weights(weights, len(self.ranks)) / self.draws

    def holistic_errors(self, weights: RankWeights = "centroid") -> Floats:
        """Standard errors of the holistic acceptabilities, shape (vendors,); missing for fewer than two draws."""
        squares = self._all_ranks @ rank_weights(weights, len(self.ranks)) ** 2 / self.draws
        return mean_errors(self.holistic(weights), squares, self.draws)

    @property
    def rank_entropy(self) -> Floats:
        """How open each vendor's rank is, in bits, having no rank counted as one more outcome; shape (vendors,)."""
        return entropy(self._rank_chances)

    @property
    def rank_entropy_errors(self) -> Floats:
        """Standard errors of the rank entropies, in bits, shape (vendors,)."""
        return entropy_errors(self._rank_chances, self.draws)

    @property
    def choice_entropy(self) -> float:
        """How open it is who is first, in bits, nobody counted as one more outcome."""
        return float(entropy(self._choice_chances))

    @property
    def choice_entropy_error(self) -> float:
        """Standard error of the choice entropy, in bits."""
        return float(entropy_errors(self._choice_chances, self.draws))

    @property
    def ranking_entropy(self) -> float:
        """How open the whole ranking is, in bits; missing if not counted.

        Rankings with ties, and with vendors without a rank, are outcomes of their own. Where k rankings occur in few
        draws, the entropy comes out too small by some (k - 1) / (1.4 draws).
        """
        return float("nan") if self.orders is None else float(entropy(self.orders.chances))

    @property
    def ranking_entropy_error(self) -> float:
        """Standard error of the entropy of the whole ranking, in bits; missing if not counted."""
        return float("nan") if self.orders is None else float(entropy_errors(self.orders.chances, self.draws))

    @property
    def value_means(self) -> Floats:
        """Mean overall value over all draws, in points, shape (vendors,); missing if not counted."""
        return self.value_sums / self.draws

    @property
    def value_mean_errors(self) -> Floats:
        """Standard errors of the mean overall values, in points, shape (vendors,); missing for fewer than two draws."""
        return mean_errors(self.value_means, self.value_square_sums / self.draws, self.draws)

    @property
    def mean_losses(self) -> Floats:
        """How far the vendor is behind the best on average, in points, where it has a rank, shape (vendors,)."""
        return self._losses.means(self.sufficient)

    @property
    def mean_loss_errors(self) -> Floats:
        """Standard errors of the mean losses, in points, shape (vendors,); missing for fewer than two draws."""
        return self._losses.errors(self.sufficient)

    def value_quantiles(self, chances: Sequence[float] | Floats) -> Floats:
        """Overall values that are not passed with given chances, over all draws, in points; shape (vendors, chances).

        From bins of 0.01 points: within 0.005 points of the quantiles of the draws themselves.
        """
        return bin_quantiles(self._bins, chances)

    def value_quantile_errors(self, chances: Sequence[float] | Floats) -> Floats:
        """Standard errors of the value quantiles, in points, shape (vendors, chances)."""
        return bin_quantile_errors(self._bins, chances)

    @property
    def _losses(self) -> Losses:
        if self.losses is None:
            raise ValueError("Losses were not counted: ask for them by Counting(losses=True).")
        return self.losses

    @property
    def _bins(self) -> Integers:
        if self.value_bins is None:
            raise ValueError("Values were not counted: ask for them by Counting(values=True).")
        return self.value_bins

    @property
    def _all_ranks(self) -> Floats:
        vendors, ranks = self.ranks.shape
        if ranks < vendors:
            raise ValueError(f"This needs all {vendors} ranks, not the first {ranks}: leave out Counting(depth=..).")
        return self.ranks

    @property
    def _rank_numbers(self) -> Floats:
        return np.arange(1.0, len(self.ranks) + 1)

    @property
    def _rank_chances(self) -> Floats:
        return np.column_stack([self._all_ranks, self.no_rank]) / self.draws

    @property
    def _choice_chances(self) -> Floats:
        return np.append(self.ranks[:, 0], self.nobody) / self.draws


def _added(one: Integers | None, other: Integers | None) -> Integers | None:
    """The sum of two counts, in large integers: a block counts in small ones, which a sum could overflow."""
    if one is None or other is None:
        return None
    return np.add(one, other, dtype=np.int64)


def _mean(sums: Floats, numbers: Floats) -> Floats:
    """Sums divided by numbers of draws; missing where there is none."""
    return np.divide(sums, numbers, out=np.full_like(sums, np.nan), where=numbers > 0)
