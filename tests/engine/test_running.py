import multiprocessing
import os
import threading
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing
from itertools import count, islice

import pytest

from vendor_eval.engine.running import AT_FIRST, AT_MOST, WINDOW, ending, in_order


class Lazy:
    """An executor with nothing but a map that works when a result is asked for."""

    def __init__(self):
        self.asked = []

    def map(self, function, items):
        items = list(items)
        self.asked.append(len(items))
        return map(function, items)


class Eager:
    """An executor whose map has all results before it returns, as that of a multiprocessing pool has."""

    def map(self, function, items):
        return [function(item) for item in items]


class Watched(Executor):
    """An executor that works at once and remembers how many results wait for somebody to take them."""

    def __init__(self):
        self.under_way = self.most = 0

    def submit(self, function, *items):
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        future = Future()
        future.set_result(function(*items))
        return future


class Idle(Executor):
    """An executor that never begins."""

    def __init__(self):
        self.futures = []

    def submit(self, function, *items):
        self.futures.append(Future())
        return self.futures[-1]


@pytest.mark.parametrize("executor", [None, Lazy(), Eager(), Watched()])
@pytest.mark.parametrize("number", [0, 1, 2, WINDOW, 3 * WINDOW + 1])
def test_results_come_in_the_order_of_the_items(executor, number):
    assert list(in_order(lambda item: item * item, range(number), executor=executor)) == [k * k for k in range(number)]


def test_items_that_take_much_memory_are_few_under_way():
    pool = Watched()
    results = in_order(abs, range(500), executor=pool, at_most=8)
    for _ in results:
        pool.under_way -= 1

    assert pool.most == 8


def test_results_wait_for_a_piece_that_takes_longer():
    first_is_late = threading.Event()

    def work(item):
        if item == 0:
            assert first_is_late.wait(10)
        elif item == 5:
            first_is_late.set()
        return item

    with ThreadPoolExecutor(2) as threads:
        assert list(in_order(work, range(6), executor=threads)) == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize("executor", [None, Lazy(), Eager(), Watched()])
def test_items_are_taken_as_they_are_needed(executor):
    with closing(in_order(str, count(), executor=executor)) as results:
        assert list(islice(results, 3)) == ["0", "1", "2"]


def test_only_so_many_pieces_are_under_way_however_many_there_are():
    pool = Watched()
    at_first = None
    for _ in in_order(int, range(100_000), executor=pool):
        at_first = at_first or pool.most
        pool.under_way -= 1

    assert at_first == AT_FIRST
    assert pool.most == AT_MOST


def test_what_has_only_a_map_is_sent_batches():
    pool = Lazy()

    with closing(in_order(int, count(), executor=pool)) as results:
        next(results)

    assert pool.asked == [WINDOW, WINDOW]  # the next before the last is waited for


@pytest.mark.parametrize("executor", [None, Lazy(), Eager(), ThreadPoolExecutor(1)])
def test_the_error_of_a_piece_is_raised_as_itself(executor):
    with pytest.raises(ZeroDivisionError, match="division by zero"):
        list(in_order(lambda item: 1 / item, [2, 1, 0, 1], executor=executor))


def test_after_an_error_what_has_not_begun_never_does():
    pool = Idle()
    results = in_order(int, range(10), executor=pool)
    threading.Timer(0.05, lambda: pool.futures[0].set_exception(MemoryError("full"))).start()

    with pytest.raises(MemoryError, match="full"):
        next(results)
    assert all(future.cancelled() for future in pool.futures[1:])


def test_closing_cancels_what_has_not_begun():
    pool = Idle()
    results = in_order(int, count(), executor=pool)
    threading.Timer(0.05, lambda: pool.futures[0].set_result(0)).start()
    next(results)
    results.close()

    assert all(future.cancelled() for future in pool.futures[1:])


@pytest.mark.parametrize("executor", [2, "threads", object()])
def test_what_has_no_map_is_no_executor(executor):
    with pytest.raises(ValueError, match="needs an order-keeping `map`"):
        in_order(int, [], executor=executor)


def one_and_then(error, results):
    next(results)
    raise error


def test_ctrl_c_in_the_middle_ends_the_pool_of_processes_and_is_raised():
    pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
    results = in_order(abs, count(), executor=pool)

    with pytest.raises(KeyboardInterrupt), ending(results):
        one_and_then(KeyboardInterrupt, results)

    with pytest.raises(RuntimeError, match="cannot schedule new futures after shutdown"):
        pool.submit(abs, 1)


def test_an_error_in_the_middle_leaves_the_pool_to_its_owner():
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        results = in_order(abs, count(), executor=pool)
        with pytest.raises(ZeroDivisionError), ending(results):
            one_and_then(ZeroDivisionError, results)

        assert pool.submit(abs, -1).result() == 1


def test_a_worker_that_dies_is_an_error_that_says_so():
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        results = in_order(os._exit, [7] * 500, executor=pool)
        with pytest.raises(BrokenExecutor), ending(results):
            next(results)
