import numpy as np
import pytest
from scipy.stats import kstest, qmc

from vendor_eval.engine.simplices import sticks
from vendor_eval.engine.sobol import DEPTH, GIVEN, Scramble, Sobol

NAMES = ("cost", "fit", "risk", "terms")


def test_points_that_are_not_scrambled_are_those_of_joe_and_kuo():
    vectors = Sobol.of(NAMES, 0, 1024).vectors
    plain = Scramble(vectors << np.uint64(DEPTH - GIVEN), np.zeros(4, dtype=np.uint64))

    ours = plain.points(0, 1024)
    theirs = qmc.Sobol(4, scramble=False).random(1024)

    assert sorted(ours.T.tolist()) == sorted(theirs.tolist())


@pytest.mark.parametrize("scramble", range(3))
def test_scrambled_points_put_one_into_each_interval_and_each_box(scramble):
    # Each direction by itself, and the first two together, are spread as evenly as can be: a (0, m, s)-net in base 2.
    u = Sobol.of(NAMES, 7, 256).scramble(scramble).points(0, 256)

    for direction in u:
        assert sorted((direction * 256).astype(int)) == list(range(256))
    for digits in range(9):
        boxes = (u[0] * 2**digits).astype(int) * 2 ** (8 - digits) + (u[1] * 2 ** (8 - digits)).astype(int)
        assert sorted(boxes) == list(range(256))


def test_points_made_piece_by_piece_are_those_made_at_once():
    scramble = Sobol.of(NAMES, 1, 4096).scramble(2)
    pieces = [(0, 1024), (1024, 1024), (2048, 2048)]

    whole = scramble.points(0, 4096)

    assert np.hstack([scramble.points(*piece) for piece in pieces]).tolist() == whole.tolist()


def test_each_point_by_itself_is_uniform_over_the_scrambles():
    sobol = Sobol.of(NAMES, 3, 64)
    u = np.array([sobol.scramble(number).points(0, 64)[:, 37] for number in range(2000)])

    assert all(kstest(direction, "uniform").pvalue > 1e-3 for direction in u.T)
    # Five standard errors of a correlation of 0 are 5 / sqrt(2000).
    assert np.abs(np.corrcoef(u.T) - np.eye(4)).max() < 0.112


def test_the_order_of_the_names_changes_nothing():
    names = ("risk", "cost", "terms", "fit")
    one, other = (Sobol.of(given, 0, 64).scramble(1).points(0, 64) for given in (NAMES, names))

    assert one[[NAMES.index(name) for name in names]].tolist() == other.tolist()


def test_more_points_than_planned_begin_with_those_planned():
    few, many = (Sobol.of(NAMES, 0, points).scramble(1).points(0, 64) for points in (64, 1 << 20))

    assert few.tolist() == many.tolist()


@pytest.mark.parametrize(("seed", "number", "names"), [(1, 0, NAMES), (0, 1, NAMES), (0, 0, ("cost", "fit", "r", "t"))])
def test_another_seed_scramble_or_name_moves_the_points(seed, number, names):
    points = Sobol.of(NAMES, 0, 64).scramble(0).points(0, 64)

    assert not np.isin(Sobol.of(names, seed, 64).scramble(number).points(0, 64)[3], points[3]).any()


def test_the_points_stay_what_they_were_when_results_were_published():
    assert Sobol.of(("cost", "fit"), 0, 4).scramble(0).points(0, 4).tolist() == [
        [0.2821160948151876, 0.7440005960312497, 0.016686293932306584, 0.9454897387146388],
        [0.08431425504142953, 0.9507682569442817, 0.7205483319296296, 0.36922890658834195],
    ]


def test_one_point_and_no_direction_are_no_trouble():
    assert Sobol.of(NAMES, 0, 1).scramble(0).points(0, 1).shape == (4, 1)
    assert Sobol.of((), 0, 8).scramble(0).points(0, 8).shape == (0, 8)


@pytest.mark.parametrize(("start", "size"), [(0, 3), (2, 4), (64, 64), (0, 128)])
def test_points_come_in_aligned_powers_of_2(start, size):
    with pytest.raises(ValueError, match="aligned powers of 2"):
        Sobol.of(NAMES, 0, 64).scramble(0).points(start, size)


def test_shares_of_a_stick_are_uniform_on_the_simplex():
    # Each share is beta(1, 3); two shares have the correlation -1/3.
    shares = sticks(np.random.default_rng(0).random((3, 200_000)))

    np.testing.assert_allclose(shares.sum(axis=0), 1, rtol=0, atol=1e-15)
    assert all(kstest(share, "beta", (1, 3)).pvalue > 1e-3 for share in shares)
    np.testing.assert_allclose(np.corrcoef(shares), np.full((4, 4), -1 / 3) + np.eye(4) * 4 / 3, rtol=0, atol=0.012)


def test_a_stick_of_one_piece_is_not_broken():
    assert sticks(np.empty((0, 3))).tolist() == [[1, 1, 1]]
