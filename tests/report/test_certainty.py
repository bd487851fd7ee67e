import pytest

from builders import make_decision
from vendor_eval.analysis.draws_said import how_often
from vendor_eval.analysis.robustness import robustness
from vendor_eval.analysis.wording import points, share

DRAWS = 500  # as many as the reports of these tests have
UNSURE = {
    "alpha": {"reach": {"low": 40, "high": 90}, "price": 60},
    "beta": {"reach": 60, "price": {"low": 30, "high": 80}},
}
ORDER = {"imprecise": {"order": ["reach", "price"]}}


def figures(report):
    return [block.caption for block in report.chapter("certainty").blocks if block.kind == "figure"]


@pytest.fixture(scope="module")
def ordered(written):
    return written(make_decision(UNSURE, weights=ORDER))


def test_what_causes_the_doubt_is_said_for_each_set_of_weights(ordered):
    text = ordered.texts("certainty")

    for run, start in zip(
        ordered.runs.both, ("Over the declared set of weights: ", "Over all possible weights: "), strict=True
    ):
        assert start + run.doubt.text in text


def test_the_causes_stand_in_a_table_as_robustness_gives_them(ordered):
    table = ordered.table("certainty", "What each kind of uncertainty leaves")
    rows = ordered.runs.main.doubt.rows.values()

    assert [row[1].text for row in table.rows] == [how_often(row["p_leader"], int(row["draws"])) for row in rows]
    assert [row[3].text for row in table.rows] == [f"{row['choice_entropy']:.2f}" for row in rows]


def test_with_exact_weights_the_cause_needs_no_table_and_no_chart(written):
    report = written(make_decision(UNSURE))

    assert "The weights are exact, so all of the doubt comes from the assessments." in report.texts("certainty")
    assert sum(caption.startswith("Who is first when only a part is uncertain") for caption in figures(report)) == 1


def test_values_are_given_with_their_ranges_and_errors(ordered):
    table = ordered.table("certainty", "Points that the overall value does not pass")
    quantiles = ordered.runs.main.value_quantiles

    assert table.columns == ("Vendor", "5 %", "25 %", "50 %", "75 %", "95 %")
    for row in table.rows:
        expected = [points(x) for x in quantiles.loc[row[0].text.lower()]]
        assert [cell.text for cell in row[1:]] == expected
    assert table.rows[0][1].detail.startswith("± ")


def test_central_weights_are_shown_and_said_wherever_weights_are_drawn(ordered, written):
    text = ordered.texts("certainty")

    assert sum(caption.startswith("Mean weights with which") for caption in figures(ordered)) == 2
    for run in ordered.runs.both:
        assert all(run.supporters_said(vendor) in text for vendor in run.decision.vendors)
    assert (
        sum(caption.startswith("Mean weights with which") for caption in figures(written(make_decision(UNSURE)))) == 1
    )


def test_every_index_stands_with_its_error(ordered):
    table = ordered.table("certainty", "Indices over the declared set of weights")
    run = ordered.runs.main
    row = next(row for row in table.rows if row[0].text == "Alpha")
    index = run.indices.loc["alpha"]

    assert row[2].text == f"{index['expected_rank']:.2f}"
    assert row[2].detail == f"± {index['expected_rank_se']:.1g}"
    assert row[5].text == share(run.confidence_factors.loc["alpha", "p"], DRAWS)
    assert "choice entropy" in table.caption
    assert "nobody sufficient never" in table.caption


def test_an_undetermined_vendor_is_chosen_in_a_range_of_the_draws(flagship):
    table = flagship.table("certainty", "Indices")
    chosen = {row[0].text: row[1].text for row in table.rows}

    assert chosen["Alibaba"] == "0 % to 100 %"
    assert chosen["DeepSeek"] == "never"
    assert "(in up to 100 % if unknowns prove to fail)" in table.caption


def test_where_nobody_could_be_chosen_no_cause_is_sought(written):
    report = written(make_decision(require={"reach": {"at_least": 99}}))

    assert "no vendor could be chosen, so there is no first place to doubt" in report.texts("certainty").lower()


def test_the_chapter_says_the_same_as_the_verb(ordered):
    run = robustness(ordered.decision, draws=DRAWS)

    assert run.text in ordered.texts("certainty")
    assert run.doubt.text in ordered.texts("certainty")
