"""Vendors from a Parquet file, batch by batch."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from vendor_eval.decision.document import Decision
from vendor_eval.decision.market_cells import Raw
from vendor_eval.decision.market_faults import Places
from vendor_eval.decision.market_table import BATCH, DATES, MOST_VENDORS, NESTED, TRUTHS, Table, TableReader
from vendor_eval.errors import FileError
from vendor_eval.files.text import check_readable, reason

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]

__all__ = ["read_parquet_table"]


def read_parquet_table(path: Path, decision: Decision, *, vendor: str, ignore: Collection[str]) -> Table:
    """Return what a Parquet file says of vendors; see ``read_market``."""
    try:
        import pyarrow as pa  # here: an extra that few need
        import pyarrow.parquet as parquet  # type: ignore[import-untyped]
    except ImportError:
        raise FileError(
            f"{path} cannot be read without pyarrow, which reads Parquet: pip install 'vendor-eval[parquet]', or save "
            "the table as CSV."
        ) from None
    check_readable(path)
    try:
        with parquet.ParquetFile(path) as file:
            return _read(file, path, decision, vendor, ignore)
    except UnicodeDecodeError:
        raise FileError(f"{path} is damaged: a text in it is not UTF-8.") from None
    except (pa.ArrowException, OSError) as error:
        raise FileError(f"{path} is no Parquet file that can be read: {reason(error).rstrip('.')}.") from None


def _read(file: Any, path: Path, decision: Decision, vendor: str, ignore: Collection[str]) -> Table:
    if file.metadata.num_rows > MOST_VENDORS:
        raise FileError(f"{path} has {file.metadata.num_rows:,} rows; at most {MOST_VENDORS:,} are read.")
    schema = file.schema_arrow
    reader = TableReader(
        decision,
        schema.names,
        vendor=vendor,
        ignore=ignore,
        places=Places(str(path), schema.names, "row"),
        most=file.metadata.num_rows,
    )
    readable = []
    for label in reader.labels.wanted:
        problem = _problem(schema.field(schema.names.index(label)).type)
        if problem:
            reader.refuse(label, problem)
        else:
            readable.append(label)
    start = 1
    for batch in file.iter_batches(batch_size=BATCH, columns=readable, use_threads=False):
        rows = np.arange(start, start + batch.num_rows)
        start += batch.num_rows
        if start - 1 > file.metadata.num_rows:
            raise FileError(f"{path} holds more rows than it says ({file.metadata.num_rows:,}): it is damaged.")
        reader.add({label: _cells(batch.column(label)) for label in readable}, rows)
    return reader.table()


def _problem(kind: pa.DataType) -> str:
    """Say why a column of some type holds no performances; empty if it may."""
    from pyarrow import types

    if types.is_boolean(kind):
        return TRUTHS
    if types.is_temporal(kind):
        return DATES
    return NESTED if types.is_nested(kind) else ""


def _cells(column: pa.Array) -> Raw:
    """Return cells as numbers if all are, else as they stand, None where one is missing."""
    from pyarrow import types

    if types.is_floating(column.type) or (types.is_integer(column.type) and not column.null_count):
        numbers: Raw = column.to_numpy(zero_copy_only=False)
        return numbers
    cells: list[Any] = column.to_pylist()
    return cells
