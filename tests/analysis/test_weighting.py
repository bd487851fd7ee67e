import math

import pytest
from hypothesis import given

import vendor_eval as ve
from builders import make_decision, make_plain
from strategies import decisions
from vendor_eval.analysis.swings import reached, swing_said

KEYS = ("fit", "price", "risk")
SCORES = {"alpha": {"fit": 20, "price": 8, "risk": 3}, "beta": {"fit": 60, "price": 5, "risk": 9}}
SCALES = {"fit": (0, 100), "price": (10, 5), "risk": (0, 10)}
PAIRS = {"fit": {"price": 2, "risk": 8}, "price": {"risk": 2}}


def decide(weights=None, scores=SCORES, **parts):
    return make_decision(scores, weights=weights, **({"scales": SCALES} | parts))


def test_weights_are_printed_with_the_step_that_they_belong_to():
    decision = decide({"fit": 50, "price": 30, "risk": 20}, units={"price": "months"})

    result = ve.weighting(decision)

    assert result.table.to_dict("list") == {
        "criterion": list(KEYS),
        "name": ["Fit", "Price", "Risk"],
        "group": [""] * 3,
        "weight": pytest.approx([0.5, 0.3, 0.2]),
        "low": pytest.approx([0.5, 0.3, 0.2]),
        "high": pytest.approx([0.5, 0.3, 0.2]),
        "error": [0, 0, 0],
        "swing": ["from 0 to 100", "from 10 to 5 months", "from 0 to 10"],
    }
    assert result.text == (
        "The weights of 3 criteria come from swings: points for the step from worst to best of each scale. Fit counts "
        "most at the declared weights: 50 % for the step from 0 to 100."
    )
    assert list(result.shown()) == ["name", "weight", "swing"]
    assert result.to_dict()["used"] == "at the declared weights"


def test_a_step_of_one_criterion_is_worth_a_step_of_another():
    decision = decide({"fit": 50, "price": 25, "risk": 25}, units={"price": "months", "fit": "%"})

    pairs = ve.weighting(decision, step=20).equivalents.set_index(["criterion", "other"])

    row = pairs.loc["fit", "price"]
    assert row["text"] == "Fit from 0 to 20 % is worth as much as Price from 10 to 8 months"
    assert (row["points"], row["start"], row["end"]) == (20, 0, 20)
    assert (row["other_points"], row["other_start"], row["other_end"]) == pytest.approx((40, 10, 8))
    assert bool(row["anywhere"])
    assert len(pairs) == 6
    large = ve.weighting(decision, step=80).equivalents.set_index(["criterion", "other"]).loc["fit", "price"]
    assert large["text"] == "Fit from 0 to 80 % is worth as much as Price 1.6 times the whole step from 10 to 5 months"
    assert math.isnan(large["other_end"])


def test_steps_on_curved_scales_start_at_the_worst_level_and_levels_have_one_step():
    scales = {
        "reach": {"worst": 1, "best": 10000, "shape": "log"},
        "terms": {"bad": 0, "fair": 50, "good": 100},
        "weight": {"worst": [2, 12], "best": 6, "shape": "target"},
        "idle": (0, 1),
    }
    scores = {"alpha": {"reach": 5, "terms": "fair", "weight": 5, "idle": 0}}
    decision = make_decision(
        scores, scales=scales, weights={"reach": 2, "terms": 2, "weight": 1, "idle": 0}, units={"weight": "kg"}
    )

    result = ve.weighting(decision, step=25)

    pairs = result.equivalents.set_index(["criterion", "other"])
    assert len(pairs) == 6
    assert not pairs["anywhere"].any()
    assert pairs.loc["reach", "weight"]["end"] == pytest.approx(10)
    assert pairs.loc["reach", "weight"]["text"] == "Reach from 1 to 10 is worth as much as Weight from 2 to 4 kg"
    assert pairs.loc["reach", "terms"]["text"] == (
        "Reach from 1 to 10 is worth as much as Terms 25 points, of 100 from “bad” to “good”"
    )
    assert (
        pairs.loc["terms", "reach"]["text"] == "Terms from “bad” to “good” is worth as much as Reach from 1 to 10,000"
    )
    assert result.table["swing"].tolist() == [
        "from 1 to 10,000",
        "from “bad” to “good”",
        "from 2 or 12 to 6 kg",
        "from 0 to 1",
    ]


def test_a_set_of_weights_has_a_mean_and_a_range():
    result = ve.weighting(decide({"imprecise": {"order": list(KEYS)}}))

    assert result.table["weight"].tolist() == pytest.approx([11 / 18, 5 / 18, 1 / 9])
    assert result.table["low"].tolist() == pytest.approx([1 / 3, 0, 0])
    assert result.table["high"].tolist() == pytest.approx([1, 1 / 2, 1 / 3])
    assert result.shown()["range"].tolist() == ["33.3 % to 100 %", "0 % to 50 %", "0 % to 33.3 %"]
    assert result.text == (
        "Of the weights of 3 criteria only limits are declared: an order. Fit counts most at the mean weights of the "
        "declared set: 61.1 % for the step from 0 to 100."
    )


def test_inconsistent_comparisons_are_named_with_what_would_mend_them_and_never_repaired():
    result = ve.weighting(decide({"pairwise": PAIRS | {"price": {"risk": 16}}}))

    (row,) = result.consistency.to_dict("records")
    assert (row["place"], row["measure"], row["table"]) == ("weights", "consistency ratio", "saaty_1980")
    assert row["value"] > row["limit"] == 0.1
    assert not row["fine"]
    assert result.triads["text"].tolist() == [
        "fit over price 2, price over risk 16, fit over risk 8: they would agree if fit over price were 0.5 or price "
        "over risk were 4 or fit over risk were 32"
    ]
    assert "weights: the consistency ratio, by the random index saaty_1980, is 0.1" in result.text
    assert "above the customary 0.1. The answers that disagree most: fit over price 2" in result.text


def test_each_kind_of_comparison_has_its_own_measure():
    geometric = ve.weighting(decide({"pairwise": PAIRS, "method": "geometric_mean"}))
    gaps = ve.weighting(decide({"pairwise": {"fit": {"price": 2}, "price": {"risk": 2}}, "method": "geometric_mean"}))
    answers = {
        "best": "fit",
        "worst": "risk",
        "best_to_others": {"price": 2, "risk": 8},
        "others_to_worst": {"price": 3},
    }
    linear = ve.weighting(decide({"best_worst": answers}))
    nonlinear = ve.weighting(decide({"best_worst": answers, "model": "nonlinear"}))

    assert geometric.consistency["measure"].tolist() == ["geometric consistency index"]
    assert geometric.consistency["limit"].tolist() == [0.31]
    assert "the geometric consistency index is 0.1602, within the customary 0.31." in geometric.text
    assert math.isnan(gaps.consistency["value"].iloc[0])
    assert gaps.consistency["note"].iloc[0].startswith("An incomplete table has no measure")
    assert gaps.text.endswith("for the step from 0 to 100.")
    assert "weights: the xi of the linear model is 0.0" in linear.text
    assert "weights: the consistency ratio of the nonlinear model is 0.0" in nonlinear.text


def test_a_table_larger_than_every_random_index_has_no_ratio():
    keys = [f"c{j:02}" for j in range(17)]
    pairs = {a: {b: 1 for b in keys[j + 1 :]} for j, a in enumerate(keys[:-1])}

    result = ve.weighting(make_decision({"alpha": dict.fromkeys(keys, 50)}, weights={"pairwise": pairs}))

    (row,) = result.consistency.to_dict("records")
    assert (row["fine"], row["note"]) == (True, "The random index saaty-1980 ends at 15 items; these are 17.")
    assert result.text == "The weights of 17 criteria come from comparisons of pairs (principal eigenvector)."


def test_comparisons_are_found_on_every_level_and_of_every_evaluator():
    whole = make_plain(SCORES, scales=SCALES, evaluators={"ann": {}, "bob": {}})
    for key in ("fit", "risk"):
        whole["criteria"][key]["group"] = "use"
    levels = {"pairwise": {"use": {"price": 2}}, "within": {"use": {"pairwise": {"fit": {"risk": 3}}}}}
    agreed = {"pairwise": PAIRS, "because": "met"}
    whole["weights"] = {"by_evaluator": {"ann": levels, "bob": {"swing": dict.fromkeys(KEYS, 1)}}, "agreed": agreed}

    decision = ve.Decision.model_validate(whole)

    assert ve.weighting(decision).consistency["place"].tolist() == [
        "weights.by_evaluator.ann",
        "weights.by_evaluator.ann.within.use",
        "weights.agreed",
    ]
    assert "They are what 2 evaluators agreed on." in ve.weighting(decision).text
    alone = decision.with_weights(levels)
    assert "are given by level" in ve.weighting(alone).text
    open_ = decision.with_weights({"by_evaluator": whole["weights"]["by_evaluator"]})
    assert (
        "none are agreed: each weight may lie anywhere from the least to the greatest given."
        in ve.weighting(open_).text
    )


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        (
            "any",
            "No weights are declared: all weights of 3 criteria that sum to 1 are admitted, and none is preferred.",
        ),
        (
            {"direct": {"fit": 1, "price": 1, "risk": 1}, "normalise": True},
            "declared as shares of 1, scaled to sum to 1.",
        ),
        ({"direct": {"fit": 0.5, "price": 0.5, "risk": 0}}, "Weights of 3 criteria are declared as shares of 1."),
        ({"rank_order": {"order": list(KEYS)}}, "follow from an order of importance alone (rank-order centroid)."),
        (
            {"around": {"point": {"fit": 0.5, "price": 0.3, "risk": 0.2}, "concentration": 40}},
            "The weights of 3 criteria lie around a declared point (concentration 40).",
        ),
        (
            {
                "best_worst": {
                    "best": "fit",
                    "worst": "risk",
                    "best_to_others": {"price": 1, "risk": 1},
                    "others_to_worst": {"price": 1},
                }
            },
            "come from comparisons with the best and the worst (linear model).",
        ),
    ],
)
def test_it_says_where_weights_come_from(weights, said):
    assert said in ve.weighting(decide(weights)).text


def test_weights_from_the_data_are_information_with_a_warning():
    scores = SCORES | {
        "gamma": {"fit": "unknown", "price": 6, "risk": 4},
        "delta": {"fit": {"low": 30, "high": 50}, "price": 7, "risk": 1},
    }

    result = ve.weighting(decide(scores=scores))

    data = result.data_driven.set_index("criterion")
    assert list(data) == ["entropy", "standard_deviation", "critic", "critic_costs_turned", "merec"]
    assert data.sum().tolist() == pytest.approx([1] * 5)
    assert result.notes == ("Left out, because something of them is unknown: Gamma.",)
    assert "nothing of what anybody prefers" in result.warning


def test_methods_that_cannot_use_the_data_say_why_by_name():
    scores = {"alpha": {"fit": -5, "price": 8, "risk": 3}, "beta": {"fit": 60, "price": 8, "risk": 0}}

    result = ve.weighting(decide(scores=scores))

    assert result.data_driven["entropy"].isna().all()
    assert result.notes == (
        "entropy: Entropy needs columns without negative numbers; see Fit.",
        "standard_deviation: The standard deviation needs columns that are not constant; see Price.",
        "critic: CRITIC needs columns that are not constant; see Price.",
        "critic_costs_turned: CRITIC needs columns that are not constant; see Price.",
        "merec: MEREC needs columns of positive numbers; see Fit and Risk.",
    )
    single = ve.weighting(decide(scores={"alpha": {"fit": 1, "price": 8, "risk": 3}}))
    assert single.notes[0].startswith("entropy: Performances must be a table of 2 or more vendors")


@pytest.mark.parametrize("step", [0, -1, 101, True, "ten", math.nan])
def test_a_step_is_a_number_of_points(step):
    with pytest.raises(ve.OptionError, match="step must be a number of points above 0 and at most 100"):
        ve.weighting(decide(), step=step)


@given(decisions(scenario_count=(0, 0)))
def test_weights_sum_to_1_and_lie_between_their_ends(decision):
    table = ve.weighting(decision).table

    assert table["weight"].sum() == pytest.approx(1)
    slack = 1e-9 + 6 * table["error"]
    assert (table["low"] <= table["weight"] + slack).all()
    assert (table["weight"] <= table["high"] + slack).all()


@given(decisions(scenario_count=(0, 0)))
def test_groups_are_sums_of_their_criteria(decision):
    evaluation = ve.evaluate(decision)

    leaves = {branch.path: set(branch.leaves) for branch in decision.tree.branches()}
    assert list(evaluation.groups["group"]) == list(leaves) * len(decision.vendors)
    for row in evaluation.groups.to_dict("records"):
        own = evaluation.contributions[evaluation.contributions["vendor"] == row["vendor"]]
        own = own[own["criterion"].isin(leaves[row["group"]])]
        assert row["weight"] == pytest.approx(own["weight"].sum())
        assert row["contribution"] == pytest.approx(own["contribution"].sum(), abs=1e-9)
        if row["weight"] > 0:
            assert row["value"] * row["weight"] == pytest.approx(row["contribution"], abs=1e-9)
            assert row["low"] - 1e-9 <= row["value"] <= row["high"] + 1e-9
        else:
            assert math.isnan(row["value"])


def test_groups_have_names_and_the_top_ones_add_up_to_the_value():
    whole = make_plain(SCORES, scales=SCALES, groups={"use": {"name": "In use"}})
    for key, group in (("fit", "use"), ("risk", "use / later"), ("price", "money")):
        whole["criteria"][key]["group"] = group
    evaluation = ve.evaluate(ve.Decision.model_validate(whole))

    groups = evaluation.groups[evaluation.groups["vendor"] == "alpha"].set_index("group")

    assert groups["name"].to_dict() == {"use": "In use", "use / later": "use / later", "money": "money"}
    assert groups["weight"].tolist() == pytest.approx([2 / 3, 1 / 3, 1 / 3])
    total = groups.loc[["use", "money"], "contribution"].sum()
    assert total == pytest.approx(evaluation.row("alpha")["value"])


def test_no_points_are_reached_at_the_worst_level_itself_on_a_bent_scale():
    scale = ve.Scale(worst=0, best=18, shape="piecewise", points=[[1, 70]])

    assert reached(scale, 0) == 0
    assert reached(scale, 70) == pytest.approx(1, abs=1e-12)


def test_a_criterion_without_a_scale_has_no_step():
    assert swing_said(ve.Criterion(information_only=True)) == ""
