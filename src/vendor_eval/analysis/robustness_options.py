"""What a simulation may be asked for: the options of ``robustness``, each checked before anything is drawn."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, get_args

import numpy as np

from vendor_eval.analysis.progress import check_progress
from vendor_eval.engine.methods import METHODS, Method, WeightedSum
from vendor_eval.engine.simulation import Sampling
from vendor_eval.errors import OptionError

__all__ = [
    "AssessmentsOption",
    "HeldWeightsOption",
    "MethodOption",
    "Options",
    "SamplingOption",
    "WeightsOption",
    "check_weights",
    "checked",
]

WeightsOption = Literal["declared", "any"]
HeldWeightsOption = Literal["declared", "any", "mean"]
AssessmentsOption = Literal["uncertain", "expected"]
SamplingOption: TypeAlias = Sampling
MethodOption: TypeAlias = str | Method | None


@dataclass(frozen=True, slots=True)
class Options:
    """What is drawn, by which method vendors are ranked, how often, and from which seed; all of it allowed.

    Parameters
    ----------
    weights
        Which weights are admitted: those declared, or any.
    mean_weights
        Whether they are not drawn but held at their mean.
    method
        None for the additive value model of the decision.
    until
        The greatest standard error wanted of any rank acceptability; None to make all draws.
    exact
        Whether shares are worked out without draws; None where that takes no longer.
    """

    weights: WeightsOption
    assessments: AssessmentsOption
    method: Method | None
    sampling: SamplingOption
    draws: int
    until: float | None
    seed: int
    exact: bool | None = None
    mean_weights: bool = False


def checked(
    *,
    weights: object,
    assessments: object,
    method: object,
    sampling: object,
    draws: object,
    until: object,
    seed: object,
    exact: object,
    executor: object,
    progress: object,
    held: bool = False,
) -> Options:
    """Return the options of a simulation, or refuse the first that is not allowed.

    Parameters
    ----------
    held
        Whether weights may be held at their mean, by ``weights="mean"``.

    Raises
    ------
    OptionError
        Naming the option, its value, and what is allowed.
    """
    check_weights(weights, get_args(HeldWeightsOption if held else WeightsOption))
    for name, value, kind in (("assessments", assessments, AssessmentsOption), ("sampling", sampling, SamplingOption)):
        if value not in get_args(kind):
            raise OptionError.of(name, value, get_args(kind))
    for name, number, smallest in (("draws", draws, 1), ("seed", seed, 0)):
        if not isinstance(number, int | np.integer) or isinstance(number, bool) or number < smallest:
            raise OptionError(f"{name} must be a whole number from {smallest}, not {number!r}.")
    if exact is not None and not isinstance(exact, bool):
        raise OptionError(f"exact must be None, True or False, not {exact!r}.")
    if executor is not None and not callable(getattr(executor, "map", None)):
        raise OptionError(
            f"executor must have a map that keeps the order, as those of concurrent.futures have, not {executor!r}."
        )
    check_progress(progress)
    mean = weights == "mean"
    plain: Any = {"weights": "declared" if mean else weights, "mean_weights": mean}
    plain |= {"assessments": assessments, "sampling": sampling, "exact": exact}
    counts: Any = {"draws": int(draws), "seed": int(seed)}  # type: ignore[call-overload]
    return Options(**plain, **counts, method=_method(method), until=_until(until))


def check_weights(weights: object, allowed: Sequence[str] = get_args(WeightsOption)) -> None:
    """Refuse an option for weights that is not allowed.

    Raises
    ------
    OptionError
        Naming the option, its value, and what is allowed.
    """
    if weights not in allowed:
        raise OptionError.of("weights", weights, allowed)


def _method(method: object) -> Method | None:
    """Return the method that vendors are ranked by; the weighted sum is the value model itself, so it is None."""
    if method is None:
        return None
    if isinstance(method, str):
        if method not in METHODS:
            raise OptionError.of("method", method, METHODS)
        method = METHODS[method]
    if isinstance(method, type) or not all(hasattr(method, name) for name in ("scores", "name", "label")):
        raise OptionError(f"method must be None, one of {', '.join(METHODS)}, or a method object, not {method!r}.")
    return None if isinstance(method, WeightedSum) else method  # type: ignore[return-value]


def _until(until: object) -> float | None:
    if until is None:
        return None
    if isinstance(until, bool) or not isinstance(until, int | float | np.number) or not 0 < until < math.inf:
        raise OptionError(
            f"until must be a standard error above 0, such as 0.001 for 0.1 percentage points, not {until!r}."
        )
    return float(until)
