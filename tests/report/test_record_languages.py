"""The record in each language: all that it says beside the report is said through phrases."""

import pytest

from builders import make_decision
from languages.pseudo import left_in_english, speak_wide
from pages import markdown_chapters
from vendor_eval.analysis.diff import diff
from vendor_eval.analysis.translation import speaking_of
from vendor_eval.report import charts
from vendor_eval.report.markdown import markdown
from vendor_eval.report.record_content import record_content
from vendor_eval.report.record_fields import FIELDS
from vendor_eval.report.runs import run

# Its own words are Chinese: what is left in Latin letters is ours.
LATE = {"worst": 0, "best": 100, "on": "2025-03-01", "by": "安娜", "because": "因此"}
PANEL = {"by_evaluator": {"a9": {"value": 80, "because": "理由"}, "b9": 60}}
SCORES = {
    "a1": {"甲": PANEL, "乙": {"value": 60, "on": "2025-01-10", "evidence": ["E1"]}, "丙": 50},
    "b2": {"甲": PANEL | {"agreed": {"value": 60, "because": "理由"}}, "乙": {"low": 30, "high": 80}, "丙": 50},
    "c3": {"甲": 70, "乙": "unknown", "丙": 10},
}
COST = {"low": 8, "high": 11, "currency": "元"}
JUDGED = {
    "scores": SCORES,
    "evaluators": {"a9": {"name": "安娜", "role": "买"}, "b9": {}},
    "evidence": {"E1": {"claim": "说法", "source": "来源"}, "E2": {"claim": "说法", "source": "来源"}},
}
DECISIONS = {
    "chosen": JUDGED
    | {
        "scales": {"甲": LATE, "乙": LATE | {"on": "2025-01-20"}, "丙": LATE | {"on": "2025-01-01"}},
        "require": {"丙": {"at_least": 20}},
        "weights": {
            "by_evaluator": {"a9": {"swing": {"甲": 5, "乙": 5, "丙": 1}}, "b9": {"swing": {"甲": 5, "乙": 4, "丙": 1}}}
        },
        "vendors": {"a1": {"cost": COST}, "b2": {"cost": COST | {"low": 2, "high": 4}}},
        "conditions": {"项": {"name": "条件"}},
    },
    "undetermined": JUDGED | {"require": {"乙": {"at_least": 70}}, "information_only": ["丙"]},
    "one vendor": {"scores": {"a1": {"甲": 80}}},
    "all insufficient": JUDGED | {"require": {"甲": {"at_least": 99}}},
}
# Keys of fields, ids of evidence, names of software, paths in a file: the same in every language.
NAMES = [*FIELDS, "vendor_eval SHA", "assessments by_evaluator because value"]
TAKEN = {"stamp", "matrix"}  # commands and packages; what the report says of its own is tested there


@pytest.mark.parametrize(("name", "filled"), [*((name, False) for name in DECISIONS), ("chosen", True)])
def test_in_a_made_up_language_no_english_word_is_left(name, filled, monkeypatch):
    decision = make_decision(title="决定", translations={"de": {"决定": "决策"}}, **DECISIONS[name])
    since = decision.with_assessment("a1", "甲", 1) if filled else None
    changes = since and diff(since, decision)
    monkeypatch.setattr(charts, "svg", lambda ax: "<svg></svg>")
    speak_wide(monkeypatch)

    with speaking_of(decision, "de") as spoken:
        content = record_content(
            run(spoken, weights="declared", draws=50, seed=0), dict.fromkeys(FIELDS, "说") if filled else {}, changes
        )
        written = markdown(content).decode()
    for one in filter(None, (decision, since)):
        written = written.replace(one.digest, "")
    chapters = markdown_chapters(written)

    left = {anchor: left_in_english(text, NAMES) for anchor, text in chapters.items() if anchor not in TAKEN}
    assert {anchor: words for anchor, words in left.items() if words} == {}
