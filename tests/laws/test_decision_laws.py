"""What must hold of the verbs for every decision, not only for examples."""

import json
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategies import decisions
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.analysis.robustness import NO_RANK, robustness
from vendor_eval.analysis.scenarios import scenarios
from vendor_eval.analysis.simulated import problem_of
from vendor_eval.decision.beliefs import Exact, Interval, LevelChances
from vendor_eval.decision.scales import LevelScale, Scale
from vendor_eval.engine.simulation import simulate_block

DRAWS = 64
CLOSE = 1e-9
FREE = decisions(scenario_count=(0, 0))
SEVERAL = decisions(vendors=(2, 4), scenario_count=(0, 0))
# Evaluators who have not agreed leave a set of weights between them, which is no point.
STATED = decisions(weight_kinds=("direct", "normalise", "swing"), scenario_count=(0, 0)).filter(
    lambda decision: decision.point_weights is not None
)
# Making up a whole decision takes longer than judging it, and fewer of them reach as many corners as many numbers do.
some = settings(max_examples=settings.default.max_examples * 3 // 10)
VERDICTS = ("insufficient", "undetermined", "sufficient")


def same(left: pd.DataFrame, right: pd.DataFrame) -> bool:
    """Whether two tables hold the same to the last bit, in whatever order of rows and columns."""
    return left.equals(right.loc[left.index, left.columns])


def run(decision, *, seed=0, **options):
    return robustness(decision, draws=DRAWS, seed=seed, **options)


def some_exact(criterion, belief):
    """An exact score inside a belief; one that can be tested, where a text stands for it."""
    match belief:
        case Exact(value=value) | Interval(low=value) if criterion.scale or isinstance(value, float):
            return Exact(value=value)
        case LevelChances(levels=levels):
            return Exact(value=max(levels, key=lambda level: levels[level]))
    if isinstance(criterion.scale, LevelScale):
        return Exact(value=criterion.scale.ordered[0])
    return Exact(value=(criterion.scale.range or criterion.scale.ends)[0] if criterion.scale else 0.0)


def made_exact(decision):
    rows = {
        vendor: {key: {"belief": some_exact(decision.criteria[key], one.belief)} for key, one in row.items()}
        for vendor, row in decision.assessments.items()
    }
    return decision.replace(assessments=rows)


def without_requirements(decision, criterion):
    criteria = {**decision.criteria, criterion: decision.criteria[criterion].replace(require=())}
    return decision.replace(criteria=criteria)


def shuffled(draw, items):
    return {key: items[key] for key in draw(st.permutations(list(items)))}


# Vendors and criteria


@some
@given(SEVERAL, st.data())
def test_adding_or_removing_a_vendor_changes_no_other_vendors_value_verdict_or_simulated_shares(decision, data):
    gone = data.draw(st.sampled_from(list(decision.vendors)))
    seed = data.draw(st.integers(0, 99))
    # Without a vendor that was uncertain, the rest may need no draws: the draws are compared.
    more, fewer = (run(one, seed=seed, exact=False) for one in (decision, decision.without_vendor(gone)))
    left = [key for key in decision.vendors if key != gone]

    judged = ["verdict", "value", "low", "high", "value_if_met"]
    assert same(*(one.evaluation.table.set_index("vendor").loc[left, judged] for one in (fewer, more)))
    assert same(fewer.sufficiency, more.sufficiency.loc[left])
    assert same(fewer.pairwise_winning, more.pairwise_winning.loc[left, left])
    shares = ["value", "p_sufficient", "p_sufficient_low"]
    assert same(*(one.table.set_index("vendor").loc[left, shares] for one in (fewer, more)))


@some
@given(SEVERAL, st.data())
def test_renaming_vendors_for_display_or_reordering_them_changes_no_number(decision, data):
    names = {key: vendor.replace(name=f"Name {i}") for i, (key, vendor) in enumerate(decision.vendors.items())}
    other = decision.replace(
        vendors=shuffled(data.draw, names), assessments=shuffled(data.draw, dict(decision.assessments))
    )

    before, after = run(decision), run(other)

    assert same(*(one.evaluation.table.set_index("vendor").drop(columns="name") for one in (before, after)))
    assert same(*(one.table.set_index("vendor").drop(columns="name") for one in (before, after)))
    for name in ("rank_acceptability", "pairwise_winning", "central_weights"):
        assert same(getattr(before, name), getattr(after, name))
    assert before.p_nobody == after.p_nobody


@some
@given(FREE, st.data())
def test_the_order_of_the_criteria_changes_nothing_bit_for_bit(decision, data):
    rows = {key: shuffled(data.draw, dict(row)) for key, row in decision.assessments.items()}
    other = decision.replace(criteria=shuffled(data.draw, dict(decision.criteria)), assessments=rows)

    before, after = run(decision), run(other)

    assert before.evaluation.table.equals(after.evaluation.table)
    assert same(*(one.evaluation.contributions.set_index(["vendor", "criterion"]) for one in (before, after)))
    assert before.table.equals(after.table)
    for name in ("rank_acceptability", "pairwise_winning", "central_weights"):
        assert same(getattr(before, name), getattr(after, name))


# Values


@some
@given(FREE)
def test_contributions_sum_to_values_which_lie_within_their_bounds(decision):
    evaluation = evaluate(decision)
    table = evaluation.table.set_index("vendor")
    sums = evaluation.contributions.groupby("vendor")["contribution"].sum()

    assert (sums[table.index] - table["value"]).abs().max() <= CLOSE
    assert ((table["low"] <= table["value"] + CLOSE) & (table["value"] <= table["high"] + CLOSE)).all()
    assert ((table["low"] <= table["value_if_met"] + CLOSE) & (table["value_if_met"] <= table["high"] + CLOSE)).all()
    assert ((table["low"] >= 0) & (table["high"] <= 100 + CLOSE)).all()
    sufficient = table[table["verdict"] == "sufficient"]
    assert (sufficient["value"] == sufficient["value_if_met"]).all()


@some
@given(STATED, st.integers(0, 3))
def test_with_exact_scores_and_point_weights_every_draw_equals_evaluate_bit_for_bit(decision, block):
    exact = made_exact(decision)
    evaluation = evaluate(exact)
    row = evaluation.table.set_index("vendor").loc[list(evaluation.model.vendors)]
    drawn = simulate_block(problem_of(evaluation.model, evaluation, expected=False), 7, block, 1)

    assert (drawn.value_sums == row["value"]).all()
    assert (row["value"] == row[["low", "high"]].T).all(axis=None)
    assert ((drawn.ranks.sum(axis=1) == 1) == row["rank"].notna()).all()
    best = row.index[row["rank"] == 1]
    assert [row.index[i] for i in np.flatnonzero(drawn.ranks[:, 0])] == list(best)


@some
@given(STATED)
def test_expected_assessments_at_point_weights_give_every_draw_the_ranks_if_met(decision):
    # A minimum value is tested in every draw, and unlike an open must it is not taken as met.
    decision = decision.replace(policy=decision.policy.replace(minimum_value=None))
    held = run(decision, assessments="expected")
    table = held.evaluation.table.set_index("vendor")

    assert ((held.rank_acceptability[1] > 0) == (table["rank_if_met"] == 1)).all()
    assert np.allclose(held.table.set_index("vendor")["value"], table["value_if_met"], rtol=0, atol=CLOSE)


@some
@given(FREE, st.data())
def test_an_unknown_replaced_by_any_exact_value_lands_within_the_earlier_bounds(decision, data):
    vendor = data.draw(st.sampled_from(list(decision.vendors)))
    key = data.draw(st.sampled_from(decision.weighted))
    before = evaluate(without_requirements(decision.with_assessment(vendor, key, "unknown"), key))
    scale = decision.criteria[key].scale
    levels = isinstance(scale, LevelScale)
    ends = (scale.range if scale.range else scale.ends) if isinstance(scale, Scale) else (0, 0)
    score = data.draw(st.sampled_from(scale.ordered) if levels else st.floats(*ends))

    after = evaluate(before.decision.with_assessment(vendor, key, score)).row(vendor)

    row = before.row(vendor)
    assert row["low"] - CLOSE <= after["low"] <= after["value"] + CLOSE <= after["high"] + 2 * CLOSE
    assert after["high"] <= row["high"] + CLOSE


@some
@given(FREE, st.data())
def test_improving_an_exact_performance_never_lowers_rank_value_or_verdict(decision, data):
    vendor = data.draw(st.sampled_from(list(decision.vendors)))
    key = data.draw(st.sampled_from(decision.weighted))
    free = without_requirements(decision, key)
    scale = decision.criteria[key].scale
    if isinstance(scale, LevelScale):
        worse, better = sorted(data.draw(st.tuples(*[st.sampled_from(scale.ordered)] * 2)), key=scale.levels.get)
    else:
        ends = scale.range or scale.ends
        worse, better = sorted(data.draw(st.tuples(*[st.floats(*ends)] * 2)), key=scale.value)

    before, after = (evaluate(free.with_assessment(vendor, key, score)).row(vendor) for score in (worse, better))

    assert after["value"] >= before["value"] - CLOSE
    assert VERDICTS.index(after["verdict"]) >= VERDICTS.index(before["verdict"])
    for rank in ("rank", "rank_if_met"):
        assert math.isnan(before[rank]) or after[rank] <= before[rank]


# Verdicts and outcome in the draws


@some
@given(FREE, st.integers(0, 2**32))
def test_draws_agree_with_verdicts_and_every_table_of_shares_adds_up(decision, seed):
    result = run(decision, seed=seed)
    verdicts = pd.Series({key: verdict.name for key, verdict in result.evaluation.verdicts.items()})
    no_rank = result.rank_acceptability[NO_RANK]

    assert (no_rank[verdicts == "insufficient"] == 1).all()
    # Sufficient by the central part of a belief that has tails leaves a rare draw in which it is not.
    assert (no_rank[[verdict.proven for verdict in result.evaluation.verdicts.values()]] == 0).all()
    assert np.allclose(result.rank_acceptability.sum(axis=1), 1, rtol=0, atol=CLOSE)
    pairs = result.pairwise_winning.fillna(0)
    assert (pairs + pairs.T).le(1 + CLOSE).all(axis=None)
    assert result.rank_acceptability[1].sum() + result.p_nobody == pytest.approx(1)
    assert np.allclose(result.sufficiency["high"], 1 - no_rank, rtol=0, atol=CLOSE)
    sums = result.central_weights.sum(axis=1, min_count=1).dropna()
    assert np.allclose(sums, 1, rtol=0, atol=CLOSE)
    assert set(sums.index) == set(result.rank_acceptability.index[result.rank_acceptability[1] > 0])


@some
@given(FREE, st.integers(0, 2**32))
def test_an_outcome_keeps_to_its_words(decision, seed):
    result = run(decision, seed=seed)
    before, after = result.evaluation.outcome, result.outcome
    verdicts = {key: verdict.name for key, verdict in result.evaluation.verdicts.items()}

    for outcome in (before, after):
        assert all(verdicts[key] == "sufficient" for key in outcome.chosen)
        assert all(verdicts[key] == "undetermined" for key in outcome.would_lead)
        assert bool(outcome.chosen) == (outcome.status != "nobody") == ("sufficient" in verdicts.values())
        assert (len(outcome.chosen) > 1) == (outcome.status == "tied") or outcome.status == "conditional"
        assert all(outcome.needs[key] for key in outcome.would_lead)
    if before.status == "certain":
        assert result.rank_acceptability.loc[before.leader, 1] == 1
        assert after.status == "certain"
    if after.status == "tied":
        separated = [key for key in after.chosen if key not in before.chosen]
        assert all(after.tested.ahead[key] < decision.policy.separation for key in separated)


@some
@given(FREE)
def test_the_policy_fail_only_ever_takes_sufficiency_away(decision):
    lenient, strict = (
        evaluate(decision.replace(policy=decision.policy.replace(unknown_at_requirement=policy)))
        for policy in ("undetermined", "fail")
    )

    for key in decision.vendors:
        assert VERDICTS.index(strict.verdicts[key].name) <= VERDICTS.index(lenient.verdicts[key].name)
        if lenient.verdicts[key].name != "undetermined":
            assert strict.verdicts[key].name == lenient.verdicts[key].name
    assert not [one for one in strict.details if one.unknown and one.result == "open"]


# Scenarios


@some
@given(decisions(vendors=(1, 3), scenario_count=(1, 2)))
def test_a_scenario_with_no_change_equals_the_base_and_all_can_be_told(decision):
    decision = decision.replace(scenarios={**decision.scenarios, "same": {}})
    comparison = scenarios(decision, draws=DRAWS)
    base, unchanged = (
        comparison.table[comparison.table["scenario"] == name].drop(columns="scenario").reset_index(drop=True)
        for name in ("base", "same")
    )

    assert base.equals(unchanged)
    assert list(comparison.outcomes) == ["base", *decision.scenarios]
    assert "nan" not in comparison.text
    json.dumps(comparison.to_dict(), allow_nan=False)


# Views


@some
@given(FREE)
def test_every_result_prints_and_becomes_json(decision):
    result = run(decision)

    for one in (result, result.evaluation):
        assert str(one).startswith(one.text)
        assert "<script>" not in one._repr_html_()
        json.dumps(one.to_dict(), allow_nan=False)
