import numpy as np
import pytest

from vendor_eval.engine import topranks
from vendor_eval.engine.places import TIE, rank_shares
from vendor_eval.engine.sorting import sort_places
from vendor_eval.engine.topranks import top_of, top_ranks

NONE = -np.inf


def first_ranks(scores, depth, ranked=None):
    return top_of(scores, ranked, depth).table(len(scores), depth)


def all_ranks(scores, depth, ranked=None):
    return rank_shares(sort_places(scores if ranked is None else np.where(ranked, scores, NONE)), depth)


@pytest.mark.parametrize("depth", [1, 3, 10])
def test_the_first_ranks_are_those_of_the_whole_order(depth):
    scores = np.random.default_rng(0).uniform(0, 100, (200, 500))

    assert first_ranks(scores, depth).tolist() == all_ranks(scores, depth).tolist()


@pytest.mark.parametrize("levels", [2, 20, 1000])
def test_level_vendors_share_the_first_ranks_as_they_share_all(levels):
    rng = np.random.default_rng(levels)
    scores = rng.integers(0, levels, (60, 400)).astype(float)
    ranked = rng.random(scores.shape) < rng.choice([0.02, 0.5, 1], 400)

    np.testing.assert_allclose(first_ranks(scores, 5, ranked), all_ranks(scores, 5, ranked), rtol=1e-12)


def test_where_fewer_vendors_have_a_rank_than_ranks_are_asked_for_the_rest_stays_empty():
    scores = np.array([[50.0], [90.0], [40.0], [70.0]] * 3)
    ranked = np.zeros(scores.shape, dtype=bool)
    ranked[[0, 1]] = True

    assert first_ranks(scores, 3, ranked)[:2].tolist() == [[0, 1, 0], [1, 0, 0]]
    assert not first_ranks(scores, 3, ranked)[2:].any()
    assert not first_ranks(scores, 3, np.zeros_like(ranked)).any()


@pytest.mark.parametrize("steps", [3, 300])
def test_a_chain_across_the_last_rank_is_followed_to_its_end_however_long_it_is(steps):
    # One vendor ahead, then a chain of small steps that takes the second and third rank together; others far behind.
    rng = np.random.default_rng(0)
    chain = 50 - np.arange(steps) * 0.9 * TIE
    scores = np.concatenate([[90.0], chain, rng.uniform(0, 40, 100)])[:, np.newaxis]
    rng.shuffle(scores)
    table = first_ranks(scores, 3)

    np.testing.assert_allclose(table, all_ranks(scores, 3), rtol=1e-12)
    assert sorted(table[:, 1])[-steps:] == pytest.approx([1 / steps] * steps)


def test_leads_name_each_vendors_draws_and_its_part_of_the_first_place():
    scores = np.array([[90.0, 10, 50], [20, 80, 50], [10, 20, 30], [5, 5, 5]])
    found = top_of(scores, None, 1).leads(4)

    assert found.numbers.tolist() == [2, 2, 0, 0]
    assert found.draws.tolist() == [0, 2, 1, 2]
    assert found.shares.tolist() == [1, 0.5, 1, 0.5]


@pytest.mark.parametrize("step", [0.0, 0.9 * TIE])
def test_vendors_may_pass_by_in_tiles_that_share_their_memory(step):
    rng = np.random.default_rng(1)
    level = np.tile(99 - step * np.arange(110.0)[:, np.newaxis], 64)
    scores = rng.permuted(np.vstack([rng.uniform(0, 98, (90, 64)), level]), axis=0)
    memory = np.empty((30, 64))

    def tiles(draws):
        for first in range(0, 200, 30):
            tile = scores[first : first + 30, draws]
            memory[: len(tile), : tile.shape[1]] = tile
            yield first, memory[: len(tile), : tile.shape[1]]

    found = topranks.Shares.of(top_ranks(tiles, np.arange(64), 4))

    np.testing.assert_allclose(found.table(200, 4), all_ranks(scores, 4), rtol=1e-12)


def test_where_nearly_all_are_level_draws_are_looked_at_in_smaller_parts(monkeypatch):
    monkeypatch.setattr(topranks, "LISTED_AT_ONCE", 100)
    scores = np.full((40, 64), 50.0)
    scores[0] = np.linspace(0, 100, 64)

    np.testing.assert_allclose(first_ranks(scores, 2), all_ranks(scores, 2), rtol=1e-12)
