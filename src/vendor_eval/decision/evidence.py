"""Evidence: what an assessment rests on, where it comes from and which state of the world it describes."""

from __future__ import annotations

from typing import Literal

from vendor_eval.decision.dates import When
from vendor_eval.decision.names import Filled, Text
from vendor_eval.decision.noun import Noun

__all__ = ["Evidence", "Grade", "Kind"]

Kind = Literal[
    "own_test",
    "audit",
    "contract",
    "official_record",
    "reported_fact",
    "analyst_estimate",
    "press_report",
    "vendor_claim",
]
Grade = Literal["high", "medium", "low"]


class Evidence(Noun):
    """One item of evidence. ``published`` and ``describes`` are two dates: when it was said, and of which state."""

    claim: Filled
    source: Filled
    publisher: Text = ""
    url: Text = ""
    published: When = When.parse("unknown")
    describes: When = When.parse("unknown")
    kind: Kind
    grade: Grade = "medium"
    circular: bool = False
    note: Text = ""
