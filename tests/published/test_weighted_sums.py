"""Published weighted sums, stated as decisions whose scales carry the normalisation."""

import json
from pathlib import Path

import pytest

import vendor_eval as ve

DATA = Path(__file__).parent / "data"
CASES = sorted(path.stem for path in DATA.glob("*.json") if path.stem != "thrombolytics_smaa")


def stated(case):
    """The decision that a case describes."""
    amounts = {"swing" if "swing" in one else "weight" for one in case["criteria"].values()}
    (kind,) = amounts
    given = {key: one[kind] for key, one in case["criteria"].items()}
    scales = {key: {name: one[name] for name in one if name != kind} for key, one in case["criteria"].items()}
    return ve.Decision.model_validate(
        {
            "title": case["source"],
            "as_of": "2025-02-15",
            "criteria": {key: {"scale": scale} for key, scale in scales.items()},
            "weights": {"swing": given} if kind == "swing" else {"direct": given, "normalise": True},
            "vendors": {key: {} for key in case["scores"]},
            "assessments": case["scores"],
        }
    )


@pytest.mark.parametrize("name", CASES)
def test_a_published_weighted_sum_is_reproduced(name):
    case = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))

    table = ve.evaluate(stated(case)).table.set_index("vendor")

    values = (table["value"] * case["of"] / 100).to_dict()
    assert values == pytest.approx(case["values"], rel=0, abs=case["tolerance"])
    assert table["rank"].sort_values().index.to_list() == case["ranking"]


@pytest.mark.parametrize("name", CASES)
def test_a_published_winner_is_explained_by_differences_that_sum_to_its_lead(name):
    case = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    evaluation = ve.evaluate(stated(case))
    first, second = case["ranking"][:2]

    explanation = ve.explain(evaluation, first)

    lead = (case["values"][first] - case["values"][second]) * 100 / case["of"]
    assert explanation.over == second
    assert explanation.table["difference"].sum() == pytest.approx(lead, abs=2 * case["tolerance"] * 100 / case["of"])
    assert evaluation.outcome.status == "certain"
