import pytest

from builders import make_decision
from vendor_eval import plot
from vendor_eval.analysis.robustness import robustness
from vendor_eval.plot.shares import short_share

UNSURE = {
    "alpha": {"a": {"low": 60, "high": 100}, "b": 30},
    "beta": {"a": 20, "b": {"low": 50, "high": 90}},
    "gamma": {"a": {"low": 20, "high": 80}, "b": {"low": 30, "high": 80}},
}


@pytest.fixture(scope="module")
def doubt():
    return robustness(make_decision(UNSURE, weights="any", require={"a": {"at_least": 25}}), draws=2_000).doubt


def words(ax):
    return [text.get_text().replace("\n", " ") for text in ax.texts]


def test_each_bar_is_as_long_as_its_shares(doubt):
    ax = plot.doubt(doubt)
    bars = [patch for patch in ax.patches if patch.get_height() == 18]

    widths = [round(patch.get_width(), 9) for patch in bars]
    parts = doubt.table[["p_leader", "p_rival", "p_others", "p_nobody"]].to_numpy().ravel()
    assert widths == pytest.approx(parts, abs=1e-6)


def test_the_share_of_the_leader_and_the_loss_are_printed(doubt):
    said = words(plot.doubt(doubt))

    for row in doubt.rows.values():
        assert short_share(row["p_leader"], row["draws"]) in said
    assert any(text.startswith("expected loss") for text in said)


def test_what_is_held_is_said_beside_each_bar(doubt):
    said = words(plot.doubt(doubt))

    assert "weights held at their mean" in said
    assert "assessments held at their expected values, open requirements met" in said


def test_a_method_has_no_loss_in_points():
    doubt = robustness(make_decision(UNSURE, weights="any"), method="topsis", draws=500).doubt
    said = words(plot.doubt(doubt))

    assert not any(text.startswith("expected loss") for text in said)
    assert "is first by TOPSIS" in " ".join(said)


def test_without_a_leader_there_is_a_sentence_and_no_bar():
    doubt = robustness(make_decision(require={"reach": {"at_least": 99}}), draws=100).doubt
    ax = plot.doubt(doubt)

    assert len(ax.patches) == 0
    assert doubt.text in words(ax)
