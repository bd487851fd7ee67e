from typing import get_args

from vendor_eval.reasons import phrases
from vendor_eval.reasons.phrases import said
from vendor_eval.reasons.reason import Kind, Reason


def test_a_reason_is_said_from_nothing_but_its_own_data():
    reason = Reason("level", "alpha", "beta", numbers={"criteria": 2}, words={"criteria": "Reach and Price"})

    assert reason.text == said("level", reason.numbers, reason.words, ()) == "Level on 2 criteria: Reach and Price."


def test_every_kind_of_reason_has_a_phrase():
    assert set(phrases._PHRASES) == set(get_args(Kind))


def test_a_rationale_keeps_its_own_full_stop():
    words = {"criterion": "Reach", "required": "at least 3", "asked": "required", "observed": "2", "unit": ""}
    numbers = {"short_least": 1.0, "short_most": 1.0}

    for rationale, end in [("counted", "counted."), ("counted. ", "counted."), ("really?", "really?"), (" ", "short.")]:
        assert said("requirement failed", numbers, words | {"rationale": rationale}, ()).endswith(end)
