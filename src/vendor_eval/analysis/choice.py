"""Choosing: from verdicts and values to the outcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from vendor_eval.analysis.findings import Finding
from vendor_eval.analysis.model import Model
from vendor_eval.analysis.outcome import Outcome, Status
from vendor_eval.analysis.values import Values
from vendor_eval.analysis.verdicts import Verdict
from vendor_eval.analysis.weights_said import holding_said, weights_said
from vendor_eval.analysis.wording import counted, number, required_text
from vendor_eval.decision.document import Decision
from vendor_eval.engine.ranks import TIE
from vendor_eval.engine.weights import SimplexWeights

__all__ = ["outcome_of"]


def outcome_of(model: Model, values: Values, verdicts: Mapping[str, Verdict], findings: Sequence[Finding]) -> Outcome:
    """Return the outcome of an evaluation.

    Parameters
    ----------
    model
        The decision as numbers.
    values
        What the vendors are worth, and their ranks.
    verdicts
        By vendor.
    findings
        How every vendor stands to every requirement.
    """
    keys = list(model.decision.vendors)
    leaders = tuple(key for key in keys if values.rank[values.vendors.index(key)] == 1)
    first = tuple(key for key in keys if values.rank_if_met[values.vendors.index(key)] == 1)
    would_lead = tuple(key for key in first if verdicts[key].name == "undetermined")
    margin = None if would_lead or len(leaders) != 1 else _least_lead(model, leaders[0], verdicts)
    certain = (margin is None or margin > TIE) and all(verdicts[key].proven for key in leaders)
    status = _status(leaders, would_lead, certain=certain)
    if_met = dict(zip(values.vendors, values.value_if_met.tolist(), strict=True))
    return Outcome(
        status=status,
        chosen=leaders,
        leader=leaders[0] if leaders else None,
        would_lead=would_lead,
        hangs_on=tuple(one for one in findings if one.vendor in would_lead and one.must and one.result == "open"),
        level=leaders[1:],
        values={key: if_met[key] for key in keys if verdicts[key].name != "insufficient"},
        names={key: model.decision.vendor_name(key) for key in keys},
        undetermined=tuple(key for key in keys if verdicts[key].name == "undetermined"),
        weights=weights_said(model.weights),
        needs={key: tuple(_needs(model.decision, verdicts[key])) for key in would_lead},
        margin=margin if status == "certain" else None,
        whatever_weights=status == "certain" and isinstance(model.weights, SimplexWeights),
        holds=holding_said(model.weights) if status == "certain" else "",
    )


def _status(leaders: Sequence[str], would_lead: Sequence[str], *, certain: bool) -> Status:
    if not leaders:
        return "nobody"
    if would_lead:
        return "conditional"
    if len(leaders) > 1:
        return "tied"
    return "certain" if certain else "leading"


def _least_lead(model: Model, leader: str, verdicts: Mapping[str, Verdict]) -> float | None:
    """By how many points a vendor is ahead of every rival that is or could be sufficient at least; None without one.

    Over all beliefs and all declared weights. Rivals are taken at the best that meets their musts; beliefs are
    independent, so the least is at a corner.
    """
    best = model.points("high", if_met=True, whole=True)
    worst = model.points("low", whole=True)[model.vendors.index(leader)]
    rivals = [i for i, key in enumerate(model.vendors) if key != leader and verdicts[key].name != "insufficient"]
    return min((model.weights.least(worst - best[i]) for i in rivals), default=None)


def _needs(decision: Decision, verdict: Verdict) -> Iterator[str]:
    """Put into words what an undetermined vendor must still meet."""
    for ground in verdict.grounds:
        match ground.kind:
            case "requirement":
                (finding,) = ground.findings
                criterion = decision.criteria[finding.criterion]
                name = decision.criterion_name(finding.criterion)
                yield f"{name} {required_text(criterion, finding.requirement)}"
            case "overall":
                yield f"an overall value of at least {number(decision.policy.minimum_value or 0)} points"
            case _:
                most = decision.policy.max_weaknesses or 0
                allowed = f"at most {counted(most, 'failed requirement')}" if most else "no failed requirement"
                yield f"{allowed} among those that should be met"
