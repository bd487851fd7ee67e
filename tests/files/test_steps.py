"""Paths as cells show them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_eval.files.steps import path_text, put_at, read_path

NAMES = st.text(min_size=1, max_size=8) | st.sampled_from(
    ["a.b", "007", "3", '"', "[x]", " a", "{}", "\\", "a\nb", "."]
)


@given(st.lists(NAMES | st.integers(0, 99), min_size=1, max_size=5))
def test_a_path_reads_back_exactly_whatever_its_names(steps):
    assert read_path(path_text(tuple(steps))) == tuple(steps)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (("scenarios", "data only", "assessments", "alpha"), "scenarios.data only.assessments.alpha"),
        (("weights", "within", "technology / models"), "weights.within.technology / models"),
        (("vendors", "007", "a.b", 3), 'vendors."007"."a.b".3'),
    ],
)
def test_a_path_is_written_as_people_would_type_it(path, text):
    assert path_text(path) == text


@pytest.mark.parametrize("text", ["a..b", ".a", "a.", '"a', 'a"b"', '"a"b', '"\\x"'])
def test_what_is_no_path_is_said_to_be_none(text):
    with pytest.raises(ValueError, match="is no path: "):
        read_path(text)


def test_a_value_is_put_where_nothing_else_is():
    whole = {"a": {"b": 1, "c": None}, "list": [{"d": 2}]}

    assert put_at(whole, ("a", "c"), 3)
    assert put_at(whole, ("x", "y", 5), 4)
    assert put_at(whole, ("list", 0, "e"), 5)
    assert whole == {"a": {"b": 1, "c": 3}, "list": [{"d": 2, "e": 5}], "x": {"y": {"5": 4}}}


@pytest.mark.parametrize("path", [("a",), ("a", "b"), ("a", "b", "c"), ("list", 7, "e"), ("list", "e"), ()])
def test_a_value_is_not_put_over_another(path):
    whole = {"a": {"b": 1}, "list": [{"d": 2}]}

    assert not put_at(whole, path, 9)
    assert whole == {"a": {"b": 1}, "list": [{"d": 2}]}
