"""Dates as sources give them: a day, a month, a quarter, a year, an interval, or unknown."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from vendor_eval.decision.wording import found

__all__ = ["Day", "When"]

_FORMS = (
    "a day (2025-02-15), a month (2025-02), a quarter (2024-Q2), a year (2024), "
    "an interval (2025-01-01/2025-02-15) or unknown"
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d\d)", re.ASCII)
_QUARTER = re.compile(r"(\d{4})-Q([1-4])", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)


def _day(value: Any) -> Any:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return _span_of_day(value)[0]
    except (TypeError, ValueError):
        raise ValueError(f"must be a day of the calendar like 2025-02-15, {found(value)}.") from None


Day = Annotated[date, BeforeValidator(_day)]


@dataclass(frozen=True, slots=True)
class When:
    """A date as exact as its source gives it: some day from ``first`` to ``last``; both None where nothing is known."""

    text: str
    first: date | None
    last: date | None

    @classmethod
    def parse(cls, value: Any) -> Self:
        """Read one of the allowed forms.

        Raises
        ------
        ValueError
            If the text is none of them.

        Examples
        --------
        >>> When.parse("2024-Q2").last
        datetime.date(2024, 6, 30)
        """
        if isinstance(value, cls):
            return value
        if isinstance(value, date) and not isinstance(value, datetime):
            return cls(value.isoformat(), value, value)
        text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
        if text == "unknown":
            return cls(text, None, None)
        try:
            first, slash, last = text.partition("/")
            start, end = _span(first)[0], _span(last if slash else first)[1]
        except ValueError:
            raise ValueError(f"must be {_FORMS}, {found(value)}.") from None
        if start > end:
            raise ValueError(f"must not end before it starts, as '{text}' does.")
        return cls(text, start, end)

    @property
    def known(self) -> bool:
        """Whether anything is known about the date."""
        return self.first is not None

    def certainly_after(self, day: date) -> bool:
        """Whether even its earliest day is later than a given day."""
        return self.first is not None and self.first > day

    def certainly_by(self, day: date) -> bool:
        """Whether even its latest day is no later than a given day."""
        return self.last is not None and self.last <= day

    def reaches(self, day: date) -> bool:
        """Whether its latest day is a given day or later; not where nothing is known."""
        return self.last is not None and self.last >= day

    def __str__(self) -> str:
        """Return the text that the source gave."""
        return self.text

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.parse,
            json_schema_input_schema=core_schema.str_schema(),
            serialization=core_schema.to_string_ser_schema(),
        )


def _span(text: str) -> tuple[date, date]:
    if match := _QUARTER.fullmatch(text):
        year, quarter = int(match[1]), int(match[2])
        return date(year, 3 * quarter - 2, 1), _month_end(year, 3 * quarter)
    if match := _MONTH.fullmatch(text):
        return date(int(match[1]), int(match[2]), 1), _month_end(int(match[1]), int(match[2]))
    if _YEAR.fullmatch(text):
        return date(int(text), 1, 1), date(int(text), 12, 31)
    return _span_of_day(text)


def _span_of_day(text: str) -> tuple[date, date]:
    if not _DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text), date.fromisoformat(text)


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
