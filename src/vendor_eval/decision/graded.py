"""What counts where the file widens beliefs by the grade of their evidence; what was stated is kept beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vendor_eval.decision.assessments import Assessment
from vendor_eval.decision.beliefs import AnyBelief
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.evidence import Evidence
from vendor_eval.decision.panels import Rows, hull
from vendor_eval.decision.policies import Policy, WidenByGrade
from vendor_eval.decision.widening import widened

__all__ = ["widened_rows"]


def widened_rows(
    criteria: Mapping[str, Criterion], rows: Rows, evidence: Mapping[str, Evidence], policy: Policy
) -> Rows:
    """Return assessments with each belief widened as the policy states; the same where it states nothing."""
    if policy.widen_by_grade is None:
        return rows
    return {
        vendor: type(row)(
            {key: _counting(one, criteria[key], evidence, policy, policy.widen_by_grade) for key, one in row.items()}
        )
        for vendor, row in rows.items()
    }


def _counting(
    one: Assessment, criterion: Criterion, evidence: Mapping[str, Evidence], policy: Policy, rule: WidenByGrade
) -> Assessment:
    """Return an assessment with the belief that counts: where evaluators differ, all that each of theirs allows."""

    def wide(belief: AnyBelief, ids: Iterable[str]) -> AnyBelief:
        fraction = rule.fraction([evidence[key].grade for key in ids])
        return widened(belief, criterion, fraction, policy.coverage) if fraction else belief

    if one.settled:
        belief = wide(one.belief, one.resting_on)
    else:
        given = one.by_evaluator.values()
        belief = hull(criterion, [wide(each.belief, each.evidence) for each in given], policy)
    return one if belief == one.belief else one.widened_to(belief)
