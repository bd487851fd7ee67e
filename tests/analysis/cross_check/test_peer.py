from skcriteria.agg.copras import COPRAS
from skcriteria.agg.marcos import MARCOS
from skcriteria.agg.simple import WeightedSumModel
from skcriteria.agg.topsis import TOPSIS
from skcriteria.agg.vikor import VIKOR
from skcriteria.extend import mkagg
from skcriteria.pipelines import mkcombinatorial, mkpipe
from skcriteria.preprocessing.scalers import MinMaxScaler, SumScaler

from vendor_eval.analysis.cross_check.peer import Peer, is_maker, pipelines_in


def test_a_combination_is_its_pipelines():
    grid = mkcombinatorial([MinMaxScaler("matrix"), SumScaler("matrix")], [WeightedSumModel(), TOPSIS()])

    assert len(pipelines_in(grid)) == 4
    assert all(is_maker(one) for one in pipelines_in(grid).values())
    assert pipelines_in(TOPSIS()) == {}


def test_a_class_is_no_decision_maker():
    assert is_maker(TOPSIS())
    assert not is_maker(TOPSIS)
    assert not is_maker("topsis")


class Own:
    def evaluate(self, dm):
        return TOPSIS().evaluate(dm)


def test_what_comes_whole_with_scikit_criteria_is_told_from_the_users_own():
    scaler = MinMaxScaler("matrix")

    assert Peer(TOPSIS()).shipped
    assert Peer(mkpipe(scaler, TOPSIS())).shipped
    assert not Peer(Own()).shipped
    assert not Peer(mkpipe(scaler, Own())).shipped


def test_what_a_decision_maker_cannot_take_is_known_behind_a_pipeline_too():
    pipelines = [Peer(mkpipe(MinMaxScaler("matrix"), maker)) for maker in (COPRAS(), MARCOS(), Own())]

    assert [peer.name for peer in pipelines] == ["COPRAS", "MARCOS", ""]
    assert [peer.needs_cost for peer in pipelines] == [True, False, False]
    assert [peer.needs_positive for peer in pipelines] == [False, True, False]


def test_the_identity_has_the_options_that_are_not_the_usual_ones():
    @mkagg
    def Made(matrix, weights, **kw):
        return weights, {}

    pipeline = mkpipe(MinMaxScaler("matrix"), VIKOR(v=0.3))

    assert Peer(VIKOR()).identity == Peer(VIKOR(v=0.5)).identity == "VIKOR"
    assert Peer(mkpipe(MinMaxScaler("matrix", criteria_range=(0, 2)), VIKOR())).identity == (
        "MinMaxScaler(criteria_range=(0.0, 2.0), target=matrix) + VIKOR"
    )
    assert Peer(pipeline).identity == "MinMaxScaler(target=matrix) + VIKOR(v=0.3)"
    assert Peer(TOPSIS(metric="cityblock")).identity == "TOPSIS(metric=cityblock)"
    assert (Peer(Own()).identity, Peer(Made()).identity) == ("Own", "Made")
