"""What a record of a vendor decision must hold, point by point, and where it stands in ours.

The points follow 15.308 and 15.305 of the US Federal Acquisition Regulation, guides on source selection decision
documents, the Green Book and NASA's Systems Engineering Handbook; the words are ours.
"""

from typing import NamedTuple

__all__ = ["CHECKLIST", "Point"]


class Point(NamedTuple):
    """One point: what must be in the record, the anchors where it stands, and the fields that people fill in for it."""

    id: str
    says: str
    places: tuple[str, ...]
    fields: tuple[str, ...] = ()


CHECKLIST = (
    Point(
        "identity",
        "The decision, the buyer, who decides, the day and the version",
        ("identity",),
        ("buyer", "decision_maker", "decided_on", "version"),
    ),
    Point("advisers", "Who advised, and what interests they and the decider declared", (), ("advisers", "conflicts")),
    Point("need", "The need and the scope", ("need",), ("need",)),
    Point(
        "rules",
        "Criteria, weights, scales and requirements as fixed before offers were seen, and when that was",
        ("rules", "criteria"),
        ("fixed_beforehand",),
    ),
    Point(
        "late changes",
        "Any later change of these with day, reason and effect on the result",
        ("changes",),
        ("later_changes",),
    ),
    Point("only", "That only the stated criteria were used", ("only-stated",), ("only_stated",)),
    Point(
        "candidates",
        "All candidates, those removed early too, with the requirement, what was observed, and the evidence",
        ("candidates",),
        ("removed_earlier",),
    ),
    Point("baseline", "Staying as it is or doing the minimum, and why not", ("baseline",), ("no_purchase",)),
    Point("levels", "Per vendor and criterion: level, evidence, value and reason", ("matrix", "ranking", "evidence")),
    Point("findings", "Strengths, weaknesses, deficiencies, risks and uncertainties of each vendor", ("findings",)),
    Point("cost", "Whole-life cost, its basis, realism and range, apart from quality", ("cost",), ("whole_life_cost",)),
    Point(
        "comparison",
        "A comparison on every criterion, with significant differences named and valued",
        ("comparison",),
    ),
    Point(
        "trade-off", "What the extra cost buys, or why a better offer was not worth it", ("tradeoff",), ("trade_off",)
    ),
    Point(
        "disagreements",
        "Disagreements between evaluators or with the decider, and how they were settled",
        ("disagreements",),
        ("disagreements", "departure"),
    ),
    Point(
        "robustness",
        "What change of weights, assessments or requirements would alter the choice; ties; gaps in the data",
        ("reality", "certainty", "sensitivity", "scenarios", "questions"),
    ),
    Point(
        "reality check",
        "Goals met; holds over reasonable inputs; enough data; measures discriminate; subjective aspects addressed",
        ("goals", "holds", "data", "discriminate", "subjective"),
        ("subjective",),
    ),
    Point("assumptions", "The assumptions and the limits of the method", ("assumptions", "suppositions", "limits")),
    Point(
        "decision",
        "The decision, its conditions, the risks accepted, what is monitored, and the review date",
        ("decision", "decision-conditions", "decision-risks", "afterwards"),
        ("decision", "conditions", "risks", "monitoring", "review"),
    ),
    Point("signature", "A signature for the person's own judgement", ("decision-signature",), ("signature",)),
    Point(
        "attachments",
        "Individual assessments with notes, the decision file, the seed and the version of the software",
        ("attachments", "matrix", "stamp"),
        ("attachments",),
    ),
)
