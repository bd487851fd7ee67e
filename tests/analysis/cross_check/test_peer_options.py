import numpy as np
import pytest
from skcriteria.agg.aras import ARAS
from skcriteria.agg.ervd import ERVD
from skcriteria.agg.rim import RIM
from skcriteria.agg.spotis import SPOTIS
from skcriteria.agg.topsis import TOPSIS
from skcriteria.pipelines import mkpipe
from skcriteria.preprocessing.scalers import MaxAbsScaler, StandarScaler

from builders import make_decision
from points import table
from vendor_eval.analysis.cross_check.cross_check import cross_check
from vendor_eval.analysis.cross_check.methods import entries
from vendor_eval.analysis.cross_check.peer import Peer
from vendor_eval.analysis.cross_check.peer_options import call_options, own
from vendor_eval.analysis.cross_check.peer_ranking import run
from vendor_eval.errors import OptionError

PLAIN = table([[80, 30], [50, 70], [20, 40]], [0.6, 0.4])
SAME = {"a": {"x": 80, "y": 50, "z": 30}, "b": {"x": 30, "y": 50, "z": 70}, "c": {"x": 20, "y": 50, "z": 40}}


def ervd(points, weights, reference):
    """Shyur, Yin, Shih and Cheng (2015) with the usual 0.88 and 2.25, written out."""
    gaps = points - reference
    values = np.sign(gaps) * np.abs(gaps) ** 0.88 * np.where(gaps > 0, 1, 2.25)
    to_best, to_worst = (np.abs(values - end) @ weights for end in (values.max(axis=0), values.min(axis=0)))
    return (to_worst / (to_best + to_worst)).tolist()


def test_fixed_scales_are_given_to_those_that_take_them():
    points = table([[10, 20], [20, 19]], [0.5, 0.5])

    assert run(own(SPOTIS()), points, "s").scores.tolist() == pytest.approx([-0.85, -0.805])
    assert np.isfinite(run(own(RIM()), points, "r").scores).all()
    assert run(own(RIM()), points, "r").notes == ()


def test_ervd_counts_gains_and_losses_from_the_middle_of_the_scale():
    scores = run(own(ERVD()), PLAIN, "ervd").scores

    assert scores.tolist() == pytest.approx(ervd(PLAIN.points / 100, PLAIN.weights, 0.5))


def test_reference_points_of_ones_own_follow_their_criteria_and_the_rest_have_the_usual():
    options = {"reference_points": {"c1": 0.2, "left out": 0.9}}

    scores = run(own(ERVD(), options), PLAIN, "ervd").scores

    assert scores.tolist() == pytest.approx(ervd(PLAIN.points / 100, PLAIN.weights, np.array([0.5, 0.2])))


def test_options_survive_a_criterion_on_which_all_are_equal():
    decision = make_decision(SAME, weights={"direct": {"x": 0.3, "y": 0.3, "z": 0.4}})
    points, weights = np.array([[0.8, 0.3], [0.3, 0.7], [0.2, 0.4]]), np.array([0.3, 0.4]) / 0.7

    check = cross_check(
        decision,
        {"mine": ERVD()},
        options={"mine": {"reference_points": {"x": 0.25, "y": 0.9, "z": 0.35}}},
        peers=False,
    )

    assert check.scores["mine"].tolist() == pytest.approx(ervd(points, weights, np.array([0.25, 0.35])))


def test_an_object_that_holds_a_reference_point_for_each_weighted_criterion_is_handed_them_all():
    class Mine:
        def evaluate(self, dm):
            return ERVD().evaluate(dm, reference_points=[0.25, 0.9, 0.35])

    decision = make_decision(SAME, weights={"direct": {"x": 0.3, "y": 0.3, "z": 0.4}})
    points, weights = np.array([[0.8, 0.3], [0.3, 0.7], [0.2, 0.4]]), np.array([0.3, 0.4]) / 0.7
    expected = np.argsort(np.argsort(-np.array(ervd(points, weights, np.array([0.25, 0.35]))))) + 1

    for maker in (Mine(), mkpipe(MaxAbsScaler("weights"), Mine())):
        check = cross_check(decision, {"mine": maker}, peers=False)

        assert check.table["mine"].tolist() == expected.tolist()


def test_options_reach_the_last_step_of_a_pipeline_which_gets_no_others():
    pipeline = mkpipe(MaxAbsScaler("matrix"), ERVD())
    scaled = PLAIN.points / PLAIN.points.max(axis=0)

    found = run(own(pipeline, {"reference_points": {"c0": 0.5, "c1": 0.6}}), PLAIN, "p")

    assert found.scores.tolist() == pytest.approx(ervd(scaled, PLAIN.weights, np.array([0.5, 0.6])))
    with pytest.raises(
        OptionError,
        match=r"must be provided for ERVD evaluation\. `options=` gives it reference_points, by criterion\.$",
    ):
        run(own(pipeline), PLAIN, "p")


def test_ends_of_a_range_may_be_a_list_as_files_hold_them():
    wide = {"ranges": {"c0": [0, 2], "c1": [0, 2]}, "ref_ideals": {"c0": [2, 2], "c1": [2, 2]}}

    assert run(own(RIM(), wide), PLAIN, "r").scores.max() < run(own(RIM()), PLAIN, "r").scores.max()


def test_what_is_no_mapping_is_passed_on_as_it_is():
    found = run(own(ARAS(), {"ideal": np.array([1.0, 1.0])}), PLAIN, "a")

    assert found.scores.tolist() == pytest.approx((PLAIN.points / 100 @ PLAIN.weights).tolist())


def test_without_options_nothing_is_handed_over_but_the_table():
    assert own(TOPSIS()).prepared is Peer(TOPSIS()).prepared
    assert (call_options(TOPSIS()), call_options(SPOTIS())) == ((), ("bounds", "isp"))


@pytest.mark.parametrize(
    ("methods", "options", "message"),
    [
        ("topsis", {"topsis": {}}, "options are for decision-makers of scikit-criteria, and none takes part"),
        ([ERVD()], {"ervd": {}}, r"options: the only method that takes them is 'ERVD', not 'ervd'\.$"),
        ([ERVD(), TOPSIS()], {"ervd": {}}, "options: the only method that takes them is 'ERVD', not 'ervd'"),
        ([ERVD(), RIM()], {"EVRD": {}}, r"options: each name must be one of 'ERVD', 'RIM', not .* mean 'ERVD'\?"),
        ([TOPSIS()], {"ERVD": {}}, "options are given for 'ERVD', and no method that takes part takes any"),
        ([ERVD()], {"ERVD": 0.5}, "options: those of 'ERVD' must be a mapping from their names, not 0.5"),
        ([ERVD()], 0.5, "options must be a mapping from names of methods to theirs, not 0.5"),
        ([ERVD()], {"ERVD": {"points": {}}}, "options: 'ERVD' takes 'reference_points' alone, not 'points'"),
        ([RIM()], {"RIM": {"range": {}}}, r"options of 'RIM' must be one of .* Did you mean 'ranges'\?"),
        ([TOPSIS()], {"TOPSIS": {"points": {}}}, "options: 'TOPSIS' takes none, and 'points' is given"),
        (
            [ERVD()],
            {"ERVD": {"reference_points": {"w": 1}}},
            "options: 'reference_points' of 'ERVD': each key must be one of 'x', 'y', 'z', not 'w'",
        ),
        (
            [ARAS()],
            {"ARAS": {"ideal": {"x": 1}}},
            "options: 'ideal' of 'ARAS' needs one for each criterion; without one: y and z",
        ),
    ],
)
def test_options_that_fit_nothing_are_refused(methods, options, message):
    with pytest.raises(OptionError, match=message):
        cross_check(make_decision(SAME), methods, options=options, peers=False)


@pytest.mark.parametrize(
    ("maker", "options", "which"),
    [
        (ERVD(), {"reference_points": {"x": 0.4, "y": 40}}, "'y' is 40"),
        (ERVD(), {"reference_points": [0.4, 40, 0.5]}, "item 2 is 40"),
        (ERVD(), {"reference_points": {"x": -0.1}}, "'x' is -0.1"),
        (ERVD(), {"reference_points": {"x": np.nan}}, "'x' is nan"),
        (SPOTIS(), {"bounds": {"x": (0, 100)}}, r"'x' is \(0, 100\)"),
        (SPOTIS(), {"isp": np.array([100, 1, 1])}, "item 1 is 100"),
        (RIM(), {"ref_ideals": {"z": [80, 100]}}, r"'z' is \(80, 100\)"),
    ],
)
def test_points_in_the_place_of_shares_are_refused(maker, options, which):
    (name,) = options
    kind = type(maker).__name__
    message = rf"options: '{name}' of '{kind}' must be shares of 1 \(0.4 is 40 points\), and {which}\.$"

    with pytest.raises(OptionError, match=message):
        cross_check(make_decision(SAME), [maker], options={kind: options}, peers=False)


def test_the_ends_of_a_scale_are_shares_and_a_pipeline_may_have_any_scale():
    ends = {"reference_points": {"x": 0, "y": 1, "z": np.float32(1)}}
    pipeline = mkpipe(StandarScaler("matrix"), ERVD())
    tens = {"reference_points": {"x": -1, "y": 0, "z": 1.5}}

    found = cross_check(
        make_decision(SAME), {"bare": ERVD(), "piped": pipeline}, options={"bare": ends, "piped": tens}, peers=False
    )

    assert found.scores.notna().all(axis=None)


@pytest.mark.parametrize("item", [0.4, "middle", None])
@pytest.mark.parametrize("maker", [ERVD(), mkpipe(MaxAbsScaler("matrix"), ERVD())], ids=["bare", "piped"])
def test_one_number_for_all_criteria_is_refused_with_what_is_asked(maker, item):
    message = rf"'reference_points' of 'mine' must be a mapping by criterion, or hold one item for each, not {item!r}"

    with pytest.raises(OptionError, match=message):
        cross_check(make_decision(SAME), {"mine": maker}, options={"mine": {"reference_points": item}}, peers=False)


@pytest.mark.parametrize(
    ("maker", "options", "identity"),
    [
        (ERVD(), {}, "ERVD(reference_points: 0.5)"),
        (ERVD(), {"reference_points": {}}, "ERVD(reference_points: 0.5)"),
        (ERVD(), {"reference_points": {"y": 0.4}}, "ERVD(reference_points: y 0.4, others 0.5)"),
        (ERVD(), {"reference_points": {"z": 0, "y": 0.9, "x": 0.25}}, "ERVD(reference_points: x 0.25, y 0.9, z 0)"),
        (ERVD(), {"reference_points": np.array([0.5, 0.9])}, "ERVD(reference_points: (0.5, 0.9))"),
        (ERVD(alpha_value=0.5), {}, "ERVD(alpha_value=0.5; reference_points: 0.5)"),
        (SPOTIS(), {"bounds": {"y": [0, 0.8]}}, "SPOTIS(bounds: y (0, 0.8), others (0, 1))"),
        (RIM(), {}, "RIM(ranges: (0, 1); ref_ideals: (1, 1))"),
        (
            mkpipe(MaxAbsScaler("matrix"), ERVD()),
            {"reference_points": {"x": 0.5, "y": 0.5, "z": 0.5}},
            "MaxAbsScaler(target=matrix) + ERVD(reference_points: x 0.5, y 0.5, z 0.5)",
        ),
    ],
)
def test_options_of_a_call_are_part_of_the_identity(maker, options, identity):
    (_, entry) = entries({"mine": maker}, options={"mine": options}, criteria=("x", "y", "z"))

    assert entry.identity == f"scikit-criteria: {identity}"


def test_other_scores_have_another_identity():
    one, other = (
        cross_check(make_decision(SAME), [ERVD()], options={"ERVD": {"reference_points": {"x": x}}}, peers=False)
        for x in (0.5, 0.9)
    )

    assert one.scores["ERVD"].tolist() != other.scores["ERVD"].tolist()
    assert one.to_dict()["methods"] != other.to_dict()["methods"]
    assert one.methods["identity"].iloc[1] == "scikit-criteria: ERVD(reference_points: x 0.5, others 0.5)"
