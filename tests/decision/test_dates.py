import pickle
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from vendor_eval.decision.dates import Day, When

DAY = TypeAdapter(Day)


def test_a_day_is_a_date_or_its_text():
    assert DAY.validate_python("2025-02-15") == DAY.validate_python(date(2025, 2, 15)) == date(2025, 2, 15)


@pytest.mark.parametrize(
    "value",
    [
        *("2025-02-30", "15.02.2025", "2025-2-15", "20250215", "2025-W07-6", "٢٠٢٥-02-15", ""),
        *(2025, None, True, datetime(2025, 2, 15, 12)),
    ],
)
def test_anything_else_is_no_day(value):
    with pytest.raises(ValidationError, match="must be a day of the calendar like 2025-02-15"):
        DAY.validate_python(value)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-Q4", date(2023, 10, 1), date(2023, 12, 31)),
        (2023, date(2023, 1, 1), date(2023, 12, 31)),
        ("2025-02-01/2025-02-15", date(2025, 2, 1), date(2025, 2, 15)),
        ("2024-Q4/2025", date(2024, 10, 1), date(2025, 12, 31)),
        (date(2025, 2, 1), date(2025, 2, 1), date(2025, 2, 1)),
        ("unknown", None, None),
    ],
)
def test_a_date_is_as_exact_as_its_source(text, first, last):
    when = When.parse(text)

    assert (when.first, when.last) == (first, last)
    assert when.known == (first is not None)
    assert str(when) == str(text)
    assert When.parse(when) is when
    assert When.parse(str(when)) == when
    assert pickle.loads(pickle.dumps(when)) == when


@pytest.mark.parametrize(
    "value",
    [
        *(
            "2025-13",
            "2025-00",
            "2025-Q5",
            "0000",
            "2025-02-30",
            "2025/",
            "/2025",
            "2025/2026/2027",
            "soon",
            "",
            "٢٠٢٥",
        ),
        *(True, None, 1.5, datetime(2025, 2, 15, 12), 25),
    ],
)
def test_anything_else_is_no_date(value):
    with pytest.raises(ValueError, match=r"must be a day \(2025-02-15\), a month .* or unknown, (not|but)"):
        When.parse(value)


def test_a_date_must_not_end_before_it_starts():
    with pytest.raises(ValueError, match="must not end before it starts, as '2025/2024' does"):
        When.parse("2025/2024")


@given(st.dates(), st.dates())
def test_certainty_needs_the_whole_span(day, other):
    first, last = sorted([day, other])
    when = When.parse(f"{first}/{last}")

    assert when.certainly_after(day) == (first > day)
    assert when.certainly_by(day) == (last <= day)
    assert not When.parse("unknown").certainly_after(day)
    assert not When.parse("unknown").certainly_by(day)
