"""What holds for every chart: the Axes given is used, nothing is cut or overlaps, and odd decisions do not break it."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from charted import CHARTS, boxes, overlapping
from strategies import decisions
from vendor_eval import plot
from vendor_eval.errors import DecisionError
from vendor_eval.plot.colours import contrast


@pytest.fixture(params=CHARTS)
def chart(request):
    return CHARTS[request.param]


def test_the_public_charts_are_these():
    assert set(plot.__all__) == {*CHARTS, "svg"}


def test_a_given_axes_is_used(chart, decision):
    draw, result = chart
    ax = Figure(figsize=(7, 5)).add_subplot()

    assert draw(result(decision), ax=ax) is ax
    assert ax.texts


def test_without_an_axes_a_figure_of_its_own_is_made(chart, decision):
    draw, result = chart
    ax = draw(result(decision))

    assert isinstance(ax, Axes)
    assert ax.get_figure().get_figwidth() * 2.54 == pytest.approx(16)


def test_odd_decisions_are_drawn_without_a_warning(chart, odd):
    draw, result = chart
    ax = draw(result(odd))
    ax.figure.savefig(io.BytesIO(), format="png", dpi=50)

    assert plot.svg(ax).startswith("<svg")


def test_no_text_is_cut_and_none_overlaps_another(chart, odd):
    draw, result = chart
    ax = draw(result(odd))

    assert overlapping(ax) == []
    page = ax.get_figure().bbox
    assert boxes(ax)[:, :2].min() >= 0
    assert (boxes(ax)[:, 2:].max(axis=0) <= (page.x1, page.y1)).all()


def test_the_page_fills_the_figure(chart, decision):
    draw, result = chart
    ax = draw(result(decision))
    ax.figure.draw_without_rendering()

    assert ax.get_position().bounds == pytest.approx((0, 0, 1, 1), abs=0.01)


def test_every_chart_describes_itself_with_the_names(chart, decision):
    draw, result = chart
    said = draw(result(decision)).get_label()

    assert len(said) > 80
    assert "Alpha" in said


def test_text_on_a_filled_cell_can_be_read(chart, decision):
    draw, result = chart
    ax = draw(result(decision))
    ax.figure.draw_without_rendering()
    filled = [patch for patch in ax.patches if patch.get_fill()]

    for text, (left, bottom, right, top) in zip(ax.texts, boxes(ax), strict=True):
        middle = ((left + right) / 2, (bottom + top) / 2)
        below = [patch for patch in filled if patch.get_window_extent().contains(*middle)]
        fill = below[-1].get_facecolor() if below else "white"

        assert contrast(text.get_color(), fill) >= 4.5, text.get_text()


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(decisions())
def test_any_decision_can_be_drawn(decision):
    for draw, result in CHARTS.values():
        try:
            made = result(decision)
        except DecisionError:
            continue  # a scenario that cannot stand is not the charts' matter
        assert draw(made).texts


def test_drawing_never_loads_pyplot():
    program = (
        f"import sys; sys.path.insert(0, {str(Path(__file__).parents[1])!r}); from builders import make_decision;"
        "from vendor_eval import plot; from vendor_eval.analysis.evaluate import evaluate;"
        "plot.svg(plot.contributions(evaluate(make_decision()))); print('matplotlib.pyplot' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert run.stdout.strip() == "False", run.stderr
