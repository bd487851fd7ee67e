import json

import numpy as np
import pytest

from builders import make_decision
from vendor_eval.analysis.robustness import robustness
from vendor_eval.engine.methods import METHODS
from vendor_eval.errors import OptionError

HAND = {"alpha": {"a": 100, "b": 0}, "beta": {"a": 0, "b": 100}, "gamma": {"a": 40, "b": 40}}
WIDE = {"low": 20, "high": 60}
KEYS = tuple("abcdefghi")


def run(scores=HAND, *, weights="any", draws=1_000, options=None, **parts):
    return robustness(make_decision(scores, weights=weights, **parts), draws=draws, **options or {})


def test_three_vendors_and_two_criteria_worked_out_by_hand():
    found = run()

    close = {"rtol": 0, "atol": 1e-8}
    assert found.exact
    np.testing.assert_allclose(found.rank_acceptability, [[0.5, 0.1, 0.4, 0], [0.5, 0.1, 0.4, 0], [0, 0.8, 0.2, 0]])
    np.testing.assert_allclose(found.central_weights, [[0.75, 0.25], [0.25, 0.75], [np.nan, np.nan]], **close)
    np.testing.assert_allclose(found.value_quantiles, [[5, 25, 50, 75, 95]] * 2 + [[40] * 5], **close)
    np.testing.assert_allclose(found.indices["expected_loss"], [25, 25, 35], **close)
    assert found.p_chosen["high"].to_list() == pytest.approx([0.5, 0.5, 0])
    assert found.choice_entropy == pytest.approx(1)


def test_no_figure_has_an_error_and_the_stamp_no_draws():
    found = run()

    for frame in (found.rank_acceptability_se, found.value_quantiles_se, found.indices.filter(like="_se")):
        assert (frame == 0).all(axis=None)
    assert found.central_weights_se.loc["gamma"].isna().all()
    assert (found.stamp.draws, found.stamp.seed, found.stamp.sampling) == (None, None, None)
    assert (found.draws, found.scrambles, found.reached) == (0, 0, None)
    assert run(options={"until": 0.001}).reached is True
    plain = json.loads(json.dumps(found.to_dict()))
    assert (plain["exact"], plain["stamp"]["draws"]) == (True, None)


def test_the_text_says_shares_of_weights_and_that_nothing_was_drawn():
    found = run()

    assert found.text.endswith(
        "Alpha is first for 50 % of all possible weights. It is ahead of Beta for 50 % and of Gamma for 60 %; 75 % "
        "would separate them. (Exact: worked out over all possible weights, without draws.)"
    )
    assert found.shown()["P(first)"].to_list() == ["50 %", "50 %", "never"]
    assert (
        found.supporters_said("gamma") == "Gamma is never first: no weights do more than put it level with the first."
    )
    assert found.supporters_said("alpha").endswith("and less to B (25 %, not 50 %); at them it is first.")
    assert found.doubt.text == (
        "Alpha is first for 50 % of all possible weights. Nothing about the vendors is drawn, so all of the doubt "
        "comes from the weights. On average the best vendor is 25.0 points ahead of Alpha: the most that finding out "
        "everything could gain."
    )


def test_a_seed_and_the_number_of_draws_change_nothing():
    one, other = run(), run(draws=7, options={"seed": 5})

    assert one.rank_acceptability.equals(other.rank_acceptability)
    assert one.stamp == other.stamp
    assert one.text == other.text


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ({"imprecise": {"order": ["a", "b"]}}, "over the declared set of weights"),
        ({"imprecise": {"bounds": {"a": [0.3, 0.6]}}}, "over the declared set of weights"),
        (None, "at the declared weights"),
    ],
)
def test_every_set_that_is_evenly_likely_and_every_point_is_worked_out(weights, said):
    found = run(weights=weights)
    drawn = run(weights=weights, draws=20_000, options={"exact": False})

    assert found.drawn == f"(Exact: worked out {said}, without draws.)"
    np.testing.assert_allclose(found.rank_acceptability, drawn.rank_acceptability, rtol=0, atol=0.015)
    np.testing.assert_allclose(found.value_quantiles, drawn.value_quantiles, rtol=0, atol=1.5)


@pytest.mark.parametrize("method", METHODS)
def test_at_exact_weights_one_draw_is_all_of_it_by_any_method(method):
    scores = {"alpha": {"a": 90, "b": 30}, "beta": {"a": 50, "b": 60}, "gamma": {"a": 20, "b": 95}}
    found = run(scores, weights=None, options={"method": method})
    drawn = run(scores, weights=None, draws=10, options={"method": method, "exact": False})

    assert found.exact
    np.testing.assert_allclose(found.rank_acceptability, drawn.rank_acceptability, rtol=0, atol=1e-12)
    assert "without draws" in found.text


def test_expected_values_leave_the_weights_alone():
    scores = HAND | {"gamma": {"a": WIDE, "b": WIDE}}
    found = run(scores, options={"assessments": "expected"})

    assert found.exact
    assert found.rank_acceptability.equals(run().rank_acceptability)
    assert found.drawn == (
        "(Exact: worked out over all possible weights, with assessments held at their expected values, without draws.)"
    )
    assert not run(scores).exact


def test_an_insufficient_vendor_stands_in_no_way_and_only_where_its_values_lie_is_drawn():
    scores = HAND | {"delta": {"a": {"low": 0, "high": 10}, "b": WIDE}}
    scores = {vendor: row | {"c": 0 if vendor == "delta" else 50} for vendor, row in scores.items()}
    require = {"c": {"at_least": 1}}
    found = run(scores, require=require, draws=5_000, information_only=["c"])

    assert found.exact
    assert found.rank_acceptability.loc["alpha"].to_list() == pytest.approx([0.5, 0.1, 0.4, 0, 0])
    assert found.rank_acceptability.loc["delta", "no rank"] == 1
    assert found.table.set_index("vendor").loc["delta", "value"] == pytest.approx(22.5)
    drawn = run(scores, require=require, draws=5_000, information_only=["c"], options={"exact": False})
    assert found.value_quantiles.loc["delta"].equals(drawn.value_quantiles.loc["delta"])
    assert (found.value_quantiles_se.loc["delta"] > 0).all()
    assert (found.value_quantiles_se.loc["alpha"] == 0).all()
    assert found.stamp.draws == 5_000
    assert found.drawn.endswith(
        "without draws; only where the values of insufficient vendors lie is from 5,000 draws from seed 0.)"
    )


def test_a_minimum_value_that_all_weights_or_none_reach_stands_in_no_way():
    high = run(policy={"minimum_value": 90}, weights={"imprecise": {"bounds": {"a": [0.4, 0.6]}}})
    some = run(policy={"minimum_value": 50})

    assert high.exact
    assert high.p_nobody == 1
    assert high.rank_acceptability["no rank"].to_list() == [1, 1, 1]
    assert not some.exact


@pytest.mark.parametrize(
    ("scores", "parts", "options", "why"),
    [
        (HAND | {"gamma": {"a": WIDE, "b": 1}}, {}, {}, "the performance of 'gamma' on 'a' is uncertain"),
        (HAND, {}, {"method": "topsis"}, "TOPSIS has no closed form over a set of weights"),
        (
            HAND,
            {"policy": {"minimum_value": 50}},
            {},
            "'alpha' reaches the minimum value with some of the weights only",
        ),
        (HAND, {"weights": {"around": {"point": {"a": 0.5, "b": 0.5}, "concentration": 9}}}, {}, "around a point"),
        ({"alpha": dict.fromkeys(KEYS, 5), "beta": dict.fromkeys(KEYS, 4)}, {}, {}, "at most 7 dimensions"),
    ],
)
def test_asked_for_exactly_what_stands_in_the_way_is_an_error_and_draws_are_made_else(scores, parts, options, why):
    with pytest.raises(OptionError, match=f"exact must be None or False here: .*{why}"):
        run(scores, options={**options, "exact": True}, **parts)

    assert run(scores, draws=10, options=options, **parts).draws == 10


def test_a_requirement_that_a_chance_decides_stands_in_the_way():
    scores = {"alpha": {"a": 50, "note": "unknown"}, "beta": {"a": 40, "note": 5}}
    parts = {"require": {"note": {"at_least": 3, "p_met": 0.5}}, "information_only": ["note"], "weights": None}

    with pytest.raises(OptionError, match="whether 'alpha' meets a requirement on 'note' is uncertain"):
        run(scores, options={"exact": True}, **parts)


def test_a_large_decision_is_drawn_unless_exactness_is_asked_for():
    points = np.random.default_rng(0).random((14, 3)) * 100
    scores = {f"v{i:02}": dict(zip("abc", row, strict=True)) for i, row in enumerate(points.tolist())}
    asked = run(scores, options={"exact": True})

    assert run(scores, draws=1_000).draws == 1_000
    np.testing.assert_allclose(asked.rank_acceptability.iloc[:, :14].sum(axis=0), 1)


def test_draws_can_be_asked_for_in_any_case():
    found = run(options={"exact": False})

    assert (found.draws, found.stamp.draws) == (1_000, 1_000)
    assert not found.exact


def test_exact_is_none_true_or_false():
    with pytest.raises(OptionError, match="exact must be None, True or False, not 'yes'"):
        run(options={"exact": "yes"})


def test_a_vendor_that_is_insufficient_changes_no_rank_of_others_under_any_method():
    scores = {
        "alpha": {"a": 90, "b": 30, "c": 50},
        "beta": {"a": 50, "b": 60, "c": 50},
        "gamma": {"a": 20, "b": 95, "c": 50},
    }
    require = {"c": {"at_least": 10}}
    extra = scores | {"delta": {"a": 100, "b": 100, "c": 0}}
    for method in METHODS:
        options = {"method": method, "exact": False}
        alone = run(scores, require=require, draws=500, options=options)
        beside = run(extra, require=require, draws=500, options=options)

        kept = beside.rank_acceptability.loc[list(scores), [1, 2, 3]]
        assert kept.equals(alone.rank_acceptability[[1, 2, 3]]), method
        assert beside.rank_acceptability.loc["delta", "no rank"] == 1
