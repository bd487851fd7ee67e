"""Charts: each takes a result and an optional Axes, and returns the Axes that it drew on."""

from vendor_eval.plot.contributions import contributions
from vendor_eval.plot.head_to_head import head_to_head
from vendor_eval.plot.rank_acceptability import rank_acceptability
from vendor_eval.plot.requirements import requirements
from vendor_eval.plot.scenarios import scenarios
from vendor_eval.plot.svg import svg

__all__ = ["contributions", "head_to_head", "rank_acceptability", "requirements", "scenarios", "svg"]
