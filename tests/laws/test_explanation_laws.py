"""What must hold of every explanation: it says nothing but its data, its arguments hold, and its cures work."""

import html
import itertools
import json
import math
import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from builders import make_decision
from strategies import decisions
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.analysis.wording import joined, percent, share
from vendor_eval.engine.ranks import TIE
from vendor_eval.languages.numbers import decimals, number
from vendor_eval.reasons.explain import explain
from vendor_eval.reasons.reason import ARGUMENTS

CLOSE = 1e-9
FREE = decisions(scenario_count=(0, 0))
SEVERAL = decisions(vendors=(2, 4), criteria_count=(1, 6), scenario_count=(0, 0))
NUMBER = re.compile(r"−?\d(?:[\d,]*\d)?(?:\.\d+)?")
NAMED_HERE = {"requirement failed", "requirement open", "should failed", "should open", "requirement waived"}


def any_explanation(data, decision):
    evaluation = evaluate(decision)
    vendor, *others = data.draw(st.permutations(list(decision.vendors)))
    return explain(evaluation, vendor, over=data.draw(st.none() | st.sampled_from(others)) if others else None)


@st.composite
def plain_pairs(draw):
    """Two vendors of which all is known, so that it is all about weights and performances."""
    count = draw(st.integers(2, 7))
    # Sampled, so that small numbers are no likelier than others: else hardly ever a set has two members.
    points = st.sampled_from([*range(101), 50.25, 50.5])
    scores = {vendor: {f"c{j}": draw(points) for j in range(count)} for vendor in ("alpha", "beta")}
    weights = {f"c{j}": draw(st.sampled_from(range(20))) for j in range(count)}
    assume(any(weights.values()))
    return make_decision(scores, weights=weights)


# Sentences


def forms(reason):
    """Every way in which a number of a reason may be written, as the wording writes numbers: never by rounding anew."""
    numbers = dict(reason.numbers)
    said = set()
    for x in numbers.values():
        for y in (x, -x, 100 * x):
            said |= {number(y), *(decimals(y, places) for places in range(13))}
        said |= {percent(x)} if 0 <= x <= 1 else set()
    if {"share", "draws"} <= set(numbers):
        said.add(share(numbers["share"], int(numbers["draws"])))
    return {found for one in said for found in NUMBER.findall(one)}


def unaccounted(reason):
    """The numbers of a sentence that are none of its reason's, and stand in none of the words that it was given."""
    given_words = [*reason.words.values(), *reason.evidence]
    printed = {found for word in given_words for found in NUMBER.findall(word)}
    return [found for found in NUMBER.findall(reason.text) if found not in printed | forms(reason)]


@given(FREE, st.data())
def test_every_view_gives_the_same_sentences_whose_numbers_and_evidence_are_those_of_their_reasons(decision, data):
    found = any_explanation(data, decision)

    for reason in found.reasons:
        assert (reason.kind, unaccounted(reason)) == (reason.kind, [])
        check_evidence(decision, reason)
    check_values(found)
    page, printed, plain = found._repr_html_(), str(found), found.to_dict()
    sentences = [reason.text for reason in found.reasons]
    assert found.text == "\n".join(sentences)
    assert [one["text"] for one in plain["reasons"]] == sentences
    assert page.count("<li>") == len(sentences)
    assert all(f"<li>{html.escape(one)}" in page and one in printed for one in sentences)
    assert all(html.escape(one.beside) in page and one.beside in printed for one in found.reasons)
    assert "<script>" not in page
    json.dumps(plain, allow_nan=False)


def check_values(found):
    """Check that the value said of one vendor is that of the model."""
    row = found.evaluation.row(found.vendor)
    for reason in found.reasons:
        if reason.kind in {"value without rank", "standing"}:
            name = "value_if_met" if row["verdict"] == "undetermined" else "value"
            assert reason.numbers["value"] == pytest.approx(row[name], abs=CLOSE)


def check_evidence(decision, reason):
    assert [one.id for one in reason.strength] == list(reason.evidence)
    for one in reason.strength:
        item = decision.evidence[one.id]
        assert (one.kind, one.grade, one.day) == (item.kind, item.grade, str(item.describes))
    if reason.kind in NAMED_HERE and reason.evidence:
        assert reason.cites
        assert f"(evidence {joined(reason.evidence)})" in reason.text
    if reason.kind in {"evidence", "evidence weakness"}:
        assert all(f"{key} (" in reason.text for key in reason.evidence)


# Arguments and sums


def tampered(argument):
    """The argument with something in it that is not so, each in turn."""
    numbers = argument.numbers
    yield replace(argument, numbers={**numbers, "gap": numbers["gap"] + 0.01})
    yield replace(argument, numbers={name: x for name, x in numbers.items() if name != "gap"})
    for name in ("gain", "loss", "criteria", "certain", "share", "moved"):
        if name in numbers:
            yield replace(argument, numbers={**numbers, name: numbers[name] + 0.25})
    if argument.type not in {"tie", "close call", "undecidable"} and argument.criteria:
        yield replace(argument, criteria=argument.criteria[1:])
    if argument.type != "tie":
        yield replace(argument, vendor=argument.over, over=argument.vendor)
    if argument.payments:
        yield replace(argument, payments=argument.payments[1:])
        first = replace(argument.payments[0], points=argument.payments[0].points + 0.25)
        yield replace(argument, payments=(first, *argument.payments[1:]))
    yield replace(argument, vendor="nobody")


def check_argument(evaluation, vendor, over):
    """Check that an argument holds, both ways round, and not with something in it that is not so."""
    found, back = explain(evaluation, vendor, over=over), explain(evaluation, over, over=vendor)
    argument = found.argument
    assert [reason.kind for reason in found.reasons if reason.kind in ARGUMENTS] == [argument.type]
    assert argument.holds(evaluation)
    assert back.argument.type == argument.type
    if argument.type != "tie":
        assert (back.argument.vendor, back.argument.over) == (argument.vendor, argument.over)
    assert [one for one in tampered(argument) if one.holds(evaluation)] == []
    return found, back


def check_sums(evaluation, there, back):
    """Check that differences and contributions sum to what is said, and that the gap turns round."""
    (gap,) = [reason for reason in there.reasons if reason.kind == "gap"]
    counted = evaluation.table.set_index("vendor")["value_if_met"]
    assert there.table["difference"].sum() == pytest.approx(gap.numbers["gap"], abs=CLOSE)
    assert gap.numbers["gap"] == pytest.approx(counted[there.vendor] - counted[there.over], abs=CLOSE)
    pros, cons = gap.numbers["advantages"], gap.numbers["sacrifices"]
    assert pros - cons == pytest.approx(gap.numbers["gap"], abs=CLOSE)
    mirrored = back.table.set_index("criterion")["difference"][there.table["criterion"]]
    assert np.allclose(there.table["difference"], -mirrored, rtol=0, atol=CLOSE)
    assert (there.table["low"] <= there.table["difference"] + CLOSE).all()
    assert (there.table["difference"] <= there.table["high"] + CLOSE).all()
    differences = there.table.set_index("criterion")["difference"].to_dict()
    spoken = [reason for reason in there.reasons if reason.kind in {"advantage", "sacrifice"}]
    assert all(reason.numbers["difference"] == differences[reason.criterion] for reason in spoken)
    sign = 1 if there.argument.vendor == there.vendor else -1
    assert there.argument.numbers["gap"] == pytest.approx(sign * gap.numbers["gap"], abs=CLOSE)
    sums = evaluation.contributions.groupby("vendor")["contribution"].sum()
    assert np.allclose(sums, evaluation.table.set_index("vendor")["value"][sums.index], rtol=0, atol=CLOSE)


@given(SEVERAL, st.data())
def test_differences_sum_to_the_gap_and_every_argument_holds_either_way_round(decision, data):
    evaluation = evaluate(decision)
    vendor, over = data.draw(st.permutations(list(decision.vendors)))[:2]

    check_sums(evaluation, *check_argument(evaluation, vendor, over))


@given(plain_pairs())
def test_of_known_vendors_every_argument_holds_and_every_set_of_advantages_is_sufficient_and_minimal(decision):
    found, _ = check_argument(evaluate(decision), "alpha", "beta")
    argument = found.argument
    if argument.type not in {"sufficient set", "compensation"}:
        return
    sign = 1 if argument.vendor == "alpha" else -1
    differences = dict(zip(found.table["criterion"], sign * found.table["difference"], strict=True))
    loss = -math.fsum(min(points, 0.0) for points in differences.values())
    pros = {key: points for key, points in differences.items() if points > TIE}

    assert set(argument.criteria) <= set(pros)
    assert math.fsum(pros[key] for key in argument.criteria) > loss + TIE / 2
    # Every smaller set, one by one: it may be enough only by what rounding alone could make.
    smaller = (part for size in range(len(argument.criteria)) for part in itertools.combinations(pros, size))
    assert not any(math.fsum(pros[key] for key in part) > loss + 2 * TIE for part in smaller)
    if argument.type == "compensation":
        assert set(argument.criteria) == set(pros)
        assert len(argument.payments) >= sum(points < -TIE for points in differences.values())


@given(plain_pairs())
def test_what_must_be_kept_is_enough_whatever_becomes_of_the_rest_and_nothing_less_is(decision):
    evaluation = evaluate(decision)
    found = explain(evaluation, "alpha", over="beta")
    said = [reason for reason in found.reasons if reason.kind == "kept"]
    if not said:
        return
    names = {decision.criterion_name(key): key for key in decision.weighted}
    kept = {key for name, key in names.items() if name in re.split(", | and ", said[0].words["criteria"])}
    ahead, behind = found.argument.vendor, found.argument.over
    weights = {key: weight for key, weight in decision.point_weights.items() if weight > 0}

    def least(part):
        """The gap where all but a part of the criteria turn out as badly as the scales allow."""
        worst = decision
        for key in set(weights) - set(part):
            worst = worst.with_assessment(ahead, key, 0).with_assessment(behind, key, 100)
        values = evaluate(worst).table.set_index("vendor")["value"]
        return values[ahead] - values[behind]

    assert least(kept) > 0
    assert all(least(kept - {key}) <= CLOSE for key in kept)


@given(plain_pairs(), st.data())
def test_an_argument_does_not_hold_once_a_performance_is_another(decision, data):
    evaluation = evaluate(decision)
    argument = explain(evaluation, "alpha", over="beta").argument
    vendor, key = data.draw(st.sampled_from(["alpha", "beta"])), data.draw(st.sampled_from(decision.weighted))
    changed = evaluate(decision.with_assessment(vendor, key, data.draw(st.integers(0, 100))))
    before, after = (one.table.set_index("vendor")["value"] for one in (evaluation, changed))
    assume(abs(before[vendor] - after[vendor]) > 1e-6)

    assert not argument.holds(changed)


# Cures


def cured(decision, reason):
    """The decision with the changes made that a cure names, from its own numbers and words alone."""
    changes = {**reason.numbers, **reason.words}
    for name, score in changes.items():
        if name.startswith("to "):
            decision = decision.with_assessment(reason.vendor, name.removeprefix("to "), score)
    return decision


@given(decisions(vendors=(1, 3), criteria_count=(1, 4), scenario_count=(0, 0)))
def test_every_cure_works_the_grounds_are_gone(decision):
    evaluation = evaluate(decision)
    for vendor in [key for key, verdict in evaluation.verdicts.items() if verdict.name == "insufficient"]:
        (cure,) = [reason for reason in explain(evaluation, vendor).reasons if reason.kind == "cure"]

        named = [name for name in {**cure.numbers, **cure.words} if name.startswith("to ")]
        assert len(named) == cure.numbers["changes"]
        if named:
            after = evaluate(cured(decision, cure)).verdicts[vendor]
            assert (after.name, after.grounds) == ("sufficient", ())
