"""Speaking of a decision in a language: its own words translated, and the language spoken while that is worked with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from vendor_eval.decision.document import Decision
from vendor_eval.languages.speaking import checked, speaking

__all__ = ["speaking_of"]


@contextmanager
def speaking_of(decision: Decision, language: str) -> Iterator[Decision]:
    """Speak a language, and give the decision with its own words in it as far as the file translates them.

    Raises
    ------
    OptionError
        If there is no such language.

    Examples
    --------
    >>> import vendor_eval as ve
    >>> with speaking_of(ve.cases.load("apple-china-2025"), "en") as decision:
    ...     decision.vendor_name("alibaba")
    'Alibaba'
    """
    checked(language)
    with speaking(language, decision.singulars(language)):
        yield decision.translated(language)
