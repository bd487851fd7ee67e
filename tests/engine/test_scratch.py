from concurrent.futures import ThreadPoolExecutor

import numpy as np

from vendor_eval.engine import scratch as module
from vendor_eval.engine.scratch import scratch


def test_one_name_is_one_memory_and_another_is_another():
    first, again, other = (
        scratch("a", (3, 2), np.float64),
        scratch("a", (4,), np.float64),
        scratch("b", (4,), np.float64),
    )

    assert (first.shape, again.shape) == ((3, 2), (4,))
    assert np.shares_memory(first, again)
    assert not np.shares_memory(first, other)
    assert not np.shares_memory(first, scratch("a", (4,), np.uint8))


def test_more_than_was_kept_is_made_anew():
    small = scratch("growing", (2,), np.float64)

    assert scratch("growing", (100,), np.float64).shape == (100,)
    assert not np.shares_memory(small, scratch("growing", (2,), np.float64))


def test_what_is_large_is_not_kept(monkeypatch):
    monkeypatch.setattr(module, "MOST_KEPT", 100)
    large = scratch("large", (50,), np.float64)

    assert not np.shares_memory(large, scratch("large", (50,), np.float64))


def test_threads_do_not_share():
    mine = scratch("shared", (4,), np.float64)
    with ThreadPoolExecutor(1) as pool:
        theirs = pool.submit(scratch, "shared", (4,), np.float64).result()

    assert not np.shares_memory(mine, theirs)
