"""A progress bar for runs that take long, where somebody is there to see it."""

from __future__ import annotations

import sys
import threading
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
        bar = _bar(unit, patience=0.0 if progress else PATIENCE)
        try:
            yield lambda done, most: _move(bar, done, most)
        finally:
            bar.close()


def _watched() -> bool:
    """Whether somebody sees the standard error: on a terminal or in a notebook."""
    return _in_notebook() or bool(getattr(sys.stderr, "isatty", lambda: False)())


def _in_notebook() -> bool:
    """Whether this runs in the kernel of a notebook."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    return shell is not None and hasattr(shell, "kernel")


def _bar(unit: str, *, patience: float) -> Any:
    """Make a bar of tqdm: as a widget where a notebook can show one, else as a line of text."""
    if _in_notebook() and find_spec("ipywidgets") is not None:
        from tqdm.notebook import tqdm  # type: ignore[import-untyped]  # here: slow to load
    else:
        from tqdm.std import tqdm  # type: ignore[import-untyped]  # here, too

    class Bar(tqdm):  # type: ignore[misc]
        monitor_interval = 0  # no thread that outlives the bar

    Bar.set_lock(threading.RLock())  # the default is one between processes, which nobody here needs
    return Bar(delay=patience, mininterval=APART, miniters=0, leave=False, unit=f" {unit}", unit_scale=True, total=0)


def _move(bar: Any, done: int, most: int) -> None:
    bar.total = most
    bar.update(done - bar.n)
