import numpy as np
import pytest

from builders import make_decision
from vendor_eval.analysis.model import Model, cell_of, condition_of, narrowed
from vendor_eval.decision.assessments import Assessment
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.requirements import Requirement
from vendor_eval.engine.cells import Levels, Point, Uniform, Unknown
from vendor_eval.engine.weights import PointWeights, SimplexWeights

NUMBERS = Criterion(scale={"worst": 0, "best": 1200})
DOWN = Criterion(scale={"worst": 10, "best": 0})
SHARE = Criterion(scale={"worst": 0, "best": 1})
PERCENT = Criterion(unit="%", scale={"worst": 0, "best": 100, "range": [0, 100]})
TARGET = Criterion(scale={"worst": [0, 60], "best": 20, "shape": "target"})
LEVELS = Criterion(scale={"levels": {"good": 100, "bad": 0, "fair": 40}})


def cell(criterion, score):
    return cell_of(criterion, Assessment.model_validate(score).belief)


def condition(criterion, requirement):
    return condition_of(criterion, Requirement.model_validate(requirement))


@pytest.mark.parametrize(
    ("criterion", "score", "found"),
    [
        (NUMBERS, 300, Point(300, 25)),
        (NUMBERS, 1500, Point(1500, 100)),
        (DOWN, 4, Point(4, 60)),
        (NUMBERS, {"low": 300, "high": 300}, Point(300, 25)),
        (NUMBERS, "unknown", Unknown()),
        (LEVELS, "fair", Point(1, 40)),
        (LEVELS, {"low": "fair", "high": "fair"}, Point(1, 40)),
        (LEVELS, {"low": "bad", "high": "fair"}, Levels((0, 40, 100), (0.5, 1, 1))),
        (LEVELS, {"levels": {"good": 0.25, "bad": 0.75}}, Levels((0, 40, 100), (0.75, 0.75, 1))),
    ],
)
def test_a_belief_becomes_a_cell_and_levels_count_from_the_least_valued(criterion, score, found):
    assert cell(criterion, score) == found


def test_a_range_is_uniform_in_the_raw_unit_and_its_expected_value_is_that_of_the_values():
    clipped = cell(NUMBERS, {"low": 900, "high": 1500})

    # Half of the range lies beyond the best level: .5 x 87.5 + .5 x 100, not the 100 points of the middle, 1,200.
    assert (clipped.mean, clipped.support) == (93.75, (75, 100))


@pytest.mark.parametrize(
    ("criterion", "score", "points"),
    [
        (NUMBERS, {"low": 300, "likely": 600, "high": 1200}, 700 / 12),  # (300 + 600 + 1200) / 3
        (NUMBERS, {"low": 300, "likely": 600, "high": 1200, "shape": "pert"}, 650 / 12),  # (300 + 4 x 600 + 1200) / 6
        (NUMBERS, {"low": 300, "likely": 300, "high": 300, "shape": "pert"}, 25),
        (NUMBERS, {"mean": 600, "sd": 100}, 50),
        (SHARE, {"passes": 27, "trials": 30}, 100 * 28 / 32),  # (passes + 1) / (trials + 2)
        (PERCENT, {"passes": 27, "trials": 30}, 100 * 28 / 32),
        (TARGET, {"low": 0, "high": 60}, 50),
    ],
)
def test_on_a_straight_scale_the_expected_value_is_that_of_the_mean(criterion, score, points):
    assert cell(criterion, score).mean == pytest.approx(points, abs=1e-6)


def test_a_normal_is_cut_to_the_range_of_its_scale():
    cut = cell(PERCENT, {"mean": 100, "sd": 10})

    # Half of a normal is left: mean 100 - 10 sqrt(2 / pi).
    assert cut.mean == pytest.approx(100 - 10 * (2 / np.pi) ** 0.5)
    assert cut.central(0.5)[1] < 100
    assert cell(PERCENT.replace(scale=None, information_only=True), {"mean": 100, "sd": 10}).central(0.5)[1] > 100


def test_bounds_are_those_of_the_central_interval_where_a_belief_has_no_real_ends():
    decision = make_decision({"alpha": {"reach": {"mean": 50, "sd": 10}}}, policy={"coverage": 0.9})
    model = Model.of(decision)
    scattered = model.cell("alpha", "reach")

    assert model.bounds(scattered) == pytest.approx((50 - 16.449, 50 + 16.449), abs=1e-3)
    assert model.bounds(scattered, whole=True) == (0, 100)
    assert model.bounds(cell(NUMBERS, {"low": 300, "likely": 600, "high": 900})) == (25, 75)
    assert model.points("low").tolist() == [[model.bounds(scattered)[0]]]
    assert model.points("high", whole=True).tolist() == [[100]]


def test_the_expected_points_of_a_skew_belief_lie_within_its_bounds():
    # Only the last tenth of a percent is worth anything, and the central half has none of it.
    late = {"reach": {"worst": 3, "best": 3.1}}
    model = Model.of(make_decision({"alpha": {"reach": {"mean": 0, "sd": 1}}}, scales=late, policy={"coverage": 0.5}))
    (low, high), mean = model.bounds(model.cells[0][0]), model.cells[0][0].mean

    assert (low, high) == (0, mean)
    assert mean > 0


def test_an_unknown_level_is_any_of_them_equally_likely():
    blank = cell(LEVELS, "unknown")

    assert blank.chances == pytest.approx([1 / 3] * 3)
    assert blank.mean == pytest.approx(140 / 3)


@pytest.mark.parametrize(
    ("criterion", "requirement", "met", "failed"),
    [
        (NUMBERS, {"at_least": 300}, [300, 2000], [299]),
        (NUMBERS, {"less_than": 300}, [299, -5], [300]),
        (LEVELS, {"at_least": "fair"}, [1, 2], [0]),
        (LEVELS, {"more_than": "fair"}, [2], [0, 1]),
        (LEVELS, {"one_of": ["bad", "good"]}, [0, 2], [1]),
    ],
)
def test_a_requirement_becomes_a_test_of_the_raw_performance_or_of_the_level(criterion, requirement, met, failed):
    test = condition(criterion, requirement)

    assert test.met(np.array(met)).all()
    assert not test.met(np.array(failed)).any()


@pytest.mark.parametrize(
    ("criterion", "score", "requirement", "found"),
    [
        (NUMBERS, "unknown", {"at_least": 300}, Unknown(25, 100)),
        (DOWN, "unknown", {"at_most": 4}, Unknown(60, 100)),
        (NUMBERS, "unknown", {"at_least": 2000}, Unknown(100, 100)),
        (LEVELS, {"low": "bad", "high": "good"}, {"at_least": "fair"}, Levels((0, 40, 100), (0, 0.5, 1))),
        (NUMBERS, {"low": 100, "high": 500}, {"at_most": 100}, Point(100, 100 / 12)),
        (NUMBERS, 200, {"at_least": 300}, Point(200, 200 / 12)),
        (TARGET, "unknown", {"at_most": 10}, Unknown(0, 50)),
        (TARGET, "unknown", {"at_least": 10}, Unknown(0, 100)),
    ],
)
def test_a_cell_is_cut_to_where_a_must_is_met(criterion, score, requirement, found):
    cut = narrowed(cell(criterion, score), [condition(criterion, requirement)], criterion)

    assert type(cut) is type(found)
    assert cut.support == pytest.approx(found.support)
    assert cut.mean == pytest.approx(found.mean)


def test_a_range_is_cut_to_the_part_that_meets_every_must():
    cut = narrowed(
        cell(NUMBERS, {"low": 100, "high": 900}),
        [condition(NUMBERS, {"at_least": 300}), condition(NUMBERS, {"less_than": 600})],
        NUMBERS,
    )

    assert isinstance(cut, Uniform)
    assert (cut.low, cut.high) == (300, pytest.approx(600))


def test_requirements_on_both_sides_of_a_target_narrow_an_unknown_together():
    sides = [condition(TARGET, {"more_than": 10}), condition(TARGET, {"less_than": 40})]

    assert narrowed(cell(TARGET, "unknown"), sides, TARGET) == Unknown(50, 100)


def test_an_unknown_without_a_scale_cannot_be_cut():
    bare = Criterion(information_only=True)

    assert narrowed(Unknown(), [condition(bare, {"at_least": 30})], bare) == Unknown()


def test_a_distribution_is_cut_as_an_interval_is():
    cut = narrowed(cell(NUMBERS, {"mean": 600, "sd": 100}), [condition(NUMBERS, {"at_least": 600})], NUMBERS)

    # The mean of half a normal.
    assert cut.mean == pytest.approx((600 + 100 * (2 / np.pi) ** 0.5) / 12)


@pytest.mark.parametrize(
    ("score", "requirements"),
    [
        ({"low": 100, "high": 200}, [{"at_least": 300}]),
        ({"mean": 200, "sd": 1}, [{"at_least": 200}, {"at_most": 100}]),
        ("unknown", [{"at_least": 600}, {"at_most": 300}]),
    ],
)
def test_what_is_never_met_is_left_as_it_is(score, requirements):
    first = narrowed(cell(NUMBERS, score), [condition(NUMBERS, requirements[0])], NUMBERS)

    assert narrowed(cell(NUMBERS, score), [condition(NUMBERS, one) for one in requirements], NUMBERS) == first


@pytest.mark.parametrize(
    "score", [{"levels": {"bad": 0.1, "fair": 0.2, "good": 0.7}}, {"levels": {"fair": 0.3, "good": 0.7}}]
)
def test_a_cell_that_meets_its_musts_anyway_stays_as_it_is_to_the_last_bit(score):
    whole = cell(LEVELS, score)

    assert narrowed(whole, [condition(LEVELS, {"one_of": ["bad", "fair", "good"]})], LEVELS) is whole
    cut = narrowed(whole, [condition(LEVELS, {"at_least": "fair"})], LEVELS)
    assert (cut is whole) == (whole.chances[0] == 0)


def test_vendors_and_criteria_stand_in_the_order_of_their_keys():
    model = Model.of(make_decision({"b": {"y": 1, "x": 2}, "a": {"y": 3, "x": 4}}, weights={"y": 30, "x": 10}))

    assert (model.vendors, model.criteria, model.weights) == (("a", "b"), ("x", "y"), PointWeights((0.25, 0.75)))
    assert model.points("mean").tolist() == [[4, 3], [2, 1]]
    assert model.overall(model.points("mean")).tolist() == [3.25, 1.25]
    assert model.with_any_weights().weights == SimplexWeights(("x", "y"))


def test_a_criterion_for_information_only_has_no_place_in_the_sum():
    model = Model.of(make_decision(information_only=["price"]))

    assert model.criteria == ("reach",)
    assert model.cell("alpha", "price") == Point(30, 30)


def test_without_a_scale_a_number_can_be_tested_and_a_text_cannot():
    decision = make_decision(information_only=["price"])
    bare = decision.replace(criteria={**decision.criteria, "price": {"information_only": True}})
    model = Model.of(
        bare.with_assessment("alpha", "price", {"low": 3, "high": 4}).with_assessment("beta", "price", "?")
    )

    assert not model.unknown("alpha", "price")
    assert model.unknown("beta", "price")
    assert isinstance(model.cell("alpha", "price"), Uniform)
    assert Model.of(bare).cell("alpha", "price").raw == 30


@pytest.mark.parametrize(
    ("require", "low"),
    [
        ({"at_least": 50}, 50),
        ({"at_least": 10}, 0),  # met but for one in 30,000
        ({"at_least": 50, "waivers": {"alpha": {"because": "a pilot", "by": "the board"}}}, 0),
    ],
)
def test_only_where_a_must_is_open_is_a_belief_cut_to_where_it_is_met(require, low):
    decision = make_decision({"alpha": {"reach": {"mean": 50, "sd": 10}}}, require={"reach": require})

    assert Model.of(decision).cell_if_met("alpha", "reach").support[0] == low
