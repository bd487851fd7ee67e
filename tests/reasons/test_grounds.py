import pytest

from builders import make_decision
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.reasons.grounds import verdict_reasons

LEVELS = {"bad": 0, "fair": 50, "good": 100}


def between(low, high):
    return {"low": low, "high": high}


def said(scores, **parts):
    """What is said of the verdict on the only vendor."""
    return [reason.text for reason in verdict_reasons(evaluate(make_decision({"alpha": scores}, **parts)), "alpha")]


def should(**form):
    return form | {"kind": "should"}


@pytest.mark.parametrize(
    ("scores", "text"),
    [
        ({"a": 50, "b": 50, "c": 50}, "Alpha is sufficient: it meets all 3 requirements that must be met."),
        (
            {"a": 10, "b": 50, "c": 50},
            "Alpha is insufficient: it fails 1 of the 3 requirements that must be met.",
        ),
        (
            {"a": 10, "b": 10, "c": "unknown"},
            "Alpha is insufficient: it fails 2 of the 3 requirements that must be met (1 more is open).",
        ),
        (
            {"a": 10, "b": "unknown", "c": "unknown"},
            "Alpha is insufficient: it fails 1 of the 3 requirements that must be met (2 more are open).",
        ),
        (
            {"a": "unknown", "b": 50, "c": 50},
            "Alpha is undetermined: 1 of the 3 requirements that must be met is open, and none is failed.",
        ),
        (
            {"a": "unknown", "b": "unknown", "c": "unknown"},
            "Alpha is undetermined: all 3 requirements that must be met are open.",
        ),
    ],
)
def test_the_verdict_counts_the_musts(scores, text):
    assert said(scores, require={key: {"at_least": 30} for key in scores})[0] == text


@pytest.mark.parametrize(
    ("score", "policy", "texts"),
    [
        (
            between(20, 40),
            {"minimum_value": 60},
            [
                "Alpha is insufficient: its overall value stays below 60 points.",
                "Its overall value reaches at most 40.0 points at the declared weights; at least 60.0 are required.",
            ],
        ),
        (
            between(20, 59.98),
            {"minimum_value": 60},
            [
                "Alpha is insufficient: its overall value stays below 60 points.",
                "Its overall value reaches at most 59.98 points at the declared weights; at least 60.00 are required.",
            ],
        ),
        (
            between(20, 80),
            {"minimum_value": 60},
            [
                "Alpha is undetermined: its overall value may stay below 60 points.",
                "Its overall value may lie anywhere from 20.0 to 80.0 points at the declared weights; at least 60.0 "
                "are "
                "required.",
            ],
        ),
        (70, {"minimum_value": 60}, ["Alpha is sufficient: {none} and its overall value is at least 60 points."]),
    ],
)
def test_an_overall_value_is_held_against_the_minimum(score, policy, texts):
    none = "the decision states no requirement that must be met"

    assert said({"reach": score}, policy=policy) == [text.format(none=none) for text in texts]


def test_a_minimum_that_is_open_is_not_said_to_be_missed_beside_a_must_that_is_failed():
    texts = said({"a": 10, "b": between(50, 99)}, require={"a": {"at_least": 30}}, policy={"minimum_value": 50})

    assert texts[0] == "Alpha is insufficient: it fails the 1 requirement that must be met."
    assert texts[4].startswith("Its overall value may lie anywhere from 30.0 to 54.5 points")


def test_without_declared_weights_the_overall_value_is_bounded_over_all_of_them():
    texts = said({"a": 10, "b": 40}, weights="any", policy={"minimum_value": 50})

    assert texts[1] == (
        "Its overall value reaches at most 40.0 points over all possible weights; at least 50.0 are required."
    )


@pytest.mark.parametrize(
    ("a", "b", "most", "texts"),
    [
        (
            10,
            20,
            0,
            [
                "Alpha is insufficient: it fails more than 0 of the requirements that should be met.",
                "It fails 2 requirements that should be met (A and B); a sufficient vendor fails at most 0.",
                "A: at least 30 wanted, 10 assessed: 20 short.",
                "B: at least 30 wanted, 20 assessed: 10 short.",
            ],
        ),
        (
            10,
            "unknown",
            1,
            [
                "Alpha is undetermined: it may fail more than 1 of the requirements that should be met.",
                "It fails 1 requirement that should be met (A; open besides: B); a sufficient vendor fails at most 1.",
                "A: at least 30 wanted, 10 assessed: 20 short.",
                "B: at least 30 wanted; what is offered is not known.",
            ],
        ),
        (
            between(20, 40),
            between(0, 40),
            0,
            [
                "Alpha is undetermined: it may fail more than 0 of the requirements that should be met.",
                "2 requirements that should be met are open (A and B); a sufficient vendor fails at most 0.",
                "A: at least 30 wanted, 20 to 40 assessed, which meets it with a probability of 50 %.",
                "B: at least 30 wanted, 0 to 40 assessed, which meets it with a probability of 25 %.",
            ],
        ),
        (
            10,
            40,
            1,
            [
                "Alpha is sufficient: the decision states no requirement that must be met and it fails at most 1 of "
                "the "
                "requirements that should be met.",
                "A: at least 30 wanted, 10 assessed: 20 short.",
            ],
        ),
    ],
)
def test_shoulds_are_counted_and_each_that_is_failed_is_named(a, b, most, texts):
    shoulds = {key: should(at_least=30) for key in ("a", "b")}

    assert said({"a": a, "b": b}, require=shoulds, policy={"max_weaknesses": most}) == texts


def test_a_should_that_is_failed_is_named_though_the_file_does_not_limit_them():
    assert said({"reach": 10}, require={"reach": should(at_least=30)})[1:] == [
        "Reach: at least 30 wanted, 10 assessed: 20 short."
    ]


@pytest.mark.parametrize(
    ("score", "requirement", "text"),
    [
        (30, {"more_than": 30}, "more than 30 days required, 30 days assessed: exactly at the limit, not beyond it."),
        (between(20, 30), {"more_than": 30}, "more than 30 days required, 20 to 30 days assessed: up to 10 short."),
        (between(41, 50), {"at_most": 40}, "at most 40 days required, 41 to 50 days assessed: 1 to 10 short."),
        (1, {"at_least": 2.5}, "at least 2.5 days required, 1 day assessed: 1.5 short."),
        (
            between(30, 90),
            {"more_than": 30},
            "more than 30 days required, 30 to 90 days assessed, which misses it only at the limit itself.",
        ),
        (
            between(0, 30),
            {"at_least": 30},
            "at least 30 days required, 0 to 30 days assessed, which meets it only at the limit itself.",
        ),
    ],
)
def test_a_requirement_is_named_with_what_is_required_observed_and_short(score, requirement, text):
    assert said({"reach": score}, require={"reach": requirement}, units={"reach": "days"})[1] == f"Reach: {text}"


@pytest.mark.parametrize(
    ("score", "requirement", "text"),
    [
        ("bad", {"at_least": "fair"}, "at least “fair” required, “bad” assessed: 1 level short."),
        ("bad", {"at_least": "good"}, "at least “good” required, “bad” assessed: 2 levels short."),
        ("bad", {"one_of": ["fair", "good"]}, "one of “fair” or “good” required, “bad” assessed."),
        (
            {"levels": {"bad": 0.3, "good": 0.7}},
            {"one_of": ["fair", "good"]},
            "one of “fair” or “good” required, “bad” (30 %) or “good” (70 %) assessed, which meets it with a "
            "probability "
            "of 70 %.",
        ),
    ],
)
def test_levels_are_short_by_steps(score, requirement, text):
    texts = said({"privacy": score}, scales={"privacy": LEVELS}, require={"privacy": requirement})

    assert texts[1] == f"Privacy: {text}"


def test_an_unknown_is_a_question_with_its_stated_probability_and_evidence():
    score = {"value": "unknown", "because": "Asked twice!", "evidence": ["E1"]}
    requirement = {"at_least": 30, "p_met": 0.4}

    assert said({"reach": score}, require={"reach": requirement}, evidence={"E1": {}})[1] == (
        "Reach: at least 30 required; what is offered is not known (evidence E1). The stated probability that it is "
        "met is 40 %. Rationale: Asked twice!"
    )


def test_an_unknown_that_the_policy_fails_says_so():
    texts = said({"reach": "unknown"}, require={"reach": {"at_least": 30}}, policy={"unknown_at_requirement": "fail"})

    assert texts[1] == (
        "Reach: at least 30 required; what is offered is not known. The decision's policy counts that as failed."
    )


def test_a_text_that_cannot_be_tested_says_so():
    decision = make_decision({"alpha": {"reach": 50, "note": 40}}, weights={"reach": 1, "note": 0})
    noted = decision.replace(
        criteria={**decision.criteria, "note": {"information_only": True, "require": {"at_least": 30}}},
        weights={"swing": {"reach": 1}},
    ).with_assessment("alpha", "note", "about forty")

    (*_, reason) = verdict_reasons(evaluate(noted), "alpha")

    assert reason.text == "note: at least 30 required; “about forty” is a text that cannot be tested against it."


def test_certain_grounds_come_before_open_ones():
    texts = said(
        {"a": "unknown", "b": 10}, require={"a": {"at_least": 30}, "b": {"at_least": 30}}, policy={"minimum_value": 56}
    )

    assert texts[1].startswith("B: at least 30 required, 10 assessed")
    assert texts[4].startswith("Its overall value reaches at most 55.0 points")
    assert texts[5].startswith("A: at least 30 required; what is offered is not known")
    assert texts[0] == (
        "Alpha is insufficient: it fails 1 of the 2 requirements that must be met (1 more is open) and its overall "
        "value "
        "stays below 56 points."
    )


PILOT = {"waivers": {"alpha": {"because": "a pilot", "by": "the board", "on": "2025-01-31"}}}


@pytest.mark.parametrize(
    ("scores", "first"),
    [
        (
            {"a": 10, "b": 50},
            "Alpha is sufficient: it meets the 1 requirement that must be met. "
            "1 requirement that must be met is waived for it.",
        ),
        (
            {"a": 10, "b": 10},
            "Alpha is insufficient: it fails the 1 requirement that must be met. "
            "1 requirement that must be met is waived for it.",
        ),
        (
            {"a": 10, "b": "unknown"},
            "Alpha is undetermined: the 1 requirement that must be met is open. "
            "1 requirement that must be met is waived for it.",
        ),
    ],
)
def test_a_waiver_is_said_beside_every_verdict(scores, first):
    texts = said(scores, require={"a": {"at_least": 30} | PILOT, "b": {"at_least": 30}})

    assert (texts[0], texts[-1]) == (
        first,
        "A: at least 30 required, 10 assessed; not held against Alpha, waived by the board on 2025-01-31: a pilot.",
    )


def test_where_all_is_waived_nothing_is_held_against_the_vendor():
    score = {"value": 10, "evidence": ["E1"]}
    texts = said(
        {"a": score},
        require={"a": [{"at_least": 30} | PILOT, should(at_least=40) | PILOT]},
        evidence={"E1": {}},
    )

    assert texts == [
        "Alpha is sufficient: no requirement that must be met is held against it. "
        "1 requirement that must be met is waived for it.",
        "A: at least 30 required, 10 assessed (evidence E1); not held against Alpha, waived by the board on "
        "2025-01-31: a pilot.",
        "A: at least 40 wanted, 10 assessed (evidence E1); not held against Alpha, waived by the board on "
        "2025-01-31: a pilot.",
    ]


@pytest.mark.parametrize(
    ("score", "said_of_it"), [({"passes": 27, "trials": 30}, "27 of 30 tests passed"), ("unknown", "unknown")]
)
def test_what_was_tested_or_is_unknown_is_not_said_to_be_assessed(score, said_of_it):
    texts = said({"a": score}, units={"a": "%"}, require={"a": {"at_least": 95} | PILOT})

    assert texts[-1].startswith(f"A: at least 95 % required, {said_of_it}; not held against Alpha")


def test_what_weak_evidence_widened_is_said_beside_what_was_assessed():
    texts = said(
        {"a": {"low": 10, "high": 20, "evidence": ["E1"]}},
        require={"a": {"at_least": 30}},
        evidence={"E1": {"grade": "low"}},
        policy={"widen_by_grade": {"low": 0.1}},
    )

    # Each bound moves a tenth of its way to its end of the scale: 10 to 9, and 20 to 28.
    assert texts[1] == (
        "A: at least 30 required, 10 to 20 assessed, widened for weak evidence to 9 to 28: 2 to 21 short (evidence E1)."
    )
