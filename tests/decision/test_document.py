import math
from datetime import date, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import make_decision, make_plain
from strategies import decisions, texts
from vendor_eval.decision.assessments import Assessment
from vendor_eval.decision.beliefs import Interval
from vendor_eval.decision.document import FORMAT, Decision
from vendor_eval.decision.weights import AnyWeights
from vendor_eval.errors import DecisionError, UnknownNameError

RICH = make_plain(
    {
        "alpha": {"reach": 900, "terms": "good"},
        "beta": {"reach": {"low": 0, "high": 300}, "terms": {"levels": {"bad": 1}}},
    },
    scales={"reach": (0, 1200), "terms": {"bad": 0, "good": 100}},
    weights={"direct": {"reach": 0.5, "terms": 0.5}},
    require={"reach": {"at_least": 300}, "terms": [{"one_of": ["good"], "kind": "should", "p_met": 0.5}]},
    vendors={"alpha": {"cost": {"low": 1, "high": 2, "currency": "EUR", "evidence": ["E1"]}}},
    evidence={"E1": {"describes": "2024-Q2"}},
    conditions={"approval": {"name": "Approval", "due": "2025", "evidence": ["E1"]}},
    scenarios={
        "data only": {"criteria": ["reach"], "widen": 0.5, "requirements": ["reach"], "vendors": ["alpha"]},
        "other": {
            "weights": {"swing": {"reach": 1, "terms": 2}},
            "scale": {"reach": {"worst": 1, "best": 3, "shape": "piecewise", "points": [[2, 80]]}},
            "require": {"reach": None, "terms": {"at_least": "good"}},
            "assessments": {"alpha": {"reach": {"value": 3, "evidence": ["E1"]}}},
            "evidence": {"published_by": "2025-01-01", "without_kinds": ["audit"]},
        },
    },
    policy={"minimum_value": 20},
)


@settings(max_examples=25)
@given(decisions())
def test_plain_data_give_the_decision_again(decision):
    again = Decision.model_validate(decision.plain())

    assert again == decision
    assert again.digest == decision.digest
    assert again.plain() == decision.plain()
    assert Decision(**decision.plain()) == decision


@settings(max_examples=15)
@given(decisions(translated=False), texts(), st.data())
def test_a_name_for_display_changes_nothing_but_the_name(decision, name, data):
    vendor = data.draw(st.sampled_from(sorted(decision.vendors)))
    renamed = decision.replace(vendors={**decision.vendors, vendor: decision.vendors[vendor].replace(name=name)})

    assert renamed.vendor_name(vendor) == (name or vendor)
    assert renamed.replace(vendors=decision.vendors) == decision
    assert {key: part for key, part in renamed.plain().items() if key != "vendors"} == {
        key: part for key, part in decision.plain().items() if key != "vendors"
    }


def test_the_digest_is_of_the_content_and_not_of_its_order():
    decision = make_decision()
    turned = Decision.model_validate(dict(reversed(decision.plain().items())))

    assert turned.digest == decision.digest
    assert len(decision.digest) == 64
    assert decision.replace(title="Another").digest != decision.digest
    # A change of the file format must be noticed: results carry digests.
    assert make_decision().digest == "1d3d694346f505477a0f759d804b4a89360b0a24852bc3461bc485151cb2e900"


def test_plain_data_begin_with_the_format_and_keep_the_order_of_a_file():
    decision = make_decision(evidence={"E1": {}}, scenarios={"x": {"widen": 0.5}}, policy={"separation": 0.9})

    assert decision.plain()["vendor_eval"] == FORMAT
    assert list(decision.plain()) == [
        *("vendor_eval", "title", "as_of", "criteria", "weights", "policy", "vendors", "assessments"),
        *("evidence", "scenarios"),
    ]


def test_names_for_display_fall_back_on_keys():
    decision = make_decision(vendors={"beta": {"name": ""}})

    assert (decision.vendor_name("alpha"), decision.vendor_name("beta")) == ("Alpha", "beta")
    assert decision.criterion_name("reach") == "Reach"


def test_criteria_for_information_only_carry_no_weight():
    decision = make_decision(information_only=["price"])

    assert decision.weighted == ("reach",)
    assert decision.weights.point() == {"reach": 1}


def test_an_assessment_is_replaced_by_a_noun_a_belief_or_a_score():
    decision = make_decision()
    belief = Interval(low=1, high=2)
    for score in (belief, Assessment(belief=belief), {"low": 1, "high": 2}):
        assert decision.with_assessment("alpha", "reach", score).assessments["alpha"]["reach"].belief == belief
    assert decision.with_assessment("alpha", "reach", "unknown").assessments["alpha"]["reach"].unknown
    assert decision == make_decision()
    with pytest.raises(DecisionError, match=r"^assessments\.alpha\.reach: must be a number"):
        decision.with_assessment("alpha", "reach", "high")


def test_weights_are_replaced_by_a_noun_a_word_or_a_mapping():
    decision = make_decision()

    assert decision.with_weights("any").weights == decision.with_weights(AnyWeights()).weights == AnyWeights()
    assert decision.with_weights({"swing": {"reach": 3, "price": 1}}).weights.point() == {"reach": 0.75, "price": 0.25}
    with pytest.raises(DecisionError, match=r"^weights\.swing: gives no weight to price"):
        decision.with_weights({"swing": {"reach": 3}})


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (lambda d: d.under("data onyl"), "Unknown scenario 'data onyl'. Did you mean 'data only'?"),
        (lambda d: d.without_vendor("alhpa"), "Unknown vendor 'alhpa'. Did you mean 'alpha'?"),
        (lambda d: d.without_criterion("raech"), "Unknown criterion 'raech'. Did you mean 'reach'?"),
        (lambda d: d.with_assessment("alhpa", "reach", 1), "Unknown vendor 'alhpa'"),
        (lambda d: d.with_assessment("alpha", "raech", 1), "Unknown criterion 'raech'"),
        (lambda d: d.vendor_name("alhpa"), "Unknown vendor 'alhpa'"),
        (lambda d: d.criterion_name("raech"), "Unknown criterion 'raech'"),
        (lambda d: d.replace(titel="x"), "Unknown field 'titel'. Did you mean 'title'?"),
    ],
)
def test_a_name_that_does_not_exist_is_answered_with_the_nearest(act, message):
    with pytest.raises(UnknownNameError) as caught:
        act(make_decision(scenarios={"data only": {}}))
    assert str(caught.value).startswith(message)


def test_the_last_vendor_and_the_last_criterion_cannot_go():
    with pytest.raises(DecisionError, match="vendors: holds no vendor"):
        make_decision({"alpha": {"reach": 1}}).without_vendor("alpha")
    for weights in ({"swing": {"reach": 1}}, "any"):
        alone = make_decision({"alpha": {"reach": 1}}, weights=weights)
        with pytest.raises(DecisionError, match=r"^criteria: would hold no criterion .* weight without 'reach'\.$"):
            alone.without_criterion("reach")


def test_a_decision_prints_as_a_line_and_shows_all_it_says_when_asked_for():
    decision = make_decision({"alpha": {"reach": 1}, "beta": {"reach": 2}}, title="Phones & <b>", scenarios={"s": {}})

    line = f"Phones & <b> (as of 2025-02-15): 2 vendors, 1 criterion, 1 scenario; digest {decision.digest[:12]}"
    assert str(decision) == line
    assert decision._repr_html_() == f"<p>{line.replace('&', '&amp;').replace('<b>', '&lt;b&gt;')}</p>"
    assert "Exact(value=2.0)" in repr(decision)
    assert str(make_decision(evidence={"E1": {}, "E2": {}})).count("2 items of evidence") == 1
    assert "1 item of evidence" in str(make_decision(evidence={"E1": {}}))


def test_a_decision_is_built_from_nouns_as_well_as_from_plain_data():
    decision = make_decision()
    parts = {name: getattr(decision, name) for name in Decision.model_fields}

    assert Decision(**parts) == decision
    assert Decision.model_validate(parts | {"as_of": date(2025, 2, 15)}) == decision
    assert Decision.model_validate(decision) == decision
    with pytest.raises(DecisionError, match=r"^must be a mapping with 'vendor_eval', 'title', .* and 2 more, not 3\.$"):
        Decision.model_validate(3)


STRANGE = (
    *(None, True, 3, -1.5, math.nan, 10**400, "", "x", "unknown", "none", "\0"),
    *([], [1], ["x", "x"], {}, {"x": 1}, {3: 4}),
)
STRANGERS = (object(), b"x", 1j, {1}, (1, 2), datetime(2025, 1, 1), date(2025, 1, 1), np.bool_(True), np.arange(2))


def places_in(value, place=()):
    """Every place in plain data, as the steps that lead to it."""
    yield place
    for step, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places_in(item, (*place, step))


def put(value, place, item):
    """A copy of plain data with one value replaced."""
    if not place:
        return item
    copied = dict(value) if isinstance(value, dict) else list(value)
    copied[place[0]] = put(value[place[0]], place[1:], item)
    return copied


@settings(max_examples=200, derandomize=True)
@given(st.data())
def test_only_faults_of_a_decision_escape_from_plain_data_of_any_kind(data):
    plain = RICH
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.sampled_from(list(places_in(plain))))
        plain = put(plain, place, data.draw(st.sampled_from(STRANGE + STRANGERS)))
    try:
        decision = Decision.model_validate(plain)
    except DecisionError as error:
        message = str(error)
    else:
        message = "is fine"

        assert Decision.model_validate(decision.plain()) == decision
    assert message


def test_the_schema_can_be_written_down():
    schema = Decision.model_json_schema()

    assert schema["required"] == ["title", "as_of", "criteria", "weights", "vendors", "assessments"]
    assert schema["$defs"]["Evidence"]["properties"]["describes"]["type"] == "string"


def test_a_fault_is_listed_once():
    plain = make_plain()
    plain["weights"] = {"swing": {"reach": 1}}
    plain["scenarios"] = {"x": {"weights": {"swing": {"reach": 1}}}}
    with pytest.raises(DecisionError) as caught:
        Decision.model_validate(plain)
    assert [fault.path for fault in caught.value.faults] == [
        ("weights", "swing"),
        ("scenarios", "x", "weights", "swing"),
    ]


def test_a_decision_whose_digest_was_asked_for_can_be_checked_again():
    decision = make_decision()

    assert decision.digest == Decision.model_validate(decision).digest
