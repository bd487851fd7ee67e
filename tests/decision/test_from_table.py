import datetime
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategies import quarters
from vendor_eval.decision.beliefs import Exact
from vendor_eval.decision.document import Decision
from vendor_eval.errors import DecisionError, OptionError

FRAME = pd.DataFrame({"price": [9, 7, 8], "speed": [40.0, 30.0, 20.0]}, index=["alpha", "beta", "gamma"])
DIRECTIONS = {"price": "min", "speed": "max"}


def decide(frame=FRAME, objectives=DIRECTIONS, **options):
    return Decision.from_table(frame, objectives=objectives, as_of="2025-02-15", **options)


@given(st.lists(st.tuples(quarters(-50, 50), quarters(-50, 50)), min_size=1, max_size=6), st.data())
def test_a_table_comes_back_from_its_decision(rows, data):
    frame = pd.DataFrame(rows, columns=["a", "b"], index=[f"v{i}" for i in range(len(rows))], dtype=float)
    ends = {"worst": {"a": -50, "b": 50}, "best": {"a": 50, "b": -50}}

    decision = decide(frame, data.draw(st.sampled_from([["max", "min"], {"b": "min", "a": "max"}])), **ends)

    back = {v: {k: one.belief for k, one in row.items()} for v, row in decision.assessments.items()}
    assert back == {v: {k: Exact(value=x) for k, x in row.items()} for v, row in frame.to_dict("index").items()}
    assert [one.scale.anchors for one in decision.criteria.values()] == ["stated", "stated"]
    assert decision.point_weights == {"a": 0.5, "b": 0.5}


def test_ends_that_are_not_stated_are_those_of_the_vendors_and_marked_so():
    decision = decide(best={"price": 5}, require={"speed": {"at_least": 25}})

    price, speed = (decision.criteria[key].scale for key in ("price", "speed"))
    assert (price.worst, price.best, price.anchors) == (9, 5, "data")
    assert (speed.worst, speed.best, speed.anchors) == (20, 40, "data")
    assert decision.criteria["speed"].require[0].at_least == 25
    assert decision.title == "Decision from a table"


def test_the_day_is_today_where_none_is_given():
    assert Decision.from_table(FRAME, objectives=["min", "max"]).as_of == datetime.date.today()


@pytest.mark.parametrize(
    ("weights", "point"),
    [
        ({"price": 3, "speed": 1}, {"price": 0.75, "speed": 0.25}),
        ("any", None),
        ({"swing": {"price": 1, "speed": 4}}, {"price": 0.2, "speed": 0.8}),
        ({"rank_order": {"order": ["price", "speed"]}}, {"price": 0.75, "speed": 0.25}),
        ([3, 1], {"price": 0.75, "speed": 0.25}),
        ((3, 1), {"price": 0.75, "speed": 0.25}),
        (np.array([3, 1]), {"price": 0.75, "speed": 0.25}),
        (pd.Series({"speed": 1, "price": 3}), {"price": 0.75, "speed": 0.25}),
    ],
)
def test_weights_are_amounts_by_column_or_as_in_a_file(weights, point):
    assert decide(weights=weights).point_weights == point


def test_a_series_speaks_of_columns_by_its_labels():
    directions = pd.Series({"speed": "max", "price": "min"})

    decision = decide(objectives=directions, worst=pd.Series({"price": 10}), best=pd.Series({"price": 5.5}))

    assert decision == decide(worst={"price": 10}, best={"price": 5.5})


def test_every_assessment_rests_on_the_evidence_that_is_given():
    source = {"claim": "a price list", "source": "the vendor", "kind": "vendor_claim"}

    decision = decide(evidence={"E1": source})

    assert {one.evidence for row in decision.assessments.values() for one in row.values()} == {("E1",)}


def test_what_is_missing_can_be_unknown():
    frame = FRAME.astype({"speed": "Int64"}).astype({"price": float})
    frame.loc["beta", "speed"] = pd.NA
    frame.loc["gamma", "price"] = np.nan

    decision = decide(frame, missing="unknown", evidence={"E": {"claim": "c", "source": "s", "kind": "audit"}})

    assert [row["speed"].unknown for row in decision.assessments.values()] == [False, True, False]
    assert [row["price"].unknown for row in decision.assessments.values()] == [False, False, True]
    with pytest.raises(DecisionError) as caught:
        decide(frame)
    assert str(caught.value) == (
        "The decision has 2 faults:\n"
        "  gamma.price: is missing; give a number, or say missing='unknown' where nothing is known.\n"
        "  beta.speed: is missing; give a number, or say missing='unknown' where nothing is known."
    )


class Polars:
    __module__ = "polars.dataframe"

    def to_pandas(self):
        """Exist, as it does on a table of polars."""


Polars.__name__ = "DataFrame"


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (FRAME["price"], "not pandas.Series. Write frame.to_frame()"),
        (FRAME.style, "not pandas.Styler. A styled table is for showing: pass its .data."),
        (Polars(), "not polars.DataFrame. Write frame.to_pandas()"),
        ({"price": [1]}, "not builtins.dict. Write pandas.DataFrame"),
        ([[1]], "not builtins.list."),
    ],
)
def test_what_is_no_data_frame_is_refused_with_how_to_make_one(frame, said):
    with pytest.raises(OptionError) as caught:
        decide(frame)

    assert said in str(caught.value)


def columns(**values):
    return pd.DataFrame({"price": [9, 7], "speed": [1, 2]} | values, index=["alpha", "beta"])


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (FRAME.rename(index={"beta": "alpha"}), "index: names 'alpha' more than once."),
        (FRAME.rename(columns={"speed": "price"}), "columns: names 'price' more than once."),
        (FRAME.set_index([FRAME.index, FRAME.index]), "index: has 2 levels; a table has one name a vendor"),
        (
            FRAME.T.set_index([FRAME.columns, FRAME.columns]).T,
            "columns: has 2 levels; a table has one name a criterion",
        ),
        (
            FRAME.reset_index(drop=True),
            "index: must name each vendor by a text, not 0. Name the vendors with .set_index",
        ),
        (
            FRAME.rename(columns={"speed": 3}),
            "columns: must name each criterion by a text, not 3. write .columns.astype",
        ),
        (FRAME.iloc[:0], "index: is empty: the table names no vendor."),
        (FRAME[[]], "columns: is empty: the table names no criterion."),
        (columns(speed=[True, False]), "speed: holds truth values; write 0 and 1"),
        (columns(speed=["fast", "slow"]), "speed: holds texts, such as 'fast'; turn them into numbers"),
        (columns(speed=pd.Categorical(["a", "b"])), "speed: holds categories; give the criterion levels"),
        (columns(speed=[Decimal(1), Decimal(2)]), "speed: holds objects, such as 1 (Decimal); write .astype(float)"),
        (columns(speed=[None, Decimal(2)]), "speed: holds objects, such as 2 (Decimal)"),
        (columns(speed=pd.Series([pd.NA, None], dtype=object, index=["alpha", "beta"])), "nothing but missing values"),
        (columns(speed=[1 + 2j, 3]), "speed: holds objects, such as (1+2j) (complex)"),
        (
            columns(speed=pd.to_datetime(["2025-01-01", "2025-01-02"]).tz_localize("UTC")),
            "speed: holds dates; turn them",
        ),
        (columns(speed=pd.to_timedelta([1, 2])), "speed: holds dates; turn them"),
        (columns(speed=[1, np.inf]), "beta.speed: is infinite; give a number."),
        (
            columns(speed=[1, 1]),
            "speed: has nothing that tells worst from best: its numbers do not differ; state both.",
        ),
    ],
)
def test_a_table_that_is_wrong_is_refused_with_the_place(frame, said):
    objectives = list(DIRECTIONS.values())[: frame.shape[1]]

    with pytest.raises(DecisionError) as caught:
        decide(frame, objectives)

    assert said in str(caught.value)


def test_all_that_is_wrong_in_a_table_is_said_together():
    with pytest.raises(DecisionError) as caught:
        decide(columns(price=["a", "b"], speed=[np.inf, -np.inf]))

    assert [fault.path for fault in caught.value.faults] == [("price",), ("alpha", "speed"), ("beta", "speed")]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"objectives": ["min"]}, "objectives must hold 'min' or 'max' for each of 2 columns, not 1."),
        ({"objectives": "min"}, "objectives must hold 'min' or 'max' for each of 2 columns, not 'min'."),
        ({"objectives": {"price": "min"}}, "objectives says nothing of speed; give each column 'min' or 'max'."),
        (
            {"objectives": DIRECTIONS | {"sped": "max"}},
            "objectives names 'sped', which is no column of the table. Did you",
        ),
        ({"objectives": ["min", "most"]}, "the objective of 'speed' must be one of 'min', 'max', not 'most'."),
        ({"worst": {"prise": 3}}, "worst names 'prise', which is no column of the table. Did you mean 'price'?"),
        ({"best": {"prise": 3}}, "best names 'prise'"),
        ({"require": {"prise": {"at_least": 3}}}, "require names 'prise'"),
        ({"weights": "equals"}, "weights must be one of 'equal', 'any', not 'equals'. Did you mean 'equal'?"),
        ({"worst": {"speed": 1, 3: 2}}, "worst names '3', which is no column of the table."),
        ({"worst": 5}, "worst must be a mapping by columns, as in a file, not 5."),
        ({"evidence": ["E1"]}, "evidence must be a mapping by ids, as in a file, not a list."),
        ({"objectives": None}, "objectives must hold 'min' or 'max' for each of 2 columns, not None."),
        ({"objectives": [-1, 1]}, "the objective of 'price' must be one of 'min', 'max', not -1."),
        ({"objectives": [["min"], "max"]}, "the objective of 'price' must be one of 'min', 'max', not ['min']."),
        ({"weights": [1]}, "weights must hold an amount for each of 2 columns, not 1."),
        ({"missing": "skip"}, "missing must be one of 'refuse', 'unknown', not 'skip'."),
    ],
)
def test_options_that_do_not_fit_the_table_are_refused(options, said):
    with pytest.raises(OptionError) as caught:
        decide(**options)

    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            {"worst": {"price": 3}},
            "price: goes from worst 3 to best 7, where larger is better, but its objective is min.",
        ),
        (
            {"best": {"speed": 5}},
            "speed: goes from worst 20 to best 5, where smaller is better, but its objective is max.",
        ),
        ({"best": {"speed": "x"}}, "criteria.speed.scale.best: must be a number, not the text 'x'."),
        ({"weights": {"price": 3}}, "weights.direct: gives no weight to speed"),
    ],
)
def test_ends_and_weights_that_do_not_fit_are_faults(options, said):
    with pytest.raises(DecisionError) as caught:
        decide(**options)

    assert said in str(caught.value)


def test_a_column_of_which_nothing_is_known_needs_both_its_ends():
    frame = FRAME.astype(float).assign(speed=np.nan)

    with pytest.raises(DecisionError, match=r"^speed: has nothing that tells worst from best"):
        decide(frame, missing="unknown")
    found = decide(frame, missing="unknown", worst={"speed": 1}, best={"speed": 5})
    assert all(row["speed"].unknown for row in found.assessments.values())
    assert found.criteria["speed"].scale.anchors == "stated"
