from dataclasses import replace
from typing import get_args

import pytest

from vendor_eval.reasons.phrases import PHRASES
from vendor_eval.reasons.reason import Kind, Reason, Strength

FAILED = Reason(
    "requirement failed",
    "alpha",
    numbers={"short_least": 1.0, "short_most": 1.0},
    words={"criterion": "Reach", "required": "at least 3", "asked": "required", "observed": "2", "assessed": "yes"},
)
SET = Reason(
    "sufficient set",
    "alpha",
    "beta",
    numbers={"criteria": 2, "gain": 4.0, "loss": 3.96},
    words={"ahead": "Alpha", "behind": "Beta", "criteria": "Reach and Price"},
)
OFTEN = {"gap": 2.0, "share": 0.7496, "separation": 0.75, "draws": 10_000, "seed": 0}


def test_a_reason_is_said_from_nothing_but_its_own_data():
    reason = Reason("level", "alpha", "beta", numbers={"criteria": 2}, words={"criteria": "Reach and Price"})

    assert reason.text == "Level on 2 criteria: Reach and Price."


def test_every_kind_of_reason_has_a_phrase():
    assert set(PHRASES) == set(get_args(Kind))


@pytest.mark.parametrize(
    ("rationale", "end"), [("counted", "counted."), ("counted. ", "counted."), ("really?", "really?"), (" ", "short.")]
)
def test_a_rationale_keeps_its_own_full_stop(rationale, end):
    assert replace(FAILED, words={**FAILED.words, "rationale": rationale}).text.endswith(end)


def test_sums_are_said_as_exactly_as_it_takes_to_see_which_is_more():
    assert SET.text == (
        "The case for Alpha over Beta rests on 2 advantages, Reach and Price: together their 4.00 points outweigh all "
        "that speaks against Alpha (3.96 points in all)."
    )


def test_a_share_that_falls_short_is_said_so_that_it_shows():
    reason = Reason("undecidable", "alpha", "beta", numbers=OFTEN, words={"ahead": "Alpha", "behind": "Beta"})

    assert reason.text.endswith("Alpha is ahead in 74.96 % of the draws, where 75.00 % would tell them apart.")


def test_a_share_of_weights_is_no_share_of_draws():
    numbers = {"gap": 2.0, "share": 0.6, "separation": 0.75, "draws": 0, "seed": 0}
    reason = Reason("undecidable", "alpha", "beta", numbers=numbers, words={"ahead": "Alpha", "behind": "Beta"})

    assert "Alpha is ahead for 60 % of them" in reason.text


@pytest.mark.parametrize(
    ("day", "said"),
    [("2025-01-30", "E1 (audit, high grade, 2025-01-30)"), ("unknown", "E1 (audit, high grade, of unknown date)")],
)
def test_strength_is_said_by_kind_grade_and_day(day, said):
    assert Strength("E1", "audit", "high", day).said == said


def test_a_reason_says_whether_its_sentence_names_its_evidence():
    assert replace(FAILED, evidence=("E1",)).cites
    assert "(evidence E1)" in replace(FAILED, evidence=("E1",)).text
    assert not FAILED.cites
    assert not replace(SET, evidence=("E1",)).cites


def test_what_stands_beside_a_sentence_is_not_said_twice():
    strength = (Strength("E1", "audit", "high", "2025"),)

    assert replace(SET, strength=strength).beside == "E1 (audit, high grade, 2025)"
    assert replace(FAILED, strength=strength).beside == ""
    assert SET.beside == ""
