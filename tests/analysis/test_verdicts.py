import pytest

from builders import make_decision
from vendor_eval.analysis.evaluate import evaluate


def verdict(scores, **parts):
    """The verdict of the only vendor."""
    return evaluate(make_decision({"alpha": scores}, **parts)).verdicts["alpha"]


def grounds(found):
    return [(ground.kind, ground.certain) for ground in found.grounds]


def between(low, high):
    return {"low": low, "high": high}


SHOULDS = {"reach": {"at_least": 50, "kind": "should"}, "price": {"at_least": 50, "kind": "should"}}


def test_a_must_failed_makes_a_vendor_insufficient():
    found = verdict({"reach": 20}, require={"reach": {"at_least": 30}})

    assert (found.name, grounds(found)) == ("insufficient", [("requirement", True)])


@pytest.mark.parametrize("score", [between(20, 40), "unknown"])
def test_a_must_open_leaves_a_vendor_undetermined(score):
    found = verdict({"reach": score}, require={"reach": {"at_least": 30}})

    assert (found.name, grounds(found)) == ("undetermined", [("requirement", False)])


def test_else_a_vendor_is_sufficient():
    assert verdict({"reach": 30}, require={"reach": {"at_least": 30}}).grounds == ()
    assert verdict({"reach": 0}).name == "sufficient"


@pytest.mark.parametrize(
    ("score", "name"),
    [(between(10, 59), "insufficient"), (between(10, 60), "undetermined"), (between(60, 70), "sufficient")],
)
def test_the_bounds_of_the_overall_value_are_held_against_minimum_value(score, name):
    found = verdict({"reach": score}, policy={"minimum_value": 60})

    assert found.name == name
    assert grounds(found) == ([] if name == "sufficient" else [("overall", name == "insufficient")])


def test_a_value_that_misses_the_minimum_by_rounding_alone_reaches_it():
    # Ten times .1 times 80 gives 79.99999999999999 if it is added up one by one.
    scores = {f"c{i}": 80 for i in range(10)}

    assert verdict(scores, policy={"minimum_value": 80}).name == "sufficient"
    assert verdict(scores | {"c0": 79.9}, policy={"minimum_value": 80}).name == "insufficient"


def test_where_no_weights_are_declared_minimum_value_is_held_against_the_whole_set():
    scores = {"reach": 90, "price": 40}

    assert verdict(scores, policy={"minimum_value": 60}).name == "sufficient"
    assert verdict(scores, policy={"minimum_value": 60}, weights="any").name == "undetermined"
    assert verdict(scores, policy={"minimum_value": 91}, weights="any").name == "insufficient"
    assert verdict(scores, policy={"minimum_value": 40}, weights="any").name == "sufficient"


@pytest.mark.parametrize(
    ("reach", "price", "most", "name"),
    [
        (20, 20, None, "sufficient"),
        (20, 20, 2, "sufficient"),
        (20, 20, 1, "insufficient"),
        (20, 60, 0, "insufficient"),
        (20, between(40, 60), 0, "insufficient"),
        (20, between(40, 60), 1, "undetermined"),
        (20, between(40, 60), 2, "sufficient"),
        (60, "unknown", 0, "undetermined"),
    ],
)
def test_more_shoulds_failed_than_max_weaknesses_count_only_if_the_file_states_the_rule(reach, price, most, name):
    policy = {} if most is None else {"max_weaknesses": most}
    found = verdict({"reach": reach, "price": price}, require=SHOULDS, policy=policy)

    assert found.name == name
    assert grounds(found) == ([] if name == "sufficient" else [("accumulated", name == "insufficient")])


def test_all_grounds_that_apply_are_listed_and_none_hides_another():
    found = verdict(
        {"reach": 10, "price": between(0, 60), "privacy": "unknown", "speed": 5},
        require={
            "reach": {"at_least": 30},
            "price": [{"at_least": 20}, {"at_least": 70, "kind": "should"}],
            "privacy": {"at_least": 20},
            "speed": {"at_least": 10, "kind": "should"},
        },
        policy={"minimum_value": 50, "max_weaknesses": 0},
    )

    assert found.name == "insufficient"
    assert grounds(found) == [
        ("requirement", True),
        ("requirement", False),
        ("requirement", False),
        ("overall", True),  # at best (10 + 60 + 100 + 5) / 4 = 43.75
        ("accumulated", True),
    ]
    assert [one.criterion for one in found.grounds[-1].findings] == ["price", "speed"]


def test_an_open_must_does_not_hide_behind_a_minimum_that_is_missed_for_sure():
    found = verdict({"reach": "unknown", "price": 0}, require={"reach": {"at_least": 20}}, policy={"minimum_value": 51})

    assert (found.name, grounds(found)) == ("insufficient", [("requirement", False), ("overall", True)])


def test_the_policy_fail_makes_an_unknown_must_insufficient():
    parts = {"require": {"reach": {"at_least": 30}}, "policy": {"unknown_at_requirement": "fail"}}

    assert verdict({"reach": "unknown"}, **parts).name == "insufficient"
    assert verdict({"reach": between(20, 40)}, **parts).name == "undetermined"


WAIVED = {"waivers": {"alpha": {"because": "a pilot", "by": "the board"}}}


@pytest.mark.parametrize("score", [10, "unknown", between(20, 40)])
@pytest.mark.parametrize("kind", ["must", "should"])
def test_what_is_waived_is_no_ground(score, kind):
    require = {"reach": {"at_least": 30, "kind": kind} | WAIVED}
    found = verdict({"reach": score}, require=require, policy={"max_weaknesses": 0})

    assert (found.name, found.grounds, found.proven) == ("sufficient", (), True)


@pytest.mark.parametrize(
    ("require", "policy", "proven"),
    [
        ({}, {}, True),
        ({"reach": {"at_least": 10}}, {}, False),
        ({"reach": {"at_least": 10, "kind": "should"}}, {}, True),
        ({"reach": {"at_least": 10, "kind": "should"}}, {"max_weaknesses": 0}, False),
        ({"reach": {"at_least": 10, "kind": "should"}}, {"max_weaknesses": 1}, True),
        ({}, {"minimum_value": 10}, False),
    ],
)
def test_sufficient_by_the_central_part_of_a_belief_is_not_proven(require, policy, proven):
    found = verdict({"reach": {"mean": 50, "sd": 10}}, require=require, policy=policy)

    assert (found.name, found.proven) == ("sufficient", proven)


def test_only_the_sufficient_can_be_proven_so():
    assert not verdict({"reach": 10}, require={"reach": {"at_least": 30}}).proven
    assert not verdict({"reach": "unknown"}, require={"reach": {"at_least": 30}}).proven
