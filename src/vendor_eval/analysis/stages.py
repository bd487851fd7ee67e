"""One progress bar for several runs, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from vendor_eval.analysis.progress import Progress

__all__ = ["stages"]


def stages(tell: Progress | None, count: int) -> Iterator[Progress | Literal[False]]:
    """Give each of some runs, all equally long, what it tells its progress to.

    Parameters
    ----------
    tell
        What all of them tell it to in the end; None for nobody.
    count
        How many runs there are.

    Examples
    --------
    >>> first, second = stages(lambda done, most: print(f"{done} of {most}"), 2)
    >>> second(5, 10)
    15 of 20
    """
    for number in range(count):
        yield False if tell is None else _stage(tell, number, count)


def _stage(tell: Progress, number: int, count: int) -> Progress:
    return lambda done, most: tell(number * most + done, count * most)
