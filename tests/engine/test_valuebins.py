import numpy as np
import pytest

from vendor_eval.engine.valuebins import BIN, BINS, bin_quantile_errors, bin_quantiles, count_values, value_figures


def test_values_are_counted_by_the_hundredth_of_a_point_next_to_them():
    counts = count_values(np.array([[0.0, 0.004, 0.006, 50.0, 99.996, 100.0]]))

    assert counts.shape == (1, BINS)
    assert {int(b): int(counts[0, b]) for b in np.flatnonzero(counts[0])} == {0: 2, 1: 1, 5000: 1, 10_000: 2}


def test_values_past_the_ends_of_the_scale_are_counted_at_the_ends():
    counts = count_values(np.array([[-1e-9, -5.0, 100.0 + 1e-9, 1e6]]))

    assert (counts[0, 0], counts[0, -1]) == (2, 2)


def test_more_draws_than_a_small_integer_holds_are_counted():
    assert count_values(np.full((1, 70_000), 12.34))[0, 1234] == 70_000


def test_quantiles_lie_within_half_a_bin_of_those_of_the_draws():
    values = np.random.default_rng(0).uniform(0, 100, (3, 501))
    chances = [0, 0.05, 0.25, 0.5, 0.9, 1]

    found = bin_quantiles(count_values(values), chances)

    np.testing.assert_allclose(found, np.quantile(values, chances, axis=1).T, rtol=0, atol=BIN / 2 + 1e-9)


@pytest.mark.parametrize("value", [0.0, 12.34, 71.25, 100.0])
def test_a_value_in_whole_hundredths_that_never_changes_comes_back_exactly(value):
    assert bin_quantiles(count_values(np.full((1, 9), value)), [0, 0.5, 1]).tolist() == [[value] * 3]


def test_the_error_of_a_median_is_that_of_the_theory():
    # Of a normal with deviation 5 the median of n draws has the error 5 sqrt(pi / 2 n) = .0627 for n = 10,000.
    counts = count_values(np.random.default_rng(0).normal(50, 5, (20, 10_000)))

    assert bin_quantile_errors(counts, [0.5]).mean() == pytest.approx(0.0627, rel=0.05)


def test_the_error_of_a_quantile_of_one_value_is_nothing():
    assert bin_quantile_errors(count_values(np.full((1, 100), 50.0)), [0.1, 0.5]).tolist() == [[0, 0]]


def test_of_the_least_and_the_greatest_value_the_error_is_missing():
    found = bin_quantile_errors(count_values(np.linspace(0, 100, 50)[np.newaxis]), [0, 0.5, 1])

    assert np.isnan(found).tolist() == [[True, False, True]]


@pytest.mark.parametrize("chances", [[-0.1], [1.1], [np.nan], 0.5])
def test_chances_outside_0_to_1_are_refused(chances):
    with pytest.raises(ValueError, match="numbers from 0 to 1"):
        bin_quantiles(count_values(np.zeros((1, 3))), chances)


def test_the_figures_are_sums_squares_and_counts():
    sums, squares, counts = value_figures(np.array([[10.0, 20.0], [30.0, 30.0]]))

    assert sums.tolist() == [30, 60]
    assert squares.tolist() == [500, 1800]
    assert counts[1, 3000] == 2
