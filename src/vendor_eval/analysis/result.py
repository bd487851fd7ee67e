"""What all results share: a stamp of what made them, how they print, and how they become plain data."""

from __future__ import annotations

import html
import importlib.metadata
import math
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import pandas as pd

from vendor_eval.decision.noun import Noun

__all__ = ["Result", "Stamp", "jsonable", "version"]

MOST_ROWS = 50


@cache
def version() -> str:
    """Return the version of the library."""
    return importlib.metadata.version("vendor-eval")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What made a result: equal stamps and options mean equal results on the same machine.

    Parameters
    ----------
    decision
        The digest of the decision.
    version
        The version of the library.
    draws, seed
        How many draws were made, and from which seed; None where nothing is drawn.
    sampling
        How weights were drawn: ``random`` or ``sobol``.
    method
        The method that vendors were ranked by, with all its options; None for the value model.
    block
        How many draws share a random stream: with another size the same seed gives other draws.
    """

    decision: str
    version: str
    draws: int | None = None
    seed: int | None = None
    sampling: str | None = None
    method: str | None = None
    block: int | None = None


class Result(ABC):
    """A frozen result: a sentence, a main table, and the data behind both.

    Subclasses are frozen dataclasses with a ``table``, as a field or as a view, and a ``stamp``.
    """

    stamp: Stamp
    if TYPE_CHECKING:
        # Subclasses have it as a field or as a view: at run time nothing here may stand in their way.
        @property
        def table(self) -> pd.DataFrame:
            """The main table."""

    inputs: ClassVar[frozenset[str]] = frozenset({"decision", "model", "evaluation", "verdicts", "details"})
    """Fields that the result was made from; they are not written out with it."""
    views: ClassVar[tuple[str, ...]] = ()
    """Tables that are made when they are first asked for; they are written out before the fields."""

    @property
    @abstractmethod
    def text(self) -> str:
        """The result in a sentence or a few."""

    def shown(self) -> pd.DataFrame:
        """Return the main table as it is printed."""
        return self.table

    def to_dict(self) -> dict[str, Any]:
        """Return the result as plain data, ready for JSON; tables are lists of records, missing numbers null."""
        kept = [one.name for one in fields(self) if one.name not in self.inputs]  # type: ignore[arg-type]
        names = [*self.views, *kept]
        return {"text": self.text} | {name: jsonable(getattr(self, name)) for name in names}

    def __str__(self) -> str:
        """Read as the sentence and the table below it, if there is one."""
        shown = self.shown().head(MOST_ROWS)
        return self.text if shown.empty else f"{self.text}\n\n{shown.to_string(index=False, na_rep='–')}"

    def __repr__(self) -> str:
        """Say the sentence."""
        return f"<{type(self).__name__}: {self.text}>"

    def _repr_html_(self) -> str:
        """Show the sentence and the table in a notebook, with every text escaped."""
        shown = self.shown().head(MOST_ROWS)
        table = "" if shown.empty else shown.to_html(index=False, na_rep="–", escape=True, border=0)
        return f"<p>{html.escape(self.text)}</p>{table}"


def jsonable(value: Any) -> Any:
    """Turn a part of a result into what JSON can hold."""
    match value:
        case pd.DataFrame():
            named = value if isinstance(value.index, pd.RangeIndex) else value.reset_index(names=_index_name(value))
            return [{str(key): jsonable(item) for key, item in row.items()} for row in named.to_dict("records")]
        case pd.Series():
            return {str(key): jsonable(item) for key, item in value.items()}
        case Noun():
            return value.plain()
        case float() | np.floating():
            return float(value) if math.isfinite(value) else None
        case np.integer() | np.bool_():
            return value.item()
        case date():
            return value.isoformat()
        case Mapping():
            return {str(key): jsonable(item) for key, item in value.items()}
        case tuple() | list() | frozenset():
            return [jsonable(item) for item in value]
        case _ if is_dataclass(value):
            return {one.name: jsonable(getattr(value, one.name)) for one in fields(value)}
        case _:
            return None if value is pd.NA else value


def _index_name(frame: pd.DataFrame) -> str:
    """Name the index so that it hides no column: a criterion may be called like it."""
    name = "key" if frame.index.name is None else str(frame.index.name)
    while name in frame.columns:
        name += "_"
    return name
