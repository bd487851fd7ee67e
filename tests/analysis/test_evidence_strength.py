from datetime import date

import pytest

from builders import make_decision
from vendor_eval.analysis.evidence_strength import SUPPOSED, evidence_tests
from vendor_eval.analysis.robustness import robustness
from vendor_eval.errors import OptionError

DRAWS = 200
EVIDENCE = {
    "claim": {"kind": "vendor_claim", "grade": "medium", "describes": "2025-01", "source": "Alpha's page"},
    "old": {"kind": "audit", "grade": "high", "describes": "2023", "publisher": "An auditor"},
    "low": {"kind": "press_report", "grade": "low", "describes": "2025-02-01"},
    "seen": {"kind": "own_test", "grade": "high", "describes": "2025-02-10", "publisher": "an auditor "},
}
SCORES = {
    "alpha": {"reach": {"value": 80, "evidence": ["claim"]}, "price": {"value": 50, "evidence": ["old", "low"]}},
    "beta": {"reach": {"value": 60, "evidence": ["seen", "old"]}, "price": {"value": 50, "evidence": ["low"]}},
    "gamma": {"reach": {"value": 40, "because": "felt"}, "price": "unknown"},
}
PARTS = {"require": {"reach": {"at_least": 30}}, "evidence": EVIDENCE, "weights": {"reach": 75, "price": 25}}


def judged(**parts):
    return evidence_tests(make_decision(SCORES, **PARTS | parts), draws=DRAWS)


def test_each_assessment_rests_on_its_best_item():
    resting = judged().resting.set_index(["vendor", "criterion"])

    assert resting["strength"].to_dict() == {
        ("alpha", "reach"): "medium",
        ("alpha", "price"): "high",
        ("beta", "reach"): "high",
        ("beta", "price"): "low",
        ("gamma", "reach"): "none",
        ("gamma", "price"): "unknown",
    }
    assert resting["kind"].dropna().to_list() == ["vendor_claim", "audit", "own_test", "press_report"]
    assert resting.loc[("beta", "reach"), ["items", "sources", "one_source"]].to_list() == [2, 1, True]
    assert resting["claims_only"].to_list() == [True, False, False, False, False, False]
    assert resting["one_source"].to_list() == [True, False, True, True, False, False]


def test_the_shares_of_the_weight_sum_to_one():
    shares = judged().shares

    assert shares.loc["beta"].to_dict() == {"high": 0.75, "medium": 0, "low": 0.25, "none": 0, "unknown": 0}
    assert shares.sum(axis=1).to_list() == pytest.approx([1, 1, 1])


def test_what_loses_all_its_evidence_becomes_unknown_and_verdicts_follow():
    tests = judged()

    assert tests.lost == {
        "as it is": (),
        "no claims": (("alpha", "reach"),),
        "no low grade": (("beta", "price"),),
        "recent": (),
        "widening": (),
    }
    assert tests.since == date(2024, 2, 15)
    assert tests.changes("no claims") == {"alpha": ("sufficient", "undetermined")}
    assert tests.changes("no low grade") == {}
    assert tests.outcomes["as it is"].chosen == ("alpha",)
    assert tests.outcomes["no claims"].chosen == ("beta",)
    assert tests.same("recent")
    assert not tests.same("no claims")


def test_the_day_can_be_named_and_a_year_before_a_leap_day_is_the_28th():
    decision = make_decision(SCORES, **PARTS)

    assert evidence_tests(decision, since=date(2025, 2, 5), draws=DRAWS).lost["recent"] == (
        ("alpha", "reach"),
        ("alpha", "price"),
        ("beta", "price"),
    )
    scores = {"alpha": {"reach": 1}}
    assert evidence_tests(make_decision(scores, as_of="2024-02-29"), draws=DRAWS).since == date(2023, 2, 28)


def test_beliefs_are_widened_where_the_file_does_not_and_not_where_it_does():
    off, on = judged(), judged(policy={"widen_by_grade": {"medium": 0.8, "low": 0.8}})

    assert off.widened == SUPPOSED
    # 40 without evidence becomes 20 to 70, and 30 are required.
    assert off.changes("widening") == {"gamma": ("sufficient", "undetermined")}
    assert on.widened is None
    # 80 by a claim of medium grade becomes 16 to 96.
    assert on.changes("widening") == {"alpha": ("undetermined", "sufficient")}
    assert on.resting["widened"].sum() == 2


def test_it_reads_as_sentences():
    assert judged().text == (
        "Of 6 assessments, 2 rest at best on evidence of high grade, 1 of medium and 1 of low; 1 cite no evidence,"
        " and 1 are unknown. 3 assessments rest on one source only. 1 assessment rests on vendors’ own claims "
        "only. As it is, Alpha is chosen for certain. The same comes out without evidence of low grade and without"
        " evidence on a state before 2024-02-15. Without vendors’ own claims: Beta is the best shown to be "
        "sufficient, and Alpha would lead if what is open were met. Alpha is then undetermined instead of "
        "sufficient. With beliefs widened by grade: Alpha leads. Gamma is then undetermined instead of sufficient."
    )


def test_a_run_that_is_there_is_not_made_again():
    decision = make_decision({"alpha": {"reach": 1}, "beta": {"reach": 2}})
    base = robustness(decision, draws=DRAWS)

    tests = evidence_tests(decision, draws=DRAWS, base=base)

    assert tests.outcomes["as it is"] is base.outcome
    assert tests.outcomes["recent"] is base.outcome


def test_it_is_plain_data_and_a_table():
    tests = judged()

    assert tests.to_dict()["table"][0]["test"] == "as it is"
    assert tests.shown()["become unknown"].to_list() == [0, 1, 1, 0, 0]


def test_a_wrong_option_is_refused():
    with pytest.raises(OptionError, match="draws"):
        evidence_tests(make_decision(), draws=0)
