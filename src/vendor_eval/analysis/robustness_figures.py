"""The figures of a run under the names of the decision, each with its standard error."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, TypeAlias

import numpy as np
import pandas as pd

from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.engine.acceptability import Tally
from vendor_eval.engine.arrays import Floats
from vendor_eval.engine.rankfigures import entropy, replicate_covariance, replicate_errors, share_covariance
from vendor_eval.engine.simulation import Simulated

__all__ = ["NO_RANK", "QUANTILES", "Estimates", "Exact", "figures"]

NO_RANK = "no rank"
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)

Figure: TypeAlias = Callable[[Tally], Any]


@dataclass(frozen=True, slots=True)
class Estimates:
    """What the draws estimate, and how exactly.

    Replicates, as Sobol points have them, give a standard error by their spread. Otherwise draws are taken as
    independent; where the weights of one draw follow from those of the draw before, as in hit-and-run, all draws count
    as no more than the weights are worth, which is the worst case.

    Parameters
    ----------
    worth
        How many independent draws all draws are worth.
    certain
        Whether nothing was drawn, so that every draw is the same: then standard errors are 0.
    """

    simulated: Simulated
    worth: float
    certain: bool = False

    @property
    def draws(self) -> int:
        """How many draws were made."""
        return self.simulated.draws

    def both(self, figure: Figure, error: Figure) -> tuple[Floats, Floats]:
        """Return a figure and its standard error, given how both follow from independent draws."""
        found = np.asarray(figure(self.simulated.tally), dtype=np.float64)
        if self.certain:
            return found, _none(found)
        if self.simulated.replicates:
            each = [np.asarray(figure(one), dtype=np.float64) for one in self.simulated.replicates]
            return found, replicate_errors(each)
        independent = np.asarray(error(self.simulated.tally), dtype=np.float64)
        return found, independent * np.sqrt(self.draws / self.worth)

    def ranking_entropy(self) -> tuple[Floats, Floats]:
        """Return the entropy of the whole ranking and its standard error; missing if not counted."""
        return self.both(lambda tally: tally.ranking_entropy, lambda tally: tally.ranking_entropy_error)

    def first_covariance(self) -> Floats:
        """Return the covariances of the shares of draws in which vendors are first, shape (vendors, vendors)."""
        firsts = self.simulated.tally.acceptability[:, 0]
        if self.certain:
            return np.zeros((len(firsts), len(firsts)))
        if self.simulated.replicates:
            return replicate_covariance([one.acceptability[:, 0] for one in self.simulated.replicates])
        return share_covariance(firsts, self.draws) * (self.draws / self.worth)

    def quantiles(self) -> tuple[Floats, Floats]:
        """Return the value quantiles and their standard errors."""
        return self.both(
            lambda tally: tally.value_quantiles(QUANTILES), lambda tally: tally.value_quantile_errors(QUANTILES)
        )


@dataclass(frozen=True, slots=True)
class Exact:
    """What holds over all weights at once, worked out without draws: standard errors are 0.

    Parameters
    ----------
    tally
        Of one draw, in which shares stand for counts.
    rankings
        How likely each ranking is that occurs, shape (rankings,); None where that cannot be told.
    values
        Value quantiles, and their standard errors: those of vendors that are out may have been drawn.
    value_draws
        How many draws these took; 0 for none.
    """

    tally: Tally
    rankings: Floats | None
    values: tuple[Floats, Floats]
    value_draws: int

    draws: ClassVar[int] = 0
    worth: ClassVar[float] = 0.0

    def both(self, figure: Figure, error: Figure) -> tuple[Floats, Floats]:
        """Return a figure and zeros; missing where the figure is."""
        found = np.asarray(figure(self.tally), dtype=np.float64)
        return found, _none(found)

    def ranking_entropy(self) -> tuple[Floats, Floats]:
        """Return the entropy of the whole ranking and 0; missing where rankings cannot be told."""
        found = np.asarray(np.nan) if self.rankings is None else entropy(self.rankings)
        return found, _none(found)

    def first_covariance(self) -> Floats:
        """Return zeros, shape (vendors, vendors)."""
        return np.zeros((len(self.tally.ranks), len(self.tally.ranks)))

    def quantiles(self) -> tuple[Floats, Floats]:
        """Return the value quantiles and their standard errors."""
        return self.values


def _none(found: Floats) -> Floats:
    """Return the standard errors of what is certain: zeros, missing where the figure is."""
    return np.where(np.isnan(found), np.nan, 0.0)


def figures(estimates: Estimates | Exact, evaluation: Evaluation, met: frozenset[str]) -> dict[str, Any]:
    """Return every figure of a run by the name of its field in ``Robustness``.

    Parameters
    ----------
    met
        The vendors whose draws take some open requirement as met.
    """
    named = _Named(evaluation)
    keys, criteria = evaluation.model.vendors, list(evaluation.decision.weighted)
    ranks, pairs = [*range(1, len(keys) + 1), NO_RANK], list(evaluation.decision.vendors)
    found: dict[str, Any] = {"draws": estimates.draws, "independent": estimates.worth}

    def keep(name: str, both: tuple[Floats, Floats], columns: Iterable[Hashable], shown: list[Any]) -> None:
        found[name], found[f"{name}_se"] = (named.frame(values, columns)[shown] for values in both)

    keep("rank_acceptability", estimates.both(_ranks, _rank_errors), ranks, ranks)
    found["p_first_covariance"] = named.frame(estimates.first_covariance(), keys)[pairs]
    keep("pairwise_winning", estimates.both(_pairs, _pair_errors), keys, pairs)
    weights = estimates.both(lambda tally: tally.central_weights, lambda tally: tally.central_weight_errors)
    keep("central_weights", weights, evaluation.model.criteria, criteria)
    keep("value_quantiles", estimates.quantiles(), QUANTILES, list(QUANTILES))
    found["indices"] = _indices(estimates, named)
    found["sufficiency"], found["p_chosen"] = _chances(estimates, named, met)
    found["p_nobody"], found["p_nobody_se"] = map(
        float, estimates.both(lambda tally: tally.p_nobody, lambda tally: tally.p_nobody_error)
    )
    found["p_nobody_high"] = _nobody_at_most(found["p_nobody"], found["sufficiency"], met)
    found["choice_entropy"], found["choice_entropy_se"] = map(
        float, estimates.both(lambda tally: tally.choice_entropy, lambda tally: tally.choice_entropy_error)
    )
    found["ranking_entropy"], found["ranking_entropy_se"] = map(float, estimates.ranking_entropy())
    found["table"] = _table(found, evaluation)
    return found


@dataclass(frozen=True, slots=True)
class _Named:
    """Arrays in the order of the keys become frames in the order of the file."""

    evaluation: Evaluation

    def frame(self, values: Floats, columns: Iterable[Hashable]) -> pd.DataFrame:
        index = pd.Index(list(self.evaluation.model.vendors), name="vendor")
        return pd.DataFrame(values, index=index, columns=list(columns)).loc[list(self.evaluation.decision.vendors)]


def _ranks(tally: Tally) -> Floats:
    return np.column_stack([tally.acceptability, 1 - tally.sufficiency])


def _rank_errors(tally: Tally) -> Floats:
    return np.column_stack([tally.acceptability_errors, tally.sufficiency_errors])


def _pairs(tally: Tally) -> Floats:
    return _off_diagonal(tally.pairwise_winning)


def _pair_errors(tally: Tally) -> Floats:
    return _off_diagonal(tally.pairwise_errors)


def _off_diagonal(square: Floats) -> Floats:
    """Return a square without the comparison of each with itself."""
    square = square.copy()
    np.fill_diagonal(square, np.nan)
    return square


def _indices(estimates: Estimates | Exact, named: _Named) -> pd.DataFrame:
    columns: dict[str, tuple[Figure, Figure]] = {
        "expected_rank": (lambda tally: tally.expected_rank, lambda tally: tally.expected_rank_errors),
        "holistic": (lambda tally: tally.holistic(), lambda tally: tally.holistic_errors()),
        "rank_entropy": (lambda tally: tally.rank_entropy, lambda tally: tally.rank_entropy_errors),
        "value": (lambda tally: tally.value_means, lambda tally: tally.value_mean_errors),
        "expected_loss": (_losses, _loss_errors),
    }
    parts = [np.column_stack(estimates.both(*both)) for both in columns.values()]
    return named.frame(np.hstack(parts), [name for key in columns for name in (key, f"{key}_se")])


def _losses(tally: Tally) -> Floats:
    return tally.no_rank * np.nan if tally.losses is None else tally.mean_losses


def _loss_errors(tally: Tally) -> Floats:
    return tally.no_rank * np.nan if tally.losses is None else tally.mean_loss_errors


def _chances(estimates: Estimates | Exact, named: _Named, met: frozenset[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the range of the chances to be sufficient and to be chosen.

    Where nothing rests on an unknown, low and high are the same. Where something does, a vendor may prove insufficient
    or, if its rivals do, be chosen whenever it is sufficient.
    """
    sufficient, sufficient_error = estimates.both(lambda one: one.sufficiency, lambda one: one.sufficiency_errors)
    first, first_error = estimates.both(lambda one: one.acceptability[:, 0], lambda one: one.acceptability_errors[:, 0])
    keys = named.evaluation.model.vendors
    unsure = np.array([key in met for key in keys])
    rivals_unsure = np.array([bool(met - {key}) for key in keys])
    columns = ["low", "high", "se"]
    sufficiency = np.column_stack([np.where(unsure, 0.0, sufficient), sufficient, sufficient_error])
    chosen = np.column_stack(
        [np.where(unsure, 0.0, first), np.where(rivals_unsure, sufficient, first), first, first_error]
    )
    return named.frame(sufficiency, columns), named.frame(chosen, ["low", "high", "if_met", "se"])


def _nobody_at_most(p_nobody: float, sufficiency: pd.DataFrame, met: frozenset[str]) -> float:
    """Return the greatest chance that nobody is sufficient, if whatever rests on an unknown is failed."""
    if not met:
        return p_nobody
    shown = sufficiency["high"].drop(index=list(met))
    return 1.0 - float(shown.max()) if len(shown) else 1.0


def _table(found: dict[str, Any], evaluation: Evaluation) -> pd.DataFrame:
    order = list(evaluation.decision.vendors)
    ranks, errors, indices = found["rank_acceptability"], found["rank_acceptability_se"], found["indices"]
    return pd.DataFrame(
        {
            "vendor": order,
            "name": [evaluation.decision.vendor_name(key) for key in order],
            "p_sufficient_low": found["sufficiency"]["low"].to_numpy(),
            "p_sufficient": found["sufficiency"]["high"].to_numpy(),
            "p_first": ranks[1].to_numpy(),
            "p_first_se": errors[1].to_numpy(),
            "expected_rank": indices["expected_rank"].to_numpy(),
            "value": indices["value"].to_numpy(),
        }
    )
