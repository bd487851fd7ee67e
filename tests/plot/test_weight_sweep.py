import numpy as np
import pytest

from builders import make_decision
from charted import leading, words
from vendor_eval import plot
from vendor_eval.analysis.sensitivity import sensitivity
from vendor_eval.errors import UnknownNameError


@pytest.fixture(scope="module")
def found():
    return sensitivity(leading())


def test_who_is_first_where_is_drawn_in_order(found):
    ax = plot.weight_sweep(found, criterion="fit")
    spans = [(patch.get_x(), patch.get_x() + patch.get_width()) for patch in ax.patches]

    # Gamma and beta are level at 2/5 (30 t = 20 (1 - t)), beta and alpha at 3/7 (40 t = 30 (1 - t)).
    assert np.ravel(spans) == pytest.approx([0, 0.4, 0.4, 3 / 7, 3 / 7, 1])
    assert {"Gamma", "Alpha", "now 50 %", "40 %", "42.9 %"} <= set(words(ax))


def test_each_line_goes_from_no_weight_to_all_of_it(found):
    ax = plot.weight_sweep(found, criterion="fit")
    lines = [line for line in ax.lines if list(line.get_xdata()) == [0, 1] and line.get_linewidth() > 0.5]
    heights = sorted(float(line.get_ydata()[0]) for line in lines)

    # Without fit they have 90, 70 and 40 points; on the page more points stand higher.
    assert len(lines) == 3
    assert (heights[1] - heights[0]) / (heights[2] - heights[1]) == pytest.approx((90 - 70) / (70 - 40))


def test_without_a_criterion_the_nearest_weight_is_swept(found):
    assert found.nearest in {"fit", "price"}
    title = f"Who is first at which weight of {found.nearest.title()}"

    assert title in words(plot.weight_sweep(found))


def test_a_group_is_swept_as_a_share_of_the_group_above():
    decision = make_decision({"alpha": {"x": 90, "y": 20, "z": 60}, "beta": {"x": 30, "y": 80, "z": 40}})
    groups = {"x": "east / north", "y": "east", "z": "west"}
    criteria = {key: one.replace(group=groups[key]) for key, one in decision.criteria.items()}
    ax = plot.weight_sweep(sensitivity(decision.replace(criteria=criteria)), criterion="east / north")

    # Alpha leads by 2/3 (60 t - 60 (1 - t)) + 1/3 20, which is 0 at 5/12.
    assert "41.7 %" in words(ax)
    assert "as its share of east goes from 0 to 100 %" in " ".join(words(ax))


def test_an_unknown_criterion_is_an_error(found):
    with pytest.raises(UnknownNameError, match="Unknown criterion or group 'fitt'"):
        plot.weight_sweep(found, criterion="fitt")


def test_insufficient_vendors_are_named_and_not_drawn():
    found = sensitivity(leading(require={"fit": {"at_least": 20}}))
    said = words(plot.weight_sweep(found))

    assert any(text.endswith("Not drawn, because insufficient: Gamma.") for text in said)
    assert "Gamma" not in said


def test_the_only_criterion_cannot_move():
    said = words(plot.weight_sweep(sensitivity(make_decision({"alpha": {"a": 80}, "beta": {"a": 50}}))))

    assert any("It is the only criterion with weight, so nothing can move." in text for text in said)
