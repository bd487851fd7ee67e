"""Which language is spoken: set once around a piece of work, and known to every phrase inside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from importlib.resources import files

from vendor_eval.errors import OptionError

__all__ = ["ENGLISH", "LANGUAGES", "checked", "singular_of", "speaking", "spoken"]

ENGLISH = "en"
LANGUAGES = (
    ENGLISH,
    *sorted(one.name.removesuffix(".po") for one in files(__package__).iterdir() if one.name.endswith(".po")),
)
"""The languages that there are: English, which the phrases in the code are in, and every catalogue beside this file."""


@dataclass(frozen=True, slots=True)
class _Speech:
    language: str = ENGLISH
    singulars: Mapping[str, str] = field(default_factory=dict)


_AT_FIRST = _Speech()
_SPEECH: ContextVar[_Speech] = ContextVar("speech", default=_AT_FIRST)


@contextmanager
def speaking(language: str, singulars: Mapping[str, str] | None = None) -> Iterator[None]:
    """Speak a language: everything that is put into words inside is in it.

    Parameters
    ----------
    language
        One of ``LANGUAGES``.
    singulars
        Units of a decision in the plural, each with its singular, where the decision's own words are in this language.

    Raises
    ------
    OptionError
        If there is no such language.

    Examples
    --------
    >>> from vendor_eval.languages.numbers import number
    >>> with speaking("de"):
    ...     number(1234.5), number(0.25)
    ('1.234', '0,25')
    """
    # Spoken again inside, a language keeps the singulars that it has: a translated decision no longer knows its own.
    around = _SPEECH.get()
    known = around.singulars if around.language == checked(language) else {}
    token = _SPEECH.set(_Speech(language, {**known, **(singulars or {})}))
    try:
        yield
    finally:
        _SPEECH.reset(token)


def spoken() -> str:
    """Return the language that is spoken."""
    return _SPEECH.get().language


def singular_of(unit: str) -> str | None:
    """Return the singular of a unit that a decision's translation names; None where it names none."""
    return _SPEECH.get().singulars.get(unit)


def checked(language: str) -> str:
    """Return a language that there is.

    Raises
    ------
    OptionError
        If there is no such language.
    """
    if language not in LANGUAGES:
        raise OptionError.of("language", language, LANGUAGES)
    return language
