"""Keeping what compiled libraries print away from standard output, where it would spoil what a program says there."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

__all__ = ["silent_stdout"]

STDOUT = 1
ONE_AT_A_TIME = Lock()  # of two threads, the second would put back what the first has put in its place


@contextmanager
def silent_stdout() -> Iterator[None]:
    """Throw away what is written to the file of standard output meanwhile, by whatever part of this process.

    Only what goes past Python is meant: its own buffer is written out before, so that nothing of it is lost.
    """
    if sys.stdout is not None:
        sys.stdout.flush()
    with ONE_AT_A_TIME:
        try:
            kept = os.dup(STDOUT)
        except OSError:  # there is no standard output to be spoilt
            yield
            return
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, STDOUT)
            yield
        finally:
            os.dup2(kept, STDOUT)
            os.close(nowhere)
            os.close(kept)
