import numpy as np
import pytest

from engine.test_pairwise import CAR, DRINK_RATIOS, DRINKS, LEADER, table
from vendor_eval.engine.consistency import RANDOM_INDEX, consistency, geometric_consistency, worst_triads
from vendor_eval.engine.pairwise import Pairwise


def test_saatys_drinks_have_their_published_consistency():
    drinks = Pairwise(DRINKS, np.array(DRINK_RATIOS))
    old, new = consistency(drinks, "saaty-1980"), consistency(drinks, "saaty-2008")

    assert new.ratio == pytest.approx(0.022, abs=5e-4)
    assert (old.ratio, new.ratio) == (pytest.approx(0.0223, abs=5e-5), pytest.approx(0.0218, abs=5e-5))
    assert old.index == pytest.approx(0.02944, abs=5e-6)
    assert (old.table, old.random_index) == ("saaty-1980", 1.32)


@pytest.mark.parametrize(
    ("key", "index", "ratio_1980", "ratio_2008"),
    [
        ("criteria", 0.00915, 0.0158, 0.0176),
        ("style", 0.1449, 0.1610, 0.1628),
        ("reliability", 0.06376, 0.0708, 0.0716),
        ("fuel", 0.0771, 0.0857, 0.0866),
    ],
)
def test_hodgetts_cars_have_their_consistency_by_both_tables_of_saaty(key, index, ratio_1980, ratio_2008):
    comparisons = table(CAR[key])

    assert consistency(comparisons).index == pytest.approx(index, abs=1e-5)
    assert consistency(comparisons, "saaty-1980").ratio == pytest.approx(ratio_1980, abs=6e-5)
    assert consistency(comparisons, "saaty-2008").ratio == pytest.approx(ratio_2008, abs=6e-5)


def test_the_leader_example_has_its_published_ratio():
    assert consistency(table(LEADER), "saaty-2008").ratio == pytest.approx(0.044, abs=5e-4)
    assert consistency(table(LEADER)).lambda_max == pytest.approx(4.11842, abs=1e-5)


def test_four_items_by_alonso_and_lamata():
    comparisons = table([[1, 5, 2, 4], [1 / 5, 1, 1 / 2, 1 / 2], [1 / 2, 2, 1, 2], [1 / 4, 2, 1 / 2, 1]])

    assert consistency(comparisons, "alonso-lamata-2006").ratio == pytest.approx(0.0179, abs=5e-5)


def test_the_table_chosen_can_decide_whether_a_ratio_passes():
    comparisons = table([[1, 3, 4], [1 / 3, 1, 4], [1 / 4, 1 / 4, 1]])

    assert consistency(comparisons, "saaty-1980").ratio < consistency(comparisons, "saaty-2008").ratio


def test_every_table_goes_up_to_fifteen_items():
    assert {len(indices) for indices in RANDOM_INDEX.values()} == {13}


def test_two_items_cannot_disagree():
    assert consistency(Pairwise.of(("a", "b"), {("a", "b"): 4})).ratio == 0
    assert geometric_consistency(Pairwise.of(("a", "b"), {("a", "b"): 4})) == 0


def test_the_geometric_index_of_three_items_is_a_third_of_the_squared_disagreement():
    # Each of the three errors is a third of the disagreement D: 2 / (2 * 1) * 3 * (D / 3)^2 = D^2 / 3.
    comparisons = table([[1, 3, 5], [1 / 3, 1, 3], [1 / 5, 1 / 3, 1]])
    (worst,) = worst_triads(comparisons)

    assert geometric_consistency(comparisons) == pytest.approx(worst.disagreement**2 / 3, abs=1e-14)


def test_the_worst_triad_comes_first_with_what_would_mend_it():
    answers = {("a", "b"): 2, ("b", "c"): 3, ("a", "c"): 6, ("c", "d"): 1, ("a", "d"): 3, ("b", "d"): 3}
    worst, next_worst = worst_triads(Pairwise.of(tuple("abcd"), answers))

    assert worst.items in {("a", "c", "d"), ("a", "b", "d")}
    assert worst.disagreement == pytest.approx(np.log(2), abs=1e-12)
    assert {worst.items, next_worst.items} == {("a", "c", "d"), ("a", "b", "d")}


@pytest.mark.parametrize("which", [0, 1, 2])
def test_any_one_mended_answer_makes_a_triad_agree(which):
    (triad,) = worst_triads(Pairwise.of(tuple("abc"), {("a", "b"): 2, ("b", "c"): 3, ("a", "c"): 1}))
    answers = [*triad.given]
    answers[which] = triad.mended[which]
    ab, bc, ac = answers

    assert triad.given == (2, 3, 1)
    assert triad.mended == pytest.approx((1 / 3, 1 / 2, 6))
    assert ab * bc == pytest.approx(ac, abs=1e-14)
    assert worst_triads(Pairwise.of(tuple("abc"), {("a", "b"): ab, ("b", "c"): bc, ("a", "c"): ac})) == ()


def test_triads_with_a_gap_are_left_out():
    assert worst_triads(Pairwise.of(tuple("abc"), {("a", "b"): 2, ("b", "c"): 3})) == ()


def test_at_most_the_number_asked_for():
    assert len(worst_triads(table(LEADER), most=2)) == 2


def test_an_unknown_table_is_refused():
    with pytest.raises(ValueError, match=r"'saaty'; there are saaty-1980, saaty-2008, alonso-lamata-2006"):
        consistency(table(LEADER), "saaty")


def test_more_items_than_the_table_has_are_refused():
    with pytest.raises(ValueError, match="ends at 15 items; these are 16"):
        consistency(Pairwise(tuple("abcdefghijklmnop"), np.ones((16, 16))))


def test_the_geometric_index_refuses_gaps():
    with pytest.raises(ValueError, match="needs every comparison"):
        geometric_consistency(Pairwise.of(tuple("abc"), {("a", "b"): 2, ("b", "c"): 3}))
