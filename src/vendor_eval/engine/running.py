"""Handing out pieces of work, here or to other processes and machines, and taking results back in their order."""

import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, Protocol, TypeVar

from vendor_eval.engine.interrupts import shielded

__all__ = ["AT_FIRST", "Executor", "ending", "in_order"]

AT_FIRST = 64  # pieces under way when a run begins
AT_MOST = 1024  # and in the end: every result that is taken lets one more begin; also the most results held at once
WINDOW = 64  # pieces that are sent at a time to what has only a map

Item = TypeVar("Item")
Result = TypeVar("Result")


class Executor(Protocol):
    """What does work elsewhere: of ``concurrent.futures``, loky, a Dask client's executor, or anything with such a map.

    The map takes a function and items, and gives the results in the order of the items.
    """

    def map(self, fn: Callable[..., Any], /, *iterables: Iterable[Any]) -> Iterable[Any]:
        """The results, in the order of the items."""


@contextmanager
def ending(results: Generator[Result, None, None]) -> Iterator[None]:
    """End what is under way when the block ends, and let it know if that is by an error or by Ctrl-C."""
    try:
        yield
    except BaseException as error:
        results.throw(error)
        raise
    finally:
        results.close()


def in_order(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    executor: Executor | None = None,
    at_most: int = AT_MOST,
) -> Generator[Result, None, None]:
    """Apply a function to many items, wherever that is done, and give the results in the order of the items.

    Only so many pieces are under way that everybody is busy, and only their results are held, however many items there
    are. Closing the iterator, an error and Ctrl-C (see ``ending``) cancel what has not begun; the error of a piece is
    raised as itself. Ctrl-C shuts a process pool down, as it has reached the workers, too.

    Parameters
    ----------
    function
        What to do; it and the items must pickle for other processes.
    items
        Taken one after the other, never all at once.
    executor
        Where to do it; here if left out.
    at_most
        How many items may be under way: fewer of those that take much memory. Two windows where there is only a map.

    Examples
    --------
    >>> from concurrent.futures import ThreadPoolExecutor
    >>> with ThreadPoolExecutor(2) as threads:
    ...     list(in_order(abs, [-3, -1, -2], executor=threads))
    [3, 1, 2]
    """
    if executor is None:
        return (function(item) for item in items)
    if not callable(getattr(executor, "map", None)):
        raise ValueError(f"An executor needs an order-keeping `map`, which {executor!r} has not.")
    from concurrent.futures import Executor as Pool  # here: nobody needs it without an executor

    if isinstance(executor, Pool):
        return _by_futures(function, items, executor, at_most)
    return _by_map(function, items, executor)


def _by_futures(
    function: Callable[[Item], Result], items: Iterable[Item], pool: Any, at_most: int
) -> Generator[Result, None, None]:
    """Submit a few pieces ahead of the one that is waited for, so that nobody waits for the last of a batch."""
    from concurrent.futures import BrokenExecutor

    waiting = iter(items)
    ahead: deque[Any] = deque()
    try:
        ahead.extend(pool.submit(shielded, function, item) for item in islice(waiting, min(AT_FIRST, at_most)))
        while ahead:
            yield ahead[0].result()
            ahead.popleft()
            more = 2 if len(ahead) < at_most - 1 else 1
            ahead.extend(pool.submit(shielded, function, item) for item in islice(waiting, more))
    except BrokenExecutor:
        ahead.clear()  # the pool itself is about to end them, and some versions of Python hang if we do
        raise
    except KeyboardInterrupt:
        if _of_processes(pool):
            # A worker that was only just starting ends by its own Ctrl-C, and the pool breaks: as above.
            ahead.clear()
            pool.shutdown(wait=False, cancel_futures=True)
        raise
    finally:
        for future in ahead:
            future.cancel()


def _of_processes(pool: Any) -> bool:
    """Whether this is the process pool of Python itself; not loaded to find out."""
    module = sys.modules.get("concurrent.futures.process")
    return module is not None and isinstance(pool, module.ProcessPoolExecutor)


def _by_map(
    function: Callable[[Item], Result], items: Iterable[Item], executor: Executor
) -> Generator[Result, None, None]:
    """Send batches, the next before the last is waited for."""
    waiting = iter(items)
    ahead: deque[Iterable[Result]] = deque()
    while batch := list(islice(waiting, WINDOW)):
        ahead.append(executor.map(function, batch))
        if len(ahead) > 1:
            yield from ahead.popleft()
    for results in ahead:
        yield from results
