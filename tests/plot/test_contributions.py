import numpy as np
import pytest
from matplotlib.colors import to_rgb

from builders import make_decision
from vendor_eval import plot
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.plot.legend import entries


def words(ax):
    return [text.get_text() for text in ax.texts]


def bars(ax):
    return [[bar.get_width() for bar in container] for container in ax.containers]


def colours(container):
    return [to_rgb(bar.get_facecolor()) for bar in container]


def test_each_bar_is_as_long_as_the_value_of_its_vendor(evaluation):
    ax = plot.contributions(evaluation)
    values = evaluation.table.set_index("vendor")["value"]

    assert [sum(widths) for widths in bars(ax)] == pytest.approx([values[key] for key in ("beta", "alpha", "gamma")])


def test_each_segment_is_a_contribution_and_starts_where_the_last_ends(evaluation):
    ax = plot.contributions(evaluation)
    own = evaluation.contributions.query("vendor == 'beta'")["contribution"].to_list()

    first = ax.containers[0]
    assert [bar.get_width() for bar in first] == pytest.approx(own)
    assert [bar.get_x() for bar in first] == pytest.approx([0, own[0], own[0] + own[1]])


def test_criteria_keep_their_colours_in_every_ranked_bar(evaluation):
    ax = plot.contributions(evaluation)

    first, second, _ = ax.containers
    assert colours(first) == colours(second)
    assert len(set(colours(first))) == 3


def test_an_insufficient_vendor_is_last_grey_and_hatched(evaluation):
    ax = plot.contributions(evaluation)

    assert [bar.get_hatch() for bar in ax.containers[0]] == [None] * 3
    assert [bar.get_hatch() for bar in ax.containers[-1]] == ["////"] * 3
    assert all(red == green == blue for red, green, blue in colours(ax.containers[-1]))
    assert words(ax).index("Gamma") > words(ax).index("Insufficient: valued for information, without rank")


def test_totals_verdicts_and_ranks_are_printed(evaluation):
    printed = words(plot.contributions(evaluation))

    assert "74.5 (57–92)" in printed
    assert "? undetermined\nrank 1 if met" in printed
    assert "✓ sufficient\nrank 1, 2 if met" in printed
    assert "✗ insufficient\nno rank" in printed


def test_whiskers_reach_from_low_to_high(evaluation):
    ax = plot.contributions(evaluation)
    row = evaluation.row("beta")

    ranges = [tuple(line.get_xdata()) for line in ax.lines if line.get_marker() == "|"]
    assert (row["low"], row["high"]) in ranges


def test_an_exact_value_has_no_range():
    ax = plot.contributions(evaluate(make_decision()))

    assert not [line for line in ax.lines if line.get_marker() == "|"]
    assert words(ax).count("55.0") == 2


def test_ties_share_their_rank():
    ax = plot.contributions(evaluate(make_decision()))

    assert words(ax).count("✓ sufficient\nrank 1=") == 2


def test_large_segments_carry_their_criterion_and_the_legend_carries_all(evaluation):
    printed = words(plot.contributions(evaluation))

    assert "1 Reach" in printed
    assert {"Reach, 50 %", "Price, 30 %", "Privacy, 20 %"} <= set(printed)


def test_a_line_break_in_a_name_is_a_space():
    decision = make_decision({"alpha": {"reach": 80}})
    broken = {"reach": decision.criteria["reach"].replace(name="two\nlines")}

    assert "1 two lines" in words(plot.contributions(evaluate(decision.replace(criteria=broken))))


def test_groups_stand_together_in_shades_of_one_hue():
    decision = make_decision({"alpha": {"one": 50, "two": 50, "three": 50}})
    groups = {"one": "data", "two": "law", "three": "data"}
    criteria = {key: criterion.replace(group=groups[key]) for key, criterion in decision.criteria.items()}

    keys = entries(evaluate(decision.replace(criteria=criteria)))

    assert [(key.criterion, key.group) for key in keys] == [("one", "data"), ("three", "data"), ("two", "law")]
    assert [np.argmax(to_rgb(key.colour)) for key in keys] == [2, 2, 0]


def test_the_subtitle_names_the_weights(decision):
    declared = plot.contributions(evaluate(decision))
    any_weights = plot.contributions(evaluate(decision.with_weights("any")))

    assert "at the declared weights" in " ".join(words(declared)).replace("\n", " ")
    assert "at mean weights" in " ".join(words(any_weights)).replace("\n", " ")


def test_the_description_names_every_vendor_with_value_and_verdict(evaluation):
    said = plot.contributions(evaluation).get_label()

    assert "Beta 74.5 (57–92), undetermined, rank 1 if met" in said
    assert "Gamma" in said
