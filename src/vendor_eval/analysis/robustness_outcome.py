"""What draws make of an outcome: tested by how often the leader is first, and ahead of each rival."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendor_eval.analysis.outcome import Outcome, Tested
from vendor_eval.analysis.weights_said import admitted

if TYPE_CHECKING:
    from vendor_eval.analysis.robustness_result import Robustness

__all__ = ["tested_outcome"]


def tested_outcome(run: Robustness) -> Outcome:
    """Return the outcome after testing how often the leader is first and ahead of each rival.

    The leader may be the vendor that would lead; rivals are all that are or could be sufficient, because draws rank the
    undetermined too. Another method does not test the outcome, and neither do draws of which the weights are only the
    mean of those that the outcome admits: then it is what it was.
    """
    outcome, leader = run.evaluation.outcome, run.subject
    if leader is None or run.method is not None or run.setup.at_mean:
        return outcome
    ahead, closest = run.rivals(leader), run.closest(leader)
    return outcome.after(
        Tested(
            draws=run.draws,
            p_first=run.p_first(leader),
            rival=closest,
            p_beats=1.0 if closest is None else ahead[closest],
            if_met=run.if_met,
            any_weights=run.any_weights,
            varied=run.varied,
            weights=admitted(run.setup.weights),
            ahead=ahead,
            separation=run.decision.policy.separation,
            p_sufficient=float(run.sufficiency["high"].to_dict()[leader]),
            p_nobody=run.p_nobody,
        )
    )
