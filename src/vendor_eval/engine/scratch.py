"""Arrays that are used again in every block: fresh memory costs more than most of what is computed in it."""

import threading
from math import prod
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

__all__ = ["scratch"]

Kind = TypeVar("Kind", bound=np.generic)


class _Kept(threading.local):
    """What each thread has kept, by name and kind of number."""

    def __init__(self) -> None:
        self.arrays: dict[tuple[str, Any], NDArray[Any]] = {}


_KEPT = _Kept()
MOST_KEPT = 1 << 22  # bytes of one array, so that all that is kept stays small; larger ones are made anew


def scratch(name: str, shape: tuple[int, ...], kind: type[Kind]) -> NDArray[Kind]:
    """An array whose content is arbitrary; the same memory for the same name in the same thread.

    Whoever asks must be done with what was asked for by this name before, and must not return it.

    Examples
    --------
    >>> scratch("example", (2, 3), np.float64).shape
    (2, 3)
    >>> np.shares_memory(scratch("example", (4,), np.float64), scratch("example", (2,), np.float64))
    True
    """
    length = prod(shape)
    kept = _KEPT.arrays.get((name, kind))
    if kept is None or len(kept) < length:
        kept = np.empty(length, dtype=kind)
        if kept.nbytes <= MOST_KEPT:
            _KEPT.arrays[name, kind] = kept
    return kept[:length].reshape(shape)
