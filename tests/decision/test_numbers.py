import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from pydantic import TypeAdapter, ValidationError

from vendor_eval.decision.numbers import Number, Points, Score, Share, Whole, reading, tidy

NUMBER = TypeAdapter(Number)


@pytest.mark.parametrize("value", [3, 3.0, np.int64(3), np.float32(3), Decimal(3), Fraction(3)])
def test_any_real_number_is_a_number(value):
    clean = NUMBER.validate_python(value)

    assert clean == 3
    assert type(clean) is float


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (True, "must be a number, not true"),
        (np.False_, "must be a number, not false"),
        ("1,200", r"not the text '1,200'. Did you mean 1.200 or 1200\?"),
        (None, "must be a number, but is empty"),
        ([1], "must be a number, not a list"),
        (1j, "must be a number, not 1j"),
        (math.nan, r"error, must be a number, not NaN; write `unknown` where nothing is known\. \["),
        (Decimal("NaN"), "must be a number, not NaN"),
        (Decimal("sNaN"), "must be a number"),
        (math.inf, r"error, must be a number between -1e12 and 1e12, not infinite or too large to be read\. \["),
        (10**400, "not infinite or too large"),
        (-2e12, r"must be a number between -1e12 and 1e12, not -2e\+12"),
        (np.float64("nan"), "not NaN"),
    ],
)
def test_everything_else_is_refused(value, message):
    with pytest.raises(ValidationError, match=message):
        NUMBER.validate_python(value)


def test_the_largest_numbers_and_the_smallest_are_numbers():
    assert NUMBER.validate_python(1e12) == 1e12
    assert NUMBER.validate_python(5e-324) == 5e-324


def test_points_shares_and_whole_numbers_keep_their_limits():
    assert TypeAdapter(Points).validate_python(100) == 100
    assert TypeAdapter(Share).validate_python(0.5) == 0.5
    assert TypeAdapter(Whole).validate_python(2.0) == 2
    for kind, value in ((Points, 101), (Share, -0.1), (Whole, -1)):
        with pytest.raises(ValidationError):
            TypeAdapter(kind).validate_python(value)
    with pytest.raises(ValidationError, match=r"must be a whole number, not 1\.5"):
        TypeAdapter(Whole).validate_python(1.5)


def test_a_score_is_a_number_or_a_text():
    score = TypeAdapter(Score)

    assert score.validate_python("good") == "good"
    assert score.validate_python(7) == 7.0
    with pytest.raises(ValidationError, match=r"holds U\+000A"):
        score.validate_python("two\nlines")


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("1,200", "1.200 or 1200?"),
        ("0,4", "mean 0.4?"),
        ("-1.200,50", "mean -1200.50?"),
        ("1,200.50", "mean 1200.50?"),
        ("1'200'000", "mean 1200000?"),
        ("1\u00a0200", "mean 1200?"),
        ("010", "mean 10?"),
        ("-00.5", ""),
        ("-007.5", "mean -7.5?"),
        ("01.05", "mean 1.05?"),
        ("5%", "in percent"),
        (" TBD ", "`unknown`"),
        ("–", "`unknown`"),
        ("2-6", "{low: 2, high: 6} in a text file, 2 .. 6 in a table"),
        ("0.5 .. 1", "{low: 0.5, high: 1}"),
        ("2 to 6", "a range?"),
        ("-2--1", "{low: -2, high: -1}"),
        ("2–6", "a range?"),
        ("2025-01-02", ""),
        ("1,20,0", ""),
        ("high", ""),
        ("٣,٤", ""),
    ],
)
def test_a_text_is_read_as_the_number_it_may_have_meant(text, offer):
    assert offer in reading(text)
    assert bool(offer) == bool(reading(text))


def test_an_offer_ends_a_sentence():
    assert reading("TBD") == " Write `unknown` where nothing is known."
    assert reading("5%") == " Write the number alone and say in the criterion's unit that it is in percent."


def test_whole_numbers_lose_their_point():
    assert [repr(tidy(value)) for value in (3.0, -0.0, 0.1, 1e300)] == ["3", "0", "0.1", "1e+300"]
    assert [repr(tidy(value)) for value in (1e15 - 1, 1e15)] == ["999999999999999", "1000000000000000.0"]
