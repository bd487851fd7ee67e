import pytest

from builders import make_decision
from vendor_eval import plot
from vendor_eval.analysis.scenarios import scenarios
from vendor_eval.plot.shares import short_share


@pytest.fixture(scope="module")
def comparison(decision):
    return scenarios(decision, draws=2_000)


def words(ax):
    return [text.get_text().replace("\n", " ") for text in ax.texts]


def test_the_base_comes_first_and_all_scenarios_follow(comparison):
    printed = words(plot.scenarios(comparison))
    rows = [word for word in printed if word.removesuffix(" *") in comparison.outcomes]

    assert [row.removesuffix(" *") for row in rows] == ["base", "price alone", "two vendors", "no requirements"]


def test_the_base_is_set_apart(comparison):
    ax = plot.scenarios(comparison)
    y = {text.get_text().removesuffix(" *"): text.get_position()[1] for text in ax.texts}

    assert y["price alone"] - y["base"] > y["two vendors"] - y["price alone"]


def test_every_share_and_status_is_printed(comparison):
    printed = words(plot.scenarios(comparison))
    shares = comparison.table[comparison.table["verdict"] != "insufficient"]["p_first"]

    assert all(short_share(p, 2_000) in printed for p in shares)
    assert all(outcome.status in printed for outcome in comparison.outcomes.values())


def test_insufficient_and_left_out_vendors_are_named_as_such(comparison):
    ax = plot.scenarios(comparison)
    insufficient = (comparison.table["verdict"] == "insufficient").sum()

    assert words(ax).count("insufficient") == insufficient
    assert sum(patch.get_hatch() is not None for patch in ax.patches) == insufficient
    assert words(ax).count("left out") == 1


def test_the_chosen_have_a_solid_frame_and_those_that_would_lead_a_dashed_one(comparison):
    ax = plot.scenarios(comparison)
    frames = [patch.get_linestyle() for patch in ax.patches if not patch.get_fill()]

    outcomes = comparison.outcomes.values()
    assert frames.count("-") == sum(len(outcome.chosen) for outcome in outcomes)
    assert len(frames) - frames.count("-") == sum(len(outcome.would_lead) for outcome in outcomes)


def test_a_scenario_without_the_condition_is_marked(comparison):
    printed = words(plot.scenarios(comparison))

    assert "no requirements *" in printed
    assert "base" in printed
    assert any("* here no share hangs on an open requirement." in word for word in printed)


def test_narrow_columns_turn_their_headings():
    scores = {f"a long vendor name {index}": {"reach": 50 + index} for index in range(12)}
    ax = plot.scenarios(scenarios(make_decision(scores), draws=100))

    assert sum(text.get_rotation() == 90 for text in ax.texts) >= 12
