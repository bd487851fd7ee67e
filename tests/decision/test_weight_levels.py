"""Weights by level of the tree of groups, and weights of several evaluators."""

import pytest

from builders import make_plain
from vendor_eval.decision.document import Decision
from vendor_eval.decision.weights import LevelledWeights, PanelWeights, numbers_of
from vendor_eval.engine.treeweights import TreeWeights
from vendor_eval.engine.weights import PointWeights
from vendor_eval.errors import DecisionError

GROUPS = {"reach": "market", "speed": "market / delivery", "stock": "market / delivery", "price": ""}
TOP = {"swing": {"market": 60, "price": 40}}
WITHIN = {
    "market": {"direct": {"reach": 0.5, "delivery": 0.5}},
    "market / delivery": {"rank_order": {"order": ["speed", "stock"]}},
}
EVALUATORS = {"ann": {"name": "Ann"}, "bob": {}}


def plain(weights, **parts):
    whole = make_plain({"alpha": dict.fromkeys(GROUPS, 50)}, weights=weights, **parts)
    for key, group in GROUPS.items():
        whole["criteria"][key]["group"] = group
    return whole


def decide(weights, **parts):
    return Decision.model_validate(plain(weights, **parts))


def fault(weights, **parts):
    with pytest.raises(DecisionError) as caught:
        decide(weights, **parts)
    return str(caught.value)


def test_flat_weights_are_products_along_the_path():
    decision = decide(TOP | {"within": WITHIN, "because": "Judged top down."})

    assert decision.point_weights == pytest.approx({"reach": 0.3, "speed": 0.225, "stock": 0.075, "price": 0.4})
    assert list(decision.point_weights) == list(decision.tree.leaves)
    assert isinstance(decision.weights, LevelledWeights)
    assert decision.weights.because == decision.weights.judgement.because == "Judged top down."
    assert Decision.model_validate(decision.plain()) == decision


def test_a_group_with_one_part_gives_it_all_its_weight():
    weights = {"any": True, "within": {"market": {"direct": {"reach": 1, "delivery": 0}}}}

    decision = decide(weights, information_only=["stock"])

    assert decision.weights.plain() == weights
    assert decision.point_weights is None


def test_sets_at_some_levels_make_a_set_of_products():
    weights = decide(TOP | {"within": WITHIN | {"market / delivery": "any"}})

    assert weights.point_weights is None
    assert "any" in weights.plain()["weights"]["within"].values()


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        (TOP, "weights.swing.market: is a group; weights of groups need those within them: add `within"),
        (TOP | {"within": {}}, "weights.within: holds no weights for the parts of group 'market': reach, delivery."),
        (
            TOP | {"within": WITHIN | {"markt": "any"}},
            "weights.within.markt: Unknown group 'markt'. Did you mean 'market'? Groups are market, market / delivery.",
        ),
        (
            {"swing": {"market": 1, "prise": 1}, "within": WITHIN},
            "weights.swing.prise: Unknown part 'prise' at the top. Did you mean 'price'?",
        ),
        (
            TOP | {"within": WITHIN | {"market": {"swing": {"reach": 1}}}},
            "weights.within.market.swing: gives no weight to delivery",
        ),
        (
            TOP | {"within": WITHIN | {"market": {"swing": {"xx": 1, "reach": 1, "delivery": 2}}}},
            "weights.within.market.swing.xx: Unknown part 'xx' in group 'market'. Its parts are reach, delivery.",
        ),
        (
            TOP
            | {
                "within": WITHIN
                | {"market": {"imprecise": {"order": ["reach", "delivery"], "bounds": {"delivery": [0.6, 1]}}}}
            },
            "weights.within.market.imprecise: No weights keep all of these limits: reach at least delivery;",
        ),
        ({"within": WITHIN}, "weights.within: must be"),
        ({"swong": {"a": 1}, "within": WITHIN}, "weights.swong: Unknown field 'swong'. Did you mean 'swing'?"),
    ],
)
def test_faults_of_levels_have_their_place(weights, said):
    if "weights.within: must be" in said:
        assert "must be `any`, or a mapping with exactly one of" in fault(weights)
    else:
        assert said in fault(weights)


def test_a_group_and_a_criterion_of_one_name_cannot_be_told_apart():
    whole = plain(TOP | {"within": WITHIN})
    whole["criteria"]["delivery"] = whole["criteria"]["reach"]
    whole["assessments"]["alpha"]["delivery"] = 3

    with pytest.raises(DecisionError, match="cannot tell the criterion 'delivery' from the group 'delivery' in group"):
        Decision.model_validate(whole)
    whole["criteria"]["market"] = whole["criteria"]["price"]
    with pytest.raises(DecisionError, match="from the group 'market' at the top; rename one of them"):
        Decision.model_validate(whole)


def test_of_a_faulty_criterion_nobody_knows_where_it_belongs():
    whole = plain(TOP | {"within": WITHIN})
    whole["criteria"]["stock"] = {"scale": 3}

    with pytest.raises(DecisionError) as caught:
        Decision.model_validate(whole)

    assert [fault.path[:2] for fault in caught.value.faults] == [("criteria", "stock")]


def test_groups_have_steps_with_names_and_those_spoken_of_have_criteria():
    whole = plain("any", groups={"market": {"name": "The market"}, "markets": {}})
    whole["criteria"]["price"]["group"] = "money / "

    with pytest.raises(DecisionError) as caught:
        Decision.model_validate(whole)

    assert "criteria.price.group: has a step without a name: 'money / '" in str(caught.value)
    assert "groups.markets: No criterion is in this group. Did you mean 'market'?" in str(caught.value)
    named = decide("any", groups={"market": {"name": "The market"}})
    assert [named.group_name(path) for path in ("market", "market / delivery")] == ["The market", "market / delivery"]
    assert named.without_criterion("reach").groups == named.groups
    alone = named.without_criterion("reach").without_criterion("speed").without_criterion("stock")
    assert alone.groups == {}


def test_a_scenario_keeps_products_in_proportion():
    decision = decide(TOP | {"within": WITHIN}, scenarios={"few": {"criteria": ["speed", "price"]}})

    assert decision.under("few").point_weights == pytest.approx({"speed": 0.36, "price": 0.64})


def test_of_sets_by_level_whole_groups_can_go_and_nothing_else():
    weights = {"any": True, "within": WITHIN}

    decision = decide(weights, scenarios={"few": {"criteria": ["reach", "speed", "stock"]}})

    assert decision.under("few").weights.plain() == weights
    assert decide(weights).without_criterion("price").weights.plain() == weights
    said = fault(weights, scenarios={"few": {"criteria": ["reach", "speed", "price"]}})
    assert said.startswith(
        "scenarios.few.criteria: The weights of the base cannot be kept for some of the criteria only"
    )
    with pytest.raises(DecisionError, match="given by level, some of them as a set, and a group loses"):
        decide(weights).without_criterion("stock")
    money = {"any": True, "within": WITHIN | {"market": "any"}}
    left = decide(money, scenarios={"few": {"criteria": ["price"]}}).under("few").weights
    assert left.plain() == {"any": True, "within": {}}


def test_agreed_weights_count_and_originals_stay():
    given = {"ann": TOP | {"within": WITHIN}, "bob": {"swing": dict.fromkeys(GROUPS, 1)}}
    agreed = {"swing": {**dict.fromkeys(GROUPS, 0), "price": 5}, "because": "Money decides."}

    decision = decide({"by_evaluator": given, "agreed": agreed}, evaluators=EVALUATORS)

    assert decision.point_weights == {"reach": 0, "speed": 0, "stock": 0, "price": 1}
    assert set(decision.weights.by_evaluator) == {"ann", "bob"}
    assert decision.weights.because == decision.weights.judgement.because == "Money decides."
    assert decision.disagreements == ()
    assert Decision.model_validate(decision.plain()) == decision


def test_without_agreement_each_weight_spans_what_was_given():
    given = {"ann": TOP | {"within": WITHIN | {"market / delivery": "any"}}, "bob": {"swing": dict.fromkeys(GROUPS, 1)}}

    decision = decide({"by_evaluator": given}, evaluators=EVALUATORS)

    numbers = numbers_of(decision.weights, decision.tree)
    assert numbers.criteria == ("price", "reach", "speed", "stock")
    assert numbers.low == pytest.approx((0.25, 0.25, 0, 0))
    assert numbers.high == pytest.approx((0.4, 0.3, 0.3, 0.3))
    assert decision.weights.because == ""
    assert decision.weights.judgement is None
    (one,) = decision.disagreements
    assert (one.path, set(one.given)) == (("weights",), {"ann", "bob"})


def test_evaluators_who_give_the_same_weights_agree_whatever_their_reasons():
    same = TOP | {"within": WITHIN | {"market / delivery": "any"}}
    other = same | {"because": "So do I.", "within": same["within"] | {"market / delivery": {"any": True, "by": "Bob"}}}

    decision = decide({"by_evaluator": {"ann": same, "bob": other}}, evaluators=EVALUATORS)

    assert isinstance(decision.weights, PanelWeights)
    assert decision.disagreements == ()
    assert not isinstance(numbers_of(decision.weights, decision.tree), PointWeights)


def test_weights_of_evaluators_are_kept_for_scenarios_each():
    weights = {"by_evaluator": {"ann": {"swing": {"reach": 3, "speed": 1, "stock": 1, "price": 1}}, "bob": "any"}}

    few = decide(weights, evaluators=EVALUATORS).without_criterion("stock").without_criterion("price").weights
    agreed = decide(weights | {"agreed": weights["by_evaluator"]["ann"]}, evaluators=EVALUATORS)

    assert few.plain()["by_evaluator"] == {"ann": {"swing": {"reach": 3, "speed": 1}}, "bob": "any"}
    assert agreed.without_criterion("price").point_weights == pytest.approx({"reach": 0.6, "speed": 0.2, "stock": 0.2})


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ({"by_evaluator": {"anne": "any"}}, "weights.by_evaluator.anne: Unknown evaluator 'anne'. Did you mean 'ann'?"),
        ({"by_evaluator": {}}, "weights: needs `by_evaluator` with the weights of at least one evaluator."),
        ({"agreed": "any"}, "weights.by_evaluator: is required, but not given."),
        ({"by_evaluator": {"ann": {"swing": {"reach": 1}}}}, "weights.by_evaluator.ann.swing: gives no weight to"),
        ({"by_evaluator": {"ann": "any"}, "agreed": {"swing": {"x": 1}}}, "weights.agreed.swing.x: Unknown crit"),
        (
            {
                "by_evaluator": {
                    "ann": {
                        "imprecise": {
                            "bounds": {"reach": [0, 0.2], "price": [0, 0.1], "speed": [0, 0], "stock": [0, 0]}
                        }
                    }
                }
            },
            "weights.by_evaluator.ann.imprecise: No weights keep all of these limits",
        ),
        (
            {
                "by_evaluator": {"ann": "any"},
                "agreed": {"imprecise": {"bounds": {"reach": [0.8, 1], "price": [0.8, 1]}}},
            },
            "weights.agreed.imprecise: No weights keep all of these limits",
        ),
        ({"by_evaluator": 3}, "weights.by_evaluator: must be a mapping"),
    ],
)
def test_faults_of_panels_have_their_place(weights, said):
    assert said in fault(weights, evaluators=EVALUATORS)


def test_a_tree_whose_levels_are_all_exact_is_a_point():
    exact, rough = decide(TOP | {"within": WITHIN}), decide({"any": True, "within": WITHIN})

    assert isinstance(numbers_of(exact.weights, exact.tree), PointWeights)
    assert isinstance(numbers_of(rough.weights, rough.tree), TreeWeights)
