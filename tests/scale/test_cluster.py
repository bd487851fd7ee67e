"""A real cluster of several worker processes, one of which is killed in the middle of a run."""

import os
import signal
import sys

import pytest
from distributed import Client, LocalCluster

from markets import every_cell, same_screening
from problems import same_bits, uncertain
from vendor_eval.analysis.screen import screen
from vendor_eval.engine.simulation import BLOCK, simulate

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")

DRAWS = 1_000_000


@pytest.fixture(scope="module")
def client():
    cluster = LocalCluster(n_workers=3, threads_per_worker=1, processes=True, dashboard_address=None)
    with cluster, Client(cluster) as client:
        yield client


def test_a_worker_that_is_killed_changes_no_bit_and_loses_nothing(client):
    workers = client.run(os.getpid)
    told = []

    def kill_one(done, most):
        told.append(done)
        if len(told) == 5:
            os.kill(next(iter(workers.values())), signal.SIGKILL)

    cluster = simulate(uncertain(), draws=DRAWS, seed=0, executor=client.get_executor(), progress=kill_one)
    here = simulate(uncertain(), draws=DRAWS, seed=0)

    assert len(workers) == 3
    assert told[4] < DRAWS / 10
    assert told[-1] == DRAWS
    assert next(iter(workers.values())) not in client.run(os.getpid).values()
    assert same_bits(cluster, here)


@pytest.mark.parametrize(
    ("market", "options"),
    [
        (every_cell(40_000, level=False), {"draws": 2 * BLOCK, "weights": "any"}),
        (every_cell(2_000), {"draws": 6 * BLOCK, "weights": "any"}),
        (every_cell(4_000), {"draws": 3_000, "weights": "any", "assessments": "expected", "method": "topsis"}),
    ],
    ids=["sections", "blocks", "method"],
)
def test_a_market_is_screened_to_the_same_bits_when_a_worker_is_killed(client, market, options):
    workers = client.run(os.getpid)
    told = []

    def kill_one(done, most):
        told.append((done, most))
        if len(told) == 2:
            os.kill(next(iter(workers.values())), signal.SIGKILL)

    cluster = screen(market, executor=client.get_executor(), progress=kill_one, **options)
    here = screen(market, **options)

    assert len(told) > 4
    assert told[-1][0] == told[-1][1]
    assert next(iter(workers.values())) not in client.run(os.getpid).values()
    assert same_screening(cluster, here)


def test_the_error_of_a_worker_of_a_cluster_reaches_the_caller_as_itself(client):
    problem = uncertain()
    object.__setattr__(problem, "weights", None)

    with pytest.raises(AttributeError, match="'NoneType' object has no attribute 'draw'"):
        simulate(problem, draws=DRAWS, seed=0, executor=client.get_executor())
