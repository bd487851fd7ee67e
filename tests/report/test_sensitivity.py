import pytest

from builders import make_decision
from vendor_eval.analysis.hanging import hanging_text
from vendor_eval.analysis.information import information
from vendor_eval.analysis.pressure_said import pressure_said
from vendor_eval.analysis.sensitivity import sensitivity
from vendor_eval.analysis.wording import percent, points

LEADING = {
    "alpha": {"reach": {"low": 60, "high": 90}, "price": 30, "terms": 50},
    "beta": {"reach": {"low": 40, "high": 70}, "price": 55, "terms": 70},
    "gamma": {"reach": 10, "price": 95, "terms": 60},
    "delta": {"reach": 30, "price": 35, "terms": 20},
}


def headings(report, chapter="sensitivity"):
    return [block.text for block in report.chapter(chapter).blocks if block.kind == "heading"]


def figures(report, chapter="sensitivity"):
    return [block.caption for block in report.chapter(chapter).blocks if block.kind == "figure"]


def column(table, name):
    place = table.columns.index(name)
    return [row[place].text for row in table.rows]


@pytest.fixture(scope="module")
def leading(written):
    return written(make_decision(LEADING, require={"price": {"at_least": 25}}))


def test_the_first_screen_says_what_the_outcome_hangs_on(flagship):
    decision = flagship.decision
    said = hanging_text(flagship.runs.main.outcome, sensitivity(decision), information(decision))

    assert flagship.content.outcome.endswith(said)


def test_the_sentences_of_sensitivity_stand_first(flagship):
    first, *_ = flagship.chapter("sensitivity").blocks

    assert [item.text for item in first.items] == [
        line for line in flagship.runs.sensitivity.text.split("\n") if "without it" not in line
    ]


def test_the_weight_intervals_are_those_of_sensitivity(leading):
    table = leading.table("sensitivity", "Between which weights")
    found = leading.runs.sensitivity.table

    assert column(table, "First from") == [percent(low) for low in found["low"]]
    assert column(table, "to") == [percent(high) for high in found["high"]]
    assert column(table, "Above that") == [
        leading.decision.vendor_name(key) if key else "nobody" for key in found["above"]
    ]


def test_the_gap_stands_in_a_table_as_in_the_chart(leading):
    table = leading.table("sensitivity", "Points by which")
    found = leading.runs.sensitivity.tornado

    assert column(table, "At its worst") == [points(x) for x in found["at_low"]]
    assert "What moves the gap between the first two" in figures(leading)


def test_requirements_that_decide_are_told_from_those_that_do_not(flagship):
    text = flagship.texts("sensitivity")

    for one in flagship.runs.sensitivity.pressures:
        said = pressure_said(flagship.runs.evaluation, one)
        assert (said in text) == bool(one.changes_outcome or one.verdicts_without)
    assert "Without any one of these alone all verdicts and the outcome would be the same: Service continuity" in text


def test_what_holds_whatever_is_left_open_is_shown_only_where_something_does(flagship, leading):
    heading = "What holds, and what can happen at worst"

    assert heading in headings(leading)
    assert heading not in headings(flagship)
    assert "each of the 4 vendors in the running can be first, and none is always ahead" in flagship.texts(
        "sensitivity"
    )


def test_ranks_and_regret_stand_in_one_table(leading):
    table = leading.table("sensitivity", "What is possible")
    rows = {row[0].text: row for row in table.rows}

    # Delta is behind at each end of every belief: -26.7 points to beta at least.
    assert [cell.text for cell in rows["Delta"][1:4]] == ["4", "never", "nobody"]
    assert rows["Delta"][2].detail == "a mixture of 70 % Alpha and 30 % Gamma is better on every criterion"
    assert rows["Beta"][3].text == "Delta"


def test_every_vendor_that_is_not_first_is_told_what_it_would_take(flagship):
    table = flagship.table("sensitivity", "What it would take")

    assert sorted(row[0].text for row in table.rows) == sorted(
        flagship.decision.vendor_name(key) for key in flagship.decision.vendors
    )
    row = next(row for row in table.rows if row[0].text == "Alibaba")
    assert row[1].text.startswith("Service continuity at most 7 days in twelve months; Privacy terms at least")
    assert row[2].text == "nothing more"
    assert flagship.decision.vendor_name("deepseek") == table.rows[-1][0].text


def test_one_change_alone_and_the_fewest_together_are_given(written):
    scores = {
        "alpha": {"reach": 80, "price": 60},
        "beta": {"reach": 40, "price": 70},
        "gamma": {"reach": 0, "price": 10},
    }
    table = written(make_decision(scores)).table("sensitivity", "What it would take")
    rows = {row[0].text: [cell.text for cell in row[1:]] for row in table.rows}

    # Beta needs more than 30 points on one criterion, gamma more than 130 on both together.
    assert rows["Beta"] == ["nothing", "Reach at 70", "–"]
    assert rows["Gamma"][1] == "no single one, even at its best"
    assert rows["Gamma"][2].count(" at ") == 2


def test_alone_or_nobody_in_the_running_needs_no_tables(written):
    over = {"reach": {"at_least": 60}}
    alone = written(make_decision({"alpha": {"reach": 80}, "beta": {"reach": 50}}, require=over))
    nobody = written(make_decision({"beta": {"reach": 50}}, require=over))

    assert headings(alone) == ["Which requirement decides", "What the others would need"]
    assert figures(alone) == figures(nobody) == []
    assert "Reach at least 60: without it Beta would be sufficient" in nobody.texts("sensitivity")


# the questions


def test_the_questions_stand_first_among_what_to_ask_with_what_they_are_worth(flagship):
    found = flagship.runs.information
    start, bullets, *_ = flagship.chapter("questions").blocks

    assert start.text == "What to find out next, of 41 uncertain performances, the most valuable first:"
    assert [item.text for item in bullets.items] == [one.text for one in found.questions]
    assert "What finding out is worth, in points" in figures(flagship, "questions")


def test_what_sets_of_answers_are_worth_stands_in_a_table(flagship):
    table = flagship.table("questions", "Expected value of finding out")

    assert column(table, "What is found out")[:2] == ["Everything", "All that requirements hang on"]
    assert "All that decides whether Alibaba is sufficient" in column(table, "What is found out")
    assert "All of Alibaba" not in column(table, "What is found out")


def test_where_no_answer_is_worth_anything_that_is_one_sentence(written):
    one = written(make_decision({"alpha": {"reach": {"low": 80, "high": 90}}, "beta": {"reach": 50}}))

    assert one.texts("questions").startswith("The one uncertain performance could not change the choice")
    assert figures(one, "questions") == []


def test_what_is_known_exactly_leaves_nothing_to_ask(written):
    one = written(make_decision({"alpha": {"reach": 80}, "beta": {"reach": 50}}))

    assert one.texts("questions") == "No requirement is stated, so none waits for an answer."
