import json

import pytest
from hypothesis import given, settings

from builders import make_decision
from strategies import decisions
from vendor_eval import cases
from vendor_eval.analysis.lint.lint import MOST_PLACES, SEVERITIES, lint
from vendor_eval.decision.document import Decision
from vendor_eval.errors import OptionError

BARE = make_decision({"alpha": {"reach": 80, "price": 30}, "beta": {"reach": 50, "price": 60}})


def test_the_text_counts_the_remarks_by_severity():
    table = lint(BARE).table
    counts = table["severity"].value_counts()

    assert lint(BARE).text == f"{len(table)} remarks: {counts['medium']} medium, {counts['low']} low."


def test_the_gravest_remarks_come_first():
    circular = {"E1": {"circular": True}}
    decision = make_decision(evidence=circular).with_assessment("beta", "price", {"value": 60, "evidence": ["E1"]})
    severities = lint(decision).table["severity"].map(SEVERITIES.index)

    assert severities.is_monotonic_increasing
    assert lint(decision).table.loc[0, ["code", "severity"]].to_list() == ["V601", "high"]


def test_remarks_can_be_left_out_and_the_text_says_so():
    result = lint(BARE, ignore=["V501", "V502"])

    assert not {"V501", "V502"} & set(result.table["code"])
    assert result.text.endswith("2 kinds of remark left out on request.")
    assert lint(BARE, ignore="V501").ignored == ("V501",)


def test_a_code_that_does_not_exist_is_refused_with_the_nearest():
    with pytest.raises(OptionError, match=r"not 'V50'\. Did you mean 'V50"):
        lint(BARE, ignore=["V50"])


def test_it_prints_as_a_list_with_why_and_fix_once_for_each_code():
    printed = str(lint(BARE))

    assert printed.startswith(lint(BARE).text + "\n\nV")
    assert "  assessments.alpha\n    2 scores of Alpha (Reach and Price) rest on no evidence.\n" in printed
    assert printed.count("  Why: Nobody can check a score that names no evidence") == 1


def test_of_many_places_the_first_are_printed():
    scores = {f"v{i}": {"reach": i, "price": 2 * i % 7} for i in range(MOST_PLACES + 3)}

    assert "  and 3 more places\n" in str(lint(make_decision(scores)))


def test_where_nothing_is_found_it_says_so():
    found = sorted(set(lint(BARE).table["code"]))

    assert str(lint(BARE, ignore=found)).startswith("No remarks. ")


def test_it_becomes_plain_data_and_a_table_in_a_notebook():
    data = json.loads(json.dumps(lint(BARE).to_dict()))

    assert set(data["table"][0]) == {"code", "severity", "place", "remark", "why", "fix"}
    assert data["stamp"]["decision"] == BARE.digest
    assert "V501" in lint(BARE)._repr_html_()


def test_nothing_of_high_severity_is_remarked_on_the_shipped_case():
    assert "high" not in set(lint(cases.load("apple-china-2025")).table["severity"])


@settings(max_examples=25)
@given(decisions())
def test_any_decision_can_be_linted_and_every_place_begins_in_the_file(decision):
    table = lint(decision).table

    assert set(table["severity"]) <= set(SEVERITIES)
    assert {place.split(".")[0] for place in table["place"]} <= set(Decision.model_fields)
    assert all(remark.endswith(".") and "\n" not in remark.strip() for remark in table["fix"])


@settings(max_examples=10)
@given(decisions())
def test_the_order_of_vendors_changes_no_code(decision):
    plain = decision.plain()
    turned = Decision.model_validate(plain | {"vendors": dict(reversed(list(plain["vendors"].items())))})

    assert sorted(lint(turned).table["code"]) == sorted(lint(decision).table["code"])
