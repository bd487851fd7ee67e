"""Letters and findings depend on nothing about rivals but what a profile lets through, and leak none of it."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from letters import AFTER, PROFILES, settled, with_other_rivals
from strategies import decisions
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.reasons.appraise import appraise
from vendor_eval.reasons.debrief import debrief
from vendor_eval.reasons.grounds import verdict_reasons


@settings(max_examples=15)
@given(with_other_rivals())
def test_findings_on_a_vendor_do_not_depend_on_its_rivals(case):
    first, second, vendor = case

    ours, theirs = (appraise(evaluate(one), vendor) for one in (first, second))

    assert repr(ours.items) == repr(theirs.items)
    assert ours.text == theirs.text


@settings(max_examples=100)
@given(with_other_rivals(), st.sampled_from(PROFILES))
def test_what_a_profile_forbids_changes_no_letter(case, profile):
    first, second, vendor = case
    ours, theirs = (debrief(evaluate(one), vendor, profile) for one in (first, second))
    assume(settled(ours) == settled(theirs))

    assert ours.text == theirs.text


@settings(max_examples=15)
@given(with_other_rivals())
def test_a_private_letter_depends_on_the_outcome_for_its_vendor_alone(case):
    first, second, vendor = case
    evaluations = [evaluate(one) for one in (first, second)]
    ours, theirs = (debrief(one, vendor, "private") for one in evaluations)
    assume(ours.view.withheld == theirs.view.withheld)
    came_out = {
        (one.verdicts[vendor].name, len(one.chosen) == 1 and one.outcome.status != "conditional", vendor in one.chosen)
        for one in evaluations
    }
    verdicts = {one.verdicts[vendor].name for one in evaluations}
    assume(len(came_out) == 1 or verdicts <= {"insufficient", "undetermined"})

    assert ours.text == theirs.text


@settings(max_examples=15)
@given(decisions(vendors=(2, 4), criteria_count=(1, 4), scenario_count=(0, 0)), st.sampled_from(PROFILES))
def test_the_letter_gives_the_reasons_that_the_record_gives(decision, profile):
    evaluation = evaluate(decision)
    for vendor in decision.vendors:
        letter = debrief(evaluation, vendor, profile)
        recorded = list(verdict_reasons(evaluation, vendor))

        assert [(one.kind, one.criterion, dict(one.numbers)) for one in letter.reasons] == [
            (one.kind, one.criterion, dict(one.numbers)) for one in recorded
        ]
        assert not [one for one in letter.remarks if one.point == "same reasons as the record"]
        assert not [one for one in letter.remarks if one.point == "every failed requirement" and one.severity == "high"]


@settings(max_examples=15)
@given(decisions(vendors=(2, 4), criteria_count=(1, 4), scenario_count=(0, 0)), st.sampled_from(PROFILES), st.data())
def test_no_letter_names_a_rival_whatever_the_texts_say(decision, profile, data):
    names = {key: f"Quorvex{'abcdefgh'[number]}" for number, key in enumerate(decision.vendors)}
    vendor = data.draw(st.sampled_from(sorted(decision.vendors)))
    spoken = f"better than {' and '.join(names.values())}, who asked 987,654.25 florins"
    plain = decision.replace(translations={}).plain()
    for key, noun in plain["vendors"].items():
        noun["name"] = names[key]
        if key != vendor:
            noun |= {"description": "maker of Frobnitz", "cost": {"value": 987654.25, "currency": "florins"}}
    for row in plain["assessments"].values():
        for key, one in row.items():
            row[key] = (one if isinstance(one, dict) else {"value": one}) | {"because": spoken}
    for item in plain.get("evidence", {}).values():
        item["claim"] = f"Frobnitz beats it: {spoken}"
    assume(not any("by_evaluator" in one for row in plain["assessments"].values() for one in row.values()))

    letter = debrief(evaluate(type(decision).model_validate(plain)), vendor, profile)

    told = {letter.view.winner.name} if letter.view.winner else set()
    for name in {*names.values(), "Frobnitz", "987,654"} - {names[vendor]} - told:
        if not (name == "987,654" and letter.view.winner):
            assert name not in letter.text
    assert not [one for one in letter.remarks if one.point == "nothing forbidden" and "Quorvex" in one.text]


@pytest.mark.parametrize("profile", sorted(set(PROFILES) - set(AFTER)))
@settings(max_examples=10)
@given(decision=decisions(vendors=(2, 4), criteria_count=(1, 3), scenario_count=(0, 0)))
def test_a_profile_before_award_tells_nobody_of_the_one_that_was_chosen(profile, decision):
    evaluation = evaluate(decision)
    for vendor in decision.vendors:
        view = debrief(evaluation, vendor, profile).view

        assert (view.winner, view.nobody, view.place) == (None, False, None)
