"""Reading very many vendors from a table: Parquet or CSV."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from vendor_eval.decision.document import Decision
from vendor_eval.decision.market import Market
from vendor_eval.decision.market_table import Table
from vendor_eval.errors import FileError, OptionError, nearest
from vendor_eval.files.read_market_csv import read_csv_table
from vendor_eval.files.read_market_parquet import read_parquet_table

__all__ = ["read_market"]

_READERS: dict[str, Callable[..., Table]] = {
    ".parquet": read_parquet_table,
    ".pq": read_parquet_table,
    ".csv": read_csv_table,
}


def read_market(
    path: str | Path,
    decision: Decision,
    *,
    vendor: str = "vendor",
    decimal: str = ".",
    ignore: Collection[str] = (),
) -> Market:
    """Read very many vendors from a Parquet or CSV file: a vendor a row, a criterion a column.

    The decision says what they are judged by: criteria, scales, requirements, weights and policy. Its own vendors take
    no part. The table is read batch by batch, and only the columns that are needed.

    Parameters
    ----------
    path
        A file that ends in ``.parquet`` or ``.csv``. A column named by the key of a criterion holds its performances:
        numbers, the names of levels, or, in CSV, ranges like ``900 .. 950``. Ranges may also stand in the columns
        ``<criterion>_low`` and ``<criterion>_high``, with the likeliest performance in ``<criterion>_likely``. Where a
        cell is empty or says ``unknown``, nothing is known. A column ``name`` holds names for display.
    vendor
        The column with the key of each vendor.
    decimal
        The decimal sign of a CSV file, ``.`` or ``,``. With a comma it has ``;`` between cells.
    ignore
        Columns that say nothing about a criterion.

    Raises
    ------
    DecisionError
        With what is wrong in the table: the first faults of each column, each with its row, and how many more.
    FileError
        If the file cannot be read, or what reads Parquet is not installed.
    OptionError
        If an option has a value that is not allowed.
    """
    path = Path(path)
    if decimal not in (".", ","):
        raise OptionError.of("decimal", decimal, [".", ","])
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        what = f"has the ending '{path.suffix}'" if path.suffix else "has no ending"
        meant = nearest(path.suffix.lower(), _READERS)
        raise FileError(f"{path} {what}; a market is read from '.parquet' or '.csv'.{meant}")
    options = {"decimal": decimal} if reader is read_csv_table else {}
    return Market(decision, *reader(path, decision, vendor=vendor, ignore=tuple(ignore), **options), source=path.name)
