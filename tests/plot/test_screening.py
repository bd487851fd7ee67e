import pytest

from builders import make_decision
from markets import market_of
from vendor_eval import plot
from vendor_eval.analysis.screen import screen
from vendor_eval.plot.colours import GREYED, HUES


@pytest.fixture
def screening():
    scores = {f"v{k}": {"reach": 10 * k, "fit": 100 - k} for k in range(10)}
    require = {"reach": [{"at_least": 20}, {"at_most": 85, "kind": "should"}], "fit": {"at_least": 92}}
    return screen(market_of(make_decision(scores, require=require)), top=2, draws=10)


def bars(ax, colour):
    return [round(patch.get_width(), 6) for patch in ax.patches if patch.get_facecolor()[:3] == rgb(colour)]


def rgb(colour):
    return tuple(int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5))


def test_bars_are_as_long_as_there_are_vendors_left_and_removed(screening):
    ax = plot.screening(screening)
    whole, *left = bars(ax, HUES[4])
    gone = bars(ax, GREYED)

    assert [bar / whole for bar in left] == pytest.approx([0.8, 0.7])
    assert [bar / whole for bar in gone] == pytest.approx([0, 0.2, 0.1])
    texts = [text.get_text() for text in ax.texts]
    assert [text for text in texts if text in {"10", "8", "7", "−2", "−1"}] == ["10", "8", "−2", "7", "−1"]
    assert "Reach at most 85" not in texts


def test_the_values_show_where_the_best_begin(screening):
    texts = [text.get_text() for text in plot.screening(screening).texts]

    assert any("the best 2 begin at 81.5" in " ".join(text.split()) for text in texts)
    assert "7 sufficient" in texts


def test_nothing_is_drawn_of_the_values_of_nobody():
    nobody = screen(market_of(make_decision({"a": {"reach": 1}}, require={"reach": {"at_least": 2}})))

    assert "Their values" not in [text.get_text() for text in plot.screening(nobody).texts]
