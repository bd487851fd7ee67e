"""What holds for every chart: the Axes given is used, nothing is cut or overlaps, and odd decisions do not break it."""

import io
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from markets import market_of
from strategies import decisions
from vendor_eval import plot
from vendor_eval.analysis.cross_check.cross_check import cross_check
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.analysis.information import information
from vendor_eval.analysis.robustness import robustness
from vendor_eval.analysis.scenarios import scenarios
from vendor_eval.analysis.screen import screen
from vendor_eval.analysis.sensitivity import sensitivity
from vendor_eval.errors import DecisionError
from vendor_eval.plot.colours import contrast
from vendor_eval.reasons.explain import explain
from vendor_eval.reasons.improve import improve


def first_over_second(decision):
    first, *others = decision.vendors
    return explain(evaluate(decision), first, over=others[0] if others else None)


def drawn(decision):
    return robustness(decision, draws=200)


def once(verb):
    """Return a verb that works each decision out once, for all the charts of its result."""
    found = {}

    def result(decision):
        if decision.digest not in found:
            found[decision.digest] = verb(decision)
        return found[decision.digest]

    return result


hanging = once(sensitivity)


def middle_to_be_first(decision):
    return improve(evaluate(decision), list(decision.vendors)[len(decision.vendors) // 2])


CHARTS = {
    "central_weights": (plot.central_weights, drawn),
    "doubt": (plot.doubt, lambda decision: drawn(decision).doubt),
    "pairwise_winning": (plot.pairwise_winning, drawn),
    "value_ranges": (plot.value_ranges, drawn),
    "contributions": (plot.contributions, evaluate),
    "cross_check": (plot.cross_check, lambda decision: cross_check(decision, peers=False)),
    "improvement": (plot.improvement, middle_to_be_first),
    "information": (plot.information, once(information)),
    "regret": (plot.regret, hanging),
    "relations": (plot.relations, hanging),
    "stability": (plot.stability, hanging),
    "tornado": (plot.tornado, hanging),
    "weight_sweep": (plot.weight_sweep, hanging),
    "requirements": (plot.requirements, evaluate),
    "rank_acceptability": (plot.rank_acceptability, drawn),
    "head_to_head": (plot.head_to_head, first_over_second),
    "scenarios": (plot.scenarios, lambda decision: scenarios(decision, draws=200)),
    "screening": (plot.screening, lambda decision: screen(market_of(decision), top=2, draws=200)),
}


@pytest.fixture(params=CHARTS)
def chart(request):
    return CHARTS[request.param]


def boxes(ax):
    """Return left, bottom, right and top of every text in pixels, as drawn."""
    ax.figure.draw_without_rendering()
    return np.array([text.get_window_extent().extents for text in ax.texts])


def overlapping(ax, *, slack=2.0):
    """Return the pairs of texts that overlap by more than some pixels."""
    left, bottom, right, top = boxes(ax).T
    wide = np.minimum(right[:, None], right) - np.maximum(left[:, None], left)
    tall = np.minimum(top[:, None], top) - np.maximum(bottom[:, None], bottom)
    pairs = np.argwhere(np.triu((wide > slack) & (tall > slack), k=1))
    return [tuple(ax.texts[i].get_text() for i in pair) for pair in pairs]


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
