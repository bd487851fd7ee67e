"""Ctrl-C in worker processes: noted when it comes, heeded between two pieces of work.

A terminal sends Ctrl-C to a program and to all its workers. In a worker it would strike anywhere, in the middle of a
result that is being sent back too, and leave a pool that waits for ever (Python 3.11 does).
"""

import signal
import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import TypeVar

__all__ = ["heed_interrupt", "shielded"]

Item = TypeVar("Item")
Result = TypeVar("Result")

_noted = threading.Event()


def shielded(function: Callable[[Item], Result], item: Item) -> Result:
    """Apply a function in a worker process that, from now on, only notes a Ctrl-C; elsewhere just apply it."""
    if _is_worker() and signal.getsignal(signal.SIGINT) in {signal.default_int_handler, _note}:
        signal.signal(signal.SIGINT, _note)
        _noted.clear()  # of what is over
    return function(item)


def heed_interrupt() -> None:
    """End the work at hand if Ctrl-C was noted since it began."""
    if _noted.is_set():
        raise KeyboardInterrupt


def _is_worker() -> bool:
    """Whether this is the main thread of a process that another one started."""
    processes = sys.modules.get("multiprocessing.process")  # always there in a worker
    if processes is None or threading.current_thread() is not threading.main_thread():
        return False
    name: str = processes.current_process().name
    return name != "MainProcess"


def _note(_number: int, _frame: FrameType | None) -> None:
    _noted.set()
