import numpy as np
import pytest

from vendor_eval.engine.pairwise import Pairwise

# T. L. Saaty (2008), Decision making with the analytic hierarchy process, Int. J. Services Sciences 1(1), 83-98:
# which drink is consumed more in the USA.
DRINKS = ("coffee", "wine", "tea", "beer", "soda", "milk", "water")
DRINK_RATIOS = [
    [1, 9, 5, 2, 1, 1, 1 / 2],
    [1 / 9, 1, 1 / 3, 1 / 9, 1 / 9, 1 / 9, 1 / 9],
    [1 / 5, 3, 1, 1 / 3, 1 / 4, 1 / 3, 1 / 9],
    [1 / 2, 9, 3, 1, 1 / 2, 1, 1 / 3],
    [1, 9, 4, 2, 1, 2, 1 / 2],
    [1, 9, 3, 1, 1 / 2, 1, 1 / 3],
    [2, 9, 9, 3, 2, 3, 1],
]
# R package MCDA (Meyer, Bigaret, Hodgett, Olteanu), its example of buying a car.
CAR = {
    "criteria": [[1, 1 / 2, 3], [2, 1, 4], [1 / 3, 1 / 4, 1]],
    "style": [[1, 1 / 4, 4, 1 / 6], [4, 1, 4, 1 / 4], [1 / 4, 1 / 4, 1, 1 / 5], [6, 4, 5, 1]],
    "reliability": [[1, 2, 5, 1], [1 / 2, 1, 3, 2], [1 / 5, 1 / 3, 1, 1 / 4], [1, 1 / 2, 4, 1]],
    "fuel": [[1, 2, 4, 1], [1 / 2, 1, 3, 2], [1 / 4, 1 / 3, 1, 1 / 5], [1, 1 / 2, 5, 1]],
}
# Wikipedia, "Analytic hierarchy process - leader example" (archived 2024-07-24).
LEADER = [[1, 4, 3, 7], [1 / 4, 1, 1 / 3, 3], [1 / 3, 3, 1, 5], [1 / 7, 1 / 3, 1 / 5, 1]]


def table(rows):
    return Pairwise(tuple("abcdefg"[: len(rows)]), np.array(rows, dtype=float))


def test_saatys_drinks_have_their_published_priorities():
    drinks = Pairwise(DRINKS, np.array(DRINK_RATIOS))

    np.testing.assert_allclose(
        drinks.eigenvector(), [0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327], rtol=0, atol=6e-4
    )
    np.testing.assert_allclose(
        drinks.geometric_means(), [0.1787, 0.0185, 0.0422, 0.1165, 0.1911, 0.1286, 0.3243], rtol=0, atol=6e-5
    )
    assert drinks.lambda_max() == pytest.approx(7.17663, abs=1e-5)


def test_hodgetts_cars_have_their_published_values():
    criteria = table(CAR["criteria"]).eigenvector()
    locals_ = np.column_stack([table(CAR[key]).eigenvector() for key in ("style", "reliability", "fuel")])

    np.testing.assert_allclose(criteria, [0.3196, 0.5584, 0.1220], rtol=0, atol=1e-4)
    np.testing.assert_allclose(locals_ @ criteria, [0.2922, 0.2767, 0.0697, 0.3613], rtol=0, atol=1e-4)


def test_the_leader_example_has_its_published_weights():
    np.testing.assert_allclose(table(LEADER).eigenvector(), [0.548, 0.127, 0.270, 0.056], rtol=0, atol=6e-4)


def test_eigenvector_and_geometric_means_agree_on_three_items():
    comparisons = table([[1, 3, 5], [1 / 3, 1, 3], [1 / 5, 1 / 3, 1]])

    np.testing.assert_allclose(comparisons.eigenvector(), [0.63699, 0.25828, 0.10473], rtol=0, atol=5e-6)
    np.testing.assert_allclose(comparisons.geometric_means(), comparisons.eigenvector(), rtol=0, atol=1e-14)
    assert comparisons.lambda_max() == pytest.approx(3.03851, abs=1e-5)


def test_they_differ_on_four_items():
    comparisons = table([[1, 5, 2, 4], [1 / 5, 1, 1 / 2, 1 / 2], [1 / 2, 2, 1, 2], [1 / 4, 2, 1 / 2, 1]])

    np.testing.assert_allclose(comparisons.eigenvector(), [0.5122, 0.0976, 0.2440, 0.1461], rtol=0, atol=6e-5)
    np.testing.assert_allclose(comparisons.geometric_means(), [0.5149, 0.0968, 0.2435, 0.1448], rtol=0, atol=6e-5)


def test_a_missing_answer_that_the_others_imply_changes_nothing():
    w = np.array([0.4, 0.3, 0.2, 0.1])
    ratios = w[:, np.newaxis] / w
    ratios[0, 3] = ratios[3, 0] = ratios[1, 2] = ratios[2, 1] = np.nan
    comparisons = table(ratios)

    assert not comparisons.complete
    np.testing.assert_allclose(comparisons.geometric_means(), w, rtol=0, atol=1e-14)


def test_missing_answers_are_left_out_of_the_least_squares():
    # a : b twice as important by one path, eight times by the other: both paths are as long, so the middle, 4.
    comparisons = Pairwise.of(tuple("abcd"), {("a", "c"): 2, ("c", "b"): 1, ("a", "d"): 8, ("d", "b"): 1})
    w = comparisons.geometric_means()

    assert w[0] / w[1] == pytest.approx(4, abs=1e-12)


def test_an_answer_given_one_way_is_turned_round():
    assert Pairwise.of(("a", "b"), {("a", "b"): 4}).ratios.tolist() == [[1, 4], [0.25, 1]]


def test_one_item_has_all_the_weight():
    only = Pairwise.of(("a",), {})

    assert only.eigenvector().tolist() == only.geometric_means().tolist() == [1]


def test_nothing_is_repaired_nor_the_table_of_the_caller_changed():
    given = np.array([[1, 9, 1 / 9], [1 / 9, 1, 9], [np.nan, np.nan, 1]])
    comparisons = Pairwise(("a", "b", "c"), given)

    assert comparisons.ratios[0].tolist() == [1, 9, 1 / 9]
    assert np.isnan(given[2, 0])


def test_parts_that_nothing_joins_are_named():
    with pytest.raises(ValueError, match=r"a, c \| b, d\. Add one"):
        Pairwise.of(tuple("abcd"), {("a", "c"): 2, ("d", "b"): 3})


def test_the_eigenvector_refuses_gaps_and_names_one():
    with pytest.raises(ValueError, match="a and c are not compared"):
        Pairwise.of(tuple("abc"), {("a", "b"): 2, ("b", "c"): 3}).eigenvector()


@pytest.mark.parametrize(
    ("ratios", "message"),
    [
        ([[1, 2], [0.6, 1]], "a against b is 2, turned round 0.6"),
        ([[2, 2], [0.5, 1]], "a against a is 2"),
        ([[1, 0], [np.nan, 1]], "positive finite"),
        ([[1, -2], [np.nan, 1]], "positive finite"),
        ([[1, np.inf], [np.nan, 1]], "positive finite"),
        ([[1, 2, 3], [0.5, 1, 2]], "2 rows of 2"),
    ],
)
def test_what_is_no_table_of_comparisons_is_refused(ratios, message):
    with pytest.raises(ValueError, match=message):
        Pairwise(("a", "b"), np.array(ratios, dtype=float))


def test_an_answer_about_a_stranger_is_refused():
    with pytest.raises(ValueError, match="not compared"):
        Pairwise.of(("a", "b"), {("a", "z"): 4})
