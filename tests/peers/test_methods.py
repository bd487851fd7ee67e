"""Our methods against pymcdm and scikit-criteria on seeded random tables; `scripts/deep peers` takes 10,000 of them."""

from functools import cache

import numpy as np
import pytest
from pymcdm import methods as pymcdm

from peers import with_pymcdm, with_scikit_criteria
from peers.comparison import FLOWS, RELATIVE, Comparison, compare
from peers.tables import KINDS, random_tables
from vendor_eval.engine import methods as ours

TABLES = 300  # compared of each method; those on which a library stands apart come on top
DRAWN = 2 * TABLES


@cache
def tables():
    return tuple(random_tables(DRAWN, seed=2025))


def named(comparison):
    return comparison.name


def agree(comparison):
    outcome = compare(comparison, tables(), TABLES)

    assert not outcome.differing, (str(outcome), outcome.differing[0])
    assert outcome.worst <= RELATIVE
    assert outcome.compared == TABLES, str(outcome)


@pytest.mark.parametrize("comparison", with_pymcdm.COMPARISONS, ids=named)
def test_scores_are_those_of_pymcdm(comparison):
    agree(comparison)


@pytest.mark.parametrize("comparison", with_scikit_criteria.COMPARISONS, ids=named)
def test_scores_are_those_of_the_decision_makers_and_pipelines_of_scikit_criteria(comparison):
    agree(comparison)


def test_only_methods_that_subtract_are_compared_on_the_scale_of_their_table():
    cancelling = {
        type(comparison.method_for(tables()[0]))
        for comparison in (*with_pymcdm.COMPARISONS, *with_scikit_criteria.COMPARISONS)
        if comparison.cancels
    }

    assert cancelling == {ours.PROMETHEE2, ours.ELECTRE3, ours.EDAS, ours.MOORA}


def test_every_method_is_compared_with_some_library():
    all_of_them = (*with_pymcdm.COMPARISONS, *with_scikit_criteria.COMPARISONS)

    compared = {type(comparison.method_for(tables()[0])) for comparison in all_of_them}

    assert compared == {type(method) for method in ours.METHODS.values()}


def test_the_tables_hold_costs_ties_constant_columns_and_weights_of_0():
    given = tables()

    assert {table.kind for table in given} == set(KINDS)
    assert sum(table.costs.any() for table in given) > DRAWN / 2
    assert sum((table.spread == 0).any() for table in given) > DRAWN / 10
    assert sum((table.weights == 0).any() for table in given) > DRAWN / 10
    assert sum(len(np.unique(table.matrix[:, 0])) < len(table.matrix) for table in given) > DRAWN / 4


def test_pymcdm_rewards_high_costs_by_copras_and_is_not_matched():
    # Its last term, min S- x S- / (S- x (min S- / S-)), cancels to S-.
    matrix, weights, types = np.array([[5.0, 10.0], [5.0, 20.0]]), np.array([0.5, 0.5]), np.array([1, -1])

    theirs = pymcdm.COPRAS()(matrix, weights, types, validation=False)
    scores = ours.COPRAS().scores(matrix.T[:, :, None], weights[:, None], costs=types < 0)[:, 0]

    assert theirs == pytest.approx([5 / 7, 1])
    assert scores == pytest.approx([1, 5 / 7])


def test_a_difference_would_be_noticed():
    right = with_pymcdm.COMPARISONS[0]
    wrong = Comparison(right.name, ours.WeightedSum(normalisation="vector"), right.peer)

    outcome = compare(wrong, tables(), TABLES)

    assert len(outcome.differing) > TABLES / 2
    assert outcome.worst > RELATIVE


def test_every_score_counts_alone_unless_it_is_a_difference():
    theirs = np.array([1.0, 1e-6, 0.0])
    each = Comparison("x", ours.WeightedSum(), lambda table: theirs)
    net = Comparison("x", ours.WeightedSum(), lambda table: theirs, cancels=FLOWS)

    assert each.difference(np.array([1, 1.01e-6, 0]), theirs) == pytest.approx(0.01)
    assert net.difference(np.array([1, 1.01e-6, 0]), theirs) == pytest.approx(1e-8)
    assert each.difference(np.array([1, 1e-6, 1e-300]), theirs) == np.inf
    assert each.difference(np.array([1, 1e-6, np.nan]), theirs) == np.inf
    assert net.difference(np.array([1e-20, 0, 0]), np.zeros(3)) == pytest.approx(1e-15)
