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


def test_without_weights_rank_acceptabilities_and_central_weights_are_those_published():
    result = ve.robustness(trial("any"), draws=DRAWS)

    expected, tolerance = CASE["any weights"], CASE["tolerance"]
    for published in expected["published first"]:
        assert first(result) == pytest.approx(published, abs=tolerance["published"])
    assert first(result) == pytest.approx(expected["first"], abs=tolerance["recomputed"])
    np.testing.assert_allclose(
        result.central_weights, expected["central weights"], rtol=0, atol=tolerance["central weights"]
    )
    assert result.outcome.chosen == ("Enoxaparin", "Heparin")


@pytest.mark.parametrize("given", CASE["exact weights"], ids=lambda given: str(given["swing"]))
def test_with_exact_swing_weights_rank_acceptabilities_are_those_published(given):
    weights = {"swing": dict(zip(CASE["criteria"], given["swing"], strict=True))}
    result = ve.robustness(trial(weights), draws=DRAWS)

    assert first(result) == pytest.approx(given["published first"], abs=CASE["tolerance"]["published"])
    assert first(result)[0] == pytest.approx(given["first of Heparin"], abs=CASE["tolerance"]["recomputed"])
    assert result.outcome.status == "leading"
