"""The same work by other libraries, each in the way it offers; those that are not installed are left out."""

import contextlib
import importlib.util
import io
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from vendor_eval.engine.arrays import Floats, Integers
from vendor_eval.engine.methods import TOPSIS, VIKOR, Method, WeightedSum

__all__ = ["RANKED", "Peer", "evaluators", "installed", "refuse_other_orders"]

# The methods that all of them have, as ours.
RANKED: dict[str, Method] = {"weighted sum": WeightedSum(), "TOPSIS": TOPSIS(), "VIKOR": VIKOR()}


@dataclass(frozen=True, slots=True)
class Peer:
    """A method of another library.

    Parameters
    ----------
    run
        What is timed: from a table of shape (vendors, criteria) and weights to whatever the library ranks by.
    order
        The vendors from the best, out of that.
    """

    run: Callable[[Floats, Floats], Floats]
    order: Callable[[Floats], Integers]


def refuse_other_orders(method: str, orders: Mapping[str, Integers]) -> str:
    """Stop everything where vendors are in another order for another library; say what was compared if not."""
    ours, *others = orders.items()
    for name, order in others:
        if differ := int(np.count_nonzero(np.asarray(order) != np.asarray(ours[1]))):
            raise SystemExit(f"{name} has {differ} of {len(order)} vendors at another place than we by {method}.")
    return f"the order of all vendors is that of {', '.join(name for name, _ in others) or 'nobody else'}"


def installed(name: str) -> bool:
    """Whether a library is there."""
    return importlib.util.find_spec(name) is not None


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        yield


def by_pymcdm(method: str) -> Peer:
    """Scores and ranks by pymcdm."""
    from pymcdm import methods, normalizations

    makers = {
        "weighted sum": lambda: methods.WSM(normalizations.max_normalization),
        "TOPSIS": lambda: methods.TOPSIS(normalizations.vector_normalization),
        "VIKOR": lambda: methods.VIKOR(),
    }
    made = makers[method]()

    def run(table: Floats, weights: Floats) -> Floats:
        scores = made(table, weights, np.ones(table.shape[1]))
        return np.asarray(made.rank(scores))

    return Peer(run, np.argsort)


def by_scikit_criteria(method: str) -> Peer:
    """Ranks by scikit-criteria's own objects, from the matrix to the ranking."""
    from skcriteria import mkdm
    from skcriteria.agg.simple import WeightedSumModel
    from skcriteria.agg.topsis import TOPSIS
    from skcriteria.agg.vikor import VIKOR
    from skcriteria.pipelines import mkpipe
    from skcriteria.preprocessing.scalers import MaxAbsScaler, VectorScaler

    made = {
        "weighted sum": mkpipe(MaxAbsScaler("matrix"), WeightedSumModel()),
        "TOPSIS": mkpipe(VectorScaler("matrix"), TOPSIS()),
        "VIKOR": VIKOR(use_compromise_set=False),
    }[method]

    def run(table: Floats, weights: Floats) -> Floats:
        with _quiet():
            return np.asarray(made.evaluate(mkdm(table, [max] * table.shape[1], weights=weights)).rank_)

    return Peer(run, np.argsort)


def by_pydecision(method: str) -> Peer:
    """Scores by pyDecision, put in order; only its VIKOR does that itself."""
    with _quiet():
        from pyDecision.algorithm import topsis_method, vikor_method
        from pyDecision.algorithm.saw import saw_method

    def run(table: Floats, weights: Floats) -> Floats:
        types = ["max"] * table.shape[1]
        with _quiet():
            if method == "weighted sum":
                return np.argsort(saw_method(table, types, weights, graph=False, verbose=False)[:, -1])
            if method == "TOPSIS":
                return np.argsort(topsis_method(table, weights, types, graph=False, verbose=False))
            return np.asarray(vikor_method(table, weights, types, graph=False, verbose=False)[2])

    def order(found: Floats) -> Integers:
        return found[:, 0].astype(int) - 1 if method == "VIKOR" else found[::-1]

    return Peer(run, order)


def evaluators() -> dict[str, Callable[[str], Peer]]:
    """The libraries that are installed, by name."""
    known = {
        "pymcdm": ("pymcdm", by_pymcdm),
        "scikit-criteria": ("skcriteria", by_scikit_criteria),
        "pyDecision": ("pyDecision", by_pydecision),
    }
    return {name: maker for name, (module, maker) in known.items() if installed(module)}
