import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import make_decision
from strategies import decisions
from vendor_eval.analysis.diff import TOGETHER, diff
from vendor_eval.analysis.diff_changes import applied, changes_between, in_one_line
from vendor_eval.decision.document import Decision

NAMES = ("title", "question", "description")
MIRRORED = {"added": "removed", "removed": "added", "changed": "changed"}
EVIDENCE = {"E1": {"claim": "eighty"}}


def edited(decision, **parts):
    return decision.replace(**parts)


def rows(result):
    return {(row["path"], row["kind"]): (row["before"], row["after"]) for row in result.changes.to_dict("records")}


def effect(result, change):
    return result.effects.set_index("change").loc[change].to_dict()


def difference(result, change, vendor):
    return float(result.values.set_index(["change", "vendor"]).loc[(change, vendor), "difference"])


def test_a_change_of_one_score_is_one_row_with_what_differs():
    before = make_decision({"alpha": {"reach": {"low": 3, "high": 6}}, "beta": {"reach": 5}})
    after = before.with_assessment("alpha", "reach", {"low": 3, "high": 8})

    assert rows(diff(before, after)) == {("assessments.alpha.reach", "changed"): ("high: 6", "high: 8")}


def test_translations_change_without_effect_and_a_text_changes_alone_though_its_translation_is_left_behind():
    before = make_decision(translations={"de": {"Alpha": "Alfa", "A decision": "Eine Entscheidung"}})
    after = make_decision(title="Another", translations={"de": {"Alpha": "Alpha GmbH", "Another": "Eine andere"}})
    result = diff(before, after)

    assert rows(result) == {
        ("title", "changed"): ("A decision", "Another"),
        ("translations.de", "changed"): (
            "Alpha: Alfa, A decision: Eine Entscheidung",
            "Alpha: Alpha GmbH, Another: Eine andere",
        ),
    }
    assert result.effects["valid"].all()
    assert "2 changes do nothing alone." in result.text


def test_each_change_has_an_effect_alone_and_all_have_one_together():
    before = make_decision()
    after = before.with_assessment("beta", "reach", 70).with_weights({"swing": {"reach": 25, "price": 75}})
    result = diff(before, after)

    assert list(result.effects["change"]) == ["weights", "assessments.beta.reach", TOGETHER]
    assert (effect(result, "weights")["chosen_before"], effect(result, "weights")["chosen_after"]) == (
        "alpha, beta",
        "beta",
    )
    assert difference(result, "weights", "alpha") == -12.5
    assert difference(result, "assessments.beta.reach", "beta") == 10
    assert difference(result, TOGETHER, "beta") == 7.5


def test_a_changed_requirement_shows_the_verdicts_that_it_changed():
    before = make_decision()
    after = make_decision(require={"reach": {"at_least": 60}})
    result = diff(before, after)

    assert rows(result) == {("criteria.reach.require", "added"): ("", "at_least: 60")}
    assert effect(result, TOGETHER)["verdicts"] == "Beta is sufficient before, insufficient after"
    assert result.text == (
        "1 change. Together: Alpha and Beta are chosen before, Alpha after; the outcome is tied before, certain after; "
        "Beta is sufficient before, insufficient after."
    )


def test_a_vendor_that_comes_or_goes_takes_its_scores_along():
    after = make_decision()
    before = after.without_vendor("beta")
    coming, going = diff(before, after), diff(after, before)

    assert list(rows(coming)) == [("vendors.beta", "added")]
    assert list(rows(going)) == [("vendors.beta", "removed")]
    assert effect(coming, "vendors.beta")["verdicts"] == "Beta is new and sufficient"
    assert effect(going, "vendors.beta")["verdicts"] == "Beta, sufficient before, is no longer a vendor"
    assert coming.values.set_index(["change", "vendor"])["difference"].isna().to_list() == [False, True] * 2


def test_a_new_criterion_is_not_valid_without_its_weight_and_says_so():
    after = make_decision()
    result = diff(after.without_criterion("price"), after)

    assert not effect(result, "criteria.price")["valid"]
    assert "gives no weight to price" in effect(result, "criteria.price")["note"]
    assert "Not valid alone: “criteria.price”, “weights”." in result.text
    assert "not valid alone" in str(result)


def test_a_criterion_that_goes_alone_leaves_the_other_weights_in_proportion():
    before = make_decision()
    result = diff(before, before.without_criterion("price"))

    assert effect(result, "criteria.price")["chosen_after"] == "alpha"


def test_a_score_may_cite_evidence_that_came_with_it():
    before = make_decision()
    after = edited(
        make_decision(evidence=EVIDENCE).with_assessment("beta", "reach", {"value": 90, "evidence": ["E1"]}),
    )
    result = diff(before, after)

    assert list(result.effects["change"]) == ["assessments.beta.reach", "evidence.E1", TOGETHER]
    assert result.effects["valid"].all()
    assert "1 change does nothing alone." in result.text


def test_evidence_that_a_score_rests_on_cannot_go_alone():
    after = make_decision()
    cited = make_decision(evidence=EVIDENCE).with_assessment("beta", "reach", {"value": 90, "evidence": ["E1"]})

    assert "Unknown evidence 'E1'" in effect(diff(cited, after), "evidence.E1")["note"]


def test_a_scenario_changes_nothing_in_the_base():
    before = make_decision(scenarios={"odd": {"criteria": ["reach"]}, "even": {"criteria": ["price"]}})
    after = edited(before, scenarios={"odd": {"criteria": ["price"]}, "third": {"vendors": ["alpha"]}})
    result = diff(before, after)

    assert [path for path, _ in rows(result)] == ["scenarios.odd", "scenarios.even", "scenarios.third"]
    assert result.text == (
        "3 changes. Together: no verdict, no value and no choice changes. 3 changes do nothing alone."
    )


def test_parts_of_the_policy_are_changes_of_their_own():
    before, after = make_decision(policy={"minimum_value": 50}), make_decision(policy={"separation": 0.9})

    assert rows(diff(before, after)) == {
        ("policy.minimum_value", "removed"): ("50", ""),
        ("policy.separation", "added"): ("", "0.9"),
    }


def test_a_vendor_that_would_lead_is_named():
    before = make_decision({"alpha": {"reach": 80}, "beta": {"reach": "unknown"}}, require={"reach": {"at_least": 90}})
    result = diff(before, before.with_assessment("beta", "reach", 95))

    assert "Beta would lead before, nobody after" in result.text


def test_the_result_prints_both_digests_and_becomes_plain_data():
    before = make_decision()
    after = before.with_assessment("beta", "reach", 70)
    result = diff(before, after)
    data = json.loads(json.dumps(result.to_dict()))

    assert f"before {before.digest}\nafter  {after.digest}" in str(result)
    assert (data["before"], data["stamp"]["decision"]) == (before.digest, after.digest)
    assert data["table"] == [{"path": "assessments.beta.reach", "kind": "changed", "before": "50", "after": "70"}]
    assert not {"details", "together"} & set(data)


def test_of_many_changes_the_first_are_tried_alone(monkeypatch):
    monkeypatch.setattr("vendor_eval.analysis.diff.MOST_ALONE", 7)
    scores = {f"v{i}": {"reach": i} for i in range(8)}
    before = make_decision(scores)
    after = make_decision({vendor: {"reach": row["reach"] + 1} for vendor, row in scores.items()})
    result = diff(before, after)

    assert len(result.effects) == 7 + 1
    assert "2 more changes alone: see the table of effects." in result.text
    assert "1 change was not tried alone." in result.text


def test_a_text_of_several_lines_is_shown_in_one():
    assert in_one_line({"because": "one\n two", "normalise": True}) == "because: one two, normalise: true"


@pytest.mark.parametrize("swap", [False, True])
def test_the_order_of_keyed_parts_does_not_matter(swap):
    before = make_decision()
    plain = before.plain()
    turned = {name: dict(reversed(list(plain[name].items()))) for name in ("criteria", "vendors", "assessments")}
    after = Decision.model_validate(plain | turned)
    one, other = (after, before) if swap else (before, after)

    assert diff(one, other).changes.empty


@settings(max_examples=15)
@given(decisions())
def test_a_decision_does_not_differ_from_itself(decision):
    result = diff(decision, Decision.model_validate(decision.plain()))

    assert result.changes.empty
    assert result.effects.empty
    assert result.text == "No changes: both decisions have the same content."


@settings(max_examples=30)
@given(decisions(), decisions())
def test_all_changes_together_turn_one_decision_into_the_other(before, after):
    changes = changes_between(before, after)

    assert Decision.model_validate(applied(before.plain(), changes)).digest == after.digest
    assert (not changes) == (before.digest == after.digest)


@settings(max_examples=20)
@given(decisions(), decisions())
def test_the_reverse_diff_is_the_mirror_image(before, after):
    there, back = changes_between(before, after), changes_between(after, before)

    assert {(one.path, one.kind, *one.texts) for one in there} == {
        (one.path, MIRRORED[one.kind], *one.texts[::-1]) for one in back
    }


@settings(max_examples=10)
@given(decisions(criteria_count=(1, 3), vendors=(1, 3)), st.data())
def test_changes_of_names_alone_have_no_effect(decision, data):
    plain = decision.plain()
    plain |= {name: "another " + plain.get(name, "") for name in data.draw(st.sets(st.sampled_from(NAMES), min_size=1))}
    for section in ("vendors", "criteria"):
        for noun in plain[section].values():
            noun |= {"name": "renamed", "description": "described anew"}
    named = {name: plain[name] for name in (*NAMES, "vendors", "criteria") if name in plain}
    result = diff(decision, decision.replace(**named))

    assert result.effects["valid"].all()
    assert result.together.nothing
    assert (result.values["difference"].abs() == 0).all()


@settings(max_examples=8)
@given(decisions(criteria_count=(1, 2), vendors=(1, 3)), decisions(criteria_count=(1, 2), vendors=(1, 3)))
def test_any_two_decisions_can_be_compared(before, after):
    result = diff(before, after)

    assert len(result.changes) == len(result.details)
    assert str(result).startswith(result.text)
