import json
import pickle
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from builders import make_decision
from vendor_eval.analysis.cross_check.cross_check import cross_check
from vendor_eval.analysis.robustness import robustness
from vendor_eval.engine.methods import METHODS, SPOTIS, TOPSIS, VIKOR
from vendor_eval.engine.simulation import BLOCK
from vendor_eval.engine.streams import stream
from vendor_eval.errors import OptionError

DRAWS = 20_000
CLOSE = 0.011  # three standard errors of a share at 20,000 draws


def between(low, high):
    return {"low": low, "high": high}


def reach(**scores):
    return {key: {"reach": score} for key, score in scores.items()}


def run(scores, *, draws=DRAWS, seed=0, weights="declared", assessments="uncertain", **parts):
    declared = parts.pop("declared", None)
    decision = make_decision(scores, weights=declared, **parts)
    return robustness(decision, draws=draws, seed=seed, weights=weights, assessments=assessments)


def column(result, name):
    return result.table.set_index("vendor")[name].to_dict()


def test_rank_acceptabilities_of_three_uniform_beliefs_are_those_worked_out_by_hand():
    # X on [0, 60], Y on [30, 90]: P(X > Y) = (30 / 60)^2 / 2 = 1 / 8. Gamma is below both.
    result = run(reach(alpha=between(0, 60), beta=between(30, 90), gamma=-5))

    expected = [[1 / 8, 7 / 8, 0, 0], [7 / 8, 1 / 8, 0, 0], [0, 0, 1, 0]]
    assert result.rank_acceptability.columns.tolist() == [1, 2, 3, "no rank"]
    np.testing.assert_allclose(result.rank_acceptability, expected, atol=CLOSE)
    assert result.pairwise_winning.loc["alpha", "beta"] == pytest.approx(1 / 8, abs=CLOSE)
    assert column(result, "value") == pytest.approx({"alpha": 30, "beta": 60, "gamma": 0}, abs=0.5)


def test_under_all_weights_the_swing_that_decides_has_the_right_share():
    # Alpha leads where 60 w > 30 (1 - w), so for w > 1/3; there its mean weight is 2/3.
    result = run({"alpha": {"a": 80, "b": 30}, "beta": {"a": 20, "b": 60}}, declared="any")

    assert column(result, "p_first") == pytest.approx({"alpha": 2 / 3, "beta": 1 / 3}, abs=CLOSE)
    assert result.central_weights.loc["alpha"].to_dict() == pytest.approx({"a": 2 / 3, "b": 1 / 3}, abs=CLOSE)
    assert result.any_weights


def test_any_weights_put_aside_those_that_are_declared():
    scores = {"alpha": {"a": 80, "b": 30}, "beta": {"a": 20, "b": 60}}

    assert column(run(scores, weights="any"), "p_first") == column(run(scores, declared="any"), "p_first")
    assert column(run(scores), "p_first") == {"alpha": 1, "beta": 0}


def test_assessments_at_their_expected_values_leave_only_the_weights_to_draw():
    result = run(
        {"alpha": {"a": between(60, 100), "b": 30}, "beta": {"a": 20, "b": between(50, 70)}},
        declared="any",
        assessments="expected",
    )
    plain = run({"alpha": {"a": 80, "b": 30}, "beta": {"a": 20, "b": 60}}, declared="any")

    assert result.rank_acceptability.equals(plain.rank_acceptability)
    assert "with assessments held at their expected values" in result.drawn


def test_expected_values_of_the_undetermined_count_as_meeting_what_is_open():
    result = run(
        reach(alpha=55, beta=between(20, 60)), require={"reach": {"at_least": 40}}, assessments="expected", draws=10
    )

    assert result.if_met
    assert column(result, "value") == pytest.approx({"alpha": 55, "beta": 50})
    assert column(result, "p_sufficient_low") == {"alpha": 1, "beta": 0}


def test_a_vendor_that_fails_has_no_rank_in_that_draw_and_a_draw_may_choose_nobody():
    result = run(reach(alpha=between(0, 80), beta=between(0, 40)), require={"reach": {"at_least": 20}})

    # P(sufficient) is 3/4 and 1/2; both fail in 1/4 x 1/2 of the draws.
    assert column(result, "p_sufficient") == pytest.approx({"alpha": 0.75, "beta": 0.5}, abs=CLOSE)
    assert result.rank_acceptability["no rank"].to_dict() == pytest.approx({"alpha": 0.25, "beta": 0.5}, abs=CLOSE)
    assert result.p_nobody == pytest.approx(1 / 8, abs=CLOSE)
    assert not result.if_met


def test_pairwise_sufficient_beats_insufficient_and_of_two_insufficient_neither():
    result = run(
        {
            "alpha": {"reach": between(0, 40), "price": 0},
            "beta": {"reach": 10, "price": 0},
            "gamma": {"reach": 90, "price": 90},
        },
        require={"reach": [{"at_least": 20}, {"at_most": 50}]},
    )

    # Alpha is ahead of both whenever it is sufficient, in half of the draws; they never are.
    assert result.pairwise_winning.loc["alpha", ["beta", "gamma"]].to_list() == pytest.approx([0.5, 0.5], abs=CLOSE)
    assert result.pairwise_winning.loc[["beta", "gamma"], "alpha"].to_list() == [0, 0]
    assert result.pairwise_winning.loc["beta", "gamma"] == 0


def test_values_equal_within_a_billionth_split_their_ranks_so_that_columns_add_up():
    result = run(reach(alpha=50, beta=50 + 5e-10, gamma=10), draws=10)

    assert result.rank_acceptability.to_numpy().tolist() == [[0.5, 0.5, 0, 0], [0.5, 0.5, 0, 0], [0, 0, 1, 0]]
    assert result.pairwise_winning.loc["alpha", "beta"] == 0.5
    assert result.central_weights.loc[["alpha", "beta"], "reach"].to_list() == [1, 1]
    assert result.central_weights.loc["gamma"].isna().all()


def test_every_probability_is_labelled_if_the_open_requirements_are_met_and_p_sufficient_is_a_range_from_0():
    result = run(reach(alpha="unknown", beta=60), require={"reach": {"at_least": 30}})

    assert result.if_met
    assert result.sufficiency.loc["alpha", ["low", "high"]].to_list() == [0, 1]
    assert result.shown()["P(sufficient)"].to_list() == ["0 % to 100 %", "always"]
    assert "P(first) if met" in result.shown()
    assert "If the open requirements are met, Alpha is first in" in result.text


def test_a_stated_p_met_needs_no_such_label():
    result = run(reach(alpha="unknown", beta=60), require={"reach": {"at_least": 30, "p_met": 0.25}})

    assert not result.if_met
    assert column(result, "p_sufficient")["alpha"] == pytest.approx(0.25, abs=CLOSE)
    assert column(result, "p_sufficient_low") == column(result, "p_sufficient")
    assert "P(first)" in result.shown()


def test_a_part_of_the_draws_is_sufficient_even_if_what_is_open_is_met():
    # Price is met with probability .6; 20,000 draws have a standard error of .0035.
    result = run(
        {"alpha": {"reach": "unknown", "price": between(0, 100)}},
        require={"reach": {"at_least": 30}, "price": {"at_least": 40}},
    )

    assert result.sufficiency_said("alpha") == "0 % to 61 %"


@pytest.mark.parametrize(
    ("score", "said"), [(20, "never"), (60, "always"), (between(20, 60), "75 %"), (between(20, 30), "under 0.02 %")]
)
def test_sufficiency_is_never_or_always_only_where_that_is_proven(score, said):
    result = run(reach(alpha=score), require={"reach": {"at_least": 30}})

    assert result.sufficiency_said("alpha") == said


def test_over_all_weights_a_minimum_value_may_take_away_what_declared_weights_prove():
    result = run({"alpha": {"a": 80, "b": 40}}, policy={"minimum_value": 60}, weights="any")

    assert result.evaluation.verdicts["alpha"].name == "sufficient"
    assert column(result, "p_sufficient")["alpha"] == pytest.approx(0.5, abs=CLOSE)
    assert result.sufficiency_said("alpha") != "always"
    assert result.outcome.tested is not None


def test_an_insufficient_vendor_is_never_first_and_keeps_its_value():
    result = run(
        {"alpha": {"reach": 10, "price": "unknown"}, "beta": {"reach": 50, "price": 50}},
        require={"reach": {"at_least": 30}, "price": {"at_least": 20}},
    )

    assert result.shown().set_index("name").loc["Alpha"].to_list()[1:] == ["never", "never"]
    assert column(result, "value")["alpha"] == pytest.approx(30, abs=0.5)


def test_one_draw_is_enough_and_zero_is_a_seed():
    result = robustness(make_decision(reach(alpha=50)), draws=1, seed=0, exact=False)

    assert (result.draws, result.stamp.seed) == (1, 0)
    assert result.drawn == "(1 draw from seed 0 at the declared weights; all give the same ranks.)"


def test_the_method_states_draws_seed_and_standard_error():
    result = run(reach(alpha=between(0, 60), beta=between(30, 90)), seed=7)

    # sqrt(1/8 x 7/8 / 20,000) = .0023
    assert result.drawn == (
        "(20,000 draws from seed 7 at the declared weights; standard errors at most 0.23 percentage points.)"
    )
    assert column(result, "p_first_se")["alpha"] == pytest.approx(0.0023, abs=0.0001)


def test_the_same_seed_gives_the_same_numbers_and_another_seed_others():
    scores = reach(alpha=between(0, 60), beta=between(30, 90))

    assert run(scores, seed=3).table.equals(run(scores, seed=3).table)
    assert not run(scores, seed=3).table.equals(run(scores, seed=4).table)


def test_vendors_and_criteria_stand_in_the_order_of_the_file():
    result = run({"z": {"y": 1, "x": 2}, "a": {"y": 3, "x": 4}}, draws=10)

    assert result.rank_acceptability.index.tolist() == result.pairwise_winning.columns.tolist() == ["z", "a"]
    assert result.central_weights.columns.tolist() == ["y", "x"]


def test_a_result_becomes_json_even_where_keys_collide_with_column_names():
    scores = {"vendor": {"vendor": 1, "index": 2}, "name": {"vendor": 3, "index": 4}}
    result = robustness(make_decision(scores), draws=10, exact=False)
    data = json.loads(json.dumps(result.to_dict()))

    assert data["pairwise_winning"][0] == {"vendor_": "vendor", "vendor": None, "name": 0}
    assert data["central_weights"][1] == {"vendor_": "name", "vendor": 0.5, "index": 0.5}
    assert data["stamp"]["draws"] == 10


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("weights", "declard", "weights must be one of 'declared', 'any', 'mean', .* Did you mean 'declared'"),
        ("assessments", "sure", "assessments must be one of 'uncertain', 'expected'"),
        ("draws", 0, "draws must be a whole number from 1, not 0"),
        ("draws", 1e5, "draws must be a whole number from 1, not 100000.0"),
        ("draws", True, "draws must be a whole number from 1, not True"),
        ("seed", -1, "seed must be a whole number from 0, not -1"),
        ("method", "topsi", "method must be one of 'weighted_sum', .* not 'topsi'. Did you mean 'topsis'"),
        ("method", 3, "method must be None, one of weighted_sum, .* or a method object, not 3"),
        ("method", TOPSIS, "or a method object, not <class"),
        ("sampling", "sobel", "sampling must be one of 'random', 'sobol', not 'sobel'. Did you mean 'sobol'"),
        ("until", 0, "until must be a standard error above 0, such as 0.001 for 0.1 percentage points, not 0"),
        ("until", True, "until must be a standard error above 0"),
        ("until", float("nan"), "until must be a standard error above 0"),
        ("until", "0.1", "until must be a standard error above 0"),
        ("executor", 2, "executor must have a map that keeps the order, .* not 2"),
        ("progress", "bar", "progress must be None, True, False, or a function"),
    ],
)
def test_an_option_that_is_not_allowed_is_refused(option, value, message):
    with pytest.raises(OptionError, match=message):
        robustness(make_decision(), **{option: value})


def test_sufficiency_by_the_central_part_of_a_belief_is_not_said_to_hold_always():
    result = run(reach(alpha={"mean": 60, "sd": 10}), require={"reach": {"at_least": 30}})

    assert result.evaluation.verdicts["alpha"].name == "sufficient"
    assert result.sufficiency_said("alpha") == "over 99.8 %"
    assert run(reach(alpha={"mean": 60, "sd": 10})).sufficiency_said("alpha") == "always"


# Methods, samplings, and where draws are worked on


@pytest.mark.parametrize("method", METHODS)
def test_every_method_ranks_and_requirements_act_the_same_under_all(method):
    scores = {
        "alpha": {"a": between(40, 90), "b": 30},
        "beta": {"a": 50, "b": between(20, 80)},
        "gamma": {"a": 95, "b": 5},
    }
    decision = make_decision(scores, weights="any", require={"b": {"at_least": 25}})
    by_value, by_method = (robustness(decision, method=one, draws=500) for one in (None, method))

    assert by_method.sufficiency.equals(by_value.sufficiency)
    assert by_method.rank_acceptability["no rank"].equals(by_value.rank_acceptability["no rank"])
    assert by_method.value_quantiles.equals(by_value.value_quantiles)
    assert by_method.rank_acceptability.loc["gamma", "no rank"] == 1
    np.testing.assert_allclose(by_method.rank_acceptability.sum(axis=1), 1)


def test_a_method_may_put_another_vendor_first_than_the_value_model():
    # VIKOR looks at the worst of each vendor: alpha is far behind on b, beta is behind nowhere by much.
    scores = {"alpha": {"a": 100, "b": 30}, "beta": {"a": 62, "b": 66}, "gamma": {"a": 0, "b": 100}}
    decision = make_decision(scores, weights={"a": 50, "b": 50})

    assert robustness(decision, draws=10).subject == "alpha"
    assert robustness(decision, method=VIKOR(), draws=10).subject == "beta"


def three_vendors(c):
    """Gamma is far ahead on a and behind on b, and has a rank only where it reaches 40 on c."""
    scores = {
        "alpha": {"a": 25, "b": 61, "c": 55},
        "beta": {"a": 38, "b": 46, "c": 59},
        "gamma": {"a": 93, "b": 16, "c": c},
    }
    return make_decision(scores, weights={"a": 40, "b": 40, "c": 20}, require={"c": {"at_least": 40}})


@pytest.mark.parametrize("method", METHODS)
def test_a_vendor_that_has_a_rank_in_few_draws_moves_shares_by_few_draws(method):
    never, seldom = (robustness(three_vendors(between(10, high)), method=method, draws=5000) for high in (39.9, 40.1))
    with_a_rank = 1 - seldom.rank_acceptability.loc["gamma", "no rank"]

    assert never.rank_acceptability.loc["gamma", "no rank"] == 1
    assert with_a_rank == pytest.approx(0.1 / 30.1, abs=0.003)
    for vendor in ("alpha", "beta"):
        assert abs(seldom.p_first(vendor) - never.p_first(vendor)) <= with_a_rank + 1e-9


def test_who_is_ahead_by_topsis_does_not_hang_on_a_vendor_that_fails():
    # Beside gamma alpha is ahead of beta, and behind it without.
    always, seldom = (robustness(three_vendors(c), method="topsis", draws=5000) for c in (40, between(10, 40.1)))

    assert always.ahead("alpha", "beta") == 1
    assert seldom.ahead("beta", "alpha") == seldom.rank_acceptability.loc["gamma", "no rank"] > 0.99


@pytest.mark.parametrize("method", METHODS)
def test_a_draw_ranks_as_a_cross_check_does_of_what_was_drawn(method):
    low, high, seen = 10, 70, set()
    for seed in range(12):
        drawn = low + stream(seed, 0, "performance", "gamma", "c").random(1)[0] * (high - low)
        fixed = cross_check(three_vendors(float(drawn)), [method], peers=False).table.set_index("vendor")[method]
        ranks = robustness(three_vendors(between(low, high)), method=method, draws=1, seed=seed).rank_acceptability
        for vendor, rank in fixed.items():
            seen.add(np.isnan(rank))
            assert ranks.loc[vendor, "no rank" if np.isnan(rank) else int(rank)] > 0

    assert seen == {True, False}


def test_an_executor_changes_no_bit_where_who_is_compared_changes():
    decision = three_vendors(between(10, 70))
    here = robustness(decision, method="topsis", draws=3 * BLOCK)
    with ThreadPoolExecutor(2) as threads:
        there = robustness(decision, method="topsis", draws=3 * BLOCK, executor=threads)

    assert 0.4 < here.rank_acceptability.loc["gamma", "no rank"] < 0.6
    assert there.rank_acceptability.equals(here.rank_acceptability)
    assert there.pairwise_winning.equals(here.pairwise_winning)


def test_what_a_method_cannot_take_is_refused_in_its_words():
    message = "method cannot rank these vendors: SPOTIS needs numbers between its bounds 0 and 50; .* Choose another"

    with pytest.raises(OptionError, match=message):
        robustness(make_decision(), method=SPOTIS(bounds=(0, 50)), draws=10)


def test_an_executor_changes_no_bit():
    decision = make_decision(reach(alpha=between(0, 60), beta=between(30, 90)), weights="any")
    here = robustness(decision, draws=3 * BLOCK)
    with ThreadPoolExecutor(2) as threads:
        there = robustness(decision, draws=3 * BLOCK, executor=threads)

    assert there.rank_acceptability.equals(here.rank_acceptability)
    assert there.value_quantiles.equals(here.value_quantiles)
    assert there.stamp == here.stamp
    assert here.stamp.block == BLOCK


def test_progress_is_told_to_the_end():
    told = []
    robustness(make_decision(), draws=2 * BLOCK, progress=lambda done, most: told.append((done, most)))

    assert told[-1] == (2 * BLOCK, 2 * BLOCK)


def test_a_result_travels_to_another_process():
    result = run({"alpha": {"a": between(40, 90), "b": 30}, "beta": {"a": 50, "b": 60}}, declared="any", draws=500)
    there = pickle.loads(pickle.dumps(result))

    assert there.doubt.text == result.doubt.text
    assert there.confidence_factors.equals(result.confidence_factors)


def test_nothing_is_drawn_again_before_it_is_asked_for(monkeypatch):
    result = run({"alpha": {"a": between(40, 90), "b": 30}, "beta": {"a": 50, "b": 60}}, declared="any", draws=500)
    again = []
    monkeypatch.setattr(
        "vendor_eval.analysis.robustness_setup.simulate", lambda *_, **__: again.append(1) or pytest.fail("drawn")
    )

    assert str(result)
    assert result._repr_html_()
    assert again == []


def test_forty_vendors_are_counted_as_few_are():
    scores = {f"v{k}": {"a": between(k, k + 40), "b": 100 - k} for k in range(40)}
    result = run(scores, draws=1_000)

    assert result.rank_acceptability.shape == (40, 41)
    np.testing.assert_allclose(result.rank_acceptability.iloc[:, :40].sum(axis=0), 1)
    assert result.p_chosen["high"].sum() == pytest.approx(1)
