import math

import pytest

import vendor_eval as ve
from builders import make_decision
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.analysis.sensitivity import sensitivity

# A running example of five vendors on six criteria, worked out by hand and by linear programmes elsewhere.
WEIGHTS = {"cost": 25, "quality": 20, "delivery": 15, "security": 20, "support": 10, "finance": 10}
VALUES = {
    "a": (55, 80, 70, 90, 60, 70),
    "b": (90, 65, 75, 50, 70, 60),
    "c": (30, 95, 60, 95, 85, 80),
    "d": (70, 55, 65, 60, 50, 55),
    "e": (50, 60, 65, 55, 50, 50),
}


@pytest.fixture(scope="module")
def example():
    scores = {vendor: dict(zip(WEIGHTS, values, strict=True)) for vendor, values in VALUES.items()}
    return sensitivity(make_decision(scores, weights=WEIGHTS))


def row(table, **keys):
    for name, key in keys.items():
        table = table[table[name] == key]
    assert len(table) == 1
    return table.iloc[0]


@pytest.mark.parametrize(("criterion", "low", "high"), [("cost", 0.2424, 0.2808), ("security", 0.1688, 0.2381)])
def test_the_first_stays_first_between_two_weights(example, criterion, low, high):
    found = row(example.table, criterion=criterion)

    assert (found["low"], found["high"]) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))
    assert found["distance"] == pytest.approx(100 * min(found["weight"] - low, high - found["weight"]), abs=0.01)


def test_who_takes_over_is_named_on_each_side(example):
    found = row(example.table, criterion="cost")

    assert (found["below"], found["above"]) == ("c", "b")
    first = [tuple(example.contest.vendors[i] for i in one.first) for one in example.along("cost").segments]
    assert first == [("c",), ("a",), ("b",)]


def test_the_smallest_changes_of_all_weights_are_those_of_the_reference(example):
    found = row(example.flips, vendor="c")

    assert found["points_moved"] == pytest.approx(50 * 0.01000, abs=1e-3)
    assert found["length"] == pytest.approx(100 * 0.00619, abs=1e-3)
    assert found["largest_move"] == pytest.approx(100 * 0.00313, abs=1e-3)
    assert sum(found["weights"].values()) == pytest.approx(1)


def test_never_comes_with_a_mixture_that_is_better_everywhere(example):
    never = example.flips[~example.flips["possible"]]

    assert set(never["vendor"]) == {"d", "e"}
    assert row(never, vendor="d")["why_never"] == "a mixture of 60 % B and 40 % A is better on every criterion"
    assert not row(example.potential, vendor="d")["any_weights"]
    assert "At expected values no weights put D first: a mixture of 60 % B and 40 % A" in example.text


def test_the_smallest_change_puts_the_rival_level_and_no_smaller_one_does(example):
    decision = example.decision
    weights = row(example.flips, vendor="c")["weights"]
    level = evaluate(decision.with_weights({"direct": weights, "normalise": True}))
    assert level.outcome.values["c"] == pytest.approx(max(level.outcome.values.values()), abs=1e-6)

    now = {key: weight / 100 for key, weight in WEIGHTS.items()}
    nearly = {key: now[key] + 0.99 * (weights[key] - now[key]) for key in now}
    before = evaluate(decision.with_weights({"direct": nearly, "normalise": True}))
    assert before.chosen == ("a",)


def test_dominance_and_what_decides_a_pair(example):
    pair = row(example.preferences, vendor="a", other="e")

    assert (pair["relation"], bool(pair["dominates"]), pair["decided_by"]) == ("always ahead", True, "scales")
    assert row(example.preferences, vendor="a", other="b")["decided_by"] in {"order of weights", "declared weights"}


def test_at_exact_scores_and_weights_every_rank_is_one(example):
    ranks = example.ranks.set_index("vendor")

    assert ranks["best"].to_dict() == ranks["worst"].to_dict() == {"a": 1, "c": 2, "b": 3, "d": 4, "e": 5}
    assert row(example.regret, vendor="a")["regret"] == 0


def test_a_switching_performance_switches(example):
    found = row(example.switching, vendor="c", criterion="cost")
    assert found["switching"] == pytest.approx(30 + (71.25 - 71.0) / 0.25)

    step = 0.001
    for extra, chosen in ((-step, ("a",)), (step, ("c",))):
        moved = example.decision.with_assessment("c", "cost", float(found["switching"]) + extra)
        assert evaluate(moved).chosen == chosen


def test_of_the_first_it_is_where_it_is_caught_up(example):
    found = row(example.switching, vendor="a", criterion="security")

    assert found["switching"] == pytest.approx(90 - (71.25 - 71.0) / 0.20)


def test_switching_levels_are_named():
    scales = {"terms": {"bad": 0, "fair": 50, "good": 100}}
    scores = {"alpha": {"terms": "fair", "price": 60}, "beta": {"terms": "bad", "price": 80}}
    found = sensitivity(make_decision(scores, scales=scales))

    assert row(found.switching, vendor="beta", criterion="terms")["level"] == "fair"
    assert row(found.switching, vendor="alpha", criterion="terms")["level"] == "bad"


def test_the_tornado_is_the_gap_at_both_ends_of_each_belief():
    scores = {"alpha": {"reach": {"low": 60, "high": 100}, "price": 50}, "beta": {"reach": 50, "price": 60}}
    found = sensitivity(make_decision(scores))

    assert [tuple(one) for one in found.tornado[["vendor", "criterion", "at_low", "at_high", "swing"]].to_numpy()] == [
        ("alpha", "reach", pytest.approx(0), pytest.approx(20), pytest.approx(20))
    ]


def test_groups_are_moved_as_shares_of_the_group_above():
    criteria = {"x": "east / north", "y": "east", "z": "west"}
    scores = {"alpha": {"x": 90, "y": 20, "z": 60}, "beta": {"x": 30, "y": 80, "z": 40}}
    decision = make_decision(scores)
    grouped = decision.replace(
        criteria={key: one.replace(group=criteria[key]) for key, one in decision.criteria.items()}
    )
    found = sensitivity(grouped)

    assert list(found.groups["group"]) == ["east", "east / north", "west"]
    north = row(found.groups, group="east / north")
    # Overall alpha leads by 2/3 (60 t - 60 (1 - t)) + 1/3 20, which is 0 at t = 5/12.
    assert (north["weight"], north["low"]) == (pytest.approx(0.5), pytest.approx(5 / 12))


def test_relations_hold_over_all_that_is_open():
    scores = {
        "alpha": {"reach": {"low": 70, "high": 80}, "price": 60},
        "beta": {"reach": {"low": 40, "high": 60}, "price": {"low": 50, "high": 60}},
        "gamma": {"reach": 75, "price": 30},
    }
    found = sensitivity(make_decision(scores, weights="any"))

    assert row(found.preferences, vendor="alpha", other="beta")["relation"] == "never behind"
    assert row(found.preferences, vendor="alpha", other="gamma")["relation"] == "either"
    assert row(found.ranks, vendor="beta")["best"] == 1  # level with alpha where only price counts
    assert row(found.regret, vendor="alpha")["regret"] == pytest.approx(5)


def test_if_open_requirements_are_met_that_is_said():
    found = sensitivity(
        make_decision(
            {"alpha": {"reach": {"low": 40, "high": 90}}, "beta": {"reach": 50}}, require={"reach": {"at_least": 45}}
        )
    )

    assert found.text.startswith("If the open requirements are met, Alpha is first at the declared weights.")


def test_alone_in_the_running_and_nobody_in_the_running():
    over = {"reach": {"at_least": 60}}
    alone = sensitivity(make_decision({"alpha": {"reach": 80}, "beta": {"reach": 50}}, require=over))
    nobody = sensitivity(make_decision({"beta": {"reach": 50}}, require=over))

    assert alone.text.startswith("Alpha alone is in the running, so no weight changes who is first.")
    assert nobody.text.startswith("No vendor is in the running: every one is insufficient")
    assert nobody.flips.empty
    assert nobody.table.empty


def test_what_nothing_can_change_is_said():
    found = sensitivity(make_decision({"alpha": {"reach": 80, "price": 70}, "beta": {"reach": 50, "price": 60}}))

    assert "No single weight changes that, however large or small." in found.text
    assert "No change of the weights at all puts another vendor first." in found.text
    assert math.isinf(found.table["distance"].min())
    assert "At the declared weights, Alpha is ahead of every other vendor." in found.text


def test_the_case_prints_and_becomes_data():
    found = sensitivity(ve.cases.load("apple-china-2025"))

    assert found.to_dict()["table"][0]["criterion"] == found.table["criterion"].iloc[0]
    assert found.weight_intervals is found.table
    assert "Support capacity at least 1,000 employees: without it DeepSeek would be undetermined" in found.text
