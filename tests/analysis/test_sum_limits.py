"""Limits on sums of weights do in every verb what the same set does that is written otherwise."""

import numpy as np
import pytest

from builders import make_decision
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.analysis.robustness import robustness
from vendor_eval.analysis.sensitivity import sensitivity

SCORES = {
    "alpha": {"fit": 90, "price": 20, "risk": 60},
    "beta": {"fit": 30, "price": {"low": 60, "high": 90}, "risk": 40},
    "gamma": {"fit": 50, "price": 50, "risk": 50},
}
RATIO = {"ratios": [{"of": "fit", "to": "price", "at_least": 2}]}
SUMS = {"sums": [{"of": {"fit": 1, "price": -2}, "at_least": 0, "because": "Fit counts twice."}]}


def decide(limits):
    return make_decision(SCORES, weights={"imprecise": limits})


def test_values_and_bounds_are_those_of_the_same_set():
    one, other = (evaluate(decide(limits)).table for limits in (RATIO, SUMS))

    for column in ("value", "low", "high"):
        assert np.allclose(one[column], other[column], rtol=0, atol=1e-9)
    assert one["verdict"].equals(other["verdict"])


def test_ranks_are_as_likely_as_in_the_same_set():
    one, other = (robustness(decide(limits), draws=4_000, seed=1).rank_acceptability for limits in (RATIO, SUMS))

    assert np.allclose(one, other, rtol=0, atol=0.04)


def test_relations_hold_in_the_same_set():
    one, other = (sensitivity(decide(limits)).relations for limits in (RATIO, SUMS))

    assert one.equals(other)


def test_a_sum_can_say_what_no_bound_and_no_ratio_says():
    # Fit and risk together weigh at most 0.2, so price at least 0.8: beta is first whatever the weights.
    together = decide({"sums": [{"of": {"fit": 1, "risk": 1}, "at_most": 0.2}]})

    assert evaluate(together).outcome.status == "certain"
    assert evaluate(together).chosen == ("beta",)
    assert evaluate(together).row("beta")["value"] == pytest.approx(75 * 13 / 15 + (30 + 40) / 15)
