from builders import make_decision
from charted import words
from vendor_eval import plot
from vendor_eval.analysis.sensitivity import sensitivity

SCORES = {
    "alpha": {"a": {"low": 60, "high": 90}, "b": 60},
    "beta": {"a": {"low": 20, "high": 40}, "b": 60},
    "gamma": {"a": 70, "b": {"low": 30, "high": 50}},
}


def test_each_pair_is_said_with_its_range():
    said = words(plot.relations(sensitivity(make_decision(SCORES))))

    # At a half each alpha leads beta by 10 to 35 points, gamma by 0 to 25, and gamma beta by 0 to 20.
    assert [said.count(word) for word in ("always ahead", "never behind", "never ahead", "always behind")] == [
        1,
        2,
        2,
        1,
    ]
    assert {"10.0 to 35.0", "0.0 to 25.0", "0.0 to 20.0", "−35.0 to −10.0"} <= set(said)


def test_over_all_weights_never_behind_is_not_always_ahead():
    said = words(plot.relations(sensitivity(make_decision(SCORES, weights="any"))))

    assert "never behind" in said  # where only b counts alpha and beta are level
    assert "either" in said
    assert "always ahead" not in said


def test_many_vendors_are_shown_by_signs_that_are_explained():
    scores = {f"vendor {k}": {"a": {"low": 3 * k, "high": 3 * k + 4}} for k in range(14)}
    said = words(plot.relations(sensitivity(make_decision(scores))))

    assert said.count("▲") == said.count("▼") == sum(13 - k for k in range(1, 13))
    assert "Of the row: ▲ always ahead, · either and ▼ always behind." in said


def test_one_vendor_has_nobody_to_stand_against():
    ax = plot.relations(sensitivity(make_decision({"alpha": {"a": 80}})))

    assert "Alpha alone is in the running, so no weight changes who is first." in words(ax)
