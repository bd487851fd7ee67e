import numpy as np

from vendor_eval.engine.places import TIE
from vendor_eval.engine.sorting import group_ends, sort_places


def test_groups_begin_and_end_where_scores_are_further_apart_than_the_tie():
    first, last = group_ends(np.array([[90.0, 80, 80 - 0.9 * TIE, 70], [50, 40, 30, 20]]))

    assert first.tolist() == [[0, 1, 1, 3], [0, 1, 2, 3]]
    assert last.tolist() == [[0, 2, 2, 3], [0, 1, 2, 3]]


def test_one_part_with_level_vendors_gives_sizes_to_all(monkeypatch):
    monkeypatch.setattr("vendor_eval.engine.sorting.SORTED_AT_ONCE", 3)
    standing = sort_places(np.array([[60.0, 50, -np.inf], [40, 50, 10], [50, 10, -np.inf]]))

    assert standing.place.T.tolist() == [[0, 2, 1], [0, 0, 2], [3, 0, 3]]
    assert standing.size.T.tolist() == [[1, 1, 1], [2, 2, 1], [1, 1, 1]]
    assert not standing.complete


def test_without_level_vendors_there_are_no_sizes():
    standing = sort_places(np.array([[60.0, 50], [40, 70]]))

    assert standing.size is None
    assert standing.complete
