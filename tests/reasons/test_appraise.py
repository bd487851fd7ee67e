"""Findings on a vendor: each rule by a small case, and the flagship case by hand."""

import math

import pytest

import vendor_eval as ve
from builders import make_decision
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.errors import OptionError, UnknownNameError
from vendor_eval.reasons.appraise import appraise
from vendor_eval.reasons.appraise_items import KINDS
from vendor_eval.reasons.appraise_said import rules_said

LEVELS = {"privacy": {"bad": 0, "fair": 50, "good": 100}}


def found(score, **parts):
    """The findings on one vendor that has one score on one criterion, besides one that says nothing."""
    decision = make_decision({"alpha": {"reach": score, "calm": 60}}, **parts)
    return [one for one in appraise(evaluate(decision), "alpha").items if one.criterion != "calm"]


@pytest.mark.parametrize(
    ("score", "kinds"),
    [
        (25, ["significant weakness"]),
        ({"low": 0, "high": 25}, ["significant weakness"]),
        (25.5, ["weakness"]),
        ({"low": 0, "high": 49.5}, ["weakness"]),
        (50, []),
        ({"low": 40, "high": 74}, []),
        ({"low": 49, "high": 75}, ["uncertainty"]),
        ({"low": 50, "high": 100}, []),
        (74.5, []),
        (75, ["strength"]),
        ({"low": 75, "high": 100}, ["strength"]),
        ("unknown", ["uncertainty"]),
    ],
)
def test_the_ends_of_a_scale_make_findings_only_for_certain(score, kinds):
    assert [one.kind for one in found(score)] == kinds


@pytest.mark.parametrize(
    ("score", "require", "kinds", "rule"),
    [
        (70, {"at_least": 80}, ["deficiency"], "must failed"),
        (70, {"at_least": 80, "kind": "should"}, ["significant weakness"], "should failed"),
        ({"low": 70, "high": 90}, {"at_least": 80}, ["uncertainty"], "must open"),
        ("unknown", {"at_least": 80, "kind": "should"}, ["uncertainty"], "should open"),
        (90, {"at_least": 80}, ["strength"], "top"),
        (90, {"at_least": 90}, [], ""),
        (10, {"at_least": 5}, ["significant weakness"], "bottom"),
    ],
)
def test_a_requirement_speaks_first_and_what_is_required_is_no_strength(score, require, kinds, rule):
    items = found(score, require={"reach": require})

    assert [one.kind for one in items] == kinds
    assert [one.rule for one in items] == [rule] * len(kinds)


def test_an_unknown_is_a_deficiency_only_by_the_decisions_policy():
    parts = {"require": {"reach": {"at_least": 80}}}

    assert found("unknown", **parts)[0].kind == "uncertainty"
    (one,) = found("unknown", policy={"unknown_at_requirement": "fail"}, **parts)
    assert (one.kind, one.cure) == ("deficiency", "clarification")
    assert one.text.startswith("Reach. Required: at least 80. Nothing is known of it. The decision's policy counts")


def test_what_is_waived_is_not_held_against_a_vendor_and_makes_no_strength():
    waived = {"at_least": 95, "waivers": {"alpha": {"because": "agreed", "by": "Ada"}}}

    assert found(90, require={"reach": waived}) == []


def test_a_criterion_without_weight_makes_findings_by_its_requirements_alone():
    parts = {"information_only": ["reach"]}

    assert found(5, **parts) == []
    (one,) = found(5, require={"reach": {"at_least": 10}}, **parts)
    assert (one.kind, one.against, math.isnan(one.effect[1])) == ("deficiency", "", True)


def test_effects_are_weight_times_the_distance_from_an_anchor():
    (weak,) = found({"low": 10, "high": 20}, weights={"reach": 75, "calm": 25})
    (strong,) = found({"low": 80, "high": 90}, weights={"reach": 75, "calm": 25})

    assert (weak.against, weak.effect) == ("best", (0.75 * -90, 0.75 * -85, 0.75 * -80))
    assert (strong.against, strong.effect) == ("worst", (0.75 * 80, 0.75 * 85, 0.75 * 90))


def test_the_whole_offer_is_found_wanting_by_stated_limits_alone():
    policy = {"minimum_value": 70, "max_weaknesses": 0}
    require = {"reach": {"at_least": 50, "kind": "should"}}
    decision = make_decision({"alpha": {"reach": 40, "calm": 60}}, policy=policy, require=require)

    items = appraise(evaluate(decision), "alpha").items

    assert [(one.kind, one.rule) for one in items] == [
        ("deficiency", "overall"),
        ("deficiency", "accumulated"),
        ("significant weakness", "should failed"),
    ]
    assert items[0].text == (
        "Overall value: at least 70 points are required; at most 50.0 are reached. "
        "Whether it can be cured is for a named person to say."
    )
    assert items[1].text.startswith("1 requirement that should be met is failed; the decision allows 0.")


def test_a_term_in_the_contract_is_cured_by_a_term():
    evidence = {"E1": {"kind": "contract"}, "E2": {"kind": "press_report"}}

    def cure(*ids):
        score = {"value": "bad", "evidence": list(ids)}
        decision = make_decision(
            {"alpha": {"privacy": score}}, scales=LEVELS, require={"privacy": {"at_least": "fair"}}, evidence=evidence
        )
        return appraise(evaluate(decision), "alpha").items[0].cure

    assert (cure("E1"), cure("E1", "E2"), cure()) == ("contract term", "", "")


def test_margins_are_in_the_unit_or_in_levels():
    (short,) = found({"low": 10, "high": 40}, units={"reach": "users"}, require={"reach": {"at_least": 50}})
    decision = make_decision({"alpha": {"privacy": "bad"}}, scales=LEVELS, require={"privacy": {"at_least": "good"}})
    (level,) = appraise(evaluate(decision), "alpha").items

    assert "It is 10 to 40 users short." in short.text
    assert "It is 2 levels short." in level.text


def test_risk_and_rationale_are_the_files_own_words_or_nothing():
    require = {"reach": {"at_least": 50, "because": "Few users, few buyers"}}
    (one,) = found({"value": 20, "because": "counted in May"}, require=require)
    (bare,) = found(20, require={"reach": {"at_least": 50}})

    assert one.risk == "Few users, few buyers"
    assert "Rationale: counted in May. Why it matters: Few users, few buyers." in one.text
    assert (bare.risk, "Why it matters" in bare.text) == ("", False)


def test_the_flagship_case():
    evaluation = ve.evaluate(ve.cases.load("apple-china-2025"))

    found = appraise(evaluation, "deepseek")

    assert [(one.kind, one.criterion) for one in found.items] == [
        ("deficiency", "capacity"),
        ("significant weakness", "reach"),
        ("significant weakness", "transactions"),
        ("significant weakness", "exposure"),
        ("weakness", "on_device"),
        ("weakness", "device_record"),
        ("weakness", "enterprise_service"),
        ("uncertainty", "continuity"),
        ("uncertainty", "filing"),
        ("uncertainty", "privacy"),
    ]
    (capacity,) = found.of("deficiency")
    assert capacity.evidence == ("E163", "E165")
    assert [one.grade for one in capacity.sources] == ["medium", "low"]
    assert capacity.effect[1] == pytest.approx(-100 / 11)
    assert "Required: at least 1,000 employees. Assessed: 100 to 600 employees. It is 400 to 900 employees short." in (
        capacity.text
    )


def test_the_table_has_one_finding_a_row_and_goes_into_json():
    found = appraise(ve.evaluate(ve.cases.load("apple-china-2025")), "tencent")

    assert list(found.table["kind"]) == [one.kind for one in found.items]
    assert set(found.table["kind"]) <= set(KINDS)
    assert found.to_dict()["table"][0]["curable"] == ""
    assert "Findings on Tencent." in str(found)


def test_the_rules_name_their_limits():
    said = " ".join(rules_said())

    assert all(limit in said for limit in ("at most 25 of 100", "less than 50", "at least 75"))


def test_nothing_found_is_said_so():
    assert (
        appraise(evaluate(make_decision({"alpha": {"reach": 60}})), "alpha").text == "There are no findings on Alpha."
    )


def test_wrong_options_are_refused():
    evaluation = evaluate(make_decision())

    with pytest.raises(UnknownNameError, match=r"Unknown vendor 'alpah'\. Did you mean 'alpha'"):
        appraise(evaluation, "alpah")
    with pytest.raises(OptionError, match="language"):
        appraise(evaluation, "alpha", language="xx")
