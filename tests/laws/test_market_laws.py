"""A market is judged and drawn as the same vendors in a decision are: to the last bit, whatever is known of them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import make_decision
from markets import market_of
from strategies import decisions
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.analysis.robustness import robustness
from vendor_eval.analysis.screen import screen

DRAWS = 64
CLOSE = 1e-12
# Making up a whole decision takes longer than judging it, and fewer of them reach as many corners as many numbers do.
some = settings(max_examples=settings.default.max_examples * 3 // 10)
few = settings(max_examples=settings.default.max_examples // 10)
anything = {"seed": st.integers(0, 99), "top": st.integers(1, 4)}


def judged(market, decision, **options):
    """Screen a market and judge the same vendors in a decision."""
    screening = screen(market, draws=DRAWS, keep=100, **options)
    options.pop("top")
    return screening, robustness(decision, draws=DRAWS, exact=False, **options)


@some
@given(
    decisions(vendors=(1, 6), scenario_count=(0, 1)),
    st.fixed_dictionaries(
        anything
        | {"weights": st.sampled_from(["declared", "any"]), "assessments": st.sampled_from(["uncertain", "expected"])}
    ),
)
def test_a_screening_says_what_evaluation_and_robustness_say_of_the_same_vendors(decision, options):
    market = market_of(decision)
    whole = market.decision_of(market.vendors)
    screening, run = judged(market, whole, **options)

    ours, theirs = screening.vendors.set_index("vendor"), evaluate(whole).table.set_index("vendor")
    assert ours["verdict"].astype("str").to_dict() == theirs["verdict"].to_dict()
    for column in ("value", "low", "high", "rank", "rank_if_met", "value_if_met"):
        assert ours[column].equals(theirs[column])
    shares = run.rank_acceptability
    ranks = list(range(1, min(options["top"], len(market)) + 1))
    assert np.allclose(ours["p_top"], shares[ranks].sum(axis=1), rtol=0, atol=CLOSE)
    assert np.allclose(ours["p_first"], shares[1], rtol=0, atol=CLOSE)
    assert screening.p_nobody == pytest.approx(run.p_nobody, abs=CLOSE)
    assert screening.if_met == run.if_met
    check_funnel(screening, run.evaluation.findings)


def check_funnel(screening, findings):
    """What requirements remove and leave agrees with the findings and the verdicts."""
    funnel, steps = screening.funnel, screening.distribution
    stated = funnel[funnel["criterion"] != ""]

    for result in ("met", "failed", "open", "waived"):
        assert stated[result].sum() == (findings["result"] == result).sum()
    left = funnel["left"].iloc[-1] if len(funnel) else len(screening.market)
    assert left == len(screening.market) - screening.counts["insufficient"]
    assert (funnel["alone"] <= funnel["removed"]).all()
    assert funnel["left"].is_monotonic_decreasing
    assert {name: int(steps[name].sum()) for name in screening.counts} == screening.counts


@few
@given(decisions(vendors=(3, 6), scenario_count=(0, 0)), st.fixed_dictionaries(anything))
def test_another_vendor_or_another_order_changes_no_vendors_value_verdict_or_being_drawn(decision, options):
    market = market_of(decision)
    whole = screen(market, draws=DRAWS, **options).vendors.set_index("vendor")
    fewer = decision.replace(
        **{name: dict(list(getattr(decision, name).items())[:0:-1]) for name in ("vendors", "assessments")},
        baseline="none",
        criteria={
            key: one.replace(
                require=tuple(each.without_waivers(but=list(decision.vendors)[1:]) for each in one.require)
            )
            for key, one in decision.criteria.items()
        },
    )
    left = screen(market_of(fewer), draws=DRAWS, **options).vendors.set_index("vendor")

    for column in ("verdict", "value", "low", "high", "value_if_met"):
        assert left[column].equals(whole.loc[left.index, column])
    # Without a rival nobody is less often among the best few.
    assert (left["p_top"] >= whole.loc[left.index, "p_top"] - CLOSE).all()


@pytest.mark.parametrize("key", ["topsis", "vikor", "promethee2", "weighted_product"])
def test_by_another_method_the_shares_are_those_of_robustness(key):
    rng = np.random.default_rng(7)
    scores = {
        f"v{k:02d}": {name: round(float(rng.uniform(1, 99)), 2) for name in ("reach", "price", "fit")}
        for k in range(12)
    }
    scores["v03"]["fit"] = "unknown"
    decision = make_decision(scores, weights="any", require={"reach": {"at_least": 20}, "fit": {"at_least": 5}})
    market = market_of(decision)

    screening, run = judged(market, decision, top=3, seed=1, method=key, assessments="expected")

    assert np.allclose(screening.vendors["p_top"], run.rank_acceptability[[1, 2, 3]].sum(axis=1), rtol=0, atol=CLOSE)


@pytest.mark.parametrize("weights", ["any", {"imprecise": {"order": ["reach", "price", "fit"]}}])
def test_a_market_of_fifty_vendors_is_judged_as_in_a_decision(weights):
    rng = np.random.default_rng(8)
    kinds = (lambda x: x, lambda x: {"low": x / 2, "high": x}, lambda x: "unknown")

    def score():
        return kinds[rng.choice(3, p=[0.8, 0.1, 0.1])](round(float(rng.uniform(0, 100)), 1))

    scores = {f"v{k:02d}": {name: score() for name in ("reach", "price", "fit")} for k in range(50)}
    decision = make_decision(
        scores,
        weights=weights,
        require={"reach": {"at_least": 10}, "fit": {"at_least": 8, "kind": "should"}},
        policy={"max_weaknesses": 0, "minimum_value": 30},
    )

    screening, run = judged(market_of(decision), decision, top=10, seed=0)

    shares = run.rank_acceptability[list(range(1, 11))].sum(axis=1)
    assert np.allclose(screening.vendors["p_top"], shares, rtol=0, atol=CLOSE)
    assert screening.vendors["value"].tolist() == run.evaluation.table["value"].tolist()
