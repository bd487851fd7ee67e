import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor
from functools import partial

import pytest

from vendor_eval.engine.packing import packed


class Counted:
    """A function that counts how often it is pickled."""

    pickled = 0

    def __init__(self, step):
        self.step = step

    def __call__(self, item):
        return item + self.step

    def __reduce__(self):
        type(self).pickled += 1
        return partial, (max, self.step)  # what arrives is the greater of the two


def test_a_function_is_pickled_once_for_many_items():
    Counted.pickled = 0
    function = packed(Counted(2))

    copies = [pickle.loads(pickle.dumps(function)) for _ in range(5)]

    assert [copy(item) for item, copy in enumerate(copies)] == [2, 2, 2, 3, 4]
    assert Counted.pickled == 1


def test_two_functions_are_not_taken_for_each_other():
    functions = [packed(partial(max, step)) for step in range(5)]

    assert [function(2) for function in functions] == [2, 2, 2, 3, 4]


def test_what_does_not_pickle_is_left_to_the_executor():
    def local(item):
        return item

    assert packed(local)(3) == 3


def test_what_cannot_be_unpacked_is_an_error_of_the_piece_of_work():
    broken = packed(Counted(1))
    object.__setattr__(broken, "contents", b"broken")

    with (
        ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool,
        pytest.raises(pickle.UnpicklingError),
    ):
        pool.submit(broken, 1).result()


def interrupted_at_two(item):
    if item == 2:
        raise KeyboardInterrupt
    return item


def test_what_ctrl_c_has_ended_does_not_begin_again():
    one, other = packed(interrupted_at_two), packed(interrupted_at_two)
    again = pickle.loads(pickle.dumps(one))

    assert one(1) == 1
    for item in (2, 1):
        with pytest.raises(KeyboardInterrupt):
            again(item)
    assert other(1) == 1


def test_dask_is_told_a_short_name_and_reads_no_contents():
    one, other = packed(abs), packed(abs)

    assert repr(one) == "simulation"
    assert one.__dask_tokenize__() == pickle.loads(pickle.dumps(one)).__dask_tokenize__()
    assert one.__dask_tokenize__() != other.__dask_tokenize__()
