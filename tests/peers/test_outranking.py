"""ELECTRE III and Gaussian PROMETHEE II, which neither scikit-criteria nor pymcdm has, against those of mcda."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from peers import with_mcda
from peers.comparison import RELATIVE, compare
from peers.tables import random_tables

TABLES = 300


@cache
def tables():
    return tuple(random_tables(TABLES, seed=2025))


def ours(table, **changed):
    method = replace(with_mcda.electre(table), **changed)
    values, weights = table.matrix.T[:, :, np.newaxis], table.weights[:, np.newaxis]
    return method.credibility(values, weights, costs=table.costs)[:, :, 0]


def same(found, expected):
    """Entry by entry; a gap that is p or the veto itself leaves 0 of a difference, but for the last digit of 1."""
    np.testing.assert_allclose(found, expected, rtol=RELATIVE, atol=1e-15)


def test_every_concordance_is_that_of_mcda():
    for table in tables():
        theirs = with_mcda.theirs(table).concordance().data.to_numpy(dtype=float)

        same(ours(table, veto=np.inf), theirs)


def test_every_credibility_is_that_of_mcda():
    for table in tables():
        same(ours(table), with_mcda.credibilities(table))


@pytest.mark.parametrize("comparison", with_mcda.COMPARISONS, ids=lambda one: one.name)
def test_net_flows_are_those_of_mcda(comparison):
    outcome = compare(comparison, tables(), TABLES)

    assert not outcome.differing, (str(outcome), outcome.differing[0])
    assert outcome.compared == TABLES


def test_thresholds_and_vetoes_are_at_work_in_the_tables():
    partly, vetoed, whole = 0, 0, 0
    for table in tables():
        concordance, credibility = ours(table, veto=np.inf), ours(table)
        against = concordance > credibility
        partly += bool(((concordance > 0) & (concordance < 1)).any())
        vetoed += bool(against.any())
        whole += bool((against & (credibility == 0)).any())
    thresholds = [with_mcda.thresholds(table) for table in tables()]

    assert min(partly, vetoed) > TABLES / 2
    assert whole > TABLES / 4
    assert vetoed > whole
    assert sum(np.isinf(veto).any() for _, _, veto in thresholds) > TABLES / 4
    assert sum((q == p).any() for q, p, _ in thresholds) > TABLES / 4
