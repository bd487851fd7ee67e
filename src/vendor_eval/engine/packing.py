"""Work that travels to other processes: packed once, and unpacked once where it arrives."""

import pickle
import sys
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from os import urandom
from typing import Any, TypeVar

__all__ = ["packed"]

Item = TypeVar("Item")
Result = TypeVar("Result")

MOST_UNPACKED = 2  # at a time in one process
_UNPACKED: dict[str, Any] = {}
_ENDED: deque[str] = deque(maxlen=2)  # functions that Ctrl-C has ended in this process, by their names


def packed(function: Callable[[Item], Result]) -> Callable[[Item], Result]:
    """A function that is pickled once for many items, not once for each; what it keeps, it keeps between items, too.

    What does not pickle is returned as it is: an executor of threads needs no pickle, and others say what is wrong.
    """
    # Where dask or loky are at work, classes that were written in a notebook can travel, too.
    by_value = sys.modules.get("cloudpickle", pickle)
    try:
        return _Packed(urandom(16).hex(), by_value.dumps(function))
    except (pickle.PicklingError, AttributeError, TypeError):
        return function


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class _Packed:
    """A packed function, which unpacks itself when it is first called in a process."""

    name: str
    contents: bytes

    def __call__(self, item: Any) -> Any:
        """Apply the function, unless Ctrl-C has ended it for another item: what waits behind that is not wanted."""
        if self.name in _ENDED:
            raise KeyboardInterrupt
        try:
            return _unpacked(self.name, self.contents)(item)
        except KeyboardInterrupt:
            _ENDED.append(self.name)
            raise

    def __repr__(self) -> str:
        """How dask calls its tasks; short, because it is asked for each."""
        return "simulation"

    def __dask_tokenize__(self) -> str:
        """How dask tells the tasks of one run from those of others, or it would read all contents for each."""
        return self.name


def _unpacked(name: str, contents: bytes) -> Any:
    """What was packed, kept by its name: large contents are not to be compared for each item."""
    found = _UNPACKED.get(name)
    if found is None:
        found = pickle.loads(contents)
        while len(_UNPACKED) >= MOST_UNPACKED:
            _UNPACKED.pop(next(iter(_UNPACKED)), None)
        _UNPACKED[name] = found
    return found
