import pytest
from matplotlib.colors import to_hex

from builders import make_decision
from charted import leading, words
from vendor_eval import plot
from vendor_eval.analysis.sensitivity import sensitivity
from vendor_eval.plot.colours import AGAINST


def bars(ax):
    return [patch for patch in ax.patches if patch.get_height() == 11]


def test_a_bar_goes_from_the_gap_at_one_end_to_that_at_the_other():
    ax = plot.tornado(sensitivity(leading()))
    (bar,) = bars(ax)

    # Alpha has 55 to 65 points, beta 55.
    assert (bar.get_x(), bar.get_width()) == (pytest.approx(0), pytest.approx(10))
    assert {"0.0", "10.0", "expected 5.0", "Beta level", "Alpha: Fit", "70 to 90"} <= set(words(ax))


def test_a_bar_that_crosses_zero_is_marked():
    scores = {"alpha": {"fit": {"low": 60, "high": 100}, "price": 40}, "beta": {"fit": 40, "price": 70}}
    ax = plot.tornado(sensitivity(make_decision(scores)))

    assert [to_hex(bar.get_facecolor()) for bar in bars(ax)] == [AGAINST.lower()]
    assert "alone enough to put Beta first" in words(ax)
    assert "alone enough to put Beta first" not in words(plot.tornado(sensitivity(leading())))


def test_the_widest_ten_are_drawn_and_the_rest_is_counted():
    keys = [f"c{index}" for index in range(12)]
    scores = {
        "alpha": {key: {"low": 60 - index, "high": 60 + index} for index, key in enumerate(keys, 1)},
        "beta": dict.fromkeys(keys, 40),
    }
    ax = plot.tornado(sensitivity(make_decision(scores)))
    widths = [bar.get_width() for bar in bars(ax)]

    assert len(widths) == 10
    assert widths == sorted(widths, reverse=True)
    assert any("2 other performances move it less." in text for text in words(ax))


def test_exact_scores_have_no_bars_and_a_sentence():
    ax = plot.tornado(sensitivity(make_decision({"alpha": {"a": 80}, "beta": {"a": 50}})))

    assert "All that is weighed of both is known exactly: Alpha is 30.0 points ahead." in words(ax)
    assert len(ax.patches) == 0
