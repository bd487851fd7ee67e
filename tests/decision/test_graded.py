import pickle

import pytest
from hypothesis import given, settings

from builders import make_decision
from strategies import decisions
from vendor_eval.decision.beliefs import Exact, Interval, Unknown
from vendor_eval.decision.widening import widened
from vendor_eval.errors import DecisionError

some = settings(max_examples=settings.default.max_examples * 3 // 10)
EVIDENCE = {
    "L": {"grade": "low", "describes": "2023-06"},
    "M": {"grade": "medium", "describes": "2024", "kind": "vendor_claim"},
    "H": {"grade": "high", "describes": "2025-01"},
    "?": {"grade": "low"},
}
RULE = {"medium": 0.1, "low": 0.3, "none": 0.5}


def decide(assessment, *, rule=RULE, **parts):
    policy = {} if rule is None else {"widen_by_grade": rule}
    return make_decision({"alpha": {"reach": assessment}}, evidence=EVIDENCE, policy=policy, **parts)


def belief(decision):
    return decision.assessments["alpha"]["reach"].belief


@pytest.mark.parametrize(
    ("evidence", "found"),
    [
        (["H"], Exact(value=40)),
        (["M"], Interval(low=36, high=46)),
        (["L"], Interval(low=28, high=58)),
        ([], Interval(low=20, high=70)),
        (["L", "M"], Interval(low=36, high=46)),
        (["?", "H"], Exact(value=40)),
    ],
)
def test_each_bound_moves_towards_the_end_of_the_scale_by_the_fraction_of_the_best_grade(evidence, found):
    assert belief(decide({"value": 40, "evidence": evidence})) == found


def test_what_the_file_does_not_name_stays():
    assert belief(decide({"value": 40, "evidence": ["L"]}, rule=None)) == Exact(value=40)
    assert belief(decide({"value": 40, "evidence": []}, rule={"low": 0.3})) == Exact(value=40)
    assert belief(decide({"value": 40, "evidence": ["M"]}, rule={"low": 0.3})) == Exact(value=40)
    assert belief(decide("unknown")) == Unknown()


def test_on_a_scale_of_logarithms_and_on_levels_bounds_move_as_the_scale_does():
    logarithmic = {"reach": {"worst": 1, "best": 10_000, "shape": "log"}}
    levels = {"reach": {"bad": 0, "poor": 20, "fair": 60, "good": 100}}

    assert belief(decide(100, scales=logarithmic)) == Interval(low=10, high=1000)
    assert belief(decide("poor", scales=levels)) == Interval(low="bad", high="fair")


def test_the_file_keeps_what_was_stated():
    decision = decide({"value": 40, "evidence": ["L"]})
    one = decision.assessments["alpha"]["reach"]

    assert one.widened
    assert one.stated_belief == Exact(value=40)
    assert decision.plain()["assessments"] == {"alpha": {"reach": {"value": 40, "evidence": ["L"]}}}
    assert one.plain() == {"value": 40, "evidence": ["L"]}
    assert pickle.loads(pickle.dumps(decision)).assessments["alpha"]["reach"].stated_belief == Exact(value=40)


def test_what_counts_follows_anew_from_what_was_stated():
    decision = decide({"value": 40, "evidence": ["L"]})
    one = decision.assessments["alpha"]["reach"]

    assert belief(decision.replace(title="other")) == belief(decision)
    assert belief(decision.with_assessment("alpha", "reach", one)) == belief(decision)
    assert belief(decision.replace(policy={})) == Exact(value=40)
    assert one.replace(because="new").belief == Exact(value=40)
    assert one.replace(belief=Exact(value=5)).belief == Exact(value=5)
    assert one == decide({"value": 40, "evidence": ["L"]}, rule=None).assessments["alpha"]["reach"]
    assert hash(one) == hash(one.replace())


def test_a_scenario_widens_what_was_stated_and_the_grade_widens_that():
    decision = decide({"value": 40, "evidence": ["L"]}, scenarios={"wide": {"widen": 0.5}})

    # 20 to 70, and from there 30 % of the way to 0 and to 100.
    assert belief(decision.under("wide")) == Interval(low=14, high=79)
    assert decision.under("wide").assessments["alpha"]["reach"].stated_belief == Interval(low=20, high=70)


def test_in_a_scenario_the_best_evidence_that_is_left_counts():
    decision = decide(
        {"value": 40, "evidence": ["L", "M"]},
        scenarios={"no claims": {"evidence": {"without_kinds": ["vendor_claim"]}}},
    )

    assert belief(decision.under("no claims")) == Interval(low=28, high=58)


def panel(**agreed):
    given = {"ann": {"value": 40, "evidence": ["L"]}, "bob": {"value": 60, "evidence": ["H"]}}
    return {"by_evaluator": given} | ({"agreed": {"because": "we met"} | agreed} if agreed else {})


EVALUATORS = {"ann": {}, "bob": {}}


def test_where_evaluators_differ_each_counts_as_wide_as_its_own_evidence_makes_it():
    one = decide(panel(), evaluators=EVALUATORS).assessments["alpha"]["reach"]

    assert one.belief == Interval(low=28, high=60)
    assert one.stated_belief == Interval(low=40, high=60)
    assert [given.belief for given in one.by_evaluator.values()] == [Exact(value=40), Exact(value=60)]


def test_what_was_agreed_rests_on_its_own_evidence_or_on_that_of_the_evaluators():
    assert belief(decide(panel(value=50, evidence=["M"]), evaluators=EVALUATORS)) == Interval(low=45, high=55)
    assert belief(decide(panel(value=50), evaluators=EVALUATORS)) == Exact(value=50)
    alike = {"by_evaluator": {"ann": {"value": 40, "evidence": ["L"]}, "bob": {"value": 40, "evidence": ["M"]}}}
    assert belief(decide(alike, evaluators=EVALUATORS)) == Interval(low=36, high=46)


def test_what_was_agreed_is_unknown_when_no_evidence_of_the_evaluators_is_left():
    scenarios = {
        "all": {"evidence": {"without_grades": ["low", "high"]}},
        "some": {"evidence": {"without_grades": ["low"]}},
    }
    decision = decide(panel(value=50), evaluators=EVALUATORS, rule=None, scenarios=scenarios)

    assert belief(decision.under("all")) == Unknown()
    assert "L, H" in decision.under("all").assessments["alpha"]["reach"].because
    assert belief(decision.under("some")) == Exact(value=50)
    assert decision.under("some").assessments["alpha"]["reach"].by_evaluator["ann"].unknown


@pytest.mark.parametrize(
    ("evidence", "day", "left"),
    [
        ("L", "2023-06-30", True),
        ("L", "2023-07-01", False),
        ("M", "2024-12-31", True),
        ("M", "2025-01-01", False),
        ("?", "1990-01-01", False),
    ],
)
def test_evidence_counts_as_old_by_the_last_day_that_it_may_describe(evidence, day, left):
    scenarios = {"recent": {"evidence": {"describes_from": day}}}
    decision = decide({"value": 40, "evidence": [evidence]}, rule=None, scenarios=scenarios)

    assert belief(decision.under("recent")) == (Exact(value=40) if left else Unknown())


def test_a_weaker_grade_never_widens_less():
    with pytest.raises(
        DecisionError, match=r"y\.widen_by_grade: widens for low, 0, less than for medium, 0\.2; weaker"
    ):
        decide(40, rule={"medium": 0.2})
    with pytest.raises(DecisionError, match=r"widen_by_grade: widens for none, 0\.1, less than for low, 0\.3;"):
        decide(40, rule={"low": 0.3, "none": 0.1})
    with pytest.raises(DecisionError, match=r"widen_by_grade\.high: Unknown field 'high'"):
        decide(40, rule={"high": 0.1})
    with pytest.raises(DecisionError, match=r"widen_by_grade\.low: must be at most 1"):
        decide(40, rule={"low": 1.5})


@some
@given(decisions(vendors=(1, 3), scenario_count=(0, 1)))
def test_off_and_on_again_nothing_is_lost(decision):
    off = decision.replace(policy=decision.policy.replace(widen_by_grade=None))
    on = off.replace(policy=decision.policy)

    assert off.plain()["assessments"] == decision.plain()["assessments"]
    for vendor, row in decision.assessments.items():
        for key, one in row.items():
            assert not off.assessments[vendor][key].widened
            assert off.assessments[vendor][key].belief == one.stated_belief
            assert on.assessments[vendor][key].belief == one.belief


@some
@given(decisions(vendors=(1, 3), scenario_count=(0, 0), evaluators=False))
def test_what_counts_is_what_the_grade_makes_of_the_stated_belief(decision):
    rule = decision.policy.widen_by_grade
    for row in decision.assessments.values():
        for key, one in row.items():
            grades = {decision.evidence[name].grade for name in one.evidence}
            best = next((grade for grade in ("high", "medium", "low") if grade in grades), None)
            fraction = getattr(rule, best, 0.0) if rule is not None and best else 0.0
            args = (decision.criteria[key], fraction, decision.policy.coverage)
            assert one.belief == (widened(one.stated_belief, *args) if fraction else one.stated_belief)
