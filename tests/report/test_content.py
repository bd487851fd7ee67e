from itertools import pairwise

import pytest
from jinja2 import UndefinedError

from builders import make_decision
from vendor_eval.analysis.robustness import robustness
from vendor_eval.analysis.scenarios import scenarios
from vendor_eval.analysis.vocabulary import grade_said, kind_said
from vendor_eval.analysis.wording import points, share
from vendor_eval.decision.criteria import Criterion
from vendor_eval.reasons.explain import explain
from vendor_eval.report import templates
from vendor_eval.report.content import CHAPTERS
from vendor_eval.report.linking import Linker
from vendor_eval.report.records import Cell, Table, split
from vendor_eval.report.wording import scale_text

DRAWS = 500  # as many as the reports of these tests have
WEIGHTED = {"reach": 60, "price": 40}
UNSURE = {
    "alpha": {"reach": {"low": 40, "high": 90}, "price": 60},
    "beta": {"reach": 60, "price": {"low": 30, "high": 80}},
}
OPEN = {"alpha": {"reach": 90, "price": "unknown"}, "beta": {"reach": 50, "price": 60}}


def column(table, name):
    place = table.columns.index(name)
    return [row[place].text for row in table.rows]


def test_the_first_screen_says_the_outcome_after_simulation(flagship):
    assert flagship.content.outcome.startswith(robustness(flagship.decision, draws=DRAWS).outcome.text)


def test_the_first_screen_gives_every_verdict_and_value(flagship):
    evaluation = flagship.runs.evaluation
    rows = {row[0].text: row for row in flagship.content.summary.rows}

    assert set(rows) == {flagship.decision.vendor_name(key) for key in flagship.decision.vendors}
    for key, verdict in evaluation.verdicts.items():
        row, values = rows[flagship.decision.vendor_name(key)], evaluation.row(key)
        assert row[1].text == verdict.name
        assert row[3].text == points(values["value"])
        assert f"{points(values['low'])} to {points(values['high'])}" in row[3].detail


def test_every_ground_of_every_verdict_is_said_in_its_own_words(flagship):
    text = flagship.texts("verdicts")

    for vendor in flagship.decision.vendors:
        reasons = explain(flagship.runs.evaluation, vendor, run=flagship.runs.declared).reasons
        assert all(
            one.text in text for one in reasons if one.kind in {"verdict", "requirement failed", "requirement open"}
        )


def test_insufficient_vendors_come_first_among_the_verdicts(flagship):
    names = [block.text for block in flagship.chapter("verdicts").blocks if block.kind == "heading"]
    judged = {flagship.decision.vendor_name(key): one.name for key, one in flagship.runs.evaluation.verdicts.items()}
    order = [judged[name] for name in names if name in judged]

    assert order == sorted(order, key=["insufficient", "undetermined", "sufficient"].index)


def test_the_outcome_under_the_other_policy_on_unknowns_is_shown(flagship):
    policy = flagship.decision.policy.replace(unknown_at_requirement="fail")
    other = robustness(flagship.decision.replace(policy=policy), draws=DRAWS)

    assert other.outcome.text in flagship.texts("verdicts")


def test_a_closed_policy_is_shown_beside_the_open_one(written):
    one = written(make_decision(OPEN, require={"price": {"at_least": 40}}, policy={"unknown_at_requirement": "fail"}))
    table = one.table("verdicts", "Verdicts under both policies")

    assert column(table, "Unknowns at requirements count as failed (declared)") == ["insufficient", "sufficient"]
    assert column(table, "Unknowns at requirements leave the verdict undetermined") == ["undetermined", "sufficient"]


def test_without_unknowns_at_requirements_both_policies_are_said_to_agree(written):
    text = written(make_decision(require={"reach": {"at_least": 10}})).texts("verdicts")

    assert "0 of 2 findings rest on an unknown, so both policies on unknowns give the same." in text


def test_every_open_requirement_of_a_vendor_that_can_still_be_sufficient_is_asked(flagship):
    text = flagship.texts("questions")
    judged = flagship.runs.evaluation.verdicts

    for one in flagship.runs.evaluation.details:
        if one.result == "open" and judged[one.vendor].name == "undetermined":
            assert flagship.decision.assessments[one.vendor][one.criterion].because in text


def test_declared_and_any_weights_stand_side_by_side(written):
    decision = make_decision(UNSURE, weights=WEIGHTED)
    one = written(decision)
    table = one.table("certainty", "Shares of")

    for weights, name in (("declared", "at the declared weights"), ("any", "over all possible weights")):
        run = robustness(decision, weights=weights, draws=DRAWS)
        assert sorted(column(table, f"First {name}")) == sorted(share(p, DRAWS) for p in run.table["p_first"])
        assert run.text in one.texts("certainty")


def test_where_no_weights_are_declared_any_weights_are_shown_once(flagship):
    table = flagship.table("certainty", "Shares of")

    assert flagship.runs.other is None
    assert len([name for name in table.columns if name.startswith("Sufficient")]) == 1
    assert "shown once" in flagship.texts("certainty")


def test_the_status_is_tested_with_the_weights_that_were_asked_for(written):
    decision = make_decision(UNSURE, weights=WEIGHTED)

    outcome = robustness(decision, weights="any", draws=DRAWS).outcome

    assert written(decision, "any").content.outcome.startswith(outcome.text)


def test_ranks_add_up_to_the_same_shares_as_robustness_gives(flagship):
    table = flagship.table("certainty", "Rank acceptability")
    ranks = flagship.runs.main.rank_acceptability

    for row in table.rows:
        vendor = next(key for key in flagship.decision.vendors if flagship.decision.vendor_name(key) == row[0].text)
        if flagship.runs.evaluation.verdicts[vendor].name == "insufficient":
            assert [cell.text for cell in row[1:]] == [*["never"] * len(flagship.decision.vendors), "always"]
        else:
            assert [cell.text for cell in row[1:]] == [share(p, DRAWS) for p in ranks.loc[vendor]]


def test_every_scenario_is_shown_with_its_reason_and_its_outcome(flagship):
    text, compared = flagship.texts("scenarios"), scenarios(flagship.decision, draws=DRAWS)

    assert compared.text in text
    for name, scenario in flagship.decision.scenarios.items():
        assert compared.outcomes[name].text in text
        assert scenario.because in text


def test_a_decision_without_scenarios_says_so(written):
    assert written(make_decision()).texts("scenarios") == scenarios(make_decision(), draws=DRAWS).text


def test_every_contribution_adds_up_to_the_value_that_is_printed(flagship):
    table = flagship.table("ranking", "Contributions")
    values = flagship.runs.evaluation.table.set_index("name")["value"]

    assert len(table.columns) > 1
    for place, name in enumerate(table.columns[1:], 1):
        *rows, total = (float(row[place].text) for row in table.rows)
        assert sum(rows) == pytest.approx(total, abs=0.05 * len(rows) + 0.05)
        assert total == pytest.approx(values[name], abs=0.05)


def test_the_chosen_vendor_is_compared_with_each_other_one(flagship):
    runs = flagship.runs
    (ours,) = runs.main.outcome.would_lead
    text = flagship.texts("comparisons")

    for rival in flagship.decision.vendors:
        if rival != ours:
            reasons = explain(runs.evaluation, ours, over=rival, run=runs.declared).reasons
            assert all(one.text in text for one in reasons)


def test_shares_in_reasons_are_from_the_run_at_the_declared_weights(written):
    one = written(make_decision(UNSURE, weights=WEIGHTED), "any")

    assert one.runs.declared is one.runs.other
    assert f"Of {DRAWS} draws at the declared weights" in one.texts("comparisons")


@pytest.mark.parametrize("anchor", ["verdicts", "comparisons"])
def test_kind_and_grade_stand_beside_every_reason_that_rests_on_evidence(flagship, anchor):
    evidence, linker = flagship.decision.evidence, Linker(flagship.content.anchors)
    named = 0
    for block in flagship.chapter(anchor).blocks:
        for item in block.items if block.kind == "bullets" else ():
            # What a rationale of the file mentions is no evidence of the reason.
            said = item.text.partition(" Rationale: ")[0]
            notes, whole = dict(item.evidence), " ".join(one.text for one in block.items)
            for key in {*notes, *(piece.text for piece in linker.pieces(said) if piece.anchor)}:
                strength = f"{kind_said(evidence[key].kind)}, {grade_said(evidence[key].grade)}"
                named += 1

                assert notes.get(key, "").startswith(strength) or f"{key} ({strength}" in whole
    assert named > 10


def test_costs_stand_beside_the_value_and_missing_ones_are_said(written):
    cost = {"low": 8, "high": 11.5, "currency": "USD million a year", "because": "two offers"}
    one = written(make_decision(vendors={"alpha": {"cost": cost}}))

    assert column(one.content.summary, "Cost") == ["8 to 11.5 USD million a year", "not stated"]
    assert "two offers" in one.texts("ranking")


@pytest.mark.parametrize(
    ("baseline", "said"),
    [
        ("none", "states no baseline"),
        (50, "points above the baseline"),
        ("beta", "The baseline is Beta"),
    ],
)
def test_vendors_are_compared_with_the_baseline(written, baseline, said):
    one = written(make_decision(baseline=baseline))

    assert said in one.texts("ranking")


def test_a_decision_condition_stands_with_its_date_and_owner(written):
    condition = {"name": "Approval", "due": "2025-05", "owner": "The regulator", "because": "the law", "by": "Counsel"}
    text = written(make_decision(conditions={"approval": condition})).texts("question")

    assert all(word in text for word in ("Approval", "2025-05", "The regulator", "the law", "by Counsel"))


def test_scores_on_circular_evidence_come_first_among_the_assumptions(written):
    scores = {"alpha": {"reach": {"value": 80, "evidence": ["E1"]}, "price": 3}, "beta": {"reach": 50, "price": 60}}
    one = written(make_decision(scores, evidence={"E1": {"circular": True}, "E2": {}}))
    blocks = one.chapter("assumptions").blocks

    assert [block.kind for block in blocks[:3]] == ["heading", "prose", "bullets"]
    assert blocks[1].tone == "alarm"
    assert [(item.text, item.evidence) for item in blocks[2].items] == [
        ("Alpha on Reach", (("E1", "reported fact, medium grade, of unknown day, circular"),))
    ]


def test_without_scores_on_circular_evidence_nothing_alarms(flagship):
    blocks = flagship.chapter("assumptions").blocks

    assert "0 scores rest on such evidence" in blocks[1].text
    assert blocks[1].tone == ""


def test_criteria_for_information_only_are_marked(written):
    one = written(make_decision(information_only=["price"]))
    matrix = one.table("matrix", "What is assessed")

    assert [row[0].detail for row in matrix.rows] == ["", "for information only", ""]


def test_reasons_authors_and_days_of_judgements_are_printed(written):
    judged = {"because": "a stated reason", "by": "J. Doe", "on": "2025-01-10"}
    one = written(
        make_decision(
            scales={"reach": {"worst": 0, "best": 100} | judged},
            require={"reach": {"at_least": 10} | judged},
            weights={"swing": WEIGHTED} | judged,
        )
    )

    assert one.texts("criteria").count("a stated reason (by J. Doe on 2025-01-10)") == 3


def test_the_stamp_holds_the_digest_and_no_clock(flagship):
    text = flagship.texts("stamp")

    assert flagship.decision.digest in text
    assert "vendor-eval report" in text
    assert f"{DRAWS} in each simulation" in text


ODD = {
    "one vendor": {"scores": {"alpha": {"reach": 80}}},
    "one vendor undetermined": {"scores": {"alpha": {"reach": "unknown"}}, "require": {"reach": {"at_least": 5}}},
    "all insufficient": {"require": {"reach": {"at_least": 99}}},
    "certain": {"scores": {"alpha": {"reach": 90}, "beta": {"reach": {"low": 10, "high": 20}}}},
    "tied": {"scores": {"alpha": {"reach": 50}, "beta": {"reach": 50}, "gamma": {"reach": 50}}},
    "conditional": {"scores": OPEN, "weights": WEIGHTED, "require": {"price": {"at_least": 40}}},
    "minimum": {"policy": {"minimum_value": 90}},
    "weaknesses": {
        "require": {"reach": {"at_least": 60, "kind": "should"}, "price": {"at_least": 50, "kind": "should"}},
        "policy": {"max_weaknesses": 0},
    },
    "any weights": {"scores": UNSURE, "weights": "any"},
    "many vendors": {"scores": {f"vendor {k}": {"reach": 5 * k, "price": 90 - 3 * k} for k in range(14)}},
    "many requirements": {"require": {"reach": [{"at_least": k} for k in range(12)]}},
    "a whole month of nothing": {"scores": {"alpha": {"reach": "unknown"}, "beta": {"reach": "unknown"}}},
}


@pytest.mark.parametrize("name", ODD)
def test_odd_decisions_have_a_whole_report(written, name):
    one = written(make_decision(**ODD[name]))

    assert one.content.outcome.startswith(one.runs.main.outcome.text)
    assert len(one.content.chapters) == len(CHAPTERS)
    assert "nan" not in one.markdown.lower().replace("nanc", "")
    assert "None" not in one.markdown


def test_no_table_is_wider_than_a_page(written):
    one = written(make_decision(**ODD["many vendors"]))
    tables = [block for chapter in one.content.chapters for block in chapter.blocks if block.kind == "table"]

    assert max(len(table.columns) for table in tables) <= 9


def test_a_split_table_keeps_every_column_once_and_says_which_part_it_is():
    cells = tuple(Cell(str(k)) for k in range(8))
    parts = split(Table("wide", tuple("abcdefgh"), (cells,), frozenset({2, 7})), most=3)

    assert [part.columns for part in parts] == [tuple("abcd"), tuple("aefg"), tuple("ah")]
    assert [part.caption for part in parts] == [f"wide (part {k} of 3)" for k in (1, 2, 3)]
    assert [part.numeric for part in parts] == [{2}, set(), {1}]
    assert all(after.rows[0][0].text == before.rows[0][0].text for before, after in pairwise(parts))


def test_a_template_that_names_what_does_not_exist_is_an_error(flagship, monkeypatch):
    monkeypatch.setattr(templates, "resource", lambda _: "{{ content.nothing }}")

    with pytest.raises(UndefinedError, match="nothing"):
        templates.rendered("any.jinja", flagship.content)


def test_what_is_waived_stands_in_the_summary_the_verdicts_and_beside_its_requirement(written):
    waivers = {"alpha": {"because": "a pilot", "by": "the board", "on": "2025-01-31"}}
    report = written(make_decision(require={"reach": {"at_least": 90, "waivers": waivers}}))
    said = "waived by the board on 2025-01-31: a pilot"

    assert column(report.content.summary, "Failed or open") == ["waived: Reach", "failed: Reach"]
    found = [cell for row in report.table("verdicts", "Each requirement").rows for cell in row if cell.text == "waived"]
    assert [(cell.tone, said in cell.detail) for cell in found] == [("waived", True)]
    assert f"not held against Alpha, {said}." in report.texts("verdicts")
    assert "Requirements met, failed, open and waived" in report.texts("verdicts")
    assert f"Not held against Alpha: {said}" in report.texts("criteria")


def test_the_assumptions_name_every_distribution_and_the_part_of_it_that_speaks(written):
    scores = {
        "alpha": {"a": {"low": 20, "likely": 30, "high": 40}, "b": {"mean": 50, "sd": 5}},
        "beta": {"a": {"low": 20, "likely": 30, "high": 40, "shape": "pert"}, "b": {"mean": 40, "sd": 5}},
        "gamma": {"a": 30, "b": {"passes": 9, "trials": 10}},
    }
    decision = make_decision(scores, units={"b": "%"}, policy={"coverage": 0.9})
    texts = written(decision).texts("assumptions")

    assert "Most likely level with a range (1 assessment): triangular" in texts
    assert "Most likely level with a range, PERT (1 assessment): a beta density" in texts
    assert "Mean and standard deviation (2 assessments): normal" in texts
    assert "Test result (1 assessment): before the test every share was equally likely" in texts
    assert "Beliefs without real ends (3 assessments): the central 90 % of each speaks for it" in texts
    assert "normal" not in written(make_decision()).texts("assumptions")


@pytest.mark.parametrize(
    ("scale", "said"),
    [
        ({"worst": 9, "best": 1}, "0 points at 9 days, 100 points at 1 day; linear"),
        (
            {"worst": 10, "best": 0, "shape": "exponential", "midvalue": 3, "anchors": "data"},
            "0 points at 10 days, 50 points at 3 days, 100 points at 0 days; exponential; ends taken from the "
            "performances of these vendors",
        ),
        (
            {"worst": [0, 60], "best": 20, "shape": "target", "tolerance": 4},
            "0 points at 0 days, 100 points at 16 days, 100 points at 24 days, 0 points at 60 days; linear between "
            "these points, best in the middle",
        ),
    ],
)
def test_every_shape_of_scale_is_put_into_words(scale, said):
    assert scale_text(Criterion(unit="days", scale=scale)) == said
