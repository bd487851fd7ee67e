"""Who takes no part in a cross-check, and why."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from vendor_eval.analysis.evaluate import Evaluation
from vendor_eval.analysis.wording import counted, number, required_text

__all__ = ["left_out_table"]


def left_out_table(evaluation: Evaluation) -> pd.DataFrame:
    """Return the insufficient vendors, with every ground of each."""
    rows = [
        {"vendor": key, "name": evaluation.decision.vendor_name(key), "because": tuple(_grounds(evaluation, key))}
        for key in evaluation.decision.vendors
        if evaluation.verdicts[key].name == "insufficient"
    ]
    return pd.DataFrame(rows, columns=["vendor", "name", "because"])


def _grounds(evaluation: Evaluation, vendor: str) -> Iterator[str]:
    decision = evaluation.decision
    for ground in evaluation.verdicts[vendor].grounds:
        if not ground.certain:
            continue
        match ground.kind:
            case "requirement":
                (finding,) = ground.findings
                required = required_text(decision.criteria[finding.criterion], finding.requirement)
                yield f"fails {decision.criterion_name(finding.criterion)} {required}"
            case "overall":
                yield f"stays below an overall value of {number(decision.policy.minimum_value or 0)} points"
            case _:
                failed = sum(one.result == "failed" for one in ground.findings)
                most = decision.policy.max_weaknesses or 0
                yield f"fails {counted(failed, 'requirement')} that should be met, where {most} may be failed"
