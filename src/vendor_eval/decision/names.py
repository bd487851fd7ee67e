"""Keys that identify vendors, criteria, levels, evidence and scenarios, and what may not be one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Annotated

from pydantic import AfterValidator

from vendor_eval.errors import cut

__all__ = ["RESERVED", "Filled", "Key", "Text", "alike", "check_key", "check_text", "skeleton", "told_apart"]

RESERVED = frozenset({"unknown", "any", "none", "first", "sufficient", "yes", "no"})
LONGEST_KEY = 100

# Control, format (zero-width and bidirectional), surrogate, private, line and paragraph separators.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})

# Small letters of other scripts that look like Latin ones: enough to catch a pasted lookalike, not a full table.
_LOOKALIKES = str.maketrans("аеорсухіјѕԁһкмтвнοαρνικτεηυχβζμ", "aeopcyxijsdhkmtbhoapviktenuxbzm")


def _bad_character(text: str, *, newlines: bool) -> str | None:
    for character in text:
        if newlines and character in "\n\t":
            continue
        # The last two places of every plane are no characters, and YAML cannot hold them.
        if unicodedata.category(character) in _INVISIBLE or ord(character) & 0xFFFE == 0xFFFE:
            return character
    return None


def check_text(text: str, *, newlines: bool = True) -> str:
    """Return a text that holds nothing invisible, or say what it holds."""
    bad = None if text.isprintable() else _bad_character(text, newlines=newlines)
    if bad is not None:
        name = unicodedata.name(bad, "a control character")
        raise ValueError(f"holds U+{ord(bad):04X} ({name}), which nobody can see; delete it.")
    return str(text)


def check_key(key: str) -> str:
    """Return a name that may be a key, or say why it may not."""
    check_text(key, newlines=False)
    if not key.strip():
        raise ValueError("is an empty name; give it one.")
    if key != " ".join(key.split()):
        raise ValueError(
            f"The name {key!r} has spaces around it or doubled inside it; write {' '.join(key.split())!r}."
        )
    if len(key) > LONGEST_KEY:
        raise ValueError(f"The name '{cut(key)}' has {len(key)} characters; at most {LONGEST_KEY} are allowed.")
    if key != unicodedata.normalize("NFC", key):
        raise ValueError(f"The name '{key}' is not in the normal Unicode form (NFC): type its accents anew.")
    if key.casefold() in RESERVED:
        raise ValueError(f"'{key}' is a word with a meaning of its own in a decision file; choose another name.")
    return str(key)


def _check_filled(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be blank.")
    return text


Text = Annotated[str, AfterValidator(check_text)]
Filled = Annotated[Text, AfterValidator(_check_filled)]
Key = Annotated[str, AfterValidator(check_key)]


def skeleton(name: str) -> str:
    """Reduce a name to what a reader sees: case, width, accents' composition and lookalike letters folded.

    Examples
    --------
    >>> skeleton("Data-only") == skeleton("data only")
    True
    """
    folded = unicodedata.normalize("NFKC", name).casefold().translate(_LOOKALIKES)
    return "".join(folded.split()).replace("-", "").replace("_", "") or name


def alike(names: Iterable[str]) -> list[tuple[str, str]]:
    """Pair the names that a reader could take for one another.

    Examples
    --------
    >>> alike(["data only", "beta", "Data-only"])
    [('data only', 'Data-only')]
    """
    first: dict[str, str] = {}
    pairs = []
    for name in names:
        reduced = skeleton(name)
        if reduced in first:
            pairs.append((first[reduced], name))
        else:
            first[reduced] = name
    return pairs


def told_apart(name: str, other: str) -> str:
    """Say what distinguishes two names that look the same.

    Examples
    --------
    >>> told_apart("ﬁnd", "find")
    "character 1 is 'ﬁ' (U+FB01) here and 'f' (U+0066) there"
    >>> told_apart("Acme", "ACME")
    'they differ only in capitals, spaces, hyphens or underscores'
    """
    for index, (here, there) in enumerate(zip(name, other, strict=False), 1):
        if here.casefold() != there.casefold() and not {here, there} & set(" -_"):
            return f"character {index} is '{here}' (U+{ord(here):04X}) here and '{there}' (U+{ord(there):04X}) there"
    return "they differ only in capitals, spaces, hyphens or underscores"
