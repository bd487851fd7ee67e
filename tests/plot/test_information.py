import pytest

from builders import make_decision
from charted import words
from vendor_eval import plot
from vendor_eval.analysis.information import information

UNSURE = {"alpha": {"a": {"low": 60, "high": 100}, "b": 30}, "beta": {"a": 50, "b": {"low": 40, "high": 70}}}


def bars(ax):
    return [patch.get_width() for patch in ax.patches if patch.get_height() == 11]


def test_a_bar_is_as_long_as_the_gain():
    found = information(make_decision(UNSURE), draws=2_000)
    ax = plot.information(found)
    alone = sorted(found.table["value"], reverse=True)
    everything = float(found.bundles.set_index("kind")["value"]["everything"])

    assert bars(ax)[:2] == pytest.approx(alone)
    assert bars(ax)[-1] == pytest.approx(everything)
    assert {"One answer alone", "All together", "Alpha: A", "60 to 100"} <= set(words(ax))


def test_what_decides_on_a_vendor_is_told_by_its_colour():
    scores = {"alpha": {"a": "unknown", "b": 90}, "beta": {"a": 45, "b": 50}}
    found = information(make_decision(scores, require={"a": {"at_least": 40}}), draws=500)

    assert "decides whether a vendor is sufficient" in words(plot.information(found))
    assert "decides whether a vendor is sufficient" not in words(plot.information(information(make_decision(UNSURE))))


def test_all_of_a_vendor_is_left_out_where_what_decides_on_it_is_shown():
    scores = {
        "alpha": {"a": "unknown", "b": "unknown", "c": {"low": 80, "high": 90}},
        "beta": {"a": 45, "b": 50, "c": 50},
    }
    found = information(make_decision(scores, require={key: {"at_least": 40} for key in "ab"}), draws=500)
    said = words(plot.information(found))

    assert "All that decides on one vendor" in said
    assert "All that is open of one vendor" not in said


def test_what_is_worth_nothing_is_a_sentence():
    ax = plot.information(information(make_decision({"alpha": {"a": 80}, "beta": {"a": 50}})))

    assert "Nothing is left to find out: every performance is known exactly." in words(ax)
    assert len(ax.patches) == 0
