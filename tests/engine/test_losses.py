import numpy as np
import pytest

from vendor_eval.engine.acceptability import Counting, tally
from vendor_eval.engine.losses import count_losses

# Draw 1: B is 20 behind A. Draw 2: A is 30 behind B. Draw 3: A has no rank, so B is best. Draw 4: nobody has one.
VALUES = np.array([[60.0, 50.0, 90.0, 10.0], [40.0, 80.0, 20.0, 10.0]])
SUFFICIENT = np.array([[1, 1, 0, 0], [1, 1, 1, 0]], dtype=bool)


def test_losses_are_added_up_over_the_draws_in_which_a_vendor_has_a_rank():
    losses = count_losses(VALUES, SUFFICIENT)

    assert losses.sums.tolist() == [30, 20]
    assert losses.square_sums.tolist() == [900, 400]
    assert losses.means(SUFFICIENT.sum(axis=1).astype(float)).tolist() == [15, pytest.approx(20 / 3)]


def test_the_standard_error_of_a_mean_loss_is_that_of_the_mean_of_its_draws():
    losses = count_losses(VALUES, SUFFICIENT)

    expected = [np.std([0, 30], ddof=1) / 2**0.5, np.std([20, 0, 0], ddof=1) / 3**0.5]
    assert losses.errors(np.array([2.0, 3.0])) == pytest.approx(expected)


def test_without_a_rank_there_is_no_loss_to_tell():
    losses = count_losses(VALUES[:, 3:], SUFFICIENT[:, 3:])

    assert np.isnan(losses.means(np.zeros(2))).all()
    assert np.isnan(losses.errors(np.zeros(2))).all()


def test_two_blocks_add_up_to_one():
    whole = count_losses(VALUES, SUFFICIENT)
    halves = count_losses(VALUES[:, :2], SUFFICIENT[:, :2]) + count_losses(VALUES[:, 2:], SUFFICIENT[:, 2:])

    assert halves.sums.tolist() == whole.sums.tolist()
    assert halves.square_sums.tolist() == whole.square_sums.tolist()


def test_a_tally_counts_losses_where_it_is_asked_to():
    weights = np.ones((1, 1))
    counted = tally(VALUES, SUFFICIENT, weights, counting=Counting(losses=True))
    both = counted + counted

    assert both.mean_losses.tolist() == [15, pytest.approx(20 / 3)]
    assert both.mean_loss_errors[0] < counted.mean_loss_errors[0]
    with pytest.raises(ValueError, match=r"ask for them by Counting\(losses=True\)"):
        _ = tally(VALUES, SUFFICIENT, weights).mean_losses


def test_losses_are_those_of_the_values_whatever_vendors_are_ranked_by():
    counted = tally(-VALUES, SUFFICIENT, np.ones((1, 1)), values=VALUES, counting=Counting(losses=True))

    assert counted.mean_losses.tolist() == [15, pytest.approx(20 / 3)]
