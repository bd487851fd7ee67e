from datetime import date
from typing import get_args

import pytest

from vendor_eval.analysis.vocabulary import (
    grade_said,
    kind_said,
    result_said,
    scenario_said,
    verdict_said,
    when_said,
)
from vendor_eval.decision.dates import When
from vendor_eval.decision.evidence import Grade, Kind
from vendor_eval.languages.speaking import speaking


@pytest.mark.parametrize("verdict", ["sufficient", "insufficient", "undetermined"])
def test_english_says_a_verdict_by_its_name(verdict):
    assert verdict_said(verdict) == verdict


@pytest.mark.parametrize("result", ["met", "failed", "open", "waived"])
def test_english_says_a_result_by_its_name(result):
    assert result_said(result) == result


def test_each_kind_and_grade_of_evidence_has_its_own_words():
    assert [kind_said(kind) for kind in get_args(Kind)] == [
        *("own test", "audit", "contract", "official record", "reported fact"),
        *("analyst's estimate", "press report", "vendor's claim"),
    ]
    assert {grade_said(grade) for grade in get_args(Grade)} == {"high grade", "medium grade", "low grade"}


def test_only_the_decision_without_a_scenario_has_a_name_of_ours():
    assert (scenario_said("base"), scenario_said("wider intervals")) == ("base", "wider intervals")


@pytest.mark.parametrize("text", ["unknown", "2024", "2024-Q2", "2024-06", "2024-06-30", "2024-06/2024-08"])
def test_english_says_a_date_as_the_file_has_it(text):
    assert when_said(When.parse(text)) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2024", "the year 2024"),
        ("2024-Q2", "quarter 2 of 2024"),
        ("2024-06", "month 6 of 2024"),
        ("2024-06-30", "30.06.2024"),
        ("2024-Q1/2024-06-30", "quarter 1 of 2024 bis 30.06.2024"),
    ],
)
def test_another_language_says_a_date_as_exactly_as_it_is_known(text, said, monkeypatch):
    monkeypatch.setattr("vendor_eval.languages.phrases.phrasebook", lambda _: _OnlyRanges())

    with speaking("de"):
        assert when_said(When.parse(text)) == said
        assert when_said(date(2024, 6, 30)) == "30.06.2024"


class _OnlyRanges:
    """A phrasebook that leaves all but ranges in English."""

    def find(self, phrase, several, context, count):
        return "{low} bis {high}" if phrase == "{low} to {high}" else None
