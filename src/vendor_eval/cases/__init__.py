"""Decision files that ship with the library."""

from __future__ import annotations

from importlib.resources import files

from vendor_eval.decision.document import Decision
from vendor_eval.errors import UnknownNameError
from vendor_eval.files.formats import loads

__all__ = ["load", "names", "text"]

_ENDING = ".yaml"


def names() -> tuple[str, ...]:
    """Return the names of the shipped cases.

    Examples
    --------
    >>> names()
    ('apple-china-2025',)
    """
    found = (entry.name for entry in files(__name__).iterdir() if entry.name.endswith(_ENDING))
    return tuple(sorted(name.removesuffix(_ENDING) for name in found))


def text(name: str) -> str:
    """Return the file of a shipped case as text.

    Raises
    ------
    UnknownNameError
        If there is no such case.
    """
    if name not in names():
        raise UnknownNameError.of("case", name, names())
    return files(__name__).joinpath(name + _ENDING).read_text(encoding="utf-8")


def load(name: str) -> Decision:
    """Return a shipped case as a decision.

    Raises
    ------
    UnknownNameError
        If there is no such case.
    """
    return loads(text(name), name=name + _ENDING)
