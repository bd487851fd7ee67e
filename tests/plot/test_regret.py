import pytest

from builders import make_decision
from charted import words
from vendor_eval import plot
from vendor_eval.analysis.sensitivity import sensitivity

SCORES = {"alpha": {"a": {"low": 40, "high": 90}}, "beta": {"a": {"low": 50, "high": 60}}, "gamma": {"a": 10}}


def test_each_bar_is_as_long_as_its_regret_and_the_least_comes_first():
    ax = plot.regret(sensitivity(make_decision(SCORES)))
    found = [patch.get_width() for patch in ax.patches]

    # Alpha may have 40 against 60, beta 50 against 90, gamma 10 against 90.
    assert found == pytest.approx([20, 40, 80])
    said = words(ax)
    assert [said.index(name) for name in ("Alpha", "Beta", "Gamma")] == sorted(
        said.index(name) for name in ("Alpha", "Beta", "Gamma")
    )
    assert {"20.0, behind Beta", "40.0, behind Alpha", "80.0, behind Alpha"} <= set(said)


def test_who_is_never_behind_has_no_bar():
    ax = plot.regret(sensitivity(make_decision({"alpha": {"a": 80}, "beta": {"a": 50}})))

    assert len(ax.patches) == 1
    assert "never" in words(ax)
