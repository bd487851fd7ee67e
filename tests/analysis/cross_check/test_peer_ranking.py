import json
import subprocess
import sys
import warnings

import numpy as np
import pytest
from skcriteria.agg.codas import CODAS
from skcriteria.agg.copras import COPRAS
from skcriteria.agg.electre import ELECTRE1, ELECTRE2
from skcriteria.agg.marcos import MARCOS
from skcriteria.agg.simple import WeightedSumModel
from skcriteria.agg.simus import SIMUS
from skcriteria.agg.topsis import TOPSIS
from skcriteria.agg.vikor import VIKOR
from skcriteria.extend import mkagg
from skcriteria.pipelines import mkpipe
from skcriteria.preprocessing.filters import FilterNonDominated
from skcriteria.preprocessing.scalers import MinMaxScaler, SumScaler, VectorScaler
from skcriteria.preprocessing.weighters import EntropyWeighter
from skcriteria.utils.rank import rank_values

from points import drawn, table
from vendor_eval.analysis.cross_check.peer import Peer, said
from vendor_eval.analysis.cross_check.peer_options import own
from vendor_eval.analysis.cross_check.peer_ranking import run
from vendor_eval.errors import OptionError

PLAIN = table([[80, 30], [50, 70], [20, 40]], [0.6, 0.4])


def test_points_are_handed_over_as_shares_with_the_weights():
    ranking = run(own(WeightedSumModel()), PLAIN, "wsm")

    assert ranking.scores.tolist() == pytest.approx([0.6, 0.58, 0.28])
    assert ranking.ranks.tolist() == [1, 2, 3]
    assert ranking.notes == ()


def test_nothing_is_run_where_there_is_nothing_to_rank():
    class Never:
        def evaluate(self, dm):
            raise AssertionError("was run")

    never = own(Never())

    assert run(never, table(np.zeros((0, 2))), "x").ranks.tolist() == []
    assert run(never, table([[10, 20]]), "x").ranks.tolist() == [1]
    assert run(never, table([[10, 20], [10, 20]]), "x").ranks.tolist() == [1, 1]
    assert np.isnan(run(never, table([[10, 20], [10, 20]]), "x").scores).all()


def watching(seen, fails=lambda matrix: False):
    """A decision-maker of the user's own that writes down what it is handed."""

    @mkagg
    def Watching(matrix, weights, **kw):
        seen.append((matrix.tolist(), weights.tolist()))
        if fails(matrix):
            raise ValueError("something is the same for all")
        return rank_values(matrix @ weights, reverse=True), {"score": matrix @ weights}

    return Watching()


def test_what_comes_with_scikit_criteria_is_handed_the_criteria_that_count_and_tell_vendors_apart():
    # EntropyWeighter would give weight to what has none, and MinMaxScaler divides by a spread.
    pipeline = mkpipe(MinMaxScaler("matrix"), EntropyWeighter(), WeightedSumModel())

    found = run(own(pipeline), table([[10, 50, 7], [30, 50, 9]], [0.2, 0.8, 0]), "x")

    assert found.scores.tolist() == [0, 1]


def test_what_is_the_users_own_is_handed_every_criterion_in_order():
    seen = []

    run(own(watching(seen)), table([[10, 50, 7], [30, 50, 9]], [0.2, 0.8, 0]), "x")

    assert seen == [([[0.1, 0.5, 0.07], [0.3, 0.5, 0.09]], [0.2, 0.8, 0])]


def test_what_is_the_users_own_and_fails_is_asked_without_what_tells_nobody_apart():
    seen, points = [], table([[10, 50, 7], [30, 50, 9]], [0.2, 0.8, 0])

    found = run(own(watching(seen, lambda matrix: (np.ptp(matrix, axis=0) == 0).any())), points, "x")

    assert seen[1:] == [([[0.1], [0.3]], [1.0])]
    assert found.ranks.tolist() == [2, 1]
    assert found.notes == ("It fails with c1 and c2, which cannot tell vendors apart, and was run without.",)


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


def test_a_method_that_fails_is_named_with_what_it_says():
    with pytest.raises(OptionError, match=r"^methods: 'mine' \(CODAS\) fails on this decision: "):
        run(Peer(CODAS(), lambda table: (table.points, {})), PLAIN, "mine")


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


def test_a_failure_on_zeros_and_one_for_want_of_options_name_the_way_out():
    class Dividing:
        def evaluate(self, dm, *, least=None):
            raise ZeroDivisionError

    with pytest.raises(
        OptionError,
        match=r"ZeroDivisionError\. Some values are 0.*: `floor=` raises them. `options=` gives it least, by crit.*\.$",
    ):
        run(own(Dividing()), table([[0, 1], [1, 0]]), "mine")


def test_copras_is_given_a_cost_that_is_the_same_for_all_and_ranks_as_by_benefits_alone():
    pipeline = mkpipe(SumScaler("matrix"), COPRAS())
    shares = PLAIN.points / PLAIN.points.sum(axis=0) @ PLAIN.weights

    bare, scaled = (run(own(maker), PLAIN, "copras") for maker in (COPRAS(), pipeline))

    assert scaled.scores.tolist() == pytest.approx(100 * (shares + 1 / 3) / (shares.max() + 1 / 3))
    assert bare.scores.tolist() == pytest.approx(100 * (PLAIN.points @ PLAIN.weights / 100 + 1) / 1.6)
    assert "It refuses a table without costs" in bare.notes[0]


def test_a_vendor_without_anything_is_ranked_by_copras_too():
    assert run(own(COPRAS()), table([[0, 0], [10, 20]]), "copras").ranks.tolist() == [2, 1]
