import pytest

from vendor_eval.languages.units import english_singular


@pytest.mark.parametrize(
    ("unit", "singular"),
    [
        ("employees", "employee"),
        ("days in twelve months", "day in twelve months"),
        ("boxes", "box"),
        ("classes a week", "class a week"),
        ("analysis", "analysis"),
        ("RMB per million tokens", "RMB per million tokens"),
        ("%", "%"),
        ("", ""),
    ],
)
def test_the_first_word_of_a_unit_is_put_in_the_singular_where_that_is_safe(unit, singular):
    assert english_singular(unit) == singular
