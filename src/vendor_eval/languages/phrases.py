"""Phrases: every sentence is a template in English, in the code, and its translations, one catalogue a language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from importlib.resources import files
from typing import TYPE_CHECKING

from vendor_eval.languages.numbers import number
from vendor_eval.languages.speaking import ENGLISH, spoken

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

__all__ = ["Phrasebook", "phrasebook", "read_catalogue", "say"]


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """The translations of one language.

    Parameters
    ----------
    forms
        By English phrase and context: the translation, in each form that the language has for counts.
    form_of
        Which of these forms a count takes.
    """

    forms: dict[tuple[str, str], tuple[str, ...]]
    form_of: Callable[[int], int]

    def find(self, phrase: str, several: str, context: str, count: float | None) -> str | None:
        """Return the translation of a phrase; None where there is none."""
        forms = self.forms.get((phrase, context))
        if not forms or not all(forms):
            return None
        if not several:
            return forms[0]
        # Of a fraction the form for many is right in the languages at hand, as in "0.5 points".
        whole = count is not None and float(count).is_integer()
        return forms[self.form_of(int(abs(count or 0)))] if whole else forms[-1]


def say(phrase: str, several: str = "", /, *, context: str = "", count: float | None = None, **values: object) -> str:
    """Say a phrase in the language that is spoken.

    Parameters
    ----------
    phrase
        The phrase in English, with named fields in braces. It must be written out where it is said, so that it can be
        found for translation.
    several
        The phrase for any count but one.
    context
        What tells two uses of the same English words apart, where they translate differently.
    count
        The count that decides between the two; it also fills the field ``{count}``.
    values
        What fills the fields.

    Examples
    --------
    >>> say("{count} vendor is sufficient", "{count} vendors are sufficient", count=3)
    '3 vendors are sufficient'
    >>> say("{vendor} is chosen.", vendor="Alpha")
    'Alpha is chosen.'
    """
    language = spoken()
    template = None if language == ENGLISH else phrasebook(language).find(phrase, several, context, count)
    if template is None:
        template = several if several and count != 1 else phrase
    if count is not None:
        values["count"] = number(count)
    return template.format(**values)


@cache
def phrasebook(language: str) -> Phrasebook:
    """Return the translations of a language, read once."""
    catalogue = read_catalogue(language)
    forms: dict[tuple[str, str], tuple[str, ...]] = {}
    for message in catalogue:
        if message.id and not message.fuzzy:
            key = message.id if isinstance(message.id, str) else message.id[0]
            said = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
            forms[key, message.context or ""] = said
    return Phrasebook(forms, c2py(catalogue.plural_expr))


def read_catalogue(language: str) -> Catalog:
    """Read a language's file."""
    # Only who speaks another language waits for it to load.
    from babel.messages.pofile import read_po

    with files(__package__).joinpath(f"{language}.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)
