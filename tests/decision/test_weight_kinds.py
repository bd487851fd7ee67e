"""Weights of every kind by themselves: what they come to, what is wrong with them, and what is left of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from builders import make_decision
from strategies import POINT_WEIGHTS, WEIGHTS, weights
from vendor_eval.decision.tree import tree_of
from vendor_eval.decision.weights import Weights, kept, numbers_of, point_of
from vendor_eval.errors import DecisionError

ANY = TypeAdapter(Weights)
KEYS = ("fit", "price", "risk")
TREE = tree_of(dict.fromkeys(KEYS, ""))
SCORES = {"alpha": dict.fromkeys(KEYS, 50)}


def read(plain):
    return ANY.validate_python(plain)


def fault(plain):
    with pytest.raises(DecisionError) as caught:
        make_decision(SCORES, weights=plain)
    return str(caught.value)


@given(weights(KEYS))
def test_weights_of_every_kind_sum_to_1_and_are_written_as_they_were_read(plain):
    found = read(plain)
    numbers = numbers_of(found, TREE)

    assert numbers.mean.sum() == pytest.approx(1)
    assert numbers.draw(0, 0, 10).sum(axis=0) == pytest.approx([1] * numbers.draw(0, 0, 10).shape[1])
    assert read(found.plain()) == found
    assert read(found) == found


@given(weights(KEYS, POINT_WEIGHTS))
def test_point_weights_of_some_criteria_keep_their_proportions(plain):
    found = read(plain)
    point = point_of(found, TREE)
    assert kept(found, KEYS, TREE) is found
    if point["fit"] + point["risk"] == 0:
        return
    part = point_of(kept(found, ["fit", "risk"], TREE), tree_of({"fit": "", "risk": ""}))

    assert part["fit"] * point["risk"] == pytest.approx(part["risk"] * point["fit"])


def test_those_that_share_a_place_have_the_same_weight():
    for method, expected in (("roc", [11 / 18, 7 / 36]), ("sum", [1 / 2, 1 / 4]), ("reciprocal", [6 / 11, 5 / 22])):
        point = read({"rank_order": {"order": ["fit", ["price", "risk"]], "method": method}}).point()

        assert list(point.values()) == pytest.approx([*expected, expected[1]])


def test_a_scenario_that_keeps_part_of_an_order_keeps_proportions_and_says_so():
    judged = {"because": "The board ranked them.", "by": "the board", "on": "2025-01-31"}
    found = read({"rank_order": {"order": ["fit", "price", "risk"]}} | judged)

    part = found.keeping(["fit", "price"])

    assert part.plain()["direct"] == pytest.approx({"fit": 11 / 18, "price": 5 / 18})
    assert part.because == "In proportion to rank_order weights of 3 criteria. The board ranked them."
    assert (part.by, part.plain()["on"]) == ("the board", "2025-01-31")


def test_eigenvector_and_geometric_means_agree_for_three_criteria():
    table = {"fit": {"price": 2, "risk": 5}, "price": {"risk": 3}}

    first = read({"pairwise": table}).point()

    assert first == pytest.approx(read({"pairwise": table, "method": "geometric_mean"}).point())


def test_an_incomplete_table_of_consistent_answers_gives_their_ratios():
    found = read({"pairwise": {"price": {"fit": 0.5}, "risk": {"price": 0.25}}, "method": "geometric_mean"})

    assert found.point() == pytest.approx({"fit": 8 / 13, "price": 4 / 13, "risk": 1 / 13})


@pytest.mark.parametrize(
    ("table", "rest", "said"),
    [
        ({}, {}, "weights.pairwise: compares 0 things; from 1 to 100 can be compared."),
        ({"fit": {"price": 2}}, {}, "weights.pairwise: compares risk with nothing."),
        (
            {"fit": {"price": 2}, "price": {"risk": 2}},
            {},
            "weights.pairwise: does not compare fit with risk; the eigenvector needs every pair. Compare them, or say "
            "`method: geometric_mean`, which does without.",
        ),
        (
            {"fit": {"price": 2}, "risk": {"risk": 1}},
            {"method": "geometric_mean"},
            "weights.pairwise: No comparison joins these parts: fit, price | risk. Add one between each part",
        ),
        (
            {"fit": {"price": 2, "risk": 2}, "price": {"fit": 2, "risk": 1}},
            {},
            "weights.pairwise.price.fit: is 2, but fit against price is 2: one must be 1 divided by the other. Give",
        ),
        ({"fit": {"fit": 2}}, {}, "weights.pairwise.fit.fit: compares fit with itself; that is 1, or left out."),
        ({"fit": {"price": 0}}, {}, "weights.pairwise.fit.price: must be above 0, not 0."),
        (
            {"fit": {"price": "1/3", "risk": 1}, "price": {"risk": 1}},
            {},
            "weights.pairwise.fit.price: must be a number, not '1/3': turn the comparison round, and write 3 there.",
        ),
        (
            {"fit": {"price": "1 / 12 ", "risk": 1}, "price": {"risk": 1}},
            {},
            "must be a number, not '1 / 12 ': turn the comparison round, and write 12 there.",
        ),
        ({"fit": {"prise": 2}}, {}, "weights.pairwise.fit.prise: Unknown criterion 'prise'. Did you mean 'price'?"),
        ({"fti": {"price": 2}}, {}, "weights.pairwise.fti: Unknown criterion 'fti'. Did you mean 'fit'?"),
        (
            {"fit": {}},
            {"method": "eigen"},
            "weights.method: must be one of 'eigenvector', 'geometric_mean', not 'eigen'.",
        ),
    ],
)
def test_faults_of_comparisons_have_their_place(table, rest, said):
    assert said in fault({"pairwise": table} | rest)


def test_answers_both_ways_round_that_agree_are_one_answer():
    table = {"fit": {"price": 2, "risk": 4, "fit": 1}, "price": {"fit": 0.5, "risk": 2}}

    assert read({"pairwise": table}).point() == pytest.approx({"fit": 4 / 7, "price": 2 / 7, "risk": 1 / 7})


def test_more_things_than_anybody_compares_are_refused():
    many = {f"c{j}": 2 for j in range(100)}

    with pytest.raises(DecisionError, match=r"weights\.pairwise: compares 101 things; from 1 to 100"):
        make_decision(SCORES, weights={"pairwise": {"a": many}})
    answers = {"best": "a", "worst": "b", "best_to_others": {"b": 9} | many, "others_to_worst": many}
    with pytest.raises(DecisionError, match=r"weights\.best_worst: compares 102 things; at most 100"):
        make_decision(SCORES, weights={"best_worst": answers})


REZAEI = {
    "best": "price",
    "worst": "style",
    "best_to_others": {"quality": 2, "comfort": 4, "safety": 3, "style": 8},
    "others_to_worst": {"quality": 4, "comfort": 4, "safety": 2},
}


def test_the_linear_best_worst_model_is_a_point_and_the_nonlinear_one_a_set():
    point = read({"best_worst": REZAEI}).point()
    nonlinear = read({"best_worst": REZAEI, "model": "nonlinear"})

    assert sum(point.values()) == pytest.approx(1)
    assert max(point, key=point.get) == "price"
    assert nonlinear.point() is None
    low, high = nonlinear.solution["quality"]
    assert low < high
    keys = {key: key for key in nonlinear.items}
    assert nonlinear.numbers(keys).mean.sum() == pytest.approx(1)
    with pytest.raises(DecisionError, match="the nonlinear best-worst model gives intervals that hold for all"):
        nonlinear.keeping(["price", "style"])
    assert nonlinear.keeping(nonlinear.items) == nonlinear


def test_consistent_answers_make_a_point_of_the_nonlinear_model_too():
    answers = {
        "best": "fit",
        "worst": "risk",
        "best_to_others": {"price": 2, "risk": 4},
        "others_to_worst": {"price": 2},
    }

    found = read({"best_worst": answers, "model": "nonlinear"})

    assert found.point() == pytest.approx({"fit": 4 / 7, "price": 2 / 7, "risk": 1 / 7})
    assert found.numbers({"risk": "risk", "fit": "fit", "price": "price"}).mean == pytest.approx([1 / 7, 4 / 7, 2 / 7])
    assert set(found.keeping(["fit", "risk"]).direct) == {"fit", "risk"}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"worst": "fit"}, "weights.best_worst.worst: is fit, which is also the best; the two must differ."),
        ({"best_to_others": {"risk": 4}}, "weights.best_worst.best_to_others: holds no answer for price."),
        ({"others_to_worst": {}}, "weights.best_worst.others_to_worst: holds no answer for price."),
        (
            {"others_to_worst": {"price": 2, "fit": 3}},
            "weights.best_worst.others_to_worst.fit: says that fit is 3 times as important as risk, but best_to_others "
            "says 4.",
        ),
        ({"others_to_worst": {"price": 2, "risk": 2}}, "others_to_worst.risk: compares risk with itself; that is 1"),
        ({"others_to_worst": {"price": 5}}, "others_to_worst.price: is 5, more than the 4 from the best, fit, to"),
        ({"others_to_worst": {"price": 0.5}}, "others_to_worst.price: must be at least 1, not 0.5."),
    ],
)
def test_faults_of_best_and_worst_have_their_place(changes, said):
    answers = {
        "best": "fit",
        "worst": "risk",
        "best_to_others": {"price": 2, "risk": 4},
        "others_to_worst": {"price": 2},
    }

    assert said in fault({"best_worst": answers | changes})


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ({}, "weights.imprecise: says nothing: give `order`, `bounds`, `ratios` or `sums`, or write `any`."),
        ({"order": ["fit", ["price", "fit"]]}, "weights.imprecise.order.1: names 'fit' a second time."),
        ({"order": ["fit", []]}, "weights.imprecise.order.1: holds no name."),
        ({"bounds": {"fit": [0.5, 0.2]}}, "weights.imprecise.bounds.fit: must be [least, greatest], two shares"),
        ({"bounds": {"fit": [0.5, 1.1]}}, "weights.imprecise.bounds.fit: must be [least, greatest], two shares"),
        ({"bounds": {"fit": [-0.1, 1]}}, "weights.imprecise.bounds.fit: must be [least, greatest], two shares"),
        ({"bounds": {"fti": [0, 1]}}, "weights.imprecise.bounds.fti: Unknown criterion 'fti'. Did you mean 'fit'?"),
        (
            {"ratios": [{"of": "fit", "to": "fit", "at_least": 1}]},
            "weights.imprecise.ratios.0: compares fit with itself.",
        ),
        ({"ratios": [{"of": "fit", "to": "risk"}]}, "weights.imprecise.ratios.0: needs `at_least`, `at_most` or both."),
        (
            {"ratios": [{"of": "fit", "to": "risk", "at_least": 3, "at_most": 2}]},
            "weights.imprecise.ratios.0: at_least (3) must not be above at_most (2).",
        ),
        (
            {"ratios": [{"of": "fit", "to": "rsk", "at_least": 3}]},
            "ratios.0.to: Unknown criterion 'rsk'. Did you mean 'risk'?",
        ),
        (
            {"order": ["fit", "price"], "bounds": {"price": [0.6, 1], "risk": [0, 0.5]}},
            "weights.imprecise: No weights keep all of these limits: fit at least price; price at least 0.6. Drop",
        ),
        ({"sums": [{"of": {}, "at_least": 1}]}, "weights.imprecise.sums.0.of: names nothing: give each criterion"),
        ({"sums": [{"of": {"fit": 0}, "at_most": 1}]}, "sums.0.of.fit: must be a number of a size from 1e-06 to 1e+06"),
        ({"sums": [{"of": {"fit": 1}}]}, "weights.imprecise.sums.0: needs `at_least`, `at_most` or both."),
        (
            {"sums": [{"of": {"fit": 1}, "at_least": 3, "at_most": 2}]},
            "weights.imprecise.sums.0: at_least (3) must not be above at_most (2).",
        ),
        (
            {"sums": [{"of": {"fit": 1, "rsk": -2}, "at_least": 0}]},
            "weights.imprecise.sums.0.of.rsk: Unknown criterion 'rsk'. Did you mean 'risk'?",
        ),
        (
            {"order": ["price", "risk"], "sums": [{"of": {"fit": 1, "price": 2}, "at_most": 0.4}]},
            "No weights keep all of these limits: price at least risk; fit + 2 price at most 0.4. Drop or widen one",
        ),
        (
            {"sums": [{"of": {"fit": 1, "price": 1, "risk": 1}, "at_most": 0.9}]},
            "No weights keep all of these limits: fit + price + risk at most 0.9. Drop or widen one",
        ),
    ],
)
def test_faults_of_limits_have_their_place_and_name_what_conflicts(limits, said):
    assert said in fault({"imprecise": limits})


def test_what_limits_say_by_way_of_a_criterion_that_goes_stays():
    ratios = [{"of": "fit", "to": "price", "at_least": 2}, {"of": "risk", "to": "price", "at_most": 0.5}]
    found = read({"imprecise": {"ratios": ratios}})

    part = found.keeping(["fit", "risk"])

    assert part.plain() == {"imprecise": {"ratios": [{"of": "fit", "to": "risk", "at_least": 4}]}}
    assert read({"imprecise": {"order": KEYS}}).keeping(["fit", "risk"]).plain() == {
        "imprecise": {"ratios": [{"of": "fit", "to": "risk", "at_least": 1}]}
    }
    assert found.keeping(["fit"]).plain() == "any"
    assert found.keeping(KEYS) is found


def test_the_mean_weights_of_limits_on_sums_are_those_of_the_corners():
    # Fit and price together weigh at most a half: a triangle, whose corners can be listed by hand.
    half = numbers_of(read({"imprecise": {"sums": [{"of": {"fit": 1, "price": 1}, "at_most": 0.5}]}}), TREE)
    # Twice price is at most fit: the corners are fit alone, risk alone, and two thirds to one third.
    twice = numbers_of(read({"imprecise": {"sums": [{"of": {"fit": 3, "price": -6}, "at_least": 0}]}}), TREE)
    # An equation leaves a line, from risk alone to fit and price at a half each.
    line = numbers_of(
        read({"imprecise": {"sums": [{"of": {"fit": 1, "price": -1}, "at_least": 0, "at_most": 0}]}}), TREE
    )

    assert sorted(half.vertices.round(9).tolist()) == [[0, 0, 1], [0, 0.5, 0.5], [0.5, 0, 0.5]]
    assert half.mean == pytest.approx([1 / 6, 1 / 6, 2 / 3])
    assert twice.mean == pytest.approx([(1 + 2 / 3) / 3, 1 / 9, 1 / 3])
    assert line.mean == pytest.approx([1 / 4, 1 / 4, 1 / 2])


@pytest.mark.parametrize(
    ("limits", "sums"),
    [
        ({"bounds": {"fit": [0.1, 0.3]}}, [{"of": {"fit": 2}, "at_least": 0.2, "at_most": 0.6}]),
        (
            {"ratios": [{"of": "fit", "to": "price", "at_least": 2, "at_most": 5}]},
            [{"of": {"fit": 1, "price": -2}, "at_least": 0}, {"of": {"fit": -1, "price": 5}, "at_least": 0}],
        ),
        ({"order": ["fit", "risk"]}, [{"of": {"risk": 0.5, "fit": -0.5}, "at_most": 0}]),
    ],
)
def test_a_set_is_the_same_whether_it_is_written_as_sums_or_otherwise(limits, sums):
    one, other = (numbers_of(read({"imprecise": written}), TREE) for written in (limits, {"sums": sums}))

    assert other.mean == pytest.approx(one.mean)
    for direction in ([1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [1, -2, 3]):
        assert other.least(direction) == pytest.approx(one.least(direction))


def test_sums_compared_with_0_stay_where_their_criteria_stay():
    sums = [{"of": {"fit": 1, "risk": -2}, "at_least": 0, "because": "Fit counts twice."}]
    ratios = [{"of": "fit", "to": "price", "at_least": 2}]
    found = read({"imprecise": {"sums": sums, "ratios": ratios}})

    assert found.keeping(["fit", "risk"]).plain() == {"imprecise": {"sums": sums}}
    with pytest.raises(DecisionError, match="one of their sums is of a criterion that goes"):
        found.keeping(["fit", "price"])
    with pytest.raises(DecisionError, match="their sums are shares of the weight of all criteria"):
        read({"imprecise": {"sums": [{"of": {"fit": 1, "risk": 1}, "at_most": 0.5}]}}).keeping(["fit", "risk"])


def test_limits_that_a_part_of_the_criteria_cannot_keep_are_refused_for_it():
    bounded = read({"imprecise": {"bounds": {"fit": [0.2, 0.4]}}})
    ring = [{"of": "fit", "to": "risk", "at_least": 2}, {"of": "risk", "to": "fit", "at_least": 2}]

    with pytest.raises(DecisionError, match=r"^weights: cannot be kept for some .*: their bounds are shares"):
        bounded.keeping(["fit"])
    with pytest.raises(DecisionError, match="their ratios go in a circle"):
        read({"imprecise": {"ratios": ring}}).keeping(["fit"])


def test_weights_around_a_point_are_around_a_point_for_some_criteria_too():
    found = read({"around": {"point": {"fit": 0.5, "price": 0.3, "risk": 0.2}, "concentration": 10}})

    part = found.keeping(["fit", "price"])

    assert part.around.point == pytest.approx({"fit": 0.625, "price": 0.375})
    assert part.around.concentration == pytest.approx(8)
    assert found.keeping(KEYS) is found
    said = (
        "weights: cannot be kept for some of the criteria only: around a point, those that are kept would be spread "
        "too wide to draw. State weights for the criteria that are kept."
    )
    with pytest.raises(DecisionError, match=f"^{said}$"):
        found.replace(around={"point": found.around.point, "concentration": 2}).keeping(["risk"])
    assert "weights.around.point: must sum to 1, not 0.5." in fault(
        {"around": {"point": {"fit": 0.5}, "concentration": 5}}
    )
    assert "concentration: must be at least 1, not 0.5" in fault(
        {"around": {"point": {"fit": 1}, "concentration": 0.5}}
    )


def test_an_order_names_something_and_each_once():
    assert "weights.rank_order.order: must hold at least one name." in fault({"rank_order": {"order": []}})
    assert "order.2: names 'fit' a second time." in fault({"rank_order": {"order": ["fit", "price", "fit", "risk"]}})
    assert "order: does not name risk; an order names everything" in fault({"rank_order": {"order": ["fit", "price"]}})


KINDS = "direct, swing, rank_order, pairwise, best_worst, imprecise, around"


@pytest.mark.parametrize(
    ("plain", "said"),
    [
        ("some", "weights: must be `any`, or a mapping with one of direct, swing, rank_order,"),
        ({"rank": 3, "direct": {}, "any": True}, f"weights: must be `any`, or a mapping with exactly one of {KINDS};"),
        ({"direct": {"fit": 1}, "swing": {"fit": 1}}, "exactly one of"),
    ],
)
def test_one_kind_of_weights_is_needed(plain, said):
    assert said in fault(plain)


def test_a_kind_that_is_misspelt_is_found():
    with pytest.raises(ValidationError, match=r"found pair_wise\. Did you mean 'pairwise'\?"):
        read({"pair_wise": {}})
    with pytest.raises(ValidationError, match=r"found nothing\. Write `swing"):
        read({})


@given(st.data())
def test_every_kind_says_what_kind_it_is(data):
    kind = data.draw(st.sampled_from(WEIGHTS))
    found = read(data.draw(weights(KEYS, [kind])))

    assert found.kind == {"normalise": "direct", "connected": "pairwise", "nonlinear": "best_worst"}.get(kind, kind)
    assert found.judgement == found


@pytest.mark.parametrize(
    ("plain", "said"),
    [
        ({"rank_order": {"order": 3}}, ["weights.rank_order.order: must be a list, not 3."]),
        (
            {"rank_order": {"order": [3, "prise", ["risc", 4]]}},
            [
                "weights.rank_order.order.0: must be text, not 3; put quotes around it.",
                "weights.rank_order.order.1: Unknown criterion 'prise'. Did you mean 'price'?",
                "weights.rank_order.order.2.0: Unknown criterion 'risc'. Did you mean 'risk'?",
                "weights.rank_order.order: does not name fit, price, risk",
            ],
        ),
        (
            {"imprecise": {"order": 3, "bounds": 4, "ratios": [5, {"of": 6, "to": "prise"}]}},
            ["imprecise.order: must be a list, not 3", "imprecise.ratios.1.to: Unknown criterion 'prise'."],
        ),
        ({"best_worst": {"best": 3, "worst": "risc"}}, ["best_worst.worst: Unknown criterion 'risc'."]),
    ],
)
def test_names_are_checked_in_weights_that_are_faulty_otherwise(plain, said):
    found = fault(plain)

    assert [one for one in said if one not in found] == []


def test_sets_have_no_single_weights():
    assert read({"imprecise": {"order": ["fit"]}}).point() is None
    assert read({"around": {"point": {"fit": 1}, "concentration": 3}}).point() is None
    assert point_of(read("any"), TREE) is None


def test_an_order_of_some_and_limits_that_say_nothing_leave_the_others_free():
    free = numbers_of(read({"imprecise": {"bounds": {"fit": [0, 1]}}}), TREE)
    alone = numbers_of(read({"imprecise": {"order": ["fit"]}}), TREE)

    assert free.mean == pytest.approx([1 / 3] * 3)
    assert alone.mean == pytest.approx([1 / 3] * 3)
