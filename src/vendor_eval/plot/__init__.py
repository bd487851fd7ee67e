"""Charts: each takes a result and an optional Axes, and returns the Axes that it drew on."""

from vendor_eval.plot.central_weights import central_weights
from vendor_eval.plot.contributions import contributions
from vendor_eval.plot.cross_check import cross_check
from vendor_eval.plot.doubt import doubt
from vendor_eval.plot.evidence_strength import evidence_strength
from vendor_eval.plot.head_to_head import head_to_head
from vendor_eval.plot.improvement import improvement
from vendor_eval.plot.information import information
from vendor_eval.plot.pairwise_winning import pairwise_winning
from vendor_eval.plot.rank_acceptability import rank_acceptability
from vendor_eval.plot.regret import regret
from vendor_eval.plot.relations import relations
from vendor_eval.plot.requirements import requirements
from vendor_eval.plot.scenarios import scenarios
from vendor_eval.plot.screening import screening
from vendor_eval.plot.stability import stability
from vendor_eval.plot.svg import svg
from vendor_eval.plot.tornado import tornado
from vendor_eval.plot.value_ranges import value_ranges
from vendor_eval.plot.weight_sweep import weight_sweep

__all__ = [
    "central_weights",
    "contributions",
    "cross_check",
    "doubt",
    "evidence_strength",
    "head_to_head",
    "improvement",
    "information",
    "pairwise_winning",
    "rank_acceptability",
    "regret",
    "relations",
    "requirements",
    "scenarios",
    "screening",
    "stability",
    "svg",
    "tornado",
    "value_ranges",
    "weight_sweep",
]
