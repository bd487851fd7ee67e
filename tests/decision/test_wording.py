import pytest

from vendor_eval.decision.wording import found, joined, unknown_name


@pytest.mark.parametrize(
    ("value", "end"),
    [(1.5, "not 1.5"), ("x" * 99, f"not '{'x' * 57}...'"), ((1,), "not a list"), ({1}, "not a list"), ("", "not ''")],
)
def test_what_was_found_is_named(value, end):
    assert found(value) == end


def test_names_are_joined_and_many_are_cut():
    assert joined(["a", "b"]) == "a, b"
    assert joined([str(index) for index in range(14)]).endswith("11 and 2 more")


def test_a_name_that_refers_to_nothing_is_told_with_the_nearest_or_with_all_there_are():
    twelve = [f"v{index:02}" for index in range(12)]

    def said(name, known):
        return unknown_name("vendor", name, known, ("vendors", 0)).message

    assert said("alhpa", ["alpha", "beta"]) == "Unknown vendor 'alhpa'. Did you mean 'alpha'?"
    assert said("x", ["alpha", "beta"]) == "Unknown vendor 'x'. Known: alpha, beta."
    assert said("x", []) == "Unknown vendor 'x'."
    assert said("xyz", twelve) == f"Unknown vendor 'xyz'. Known: {', '.join(twelve)}."
    assert said("xyz", [*twelve, "v12"]) == "Unknown vendor 'xyz'."
    assert said("200", ["alpha"]) == "Unknown vendor '200'. Is it the end of a number? Write 1200, not 1,200."
    assert said("x" * 99, []) == f"Unknown vendor '{'x' * 57}...'."
