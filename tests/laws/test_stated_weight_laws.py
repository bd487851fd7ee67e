"""Laws of weights as they are stated: by order, by level, by several evaluators, and in parts."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import vendor_eval as ve
from strategies import decisions, rank_orders, weights
from vendor_eval.decision.tree import Branch, tree_of
from vendor_eval.decision.weights import LevelledWeights, PanelWeights, numbers_of

KEYS = ("fit", "price", "risk", "speed")


def decide(plain):
    return ve.Decision.model_validate(
        {
            "title": "weights",
            "as_of": "2025-02-15",
            "criteria": {key: {"scale": {"worst": 0, "best": 1}} for key in KEYS},
            "weights": plain,
            "evaluators": {"ann": {}, "bob": {}},
            "vendors": {"alpha": {}},
            "assessments": {"alpha": dict.fromkeys(KEYS, 0)},
        }
    )


@given(rank_orders(KEYS))
def test_those_that_share_a_place_weigh_the_same_and_less_than_those_before(plain):
    point = decide(plain).point_weights

    places = [[place] if isinstance(place, str) else place for place in plain["rank_order"]["order"]]
    shares = [[point[name] for name in place] for place in places]
    assert sum(point.values()) == pytest.approx(1)
    assert all(max(place) - min(place) == 0 for place in shares)
    assert all(first[0] > second[0] for first, second in pairwise(shares))


def products(part, weights, above=1.0):
    """The weight of each criterion by hand: that of its group times its own."""
    node = weights.at(part.path)
    names = {name: name for name in part.names}
    shares = [1.0] if node is None else node.numbers(names).mean.tolist()
    for share, inside in zip(shares, part.parts, strict=True):
        if isinstance(inside, Branch):
            yield from products(inside, weights, above * share)
        else:
            yield inside, above * share


@given(decisions(scenario_count=(0, 0)))
def test_a_mean_weight_is_the_product_along_the_path(decision):
    if isinstance(decision.weights, LevelledWeights):
        numbers = numbers_of(decision.weights, decision.tree)

        by_hand = dict(products(decision.tree, decision.weights))
        means = dict(zip(sorted(by_hand), numbers.mean.tolist(), strict=True))
        # Means of general sets are estimated with draws that hang on the names.
        assert means == pytest.approx(by_hand, abs=0.01)


@given(weights(KEYS), weights(KEYS))
def test_without_agreement_all_weights_of_all_evaluators_are_possible(first, second):
    decision = decide({"by_evaluator": {"ann": first, "bob": second}})
    assert isinstance(decision.weights, PanelWeights)
    hull = numbers_of(decision.weights, decision.tree)

    units = np.eye(len(KEYS))
    for one in decision.weights.by_evaluator.values():
        own = numbers_of(one, tree_of(dict.fromkeys(KEYS, "")))
        for unit in units:
            assert hull.least(unit) <= own.least(unit) + 1e-9
            assert hull.least(-unit) <= own.least(-unit) + 1e-9


@given(weights(KEYS), st.sets(st.sampled_from(KEYS), min_size=1))
def test_the_weights_of_a_part_are_those_of_the_whole_in_proportion(plain, left):
    decision = decide(plain)
    mean = numbers_of(decision.weights, decision.tree)
    if decision.point_weights is None or sum(decision.point_weights[key] for key in left) <= 0:
        return
    part = decision
    for key in sorted(set(KEYS) - left):
        part = part.without_criterion(key)

    whole = dict(zip(sorted(KEYS), mean.mean.tolist(), strict=True))
    total = sum(whole[key] for key in left)
    assert part.point_weights == pytest.approx({key: whole[key] / total for key in left})
