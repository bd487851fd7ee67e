"""What must hold of every simulation of every decision."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from strategies import decisions
from vendor_eval.analysis.robustness import robustness
from vendor_eval.engine.methods import METHODS

DRAWS = 64
CLOSE = 1e-9
FREE = decisions(scenario_count=(0, 0))
some = settings(max_examples=settings.default.max_examples * 2 // 10)


def run(decision, **options):
    return robustness(decision, draws=DRAWS, **options)


@some
@given(FREE)
def test_shares_add_up_and_lie_between_0_and_1(decision):
    result = run(decision)
    ranks = result.rank_acceptability

    np.testing.assert_allclose(ranks.sum(axis=1), 1, rtol=0, atol=CLOSE)
    assert abs(ranks[1].sum() + result.p_nobody - 1) < CLOSE
    assert (result.p_chosen["low"] <= result.p_chosen["if_met"] + CLOSE).all()
    assert (result.p_chosen["if_met"] <= result.p_chosen["high"] + CLOSE).all()
    assert (result.p_chosen["high"] <= result.sufficiency["high"] + CLOSE).all()
    assert result.p_nobody - CLOSE <= result.p_nobody_high <= 1 + CLOSE
    pairs = result.pairwise_winning.fillna(0).to_numpy()
    assert (pairs + pairs.T <= 1 + CLOSE).all()


@some
@given(FREE)
def test_indices_lie_where_they_can(decision):
    result, m = run(decision), len(decision.vendors)
    ranked = result.sufficiency["high"] > 0
    index = result.indices[ranked]

    assert index["expected_rank"].between(1 - CLOSE, m + CLOSE).all()
    assert (index["expected_loss"] > -CLOSE).all()
    assert result.indices["holistic"].between(-CLOSE, 1 + CLOSE).all()
    assert result.indices["rank_entropy"].between(-CLOSE, np.log2(m + 1) + CLOSE).all()
    assert -CLOSE <= result.choice_entropy <= np.log2(m + 1) + CLOSE
    assert result.indices.loc[~ranked, ["expected_rank", "expected_loss"]].isna().all(axis=None)
    assert (np.diff(result.value_quantiles.to_numpy(), axis=1) >= 0).all()


@some
@given(FREE)
def test_central_weights_and_confidence_factors_are_missing_together_and_never_zero_instead(decision):
    result = run(decision)
    first = result.rank_acceptability[1] > 0
    central, factors = result.central_weights, result.confidence_factors

    np.testing.assert_allclose(central[first].sum(axis=1), 1, rtol=0, atol=CLOSE)
    assert central[~first].isna().all(axis=None)
    assert factors["p"].notna().equals(first)
    assert factors.loc[first, "p"].between(0, 1).all()


@some
@given(FREE)
def test_with_the_weights_held_exact_beliefs_leave_nothing_to_chance(decision):
    doubt = run(decision).doubt

    if doubt.leader is not None and "assessments" not in doubt.drawn:
        p = doubt.row("assessments")["p_leader"]
        # Without a rank at the mean weights, first alone, or level with others.
        assert p == 0 or abs(1 / p - round(1 / p)) < CLOSE


@some
@given(FREE)
def test_runs_of_the_doubt_share_their_random_numbers_with_the_whole(decision):
    result = run(decision, weights="any")
    expected = run(decision, weights="any", assessments="expected")

    if result.doubt.leader is not None:
        assert result.doubt.row("both")["p_leader"] == result.p_first(result.doubt.leader)
        if "weights" in result.doubt.drawn:
            assert result.doubt.firsts["weights"].equals(expected.rank_acceptability[1].rename("weights"))


@some
@given(FREE)
def test_exact_beliefs_make_every_vendor_sure_at_its_central_weights(decision):
    """The weights with which a vendor is first are convex, so they hold their own mean."""
    held = run(decision, assessments="expected")
    factors = held.confidence_factors[held.rank_acceptability[1] > 0]

    # One draw tells, and in it level vendors share the first place.
    assert (factors["p"] > 0).all()


@some
@given(FREE, st.sampled_from(sorted(set(METHODS) - {"weighted_sum"})))
def test_every_method_ranks_the_same_vendors_and_leaves_values_alone(decision, method):
    plain, ranked = run(decision, exact=False), run(decision, method=method)

    assert ranked.sufficiency.equals(plain.sufficiency)
    # The last bits of a sum can move a value to the next hundredth of a point, in which values are counted.
    np.testing.assert_allclose(ranked.value_quantiles, plain.value_quantiles, rtol=0, atol=0.0101)
    assert ranked.outcome == ranked.evaluation.outcome
    np.testing.assert_allclose(ranked.rank_acceptability.sum(axis=1), 1, rtol=0, atol=CLOSE)
    assert ranked.doubt.leader == ranked.subject
