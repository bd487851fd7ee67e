import numpy as np
import pytest

from vendor_eval.engine.dataweights import critic, entropy, merec, standard_deviation

# The example of Keshavarz-Ghorabaee et al. (2021), Determination of objective weights using a new method based on the
# removal effects of criteria (MEREC), Symmetry 13(4), 525.
MEREC = np.array(
    [[450, 8000, 54, 145], [10, 9100, 2, 160], [100, 8200, 31, 153], [220, 9300, 1, 162], [5, 8400, 23, 158]]
)
MEREC_COSTS = (False, False, True, True)
# Y. Ersoy (2021), LogForum 17(3): notebooks.
NOTEBOOKS = np.array(
    [
        [256, 8, 41, 1.6, 1.77, 7347.16],
        [256, 8, 32, 1.0, 1.8, 6919.99],
        [256, 8, 53, 1.6, 1.9, 8400],
        [256, 8, 41, 1.0, 1.75, 6808.9],
        [512, 8, 35, 1.6, 1.7, 8479.99],
        [256, 4, 35, 1.6, 1.7, 7499.99],
    ]
)
# H.-C. Lee and C.-T. Chang (2018), Renewable and Sustainable Energy Reviews 92, 883-896: energy sources in Taiwan.
ENERGY = np.array(
    [
        [4550, 30, 6.74, 20, 15, 5, 85, 150, 0.87, 4.76],
        [3005, 60.86, 2.4, 35, 27, 4, 26, 200, 0.17, 4.51],
        [2040, 14.85, 1.7, 90, 25, 5, 26, 500, 0.27, 4.19],
        [3370, 99.4, 3.25, 25.3, 54, 3, 45, 222, 0.21, 3.78],
        [3920, 112.6, 4.93, 11.4, 71.7, 2, 50, 100, 0.25, 4.11],
    ]
)
# A. Tus and E. Aytac Adali (2019), Opsearch 56(2), 528-538: software for time and attendance; the first is a cost.
SOFTWARE = np.array(
    [[5000, 3, 3, 4, 3, 2], [680, 5, 3, 2, 2, 1], [2000, 3, 2, 3, 4, 3], [600, 4, 3, 1, 2, 2], [800, 2, 4, 3, 3, 4]]
)
SOFTWARE_COSTS = (True, *[False] * 5)


@pytest.mark.parametrize(
    ("performances", "published"),
    [
        (NOTEBOOKS, [0.405, 0.221, 0.134, 0.199, 0.007, 0.034]),
        (ENERGY, [0.026, 0.154, 0.089, 0.199, 0.115, 0.040, 0.080, 0.123, 0.172, 0.002]),
    ],
)
def test_entropy_has_the_published_weights(performances, published):
    np.testing.assert_allclose(entropy(performances), published, rtol=0, atol=6e-4)


def test_entropy_depends_on_the_zero_of_the_unit():
    moved = MEREC + np.array([1000, 0, 0, 0])

    np.testing.assert_allclose(entropy(MEREC), [0.5570, 0.0017, 0.4406, 0.0007], rtol=0, atol=5e-5)
    assert entropy(moved)[0] == pytest.approx(0.021, abs=1e-3)


def test_critic_has_the_published_weights_when_costs_are_left_as_they_are():
    found = critic(SOFTWARE, SOFTWARE_COSTS, flip_costs=False)

    np.testing.assert_allclose(found, [0.157, 0.249, 0.168, 0.121, 0.154, 0.151], rtol=0, atol=6e-4)


def test_critic_has_other_weights_when_costs_are_turned_round():
    found = critic(SOFTWARE, SOFTWARE_COSTS, flip_costs=True)

    np.testing.assert_allclose(critic(MEREC, MEREC_COSTS, flip_costs=True), [0.2287, 0.2407, 0.2539, 0.2767], atol=5e-5)
    assert np.abs(found - critic(SOFTWARE, SOFTWARE_COSTS, flip_costs=False)).max() > 0.02


def test_merec_has_the_published_weights():
    np.testing.assert_allclose(merec(MEREC, MEREC_COSTS), [0.5752, 0.0141, 0.4016, 0.0091], rtol=0, atol=5e-5)


def test_standard_deviations_are_those_of_columns_from_zero_to_one():
    # Columns 0 1/2 1 and 0 0 1: variances 1/6 and 2/9.
    found = standard_deviation(np.array([[5, 10], [6, 10], [7, 30]]))

    np.testing.assert_allclose(found, np.sqrt([1 / 6, 2 / 9]) / np.sqrt([1 / 6, 2 / 9]).sum(), rtol=0, atol=1e-15)


def test_a_constant_column_has_no_weight_by_entropy_and_merec():
    performances = np.array([[3.0, 1.0, 5.0], [3.0, 2.0, 4.0]])

    assert entropy(performances)[0] == 0
    assert merec(performances, [False] * 3)[0] == 0


@pytest.mark.parametrize(
    ("weigh", "performances", "message"),
    [
        (entropy, [[1, -2], [1, 2]], "without negative numbers; see column 2"),
        (entropy, [[0, 2], [0, 3]], "not all zero; see column 1"),
        (entropy, [[2, 2], [2, 2]], "Entropy finds no difference"),
        (entropy, [[1, 2]], "2 or more vendors"),
        (entropy, [[1, np.nan], [1, 2]], "finite numbers; see column 2"),
        (standard_deviation, [[1, 2, 3], [1, 5, 3]], "not constant; see column 1, 3"),
        (lambda x: critic(x, [False] * 2, flip_costs=True), [[1, 2], [1, 5]], "CRITIC needs columns that are not cons"),
        (lambda x: critic(x, [False] * 2, flip_costs=True), [[1, 2], [2, 5]], "CRITIC finds no difference"),
        (lambda x: critic(x, [False], flip_costs=True), [[1, 2], [2, 5]], "each of 2 criteria"),
        (lambda x: merec(x, [False] * 2), [[0, 2], [1, 5]], "positive numbers; see column 1"),
        (lambda x: merec(x, [False] * 2), [[2, 2], [2, 2]], "MEREC finds no difference"),
    ],
)
def test_columns_that_say_nothing_are_refused_by_name(weigh, performances, message):
    with pytest.raises(ValueError, match=message):
        weigh(np.array(performances, dtype=float))
