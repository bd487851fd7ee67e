import pytest

from vendor_eval.decision.assessments import Assessment
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.fit import misfits

NUMERIC = Criterion.model_validate({"unit": "users", "scale": {"worst": 0, "best": 10, "range": [-5, 20]}})
LEVELS = Criterion.model_validate({"scale": {"levels": {"1": 0, "fair": 50, "even": 50, "good": 100}}})
BARE = Criterion(information_only=True)


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
