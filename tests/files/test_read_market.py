import sys

import pandas as pd
import pytest

from builders import make_decision
from vendor_eval.decision import market_table
from vendor_eval.errors import DecisionError, FileError, OptionError
from vendor_eval.files import read_market_csv, read_market_parquet
from vendor_eval.files.read_market import read_market

LEVELS = {"bad": 0, "fair": 40, "12": 70, "good": 100}
HEAD = "vendor,reach,price,privacy\n"


@pytest.fixture
def decision():
    return make_decision(
        {"alpha": {"reach": 80, "price": 30, "privacy": "good"}},
        scales={"price": {"worst": 100, "best": 0, "range": [0, 200]}, "privacy": LEVELS},
        units={"price": "EUR"},
    )


@pytest.fixture
def read(tmp_path, decision):
    """Write a file and read it as a market."""

    def run(content, name="vendors.csv", **options):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_market(path, decision, **options)

    return run


def scores(market):
    return {
        key: [market.belief(row, criterion).plain() for criterion in market.decision.criteria]
        for row, key in enumerate(market.vendors)
    }


def test_csv_and_parquet_say_the_same(read, tmp_path, decision):
    text = (
        "\ufeffvendor,name,reach,reach_low,reach_high,price,privacy\r\n"
        "v1,Ann & Co,5,,,1e1,good\r\n"
        "\r\n"
        'v2,"B, C",,6,7,,bad\r\n'
        "v3,,,,,.5,12\r\n"
    )
    frame = pd.DataFrame(
        {
            "vendor": ["v1", "v2", "v3"],
            "name": ["Ann & Co", "B, C", None],
            "reach": [5, None, None],
            "reach_low": [None, 6, None],
            "reach_high": [None, 7, None],
            "price": [10, None, 0.5],
            "privacy": ["good", "bad", "12"],
        }
    )
    frame.to_parquet(tmp_path / "vendors.parquet", index=False)

    markets = [read(text), read_market(tmp_path / "vendors.parquet", decision)]

    assert markets[0].digest == markets[1].digest
    assert markets[0].names == markets[1].names == ("Ann & Co", "B, C", "")
    assert markets[0].rows.tolist() == [2, 4, 5]
    assert markets[1].rows.tolist() == [1, 2, 3]
    assert markets[0].decision_of(["v2"]).assessments["v2"]["reach"].because == "Row 4 of vendors.csv."
    assert scores(markets[0])["v2"] == [{"low": 6, "high": 7}, {}, {"value": "bad"}]


def test_a_cell_of_a_csv_file_is_read_as_in_any_score_sheet(read):
    market = read(f"{HEAD}v1,1 .. 2.5 .. 4,unknown,bad .. 12\n'=v2, 7 ,-0,'12\n")

    assert scores(market) == {
        "v1": [{"low": 1, "likely": 2.5, "high": 4}, {}, {"low": "bad", "high": "12"}],
        "=v2": [{"value": 7}, {"value": 0}, {"value": "12"}],
    }


def test_a_decimal_comma_goes_with_semicolons(read):
    market = read("vendor;reach;price;privacy\nv1;1,5;-0;good\nv2;1.200,5;;bad\n", decimal=",")

    assert [row[0] for row in scores(market).values()] == [{"value": 1.5}, {"value": 1200.5}]


def test_another_column_may_hold_the_keys_and_others_be_left_out(read):
    market = read("id,country,reach,price,privacy\n7,FR,1,2,bad\n", vendor="id", ignore=["country"])

    assert market.vendors == ("7",)


@pytest.mark.parametrize(
    ("cells", "place", "words"),
    [
        ("x,1,good", 'line 3, column "reach" v2.reach', "must be a number, not the text 'x'."),
        ("nan,1,good", 'line 3, column "reach" v2.reach', "Write `unknown` where nothing is known."),
        ("inf,1,good", 'line 3, column "reach" v2.reach', "must be a number, not the text 'inf'."),
        ("1e400,1,good", 'line 3, column "reach" v2.reach', "not infinite or too large to be read."),
        ("010,1,good", 'line 3, column "reach" v2.reach', "Did you mean 10?"),
        ("1_0,1,good", 'line 3, column "reach" v2.reach', "must be a number, not the text '1_0'."),
        ("\u0663,1,good", 'line 3, column "reach" v2.reach', "must be a number, not the text '\u0663'."),
        ("TRUE,1,good", 'line 3, column "reach" v2.reach', "must be a number, not TRUE."),
        ('"1,200",1,good', 'line 3, column "reach" v2.reach', "It may mean 1200 or 1.200"),
        ('"1\n2",1,good', 'line 3, column "reach" v2.reach', "must be a number, not the text '1\\n2'."),
        ("4 .. 2,1,good", 'line 3, column "reach" v2.reach', "low (4) must not be above high (2)."),
        ("1,201,good", 'line 3, column "price" v2.price', "is 201, outside the possible range from 0 to 200."),
        ("1,1,goood", 'line 3, column "privacy" v2.privacy', "Unknown level 'goood'. Did you mean 'good'?"),
        ("1,1,7", 'line 3, column "privacy" v2.privacy', "must name a level (bad, fair, 12, good), not the number 7."),
        ("1,1", "line 3", "has 3 cells where the head has 4."),
        ("1,1,good,9", "line 3", "has 5 cells where the head has 4; the last are '9'."),
    ],
)
def test_what_is_wrong_with_a_row_is_told_with_its_line(read, cells, place, words):
    with pytest.raises(DecisionError) as caught:
        read(f"{HEAD}v1,1,1,good\nv2,{cells}\n")

    (fault,) = caught.value.faults
    assert f"vendors.csv {place}: " in str(fault)
    assert words in str(fault)


def test_every_fault_of_a_table_is_listed_at_once(read):
    with pytest.raises(DecisionError) as caught:
        read("vendor,reach,prize,privacy\nv1,x,1,good\nv1,2,3,god\nTotal,1,1,good\n")

    texts = [str(fault).partition("vendors.csv")[2] for fault in caught.value.faults]
    assert [text.partition(":")[0] for text in texts] == [
        "",
        ' column "prize"',
        ' line 2, column "reach" v1.reach',
        ' line 3, column "vendor"',
        ' line 3, column "privacy" v1.privacy',
        ' line 4, column "vendor"',
    ]
    assert "has no column 'price'" in texts[0]
    assert "'Total' is a row of totals, not a vendor; delete it." in texts[-1]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "has no column 'vendor' with the vendors' keys: it is empty."),
        (HEAD, "The table holds no vendor: a row for each is needed."),
        (
            "id,reach,price,privacy\n1,2,3,bad\n",
            "has no column 'vendor' with the vendors' keys: there are 'id', 'reach'",
        ),
        ("vendor,reach,price,privacy,\nv1,2,3,bad,\n", 'column "": has no heading; name the column, or delete it.'),
    ],
)
def test_a_table_without_vendors_or_heads_is_refused(read, content, said):
    with pytest.raises(DecisionError) as caught:
        read(content)

    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            f"{HEAD}v1,1,2,go\xf6d\n".encode("latin-1"),
            "line 2 is not UTF-8 text (byte 10 of the line is 0xf6). It looks like",
        ),
        (
            f"{HEAD}v1,1,2,good\n".encode("utf-16"),
            "line 1 is not UTF-8 text (byte 1 of the line is 0xff). It looks like UTF-16",
        ),
        (f"{HEAD}v1,1,2,good".encode() + b"\xc3", "line 2 is not UTF-8 text"),
        ("vendor;reach\nv1;1\n", "line 1 looks separated by semicolons (';'), not by commas."),
        (f'{HEAD}v1,"1,2,good\n', "line 2: a quote is opened here and never closed."),
        (f'{HEAD}v1,"1"2,2,good\n', "line 2: a text goes on after its closing quote."),
        (f"{HEAD}v1,{'9' * 140_000},2,good\n", "line 2: a cell holds more than 131,072 characters."),
    ],
)
def test_what_is_no_csv_file_is_refused(read, content, said):
    with pytest.raises(FileError) as caught:
        read(content)

    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("vendors.parquet", b"nonsense", "vendors.parquet is no Parquet file that can be read: "),
        ("vendors.parquet", b"", "vendors.parquet is no Parquet file that can be read: "),
        ("vendors.xlsx", b"", "has the ending '.xlsx'; a market is read from '.parquet' or '.csv'."),
        ("vendors.parqet", b"", "Did you mean '.parquet'?"),
        ("vendors", b"", "has no ending; a market is read from '.parquet' or '.csv'."),
    ],
)
def test_what_is_no_table_is_refused(read, name, content, said):
    with pytest.raises(FileError) as caught:
        read(content, name)

    assert said in str(caught.value)
    assert not str(caught.value).endswith("..")


def test_a_file_that_is_not_there_and_an_unknown_decimal_sign_are_told(tmp_path, decision):
    (tmp_path / "vendors.csv").touch()

    for name in ("vendor.csv", "vendor.parquet"):
        with pytest.raises(FileError, match=f"There is no file {name} in the folder"):
            read_market(tmp_path / name, decision)
    with pytest.raises(OptionError, match=r"decimal must be one of '\.', ',', not ';'"):
        read_market(tmp_path / "vendors.csv", decision, decimal=";")


def test_without_what_reads_parquet_the_extra_is_named(read, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    with pytest.raises(FileError, match=r"pip install 'vendor-eval\[parquet\]', or save the table as CSV"):
        read(b"", "vendors.parquet")


def test_a_damaged_text_in_a_parquet_file_is_told(tmp_path, decision):
    frame = pd.DataFrame({"vendor": ["a", "b"], "reach": 1, "price": 2, "privacy": ["bad", "badly kept"]})
    frame.to_parquet(tmp_path / "v.parquet", compression="none")
    content = (tmp_path / "v.parquet").read_bytes()
    (tmp_path / "v.parquet").write_bytes(content.replace(b"badly kept", b"badly k\xffpt"))

    with pytest.raises(FileError, match="is damaged: a text in it is not UTF-8"):
        read_market(tmp_path / "v.parquet", decision)


def test_columns_of_a_parquet_file_that_hold_no_performances_are_told(tmp_path, decision):
    frame = pd.DataFrame(
        {
            "vendor": ["a"],
            "reach": [True],
            "price": pd.to_datetime(["2025-01-01"]),
            "privacy": [["good"]],
        }
    )
    frame.to_parquet(tmp_path / "v.parquet")

    with pytest.raises(DecisionError) as caught:
        read_market(tmp_path / "v.parquet", decision)

    texts = [str(fault).partition(" › ")[2] for fault in caught.value.faults]
    assert [text.partition(";")[0] for text in texts] == [
        'column "reach": holds truth values',
        'column "price": holds dates or times',
        'column "privacy": holds values with others inside them',
    ]


@pytest.mark.parametrize("name", ["vendors.csv", "vendors.parquet"])
def test_a_table_of_many_batches_is_one_table(name, tmp_path, decision, monkeypatch):
    frame = pd.DataFrame({"vendor": [f"v{k}" for k in range(50)], "reach": range(50), "price": 1.5, "privacy": "bad"})
    frame.loc[::5, "reach"] = None
    frame["reach_low"] = frame["reach_high"] = None
    frame.loc[::10, ["reach_low", "reach_high"]] = [3.0, 4.0]
    frame.to_csv(tmp_path / "vendors.csv", index=False)
    frame.astype({"reach_low": float, "reach_high": float}).to_parquet(tmp_path / "vendors.parquet", index=False)
    whole = read_market(tmp_path / name, decision)
    for module in (read_market_csv, read_market_parquet):
        monkeypatch.setattr(module, "BATCH", 7)

    parts = read_market(tmp_path / name, decision)

    assert parts.digest == whole.digest
    assert parts.columns["reach"].rows.tolist() == [0, 10, 20, 30, 40]


@pytest.mark.parametrize("name", ["vendors.csv", "vendors.parquet"])
def test_a_table_of_too_many_rows_is_refused_before_it_is_read(name, tmp_path, decision, monkeypatch):
    frame = pd.DataFrame({"vendor": ["a", "b", "c", "d"], "reach": 1, "price": 2, "privacy": "bad"})
    frame.to_csv(tmp_path / "vendors.csv", index=False)
    frame.to_parquet(tmp_path / "vendors.parquet", index=False)
    for module in (market_table, read_market_csv, read_market_parquet):
        monkeypatch.setattr(module, "MOST_VENDORS", 3)

    with pytest.raises(FileError, match="at most 3 are read"):
        read_market(tmp_path / name, decision)
