import tracemalloc

import numpy as np
import pytest

from vendor_eval.engine import compared
from vendor_eval.engine.compared import Compared
from vendor_eval.engine.methods import METHODS, SPOTIS, TOPSIS
from vendor_eval.engine.ranks import TIE

HALVES = np.array([[0.5], [0.5]])
POINTS = np.array([[[0.0], [100.0], [50.0]], [[100.0], [0.0], [50.0]]])


def drawn(m=6, n=3, draws=50, seed=0):
    """Points, weights, and who has a rank in each draw."""
    rng = np.random.default_rng(seed)
    return rng.uniform(1, 100, (n, m, draws)), rng.dirichlet(np.ones(n), draws).T, rng.random((m, draws)) < 0.5


def test_scores_among_some_are_those_without_the_others():
    # Beside A and B, C lies half-way between the ideals; beside B alone it is worst on x and best on y.
    method = TOPSIS(normalisation="none")
    values, weights = POINTS.repeat(2, axis=2), np.array([[0.8], [0.2]])

    scores = Compared.of(method, None).scores(values, weights, np.array([[True, False], [True, True], [True, True]]))

    np.testing.assert_allclose(scores * method.tie / TIE, [[0.2, 0], [0.8, 0.8], [0.5, 0.2]], atol=1e-12)


@pytest.mark.parametrize("worth", [0, 300, 1 << 30])
@pytest.mark.parametrize("exact", [False, True], ids=["all weights", "exact weights"])
@pytest.mark.parametrize("certain", [False, True], ids=["drawn", "certain"])
@pytest.mark.parametrize("key", METHODS)
def test_each_draw_has_the_scores_of_those_that_have_a_rank_in_it(key, certain, exact, worth, monkeypatch):
    monkeypatch.setattr(compared, "WORTH_PREPARING", worth)
    monkeypatch.setattr(compared, "GATHERED_AT_ONCE", 30)
    method, (values, weights, sufficient) = METHODS[key], drawn()
    values, weights = values[:, :, :1] if certain else values, weights[:, :1] if exact else weights
    sufficient[:, :20] = sufficient[:, :1]

    scores = Compared.of(method, values if certain else None).scores(values, weights, sufficient)

    assert (scores[~sufficient] == 0).all()
    for draw, ranked in enumerate(sufficient.T):
        table = values[:, ranked, 0 if certain else draw, np.newaxis]
        expected = method.scores(table, weights[:, 0 if exact else draw, np.newaxis]) if ranked.any() else 0
        np.testing.assert_allclose(scores[ranked, draw, np.newaxis] * method.tie / TIE, expected, atol=1e-12)


@pytest.mark.parametrize("certain", [False, True])
def test_where_all_have_a_rank_scores_are_those_of_the_method_to_the_last_bit(certain):
    values, weights, _ = drawn()
    values = values[:, :, :1] if certain else values
    everybody = np.ones((6, 50), dtype=bool)

    scores = Compared.of(TOPSIS(), values if certain else None).scores(values, weights, everybody)

    assert scores.tobytes() == (TOPSIS().scores(values, weights) * (TIE / TOPSIS().tie)).tobytes()


def test_one_column_stands_for_draws_that_do_not_differ():
    sufficient = np.array([[True] * 9, [False] * 9, [True] * 9])

    scores = Compared.of(TOPSIS(), POINTS).scores(POINTS, HALVES, sufficient)
    nobody = Compared.of(TOPSIS(), POINTS).scores(POINTS, HALVES, np.zeros((3, 9), dtype=bool))

    np.testing.assert_array_equal(scores[[0, 2]], TOPSIS().scores(POINTS[:, [0, 2]], HALVES) * (TIE / TOPSIS().tie))
    assert scores[1].tolist() == nobody[0].tolist() == [0]


def test_what_is_prepared_for_a_set_of_vendors_is_used_again_and_not_all_of_it_is_kept(monkeypatch):
    prepared = []
    monkeypatch.setattr(compared, "WORTH_PREPARING", 0)
    monkeypatch.setattr(compared, "MOST_PREPARED", 3 * 6)
    kernel = TOPSIS.kernel
    monkeypatch.setattr(TOPSIS, "kernel", lambda self, values: prepared.append(values.shape[1]) or kernel(self, values))
    one = Compared.of(TOPSIS(), POINTS)  # 6 points: three sets of vendors are kept
    sets = [[1, 1, 1], [1, 1, 0], [1, 0, 0], [0, 1, 1]]

    def score(*numbers):
        members = np.array([sets[number] for number in numbers for _ in range(2)], dtype=bool).T
        one.scores(POINTS, HALVES, members)

    score(0, 1, 2)
    score(2, 1, 0)
    assert sorted(prepared) == [1, 2, 3]
    score(3)
    score(2)

    assert sorted(prepared) == [1, 1, 2, 2, 3]


def test_few_vendors_keep_only_so_many_sets(monkeypatch):
    monkeypatch.setattr(compared, "MOST_KERNELS", 2)

    assert Compared.of(TOPSIS(), POINTS).kernel.cache_parameters()["maxsize"] == 2


def test_memory_does_not_grow_with_the_sets_of_vendors(monkeypatch):
    # As many vendors in each draw, others every time: 4 MB of scores, and 12 MB of points if all were gathered at once.
    monkeypatch.setattr(compared, "GATHERED_AT_ONCE", 1 << 14)
    values, weights, _ = drawn(m=128, n=6, draws=4096)
    sufficient = np.random.default_rng(1).random((128, 4096)).argsort(axis=0) < 64
    one = Compared.of(TOPSIS(), values[:, :, :1])
    tracemalloc.start()
    try:
        one.scores(values[:, :, :1], weights, sufficient)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert peak < 8 << 20


def test_a_method_is_asked_about_those_with_a_rank_alone():
    above = np.array([[[20.0], [40.0], [80.0]]])
    one, weights = Compared.of(SPOTIS(bounds=(0, 50)), above), np.ones((1, 1))

    one.scores(above, weights, np.array([[True, True], [True, False], [False, False]]))
    with pytest.raises(ValueError, match="SPOTIS needs numbers between its bounds 0 and 50; see criterion 1 of 1"):
        one.scores(above, weights, np.array([[True, True], [True, False], [False, True]]))
