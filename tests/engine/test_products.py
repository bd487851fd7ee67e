import os
import subprocess
import sys

import numpy as np
import pytest

from vendor_eval.engine.products import weighted

HASHED = """
import hashlib, numpy as np
from vendor_eval.engine.products import weighted
rng = np.random.default_rng(0)
for n, m, draws in ((8, 5, 16_384), (20, 1_000, 300), (20, 30_000, 8)):
    sums = weighted(rng.random((n, m)), rng.random((n, draws)))
    print(hashlib.sha256(sums.tobytes()).hexdigest())
"""


@pytest.mark.parametrize(
    ("n", "m", "draws"),
    [(1, 1, 1), (8, 5, 16_384), (8, 5, 1_696), (20, 1_000, 300), (20, 1_000, 1), (20, 3_000, 9), (700, 70, 500)],
)
def test_sums_are_those_of_the_whole_product(n, m, draws):
    rng = np.random.default_rng(0)
    numbers, weights = rng.random((n, m)), rng.random((n, draws))

    sums = weighted(numbers, weights)

    np.testing.assert_allclose(sums, numbers.T @ weights, rtol=1e-12)


def test_sums_may_be_written_into_a_part_of_an_array():
    numbers, weights, whole = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[0.5], [0.25]]), np.zeros((4, 1))

    weighted(numbers, weights, out=whole[1:3])

    assert whole[:, 0].tolist() == [0, 1.25, 2, 0]


def test_bits_do_not_depend_on_how_many_threads_there_are():
    def hashes(threads):
        environment = os.environ | {"OPENBLAS_NUM_THREADS": threads}
        run = [sys.executable, "-c", HASHED]
        return subprocess.run(run, env=environment, capture_output=True, text=True, check=True).stdout

    assert hashes("1") == hashes("2") == hashes("3")
