from matplotlib.colors import to_rgb

from builders import make_decision
from vendor_eval import plot
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.plot.colours import STATES


def words(ax):
    return [text.get_text().replace("\n", " ") for text in ax.texts]


def fills(ax, state):
    return [
        patch for patch in ax.patches if patch.get_fill() and to_rgb(patch.get_facecolor()) == to_rgb(STATES[state])
    ]


def test_each_finding_is_a_word_with_a_sign_and_a_colour(evaluation):
    ax = plot.requirements(evaluation)

    assert words(ax).count("✓ met") == 4
    assert words(ax).count("✗ failed") == 1
    assert words(ax).count("? open") == 1
    # One more of each colour is the verdict of a vendor.
    assert [len(fills(ax, state)) for state in ("met", "failed", "open")] == [5, 2, 2]


def test_the_observed_performance_and_the_requirement_are_printed(evaluation):
    printed = words(plot.requirements(evaluation))

    assert "at least 20 million users" in printed
    assert "60 to 80 million users" in printed
    assert "unknown" in printed


def test_every_vendor_has_its_verdict_and_the_insufficient_come_last(evaluation):
    printed = words(plot.requirements(evaluation))
    verdicts = [word for word in printed if word in {"✓ sufficient", "✗ insufficient", "? undetermined"}]

    assert verdicts == ["? undetermined", "✓ sufficient", "✗ insufficient"]


def test_an_open_requirement_says_how_probable_it_is():
    decision = make_decision({"alpha": {"reach": {"low": 0, "high": 50}}}, require={"reach": {"at_least": 30}})

    assert "0 to 50; met with 40 %" in words(plot.requirements(evaluate(decision)))


def test_a_should_is_marked_as_one():
    decision = make_decision({"alpha": {"reach": 5}}, require={"reach": {"at_least": 30, "kind": "should"}})

    assert "at least 30 (should)" in words(plot.requirements(evaluate(decision)))


def test_other_grounds_stand_below_the_verdict():
    decision = make_decision({"alpha": {"reach": 5}}, policy={"minimum_value": 30})

    assert "overall value too low" in words(plot.requirements(evaluate(decision)))


def test_without_requirements_the_chart_says_so():
    assert "The decision states no requirements." in words(plot.requirements(evaluate(make_decision())))


def test_several_requirements_on_one_criterion_have_a_column_each():
    two = [{"at_least": 10}, {"at_most": 90}]
    ax = plot.requirements(evaluate(make_decision({"alpha": {"reach": 50}}, require={"reach": two})))

    assert {"at least 10", "at most 90"} <= set(words(ax))
    assert words(ax).count("✓ met") == 2


def test_equal_requirements_have_a_column_each():
    twice = [{"at_least": 10}, {"at_least": 10}]
    ax = plot.requirements(evaluate(make_decision({"alpha": {"reach": 50}}, require={"reach": twice})))

    assert words(ax).count("✓ met") == 2


def test_many_requirements_continue_below_and_the_verdict_comes_once():
    keys = [f"c{index}" for index in range(12)]
    decision = make_decision({"alpha": dict.fromkeys(keys, 50)}, require={key: {"at_least": 1} for key in keys})
    ax = plot.requirements(evaluate(decision))

    assert words(ax).count("✓ met") == 12
    assert words(ax).count("Alpha") == 3
    assert words(ax).count("Verdict") == 1


def test_the_description_lists_what_is_not_met(evaluation):
    said = plot.requirements(evaluation).get_label()

    assert "Gamma insufficient" in said
    assert "Gamma, Reach at least 20 million users: failed (5 million users)" in said


def test_what_is_waived_has_a_word_a_sign_and_a_colour_of_its_own_and_names_who_waived_it():
    waivers = {"alpha": {"because": "a pilot", "by": "the board"}}
    decision = make_decision({"alpha": {"reach": 5}}, require={"reach": {"at_least": 30, "waivers": waivers}})
    ax = plot.requirements(evaluate(decision))

    assert {"○ waived", "5; by the board", "✓ sufficient"} <= set(words(ax))
    assert len(fills(ax, "waived")) == 1
    assert "Reach at least 30: waived (5)" in ax.get_label()
