import subprocess
import sys
from hashlib import blake2b

import numpy as np
import pytest

from vendor_eval.engine.streams import stream

PROGRAM = "from vendor_eval.engine.streams import stream; print(stream(7, 3, 'performance', '中', 'cost').random())"


def test_the_same_names_give_the_same_numbers():
    again = [stream(1, 2, "performance", "alpha", "cost").random(5).tolist() for _ in range(2)]

    assert again[0] == again[1]


@pytest.mark.parametrize(
    ("seed", "block", "keys"),
    [
        (1, 0, ("weight", "ab", "c")),
        (0, 1, ("weight", "ab", "c")),
        (2**32, 0, ("weight", "ab", "c")),
        (0, 0, ("weight", "a", "bc")),
        (0, 0, ("weight", "abc")),
        (0, 0, ("weight", "ab", "c", "")),
        (0, 0, ("weight", "c", "ab")),
        (0, 0, ("met", "ab", "c")),
    ],
)
def test_another_seed_block_or_name_gives_other_numbers(seed, block, keys):
    assert stream(0, 0, "weight", "ab", "c").random() != stream(seed, block, *keys).random()


def test_the_numbers_are_the_same_in_another_process_with_other_hashes():
    # Python's own hash() of text changes from process to process.
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={"PYTHONPATH": ":".join(sys.path), "PYTHONHASHSEED": "12345"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert float(told.stdout) == stream(7, 3, "performance", "中", "cost").random()


def test_the_numbers_stay_what_they_were_when_results_were_published():
    assert stream(0, 0, "weight", "cost").random(3).tolist() == [
        0.1591263296536104,
        0.5668165125463774,
        0.3914209946670415,
    ]


@pytest.mark.parametrize("seed", [0, 1, 2**31, 2**32 - 1, 2**32, 2**127, 2**128, 2**200 + 9])
@pytest.mark.parametrize("block", [0, 1, 2**32 - 1, 2**32, 2**40 + 3])
def test_a_stream_is_that_of_a_seed_sequence_with_a_spawn_key(seed, block):
    key = b"".join(len(name).to_bytes(8, "little") + name for name in (b"weight", b"cost"))
    words = np.frombuffer(blake2b(key, digest_size=16).digest(), dtype="<u4").tolist()
    spawned = np.random.SFC64(np.random.SeedSequence(seed, spawn_key=(*words, block)))

    assert stream(seed, block, "weight", "cost").random(3).tolist() == np.random.Generator(spawned).random(3).tolist()


def test_a_shorter_run_is_the_beginning_of_a_longer_one():
    short, long = (stream(0, 0, "weight", "cost").standard_exponential(size) for size in (10, 1000))

    assert long[:10].tolist() == short.tolist()


def test_two_streams_are_not_correlated():
    one, other = (stream(0, 0, "performance", vendor, "cost").random(100_000) for vendor in ("a", "b"))

    # Five standard errors of a correlation of 0 are 5 / sqrt(100000).
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.016


@pytest.mark.parametrize(("seed", "block"), [(-1, 0), (0, -1)])
def test_a_stream_refuses_negative_numbers(seed, block):
    with pytest.raises(ValueError, match="must not be negative"):
        stream(seed, block, "weight", "cost")
