"""A progress bar for runs that take long, where somebody is there to see it."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any, TypeAlias

from vendor_eval.errors import OptionError

__all__ = ["Progress", "ProgressOption", "check_progress", "told"]

Progress: TypeAlias = Callable[[int, int], None]
ProgressOption: TypeAlias = Progress | bool | None

PATIENCE = 1.0  # seconds that pass before a bar shows
APART = 0.2  # seconds between two looks of a bar


def check_progress(progress: object) -> None:
    """Refuse what is no progress option.

    Raises
    ------
    OptionError
        Naming the value and what is allowed.
    """
    if not (progress is None or isinstance(progress, bool) or callable(progress)):
        raise OptionError(
            "progress must be None, True, False, or a function of how much is done and how much there is to do, "
            f"not {progress!r}."
        )


@contextmanager
def told(progress: ProgressOption = None, *, unit: str = "draws") -> Iterator[Progress | None]:
    """Give what a run tells its progress to; while it lasts, a bar may stand on the standard error.

    Parameters
    ----------
    progress
        None for a bar if the run lasts longer than a second and somebody watches (a terminal or a notebook), True for a
        bar in any case, False for none, or a function of how much is done and how much there is to do.
    unit
        What is counted.

    Examples
    --------
    >>> with told(lambda done, all_: print(f"{done} of {all_}")) as tell:
    ...     tell(1, 2)
    1 of 2
    """
    check_progress(progress)
    if callable(progress):
        yield progress
    elif progress is False or (progress is None and not _watched()):
        yield None
    else:
        bar = _Bar(unit, patience=0.0 if progress else PATIENCE)
        try:
            yield bar.move
        finally:
            bar.close()


def _watched() -> bool:
    """Whether somebody sees the standard error: on a terminal or in a notebook."""
    return _in_notebook() or bool(getattr(sys.stderr, "isatty", lambda: False)())


def _in_notebook() -> bool:
    """Whether this runs in the kernel of a notebook."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    return shell is not None and hasattr(shell, "kernel")


class _Bar:
    """A bar of tqdm, made when it is first moved: a widget keeps the length that it is made with."""

    def __init__(self, unit: str, *, patience: float) -> None:
        self.unit, self.patience, self.begun = unit, patience, time.time()
        self.shown: Any = None

    def move(self, done: int, most: int) -> None:
        """Show how much is done of how much there is to do."""
        if self.shown is None:
            self.shown = _tqdm()(
                total=most,
                delay=self.patience,
                mininterval=APART,
                miniters=0,
                leave=False,
                unit=f" {self.unit}",
                unit_scale=True,
            )
            # What was done until now took its time, too.
            self.shown.start_t = self.shown.last_print_t = self.begun
        self.shown.update(done - self.shown.n)

    def close(self) -> None:
        """Take the bar away, if there is one."""
        if self.shown is not None:
            self.shown.total = self.shown.n  # or a widget would stay, in red, where a run ends early
            self.shown.close()


def _tqdm() -> Any:
    """Return the bar of tqdm that can be shown: a widget where a notebook has them, else a line of text."""
    if _in_notebook() and find_spec("ipywidgets") is not None:
        from tqdm.notebook import tqdm  # type: ignore[import-untyped]  # here: slow to load
    else:
        from tqdm.std import tqdm  # type: ignore[import-untyped]  # here, too

    class Bar(tqdm):  # type: ignore[misc]
        monitor_interval = 0  # no thread that outlives the bar

    Bar.set_lock(threading.RLock())  # the default is one between processes, which nobody here needs
    return Bar
