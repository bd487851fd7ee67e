"""Every sentence of a result is said through phrases: in a made-up language no English word is left."""

from collections.abc import Iterator

import pytest
from hypothesis import Phase, given, settings

import vendor_eval as ve
from builders import make_decision
from languages.pseudo import left_in_english, speak_wide
from strategies import decisions
from vendor_eval.analysis.hanging import hanging_text
from vendor_eval.analysis.swings import swing_said
from vendor_eval.analysis.weights_said import origin_said
from vendor_eval.decision.document import Decision
from vendor_eval.languages.speaking import speaking

DRAWS = 200


def said(decision: Decision) -> Iterator[str]:
    """Go through all that is said of a decision."""
    evaluation = ve.evaluate(decision)
    run = ve.robustness(decision, draws=DRAWS)
    drawn = ve.robustness(decision, weights="any", assessments="expected", draws=DRAWS, exact=False, until=1e-9)
    sensitivity, information = ve.sensitivity(decision), ve.information(decision, draws=DRAWS)
    yield evaluation.text
    yield from sensitivity.pressure["text"]
    yield from (text for text in [*sensitivity.flips["why_never"], *sensitivity.potential["why_never"]])
    yield from (sensitivity.text, information.text, hanging_text(run.outcome, sensitivity, information))
    for one in (run, drawn):
        yield from (one.text, one.doubt.text, one.nobody_said, one.shares_said)
        for vendor in decision.vendors:
            yield from (one.supporters_said(vendor), one.chosen_said(vendor), one.sufficiency_said(vendor))
    yield from (origin_said(decision.weights, len(decision.weighted)), *map(swing_said, decision.criteria.values()))
    if decision.scenarios:
        comparison = ve.scenarios(decision, draws=DRAWS)
        yield from (comparison.text, comparison.some_exact_said, *comparison.shown().iloc[:, 2:].to_numpy().ravel())


def own(decision: Decision) -> Iterator[str]:
    """Go through the words of a decision that its results repeat."""
    yield from (decision.vendor_name(key) for key in decision.vendors)
    for key, criterion in decision.criteria.items():
        yield from (decision.criterion_name(key), criterion.unit, *getattr(criterion.scale, "ordered", ()))
    for row in decision.assessments.values():
        yield from (str(score) for one in row.values() for score in one.belief.model_dump().values())
    yield from decision.scenarios
    for name in decision.scenarios:
        yield from own(decision.under(name))


def left(decision: Decision) -> dict[str, list[str]]:
    """Return the English words that are left, by what is said."""
    with pytest.MonkeyPatch.context() as patch:
        speak_wide(patch)
        with speaking("de"):
            words = {text: left_in_english(text, own(decision)) for text in said(decision)}
    return {text: found for text, found in words.items() if found}


CROSSED = {"Ж": {"x": 90, "y": 10, "z": 50}, "Ω": {"x": 20, "y": 80, "z": 55}, "Ю": {"x": 10, "y": 10, "z": 10}}
WIDE = {
    vendor: {key: {"low": max(0, x - 30), "high": min(100, x + 30)} for key, x in row.items()}
    for vendor, row in CROSSED.items()
}


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"weights": "any"},
        {"weights": {"imprecise": {"order": ["x", "y", "z"]}}},
        {"require": {"x": {"at_least": 50}}},
        {"require": {"x": {"at_least": 99}}},
        {"require": {"x": {"at_least": 15, "kind": "should"}}, "policy": {"max_weaknesses": 0}},
        {"policy": {"minimum_value": 40}},
    ],
)
@pytest.mark.parametrize("scores", [CROSSED, WIDE, CROSSED | {"Ψ": dict.fromkeys("xyz", "unknown")}])
def test_no_result_of_a_small_decision_is_left_in_english(scores, parts):
    assert left(make_decision(scores, **parts)) == {}


# Without shrinking: an example that fails says itself what is left.
@settings(max_examples=10, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(decisions())
def test_no_result_of_any_decision_is_left_in_english(decision):
    assert left(decision) == {}
