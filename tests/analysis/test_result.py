import json
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
import pytest

from builders import make_decision
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.analysis.result import MOST_ROWS, Result, Stamp, jsonable
from vendor_eval.decision.vendors import Vendor


@dataclass(frozen=True)
class Pair:
    left: float
    right: object


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (float("nan"), None),
        (float("inf"), None),
        (np.float64(0.5), 0.5),
        (np.int64(3), 3),
        (np.bool_(True), True),
        (date(2025, 2, 15), "2025-02-15"),
        (pd.NA, None),
        (Vendor(name="Alpha"), {"name": "Alpha"}),
        (Pair(1.0, (2, "x")), {"left": 1.0, "right": [2, "x"]}),
        (pd.Series({"a": 1.0, "b": np.nan}), {"a": 1, "b": None}),
        (pd.DataFrame({"a": [1.0]}), [{"a": 1}]),
        (pd.DataFrame({"a": [1.0]}, index=["x"]), [{"key": "x", "a": 1}]),
        ({1: frozenset({2})}, {"1": [2]}),
    ],
)
def test_every_part_of_a_result_becomes_plain_data(value, plain):
    assert jsonable(value) == plain


def test_a_result_says_its_sentence_shows_its_table_and_carries_what_made_it():
    decision = make_decision()
    evaluation = evaluate(decision)
    data = json.loads(json.dumps(evaluation.to_dict()))

    assert str(evaluation).startswith(evaluation.text + "\n\n")
    assert repr(evaluation) == f"<Evaluation: {evaluation.text}>"
    assert data["stamp"]["decision"] == decision.digest
    assert data["text"] == evaluation.text
    assert data["table"][0]["vendor"] == "alpha"
    assert not {"decision", "model", "details"} & set(data)


def test_every_text_is_escaped_in_a_notebook():
    name = "<script>alert(1)</script>"
    shown = evaluate(make_decision(vendors={"alpha": {"name": name}}))._repr_html_()

    assert name not in shown
    assert shown.count("&lt;script&gt;") == 2


def test_a_long_table_is_cut_when_it_is_printed():
    scores = {f"vendor {i}": {"reach": i} for i in range(MOST_ROWS + 10)}

    assert len(str(evaluate(make_decision(scores))).splitlines()) == MOST_ROWS + 3


@dataclass(frozen=True, eq=False, repr=False)
class Count(Result):
    """The smallest result there can be."""

    table: pd.DataFrame
    stamp: Stamp

    @property
    def text(self):
        return f"{len(self.table)} <rows>."


def test_a_result_without_rows_is_only_its_sentence():
    empty = Count(pd.DataFrame({"a": []}), Stamp("digest", "1"))

    assert str(empty) == "0 <rows>."
    assert empty._repr_html_() == "<p>0 &lt;rows&gt;.</p>"


def test_a_result_shows_its_main_table_unless_it_says_otherwise():
    assert str(Count(pd.DataFrame({"a": [1.5]}), Stamp("digest", "1"))) == "1 <rows>.\n\n  a\n1.5"
