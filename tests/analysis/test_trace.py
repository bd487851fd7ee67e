import math
import re

import pytest

import vendor_eval as ve
from builders import make_decision
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.errors import OptionError, UnknownNameError

EVIDENCE = {
    "E1": {"claim": "Counted. ", "source": "a register", "grade": "low", "kind": "audit", "describes": "2024-Q2"},
    "E2": {"claim": "Said", "kind": "vendor_claim", "circular": True},
}


def traced(score, scale=(0, 100), **parts):
    decision = make_decision(
        {"alpha": {"reach": score, "price": 50}}, scales={"reach": scale}, weights={"reach": 30, "price": 10}, **parts
    )
    return evaluate(decision).trace("alpha", "reach")


def result(trace, symbol, part="value"):
    rows = trace.table[(trace.table["part"] == part) & (trace.table["symbol"] == symbol)]
    return rows["result"].iloc[-1]


@pytest.mark.parametrize(
    ("score", "scale", "value"),
    [
        (25, (0, 100), 25.0),
        (150, (0, 100), 100.0),
        ({"low": 50, "high": 150}, (0, 100), 87.5),  # half of it means 75, half is worth 100
        (100, {"worst": 10, "best": 1000, "shape": "log"}, 50.0),
        ("fair", {"bad": 0, "fair": 60, "good": 100}, 60.0),
        ({"low": "bad", "high": "fair"}, {"bad": 0, "fair": 60, "good": 100}, 30.0),
        ({"levels": {"bad": 0.25, "good": 0.75}}, {"bad": 0, "fair": 60, "good": 100}, 75.0),
        ("unknown", (0, 100), 50.0),
        ({"low": 0, "likely": 30, "high": 60}, (0, 60), 50.0),
        ({"low": 10, "likely": 20, "high": 50, "shape": "pert"}, (0, 100), 70 / 3),  # (10 + 4 x 20 + 50) / 6
        ({"passes": 8, "trials": 10}, (0, 1), 75.0),  # (8 + 1) / (10 + 2)
        ({"mean": 100, "sd": 10}, (0, 100), 100 - 10 / math.sqrt(2 * math.pi)),  # E[min(X, 100)]
        # t = 0.3 is worth 50: the curvature is 1.80107, and 60 is worth 100 (1 - exp(-1.08064)) / (1 - exp(-1.80107)).
        (60, {"worst": 0, "best": 100, "shape": "exponential", "midvalue": 30}, 79.128),
    ],
)
def test_expected_values_are_those_that_were_worked_out_by_hand(score, scale, value):
    trace = traced(score, scale)

    assert result(trace, "E") == pytest.approx(value, abs=5e-4)
    assert result(trace, "w", "weight") == 0.75
    assert trace.contribution == pytest.approx(0.75 * result(trace, "E"))


def test_it_reads_from_the_evidence_to_the_points():
    trace = traced({"value": 25, "because": "one count", "evidence": ["E1", "E2"]}, evidence=EVIDENCE)

    assert str(trace).split("\n") == [
        "Alpha on Reach",
        "",
        "Evidence",
        "  E1: Counted (source: a register; published: unknown; describes: 2024-Q2; audit, low grade)",
        "  E2: Said (source: a source; published: unknown; describes: unknown; vendor's claim, medium grade) "
        "It is marked circular.",
        "",
        "Assessment",
        "  Assessed: 25.",
        "  Reason: one count",
        "",
        "Value function",
        "  Value in points: 0 is worth 0 and 100 is worth 100. In between it is straight; beyond the ends it stays.",
        "",
        "Expected value",
        "  E = v1 + (v2 − v1) × (x − x1) / (x2 − x1) = 0 + (100 − 0) × (25 − 0) / (100 − 0) = 25 "
        "(value of the performance)",
        "",
        "Weight",
        "  The weights of 2 criteria come from swings: points for the step from worst to best of each scale.",
        "  w = s1 / (s1 + s2) = 30 / (30 + 10) = 0.75 (weight: its amount as a share of all, in the order of the file)",
        "",
        "Contribution",
        "  C = w × E = 0.75 × 25 = 18.75 (contribution in points: weight times value)",
        "",
        "On Reach Alpha gains 18.8 points: 75 % of 25.0.",
    ]
    assert trace.evidence["id"].to_list() == ["E1", "E2"]
    assert trace._repr_html_().startswith("<pre>Alpha on Reach\n")
    assert repr(trace) == "<Trace: On Reach Alpha gains 18.8 points: 75 % of 25.0.>"


def test_what_weak_evidence_widened_is_worked_out_too():
    score = {"value": 40, "evidence": ["E1"]}
    trace = traced(score, evidence=EVIDENCE, policy={"widen_by_grade": {"low": 0.3}})

    assert "  low = x + f × (end − x) = 40 + 0.3 × (0 − 40) = 28 (lower bound, moved towards the end of the scale)" in (
        trace.lines
    )
    assert result(trace, "high", "widening") == 58
    assert result(trace, "E") == 43
    assert "  Widened for weak evidence, what counts is: 28 to 58." in trace.lines


def test_where_a_must_is_open_it_is_also_worked_out_as_if_it_were_met():
    trace = traced({"low": 0, "high": 100}, require={"reach": {"at_least": 60}})

    assert result(trace, "E") == 50
    assert result(trace, "E", "if met") == 80
    assert result(trace, "C", "if met") == 60
    assert trace.contribution == 37.5


def test_nothing_is_as_if_met_for_a_vendor_that_fails():
    trace = traced(10, require={"reach": {"at_least": 60}})

    assert set(trace.table["part"]) == {"value", "weight", "contribution"}


def test_evaluators_are_named_with_what_each_said():
    given = {"by_evaluator": {"ann": 20, "bob": 60}}
    trace = traced(given, evaluators={"ann": {"name": "Ann"}, "bob": {}})

    assert [line.strip() for line in trace.lines if "assessed" in line or "agreed" in line] == [
        "Ann assessed: 20.",
        "bob assessed: 60.",
        "Not agreed; a range that spans what all of them say counts: 20 to 60.",
    ]


def test_weights_by_level_are_the_product_along_the_path():
    plain = {
        "criteria": {
            "reach": {"group": "data", "scale": {"worst": 0, "best": 100}},
            "depth": {"group": "data", "scale": {"worst": 0, "best": 100}},
            "price": {"group": "money", "scale": {"worst": 0, "best": 100}},
        },
        "weights": {"swing": {"data": 60, "money": 40}, "within": {"data": {"swing": {"reach": 30, "depth": 10}}}},
    }
    decision = make_decision({"alpha": {"reach": 10, "depth": 0, "price": 0}}).replace(**plain)

    trace = evaluate(decision).trace("alpha", "reach")

    assert result(trace, "w", "weight") == pytest.approx(0.45)
    assert "s1 × s2 = 0.6 × 0.75 = 0.45" in trace.text


def test_printed_numbers_carry_nine_digits_and_give_the_printed_result():
    evaluation = evaluate(ve.cases.load("apple-china-2025"))
    names = {"ln": math.log, "exp": math.exp}
    for vendor in evaluation.decision.vendors:
        for criterion in evaluation.decision.weighted:
            trace = evaluation.trace(vendor, criterion)
            for filled, exact in zip(trace.table["put_in"], trace.table["result"], strict=True):
                formula = filled.replace("×", "*").replace("−", "-").replace("^", "**")

                assert eval(formula, {"__builtins__": {}}, names) == pytest.approx(exact, rel=1e-6, abs=1e-6)


def test_it_can_be_read_in_other_languages():
    evaluation = evaluate(make_decision({"alpha": {"reach": 12.5}}))

    german = evaluation.trace("alpha", "reach", language="de")

    assert "12,5" in german.text
    assert not re.search(r"\d\.\d", german.text)
    assert german.contribution == evaluation.trace("alpha", "reach").contribution


def test_it_is_plain_data_too():
    data = traced(25).to_dict()

    assert data["contribution"] == 18.75
    assert data["table"][0]["numbers"] == {"x": 25.0, "x1": 0.0, "x2": 100.0, "v1": 0.0, "v2": 100.0}


def test_unknown_names_and_criteria_without_weight_are_refused():
    decision = make_decision({"alpha": {"reach": 80, "note": 3}}, information_only=["note"])
    evaluation = evaluate(decision)

    with pytest.raises(UnknownNameError, match="Unknown vendor 'alfa'"):
        evaluation.trace("alfa", "reach")
    with pytest.raises(UnknownNameError, match="Unknown criterion 'rech'"):
        evaluation.trace("alpha", "rech")
    with pytest.raises(OptionError, match="criterion must carry weight; 'note' is for information only"):
        evaluation.trace("alpha", "note")
    with pytest.raises(OptionError, match="language must be"):
        evaluation.trace("alpha", "reach", language="xx")
