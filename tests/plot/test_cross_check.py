import pytest

from builders import make_decision
from vendor_eval import cases, plot
from vendor_eval.analysis.cross_check.cross_check import cross_check
from vendor_eval.engine.methods import WeightedSum


def words(ax):
    return [text.get_text() for text in ax.texts]


@pytest.fixture(scope="module")
def check():
    return cross_check(cases.load("apple-china-2025").under("hindsight"), peers=False)


def test_vendors_stand_as_the_weighted_sum_ranks_them(check):
    ax = plot.cross_check(check)
    y = {text.get_text(): text.get_position()[1] for text in ax.texts}
    names = ["Alibaba", "ByteDance", "Baidu", "Tencent", "DeepSeek"]

    assert sorted(names, key=y.__getitem__) == names


def test_every_rank_and_agreement_is_printed(check):
    printed = words(plot.cross_check(check))

    assert printed.count("1") == len(check.entries)
    assert printed.count("2=") == 2
    assert printed.count("no rank") == len(check.entries)
    assert printed.count("1.00") == 5
    assert "0.18" in printed


def test_what_differs_from_the_weighted_sum_has_a_frame(check):
    ax = plot.cross_check(check)
    framed = [patch for patch in ax.patches if not patch.get_fill()]

    assert len(framed) == 3
    assert any("Framed: not the rank by the weighted sum." in word for word in words(ax))


def test_the_key_names_only_what_is_there():
    scores = {"alpha": {"reach": 80, "price": 60}, "beta": {"reach": 50, "price": 40}}
    check = cross_check(make_decision(scores), {"ours": WeightedSum(), "theirs": "topsis"}, peers=False)
    printed = " ".join(words(plot.cross_check(check)))

    assert "Framed" not in printed
    assert "Hatched" not in printed
    assert "Agreement with “ours”" in printed


def test_a_better_rank_is_darker(check):
    ax = plot.cross_check(check)
    fills = [patch.get_facecolor() for patch in ax.patches if patch.get_fill() and not patch.get_hatch()]
    lightness = [sum(fill[:3]) for fill in fills[: 4 * len(check.entries) : len(check.entries)]]

    assert lightness == sorted(lightness)
    assert len(set(lightness)) == 4
