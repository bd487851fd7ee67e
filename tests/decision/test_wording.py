import pytest

from vendor_eval.decision.wording import found, joined


@pytest.mark.parametrize(
    ("value", "end"),
    [(1.5, "not 1.5"), ("x" * 99, f"not '{'x' * 57}...'"), ((1,), "not a list"), ({1}, "not a list"), ("", "not ''")],
)
def test_what_was_found_is_named(value, end):
    assert found(value) == end


def test_names_are_joined_and_many_are_cut():
    assert joined(["a", "b"]) == "a, b"
    assert joined([str(index) for index in range(14)]).endswith("11 and 2 more")
