from itertools import islice, pairwise

import pytest

from vendor_eval.engine.sobol import FIRST, sobol_size, sobol_stretches
from vendor_eval.engine.stretches import BLOCK, LONGEST, Stretch, random_stretches

DRAWS = [1, BLOCK, BLOCK + 1, 1_000_000, 16_000_000]


def test_a_stretch_has_blocks_of_which_only_the_last_may_be_shorter():
    assert list(Stretch(7, 0, 2 * BLOCK + 5).blocks()) == [(7, 0, BLOCK), (8, BLOCK, BLOCK), (9, 2 * BLOCK, 5)]


@pytest.mark.parametrize("draws", DRAWS)
def test_random_stretches_make_each_draw_once(draws):
    stretches = list(random_stretches(draws))

    assert stretches[0].start == 0
    assert stretches[-1].stop == draws
    assert all(one.stop == next_.start == next_.block * BLOCK for one, next_ in pairwise(stretches))


def test_the_stretches_of_a_shorter_run_are_the_first_of_a_longer_one():
    short, long = list(random_stretches(3_000_000)), list(random_stretches(300_000_000))

    assert long[: len(short) - 1] == short[:-1]


def test_stretches_grow_so_that_a_long_run_has_few_and_none_keeps_the_others_waiting():
    lengths = [one.stop - one.start for one in islice(random_stretches(10**12), 5000)]

    assert lengths[:16] == [BLOCK] * 16
    assert max(lengths) == LONGEST * BLOCK
    assert sum(1 for _ in random_stretches(10**10)) < 1000
    assert all(16 * length <= max(sum(lengths[:k]), 16 * BLOCK) for k, length in enumerate(lengths[:300]))


def test_a_run_may_stop_when_it_has_grown_by_a_quarter_and_at_its_end():
    ends = [one.stop // BLOCK for one in random_stretches(100 * BLOCK) if one.stop_here]

    assert ends[:8] == [1, 2, 3, 4, 5, 7, 9, 12]
    assert ends[-1] == 100
    assert all(4 * later >= 5 * earlier for earlier, later in pairwise(ends[:-1]))


@pytest.mark.parametrize("draws", [1, 100, 30_000, 100_000, 3_000_000])
def test_each_scramble_makes_each_of_its_points_once(draws):
    scrambles, points = sobol_size(draws)
    made = [[] for _ in range(scrambles)]
    blocks = []
    for stretch in sobol_stretches(draws):
        for block, start, size in stretch.blocks():
            blocks.append(block)
            made[stretch.scramble].append((start, size))

    assert 8 <= scrambles <= 16
    assert draws <= scrambles * points <= max(1.13 * draws, 8)
    assert len(set(blocks)) == len(blocks)
    for pieces in made:
        assert [start for start, _ in pieces] == [sum(size for _, size in pieces[:k]) for k in range(len(pieces))]
        assert sum(size for _, size in pieces) == points
        assert all(size & (size - 1) == 0 and start % size == 0 for start, size in pieces)


def test_a_run_of_sobol_points_may_stop_whenever_all_scrambles_have_doubled():
    scrambles, points = sobol_size(1_000_000)
    made, ends = 0, []
    for stretch in sobol_stretches(1_000_000):
        made += stretch.stop - stretch.start
        ends += [made // scrambles] * stretch.stop_here

    assert ends == [FIRST << k for k in range(len(ends))]
    assert ends[-1] == points


@pytest.mark.parametrize(("draws", "size"), [(1, (8, 1)), (8, (8, 1)), (17, (9, 2)), (2**28, (16, 2**24))])
def test_sobol_points_are_at_least_8_scrambles_of_a_power_of_2(draws, size):
    assert sobol_size(draws) == size


def test_more_sobol_points_than_there_are_is_an_error():
    with pytest.raises(ValueError, match="go up to 268,435,456 draws, not 268,435,457: draw at random"):
        sobol_size(2**28 + 1)
