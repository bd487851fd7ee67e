import math
from itertools import permutations

import numpy as np
import pytest

from builders import make_decision
from points import table
from vendor_eval.analysis.cross_check.causes import cause_of
from vendor_eval.analysis.cross_check.methods import DEFAULTS
from vendor_eval.analysis.cross_check.pair import Pair
from vendor_eval.analysis.cross_check.ranking import ranking_of
from vendor_eval.analysis.cross_check.stretching import stretch_of
from vendor_eval.engine.methods import (
    ARAS,
    COPRAS,
    EDAS,
    ELECTRE3,
    MARCOS,
    METHODS,
    MOORA,
    PROMETHEE2,
    SPOTIS,
    TOPSIS,
    VIKOR,
    Linear,
    WeightedProduct,
    WeightedSum,
)

OTHERS = (
    TOPSIS(normalisation="none"),
    TOPSIS(normalisation="minmax", distance="chebyshev"),
    TOPSIS(distance="manhattan"),
    TOPSIS(normalisation="none", ideals=(0, 100)),
    VIKOR(v=0.0),
    VIKOR(v=1.0),
    PROMETHEE2(preference=Linear(5, 40)),
    ELECTRE3(veto=math.inf),
    ELECTRE3(q=0, p=5, veto=20),
    WeightedProduct(normalisation="minmax"),
)


def pair_of(points, weights=None, ahead=0, behind=1):
    given = table(points, weights)
    scores = {v: dict(zip(given.criteria, row, strict=True)) for v, row in zip(given.vendors, points, strict=True)}
    return Pair(make_decision(scores), given, ahead, behind)


def explained(method, pair):
    """Return the cause, having made sure that there is something to explain."""
    assert ranking_of(WeightedSum(), pair.table).lead(pair.ahead, pair.behind) == 1
    assert ranking_of(method, pair.table).lead(pair.ahead, pair.behind) == -1
    return cause_of(method, method.label.partition(",")[0], pair)


def test_a_scale_stretched_to_the_candidates_is_found_with_what_it_makes_of_the_weights():
    # On c1 all vendors are within 5 points, which VIKOR stretches to as much as the 80 points on c0: 1/80 to 1/5.
    cause = explained(VIKOR(v=1.0), pair_of([[50, 50], [40, 54], [100, 50], [20, 55]]))

    assert (cause.kind, cause.criterion) == ("scale", "c0")
    assert cause.text == (
        "VIKOR measures each criterion by the span between the worst and the best of these vendors, so that C0 counts "
        "only 5.9 % instead of 50 %, and there V0 is 10.0 points ahead."
    )


def test_vikor_punishes_the_largest_single_shortfall():
    cause = explained(VIKOR(v=0.0), pair_of([[100, 0], [48, 48], [0, 100]]))

    assert (cause.kind, cause.criterion) == ("regret", "c1")
    assert "that of V0 weighs more: C1, 0.0 points where the best has 100.0." in cause.text


def test_topsis_punishes_one_large_gap():
    # By the sum 200 to 190; but v0 is 70 behind on one criterion, v1 60 and 20 on two: 70² > 60² + 20².
    cause = explained(TOPSIS(normalisation="none"), pair_of([[80, 100, 20], [20, 80, 90]]))

    assert (cause.kind, cause.criterion) == ("distance", "c2")
    assert "V0 is farther from the best of these vendors, most of all on C2 (20.0 points, the best 90.0)" in cause.text


def test_promethee_counts_who_is_ahead():
    cause = explained(PROMETHEE2(), pair_of([[90, 40], [50, 50]], [0.4, 0.6]))

    assert (cause.kind, cause.criterion) == ("counting", "c1")
    assert cause.text == (
        "PROMETHEE II counts who is ahead on each criterion, not by how much: so counted, 60 % of the weight speaks "
        "for V1 (first of all C1) and 40 % for V0."
    )


def test_thresholds_are_said_to_be_thresholds():
    cause = explained(PROMETHEE2(preference=Linear(0, 10)), pair_of([[90, 40], [50, 50]], [0.4, 0.6]))

    assert "counts leads by thresholds, not by their size" in cause.text


def test_comparisons_with_others_turn_two_round():
    # v0 and v1 are level in the eyes of PROMETHEE, but v1 is ahead of v2 on both criteria and v0 on one.
    cause = explained(PROMETHEE2(), pair_of([[90, 40], [50, 50], [40, 45]]))

    assert (cause.kind, cause.criterion) == ("rivals", None)
    assert "does not turn them round; V1 gains by its comparisons with the other vendors, most with V2" in cause.text


def test_a_veto_outweighs_the_rest():
    pair = pair_of([[70, 50, 20], [30, 20, 80]])
    cause = explained(ELECTRE3(), pair)

    assert ranking_of(ELECTRE3(veto=math.inf), pair.table).lead(0, 1) == 1
    assert (cause.kind, cause.criterion) == ("veto", "c2")
    assert cause.text == (
        "In ELECTRE III one large gap can outweigh all the rest: V0 is 60.0 points behind V1 on C2, which costs V0 "
        "most. Without that rule ELECTRE III keeps the order of the weighted sum."
    )


def test_a_product_has_nothing_where_one_value_is_nothing():
    cause = explained(WeightedProduct(), pair_of([[100, 0], [30, 30]]))

    assert (cause.kind, cause.criterion) == ("product", "c1")
    assert cause.text == (
        "Weighted product punishes a low value more than a sum does: on C1 V0 has 0.0 points and V1 30.0. Nothing on "
        "one criterion is nothing in all."
    )


def test_edas_counts_surplus_and_shortfall_apart():
    found = set()
    for seed in range(150):
        points = np.random.default_rng(seed).integers(0, 11, (4, 3)) * 10.0
        pair = pair_of(points.tolist(), [0.5, 0.3, 0.2])
        ours, theirs = ranking_of(WeightedSum(), pair.table), ranking_of(EDAS(), pair.table)
        if ours.lead(0, 1) > 0 > theirs.lead(0, 1):
            cause = cause_of(EDAS(), "EDAS", pair)
            found.add(cause.kind)

            assert cause.kind == "scale" or "times as much as a" in cause.text

    assert found == {"scale", "average"}


def test_an_order_that_no_value_speaks_for_is_called_that():
    pair = pair_of([[60, 50], [50, 50]])
    cause = cause_of(None, "Mine", pair)

    assert cause.kind == "dominance"
    assert cause.text == "V0 is at least as good on every criterion, so nothing in the values speaks for that."


def test_of_an_unknown_method_nothing_is_claimed():
    cause = cause_of(None, "Mine", pair_of([[90, 40], [50, 50]]))

    assert (cause.kind, cause.criterion, cause.text) == ("unexplained", None, "")


@pytest.mark.parametrize("method", [MARCOS(), ARAS(), COPRAS(), MOORA(), VIKOR(v=1.0), TOPSIS(distance="manhattan")])
def test_the_stretched_sum_is_the_order_of_methods_that_only_stretch(method):
    for seed in range(20):
        rng = np.random.default_rng(seed)
        given = table(rng.uniform(0, 100, (5, 3)), rng.dirichlet(np.ones(3)))
        stretched = stretch_of(method, given)

        assert (
            np.argsort(given.points @ stretched.weights).tolist()
            == np.argsort(ranking_of(method, given).scores).tolist()
        )
        assert stretched.weights.sum() == pytest.approx(1)


def test_what_takes_points_as_they_are_stretches_nothing():
    for method in (WeightedSum(), TOPSIS(normalisation="none"), SPOTIS(), PROMETHEE2(), ELECTRE3()):
        assert stretch_of(method, table([[1, 2], [3, 4]])) is None


def test_a_criterion_that_tells_nobody_apart_counts_nothing_when_stretched():
    stretched = stretch_of(VIKOR(), table([[1, 50, 2], [3, 50, 9]], [0.3, 0.5, 0.2]))

    assert stretched.weights[1] == 0
    assert stretched.weights.sum() == pytest.approx(0.5)


@pytest.mark.parametrize("method", [*METHODS.values(), *OTHERS], ids=lambda method: method.name)
def test_every_order_by_a_method_of_ours_is_explained_by_what_is_there(method):
    explained_ones = 0
    for seed in range(25):
        rng = np.random.default_rng(seed)
        m, n = int(rng.integers(2, 6)), int(rng.integers(2, 5))
        points = rng.integers(0, 21, (m, n)) * 5.0 if seed % 2 else rng.uniform(0, 100, (m, n))
        weights = rng.dirichlet(np.ones(n))
        given = table(points, weights)
        ours, theirs = ranking_of(WeightedSum(), given), ranking_of(method, given)
        for i, k in permutations(range(m), 2):
            if ours.lead(i, k) > 0 > theirs.lead(i, k):
                pair = pair_of(points.tolist(), weights, i, k)
                cause = cause_of(method, method.label, pair)
                explained_ones += 1

                assert cause.kind not in {"unexplained", "dominance"}
                assert cause.criterion is None or pair.decision.criterion_name(cause.criterion) in cause.text

    assert explained_ones or method.key in {"spotis", "weighted_sum"}


def test_the_usual_methods_are_among_those():
    assert {method.key for method in DEFAULTS} <= set(METHODS)
