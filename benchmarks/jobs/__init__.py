"""The pieces of work, by name, in the order in which they are told."""

from collections.abc import Callable

from benchmarks.jobs.evaluating import evaluating, importing
from benchmarks.jobs.markets import market
from benchmarks.jobs.ranking import outranking, ranking, top_ten
from benchmarks.jobs.scaling import doubling, workers
from benchmarks.jobs.simulating import given_weights, per_method, sampled
from benchmarks.measuring import Section

__all__ = ["JOBS"]

JOBS: dict[str, Callable[[bool], Section]] = {
    "import": importing,
    "evaluate": evaluating,
    "smaa-given": given_weights,
    "smaa-sampled": sampled,
    "smaa-methods": per_method,
    "ranking": ranking,
    "top-ten": top_ten,
    "market": market,
    "promethee": outranking,
    "doubling": doubling,
    "workers": workers,
}
