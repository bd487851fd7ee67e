"""A published stochastic acceptability analysis, with its beta beliefs given as test results."""

import json
from pathlib import Path

import numpy as np
import pytest

import vendor_eval as ve

CASE = json.loads((Path(__file__).parent / "data" / "thrombolytics_smaa.json").read_text(encoding="utf-8"))
DRAWS = 100_000


def counted(events, others):
    """The test result whose belief is the published beta; ours starts from all shares alike, a beta (1, 1)."""
    return {"passes": events - 1, "trials": events + others - 2}


def trial(weights):
    return ve.Decision.model_validate(
        {
            "title": CASE["source"],
            "as_of": "2004-08-01",
            "criteria": {key: {"scale": scale} for key, scale in CASE["criteria"].items()},
            "weights": weights,
            "vendors": {key: {} for key in CASE["beta"]},
            "assessments": {
                vendor: {key: counted(*counts) for key, counts in row.items()} for vendor, row in CASE["beta"].items()
            },
        }
    )


def first(result):
    return result.table["p_first"].to_list()


CASES = [("any", CASE["any weights"]), ("ordered", CASE["ordered weights"])]


@pytest.fixture(scope="module", params=CASES, ids=lambda case: case[0])
def run(request):
    """Return a run over a set of weights and what is published of it."""
    _, published = request.param
    weights = {"imprecise": {"order": published["order"]}} if "order" in published else "any"
    return ve.robustness(trial(weights), draws=DRAWS), published


def test_rank_acceptabilities_are_those_published(run):
    result, published = run

    for one in published["published first"]:
        assert first(result) == pytest.approx(one, abs=CASE["tolerance"]["published"])
    assert first(result) == pytest.approx(published["first"], abs=CASE["tolerance"]["recomputed"])


def test_central_weights_are_those_published(run):
    result, published = run

    np.testing.assert_allclose(
        result.central_weights, published["central weights"], rtol=0, atol=CASE["tolerance"]["central weights"]
    )
    assert (result.central_weights_se < 0.005).all(axis=None)


def test_confidence_factors_are_those_published(run):
    result, published = run
    factors = result.confidence_factors["p"].to_list()

    for one in published["published confidence"]:
        assert factors == pytest.approx(one, abs=CASE["tolerance"]["published confidence"])
    assert factors == pytest.approx(published["confidence"], abs=CASE["tolerance"]["confidence"])


def test_the_choice_is_as_open_as_published_and_tied_without_weights():
    result = ve.robustness(trial("any"), draws=DRAWS)

    expected, tolerance = CASE["any weights"]["published choice entropy"], CASE["tolerance"]["published choice entropy"]
    assert result.choice_entropy == pytest.approx(expected, abs=tolerance)
    assert result.outcome.chosen == ("Enoxaparin", "Heparin")


@pytest.mark.parametrize("given", CASE["exact weights"], ids=lambda given: str(given["swing"]))
def test_with_exact_swing_weights_rank_acceptabilities_are_those_published(given):
    weights = {"swing": dict(zip(CASE["criteria"], given["swing"], strict=True))}
    result = ve.robustness(trial(weights), draws=DRAWS)

    assert first(result) == pytest.approx(given["published first"], abs=CASE["tolerance"]["published"])
    assert first(result)[0] == pytest.approx(given["first of Heparin"], abs=CASE["tolerance"]["recomputed"])
    assert result.outcome.status == "leading"
