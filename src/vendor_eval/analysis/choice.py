"""Choosing: from verdicts and values to the outcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from vendor_eval.analysis.findings import Finding
from vendor_eval.analysis.lead import lead_of
from vendor_eval.analysis.model import Model
from vendor_eval.analysis.outcome import Outcome, Status
from vendor_eval.analysis.values import Values
from vendor_eval.analysis.verdicts import Verdict
from vendor_eval.analysis.weights_said import weights_said
from vendor_eval.analysis.wording import asked_text, number, required_text
from vendor_eval.decision.document import Decision
from vendor_eval.engine.weights import PointWeights
from vendor_eval.languages.phrases import say

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
    best = would_lead or leaders
    lead = lead_of(model, best[0], verdicts, findings) if len(best) == 1 else None
    status = _status(leaders, would_lead, certain=lead is not None and lead.certain)
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
        lead=lead,
        open_evidence=_open_evidence(model, verdicts),
        open_weights=not isinstance(model.weights, PointWeights),
    )


def _status(leaders: Sequence[str], would_lead: Sequence[str], *, certain: bool) -> Status:
    if not leaders:
        return "nobody"
    if would_lead:
        return "conditional"
    if len(leaders) > 1:
        return "tied"
    return "certain" if certain else "leading"


def _open_evidence(model: Model, verdicts: Mapping[str, Verdict]) -> bool:
    """Whether the points of any vendor that is not insufficient are not known exactly."""
    running = [i for i, key in enumerate(model.vendors) if verdicts[key].name != "insufficient"]
    low, high = (model.points(side, if_met=True, whole=True)[running] for side in ("low", "high"))
    return bool((high > low).any())


def _needs(decision: Decision, verdict: Verdict) -> Iterator[str]:
    """Put into words what an undetermined vendor must still meet."""
    for ground in verdict.grounds:
        match ground.kind:
            case "requirement":
                (finding,) = ground.findings
                criterion = decision.criteria[finding.criterion]
                name = decision.criterion_name(finding.criterion)
                yield asked_text(name, required_text(criterion, finding.requirement))
            case "overall":
                yield say(
                    "an overall value of at least {points} points", points=number(decision.policy.minimum_value or 0)
                )
            case _ if decision.policy.max_weaknesses:
                yield say(
                    "at most {count} failed requirement among those that should be met",
                    "at most {count} failed requirements among those that should be met",
                    count=decision.policy.max_weaknesses,
                )
            case _:
                yield say("no failed requirement among those that should be met")
