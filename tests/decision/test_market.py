from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from builders import make_decision
from vendor_eval.decision.beliefs import Exact, Interval, Triangular, Unknown
from vendor_eval.decision.market import Market
from vendor_eval.errors import DecisionError, OptionError, UnknownNameError

LEVELS = {"bad": 0, "fair": 40, "good": 100}


def decision(**parts):
    """Criteria of each kind, numbers and levels, with vendors of its own."""
    return make_decision(
        {key: {"reach": 80, "price": 30, "privacy": "good"} for key in ("alpha", "q")},
        **{"scales": {"price": {"worst": 100, "best": 0, "range": [0, 200]}, "privacy": LEVELS}, **parts},
    )


def table(index=("p", "q", "r"), **columns):
    return pd.DataFrame({"reach": 5.0, "price": 6.0, "privacy": "good"} | columns, index=list(index))


def faults(frame, **options):
    with pytest.raises(DecisionError) as caught:
        Market.from_table(frame, decision(), **options)
    return [str(fault).removeprefix("the table › ").removeprefix("the table: ") for fault in caught.value.faults]


def test_a_market_holds_what_a_table_says():
    frame = table(
        reach=[1.5, np.nan, np.nan],
        reach_low=[np.nan, 2, 5],
        reach_high=[np.nan, 4, 5],
        reach_likely=[np.nan, 3, np.nan],
        price=pd.array([1, None, 3], dtype="Int64"),
        privacy=["good", None, "unknown"],
        privacy_low=[None, "bad", None],
        privacy_high=[None, "fair", None],
    )

    market = Market.from_table(frame, decision())

    beliefs = [[market.belief(row, key) for key in ("reach", "price", "privacy")] for row in range(3)]
    assert beliefs == [
        [Exact(value=1.5), Exact(value=1.0), Exact(value="good")],
        [Triangular(low=2.0, likely=3.0, high=4.0), Unknown(), Interval(low="bad", high="fair")],
        [Exact(value=5.0), Exact(value=3.0), Unknown()],
    ]
    assert repr(market) == (
        "<Market: 3 vendors x 3 criteria from the table; of their performances 22.2 % are ranges, 22.2 % unknown>"
    )


def test_keys_stand_in_the_index_or_in_a_column():
    frame = table(name=["Ann", None, "Bob"]).reset_index(names="id")

    market = Market.from_table(frame, decision(), vendor="id")

    assert market.vendors == Market.from_table(frame.set_index("id"), decision()).vendors == ("p", "q", "r")
    assert [market.name(row) for row in range(3)] == ["Ann", "q", "Bob"]


def test_whole_numbers_may_be_keys_and_the_names_of_levels():
    scored = make_decision({"alpha": {"fit": "3"}}, scales={"fit": {"1": 0, "2": 50, "3": 100}})
    market = Market.from_table(pd.DataFrame({"id": [7, 8], "fit": [3, 1]}), scored, vendor="id")

    assert market.vendors == ("7", "8")
    assert market.decision_of(["7"]).assessments["7"]["fit"].belief == Exact(value="3")


def test_numbers_may_be_of_any_kind():
    mixed = pd.Series([Decimal("1.5"), 2, np.float32(3)], dtype=object, index=["p", "q", "r"])
    frame = table(reach=mixed, price=np.array([1, 2, 3], dtype="uint8"), privacy=pd.Categorical(["good"] * 3))

    assert Market.from_table(frame, decision()).columns["reach"].exact.tolist() == [1.5, 2, 3]


@pytest.mark.parametrize(
    ("column", "cells", "said"),
    [
        (
            "reach",
            [1, np.inf, 3],
            'row 2, column "reach" q.reach: must be a number between -1e12 and 1e12, not infinite',
        ),
        ("reach", [1, 2, -2e12], 'row 3, column "reach" r.reach: must be a number between -1e12 and 1e12, not -2e+12.'),
        (
            "reach",
            [1, "9 days", 3],
            'row 2, column "reach" q.reach: must be a number, a range or `unknown`, not the text',
        ),
        ("reach", [1, True, 3], 'row 2, column "reach" q.reach: must be a number, not true.'),
        ("price", [1, 2, 300], 'row 3, column "price" r.price: is 300, outside the possible range from 0 to 200.'),
        ("privacy", ["good", "god", "bad"], "Unknown level 'god'. Did you mean 'good'? Levels are bad, fair, good."),
        ("privacy", ["good", 7, "bad"], "must name a level (bad, fair, good), not the number 7."),
        ("reach", [True, False, True], 'column "reach": holds truth values; write 0 and 1'),
        ("reach", pd.to_datetime(["2025-01-01"] * 3), 'column "reach": holds dates or times'),
        ("reach_low", [1, np.nan, 2], "'reach_low' is part of a range, but there is no column 'reach_high'"),
        ("prize", [1, 2, 3], 'column "prize": is no criterion of the decision; name it in `ignore` if it says nothing'),
        ("prize", [1, 2, 3], "Did you mean 'price'?"),
        (" ", [1, 2, 3], 'column " ": is no criterion of the decision'),
        ("name", ["a", 5, "c"], 'row 2, column "name" q: must be text, not 5'),
        ("privacy_likely", ["bad", "bad", "bad"], 'column "privacy_likely": is no criterion of the decision'),
    ],
)
def test_what_is_wrong_with_a_cell_or_a_column_is_told_with_its_place(column, cells, said):
    found = faults(table(**{column: cells}))

    assert any(said in text or said.replace("'reach_low' ", 'column "reach_low": ') in text for text in found), found


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ({"low": 3, "high": np.nan}, "column \"reach_high\" q.reach: is empty, but 'low' of the same range is not."),
        ({"low": np.nan, "high": 3}, "column \"reach_low\" q.reach: is empty, but 'high' of the same range is not."),
        ({"likely": 3}, "column \"reach_low\" q.reach: is empty, but 'likely' of the same range is not."),
        ({"low": 5, "high": 3}, 'column "reach_low" q.reach: low (5) must not be above high (3).'),
        ({"low": 1, "likely": 9, "high": 3}, "must rise from low (1) over likely (9) to high (3)."),
        ({"value": 2, "low": 1, "high": 3}, 'column "reach" q.reach: stands beside a range'),
    ],
)
def test_what_is_wrong_with_a_range_is_told_with_its_place(ends, said):
    parts = {"value": np.nan, "low": np.nan, "high": np.nan, "likely": np.nan} | ends
    names = {"value": "reach"} | {end: f"reach_{end}" for end in ("low", "high", "likely")}
    found = faults(table(**{names[part]: [np.nan, number, np.nan] for part, number in parts.items()}))

    assert found[0].startswith("row 2, ")
    assert said in found[0]


def test_a_range_of_levels_goes_up():
    frame = table(privacy=[None] * 3, privacy_low=["good", None, None], privacy_high=["bad", None, None])

    assert "low (good) must not be a better level than high (bad)." in faults(frame)[0]


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (["p", "", "r"], "row 2: is empty: each row needs the key of its vendor."),
        (["p", None, "r"], "row 2: is empty: each row needs the key of its vendor."),
        (["p", "any", "r"], "row 2: 'any' is a word with a meaning of its own"),
        (["p", " q", "r"], "row 2: The name ' q' has spaces around it"),
        (["p", "q", "p"], "row 3: 'p' is the vendor of row 1 already; delete or rename one of them."),
        (["p", "q", "P"], "row 3: 'P' looks the same as 'p' of row 1: they differ only in capitals"),
        (["p", "q", "\u0440"], "row 3: '\u0440' looks the same as 'p' of row 1: character 1 is '\u0440' (U+0440) here"),
        (["p", 1.5, "r"], "row 2: must be text, not 1.5"),
    ],
)
def test_each_row_needs_a_key_of_its_own(keys, said):
    assert faults(table(keys))[0].startswith(said)


def test_a_table_needs_rows_and_a_column_for_each_criterion_that_counts():
    assert faults(table([])) == ["The table holds no vendor: a row for each is needed."]
    assert faults(table().drop(columns=["reach", "price"])) == [
        f"The table has no column '{key}', nor '{key}_low' and '{key}_high', for that criterion."
        for key in ("reach", "price")
    ]
    assert faults(pd.concat([table(), table()[["reach"]]], axis=1)) == [
        'column "reach": is the name of several columns; rename or delete all but one.'
    ]


def test_a_criterion_for_information_only_may_go_without_a_column():
    free = decision(information_only=["privacy"])
    market = Market.from_table(table().drop(columns="privacy"), free)

    assert market.decision_of(["p"]).assessments["p"]["privacy"].unknown
    with pytest.raises(DecisionError, match="no column 'privacy'"):
        Market.from_table(
            table().drop(columns="privacy"),
            decision(information_only=["privacy"], require={"privacy": {"at_least": "fair"}}),
        )


def test_of_many_faults_the_first_of_each_column_are_listed_and_the_others_counted():
    frame = table([f"v{k}" for k in range(300)], reach=np.inf, privacy="god")

    with pytest.raises(DecisionError) as caught:
        Market.from_table(frame, decision())

    assert len(caught.value.faults) == 40
    assert caught.value.more == 560
    assert str(caught.value).startswith("The decision has 600 faults:")
    assert str(caught.value).endswith("and 560 more")


@pytest.mark.parametrize(
    ("frame", "options", "error", "said"),
    [
        ({"reach": [1]}, {}, OptionError, "frame must be a pandas DataFrame"),
        (table(), {"vendor": "pricee"}, OptionError, "vendor names 'pricee', which is no column of the table."),
        (table(), {"ignore": ["x"]}, OptionError, "ignore names 'x', which is no column of the table."),
        (table().rename(columns={"reach": 1}), {}, DecisionError, "must name each column by a text, not 1"),
        (table().set_index("reach", append=True), {}, DecisionError, "index: has 2 levels"),
    ],
)
def test_what_is_no_such_table_is_refused(frame, options, error, said):
    with pytest.raises(error, match=said):
        Market.from_table(frame, decision(), **options)


def test_columns_that_are_ignored_are_not_looked_at():
    assert len(Market.from_table(table(country=object()), decision(), ignore=["country"])) == 3


def test_a_decision_about_some_vendors_says_where_each_figure_stands():
    whole = decision(
        require={
            "reach": {
                "at_least": 3,
                "waivers": {"alpha": {"because": "old", "by": "Ann"}, "q": {"because": "new", "by": "Ann"}},
            }
        },
        baseline="alpha",
        scenarios={"only alpha": {"vendors": ["alpha"]}, "cheap": {"criteria": ["price"]}},
    )
    market = Market.from_table(table(name=["P", "Q", "R"]), whole)

    short = market.decision_of(["r", "q"])

    assert list(short.vendors) == ["r", "q"]
    assert short.vendor_name("q") == "Q"
    assert short.assessments["r"]["reach"].because == "Row 3 of the table."
    assert list(short.criteria["reach"].require[0].waivers) == ["q"]
    assert short.baseline == "none"
    assert list(short.scenarios) == ["cheap"]
    assert (short.weights, short.policy, short.title) == (whole.weights, whole.policy, whole.title)


def test_a_vendor_that_is_not_there_is_refused():
    market = Market.from_table(table(["phone", "quick", "rest"]), decision())

    with pytest.raises(UnknownNameError, match=r"Unknown vendor 'phon'\. Did you mean 'phone'\?"):
        market.decision_of(["phon"])
    with pytest.raises(DecisionError, match="holds no vendor"):
        market.decision_of([])


def test_the_digest_is_that_of_the_content():
    one = Market.from_table(table(reach=[1, 2, 3]), decision())

    assert (
        one.digest == Market.from_table(table(reach=[1.0, 2.0, 3.0])[["price", "privacy", "reach"]], decision()).digest
    )
    assert one.digest != Market.from_table(table(reach=[1, 2, 4]), decision()).digest
    assert one.digest != Market.from_table(table(["p", "q", "s"], reach=[1, 2, 3]), decision()).digest
    assert len({one.digest, Market.from_table(table(reach=[1, 2, None]), decision()).digest}) == 2
