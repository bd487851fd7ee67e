from dataclasses import replace

import numpy as np
import pytest

from brute import game_value
from five_vendors import CRITERIA, VALUES, W
from vendor_eval.engine.exact.firsts import can_be_first, greatest_lead, rivals_of
from vendor_eval.engine.exact.margins import Proof, margin, verify_margin
from vendor_eval.engine.exact.region import region_of
from vendor_eval.engine.linearweights import BoundedWeights
from vendor_eval.engine.weights import PointWeights, SimplexWeights
from vendor_eval.engine.weightsets import RankedWeights

A, B, C, D, E = range(5)
ANY = region_of(SimplexWeights(CRITERIA))
WITHIN = region_of(BoundedWeights(CRITERIA, tuple(0.75 * W), tuple(1.25 * W)))


def test_the_worked_example_says_who_can_be_first_and_by_how_much():
    found = can_be_first(VALUES, VALUES, ANY)

    margins = [found[i].value for i in range(5)]
    assert margins == pytest.approx([7.857143, 20, 21, -6, -8.333333], abs=1e-6)
    assert (
        [found[i].possible for i in range(5)] == [found[i].alone for i in range(5)] == [True, True, True, False, False]
    )


def test_whoever_is_never_first_is_behind_a_blend_of_others_on_every_criterion():
    found = can_be_first(VALUES, VALUES, ANY)

    np.testing.assert_allclose(found[D].proof.mixture, [0.4, 0.6, 0, 0, 0], rtol=0, atol=1e-9)
    np.testing.assert_allclose(found[E].proof.mixture, [1 / 3, 2 / 3, 0, 0, 0], rtol=0, atol=1e-9)
    np.testing.assert_allclose(found[D].proof.mixture @ VALUES - VALUES[D], [6, 16, 8, 6, 16, 9], rtol=0, atol=1e-9)
    assert found[D].proof.whatever_weights


def test_with_ranges_of_weights_and_points_the_margins_are_those_of_the_worked_example():
    low, high = VALUES - 3, VALUES + 3
    low[C, 3], high[C, 3] = 0, 100

    found = can_be_first(low, high, WITHIN)

    assert [found[i].value for i in range(5)] == pytest.approx([13.13, 10.13, 9.71, -2.78, -8.74], abs=0.006)


def test_a_proof_within_limits_uses_them_and_holds_at_every_corner():
    found = can_be_first(VALUES, VALUES, WITHIN, vendors=[B, E])
    proof = found[E].proof

    assert set(found) == {B, E}
    assert not proof.whatever_weights
    differences = VALUES[E] - VALUES
    assert (WITHIN.corners @ (proof.mixture @ differences)).max() == pytest.approx(found[E].value, abs=1e-9)
    blend = proof.mixture @ differences - proof.limits @ (WITHIN.rows - WITHIN.bounds[:, np.newaxis])
    assert blend.max() == pytest.approx(found[E].value, abs=1e-9)


@pytest.mark.parametrize("seed", range(25))
def test_linear_programmes_agree_with_trying_all_square_games(seed):
    rng = np.random.default_rng(seed)
    m, n = rng.integers(2, 6), int(rng.integers(1, 5))
    values = rng.integers(0, 5, (m, n)) * 25.0 if seed % 2 else rng.random((m, n)) * 100
    keys = tuple(f"c{j}" for j in range(n))
    w = rng.dirichlet(np.ones(n))
    bounds = BoundedWeights(keys, tuple(0.5 * w), tuple(1.5 * w))
    for weights in (SimplexWeights(keys), RankedWeights(keys, tuple((key,) for key in keys)), bounds):
        region = region_of(weights)
        for i, found in can_be_first(values, values, region).items():
            differences = rivals_of(i, values, values)
            assert found.value == pytest.approx(game_value(differences @ region.corners.T), abs=1e-9)
            assert found.most - found.value < 1e-9


def test_many_rivals_are_taken_step_by_step_to_the_same_answer(monkeypatch):
    rng = np.random.default_rng(3)
    values = rng.random((150, 5)) * 100
    region = region_of(SimplexWeights(tuple("abcde")))
    in_steps = can_be_first(values, values, region, vendors=range(20))
    monkeypatch.setattr("vendor_eval.engine.exact.margins.FEW", 1000)

    at_once = can_be_first(values, values, region, vendors=range(20))

    assert [one.value for one in in_steps.values()] == pytest.approx([one.value for one in at_once.values()], abs=1e-8)
    assert all(one.proof.mixture.shape == (150,) for one in in_steps.values())


def test_the_greatest_lead_over_one_other_is_minus_its_least():
    found = greatest_lead(D, A, VALUES, VALUES, WITHIN)

    assert found.value == pytest.approx(-min(WITHIN.corners @ (VALUES[A] - VALUES[D])), abs=1e-9)
    assert not found.possible


def test_point_weights_leave_one_margin():
    region = region_of(PointWeights(tuple(W)))

    found = can_be_first(VALUES, VALUES, region)

    assert [found[i].value for i in range(5)] == pytest.approx([0.25, -1.5, -0.25, -10.5, -16], abs=1e-9)


def test_a_vendor_alone_is_first():
    found = can_be_first(VALUES[:1], VALUES[:1], ANY)[0]

    assert found.possible
    assert found.alone
    assert found.value == found.most == np.inf
    assert verify_margin(found, np.zeros((0, 6)), ANY)


def test_equal_vendors_can_be_first_together_but_not_alone():
    values = np.array([[50.0, 50], [50, 50], [20, 30]])

    found = can_be_first(values, values, region_of(SimplexWeights(("a", "b"))))

    assert [found[i].possible for i in range(3)] == [True, True, False]
    assert [found[i].alone for i in range(3)] == [False, False, False]


def test_one_criterion_leaves_the_difference():
    values = np.array([[70.0], [50], [70]])

    found = can_be_first(values, values, region_of(SimplexWeights(("a",))))

    assert [found[i].value for i in range(3)] == pytest.approx([0, -20, 0], abs=1e-12)


@pytest.mark.parametrize(
    "spoiled",
    [
        lambda found: replace(found, value=found.value + 1),
        lambda found: replace(found, most=found.most - 1),
        lambda found: replace(found, weights=W, value=float((rivals_of(E, VALUES, VALUES) @ W).min())),  # not the best
        lambda found: replace(found, weights=found.weights[::-1]),
        lambda found: replace(found, weights=found.weights * 2),
        lambda found: replace(found, proof=Proof(np.array([0.0, 1, 0, 0]), found.proof.limits)),
        lambda found: replace(found, proof=Proof(-found.proof.mixture, found.proof.limits)),
        lambda found: replace(found, proof=Proof(found.proof.mixture, -found.proof.limits)),
        lambda found: replace(found, proof=Proof(found.proof.mixture, 0 * found.proof.limits)),
    ],
)
def test_a_margin_that_is_not_what_it_says_is_found_out(spoiled):
    differences = rivals_of(E, VALUES, VALUES)
    found = margin(differences, WITHIN)

    assert verify_margin(found, differences, WITHIN)
    assert not verify_margin(spoiled(found), differences, WITHIN)


def test_an_answer_that_is_not_exact_is_refused(monkeypatch):
    monkeypatch.setattr("vendor_eval.engine.exact.margins.verify_margin", lambda *_: False)

    with pytest.raises(ArithmeticError, match="not solved exactly enough"):
        margin(rivals_of(E, VALUES, VALUES), ANY)
