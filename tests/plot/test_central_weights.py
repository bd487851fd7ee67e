import pytest

from builders import make_decision
from vendor_eval import plot
from vendor_eval.analysis.robustness import robustness

CROSSED = {"alpha": {"a": 90, "b": 10}, "beta": {"a": 20, "b": 80}, "gamma": {"a": 1, "b": 1}}


def words(ax):
    return [text.get_text().replace("\n", " ") for text in ax.texts]


@pytest.fixture(scope="module")
def result():
    return robustness(make_decision(CROSSED, weights="any"), draws=2_000, exact=False)


def test_weights_above_and_below_the_mean_are_marked(result):
    said = words(plot.central_weights(result))

    for key in ("a", "b"):
        assert f"{100 * round(result.central_weights.loc['alpha', key], 2):.0f} %" in " ".join(said)
    assert sum(text.endswith("▲") for text in said) == 2
    assert sum(text.endswith("▼") for text in said) == 2
    assert said.count("50 %") == 2  # the mean of all weights


def test_a_vendor_that_is_first_in_no_draw_is_left_out(result):
    assert "Gamma" not in words(plot.central_weights(result))


def test_below_stand_how_often_a_vendor_is_first_and_how_sure_that_is_at_its_weights(result):
    said = words(plot.central_weights(result))

    assert "First in draws" in said
    assert "First at these weights" in said
    assert said.count("all") == 2


def test_without_a_first_vendor_that_is_said():
    ax = plot.central_weights(robustness(make_decision(require={"reach": {"at_least": 99}}), draws=100))

    assert "No vendor is ever first." in words(ax)
