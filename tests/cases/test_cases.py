import pytest

from vendor_eval import cases
from vendor_eval.decision.document import Decision
from vendor_eval.errors import UnknownNameError
from vendor_eval.files.formats import loads


@pytest.mark.parametrize("name", cases.names())
def test_every_shipped_case_is_a_sound_decision_and_so_is_each_of_its_scenarios(name):
    decision = cases.load(name)

    assert isinstance(decision, Decision)
    assert all(decision.under(scenario).scenarios == {} for scenario in decision.scenarios)


@pytest.mark.parametrize("name", cases.names())
def test_the_text_of_a_case_is_the_file_that_is_loaded(name):
    assert loads(cases.text(name)) == cases.load(name)


def test_an_unknown_case_names_the_nearest():
    with pytest.raises(UnknownNameError, match=r"Unknown case 'apple-china'. Did you mean 'apple-china-2025'"):
        cases.load("apple-china")


def test_the_base_of_the_flagship_case_rests_on_no_report_of_the_decision():
    decision = cases.load("apple-china-2025")
    used = {key for row in decision.assessments.values() for one in row.values() for key in one.evidence}

    assert not [key for key in used if decision.evidence[key].circular]


def test_the_base_of_the_flagship_case_rests_on_no_report_of_the_customers_own_tests_and_talks():
    decision = cases.load("apple-china-2025")
    used = {key for row in decision.assessments.values() for one in row.values() for key in one.evidence}

    assert not used & {"E060", "E138", "E141"}


def test_no_reason_of_a_scale_or_a_requirement_in_the_flagship_case_names_a_vendor():
    decision = cases.load("apple-china-2025")
    reasons = [
        text
        for criterion in decision.criteria.values()
        for text in [criterion.scale.because if criterion.scale else "", *[one.because for one in criterion.require]]
    ]
    names = [decision.vendor_name(key) for key in decision.vendors]

    assert not [name for name in names for text in reasons if name.casefold() in text.casefold()]
    assert all(
        reason for criterion in decision.criteria.values() for reason in [one.because for one in criterion.require]
    )
