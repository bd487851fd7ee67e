"""The same work by other libraries, each in the way it offers; those that are not installed are left out."""

import contextlib
import importlib.util
import io
import warnings
from collections.abc import Callable, Iterator

import numpy as np

from vendor_eval.engine.arrays import Floats

__all__ = ["RANKED", "evaluators", "installed", "ranked_by_pydecision", "ranked_by_pymcdm", "ranked_by_scikit_criteria"]

RANKED = ("weighted sum", "TOPSIS", "VIKOR")
Ranker = Callable[[Floats, Floats], Floats]


def installed(name: str) -> bool:
    """Whether a library is there."""
    return importlib.util.find_spec(name) is not None


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        yield


def ranked_by_pymcdm(method: str) -> Ranker:
    """Scores and ranks by pymcdm; tables of shape (vendors, criteria)."""
    from pymcdm import methods, normalizations

    makers = {
        "weighted sum": lambda: methods.WSM(normalizations.max_normalization),
        "TOPSIS": lambda: methods.TOPSIS(normalizations.vector_normalization),
        "VIKOR": lambda: methods.VIKOR(),
        "PROMETHEE II": lambda: methods.PROMETHEE_II("usual"),
    }
    made = makers[method]()

    def run(table: Floats, weights: Floats) -> Floats:
        scores = made(table, weights, np.ones(table.shape[1]))
        return np.asarray(made.rank(scores))

    return run


def ranked_by_scikit_criteria(method: str) -> Ranker:
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

    return run


def ranked_by_pydecision(method: str) -> Ranker:
    """Scores by pyDecision, put in order; it does not rank."""
    with _quiet():
        from pyDecision.algorithm import topsis_method, vikor_method
        from pyDecision.algorithm.saw import saw_method

    def run(table: Floats, weights: Floats) -> Floats:
        types = ["max"] * table.shape[1]
        with _quiet():
            if method == "weighted sum":
                found = saw_method(table / table.max(axis=0), types, weights, graph=False, verbose=False)
                scores = np.asarray(found)[:, -1]
            elif method == "TOPSIS":
                scores = np.asarray(topsis_method(table, weights, types, graph=False, verbose=False))
            else:
                scores = np.asarray(vikor_method(table, weights, types, graph=False, verbose=False)[2])[:, -1]
        return np.argsort(scores)

    return run


def evaluators() -> dict[str, Callable[[str], Ranker]]:
    """The libraries that are installed, by name."""
    known = {
        "pymcdm": ("pymcdm", ranked_by_pymcdm),
        "scikit-criteria": ("skcriteria", ranked_by_scikit_criteria),
        "pyDecision": ("pyDecision", ranked_by_pydecision),
    }
    return {name: maker for name, (module, maker) in known.items() if installed(module)}
