import copy
import pickle
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings
from pydantic import ValidationError

from builders import make_decision
from strategies import decisions
from vendor_eval.decision.beliefs import Exact
from vendor_eval.decision.evidence import Evidence
from vendor_eval.decision.noun import FROM_FILE, FrozenDict, Noun
from vendor_eval.decision.scales import LevelScale, Scale
from vendor_eval.decision.vendors import Cost, Vendor
from vendor_eval.errors import DecisionError, UnknownNameError


def nouns_in(value: Any) -> Iterator[Noun]:
    """Every noun in a noun, itself included."""
    if isinstance(value, Noun):
        yield value
        for name in type(value).model_fields:
            yield from nouns_in(getattr(value, name))
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from nouns_in(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from nouns_in(item)


def assert_frozen(value: Any) -> None:
    assert (
        isinstance(value, FrozenDict | tuple | str | int | float | Noun | type(None))
        or hasattr(value, "isoformat")
        or (type(value).__name__ == "When")
    )
    if isinstance(value, FrozenDict):
        for change in (
            lambda: value.__setitem__("a", 1),
            lambda: value.update(a=1),
            lambda: value.pop("a", None),
            lambda: value.__ior__({"a": 1}),
            value.clear,
        ):
            with pytest.raises(TypeError, match="cannot be changed in place: use its replace or with_ methods"):
                change()


@settings(max_examples=10)
@given(decisions())
def test_nothing_in_a_noun_can_be_changed_in_place(decision):
    for noun in nouns_in(decision):
        for name in type(noun).model_fields:
            with pytest.raises(ValidationError, match="frozen"):
                setattr(noun, name, None)
            assert_frozen(getattr(noun, name))


@settings(max_examples=10)
@given(decisions())
def test_every_noun_is_copied_pickled_hashed_and_written_as_it_is(decision):
    for noun in nouns_in(decision):
        for again in (
            copy.copy(noun),
            copy.deepcopy(noun),
            pickle.loads(pickle.dumps(noun)),
            noun.model_copy(deep=True),
        ):
            assert again == noun
            assert hash(again) == hash(noun)
        assert type(noun).model_validate(noun.plain()) == noun
        assert noun.replace() == noun


def test_a_copy_may_be_changed_and_the_noun_stays():
    scale = LevelScale(levels={"bad": 0, "good": 100})
    levels = dict(scale.levels)
    levels["bad"] = 50

    assert scale.levels["bad"] == 0


def test_what_a_caller_hands_over_is_copied():
    levels = {"bad": 0, "good": 100}
    scale = LevelScale(levels=levels)
    levels["bad"] = 50

    assert scale.levels["bad"] == 0


def test_any_mapping_will_do():
    assert LevelScale(levels=MappingProxyType({"bad": 0, "good": 1})).levels == {"bad": 0, "good": 1}


def test_a_copy_with_changes_is_validated():
    scale = Scale(worst=0, best=10)

    assert scale.model_copy(update={"best": 20}).best == 20
    assert scale.replace(best=20) == Scale(worst=0, best=20)
    assert scale.best == 10
    for change in (lambda: scale.replace(best=0), lambda: scale.model_copy(update={"best": 0})):
        with pytest.raises(DecisionError, match=r"^best: must differ from worst; both are 0\.$"):
            change()


def test_a_field_that_does_not_exist_cannot_be_changed():
    with pytest.raises(UnknownNameError, match=r"^Unknown field 'bset'\. Did you mean 'best'\?"):
        Scale(worst=0, best=10).replace(bset=20)


def test_faults_of_a_noun_made_in_python_are_ours_and_come_together():
    with pytest.raises(DecisionError) as caught:
        Evidence(claim="x", source=3, knid="audit")  # type: ignore[arg-type, call-arg]
    assert [fault.path for fault in caught.value.faults] == [("knid",), ("source",), ("kind",)]


def test_nouns_in_nouns_are_checked_again():
    wrong = Cost.model_construct(value=None, low=3, high=1, currency="EUR")
    with pytest.raises(DecisionError, match="low"):
        Vendor(cost=wrong)


def test_a_noun_in_the_wrong_place_is_refused():
    with pytest.raises(
        DecisionError, match=r"^cost: must be a mapping with 'value', 'low', 'high', .*, not Exact\(value=3\.0\)\.$"
    ):
        Vendor(cost=Exact(value=3))  # type: ignore[arg-type]


def test_of_very_many_unknown_fields_only_some_are_named():
    with pytest.raises(DecisionError) as caught:
        Vendor.model_validate({f"nmae{index}": 1 for index in range(5000)})
    assert len(caught.value.faults) == 1000


@pytest.mark.parametrize(
    ("noun", "data", "said"),
    [
        (Vendor, None, "must be a mapping with 'name', 'description', 'cost', but is empty; write {} where there is"),
        (Cost, None, "must be a mapping with 'value', 'low', 'high', 'currency', 'evidence', but is empty."),
        (Cost, 12000, "must be a mapping with 'value', 'low', 'high', 'currency', 'evidence', not 12000."),
    ],
)
def test_what_is_no_mapping_is_told_which_fields_there_are(noun, data, said):
    with pytest.raises(DecisionError) as caught:
        noun.model_validate(data)

    assert str(caught.value).startswith(said)


def test_a_field_that_may_be_left_out_must_not_stand_empty_in_a_file():
    plain = {"name": None, "cost": None, "description": 3}
    in_python, in_file = {}, {}
    for context, faults in ((None, in_python), (FROM_FILE, in_file)):
        with pytest.raises(DecisionError) as caught:
            Vendor.model_validate(plain, context=context)
        faults.update({fault.path[0]: fault.message for fault in caught.value.faults})

    empty = "is empty: fill it in, or leave it out."
    assert in_python == {"name": empty, "description": "must be text, not 3; put quotes around it."}
    assert in_file == in_python | {"cost": empty}
    assert Vendor(cost=None) == Vendor()


def test_a_required_field_that_stands_empty_says_what_it_needs():
    with pytest.raises(DecisionError, match=r"^worst: must be a number, but is empty\.$"):
        Scale.model_validate({"worst": None, "best": 1}, context=FROM_FILE)


def test_a_noun_shows_the_fields_that_say_something():
    assert repr(Vendor(cost=Cost(value=3, currency="EUR"))) == "Vendor(cost=Cost(value=3.0, currency='EUR'))"
    assert str(Scale(worst=0, best=1, because="why")) == "Scale(worst=0.0, best=1.0, because='why')"


def test_a_name_that_a_comma_cut_off_a_number_is_known_as_such():
    with pytest.raises(DecisionError, match=r"'500'\. Is it the end of a number\? Write 1500, not 1,500\. Allowed"):
        Cost.model_validate({"value": 12, "500": None, "currency": "EUR"})


def test_braces_in_a_name_are_shown_as_they_are():
    with pytest.raises(DecisionError, match=r"Unknown field '\{text\}'"):
        Vendor.model_validate({"{text}": 1})


def test_keys_that_are_no_text_are_refused():
    with pytest.raises(DecisionError, match=r"^Unknown field '3'"):
        Vendor.model_validate({3: 1})
    with pytest.raises(DecisionError, match=r"levels\.3: must be text, not 3"):
        LevelScale(levels={3: 1, "a": 2})  # type: ignore[dict-item]


def test_reasons_and_evidence_stand_behind_what_they_speak_of():
    decision = make_decision(
        {
            "alpha": {
                "reach": {"on": "2025-01-31", "by": "Ann", "evidence": ["E1"], "because": "x", "low": 1, "high": 2}
            }
        },
        evidence={"E1": {}},
    )
    order = ["low", "high", "because", "evidence", "by", "on"]

    assert list(decision.assessments["alpha"]["reach"].plain()) == order


@pytest.mark.parametrize(
    ("noun", "order"),
    [
        (Scale(on="2025-01-31", by="Ann", because="x", best=1, worst=0), ["worst", "best", "because", "by", "on"]),
        (
            Cost(on="2025-01-31", by="Ann", evidence=["E1"], because="x", currency="EUR", value=3),
            ["value", "currency", "because", "evidence", "by", "on"],
        ),
    ],
)
def test_a_noun_is_written_with_its_reason_evidence_and_author_last(noun, order):
    assert list(noun.plain()) == order


def test_numpy_texts_become_plain_ones():
    numpy = pytest.importorskip("numpy")

    assert type(Vendor(name=numpy.str_("Alpha")).name) is str
