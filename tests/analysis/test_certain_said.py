from dataclasses import replace

import pytest

import vendor_eval as ve
from builders import make_decision
from vendor_eval.analysis.certain_said import certain, would_beat
from vendor_eval.analysis.lead import Lead

WHATEVER = "whatever the weights"
DECLARED = "at the declared weights"


def outcome(rivals, *, open_evidence):
    """Return an outcome in which Alpha beats so many rivals."""
    scores = {"alpha": {"a": 90}, **{key: {"a": 50} for key in ("beta", "gamma", "delta")[:rivals]}}
    return replace(ve.evaluate(make_decision(scores)).outcome, open_evidence=open_evidence)


def lead(*, least, everywhere):
    whatever = everywhere is not None
    return Lead("beta", least, everywhere, sufficient=True, whatever_weights=whatever, weights=DECLARED)


@pytest.mark.parametrize(
    ("rivals", "least", "everywhere", "open_evidence", "said"),
    [
        (1, 7, None, False, f"{DECLARED}, it beats Beta, {{only}}, by at least 7.0 points."),
        (
            1,
            7,
            3,
            True,
            f"{WHATEVER}, and within all that the evidence leaves open, it beats Beta, {{only}}, by at least 3.0 "
            f"points, and {DECLARED} by at least 7.0.",
        ),
        (1, 3, 3, False, f"{WHATEVER}, it beats Beta, {{only}}, by at least 3.0 points."),
        (
            3,
            7,
            None,
            True,
            f"{DECLARED}, and within all that the evidence leaves open, it beats {{each}} by at least 7.0 points.",
        ),
        (3, 7, 3, False, f"{WHATEVER}, it beats {{each}} by at least 3.0 points, and {DECLARED} by at least 7.0."),
    ],
)
def test_who_is_certain_and_who_would_be_is_said_with_whom_it_beats_by_how_much(
    rivals, least, everywhere, open_evidence, said
):
    found = outcome(rivals, open_evidence=open_evidence)
    found = replace(found, lead=lead(least=least, everywhere=everywhere))
    said = said.format(
        only="the only other vendor that is or could be sufficient",
        each=f"each of the {rivals} other vendors that are or could be sufficient",
    )

    assert certain(found) == f"Alpha is chosen for certain: {said}"

    would = replace(found, would_lead=("alpha",), chosen=(), leader=None)
    assert found.lead is not None
    assert would_beat(would, found.lead) == "It would then be chosen for certain: " + said.replace(
        "beats", "would beat"
    )


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ((), "it is sufficient, and it is the only vendor."),
        (("beta",), "it is sufficient, and the other vendor is insufficient."),
        (("beta", "gamma"), "it is sufficient, and the other 2 vendors are insufficient."),
    ],
)
def test_who_is_alone_sufficient_beats_nobody(others, said):
    scores = {"alpha": {"a": 90}, **{key: {"a": 10} for key in others}}
    found = ve.evaluate(make_decision(scores, require={"a": {"at_least": 50}})).outcome

    assert found.text == f"Alpha is chosen for certain: {said}"
