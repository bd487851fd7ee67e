"""The assumptions chapter's part on beliefs: what each kind of uncertain assessment is taken to mean."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.analysis.wording import percent
from vendor_eval.decision.beliefs import Interval, Normal, Pert, TestResult, Triangular
from vendor_eval.decision.document import Decision
from vendor_eval.decision.scales import LevelScale
from vendor_eval.languages.phrases import say
from vendor_eval.report.chapters.matrix import unknowns

__all__ = ["on_beliefs"]


def on_beliefs(decision: Decision) -> Iterator[str]:
    """Say what is supposed of each kind of assessment, and of how many."""
    scored = [(decision.criteria[key], one) for row in decision.assessments.values() for key, one in row.items()]
    intervals = [criterion for criterion, one in scored if isinstance(one.belief, Interval)]
    levels = sum(isinstance(criterion.scale, LevelScale) for criterion in intervals)
    yield say(
        "Interval ({count} assessment): uniform in the raw unit, so each number from low to high is equally likely.",
        "Interval ({count} assessments): uniform in the raw unit, so each number from low to high is equally likely.",
        count=len(intervals) - levels,
    )
    yield say(
        "Interval of levels ({count} assessment): each level from the first to the last is equally likely.",
        "Interval of levels ({count} assessments): each level from the first to the last is equally likely.",
        count=levels,
    )
    yield from _on_distributions([type(one.belief) for _, one in scored], decision.policy.coverage)
    yield say(
        "Unknown ({count} assessment): uniform in value on 0 to 100 points; where the scale has levels, each level is "
        "equally likely. At an open must it is drawn from the part of its scale that meets the must.",
        "Unknown ({count} assessments): uniform in value on 0 to 100 points; where the scale has levels, each level is "
        "equally likely. At an open must it is drawn from the part of its scale that meets the must.",
        count=len(unknowns(decision)),
    )
    yield say(
        "Independence ({count} belief): each is drawn independently of the others and of the weights.",
        "Independence ({count} beliefs): each is drawn independently of the others and of the weights.",
        count=len(scored),
    )


def _on_distributions(kinds: list[type], coverage: float) -> Iterator[str]:
    """Say what is supposed where a belief is a distribution, and which part of it speaks in verdicts and ranges."""
    if count := kinds.count(Triangular):
        yield say(
            "Most likely level with a range ({count} assessment): triangular, straight lines of density on both sides.",
            "Most likely level with a range ({count} assessments): triangular, straight lines of density on both "
            "sides.",
            count=count,
        )
    if count := kinds.count(Pert):
        yield say(
            "Most likely level with a range, PERT ({count} assessment): a beta density with mean (low + 4 likely + "
            "high) / 6.",
            "Most likely level with a range, PERT ({count} assessments): a beta density with mean (low + 4 likely + "
            "high) / 6.",
            count=count,
        )
    if count := kinds.count(Normal):
        yield say(
            "Mean and standard deviation ({count} assessment): normal, cut to the possible range of its scale where "
            "that is stated.",
            "Mean and standard deviation ({count} assessments): normal, cut to the possible range of its scale where "
            "that is stated.",
            count=count,
        )
    if count := kinds.count(TestResult):
        yield say(
            "Test result ({count} assessment): before the test every share was equally likely, so that after it the "
            "share is beta distributed with passes + 1 and failures + 1.",
            "Test result ({count} assessments): before the test every share was equally likely, so that after it the "
            "share is beta distributed with passes + 1 and failures + 1.",
            count=count,
        )
    if count := kinds.count(Normal) + kinds.count(TestResult):
        yield say(
            "Beliefs without real ends ({count} assessment): the central {percent} of each speaks for it in verdicts "
            "and ranges; draws and expected values use all of it.",
            "Beliefs without real ends ({count} assessments): the central {percent} of each speaks for it in verdicts "
            "and ranges; draws and expected values use all of it.",
            count=count,
            percent=percent(coverage),
        )
