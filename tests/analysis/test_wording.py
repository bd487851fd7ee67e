import pytest

from vendor_eval.analysis.wording import (
    amount,
    belief_text,
    compared_text,
    counted,
    joined,
    number,
    percent,
    points,
    points_apart,
    required_text,
    share,
)
from vendor_eval.decision.assessments import Assessment
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.requirements import Requirement

MEASURES = Criterion(unit="measures", scale={"worst": 10, "best": 0})
LEVELS = Criterion(scale={"levels": {"bad": 0, "fair": 50, "good": 100}})


def belief(score):
    return Assessment.model_validate(score).belief


@pytest.mark.parametrize(
    ("x", "said"),
    [
        (0, "0"),
        (-0.0, "0"),
        (1e12, "1,000,000,000,000"),
        (999.96, "1,000"),
        (999.94, "999.9"),
        (1000.4, "1,000"),
        (2.5e-7, "0.00000025"),
    ],
)
def test_a_number_is_written_without_an_exponent(x, said):
    assert number(x) == said


@pytest.mark.parametrize(
    ("x", "unit", "said"),
    [
        (1, "days in twelve months", "1 day in twelve months"),
        (2, "days", "2 days"),
        (1, "countries served", "1 country served"),
        (1, "boxes", "1 box"),
        (1, "losses", "1 loss"),
        (1, "s", "1 s"),
        (1, "ms", "1 ms"),
        (1, "Mbps", "1 Mbps"),
        (1, "status", "1 status"),
        (1, "series", "1 series"),
        (1, "USD million a year", "1 USD million a year"),
    ],
)
def test_a_unit_is_put_in_the_singular_only_where_that_is_safe(x, unit, said):
    assert amount(x, unit) == said


@pytest.mark.parametrize(
    ("x", "said"), [(0.5, "50 %"), (0, "0 %"), (1, "100 %"), (0.9999, "over 99.9 %"), (1e-9, "under 0.1 %")]
)
def test_a_probability_is_sure_only_where_it_is(x, said):
    assert percent(x) == said


@pytest.mark.parametrize(
    ("hits", "draws", "said"),
    [
        (0, 100, "0 %"),
        (1, 100, "100 %"),
        (0, 20_000_000, "under 0.00002 %"),
        (0, 20_000, "under 0.02 %"),
        (1, 20_000, "over 99.98 %"),
        (0, 310, "under 1 %"),
        (0.0005, 10_000, "under 0.1 %"),
        (0.005, 10_000, "under 1 %"),
        (0.996, 10_000, "over 99.6 %"),
    ],
)
def test_a_share_claims_no_more_than_the_draws_carry(hits, draws, said):
    assert share(hits, draws) == said


def test_points_have_one_decimal_and_more_where_two_values_would_print_alike():
    assert points(-0.01) == "0.0"
    assert points_apart(60.0, 60.0000004) == ("60.0000000", "60.0000004")
    assert points_apart(60.0, 60.0 + 1e-13) == ("60.0", "60.0")


def test_names_are_joined_as_in_prose():
    assert joined(["A", "B", "C"]) == "A, B and C"
    assert counted(1, "criterion", "criteria") == "1 criterion"


@pytest.mark.parametrize(
    ("criterion", "score", "said"),
    [
        (MEASURES, 1, "1 measure"),
        (MEASURES, {"low": 0, "high": 1}, "0 to 1 measures"),
        (MEASURES, {"low": 1, "high": 1}, "1 measure"),
        (MEASURES, {"low": 20, "likely": 35, "high": 70}, "about 42 (20 to 70) measures, most likely 35"),
        (
            MEASURES,
            {"low": 20, "likely": 35, "high": 70, "shape": "pert"},
            "about 38 (20 to 70) measures, most likely 35",
        ),
        (MEASURES, {"low": 99.1, "likely": 99.5, "high": 99.9}, "about 99.5 (99.1 to 99.9) measures, most likely 99.5"),
        (MEASURES, {"low": 3, "likely": 3, "high": 3}, "3 measures"),
        (MEASURES, {"mean": 12, "sd": 3}, "mean 12 measures, standard deviation 3"),
        (MEASURES, {"passes": 27, "trials": 30}, "27 of 30 tests passed"),
        (MEASURES, {"passes": 0, "trials": 1}, "0 of 1 test passed"),
        (MEASURES, "unknown", "unknown"),
        (LEVELS, "fair", "“fair”"),
        (LEVELS, {"low": "bad", "high": "fair"}, "“bad” to “fair”"),
        (LEVELS, {"low": "bad", "high": "bad"}, "“bad”"),
        (LEVELS, {"levels": {"bad": 0.25, "good": 0.75}}, "“bad” (25 %) or “good” (75 %)"),
        (LEVELS, {"levels": {"bad": 0, "good": 1}}, "“good”"),
    ],
)
def test_a_belief_is_written_with_its_unit_and_a_range_keeps_the_plural(criterion, score, said):
    assert belief_text(criterion, belief(score)) == said


@pytest.mark.parametrize(
    ("criterion", "ours", "theirs", "said"),
    [
        (MEASURES, {"low": 0, "high": 1}, {"low": 4, "high": 6}, "0 to 1 against 4 to 6 measures"),
        (MEASURES, {"low": 3, "high": 4}, 1, "3 to 4 against 1 measure"),
        (MEASURES, {"mean": 12, "sd": 3}, 1, "mean 12, standard deviation 3 against 1 measure"),
        (MEASURES, 1, {"low": 2, "likely": 2, "high": 4}, "1 against about 2.7 (2 to 4) measures, most likely 2"),
        (MEASURES, {"passes": 1, "trials": 2}, 3, "1 of 2 tests passed against 3 measures"),
        (MEASURES, 1, "unknown", "1 measure against unknown"),
        (MEASURES, "unknown", 2, "unknown against 2 measures"),
        (LEVELS, "bad", "good", "“bad” against “good”"),
    ],
)
def test_two_numbers_in_one_unit_are_compared_with_the_unit_once(criterion, ours, theirs, said):
    assert compared_text(criterion, belief(ours), belief(theirs)) == said


@pytest.mark.parametrize(
    ("criterion", "requirement", "said"),
    [
        (MEASURES, {"at_most": 1}, "at most 1 measure"),
        (MEASURES, {"less_than": 3}, "less than 3 measures"),
        (LEVELS, {"more_than": "bad"}, "more than “bad”"),
        (LEVELS, {"one_of": ["fair", "good"]}, "one of “fair” or “good”"),
        (LEVELS, {"one_of": ["good"]}, "“good”"),
    ],
)
def test_a_requirement_is_written_as_it_is_asked(criterion, requirement, said):
    assert required_text(criterion, Requirement.model_validate(requirement)) == said
