"""The same bits wherever draws are judged: threads, other processes, whatever has a map."""

import multiprocessing
import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace

import pytest
from loky import get_reusable_executor

from markets import every_cell, same_screening
from problems import every_kind, running_example, same_bits
from vendor_eval.analysis.screen import screen
from vendor_eval.engine.limits import bounded
from vendor_eval.engine.linearweights import LinearWeights
from vendor_eval.engine.methods import METHODS, SPOTIS
from vendor_eval.engine.simulation import BLOCK, simulate
from vendor_eval.engine.treeweights import Level, TreeWeights
from vendor_eval.engine.weightsets import AroundWeights, RankedWeights
from vendor_eval.errors import OptionError

KEYS = ("reach", "privacy", "price", "speed")
LIMITED = LinearWeights(KEYS, (*bounded("reach", 0.3, 0.5), *bounded("price", high=0.2)))
TREE = TreeWeights(
    KEYS,
    Level(
        AroundWeights(("top", "speed"), (0.7, 0.3), 10.0),
        (Level(RankedWeights(KEYS[:3], (("reach",), KEYS[1:3])), KEYS[:3]), "speed"),
    ),
)

THREADS = """
import hashlib
import numpy as np
from vendor_eval.engine.limits import bounded, ratio
from vendor_eval.engine.linearweights import LinearWeights
from vendor_eval.engine.problem import Problem
from vendor_eval.engine.cells import Point
from vendor_eval.engine.simulation import simulate

keys = tuple(f"k{j:02}" for j in range(12))
limits = (limit for pair in zip(keys, keys[1:]) for limit in ratio(*pair, 0.9, 1.2))
walked = LinearWeights(keys, (*limits, *bounded(keys[0], high=0.09)))
assert walked.sampler.startswith("hit-and-run")
points = np.random.default_rng(0).uniform(0, 100, (400, 12))
cells = tuple(tuple(Point(x, x) for x in row) for row in points.tolist())
market = Problem(tuple(f"vendor {i}" for i in range(400)), keys, cells, walked)
found = simulate(market, draws=4_000, seed=0).tally
parts = (found.ranks, found.first_weights, found.value_sums, found.value_square_sums)
print(hashlib.blake2b(b"".join(part.tobytes() for part in parts)).hexdigest())
"""


class OnlyMap:
    """An executor with a map and nothing else."""

    def map(self, function, items):
        return map(function, items)


@pytest.fixture(scope="module", params=["threads", "spawn", "loky", "map"])
def executor(request):
    if request.param == "threads":
        with ThreadPoolExecutor(3) as pool:
            yield pool
    elif request.param == "spawn":
        with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
            yield pool
    elif request.param == "loky":
        pool = get_reusable_executor(max_workers=2)
        yield pool
        pool.shutdown(wait=True)
    else:
        yield OnlyMap()


@pytest.mark.parametrize("sampling", ["random", "sobol"])
@pytest.mark.parametrize(
    "problem",
    [
        every_kind(),
        every_kind(LIMITED),
        every_kind(TREE),
        replace(every_kind(), method=METHODS["promethee2"]),
        replace(running_example(), method=METHODS["topsis"]),
    ],
    ids=["any", "limits", "tree", "promethee", "topsis"],
)
def test_wherever_draws_are_judged_the_bits_are_the_same(executor, problem, sampling):
    draws = 2 * BLOCK + 100
    here, there = (simulate(problem, draws=draws, seed=3, sampling=sampling, executor=one) for one in (None, executor))

    assert same_bits(here, there)


def test_a_run_stops_at_the_same_draw_wherever_draws_are_judged(executor):
    def enough(tally, replicates):
        return tally.acceptability_errors.max() < 0.0015

    runs = [simulate(every_kind(), draws=10**9, seed=0, until=enough, executor=one) for one in (None, executor)]

    assert runs[0].reached
    assert runs[0].draws < 300_000
    assert same_bits(*runs)


def test_the_error_of_a_worker_reaches_the_caller_as_itself(executor):
    broken = every_kind()
    object.__setattr__(broken, "weights", None)
    with pytest.raises(AttributeError, match="'NoneType' object has no attribute 'draw'"):
        simulate(broken, draws=100_000, seed=0, executor=executor)


@pytest.mark.parametrize(
    ("market", "options"),
    [
        (every_cell(36_000), {"draws": 2_000, "weights": "any"}),
        (every_cell(36_000), {"draws": 50}),
        (every_cell(2_000), {"draws": 2 * BLOCK + 100, "weights": "any"}),
        (every_cell(2_000), {"draws": 600, "weights": "any", "method": "topsis", "assessments": "expected"}),
        (every_cell(2_000), {"draws": 300, "weights": "any", "method": "promethee2", "assessments": "expected"}),
    ],
    ids=["sections", "declared", "blocks", "topsis", "promethee"],
)
def test_wherever_a_market_is_screened_the_bits_are_the_same(executor, market, options):
    told = []
    here = screen(market, **options)
    there = screen(market, executor=executor, progress=lambda *done: told.append(done), **options)

    assert same_screening(here, there)
    assert len(told) > 1
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]
    assert here.vendors["p_top"].between(0, 1, inclusive="neither").any()


def test_what_a_method_cannot_rank_is_said_wherever_it_is_found_out(executor):
    with pytest.raises(OptionError, match="method cannot rank these vendors"):
        screen(every_cell(300), method=SPOTIS(bounds=(0, 50)), assessments="expected", weights="any", executor=executor)


def test_threads_of_matrix_products_change_no_bit():
    # Random walks and many certain vendors use them; workers often have one thread where the caller has several.
    told = {
        subprocess.run(
            [sys.executable, "-c", THREADS],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "OPENBLAS_NUM_THREADS": threads},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for threads in ("1", "2")
    }

    assert len(told) == 1
