import pytest

from builders import make_decision
from charted import words
from vendor_eval import plot
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.reasons.improve import improve

SCORES = {
    "alpha": {"fit": 80, "price": 60},
    "beta": {"fit": {"low": 20, "high": 40}, "price": 70},
    "gamma": {"fit": 0, "price": 10},
}


def chart(vendor, scores=SCORES, **parts):
    options = {name: parts.pop(name) for name in ("goal", "over") if name in parts}
    return plot.improvement(improve(evaluate(make_decision(scores, **parts)), vendor, **options))


def markers(ax, marker):
    return [float(line.get_xdata()[0]) for line in ax.lines if line.get_marker() == marker]


def test_now_and_needed_stand_on_the_scale_of_points():
    ax = chart("beta")

    # Alpha has 70, beta 50: one change of 40 points, which only fit has room for.
    assert markers(ax, "o") == [30]
    assert markers(ax, "s") == [pytest.approx(70, abs=1e-6)]
    assert {"What it would take for Beta to be first", "needed", "70", "20 to 40"} <= set(words(ax))


def test_what_would_do_alone_is_told_from_the_fewest_together():
    scores = {"alpha": {"fit": 60, "price": 60}, "beta": {"fit": 50, "price": 50}}
    ax = chart("beta", scores)

    assert sorted(markers(ax, "D")) == pytest.approx([70, 70], abs=1e-6)
    assert len(markers(ax, "s")) == 1
    assert {"needed alone", "needed together"} <= set(words(ax))


def test_what_requirements_ask_for_is_starred():
    said = words(chart("gamma", require={"price": {"at_least": 20}}, goal="sufficient"))

    assert "Price *" in said
    assert any("* a requirement that is not met or open." in text for text in said)
    assert any("Not needed, or not enough alone: Fit." in text for text in said)


def test_what_is_reached_is_a_sentence():
    ax = chart("alpha")

    assert "Alpha is first already at the declared weights." in words(ax)
    assert len(ax.lines) == 0


def test_a_rival_is_named_in_the_title():
    assert "What it would take for Gamma to be ahead of Beta" in words(chart("gamma", over="beta"))
