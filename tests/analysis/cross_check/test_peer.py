import importlib
import json
import subprocess
import sys
import warnings

import numpy as np
import pytest
from skcriteria.agg.codas import CODAS
from skcriteria.agg.electre import ELECTRE1, ELECTRE2
from skcriteria.agg.marcos import MARCOS
from skcriteria.agg.rim import RIM
from skcriteria.agg.simple import WeightedSumModel
from skcriteria.agg.simus import SIMUS
from skcriteria.agg.spotis import SPOTIS
from skcriteria.agg.topsis import TOPSIS
from skcriteria.agg.vikor import VIKOR
from skcriteria.extend import mkagg
from skcriteria.pipelines import mkcombinatorial, mkpipe
from skcriteria.preprocessing.filters import FilterNonDominated
from skcriteria.preprocessing.scalers import MinMaxScaler, SumScaler, VectorScaler
from skcriteria.utils.rank import rank_values

from points import drawn, table
from vendor_eval.analysis.cross_check.peer import SCORES, Peer, is_maker, own, pipelines_in, run, said
from vendor_eval.errors import OptionError

PLAIN = table([[80, 30], [50, 70], [20, 40]], [0.6, 0.4])


def test_points_are_handed_over_as_shares_with_the_weights():
    ranking = run(own(WeightedSumModel()), PLAIN, "wsm")

    assert ranking.scores.tolist() == pytest.approx([0.6, 0.58, 0.28])
    assert ranking.ranks.tolist() == [1, 2, 3]
    assert ranking.notes == ()


MODULES = {
    "FullMultiplicativeForm": "moora",
    "MultiMOORA": "moora",
    "RatioMOORA": "moora",
    "ReferencePointMOORA": "moora",
    "ELECTRE2": "electre",
    "SimplifiedPROBID": "probid",
    "WeightedProductModel": "simple",
    "WeightedSumModel": "simple",
}


# COPRAS refuses what is all to be maximised, ERVD wants points of reference, and VIKOR ranks by more than its score.
@pytest.mark.parametrize("name", sorted(set(SCORES) - {"COPRAS", "ERVD", "VIKOR"}))
def test_the_score_of_every_method_goes_the_way_that_we_think(name):
    module = importlib.import_module(f"skcriteria.agg.{MODULES.get(name, name.lower())}")
    peer = own(getattr(module, name)())

    for seed in range(6):
        ranking = run(peer, drawn(seed), name)
        alone = run(Peer(_WithoutScores(peer.maker), peer.prepared), drawn(seed), name)

        # Simplified PROBID divides by nothing in some tables; then its ranks are all that there is.
        assert np.isfinite(ranking.scores).all() or name == "SimplifiedPROBID"
        assert ranking.ranks.tolist() == alone.ranks.tolist()


class _WithoutScores:
    """A decision-maker of which only the ranks are known."""

    def __init__(self, maker):
        self.maker = maker

    def evaluate(self, dm, **options):
        result = self.maker.evaluate(dm, **options)
        return type(result)(result.method, result.alternatives, result.rank_, {})


def test_nothing_is_run_where_there_is_nothing_to_rank():
    class Never:
        def evaluate(self, dm):
            raise AssertionError("was run")

    never = own(Never())

    assert run(never, table(np.zeros((0, 2))), "x").ranks.tolist() == []
    assert run(never, table([[10, 20]]), "x").ranks.tolist() == [1]
    assert run(never, table([[10, 20], [10, 20]]), "x").ranks.tolist() == [1, 1]
    assert np.isnan(run(never, table([[10, 20], [10, 20]]), "x").scores).all()


def test_a_criterion_that_tells_nobody_apart_or_has_no_weight_is_left_out():
    seen = []

    @mkagg
    def Watching(matrix, weights, **kw):
        seen.append((matrix.tolist(), weights.tolist()))
        return rank_values(matrix @ weights, reverse=True), {"score": matrix @ weights}

    run(own(Watching()), table([[10, 50, 7], [30, 50, 9]], [0.2, 0.8, 0]), "x")

    assert seen == [([[0.1], [0.3]], [1.0])]


def test_numbers_that_are_equal_but_for_rounding_share_a_rank():
    level = table([[30, 30], [10 + 20.000000000000004, 30], [0, 60 - 1e-11]], [0.5, 0.5])

    assert run(own(WeightedSumModel()), level, "wsm").ranks.tolist() == [1, 1, 1]


def test_level_vendors_share_a_rank_and_the_next_is_skipped():
    found = run(own(WeightedSumModel()), table([[50, 50], [40, 60], [10, 10]]), "wsm")

    assert found.ranks.tolist() == [1, 1, 3]


def test_vikor_ranks_by_its_index_and_says_whom_it_puts_level():
    # In this table scikit-criteria puts three of four first.
    points = table([[90, 40, 50], [60, 60, 60], [20, 90, 55], [0, 0, 0]], [0.4, 0.3, 0.3])
    plain, whole = (run(own(VIKOR(use_compromise_set=one)), points, "v") for one in (False, True))

    assert plain.ranks.tolist() == whole.ranks.tolist()
    assert plain.notes == ()
    assert any("whole compromise set (v0 and v1" in note for note in whole.notes), whole.notes


def test_a_kernel_is_first_and_the_others_are_second():
    found = run(own(ELECTRE1()), table([[90, 90], [80, 95], [10, 10]]), "e1")

    assert np.isnan(found.scores).all()
    assert found.ranks[2] == 3
    assert found.ranks.min() == 1


def test_fixed_scales_are_given_to_those_that_take_them():
    points = table([[10, 20], [20, 19]], [0.5, 0.5])

    assert run(own(SPOTIS()), points, "s").scores.tolist() == pytest.approx([-0.85, -0.805])
    assert np.isfinite(run(own(RIM()), points, "r").scores).all()
    assert run(own(RIM()), points, "r").notes == ()


def test_what_a_method_prints_does_not_reach_the_output(capfd):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        run(own(MARCOS()), drawn(0), "marcos")
        found = run(own(SIMUS()), drawn(0), "simus")

    assert capfd.readouterr().out == ""
    assert any("SIMUS not take into account the weights" in note for note in found.notes)


def test_warnings_to_the_user_are_kept_once():
    class Warning:
        def evaluate(self, dm):
            for _ in range(2):
                warnings.warn("mind\nthe gap", UserWarning, stacklevel=1)
            warnings.warn("old", DeprecationWarning, stacklevel=1)
            return WeightedSumModel().evaluate(dm)

    assert run(own(Warning()), PLAIN, "w").notes == ("It warns: mind the gap",)


def test_a_pipeline_and_an_own_method_are_taken_as_they_are():
    @mkagg
    def Own(matrix, weights, **kw):
        regret = (1 - matrix) @ weights
        return rank_values(regret), {"score": regret}

    pipeline = mkpipe(VectorScaler("matrix"), TOPSIS())

    assert said(pipeline) == "VectorScaler + TOPSIS"
    assert run(own(pipeline), PLAIN, "p").ranks.tolist() == [1, 2, 3]
    assert run(own(Own()), PLAIN, "o").scores.tolist() == pytest.approx([-0.4, -0.42, -0.72])


def test_ranks_alone_are_enough_and_a_score_that_contradicts_them_is_not_used():
    @mkagg
    def Odd(matrix, weights, **kw):
        return np.array([2, 1, 2]), {"score": np.array([3.0, 1.0, 2.0]) if len(weights) > 1 else None}

    @mkagg
    def Contrary(matrix, weights, **kw):
        return np.array([1, 2, 3]), {"score": np.array([1.0, 3.0, 2.0])}

    assert run(own(Odd()), PLAIN, "o").ranks.tolist() == [3, 1, 2]
    assert run(own(Contrary()), PLAIN, "c").ranks.tolist() == [1, 2, 3]
    assert np.isnan(run(own(Contrary()), PLAIN, "c").scores).all()


def test_a_combination_is_its_pipelines():
    grid = mkcombinatorial([MinMaxScaler("matrix"), SumScaler("matrix")], [WeightedSumModel(), TOPSIS()])

    assert len(pipelines_in(grid)) == 4
    assert all(is_maker(one) for one in pipelines_in(grid).values())
    assert pipelines_in(TOPSIS()) == {}


def test_a_class_is_no_decision_maker():
    assert is_maker(TOPSIS())
    assert not is_maker(TOPSIS)
    assert not is_maker("topsis")


def test_a_method_that_fails_is_named_with_what_it_says():
    with pytest.raises(OptionError, match=r"^methods: 'mine' \(CODAS\) fails on this decision: "):
        run(Peer(CODAS(), lambda table: (table.points, {})), PLAIN, "mine")


def test_a_failure_on_zeros_names_the_way_out():
    class Dividing:
        def evaluate(self, dm):
            raise ZeroDivisionError

    with pytest.raises(OptionError, match=r"ZeroDivisionError Some values are 0.*`floor=` raises them"):
        run(own(Dividing()), table([[0, 1], [1, 0]]), "mine")


def test_a_method_that_drops_vendors_is_refused():
    pipeline = mkpipe(FilterNonDominated(), WeightedSumModel())

    with pytest.raises(OptionError, match="methods: 'mine' leaves out v2; it must rank every vendor that takes part"):
        run(own(pipeline), PLAIN, "mine")


def test_electre_on_points_needs_no_thresholds_of_ours():
    found = run(own(ELECTRE2()), drawn(3), "e2")

    assert sorted(found.ranks)[0] == 1


def test_nothing_of_it_is_loaded_before_it_runs():
    program = (
        "import json, sys; from vendor_eval.analysis.cross_check.cross_check import cross_check;"
        "from vendor_eval import cases; cross_check(cases.load('apple-china-2025'), peers=False);"
        "print(json.dumps('skcriteria' in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) is False
