import pytest

from builders import make_decision
from vendor_eval import plot
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.reasons.explain import explain


@pytest.fixture(scope="module")
def explanation(evaluation):
    return explain(evaluation, "beta", over="alpha")


def words(ax):
    return [text.get_text().replace("\n", " ") for text in ax.texts]


def test_bars_are_the_differences_sorted_and_sum_to_the_net(explanation):
    widths = [bar.get_width() for container in plot.head_to_head(explanation).containers for bar in container]
    differences = explanation.table["difference"]

    assert widths == pytest.approx(sorted(differences, reverse=True))
    assert sum(widths) == pytest.approx(differences.sum())


def test_ranges_reach_from_low_to_high(explanation):
    ax = plot.head_to_head(explanation)
    drawn = {tuple(line.get_xdata()) for line in ax.lines if line.get_marker() == "|"}

    table = explanation.table
    assert drawn == {(row.low, row.high) for row in table.itertuples() if row.low < row.high}


def test_both_performances_and_both_sides_are_named(explanation):
    printed = words(plot.head_to_head(explanation))

    assert {"← favours Alpha", "favours Beta →", "Alpha", "Beta"} <= set(printed)
    assert {"90 million users", "60 to 80 million users", "unknown"} <= set(printed)


def test_the_two_sides_have_two_colours(evaluation):
    explanation = explain(evaluation, "beta", over="gamma")
    bars = [bar for container in plot.head_to_head(explanation).containers for bar in container]

    assert len({bar.get_facecolor() for bar in bars if bar.get_width() > 0}) == 1
    assert len({bar.get_facecolor() for bar in bars}) == 2


def test_the_footer_gives_advantages_disadvantages_and_net():
    evaluation = evaluate(make_decision({"alpha": {"reach": 80, "price": 30}, "beta": {"reach": 50, "price": 50}}))
    printed = words(plot.head_to_head(explain(evaluation, "alpha", over="beta")))

    assert printed[-1] == "Advantages +15.0, disadvantages −10.0, net +5.0 points"


def test_the_condition_of_the_comparison_is_said(explanation):
    assert "If the open requirements of Beta are met" in words(plot.head_to_head(explanation))[1]


def test_without_a_rival_the_chart_says_so():
    explanation = explain(evaluate(make_decision({"alpha": {"reach": 80}})), "alpha")

    assert "There is no vendor to compare it with." in words(plot.head_to_head(explanation))
