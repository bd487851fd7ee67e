"""Every decision-maker that scikit-criteria has, found by looking through its modules."""

import importlib
import inspect
import pkgutil
import warnings

import numpy as np
import pytest
from skcriteria import agg
from skcriteria.agg import SKCDecisionMakerABC

from builders import make_decision
from points import drawn
from vendor_eval.analysis.cross_check.cross_check import cross_check
from vendor_eval.analysis.cross_check.peer import POSITIVE, SCORES, Peer
from vendor_eval.analysis.cross_check.peer_options import own
from vendor_eval.analysis.cross_check.peer_ranking import evaluated, run
from vendor_eval.analysis.cross_check.ranking import sports_ranks
from vendor_eval.errors import OptionError


def descendants(kind):
    for child in kind.__subclasses__():
        yield child
        yield from descendants(child)


def found():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # one module is only a former name of another
        for module in pkgutil.iter_modules(agg.__path__):
            importlib.import_module(f"{agg.__name__}.{module.name}")
    kinds = {kind for kind in descendants(SKCDecisionMakerABC) if kind.__module__.startswith(f"{agg.__name__}.")}
    return {kind.__name__: kind for kind in kinds if not inspect.isabstract(kind)}


MAKERS = found()
NO_SCORE = {
    "ELECTRE1": "picks out a set and ranks nobody in it",
    "SIMUS": "ranks by two scores in turn",
}
# Whose first rank is that of a whole compromise set, unless told otherwise.
PLAIN = {"VIKOR": {"use_compromise_set": False}}
# These rank every table of ours but those with a value of 0, which they refuse or make missing numbers of.
REFUSE_0 = {
    "FullMultiplicativeForm": "takes logarithms",
    "MAIRCA": "refuses",
    "MARCOS": "divides by the worst",
    "MultiMOORA": "takes logarithms in one of its three parts",
    "OCRA": "divides by the worst",
    "WASPAS": "takes a product",
    "WeightedProductModel": "takes logarithms",
}
TABLES = {
    "plain": [[80, 30, 45], [50, 70, 20], [20, 40, 90], [65, 65, 10]],
    "two vendors": [[10, 30], [30, 20]],
    "alike on a criterion": [[10, 50, 100], [20, 50, 30], [40, 50, 60]],
    "alike vendors": [[10, 50], [10, 50], [5, 60]],
}


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_the_usual_one_is_known_by_its_name_and_what_its_call_is_given(name):
    assert own(MAKERS[name]()).identity.partition("(")[0] == name
    assert Peer(MAKERS[name]()).identity == name


def decided(points):
    return make_decision({f"v{i}": {f"c{j}": float(x) for j, x in enumerate(row)} for i, row in enumerate(points)})


def test_there_are_decision_makers_to_look_at_and_each_is_known():
    assert len(MAKERS) >= 27
    assert set(SCORES) | set(NO_SCORE) == set(MAKERS)
    assert set(REFUSE_0) == POSITIVE


@pytest.mark.parametrize("points", TABLES.values(), ids=TABLES)
@pytest.mark.parametrize("name", sorted(MAKERS))
def test_every_decision_maker_can_be_passed(name, points):
    check = cross_check(decided(points), [MAKERS[name]()], peers=False)

    assert check.table[name].min() == 1
    assert check.table[name].notna().all()


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_a_value_of_0_is_ranked_or_refused_with_the_way_out(name):
    decision = decided([[0, 50, 100], [100, 0, 30], [0, 0, 60]])

    if name in REFUSE_0:
        with pytest.raises(
            OptionError, match=rf"'{name}' \({name}\) takes no value of 0, and some are: give a least value in points"
        ):
            cross_check(decision, [MAKERS[name]()], peers=False)
    floor = 1 if name in REFUSE_0 else None
    assert cross_check(decision, [MAKERS[name]()], floor=floor, peers=False).table[name].min() == 1


@pytest.mark.parametrize("name", sorted(MAKERS.keys() - NO_SCORE.keys()))
def test_the_score_of_every_method_goes_the_way_that_we_think(name):
    peer = own(MAKERS[name](**PLAIN.get(name, {})))

    for seed in range(6):
        ranking, answer = run(peer, drawn(seed), name), evaluated(peer, drawn(seed).telling())

        # Simplified PROBID divides by nothing in some tables; then its ranks are all that there is.
        assert np.isfinite(ranking.scores).all() or name == "SimplifiedPROBID"
        assert ranking.ranks.tolist() == sports_ranks(answer.ranks).tolist()


@pytest.mark.parametrize("name", NO_SCORE)
def test_those_without_a_score_rank_by_what_they_return(name):
    ranking = run(own(MAKERS[name]()), drawn(3), name)

    assert np.isnan(ranking.scores).all()
    assert ranking.ranks.min() == 1


def test_a_floor_raises_values_for_one_that_fails_on_some_and_it_is_said():
    # CoCoSo ranks tables with zeros, but not a vendor that has nothing else.
    decision = decided([[0, 0], [50, 60], [60, 20]])

    with pytest.raises(OptionError, match=r"'CoCoSo' \(CoCoSo\) fails on this decision"):
        cross_check(decision, [MAKERS["CoCoSo"]()], peers=False)
    check = cross_check(decision, [MAKERS["CoCoSo"]()], floor=1, peers=False)

    assert check.table["CoCoSo"].tolist()[0] == 3
    assert "It fails on these values, so they were raised to at least 1 point." in check.methods["notes"].iloc[1][0]
