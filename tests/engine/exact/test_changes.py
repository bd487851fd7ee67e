from dataclasses import replace

import numpy as np
import pytest

from brute import nearest_in_polygon
from deep.changes import agreement
from five_vendors import CRITERIA, VALUES, W
from vendor_eval.engine.exact.changes import smallest_change, verify_change
from vendor_eval.engine.exact.firsts import can_be_first, rivals_of
from vendor_eval.engine.exact.margins import Proof
from vendor_eval.engine.exact.nearest import nearest_to_one, size_of
from vendor_eval.engine.exact.region import region_of
from vendor_eval.engine.limits import bounded
from vendor_eval.engine.linearweights import BoundedWeights, LinearWeights
from vendor_eval.engine.weights import PointWeights, SimplexWeights

A, B, C, D, E = range(5)
NORMS = ("L1", "L2", "Linf")
ANY = region_of(SimplexWeights(CRITERIA))
SIZES = {  # to beat A, and to be first of all
    B: ((0.04, 0.02636, 0.01304), (0.04, 0.02636, 0.01304)),
    C: ((0.01, 0.00619, 0.00313), (0.01, 0.00619, 0.00313)),
    D: ((0.475, 0.29310, 0.15385), (np.inf, np.inf, np.inf)),
    E: ((np.inf, np.inf, np.inf), (np.inf, np.inf, np.inf)),
}


@pytest.mark.parametrize("vendor", SIZES)
@pytest.mark.parametrize("norm", NORMS)
def test_the_smallest_changes_are_those_of_the_worked_example(vendor, norm):
    to_beat, to_be_first = (sizes[NORMS.index(norm)] for sizes in SIZES[vendor])
    pair = smallest_change(W, VALUES[[vendor]] - VALUES[A], ANY, norm=norm)
    first = smallest_change(W, rivals_of(vendor, VALUES, VALUES), ANY, norm=norm)

    assert pair.size == pytest.approx(to_beat, abs=5e-6)
    assert first.size == pytest.approx(to_be_first, abs=5e-6)
    assert (pair.possible, first.possible) == (to_beat < np.inf, to_be_first < np.inf)
    for found, rivals in ((pair, VALUES[[A]]), (first, np.delete(VALUES, vendor, axis=0))):
        assert verify_change(found, W, VALUES[vendor] - rivals, ANY)


@pytest.mark.parametrize(
    ("norm", "weights"),
    [
        ("L1", [0.245, 0.2, 0.15, 0.2, 0.105, 0.1]),
        ("L2", [0.2457, 0.2018, 0.1480, 0.2003, 0.1033, 0.1010]),
        ("Linf", [0.2469, 0.2031, 0.1469, 0.1969, 0.1031, 0.1031]),
    ],
)
def test_the_weights_that_put_the_second_first(norm, weights):
    found = smallest_change(W, rivals_of(C, VALUES, VALUES), ANY, norm=norm)

    assert found.weights == pytest.approx(weights, abs=5e-5)
    assert (VALUES @ found.weights).argsort()[-2:].tolist() in ([A, C], [C, A])


def test_changes_and_intervals_agree_with_trying_on_random_decisions():
    """`python -m deep.changes` tries a thousand."""
    assert max(agreement(60).values()) < 1e-6


@pytest.mark.parametrize("norm", NORMS)
@pytest.mark.parametrize("seed", range(8))
def test_pairs_in_closed_form_agree_with_the_programmes(norm, seed):
    rng = np.random.default_rng(seed)
    n = int(rng.integers(2, 8))
    w = rng.dirichlet(np.ones(n))
    d = rng.normal(size=n) * 30 - (rng.dirichlet(np.ones(n)) * 20)
    assert d.max() > 0
    keys = tuple(f"c{j}" for j in range(n))
    limits = LinearWeights(keys, bounded("c0", high=0.99999999))  # a limit that says next to nothing

    closed = size_of(nearest_to_one(w, d, norm) - w, norm)
    twice = smallest_change(w, np.vstack([d, d]), region_of(SimplexWeights(keys)), norm=norm)
    within = smallest_change(w, d[np.newaxis], region_of(limits), norm=norm)

    assert twice.size == pytest.approx(closed, abs=1e-9)
    assert within.size == pytest.approx(closed, abs=1e-6)


@pytest.mark.parametrize("norm", NORMS)
def test_within_limits_a_change_is_larger_or_there_is_none(norm):
    loose = region_of(BoundedWeights(CRITERIA, tuple(0.9 * W), tuple(1.1 * W)))
    tight = region_of(BoundedWeights(CRITERIA, tuple(0.99 * W), tuple(1.01 * W)))
    differences = rivals_of(C, VALUES, VALUES)

    free, within = (smallest_change(W, differences, region, norm=norm) for region in (ANY, loose))
    none = smallest_change(W, differences, tight, norm=norm)

    assert within.size >= free.size - 1e-12
    assert loose.holds(within.weights)
    assert none.size == np.inf
    assert verify_change(none, W, differences, tight)
    assert not none.proof.whatever_weights


@pytest.mark.parametrize("norm", NORMS)
def test_weights_from_outside_are_brought_into_the_limits(norm):
    region = region_of(PointWeights((0.5, 0.5)))

    found = smallest_change(np.array([0.8, 0.2]), np.array([[-10.0, 20.0]]), region, norm=norm)

    assert found.weights == pytest.approx([0.5, 0.5], abs=1e-9)
    assert found.size == pytest.approx({"L1": 0.6, "L2": 0.3 * 2**0.5, "Linf": 0.3}[norm], abs=1e-9)


@pytest.mark.parametrize("norm", NORMS)
def test_a_lead_takes_a_larger_change_than_a_draw(norm):
    differences = rivals_of(C, VALUES, VALUES)

    level, ahead = (smallest_change(W, differences, ANY, norm=norm, ahead=points) for points in (0, 5))

    assert (differences @ level.weights).min() == pytest.approx(0, abs=1e-9)
    assert (differences @ ahead.weights).min() == pytest.approx(5, abs=1e-9)
    assert level.size < ahead.size
    assert verify_change(ahead, W, differences, ANY, ahead=5)
    assert smallest_change(W, differences, ANY, norm=norm, ahead=21.5).size == np.inf


@pytest.mark.parametrize("norm", NORMS)
def test_whoever_is_first_or_alone_needs_no_change(norm):
    for differences in (rivals_of(A, VALUES, VALUES), np.zeros((0, 6)), np.zeros((2, 6))):
        found = smallest_change(W, differences, ANY, norm=norm)

        assert found.size == 0
        assert found.weights.tolist() == W.tolist()
        assert verify_change(found, W, differences, ANY)


@pytest.mark.parametrize("norm", NORMS)
def test_a_draw_that_only_one_criterion_gives_takes_all_the_weight(norm):
    found = smallest_change(
        np.array([0.25, 0.75]), np.array([[0.0, -40.0]]), region_of(SimplexWeights(("a", "b"))), norm=norm
    )

    assert found.weights == pytest.approx([1, 0], abs=1e-9)


@pytest.mark.parametrize("norm", NORMS)
def test_a_draw_but_for_rounding_is_a_draw(norm):
    region = region_of(SimplexWeights(("a", "b")))

    found = smallest_change(np.array([0.25, 0.75]), np.array([[-5e-10, -40.0]]), region, norm=norm)

    assert found.weights == pytest.approx([1, 0], abs=1e-9)
    assert not smallest_change(np.array([0.25, 0.75]), np.array([[-5e-9, -40.0]]), region, norm=norm).possible


@pytest.mark.parametrize("norm", NORMS)
def test_one_criterion_leaves_nothing_to_move(norm):
    region = region_of(SimplexWeights(("a",)))

    assert smallest_change(np.ones(1), np.array([[5.0]]), region, norm=norm).size == 0
    assert smallest_change(np.ones(1), np.array([[-5.0]]), region, norm=norm).size == np.inf


@pytest.mark.parametrize("norm", NORMS)
def test_weights_of_nothing_can_be_given_some(norm):
    w = np.array([1.0, 0, 0])
    differences = np.array([[-20.0, 40, 0], [-30, 10, 30]])

    found = smallest_change(w, differences, region_of(SimplexWeights(("a", "b", "c"))), norm=norm)

    assert found.size == pytest.approx(nearest_in_polygon(w, differences)[norm], abs=1e-9)


def test_many_rivals_are_taken_step_by_step_to_the_same_answer(monkeypatch):
    rng = np.random.default_rng(5)
    values, w = rng.random((200, 5)) * 100, rng.dirichlet(np.ones(5))
    region = region_of(SimplexWeights(tuple("abcde")))
    possible = [i for i, one in can_be_first(values, values, region, vendors=range(40)).items() if one.possible][:3]
    in_steps = [smallest_change(w, rivals_of(i, values, values), region, norm=norm) for i in possible for norm in NORMS]
    monkeypatch.setattr("vendor_eval.engine.exact.changes.FEW", 1000)

    at_once = [smallest_change(w, rivals_of(i, values, values), region, norm=norm) for i in possible for norm in NORMS]

    assert len(possible) == 3
    assert [one.size for one in in_steps] == pytest.approx([one.size for one in at_once], abs=1e-9)


def test_a_margin_that_is_known_is_not_solved_again(monkeypatch):
    known = can_be_first(VALUES, VALUES, ANY)
    monkeypatch.setattr("vendor_eval.engine.exact.changes.margin", None)

    without = known[D].proof
    found = smallest_change(W, rivals_of(D, VALUES, VALUES), ANY, known=known[D])

    assert found.size == np.inf
    assert found.proof is without


@pytest.mark.parametrize(
    "spoiled",
    [
        lambda found: replace(found, size=found.size - 0.001),
        lambda found: replace(found, weights=W),
        lambda found: replace(found, weights=found.weights + 0.001),
        lambda found: replace(found, size=found.size * 2, weights=W + 2 * (found.weights - W)),
        lambda found: replace(found, proof=Proof(found.proof.mixture[::-1], found.proof.limits)),
        lambda found: replace(found, proof=Proof(-found.proof.mixture, found.proof.limits)),
        lambda found: replace(found, size=np.inf),
    ],
)
def test_a_change_that_is_not_what_it_says_is_found_out(spoiled):
    differences = rivals_of(C, VALUES, VALUES)
    found = smallest_change(W, differences, ANY)

    assert verify_change(found, W, differences, ANY)
    assert not verify_change(spoiled(found), W, differences, ANY)


def test_an_answer_that_is_not_exact_is_refused(monkeypatch):
    monkeypatch.setattr("vendor_eval.engine.exact.changes.verify_change", lambda *_: False)

    with pytest.raises(ArithmeticError, match="not found exactly enough"):
        smallest_change(W, rivals_of(C, VALUES, VALUES), ANY)


def test_a_norm_that_there_is_not_is_an_error():
    with pytest.raises(ValueError, match="by one of L1, L2, Linf, not by 'l1'"):
        smallest_change(W, rivals_of(C, VALUES, VALUES), ANY, norm="l1")


def test_what_no_weights_bring_up_to_0_is_an_error_in_closed_form():
    with pytest.raises(ValueError, match="No weights bring"):
        nearest_to_one(np.array([0.5, 0.5]), np.array([-1.0, -2.0]), "L1")
