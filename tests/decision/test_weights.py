import pytest
from hypothesis import given
from pydantic import TypeAdapter

from builders import make_decision
from strategies import STATED_WEIGHTS, weights
from vendor_eval.decision.weights import AnyWeights, DirectWeights, SwingWeights, Weights
from vendor_eval.decision.weights_named import stated_weights
from vendor_eval.errors import DecisionError

WEIGHTS = TypeAdapter(Weights)
KEYS = ("reach", "price", "terms")


@given(weights(KEYS, ("any", *STATED_WEIGHTS)))
def test_point_weights_sum_to_1_and_a_set_has_none(plain):
    found = WEIGHTS.validate_python(plain)
    point = found.point()

    assert (point is None) == isinstance(found, AnyWeights)
    assert point is None or sum(point.values()) == pytest.approx(1)
    assert WEIGHTS.validate_python(found.plain()) == found
    assert WEIGHTS.validate_python(found) == found


@given(weights(KEYS, ("any", *STATED_WEIGHTS)))
def test_weights_of_some_criteria_keep_their_proportions(plain):
    found = WEIGHTS.validate_python(plain)
    point = found.point()
    if point is not None and point["reach"] + point["price"] == 0:
        with pytest.raises(DecisionError, match="at least one weight above 0"):
            found.keeping({"reach", "price"})
        return
    kept = found.keeping({"reach", "price"}).point()

    assert found.keeping(KEYS) == found
    assert (kept is None) == (point is None)
    if point is not None and kept is not None:
        assert set(kept) == {"reach", "price"}
        assert kept["reach"] * point["price"] == pytest.approx(kept["price"] * point["reach"])


def test_any_is_written_as_a_word_unless_something_is_said_of_it():
    assert AnyWeights().plain() == "any"
    assert AnyWeights(because="not asked").plain() == {"any": True, "because": "not asked"}


def names(weights):
    return [(".".join(map(str, path)), name) for path, name in stated_weights(weights).names]


def test_stated_weights_are_known_from_nouns_and_from_plain_data_even_faulty_ones():
    assert names(DirectWeights(direct={"reach": 1})) == [("direct.reach", "reach")]
    assert names(SwingWeights(swing={"reach": 1})) == [("swing.reach", "reach")]
    assert names({"swing": {"reach": "x", 3: 4}}) == [("swing.reach", "reach"), ("swing.3", "3")]
    assert stated_weights("any") is stated_weights({"swing": 3}) is stated_weights(None) is None


@pytest.mark.parametrize(
    ("amounts", "end"),
    [
        ({"a": 47, "b": 50}, r"not 97 \(as percentages they sum to 97 of 100\)\. Correct them"),
        ({"a": 0.7, "b": 0.5}, r"not 1\.2\. Correct them, or say `normalise: true` to have them scaled\."),
        ({"a": 0.999}, r"not 0\.999\. Correct"),
    ],
)
def test_shares_that_do_not_sum_to_1_are_refused_and_never_scaled_in_silence(amounts, end):
    with pytest.raises(DecisionError, match=rf"^direct: must sum to 1, {end}"):
        DirectWeights(direct=amounts)
    assert sum((DirectWeights(direct=amounts, normalise=True).point() or {}).values()) == pytest.approx(1)


def test_weights_are_not_negative_and_not_all_0():
    for kind in ("direct", "swing"):
        with pytest.raises(DecisionError, match=f"^weights\\.{kind}\\.a: must be at least 0, not -1"):
            make_decision({"alpha": {"a": 1, "b": 1}}, weights={kind: {"a": -1, "b": 2}})
        with pytest.raises(DecisionError, match=f"^weights\\.{kind}: must hold at least one weight above 0"):
            make_decision({"alpha": {"a": 1, "b": 1}}, weights={kind: {"a": 0, "b": 0}})
