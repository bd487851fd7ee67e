"""How numbers and days are written in the language that is spoken."""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np

from vendor_eval.languages.speaking import ENGLISH, spoken

__all__ = ["day", "decimals", "figures", "number"]


def number(x: float) -> str:
    """Write a number as a person would: whole ones whole, others to four digits.

    Examples
    --------
    >>> number(204891.0), number(0.12345), number(1234.56), number(-3.5), number(0.000012)
    ('204,891', '0.1235', '1,235', '−3.5', '0.000012')
    """
    if float(x).is_integer() or abs(x) >= 999.95:
        text = f"{x + 0.0:,.0f}"  # adding 0 takes the minus from a zero
    else:
        text = np.format_float_positional(x, precision=4, unique=False, fractional=False, trim="-")
    return _in_signs(text.replace("-", "−"))


def decimals(x: float, places: int) -> str:
    """Write a number to some decimals, without a minus before a zero.

    Examples
    --------
    >>> decimals(71.249, 1), decimals(-0.04, 1), decimals(-1.5, 0)
    ('71.2', '0.0', '−2')
    """
    text = f"{x:.{places}f}"
    return _in_signs(text.lstrip("-") if float(text) == 0 else text.replace("-", "−"))


def figures(x: float, digits: int = 9) -> str:
    """Write a number to so many digits, without marks between thousands, so that it can be calculated with.

    Examples
    --------
    >>> figures(204891.0), figures(1 / 3), figures(-2.5e-7)
    ('204891', '0.333333333', '−0.00000025')
    """
    text = np.format_float_positional(x + 0.0, precision=digits, unique=False, fractional=False, trim="-")
    return _in_signs(text.replace("-", "−"))


def day(on: date) -> str:
    """Write a day: in English as the file has it, in other languages as is usual there.

    Examples
    --------
    >>> from vendor_eval.languages.speaking import speaking
    >>> day(date(2025, 2, 15))
    '2025-02-15'
    >>> with speaking("de"):
    ...     day(date(2025, 2, 15))
    '15.02.2025'
    """
    if spoken() == ENGLISH:
        return on.isoformat()
    from babel.dates import format_date

    return format_date(on, format="medium", locale=spoken())


def _in_signs(text: str) -> str:
    """Put the signs of the language in the place of the English ones."""
    return text if spoken() == ENGLISH else text.translate(_signs(spoken()))


@cache
def _signs(language: str) -> dict[int, str]:
    from babel.numbers import get_decimal_symbol, get_group_symbol

    return str.maketrans({".": get_decimal_symbol(language), ",": get_group_symbol(language)})
