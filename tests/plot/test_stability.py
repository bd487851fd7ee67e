import pytest
from matplotlib.colors import to_hex

from builders import make_decision
from charted import leading, words
from vendor_eval import plot
from vendor_eval.analysis.sensitivity import sensitivity
from vendor_eval.plot.colours import AGAINST, STATES


def bars(ax):
    """Return where each part of a bar starts and ends, with its colour."""
    parts = [patch for patch in ax.patches if patch.get_height() == 10]
    return [(patch.get_x(), patch.get_x() + patch.get_width(), to_hex(patch.get_facecolor())) for patch in parts]


def test_the_bar_is_where_the_first_stays_first():
    ax = plot.stability(sensitivity(leading()))

    # Alpha is first from 3/7 of fit on, so up to 4/7 of price: 7 percentage points off, so amber.
    assert sorted(round(x, 6) for bar in bars(ax) for x in bar[:2]) == [0, 0, *[0.428571] * 2, *[0.571429] * 2, 1, 1]
    assert [colour for *_, colour in bars(ax)].count(STATES["open"].lower()) == 2
    assert {"Beta", "nobody", "at 42.9 % (−7.1)", "at 57.1 % (+7.1)"} <= set(words(ax))


@pytest.mark.parametrize(("fit", "colour"), [(45, AGAINST), (56, STATES["open"]), (70, "#ffffff")])
def test_the_colour_says_how_far_the_change_is(fit, colour):
    ax = plot.stability(sensitivity(leading(weights={"fit": fit, "price": 100 - fit})))

    assert bars(ax)[0][2] == colour.lower()


def test_the_nearest_change_comes_first_and_what_changes_nothing_is_only_named():
    scores = {"alpha": {"a": 80, "b": 50, "c": 50}, "beta": {"a": 50, "b": 70, "c": 50}}
    said = words(plot.stability(sensitivity(make_decision(scores, weights={"a": 60, "b": 30, "c": 10}))))

    # B must rise by 26.2 percentage points, a fall by 26.7.
    assert said.index("B") < said.index("A")
    assert any("No weight of C, however large or small, changes who is first." in text for text in said)
    assert "C" not in said


def test_where_nothing_changes_all_bars_are_whole():
    ax = plot.stability(sensitivity(make_decision({"alpha": {"a": 80, "b": 70}, "beta": {"a": 50, "b": 50}})))

    assert [bar[:2] for bar in bars(ax)] == [(0, 1), (0, 1)]
    assert words(ax).count("nobody") == 4


def test_groups_stand_below_with_their_share_of_the_group_above():
    decision = make_decision({"alpha": {"x": 90, "y": 20, "z": 60}, "beta": {"x": 30, "y": 80, "z": 40}})
    groups = {"x": "east / north", "y": "east", "z": "west"}
    criteria = {key: one.replace(group=groups[key]) for key, one in decision.criteria.items()}
    said = words(plot.stability(sensitivity(decision.replace(criteria=criteria))))

    assert "Groups, each as its share of the group above it" in said
    assert "at 41.7 % (−8.3)" in said
