import pytest

from vendor_eval.decision.assessments import Assessment
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.fit import misfits

NUMERIC = Criterion.model_validate({"unit": "users", "scale": {"worst": 0, "best": 10, "range": [-5, 20]}})
LEVELS = Criterion.model_validate({"scale": {"levels": {"1": 0, "fair": 50, "even": 50, "good": 100}}})
BARE = Criterion(information_only=True)
SHARES = Criterion.model_validate({"scale": {"worst": 0.5, "best": 1, "range": [0.25, 1]}})
PERCENT = Criterion.model_validate({"unit": "% of requests", "scale": {"worst": 90, "best": 100}})


def said(criterion, score):
    return [(path, message) for path, message in misfits(criterion, Assessment.model_validate(score).belief)]


@pytest.mark.parametrize(
    ("criterion", "score"),
    [
        (NUMERIC, 20),
        (NUMERIC, {"low": -5, "high": 20}),
        (LEVELS, "good"),
        (LEVELS, {"low": "fair", "high": "even"}),
        (LEVELS, {"levels": {"good": 1}}),
        (NUMERIC, {"low": -5, "likely": 3, "high": 20}),
        (NUMERIC, {"mean": 20, "sd": 100}),
        (SHARES, {"passes": 5, "trials": 20}),
        (PERCENT, {"passes": 5, "trials": 20}),
        (BARE, {"passes": 5, "trials": 20}),
        (BARE, "anything"),
        (BARE, {"levels": {"any level": 1}}),
        (NUMERIC, "unknown"),
        (LEVELS, "unknown"),
    ],
)
def test_a_belief_that_fits_is_not_spoken_of(criterion, score):
    assert said(criterion, score) == []


@pytest.mark.parametrize(
    ("criterion", "score", "path", "words"),
    [
        (NUMERIC, 21, (), "is 21, outside the possible range from -5 to 20."),
        (NUMERIC, {"low": -6, "high": 0}, ("low",), "is -6, outside"),
        (NUMERIC, {"low": -6, "likely": -6, "high": 0, "shape": "pert"}, ("low",), "is -6, outside"),
        (NUMERIC, {"low": 0, "likely": 21, "high": 22}, ("likely",), "is 21, outside"),
        (NUMERIC, {"mean": 21, "sd": 1}, ("mean",), "is 21, outside"),
        (
            NUMERIC,
            {"passes": 5, "trials": 20},
            (),
            "is a test result, which counts as a share from 0 to 1, but the scale runs from 0 to 10. "
            "If the scale is in per cent, give the criterion the unit '%'.",
        ),
        (
            NUMERIC.replace(unit="%", scale={"worst": 0, "best": 120}),
            {"passes": 5, "trials": 20},
            (),
            "is a test result, which counts as per cent, from 0 to 100, but the scale runs from 0 to 120.",
        ),
        (SHARES, {"passes": 4, "trials": 20}, ("passes",), "makes the share 0.2, outside the possible range from 0.25"),
        (LEVELS, {"low": 1, "likely": 2, "high": 3}, (), "gives numbers, but the criterion has levels: 1, fair, even"),
        (LEVELS, {"mean": 1, "sd": 2}, (), "gives numbers, but the criterion has levels"),
        (LEVELS, {"passes": 1, "trials": 2}, (), "gives numbers, but the criterion has levels"),
        (NUMERIC, "good", (), "must be a number (users), a range or `unknown`, not the text 'good'."),
        (NUMERIC, {"low": "a", "high": "b"}, ("low",), "not the text 'a'"),
        (NUMERIC, {"levels": {"a": 1}}, ("levels",), "gives probabilities of levels"),
        (LEVELS, 3, (), "must name a level (1, fair, even, good), not the number 3."),
        (LEVELS, 1, (), "not the number 1. Put quotes around it: '1'."),
        (LEVELS, "godo", (), "Unknown level 'godo'. Did you mean 'good'? Levels are 1, fair, even, good."),
        (LEVELS, "unknow", (), "Did you mean 'unknown'?"),
        (LEVELS, {"low": "good", "high": "1"}, (), "low (good) must not be a better level than high (1)."),
        (LEVELS, {"low": "even", "high": "fair"}, (), "low (even) must not be a better level"),
        (LEVELS, {"low": "x", "high": "good"}, ("low",), "Unknown level 'x'"),
        (LEVELS, {"levels": {"x": 1}}, ("levels", "x"), "Unknown level 'x'"),
    ],
)
def test_a_belief_that_does_not_fit_is_named_with_its_place(criterion, score, path, words):
    found = said(criterion, score)

    assert found[0][0] == path
    assert words in found[0][1]


def test_a_number_without_a_unit_is_asked_for_plainly():
    criterion = NUMERIC.replace(unit="")

    assert said(criterion, "x") == [((), "must be a number, a range or `unknown`, not the text 'x'.")]


def test_a_misfit_says_no_more_than_it_must():
    chances = said(NUMERIC, {"levels": {"a": 1}})

    assert said(LEVELS, 3) == [((), "must name a level (1, fair, even, good), not the number 3.")]
    assert chances == [(("levels",), "gives probabilities of levels, but the criterion has a numeric scale.")]


@pytest.mark.parametrize(
    ("criterion", "score"),
    [
        (Criterion.model_validate({"scale": {"worst": 0, "best": 1}}), {"passes": 5, "trials": 20}),
        (PERCENT.replace(scale={"worst": 90, "best": 100, "range": [25, 100]}), {"passes": 5, "trials": 20}),
        (PERCENT.replace(scale={"worst": 90, "best": 100, "range": [25, 100]}), {"passes": 20, "trials": 20}),
        (LEVELS, {"low": "fair", "high": "fair"}),
    ],
)
def test_a_belief_at_the_very_end_of_what_is_possible_fits(criterion, score):
    assert said(criterion, score) == []


@pytest.mark.parametrize(
    ("criterion", "score", "expected"),
    [
        (NUMERIC, {"low": 0, "high": 21}, ("high",)),
        (NUMERIC, {"low": 0, "likely": 1, "high": 21}, ("high",)),
        (LEVELS, {"low": "good", "high": "x"}, ("high",)),
    ],
)
def test_the_upper_end_is_named_where_it_alone_does_not_fit(criterion, score, expected):
    assert [path for path, _ in said(criterion, score)] == [expected]


def test_advice_stands_only_where_it_helps():
    percent = NUMERIC.replace(unit="%", scale={"worst": 0, "best": 120})

    assert said(percent, {"passes": 5, "trials": 20})[0][1].endswith("the scale runs from 0 to 120.")
    assert said(NUMERIC, "unknwon")[0][1].endswith("not the text 'unknwon'. Did you mean 'unknown'?")
