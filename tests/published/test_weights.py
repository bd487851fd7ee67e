"""Published weights, through the public names; each file says where it is from and by which convention."""

import json
from pathlib import Path

import pandas as pd
import pytest

import vendor_eval as ve

DATA = Path(__file__).parent / "data" / "weights"


def load(name):
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def weighted(weights, items, scores=None):
    """A decision about nothing but weights, or with scores from 0 to 1 by vendor."""
    rows = scores or {"one": dict.fromkeys(items, 0)}
    return ve.Decision.model_validate(
        {
            "title": "published weights",
            "as_of": "2025-02-15",
            "criteria": {key: {"scale": {"worst": 0, "best": 1}} for key in items},
            "weights": weights,
            "vendors": {key: {} for key in rows},
            "assessments": rows,
        }
    )


def compared(items, table, index="saaty_1980"):
    """Weights from the upper half of a full table of comparisons."""
    upper = {row: {column: table[i][j] for j, column in enumerate(items) if j > i} for i, row in enumerate(items[:-1])}
    return {"pairwise": upper, "random_index": index}


def weights_of(decision):
    table = ve.weighting(decision).table
    return dict(zip(table["criterion"], table["weight"], strict=True))


@pytest.mark.parametrize("name", ["saaty2008_drinks", "hodgett_car", "wikipedia_leader"])
@pytest.mark.parametrize("index", ["saaty_1980", "saaty_2008"])
def test_published_comparisons_give_the_published_weights_and_consistency(name, index):
    case = load(name)

    result = ve.weighting(weighted(compared(case["items"], case["pairwise"], index), case["items"]))

    found = dict(zip(result.table["criterion"], result.table["weight"], strict=True))
    assert found == pytest.approx(case["weights"], rel=0, abs=case["tolerance"])
    (row,) = result.consistency.to_dict("records")
    assert (row["measure"], row["table"], row["fine"]) == ("consistency ratio", index, True)
    assert row["lambda_max"] == pytest.approx(case["lambda_max"], abs=5e-6)
    assert row["value"] == pytest.approx(case["ratio"][index], abs=6e-5)


@pytest.mark.parametrize("name", ["hodgett_car", "wikipedia_leader"])
def test_a_published_hierarchy_of_comparisons_gives_the_published_scores(name):
    case = load(name)
    local = {
        key: weights_of(weighted(compared(case["vendors"], table), case["vendors"]))
        for key, table in case["local"].items()
    }
    scores = {vendor: {key: local[key][vendor] for key in case["items"]} for vendor in case["vendors"]}

    evaluation = ve.evaluate(weighted(compared(case["items"], case["pairwise"]), case["items"], scores))

    table = evaluation.table.set_index("vendor")
    assert (table["value"] / 100).to_dict() == pytest.approx(case["scores"], rel=0, abs=case["tolerance"])
    assert table["rank"].sort_values().index.to_list() == case["ranking"]


@pytest.mark.parametrize("index", ["saaty_1980", "saaty_2008"])
def test_an_inconsistent_published_table_still_gives_its_weights_and_is_called_inconsistent(index):
    case = load("hodgett_car")

    result = ve.weighting(weighted(compared(case["vendors"], case["local"]["style"], index), case["vendors"]))

    (row,) = result.consistency.to_dict("records")
    assert row["value"] == pytest.approx(case["style_ratio"][index], abs=6e-5)
    assert not row["fine"]
    assert f"by the random index {index}, is 0.16" in result.text
    assert "The answers that disagree most: " in result.text
    worst = result.triads.iloc[0]
    assert worst["mended_a_over_c"] == pytest.approx(worst["a_over_b"] * worst["b_over_c"])


def test_published_swings_give_the_published_weights_and_are_not_rounded():
    case = load("goodwin2004_swing")

    found = weights_of(weighted({"swing": case["swing"]}, list(case["swing"])))

    assert found == pytest.approx(case["weights"], rel=0, abs=case["tolerance"])
    assert [round(100 * weight) for weight in found.values()] == case["percents"]


def test_a_published_order_gives_the_published_centroid():
    case = load("roc_four")

    found = weights_of(weighted({"rank_order": {"order": case["order"]}}, case["order"]))

    assert found == pytest.approx(case["weights"], rel=0, abs=case["tolerance"])
    assert [round(weight, 2) for weight in found.values()] == case["printed"]


@pytest.mark.parametrize("name", ["ersoy2021_entropy", "leechang2018_entropy", "tus2019_critic"])
def test_published_weights_from_data_are_reproduced_and_carry_the_warning(name):
    case = load(name)
    columns = list(case["objectives"])
    frame = pd.DataFrame(case["table"], index=case["vendors"], columns=columns)

    result = ve.weighting(ve.Decision.from_table(frame, objectives=case["objectives"]))

    data = result.data_driven.set_index("criterion")
    assert data[case["method"]].to_dict() == pytest.approx(case["weights"], rel=0, abs=case["tolerance"])
    if "critic_costs_turned" in case:
        turned = data["critic_costs_turned"].to_dict()
        assert turned == pytest.approx(case["critic_costs_turned"], rel=0, abs=6e-5)
    assert "nothing of what anybody prefers" in result.warning
