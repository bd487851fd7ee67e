import pytest

from builders import make_decision
from vendor_eval.analysis.evaluate import evaluate

LEVELS = {"bad": 0, "fair": 50, "good": 100}
ALIKE = {"bad": 0, "plain": 50, "fair": 50, "good": 100}


def finding(score, requirement, *, scale=(0, 100), information_only=(), **policy):
    """How a vendor with one score stands to one requirement."""
    decision = make_decision(
        {"alpha": {"reach": score, "other": 50}},
        scales={"reach": scale},
        require={"reach": requirement},
        information_only=information_only,
        policy=policy,
    )
    (only,) = evaluate(decision).details
    return only


@pytest.mark.parametrize(
    ("form", "low", "high", "result", "p_met"),
    [
        ("at_least", 30, 50, "met", 1),
        ("at_least", 10, 29, "failed", 0),
        ("at_least", 10, 30, "open", 0),
        ("at_least", 20, 60, "open", 0.75),
        ("at_most", 10, 30, "met", 1),
        ("at_most", 31, 60, "failed", 0),
        ("at_most", 30, 60, "open", 0),
        ("at_most", 20, 60, "open", 0.25),
    ],
)
def test_at_least_is_met_if_a_reaches_t_failed_if_b_falls_short_else_open_and_at_most_mirrors_it(
    form, low, high, result, p_met
):
    found = finding({"low": low, "high": high}, {form: 30})

    assert (found.result, found.p_met) == (result, pytest.approx(p_met))


@pytest.mark.parametrize(
    ("form", "score", "result"),
    [
        ("more_than", 30, "failed"),
        ("more_than", 30.01, "met"),
        ("more_than", {"low": 20, "high": 30}, "failed"),
        ("more_than", {"low": 30, "high": 40}, "open"),
        ("less_than", 30, "failed"),
        ("less_than", 29.99, "met"),
        ("less_than", {"low": 30, "high": 40}, "failed"),
        ("less_than", {"low": 20, "high": 30}, "open"),
    ],
)
def test_more_than_and_less_than_are_strict(form, score, result):
    assert finding(score, {form: 30}).result == result


@pytest.mark.parametrize(
    ("requirement", "score", "result", "p_met"),
    [
        ({"one_of": ["plain", "good"]}, "plain", "met", 1),
        ({"one_of": ["plain", "good"]}, "fair", "failed", 0),
        ({"one_of": ["fair"]}, {"low": "bad", "high": "good"}, "open", 0.25),
        ({"one_of": ["fair", "good"]}, {"levels": {"bad": 0.2, "fair": 0.8}}, "open", 0.8),
        ({"one_of": ["fair", "good"]}, {"levels": {"bad": 0, "fair": 1}}, "met", 1),
        ({"at_least": "good"}, {"levels": {"bad": 0.5, "fair": 0.5}}, "failed", 0),
    ],
)
def test_one_of_works_on_levels(requirement, score, result, p_met):
    found = finding(score, requirement, scale=ALIKE)

    assert (found.result, found.p_met) == (result, pytest.approx(p_met))


@pytest.mark.parametrize(
    ("scale", "requirement"),
    [
        ((0, 100), {"at_least": -1000}),
        ((0, 100), {"at_least": 1000}),
        (LEVELS, {"one_of": ["bad", "fair", "good"]}),
    ],
)
def test_unknown_is_always_open(scale, requirement):
    found = finding("unknown", requirement, scale=scale)

    assert (found.result, found.p_met, found.margin, found.unknown) == ("open", None, None, True)


def test_with_a_stated_p_met_an_unknown_is_met_with_that_probability():
    assert finding("unknown", {"at_least": 30, "p_met": 0.7}).p_met == 0.7
    assert finding(20, {"at_least": 30, "p_met": 0.7}).p_met == 0


def test_the_policy_fail_turns_open_by_unknown_into_failed_and_leaves_open_ranges_open():
    strict = {"unknown_at_requirement": "fail"}

    assert finding("unknown", {"at_least": 30}, **strict).result == "failed"
    assert finding({"low": 20, "high": 40}, {"at_least": 30}, **strict).result == "open"


@pytest.mark.parametrize(
    ("score", "requirement", "margin"),
    [
        (40, {"at_least": 30}, (10, 10)),
        (40, {"at_most": 30}, (-10, -10)),
        ({"low": 10, "high": 40}, {"at_least": 30}, (-20, 10)),
        ({"low": 10, "high": 40}, {"less_than": 30}, (-10, 20)),
    ],
)
def test_the_margin_is_the_distance_to_the_threshold_in_the_criterions_own_unit(score, requirement, margin):
    assert finding(score, requirement).margin == margin


@pytest.mark.parametrize(
    ("score", "requirement", "margin"),
    [
        ("bad", {"at_least": "good"}, (-2, -2)),
        ({"low": "bad", "high": "good"}, {"at_least": "fair"}, (-1, 1)),
        ("good", {"one_of": ["fair"]}, None),
    ],
)
def test_the_margin_of_levels_is_in_steps_and_a_choice_of_levels_has_none(score, requirement, margin):
    assert finding(score, requirement, scale=LEVELS).margin == margin


def test_a_requirement_tests_the_raw_performance_beyond_the_ends_of_the_scale():
    assert finding(1500, {"at_least": 1200}).result == "met"
    assert finding(-20, {"at_least": -10}).result == "failed"


def test_a_criterion_for_information_only_is_tested_all_the_same():
    assert finding(20, {"at_least": 30}, information_only=["reach"]).result == "failed"


def test_a_text_that_no_number_can_be_held_against_leaves_a_requirement_open():
    decision = make_decision({"alpha": {"reach": 50, "note": 40}})
    noted = decision.replace(
        criteria={**decision.criteria, "note": {"information_only": True, "require": {"at_least": 30}}},
        weights={"swing": {"reach": 100}},
    )
    texts = noted.with_assessment("alpha", "note", "about forty")

    assert [one.result for one in evaluate(noted).details] == ["met"]
    assert [(one.result, one.unknown) for one in evaluate(texts).details] == [("open", True)]


def test_the_table_of_findings_names_what_is_required_observed_short_and_cited():
    decision = make_decision(
        {"alpha": {"reach": {"low": 1, "high": 20, "evidence": ["E1", "E2"]}}},
        require={"reach": [{"at_least": 30}, {"at_most": 10, "kind": "should"}]},
        units={"reach": "days"},
        evidence={"E1": {}, "E2": {}},
    )

    table = evaluate(decision).findings

    assert table.drop(columns=["vendor", "criterion"]).to_dict("list") == {
        "kind": ["must", "should"],
        "required": ["at least 30 days", "at most 10 days"],
        "observed": ["1 to 20 days", "1 to 20 days"],
        "result": ["failed", "open"],
        "p_met": [0.0, pytest.approx(9 / 19)],
        "margin_low": [-29.0, -10.0],
        "margin_high": [-10.0, 9.0],
        "unit": ["days", "days"],
        "evidence": ["E1, E2", "E1, E2"],
        "waived_by": ["", ""],
        "waived_because": ["", ""],
    }


def test_a_decision_without_requirements_has_an_empty_table_with_all_columns():
    table = evaluate(make_decision()).findings

    assert table.empty
    assert {"required", "p_met", "margin_low"} <= set(table.columns)


SCATTER = {"mean": 12, "sd": 3}  # central 99 %: 4.27 to 19.73


@pytest.mark.parametrize(
    ("threshold", "coverage", "result", "p_met"),
    [
        (4, 0.99, "met", 0.99617),
        (4, 0.9999, "open", 0.99617),
        (12, 0.99, "open", 0.5),
        (20, 0.99, "failed", 0.00383),
        (18, 0.5, "failed", 0.02275),
    ],
)
def test_of_a_belief_without_real_ends_the_central_interval_decides(threshold, coverage, result, p_met):
    found = finding(SCATTER, {"at_least": threshold}, coverage=coverage)

    assert (found.result, found.p_met) == (result, pytest.approx(p_met, abs=1e-5))
    assert found.doubtful == (result == "met")


def test_its_margin_is_that_of_the_central_interval():
    assert finding(SCATTER, {"at_least": 10}).margin == pytest.approx((-5.727, 9.727), abs=1e-3)


@pytest.mark.parametrize(
    ("score", "result", "p_met"),
    [
        ({"low": 0, "likely": 40, "high": 60}, "open", 1 - 30**2 / (60 * 40)),
        ({"low": 30, "likely": 30, "high": 60}, "met", 1),
        ({"low": 0, "likely": 10, "high": 29, "shape": "pert"}, "failed", 0),
        ({"passes": 27, "trials": 30}, "failed", 0),
    ],
)
def test_real_ends_decide_whatever_the_shape_between_them(score, result, p_met):
    scale = (0, 1) if "passes" in score else (0, 100)
    found = finding(score, {"at_least": 30}, scale=scale)

    assert (found.result, found.p_met, found.doubtful) == (result, pytest.approx(p_met), False)


@pytest.mark.parametrize("score", [10, 50, "unknown", {"low": 20, "high": 40}])
@pytest.mark.parametrize("policy", ["undetermined", "fail"])
def test_what_is_waived_is_neither_met_nor_failed_nor_open(score, policy):
    waivers = {"alpha": {"because": "a pilot", "by": "the board"}}
    bare = finding(score, {"at_least": 30})
    found = finding(score, {"at_least": 30, "waivers": waivers}, unknown_at_requirement=policy)

    assert found.result == "waived"
    assert (found.p_met, found.margin, found.unknown) == (bare.p_met, bare.margin, bare.unknown)
    assert (found.waiver.by, bare.waiver) == ("the board", None)


def test_a_waiver_holds_for_its_vendor_alone_and_stands_in_the_table():
    waivers = {"alpha": {"because": "a pilot", "by": "the board"}}
    decision = make_decision(require={"reach": {"at_least": 90, "waivers": waivers}})

    table = evaluate(decision).findings.set_index("vendor")

    assert table["result"].to_dict() == {"alpha": "waived", "beta": "failed"}
    assert table.loc["alpha", ["waived_by", "waived_because"]].to_list() == ["the board", "a pilot"]
    assert table.loc["beta", ["waived_by", "waived_because"]].to_list() == ["", ""]
