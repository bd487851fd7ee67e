import multiprocessing
import signal
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest

from vendor_eval.engine.interrupts import _note, heed_interrupt, shielded


def test_here_and_in_threads_ctrl_c_stays_what_it_is():
    before = signal.getsignal(signal.SIGINT)
    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(shielded, abs, -2).result() == 2
    assert shielded(abs, -3) == 3

    assert signal.getsignal(signal.SIGINT) is before
    heed_interrupt()  # nothing was noted


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT that a process can send itself")
def test_a_worker_notes_ctrl_c_heeds_it_when_asked_and_forgets_it_with_the_next_piece():
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert pool.submit(shielded, signal.raise_signal, signal.SIGINT).result() is None
        with pytest.raises(KeyboardInterrupt):
            pool.submit(heed_interrupt).result()
        assert pool.submit(shielded, abs, -1).result() == 1
        assert pool.submit(heed_interrupt).result() is None
        assert pool.submit(signal.getsignal, signal.SIGINT).result() is _note


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT that a process can send itself")
def test_what_a_worker_was_told_to_do_on_ctrl_c_stays():
    spawn = multiprocessing.get_context("spawn")
    ignoring = {"initializer": signal.signal, "initargs": (signal.SIGINT, signal.SIG_IGN)}
    with ProcessPoolExecutor(1, mp_context=spawn, **ignoring) as pool:
        assert pool.submit(shielded, abs, -1).result() == 1
        assert pool.submit(signal.getsignal, signal.SIGINT).result() == signal.SIG_IGN
