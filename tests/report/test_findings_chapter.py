"""The chapter of findings: every finding of every vendor, and the rules that made them."""

import pytest

from builders import make_decision
from vendor_eval.reasons.appraise import appraise
from vendor_eval.reasons.appraise_said import rules_said
from vendor_eval.report.chapters.findings import findings
from vendor_eval.report.records import Bullets, Heading, Prose, Table
from vendor_eval.report.runs import run

SCORES = {
    "alpha": {"reach": {"low": 80, "high": 90}, "price": "unknown"},
    "beta": {"reach": 10, "price": 30},
    "calm": {"reach": 60, "price": 60},
}


@pytest.fixture(scope="module")
def runs():
    decision = make_decision(SCORES, require={"reach": {"at_least": 30}}, policy={"minimum_value": 20})
    return run(decision, weights="declared", draws=100, seed=0)


def test_the_rules_come_first(runs):
    first = findings(runs).blocks[0]

    assert isinstance(first, Bullets)
    assert [one.text for one in first.items][: len(rules_said())] == list(rules_said())


def test_every_vendor_has_its_findings(runs):
    blocks = findings(runs).blocks

    assert [one.text for one in blocks if isinstance(one, Heading)] == ["Beta", "Alpha", "Calm"]
    tables = [one for one in blocks if isinstance(one, Table)]
    assert [len(one.rows) for one in tables] == [len(appraise(runs.evaluation, key).items) for key in ("beta", "alpha")]
    assert [one.text for one in blocks if isinstance(one, Prose)] == ["There are no findings on Calm."]


def test_a_finding_shows_what_is_required_assessed_and_short(runs):
    table = next(one for one in findings(runs).blocks if isinstance(one, Table))
    kind, name, known, points, why = table.rows[0]

    assert (kind.text, name.text, known.text, points.text) == ("Deficiency", "Reach", "10", "−45.0")
    assert known.detail == "Required: at least 30. It is 20 short."
    assert why.detail == "Whether it can be cured is for a named person to say."
