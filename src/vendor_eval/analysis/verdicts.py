"""Verdicts: whether a vendor is sufficient, judged against stated requirements and never against rivals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from vendor_eval.analysis.findings import Finding
from vendor_eval.decision.policies import Policy
from vendor_eval.engine.ranks import TIE

__all__ = ["Ground", "Verdict", "judged"]

Name = Literal["sufficient", "insufficient", "undetermined"]


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason for a verdict: a must, the overall value, or accumulated weaknesses.

    ``certain`` grounds make a vendor insufficient, the others leave it undetermined.
    """

    kind: Literal["requirement", "overall", "accumulated"]
    certain: bool
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """A vendor's verdict with all its grounds; none hides another.

    A sufficient vendor is ``proven`` if it is so whatever may occur, and not only in the central part of beliefs whose
    ends are hardly ever reached.
    """

    name: Name
    grounds: tuple[Ground, ...]
    proven: bool = False


def judged(
    findings: Sequence[Finding], bounds: tuple[float, float], policy: Policy, *, least: float | None = None
) -> Verdict:
    """Judge one vendor.

    Parameters
    ----------
    findings
        How it stands to each requirement.
    bounds
        The least and the greatest overall value, in points, over its beliefs and the declared weights.
    policy
        The decision's rules.
    least
        The least overall value of all that may occur, however improbable; that of the bounds if left out.
    """
    grounds = _grounds(findings, bounds, policy)
    if any(ground.certain for ground in grounds):
        return Verdict("insufficient", grounds)
    if grounds:
        return Verdict("undetermined", grounds)
    strict = [replace(one, result="open") if one.doubtful else one for one in findings]
    low, high = bounds
    return Verdict("sufficient", (), proven=not _grounds(strict, (low if least is None else least, high), policy))


def _grounds(findings: Sequence[Finding], bounds: tuple[float, float], policy: Policy) -> tuple[Ground, ...]:
    return (
        *_requirement_grounds(findings),
        *_overall_grounds(bounds, policy.minimum_value),
        *_accumulated_grounds(findings, policy.max_weaknesses),
    )


def _requirement_grounds(findings: Sequence[Finding]) -> list[Ground]:
    unmet = [one for one in findings if one.must and one.result in {"failed", "open"}]
    return [Ground("requirement", one.result == "failed", (one,)) for one in unmet]


def _overall_grounds(bounds: tuple[float, float], minimum: float | None) -> list[Ground]:
    low, high = bounds
    # As in every draw: a value that misses the minimum by rounding alone reaches it.
    if minimum is None or low >= minimum - TIE:
        return []
    return [Ground("overall", certain=high < minimum - TIE)]


def _accumulated_grounds(findings: Sequence[Finding], most: int | None) -> list[Ground]:
    failed = tuple(one for one in findings if not one.must and one.result == "failed")
    unsure = tuple(one for one in findings if not one.must and one.result == "open")
    if most is None or len(failed) + len(unsure) <= most:
        return []
    return [Ground("accumulated", certain=len(failed) > most, findings=(*failed, *unsure))]
