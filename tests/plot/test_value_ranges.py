import numpy as np
import pytest

from builders import make_decision
from vendor_eval import plot
from vendor_eval.analysis.robustness import robustness


@pytest.fixture(scope="module")
def result(decision):
    return robustness(decision, draws=2_000)


def words(ax):
    return [text.get_text().replace("\n", " ") for text in ax.texts]


def test_boxes_and_lines_stand_at_the_quantiles(result):
    ax = plot.value_ranges(result)
    boxes = [patch for patch in ax.patches if patch.get_fill()]
    order = ["beta", "alpha", "gamma"]
    quantiles = result.value_quantiles.loc[order]

    assert [patch.get_x() for patch in boxes] == pytest.approx(quantiles[0.25].to_list())
    assert [patch.get_x() + patch.get_width() for patch in boxes] == pytest.approx(quantiles[0.75].to_list())
    lines = [line.get_xdata() for line in ax.lines if line.get_marker() == "|"]
    np.testing.assert_allclose(lines, quantiles[[0.05, 0.95]])


def test_an_insufficient_vendor_is_hatched(result):
    hatched = [patch for patch in plot.value_ranges(result).patches if patch.get_hatch()]

    assert len(hatched) == 1


def test_a_certain_value_is_a_single_number():
    said = words(plot.value_ranges(robustness(make_decision(), draws=10)))

    assert "55" in said


def test_a_minimum_value_is_drawn_and_named():
    ax = plot.value_ranges(robustness(make_decision(policy={"minimum_value": 42}), draws=10))

    assert any("Dashed: 42 points" in text for text in words(ax))
