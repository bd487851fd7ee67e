import json
from datetime import timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from skcriteria.agg.topsis import TOPSIS as THEIR_TOPSIS
from skcriteria.agg.vikor import VIKOR as THEIR_VIKOR
from skcriteria.pipelines import mkpipe
from skcriteria.preprocessing.scalers import VectorScaler

from builders import make_decision
from strategies import decisions
from vendor_eval import cases
from vendor_eval.analysis.cross_check import checking
from vendor_eval.analysis.cross_check.cross_check import INDICES, cross_check
from vendor_eval.analysis.cross_check.methods import DEFAULTS
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.analysis.robustness import robustness
from vendor_eval.engine.methods import METHODS, PROMETHEE2, TOPSIS, VIKOR, WeightedProduct, WeightedSum
from vendor_eval.errors import OptionError
from vendor_eval.languages.speaking import speaking

CASE = "apple-china-2025"


def decided(points, scales=None, **parts):
    scores = {f"v{i}": {f"c{j}": float(x) for j, x in enumerate(row)} for i, row in enumerate(points)}
    return make_decision(scores, scales=scales, **parts)


def test_a_published_table_has_its_published_closeness_by_us_and_by_scikit_criteria():
    # Tzeng and Huang (2011): all benefits, vector normalisation; a scale from 0 changes nothing in it.
    decision = decided(
        [[5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]],
        scales=dict.fromkeys(("c0", "c1", "c2"), (0, 10)),
        weights={"direct": {"c0": 0.3, "c1": 0.4, "c2": 0.3}},
    )
    check = cross_check(decision, {"ours": TOPSIS(), "theirs": mkpipe(VectorScaler("matrix"), THEIR_TOPSIS())})

    assert check.scores["ours"].tolist() == pytest.approx([0.5037, 0.6581, 0.7482, 0.334], abs=1e-4)
    assert check.scores["theirs"].tolist() == pytest.approx(check.scores["ours"].tolist(), rel=1e-12)
    assert check.table["theirs"].tolist() == check.table["ours"].tolist() == [3, 2, 1, 4]


def test_the_mountain_of_opricovic_and_tzeng_has_another_top_by_another_normalisation():
    # Opricovic and Tzeng (2004): A1 and A3 tie in everything; TOPSIS with min-max gives .5 .617 .5.
    decision = decided([[1, 3000], [2, 3750], [5, 4500]], scales={"c0": (5, 1), "c1": (3000, 4500)})
    check = cross_check(decision, [VIKOR(), TOPSIS(normalisation="minmax")])

    assert check.scores["vikor"].tolist() == pytest.approx([-1, 0, -1])
    assert check.table["vikor"].tolist() == [2, 1, 2]
    assert check.scores["topsis(normalisation=minmax)"].tolist() == pytest.approx([0.5, 0.617, 0.5], abs=6e-4)
    assert check.methods["peer_agrees"].tolist() == [True, True, True]


def test_yang_and_wu_have_their_published_vikor():
    # Yang and Wu (2020).
    points = [[78, 56, 34, 6], [4, 45, 3, 97], [18, 2, 50, 63], [9, 14, 11, 92], [85, 9, 100, 29]]
    check = cross_check(decided(points), ["vikor"])

    assert (-check.scores["vikor"]).tolist() == pytest.approx([0.5679, 0.7667, 1, 0.7493, 0], abs=1e-4)
    assert check.peers["vikor"].tolist() == check.table["vikor"].tolist() == [2, 4, 5, 3, 1]


def test_the_flagship_case_has_one_answer_at_the_top():
    check = cross_check(cases.load(CASE))

    assert set(check.first.values()) == {("alibaba",)}
    assert check.if_met
    assert check.left_out["vendor"].tolist() == ["deepseek"]
    assert check.methods["peer_agrees"].dropna().all()
    assert check.text.startswith(
        "If the open requirements are met, all 6 methods put Alibaba first. "
        "1 of 6 pairs of vendors is ordered differently by some method. "
    )
    assert (
        "DeepSeek is insufficient and takes no part: it fails Support capacity at least 1,000 employees." in check.text
    )


def test_who_is_first_is_counted_over_methods():
    check = cross_check(decided([[50, 50], [90, 40]], weights={"c0": 40, "c1": 60}), peers=False)

    assert check.text.startswith("V1 is first under 4 of 6 methods; V0 under VIKOR and PROMETHEE II. ")
    assert "PROMETHEE II puts V1 behind V0; the weighted sum has V1 10.0 points ahead." in check.text


def test_level_firsts_are_said_to_be_level():
    check = cross_check(decided([[50, 50], [50, 50], [10, 10]]), peers=False)

    assert check.text.startswith(
        "All 6 methods put V0 and V1 level in first place. The methods agree on the whole order."
    )


def test_the_insufficient_are_left_out_with_every_ground():
    decision = make_decision(
        {"a": {"x": 10, "y": 60}, "b": {"x": 50, "y": 50}, "c": {"x": 90, "y": 10}, "d": {"x": 5, "y": 5}},
        require={"x": {"at_least": 20}, "y": [{"at_least": 20, "kind": "should"}]},
        policy={"minimum_value": 10, "max_weaknesses": 0},
    )
    check = cross_check(decision, peers=False)
    because = dict(zip(check.left_out["vendor"], check.left_out["because"], strict=True))

    assert because["a"] == ("fails X at least 20",)
    assert because["c"] == ("fails 1 requirement that should be met, where 0 may be failed",)
    assert set(because["d"]) == {
        "fails X at least 20",
        "fails 1 requirement that should be met, where 0 may be failed",
        "stays below an overall value of 10 points",
    }
    assert check.table.set_index("vendor")["topsis"].isna().tolist() == [True, False, True, True]
    assert check.text.startswith("B alone is or could be sufficient, so every method puts it first.")


def test_of_nobody_there_is_nothing_to_rank():
    check = cross_check(make_decision(require={"reach": {"at_least": 99}}))

    assert check.text.startswith(
        "No vendor is or could be sufficient, so there is nothing to rank. Alpha is insufficient"
    )
    assert check.agreement.isna().all(axis=None)
    assert check.first["topsis"] == ()
    with pytest.raises(OptionError, match="No vendor takes part, so there are no ranks to compare"):
        check.comparator()


def test_more_than_a_few_left_out_are_counted():
    scores = {f"v{i}": {"x": i} for i in range(6)}
    check = cross_check(make_decision(scores, require={"x": {"at_least": 4}}), peers=False)

    assert "4 insufficient vendors take no part." in check.text


def test_equal_vendors_are_level_under_every_method_and_nothing_is_run_elsewhere():
    check = cross_check(decided([[50, 0], [50, 0], [50, 0]]), list(METHODS))

    assert (check.table[list(METHODS)] == 1).all(axis=None)
    assert check.methods["peer_agrees"].isna().all()
    assert check.agreement.isna().all(axis=None)


def test_a_criterion_on_which_all_are_alike_stops_nobody():
    check = cross_check(
        decided([[50, 0, 30], [70, 0, 20], [90, 0, 10]], weights={"c0": 1, "c1": 1, "c2": 1}), list(METHODS)
    )

    assert check.methods["peer_agrees"].dropna().all()
    assert check.methods["peer_agrees"].sum() == 10


def test_without_a_floor_what_takes_no_zero_is_not_run_and_says_so():
    decision = decided([[0, 90], [80, 10]])
    plain, floored = (cross_check(decision, ["weighted_product", "topsis"], floor=floor) for floor in (None, 1))
    plain_row, floored_row = (one.methods.set_index("method").loc["weighted_product"] for one in (plain, floored))

    assert pd.isna(plain_row["peer_agrees"])
    assert plain_row["notes"] == (
        "Scikit-criteria's WeightedProductModel takes no value of 0, so it was not run: give a floor.",
    )
    assert floored_row["peer_agrees"] is True or floored_row["peer_agrees"]
    assert floored.scores["weighted_product"].tolist() == pytest.approx([90**0.5, 800**0.5])
    assert floored.scores["topsis"].tolist() == plain.scores["topsis"].tolist()
    assert "; for weighted product values are raised to at least 1 point." in floored.text


@pytest.mark.parametrize("floor", [0, -1, 100, True, "1", np.nan])
def test_a_floor_is_a_number_of_points(floor):
    with pytest.raises(OptionError, match="floor must be a number of points above 0 and below 100"):
        cross_check(make_decision(), floor=floor)


def test_a_difference_from_scikit_criteria_is_a_finding(monkeypatch):
    monkeypatch.setattr(checking, "scores_of", lambda method, table: np.linspace(0, 1, len(table.vendors)))
    check = cross_check(decided([[50, 50], [90, 40]]), ["topsis"])

    assert check.methods["peer_agrees"].tolist() == [False, False]
    assert "Scikit-criteria gives other scores for Weighted sum (by" in check.text
    assert "find out why before relying on either" in check.text


def test_scikit_criteria_may_be_left_alone():
    check = cross_check(decided([[50, 50], [90, 40]]), peers=False)

    assert check.peers.empty
    assert check.methods["peer_agrees"].isna().all()
    assert "cikit" not in check.text


def test_a_second_name_for_the_weighted_sum_is_called_that():
    check = cross_check(cases.load(CASE), ["spotis", "topsis"], peers=False)

    assert (
        "SPOTIS scores these vendors exactly as the weighted sum does, but for the scale, so it adds no" in check.text
    )
    assert "TOPSIS scores" not in check.text


def test_all_indices_of_agreement_are_there_in_both_orders():
    check = cross_check(cases.load(CASE).under("hindsight"), ["promethee2"], peers=False)
    indices = check.indices.set_index(["reference", "method"])

    assert list(indices.columns) == list(INDICES)
    assert len(indices) == 2
    forth, back = indices.loc[("weighted_sum", "promethee2")], indices.loc[("promethee2", "weighted_sum")]
    assert forth.drop("ws").tolist() == back.drop("ws").tolist()
    assert forth["ws"] != back["ws"]
    assert forth["tau_b"] == check.agreement.loc["weighted_sum", "promethee2"]


def test_an_own_decision_maker_stands_beside_ours_with_what_it_remarks():
    check = cross_check(cases.load(CASE), {"theirs": THEIR_VIKOR()}, peers=False)
    row = check.methods.set_index("method").loc["theirs"]

    assert row["identity"] == "scikit-criteria: VIKOR"
    assert check.scores["theirs"].tolist() == pytest.approx(
        cross_check(cases.load(CASE), ["vikor"], peers=False).scores["vikor"].tolist()
    )


def test_the_comparator_of_scikit_criteria_holds_our_ranks():
    decision = decided([[50, 50], [90, 40], [20, 20]], weights={"c0": 40, "c1": 60})
    twins = decision.replace(vendors={**decision.vendors, "v1": decision.vendors["v1"].replace(name="V0")})
    comparator = cross_check(twins, peers=False).comparator()
    frame = comparator.to_dataframe()

    assert list(frame.index) == ["V0 (v0)", "V0 (v1)", "V2"]
    assert frame["promethee2"].tolist() == [1, 2, 3]
    assert frame["weighted_sum"].tolist() == [2, 1, 3]
    assert comparator.corr().loc["weighted_sum", "promethee2"] == pytest.approx(1 / 3)


def test_the_result_reads_prints_and_is_plain_data():
    check = cross_check(cases.load(CASE), ["topsis"], peers=False)
    plain = json.loads(json.dumps(check.to_dict()))

    assert "Weighted sum" in str(check)
    assert "<table" in check._repr_html_()
    assert plain["table"][0]["topsis"] == 1
    assert plain["table"][3]["topsis"] is None
    assert plain["stamp"]["decision"] == check.decision.digest
    assert {"ranked", "entries", "rankings", "evaluation"}.isdisjoint(plain)


def uncertain():
    return make_decision(
        {
            "alpha": {"reach": {"low": 40, "high": 80}, "price": 50},
            "beta": {"reach": 55, "price": {"low": 30, "high": 70}},
            "gamma": {"reach": 5, "price": 100},
        },
        require={"reach": {"at_least": 20}},
    )


def test_shares_of_draws_are_those_of_a_simulation_without_the_insufficient():
    check = cross_check(uncertain(), ["topsis", WeightedProduct()], draws=2_000, floor=1, peers=False)
    without = uncertain().without_vendor("gamma")
    simulated = robustness(without, method="topsis", draws=2_000, exact=False).table.set_index("vendor")

    assert list(check.shares.columns) == ["weighted_sum", "topsis"]
    assert list(check.shares.index) == ["alpha", "beta"]
    assert check.shares.sum().tolist() == pytest.approx([1, 1])
    assert check.shares["topsis"].tolist() == simulated["p_first"].tolist()
    assert (check.stamp.draws, check.stamp.seed) == (2_000, 0)


def test_shares_of_draws_have_binomial_standard_errors_in_the_table_and_in_the_text():
    check = cross_check(uncertain(), ["topsis"], draws=2_000, peers=False)
    shares = check.shares

    pd.testing.assert_frame_equal(check.shares_se, np.sqrt(shares * (1 - shares) / 2_000))
    largest = 100 * check.shares_se.loc["alpha"].max()
    assert f"of 2,000 draws (standard errors at most {largest:.2g} percentage points)." in check.text
    assert json.loads(json.dumps(check.to_dict()))["shares_se"][0]["topsis"] == check.shares_se.iloc[0]["topsis"]


def test_of_what_is_certain_the_first_of_each_method_is_first_in_all_draws():
    # Gamma fails; compared too, it would put another vendor first under TOPSIS, VIKOR, PROMETHEE II and EDAS.
    decision = make_decision(
        {"alpha": {"reach": 60, "price": 40}, "beta": {"reach": 50, "price": 55}, "gamma": {"reach": 0, "price": 50}},
        require={"reach": {"at_least": 20}},
        weights={"direct": {"reach": 0.6, "price": 0.4}},
    )
    check = cross_check(decision, draws=20, peers=False)

    for name, first in check.first.items():
        expected = [(vendor in first) / len(first) for vendor in check.shares.index]
        assert check.shares[name].tolist() == expected


def test_where_a_requirement_is_open_the_text_says_what_draws_make_of_it():
    check = cross_check(cases.load(CASE), ["topsis"], draws=200, peers=False)

    assert (
        "In draws, where requirements are tested and unknowns count as meeting them, Alibaba is first in" in check.text
    )


def test_what_is_not_drawn_is_named_with_why():
    methods = {"theirs": THEIR_TOPSIS(), "product": WeightedProduct(), "ours": TOPSIS()}
    check, plain = (cross_check(uncertain(), methods, draws=100, floor=floor, peers=False) for floor in (1, None))

    assert check.not_drawn == ("theirs", "product")
    assert "theirs is not drawn: scikit-criteria would have to be called once for each draw." in check.text
    assert "Product is not drawn: a floor raises expected values, not draws." in check.text
    assert plain.not_drawn == ("theirs",)
    assert "product" in plain.shares
    assert cross_check(uncertain(), methods, peers=False).not_drawn == ()


def test_more_than_a_few_that_are_not_drawn_are_counted():
    methods = {
        **{f"theirs {k}": THEIR_TOPSIS() for k in range(6)},
        **{f"product {k}": WeightedProduct() for k in range(6)},
    }
    text = cross_check(uncertain(), methods, draws=100, floor=2.5, peers=False).text

    assert " The 6 methods of scikit-criteria are not drawn: scikit-criteria would have to be called" in text
    assert " The 6 methods for which a floor raises values are not drawn: a floor raises expected values" in text
    assert "; for 6 of them values are raised to at least 2.5 points." in text


def test_where_the_weighted_sum_alone_is_drawn_it_is_named():
    rest = "under the weighted sum, the only one that is drawn (standard errors"
    theirs = cross_check(uncertain(), THEIR_TOPSIS(), draws=100, peers=False)
    alone = cross_check(uncertain(), "weighted_sum", draws=100, peers=False)
    named = cross_check(uncertain(), {"Ours": WeightedSum()}, draws=100, peers=False)

    assert f"of 100 draws {rest}" in theirs.text
    assert "of 100 draws under the weighted sum (standard errors" in alone.text
    assert "of 100 draws under “Ours” (standard errors" in named.text


def test_draws_come_after_the_methods_have_been_compared():
    decision = decided([[80, 80], [20, 20]])
    text = cross_check(decision, {"theirs": THEIR_TOPSIS(), "ours": TOPSIS()}, draws=1_000, peers=False).text

    assert text.startswith(
        "All 3 methods put V0 first. The methods agree on the whole order. V0 is first in over 99.7 % of 1,000 draws "
        "under each method that is drawn. theirs is not drawn: "
    )


def test_two_methods_are_both_and_one_is_one():
    check = cross_check(decided([[80, 80], [20, 20]]), ["promethee2"])
    open_must = cross_check(cases.load(CASE), ["topsis"], peers=False)
    alone = cross_check(decided([[80, 80], [20, 20]]), "weighted_sum")

    assert check.text.startswith("Both methods put V0 first.")
    assert "Scikit-criteria gives the same scores for the one of these methods that it has." in check.text
    assert open_must.text.startswith("If the open requirements are met, both methods put Alibaba first.")
    assert alone.text.startswith("V0 is first. Scikit-criteria gives the same scores. All methods")


def test_an_english_text_has_english_numbers_in_its_errors():
    check = cross_check(uncertain(), ["topsis"], draws=2_000, peers=False)
    largest = f"{100 * check.shares_se.loc['alpha'].max():.2g}"

    with speaking("de"):
        assert "." in largest
        assert f"(standard errors at most {largest} percentage points)" in check.text


@pytest.mark.parametrize(
    ("requirement", "reach", "said"),
    [
        ({"at_least": 20}, "unknown", "requirements are tested and unknowns count as meeting them"),
        ({"at_least": 20, "p_met": 0.5}, "unknown", "requirements are tested"),
        ({"at_least": 20}, {"low": 0, "high": 80}, "requirements are tested"),
        (
            [{"at_least": 20}, {"at_least": 30, "p_met": 0.5}],
            "unknown",
            "requirements are tested and some unknowns count as",
        ),
    ],
)
def test_unknowns_are_said_to_count_as_met_only_where_they_do(requirement, reach, said):
    decision = make_decision(
        {"alpha": {"reach": reach, "price": 90}, "beta": {"reach": 50, "price": 40}}, require={"reach": requirement}
    )
    check = cross_check(decision, ["topsis"], draws=100, peers=False)

    assert f"In draws, where {said}" in check.text
    assert said.endswith("as") or f"In draws, where {said}, " in check.text


def test_where_unknowns_fail_none_is_said_to_count_as_met():
    decision = make_decision(
        {"alpha": {"reach": "unknown", "price": {"low": 0, "high": 90}}, "beta": {"reach": 50, "price": 80}},
        require={"reach": {"at_least": 20, "kind": "should"}, "price": {"at_least": 10}},
        policy={"unknown_at_requirement": "fail", "max_weaknesses": 1},
    )

    text = cross_check(decision, ["topsis"], draws=100, peers=False).text

    assert "In draws, where requirements are tested, Beta is first in" in text


def test_errors_of_shares_count_dependent_draws_as_what_they_are_worth(monkeypatch):
    plain = cross_check(uncertain(), ["topsis"], draws=500, peers=False)
    monkeypatch.setattr("vendor_eval.analysis.robustness_setup.worth", lambda weights, draws: draws / 4)
    check = cross_check(uncertain(), ["topsis"], draws=500, peers=False)

    pd.testing.assert_frame_equal(check.shares, plain.shares)
    pd.testing.assert_frame_equal(check.shares_se, np.sqrt(check.shares * (1 - check.shares) / 125))


def test_where_all_draws_are_alike_the_share_is_said_with_its_bound_and_no_error():
    check = cross_check(decided([[80, 80], [20, 20]]), ["topsis"], draws=1_000, peers=False)

    assert check.shares_se.to_numpy().tolist() == [[0, 0], [0, 0]]
    assert "V0 is first in over 99.7 % of 1,000 draws under each method. " in check.text


def test_copras_is_compared_though_it_refuses_a_table_without_costs():
    check = cross_check(cases.load(CASE), ["copras"])
    row = check.methods.set_index("method").loc["copras"]

    assert row["peer"] == "SumScaler + COPRAS"
    assert row["peer_agrees"]
    assert row["notes"] == (
        "It refuses a table without costs, so it was given one that is the same for all; that changes no order.",
    )


def test_what_scikit_criteria_has_not_is_told_from_what_it_has_with_other_options():
    methods = [PROMETHEE2(), TOPSIS(normalisation="none", ideals=(0, 100))]
    check = cross_check(cases.load(CASE), {str(k): method for k, method in enumerate(methods)})

    assert check.methods["notes"].tolist()[1:] == [
        ("Scikit-criteria has no such method.",),
        ("Scikit-criteria has this method, but not with these options.",),
    ]


laws = settings(max_examples=12, deadline=timedelta(seconds=20))


@laws
@given(decisions(scenario_count=(0, 0)), st.randoms(use_true_random=False))
def test_requirements_act_alike_and_neither_names_nor_order_of_vendors_matter(decision, random):
    check, evaluation = cross_check(decision, peers=False), evaluate(decision)
    ranks = check.table.set_index("vendor")
    keys = list(decision.vendors)
    random.shuffle(keys)
    shuffled = decision.replace(vendors={key: decision.vendors[key] for key in keys})
    other = cross_check(shuffled, peers=False)

    expected = evaluation.table.set_index("vendor")["rank_if_met"].rename("weighted_sum")
    pd.testing.assert_series_equal(ranks["weighted_sum"], expected)
    for method in DEFAULTS:
        assert ranks[method.key].isna().tolist() == expected.isna().tolist()
        assert not len(check.ranked.vendors) or ranks[method.key].min() == 1
    assert check.text.endswith(".")
    pd.testing.assert_frame_equal(ranks, other.table.set_index("vendor").loc[list(decision.vendors)])
    pd.testing.assert_frame_equal(check.agreement, other.agreement)


@laws
@given(decisions(scenario_count=(0, 0), vendors=(2, 5)))
def test_agreement_is_mutual_and_whole_with_oneself_and_scikit_criteria_agrees(decision):
    check = cross_check(decision)
    agreement = check.agreement.to_numpy()

    assert np.array_equal(agreement, agreement.T, equal_nan=True)
    assert np.nanmax(np.abs(agreement), initial=0) <= 1
    assert set(np.diag(agreement)[~np.isnan(np.diag(agreement))]) <= {1.0}
    assert check.methods["peer_agrees"].dropna().all(), check.methods
