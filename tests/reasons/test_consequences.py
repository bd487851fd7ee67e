import pytest

from builders import make_decision
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.reasons.explain import explain

MUST = {"at_least": 30}


def texts(scores, kind, *, vendor="alpha", **parts):
    found = explain(evaluate(make_decision(scores, **parts)), vendor)
    return [reason.text for reason in found.reasons if reason.kind == kind]


@pytest.mark.parametrize(
    ("alpha", "beta", "said"),
    [
        ({"a": 20, "b": 90}, {"a": 40, "b": 50}, "Alpha would be sufficient. Then Alpha would be chosen."),
        ({"a": 20, "b": 70}, {"a": 40, "b": 50}, "Alpha would be sufficient. Then Alpha would be among those chosen."),
        (
            {"a": 20, "b": 50},
            {"a": 40, "b": 50},
            "Alpha would be sufficient. It would not be chosen: Beta would be ahead of it.",
        ),
        (
            {"a": 20, "b": {"low": 20, "high": 99}},
            {"a": 40, "b": 32},
            "Alpha would be undetermined. Then Alpha would lead if all that is open were met.",
        ),
        (
            {"a": 20, "b": {"low": 20, "high": 99}},
            {"a": 99, "b": 99},
            "Alpha would be undetermined. It would not lead even if all that is open were met: Beta would be ahead of "
            "it.",
        ),
    ],
)
def test_what_a_vendor_would_be_without_the_requirement_that_it_fails_is_said(alpha, beta, said):
    require = {"a": MUST, "b": MUST} if isinstance(alpha["b"], dict) else {"a": MUST}
    found = texts({"alpha": alpha, "beta": beta}, "without requirement", require=require)

    assert found == [f"Without the requirement A (at least 30), {said}"]


def test_a_vendor_that_fails_two_musts_is_insufficient_without_either():
    found = texts({"alpha": {"a": 20, "b": 10}}, "without requirement", require={"a": MUST, "b": MUST})

    assert found == [
        "Without any single one of the requirements A (at least 30) and B (at least 30), Alpha would still be "
        "insufficient."
    ]


def test_a_vendor_with_another_ground_is_insufficient_without_the_requirement_too():
    found = texts(
        {"alpha": {"a": 20, "b": 10}}, "without requirement", require={"a": MUST}, policy={"minimum_value": 50}
    )

    assert found == ["Without the requirement A (at least 30) alone, Alpha would still be insufficient."]


def test_what_would_cure_a_verdict_is_said_in_the_unit_and_by_level():
    found = texts(
        {"alpha": {"a": 20, "b": "bad"}},
        "cure",
        require={"a": MUST, "b": {"at_least": "good"}},
        scales={"b": {"bad": 0, "good": 100}},
        units={"a": "users"},
    )

    assert found == [
        "Alpha would be sufficient with these 2 changes together: A at least 30 users (now 20 users) and B at least "
        "“good” (now “bad”)."
    ]


def test_a_verdict_that_nothing_cures_is_said_to_be_so():
    require = {"a": [MUST, {"less_than": 20}]}

    assert texts({"alpha": {"a": 25}}, "cure", require=require) == [
        "No performances within the scales would make Alpha sufficient."
    ]


def test_shoulds_and_a_minimum_value_are_cured_too():
    shoulds = {key: {"at_least": 30, "kind": "should"} for key in ("a", "b")}

    accumulated = texts({"alpha": {"a": 10, "b": 10}}, "cure", require=shoulds, policy={"max_weaknesses": 0})
    overall = texts({"alpha": {"a": 10, "b": 60}}, "cure", policy={"minimum_value": 50})

    assert accumulated == [
        "Alpha would be sufficient with these 2 changes together: A at 30 (now 10) and B at 30 (now 10)."
    ]
    assert overall[0].startswith("Alpha would be sufficient with this change: ")


@pytest.mark.parametrize(
    ("policy", "a", "said"),
    [
        (
            "undetermined",
            50,
            "On 1 requirement nothing is known; the decision's policy leaves it open. If unknowns counted as failed, "
            "the verdict would be insufficient.",
        ),
        (
            "undetermined",
            10,
            "On 1 requirement nothing is known; the decision's policy leaves it open. If unknowns counted as failed, "
            "the verdict would be the same.",
        ),
        (
            "fail",
            50,
            "On 1 requirement nothing is known; the decision's policy counts it as failed. If unknowns were left open, "
            "the verdict would be undetermined.",
        ),
        (
            "fail",
            10,
            "On 1 requirement nothing is known; the decision's policy counts it as failed. If unknowns were left open, "
            "the verdict would be the same.",
        ),
    ],
)
def test_what_the_policy_on_unknowns_did_and_what_the_other_would_do(policy, a, said):
    found = texts(
        {"alpha": {"a": a, "b": "unknown"}},
        "policy on unknowns",
        require={"a": MUST, "b": MUST},
        policy={"unknown_at_requirement": policy},
    )

    assert found == [said]


def test_of_a_vendor_of_which_all_is_known_the_policy_did_nothing():
    assert texts({"alpha": {"a": 50}}, "policy on unknowns", require={"a": MUST}) == []


EVIDENCE = {
    "E1": {"kind": "audit", "grade": "high", "describes": "2025-02-14"},
    "E2": {"kind": "vendor_claim", "grade": "low", "describes": "2025-01"},
    "E3": {"kind": "vendor_claim", "grade": "high", "describes": "2025-02-01/2025-03-01"},
    "E4": {"kind": "press_report", "grade": "low"},
}


@pytest.mark.parametrize(
    ("evidence", "said"),
    [
        (
            ["E1", "E2"],
            "the evidence at 2025-02-15 is E1 (audit, high grade, 1 day old) and E2 (vendor's claim, low grade, at "
            "least 15 days old).",
        ),
        (
            ["E2", "E3"],
            "the evidence at 2025-02-15 is weak, nothing but a vendor's own claims: E2 (vendor's claim, low grade, at "
            "least 15 days old) and E3 (vendor's claim, high grade, at most 14 days old).",
        ),
        (
            ["E4"],
            "the evidence at 2025-02-15 is weak, nothing above low grade: E4 (press report, low grade, of unknown "
            "age).",
        ),
        ([], "no evidence is named, so this rests on judgement alone."),
    ],
)
def test_the_evidence_for_a_must_that_is_failed_is_said_with_kind_grade_age_and_weakness(evidence, said):
    scores = {"alpha": {"a": {"value": 10, "evidence": evidence}}}
    parts = {"require": {"a": MUST}, "evidence": EVIDENCE}

    found = texts(scores, "evidence", **parts) + texts(scores, "evidence weakness", **parts)

    assert found == [f"A: {said}"]


def test_a_must_that_is_failed_all_but_for_certain_is_said_with_its_probability():
    # 2 of 200 tests passed: by a beta distribution with 3 and 199, 5 % are reached with a probability of .0021.
    parts = {"scales": {"a": (0, 1)}, "require": {"a": {"at_least": 0.05}}}

    assert texts({"alpha": {"a": {"passes": 2, "trials": 200}}}, "certainty", **parts) == [
        "A: the requirement is failed with a probability of 99.8 %."
    ]
