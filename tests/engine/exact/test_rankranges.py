import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from five_vendors import CRITERIA, VALUES, W
from vendor_eval.engine.exact.firsts import greatest_lead
from vendor_eval.engine.exact.rankproofs import Cover, RankProof, fewest_hitting, rank_proof, verify_rank_proof
from vendor_eval.engine.exact.rankranges import rank_ranges, ranks_at
from vendor_eval.engine.exact.region import region_of
from vendor_eval.engine.exact.relations import relations
from vendor_eval.engine.linearweights import BoundedWeights
from vendor_eval.engine.weights import PointWeights, SimplexWeights
from vendor_eval.engine.weightsets import RankedWeights

A, B, C, D, E = range(5)
LOW, HIGH = VALUES - 3, VALUES + 3
LOW[C, 3], HIGH[C, 3] = 0, 100
WITHIN = region_of(BoundedWeights(CRITERIA, tuple(0.75 * W), tuple(1.25 * W)))
TWO = region_of(SimplexWeights(("a", "b")))
MIDDLE = np.array([[100.0, 0], [0, 100], [40, 40]])


def test_the_ranks_of_the_worked_example():
    found = rank_ranges(LOW, HIGH, WITHIN)

    assert found.best.tolist() == [1, 1, 1, 3, 3]
    assert found.worst.tolist() == [3, 3, 5, 5, 5]


def test_ranks_are_had_at_their_weights_and_nowhere_exceeded():
    found = rank_ranges(LOW, HIGH, WITHIN)
    rng = np.random.default_rng(0)
    some = rng.dirichlet(np.ones(len(WITHIN.corners)), 300) @ WITHIN.corners

    for i in range(5):
        assert ranks_at(i, found.best_at[i], LOW, HIGH)[0] == found.best[i]
        assert ranks_at(i, found.worst_at[i], LOW, HIGH)[1] == found.worst[i]
        tried = np.array([ranks_at(i, w, LOW, HIGH) for w in some])
        assert tried[:, 0].min() >= found.best[i]
        assert tried[:, 1].max() <= found.worst[i]


def test_rivals_that_can_each_be_ahead_need_not_be_so_together():
    found = rank_ranges(MIDDLE, MIDDLE, TWO)
    above = np.array([[90.0, 0], [0, 90], [50, 50]])

    assert found.best.tolist() == [1, 1, 2]
    assert found.worst.tolist() == [3, 3, 3]
    assert rank_ranges(above, above, TWO).worst.tolist() == [3, 3, 2]
    assert relations(above, above, TWO).rank_bounds[1].tolist() == [3, 3, 3]


def test_at_point_weights_ranks_are_counted():
    low, high = VALUES @ W - 2, VALUES @ W + 2
    found = rank_ranges(VALUES - 2, VALUES + 2, region_of(PointWeights(tuple(W))))

    assert found.best.tolist() == [1 + (low > high[i]).sum() for i in range(5)]
    assert found.worst.tolist() == [(high > low[i]).sum() for i in range(5)]


def test_level_vendors_share_a_rank():
    values = np.array([[50.0, 50], [50, 50], [50, 50], [60, 60], [50, 10]])

    found = rank_ranges(values, values, TWO)

    assert found.best.tolist() == [2, 2, 2, 1, 2]
    assert found.worst.tolist() == [2, 2, 2, 1, 5]


def test_vendors_alone_and_a_single_criterion():
    one = rank_ranges(VALUES[:1], VALUES[:1], WITHIN)
    flat = np.array([[10.0], [30], [20]])
    single = rank_ranges(flat - 6, flat + 6, region_of(SimplexWeights(("a",))))

    assert (one.best.tolist(), one.worst.tolist()) == ([1], [1])
    assert single.best.tolist() == [2, 1, 1]
    assert single.worst.tolist() == [3, 2, 3]


def test_only_those_asked_for_are_ranked():
    found = rank_ranges(LOW, HIGH, WITHIN, vendors=[D, B])

    assert found.vendors.tolist() == [D, B]
    assert found.best.tolist() == [3, 1]


def some_decision(seed):
    rng = np.random.default_rng(seed)
    m, n = rng.integers(2, 8), int(rng.integers(1, 5))
    values = rng.integers(0, 5, (m, n)) * 25.0 if seed % 2 else rng.random((m, n)) * 100
    width = 12.5 * rng.integers(0, 3, (m, n)) * (rng.random((m, n)) < 0.3)
    keys = tuple(f"c{j}" for j in range(n))
    w = rng.dirichlet(np.ones(n))
    weights = [
        SimplexWeights(keys),
        RankedWeights(keys, tuple((key,) for key in keys)),
        BoundedWeights(keys, tuple(0.6 * w), tuple(1.5 * w)),
    ]
    return values - width, values + width, region_of(weights[seed % 3])


@pytest.mark.parametrize("seed", range(12))
def test_proofs_find_the_same_ranks_in_another_way_and_hold(seed):
    low, high, region = some_decision(seed)
    found = rank_ranges(low, high, region)

    for i in range(len(low)):
        best, worst = (rank_proof(i, low, high, region, end=end) for end in ("best", "worst"))
        assert (best.rank, worst.rank) == (found.best[i], found.worst[i])
        assert verify_rank_proof(best, low, high, region)
        assert verify_rank_proof(worst, low, high, region)


def test_ranks_with_many_corners_come_from_the_limits_alike(monkeypatch):
    by_corners = rank_ranges(LOW, HIGH, WITHIN)
    monkeypatch.setattr("vendor_eval.engine.exact.rankranges.FEW_CORNERS", 100)
    by_shares = rank_ranges(LOW, HIGH, WITHIN)
    monkeypatch.setattr("vendor_eval.engine.exact.rankranges.FEW_CORNERS", 0)
    by_limits = rank_ranges(LOW, HIGH, WITHIN)

    assert by_corners.best.tolist() == by_shares.best.tolist() == by_limits.best.tolist()
    assert by_corners.worst.tolist() == by_shares.worst.tolist() == by_limits.worst.tolist()


def test_a_proof_says_which_rivals_are_in_the_way():
    found = rank_proof(D, LOW, HIGH, WITHIN)

    assert found.rank == 3
    assert {cover.rivals for cover in found.covers} == {(A,), (B,)}


@pytest.mark.parametrize(
    "spoiled",
    [
        lambda found: replace(found, covers=found.covers[1:]),
        lambda found: replace(found, rank=2),
        lambda found: replace(found, weights=found.weights[::-1]),
        lambda found: replace(found, end="worst"),
        lambda found: replace(found, covers=(*found.covers, Cover((C,), greatest_lead(D, C, LOW, HIGH, WITHIN)))),
        lambda found: replace(found, covers=(replace(found.covers[0], rivals=(E,)), *found.covers[1:])),
    ],
)
def test_a_rank_that_is_not_what_it_says_is_found_out(spoiled):
    found = rank_proof(D, LOW, HIGH, WITHIN)

    assert verify_rank_proof(found, LOW, HIGH, WITHIN)
    assert not verify_rank_proof(spoiled(found), LOW, HIGH, WITHIN)


def test_a_rival_that_is_not_always_in_the_way_proves_nothing():
    claimed = Cover((1,), greatest_lead(0, 1, MIDDLE, MIDDLE, TWO))

    assert not verify_rank_proof(RankProof(0, "best", 2, np.array([0.45, 0.55]), (claimed,)), MIDDLE, MIDDLE, TWO)


def test_a_solver_that_answers_wrongly_is_asked_again_with_what_its_answer_missed(monkeypatch):
    import vendor_eval.engine.exact.rankranges as module

    solver, asked = module._fewest, []

    def loose(differences, slack, rows, bounds, covers):
        asked.append(len(covers))
        if len(asked) == 1:
            return np.zeros(len(differences), dtype=bool)  # as with limits that are kept to no digit
        return solver(differences, slack, rows, bounds, covers)

    monkeypatch.setattr(module, "_fewest", loose)

    assert rank_ranges(MIDDLE, MIDDLE, TWO, vendors=[2]).best.tolist() == [2]
    assert asked == [1, 2]


@pytest.mark.parametrize(
    ("sets", "fewest"),
    [
        ([], 0),
        ([0b1], 1),
        ([0b011, 0b110, 0b101], 2),
        ([0b0011, 0b1100, 0b0110], 2),
        ([0b00111, 0b11100], 1),
        ([1 << i | 1 << (i + 1) % 9 for i in range(9)], 5),
    ],
)
def test_the_fewest_members_that_touch_all_sets(sets, fewest):
    found = fewest_hitting(sets)

    assert found.bit_count() == fewest
    assert all(found & one for one in sets)


def test_nothing_that_the_solver_prints_past_python_is_seen(monkeypatch, capfd):
    import scipy.optimize

    solve = scipy.optimize.milp

    def talking(*given, **options):
        os.write(1, b"HighsMipSolverData::transformNewIntegerFeasibleSolution tmpSolver.run();\n")
        return solve(*given, **options)

    monkeypatch.setattr(scipy.optimize, "milp", talking)
    print("before")
    rank_ranges(MIDDLE, MIDDLE, TWO, vendors=[2])
    print("after")

    assert capfd.readouterr().out.split() == ["before", "after"]


def test_threads_that_rank_at_once_leave_the_standard_output_as_it_was(capfd):
    values = np.random.default_rng(1).random((10, 3)) * 100
    region = region_of(SimplexWeights(("a", "b", "c")))

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda i: rank_ranges(values, values, region, vendors=[i]).best[0], range(10)))
    os.write(1, b"still here")

    assert capfd.readouterr().out == "still here"
    assert found == rank_ranges(values, values, region).best.tolist()


def test_without_a_standard_output_the_solver_still_answers(monkeypatch):
    def closed(number):
        raise OSError(9, "Bad file descriptor")

    monkeypatch.setattr(os, "dup", closed)

    assert rank_ranges(MIDDLE, MIDDLE, TWO, vendors=[2]).best.tolist() == [2]


def test_a_solver_that_finds_nothing_is_an_error(monkeypatch):
    monkeypatch.setattr("vendor_eval.engine.exact.rankranges.minimise_mixed", lambda *_: None)

    with pytest.raises(ArithmeticError, match="no weights are possible"):
        rank_ranges(MIDDLE, MIDDLE, TWO, vendors=[2])
