import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from builders import make_decision
from strategies import decisions
from vendor_eval.decision.beliefs import Exact, Interval, LevelChances, Normal, TestResult, Unknown
from vendor_eval.decision.scales import LevelScale
from vendor_eval.errors import DecisionError

SCALES = {
    "reach": {"worst": 0, "best": 1000},
    "size": {"worst": 1, "best": 10_000, "shape": "log"},
    "price": {"worst": 90, "best": 10, "range": [20, 200]},
    "terms": {"levels": {"bad": 0, "poor": 20, "fair": 60, "good": 100}},
}
SCORES = {
    "alpha": {"reach": 400, "size": 100, "price": {"low": 40, "high": 60}, "terms": "poor"},
    "beta": {"reach": {"low": -50, "high": 1200}, "size": -1, "price": 150, "terms": {"low": "poor", "high": "fair"}},
    "gamma": {"reach": "unknown", "size": 10_000, "price": 20, "terms": {"levels": {"bad": 1}}},
}


def under(scenario, **parts):
    return make_decision(SCORES, scales=SCALES, scenarios={"it": scenario}, **parts).under("it")


def ends(belief, scale):
    """The bounds of a belief as numbers: positions where they are levels."""
    low, high = (belief.value, belief.value) if isinstance(belief, Exact) else (belief.low, belief.high)
    if isinstance(scale, LevelScale):
        return scale.ordered.index(low), scale.ordered.index(high)
    return low, high


@settings(max_examples=25)
@given(decisions(scenario_count=(1, 3)))
def test_every_scenario_gives_a_decision_of_its_own_and_leaves_the_base(decision):
    before = decision.plain()
    for name, scenario in decision.scenarios.items():
        found = decision.under(name)

        assert type(found).model_validate(found.plain()) == found
        assert not found.scenarios
        assert set(found.vendors) == set(decision.vendors if scenario.vendors is None else scenario.vendors)
        assert set(found.criteria) == set(decision.criteria)
        assert set(found.weighted) == set(decision.weighted if scenario.criteria is None else scenario.criteria)
        assert found.as_of >= decision.as_of
        assert found.as_of == decision.as_of or scenario.hindsight
        if scenario.requirements == "none":
            assert not any(criterion.require for criterion in found.criteria.values())
    assert decision.plain() == before


@settings(max_examples=25)
@given(decisions(scenario_count=(0, 0)), st.integers(1, 20))
def test_widening_never_narrows_and_stays_within_the_scale(decision, steps):
    found = decision.replace(scenarios={"wide": {"widen": steps / 20}}).under("wide")
    for vendor, row in decision.assessments.items():
        for key, assessment in row.items():
            scale, after = decision.criteria[key].scale, found.assessments[vendor][key].belief
            if scale is None or isinstance(assessment.belief, Unknown | LevelChances):
                assert after == assessment.belief
                continue
            if isinstance(assessment.belief, Normal):
                assert (after.mean, after.sd >= assessment.belief.sd) == (assessment.belief.mean, True)
                continue
            if isinstance(assessment.belief, TestResult):
                assert isinstance(after, Interval) or after.trials <= assessment.belief.trials
                continue
            if any(isinstance(one.belief, Normal | TestResult) for one in assessment.by_evaluator.values()):
                # Such a range spans what has no ends, and a central interval may reach beyond the scale.
                continue
            (low, high), (lower, higher) = ends(assessment.belief, scale), ends(after, scale)
            least, greatest = (0, len(scale.ordered) - 1) if isinstance(scale, LevelScale) else scale.ends

            assert lower <= low <= high <= higher
            assert lower >= min(low, least)
            assert higher <= max(high, greatest)


def test_widening_moves_each_bound_by_the_fraction_towards_the_end_of_the_scale():
    alpha = under({"widen": 0.5}).assessments["alpha"]

    assert alpha["reach"].belief == Interval(low=200, high=700)
    assert alpha["size"].belief == Interval(low=10, high=1000)
    assert alpha["price"].belief == Interval(low=30, high=75)
    assert alpha["terms"].belief == Interval(low="bad", high="fair")


def test_widening_all_the_way_reaches_the_ends_exactly():
    alpha = under({"widen": 1}).assessments["alpha"]

    assert alpha["reach"].belief == Interval(low=0, high=1000)
    assert alpha["size"].belief == Interval(low=1, high=10_000)
    # What is impossible stays impossible: the range begins at 20, the scale ends at 10.
    assert alpha["price"].belief == Interval(low=20, high=90)
    assert alpha["terms"].belief == Interval(low="bad", high="good")


def test_widening_leaves_what_lies_beyond_the_scale_and_what_has_no_bounds():
    found = under({"widen": 0.5}).assessments

    assert found["beta"]["reach"].belief == Interval(low=-50, high=1200)
    assert found["beta"]["size"].belief == Interval(low=-1, high=4999.5)
    assert found["beta"]["price"].belief == Interval(low=85, high=150)
    assert found["gamma"]["reach"].unknown
    assert found["gamma"]["size"].belief == Interval(low=100, high=10_000)
    assert found["gamma"]["price"].belief == Interval(low=20, high=55)
    assert found["gamma"]["terms"].belief == LevelChances(levels={"bad": 1})


def test_widening_by_little_moves_no_level():
    assert under({"widen": 0.2}).assessments["alpha"]["terms"].belief == Exact(value="poor")


def test_what_a_scenario_names_is_replaced_whole():
    require = {"reach": {"at_least": 1}, "price": {"at_most": 100}, "terms": {"at_least": "fair"}}
    found = under(
        {
            "weights": {"direct": {"reach": 1, "size": 0, "price": 0, "terms": 0}},
            "scale": {"reach": {"worst": 0, "best": 10}},
            "require": {"price": None, "reach": [{"at_least": 5}, {"at_most": 9000}]},
            "assessments": {"alpha": {"reach": None, "terms": {"value": "good", "because": "asked again"}}},
        },
        require=require,
        weights={"reach": 1, "size": 1, "price": 1, "terms": 1},
    )

    assert found.weights.point() == {"reach": 1, "size": 0, "price": 0, "terms": 0}
    assert found.criteria["reach"].plain() == {
        "name": "Reach",
        "scale": {"worst": 0, "best": 10},
        "require": [{"at_least": 5}, {"at_most": 9000}],
    }
    assert found.criteria["price"].require == ()
    assert found.criteria["terms"].plain()["require"] == {"at_least": "fair"}
    assert found.assessments["alpha"]["reach"].unknown
    assert found.assessments["alpha"]["terms"].because == "asked again"


def test_a_scale_and_its_requirement_may_change_together():
    found = under(
        {"scale": {"reach": SCALES["terms"]}, "require": {"reach": {"at_least": "fair"}}, "vendors": ["gamma"]},
        require={"reach": {"at_least": 1}},
    )

    assert found.criteria["reach"].require[0].threshold == "fair"


@pytest.mark.parametrize("limits", ["none", []])
def test_requirements_may_all_be_set_aside(limits):
    found = under({"requirements": limits}, require={"reach": {"at_least": 1}})

    assert found.criteria["reach"].require == ()


def test_requirements_of_dropped_criteria_act_unless_the_scenario_says_otherwise():
    require = {"reach": {"at_least": 1}, "size": {"at_least": 1}, "price": {"at_most": 99}}
    kept = under({"criteria": ["reach"]}, require=require)
    some = under({"criteria": ["reach"], "requirements": ["reach", "size"]}, require=require)

    assert kept.weighted == ("reach",)
    assert [key for key, one in kept.criteria.items() if one.require] == ["reach", "size", "price"]
    assert [key for key, one in some.criteria.items() if one.require] == ["reach", "size"]


def test_the_weights_of_what_is_kept_keep_their_proportions():
    weights = {"reach": 60, "size": 20, "price": 20, "terms": 100}

    assert under({"criteria": ["reach", "size"]}, weights=weights).weights.point() == {"reach": 0.75, "size": 0.25}
    assert under({"criteria": ["reach"]}, weights="any").weights.point() is None


def test_a_dropped_vendor_is_no_baseline():
    assert under({"vendors": ["alpha"]}, baseline="beta").baseline == "none"
    assert under({"vendors": ["beta"]}, baseline="beta").baseline == "beta"
    assert under({"vendors": ["alpha"]}, baseline=40).baseline == 40


def test_evidence_that_is_left_out_takes_its_assessments_with_it():
    evidence = {
        "E1": {"published": "2025-02"},
        "E2": {"published": "2025-02-20"},
        "E3": {},
        "E4": {"published": "2025-01-31", "kind": "press_report"},
    }
    scores = {
        "alpha": {
            "both": {"value": 1, "evidence": ["E2", "E4"], "because": "two sources"},
            "month": {"value": 2, "evidence": ["E1"]},
            "bare": 3,
            "undated": {"low": 1, "high": 2, "evidence": ["E3", "E2"]},
        }
    }
    decision = make_decision(
        scores,
        evidence=evidence,
        scenarios={
            "by the day": {"evidence": {"published_by": "2025-02-15"}},
            "by the month": {"evidence": {"published_by": "2025-02-28"}},
            "no press": {"evidence": {"without_kinds": ["press_report"]}},
            "all": {"evidence": {}},
        },
    )
    by_the_day = decision.under("by the day").assessments["alpha"]

    assert by_the_day["both"].evidence == ("E4",)
    assert by_the_day["both"].because == "two sources"
    assert by_the_day["month"].unknown
    assert by_the_day["bare"].belief == Exact(value=3)
    assert by_the_day["undated"].because == "All its evidence is left out in this scenario: E3, E2."
    assert not decision.under("by the month").assessments["alpha"]["month"].unknown
    assert decision.under("no press").assessments["alpha"]["both"].evidence == ("E2",)
    assert decision.under("all").assessments == decision.assessments


def test_hindsight_moves_the_day_to_the_latest_state_that_it_rests_on():
    decision = make_decision(
        {"alpha": {"reach": {"value": 1, "evidence": ["now"]}}},
        evidence={"now": {"describes": "2025-01"}, "later": {"describes": "2025-Q3"}, "last": {"describes": "2026"}},
        scenarios={
            "seen": {"hindsight": True, "assessments": {"alpha": {"reach": {"value": 9, "evidence": ["later"]}}}},
            "unused": {"hindsight": True},
        },
    )

    assert str(decision.under("seen").as_of) == "2025-07-01"
    assert decision.under("unused").as_of == decision.as_of


@settings(max_examples=25)
@given(decisions(vendors=(2, 4)), st.data())
def test_a_decision_without_a_vendor_says_nothing_of_it(decision, data):
    vendor = data.draw(st.sampled_from(sorted(decision.vendors)))
    found = decision.without_vendor(vendor)

    assert set(found.vendors) == set(decision.vendors) - {vendor}
    assert list(found.criteria) == list(decision.criteria)
    assert all(vendor not in one.waivers for criterion in found.criteria.values() for one in criterion.require)
    assert found.weights == decision.weights
    for name, scenario in decision.scenarios.items():
        assert (name in found.scenarios) == (scenario.vendors != (vendor,))
        if name in found.scenarios:
            assert vendor not in found.under(name).vendors


def outcome_of_removal(decision, criterion):
    """The decision without a criterion, or why its weights cannot be kept for the others."""
    try:
        return decision.without_criterion(criterion), ""
    except DecisionError as error:
        return None, str(error)


@settings(max_examples=25)
@given(decisions(criteria_count=(2, 4)), st.data())
def test_a_decision_without_a_criterion_says_nothing_of_it(decision, data):
    criterion = data.draw(st.sampled_from(sorted(decision.criteria)))
    point = decision.point_weights
    rest = [key for key in decision.weighted if key != criterion]
    assume(rest and (point is None or sum(point[key] for key in rest) > 0))
    found, fault = outcome_of_removal(decision, criterion)
    if found is None:
        assert "cannot be kept for some of the criteria only: " in fault or "would leave nothing" in fault
        return

    assert set(found.criteria) == set(decision.criteria) - {criterion}
    assert all(set(row) == set(found.criteria) for row in found.assessments.values())
    assert set(found.scenarios) <= set(decision.scenarios)
    for name in found.scenarios:
        assert criterion not in found.under(name).criteria
    if criterion not in decision.weighted:
        assert found.weights == decision.weights


def test_a_scenario_that_would_weigh_nothing_goes_with_its_criterion():
    decision = make_decision(
        weights={"direct": {"reach": 1, "price": 0}},
        scenarios={
            "only reach": {"criteria": ["reach"]},
            "only price": {"criteria": ["price"], "weights": {"swing": {"price": 1}}},
            "price counts": {"weights": {"swing": {"reach": 0, "price": 1}}},
            "both": {"criteria": ["reach", "price"], "requirements": ["reach"]},
            "free": {"requirements": "none"},
        },
    )

    assert set(decision.without_criterion("price").scenarios) == {"only reach", "both", "free"}
    with pytest.raises(DecisionError, match=r"^weights: would leave nothing to the criteria that stay without 'reach'"):
        decision.without_criterion("reach")
    swung = decision.with_weights({"swing": {"reach": 1, "price": 1}}).without_criterion("reach")
    assert set(swung.scenarios) == {"only price", "price counts", "both", "free"}
    assert swung.scenarios["both"].requirements == ()


WAIVERS = {vendor: {"because": "a pilot", "by": "the board"} for vendor in ("alpha", "beta")}
REQUIRE = {"price": {"at_most": 100, "waivers": WAIVERS}}


def test_a_waiver_goes_with_its_vendor():
    decision = make_decision(SCORES, scales=SCALES, require=REQUIRE, scenarios={"it": {"require": REQUIRE}})

    found = decision.without_vendor("beta")

    assert list(found.criteria["price"].require[0].waivers) == ["alpha"]
    assert list(found.scenarios["it"].require["price"][0].waivers) == ["alpha"]
    assert decision.without_vendor("gamma").criteria == decision.criteria


@pytest.mark.parametrize("scenario", [{"vendors": ["alpha", "gamma"]}, {"vendors": ["alpha"], "require": REQUIRE}])
def test_a_scenario_without_a_vendor_is_without_its_waivers(scenario):
    found = under(scenario, require=REQUIRE)

    assert list(found.criteria["price"].require[0].waivers) == ["alpha"]


def test_a_baseline_goes_with_its_vendor_alone():
    decision = make_decision({"alpha": {"reach": 1}, "beta": {"reach": 2}, "gamma": {"reach": 3}}, baseline="beta")

    assert decision.without_vendor("alpha").baseline == "beta"
    assert decision.without_vendor("beta").baseline == "none"
    assert decision.replace(baseline=40).without_vendor("beta").baseline == 40
    scenarios = decision.replace(scenarios={"few": {"vendors": ["alpha", "gamma"]}, "most": {"vendors": ["beta"]}})
    assert (scenarios.under("few").baseline, scenarios.under("most").baseline) == ("none", "beta")
