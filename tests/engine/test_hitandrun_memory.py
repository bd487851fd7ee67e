import numpy as np
import pytest

from vendor_eval.engine.hitandrun_frames import turned_frames
from vendor_eval.engine.hitandrun_memory import FORGOTTEN, sweeps_to_forget
from vendor_eval.engine.hitandrun_sweeps import Inside

WALKS = 1024


class Remembering:
    """Sums of normal variates that forget at rates of their own: correlations are known."""

    rows = np.zeros((0, 3))

    def __init__(self, shares, kept):
        self.shares, self.kept = (np.reshape(one, (-1, 1, 1)) for one in (np.sqrt(shares), kept))
        self.parts = np.random.default_rng(1).standard_normal((len(shares), 3, WALKS))

    def room(self, z):
        return np.ones((0, WALKS))

    def walked(self, z, sweeps, rng):
        for _ in range(sweeps):
            self.parts = self.kept * self.parts + np.sqrt(1 - self.kept**2) * rng.standard_normal(self.parts.shape)
        return (self.shares * self.parts).sum(axis=0)


class Swinging(Remembering):
    """How far walks are from the middle is remembered, on which side is not."""

    def walked(self, z, sweeps, rng):
        return np.abs(super().walked(z, sweeps, rng)) * rng.choice([-1, 1], z.shape)


class Cornered(Remembering):
    """The room that a limit leaves is remembered, where walks stand is not."""

    rows = np.zeros((1, 3))

    def room(self, z):
        return np.exp(self.parts[0, :1])

    def walked(self, z, sweeps, rng):
        super().walked(z, sweeps, rng)
        return rng.standard_normal(z.shape)


def start():
    return np.random.default_rng(0).standard_normal((3, WALKS))


def test_a_single_rate_of_forgetting_is_met():
    sweeps, _ = sweeps_to_forget(Remembering([1.0], [0.8]), start(), np.random.default_rng(2))

    # To a stride of four sweeps, and rather too many: the greatest of several measurements counts.
    assert 15 <= np.ceil(np.log(FORGOTTEN) / np.log(0.8)) <= sweeps <= 20


def test_a_small_part_that_is_forgotten_late_is_waited_for():
    # A tenth of the variance. By the rate of the first sweep, .36, four sweeps would do.
    sweeps, _ = sweeps_to_forget(Remembering([0.9, 0.1], [0.3, 0.9]), start(), np.random.default_rng(2))

    assert 11 <= np.floor(np.log(FORGOTTEN / 0.1) / np.log(0.9)) <= sweeps <= 16


@pytest.mark.parametrize(
    ("walks", "least"), [(Swinging([1.0], [0.9]), 12), (Cornered([1.0], [0.8]), 15)], ids=["squares", "room"]
)
def test_what_no_weighted_sum_shows_is_waited_for(walks, least):
    sweeps, _ = sweeps_to_forget(walks, start(), np.random.default_rng(2))

    assert least <= sweeps <= least + 10


def test_walks_that_forget_at_once_take_one_sweep():
    sweeps, z = sweeps_to_forget(Remembering([1.0], [0.0]), start(), np.random.default_rng(2))

    assert sweeps == 1
    assert z.shape == (3, WALKS)


def test_walks_that_never_forget_are_refused():
    with pytest.raises(ValueError, match=r"after 24 sweeps through all directions .* is still 0.9"):
        sweeps_to_forget(Remembering([1.0], [0.999]), start(), np.random.default_rng(2), most=24)


def test_a_long_thin_set_that_was_not_made_round_is_refused():
    d = 3
    rows, bounds = np.vstack([np.eye(d), -np.eye(d)]), np.tile([1.0, 1.0, 1e4], 2)
    inside = Inside(rows, bounds, turned_frames(d, 20, np.random.default_rng(0)))
    z = np.random.default_rng(1).uniform(-1, 1, (d, WALKS)) * [[1.0], [1.0], [1e4]]
    with pytest.raises(ValueError, match="Widen the narrowest limits"):
        sweeps_to_forget(inside, z, np.random.default_rng(2), most=16)
