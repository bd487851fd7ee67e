"""What must not be said to a vendor: the names and the figures of the others, and where a text speaks of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from vendor_eval.decision.document import Decision

__all__ = ["Guard", "used_by"]

SHORTEST = 3  # letters: a shorter name would be found in half of all words
FIGURE = re.compile(r"\d(?:[\d.,'\u2019\u00a0\u202f]*\d)?")
PROPER = re.compile(r"\b[A-Z][\w-]{2,}")
YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Guard:
    """What belongs to other vendors and not to the one who is written to.

    Parameters
    ----------
    names
        Names and keys of the other vendors.
    proper
        Proper names in the descriptions of the others that stand in none of the vendor's own texts.
    figures
        Figures of three digits or more that are theirs alone: performances, costs, and what is said of them.
    unseen
        Names of other vendors that are too short to be looked for.
    """

    names: tuple[str, ...]
    proper: frozenset[str]
    figures: frozenset[str]
    unseen: tuple[str, ...] = ()

    @classmethod
    def of(cls, decision: Decision, vendor: str, *, spoken: Decision | None = None) -> Guard:
        """Gather what belongs to the other vendors alone, in the file's own words and in those of its translation."""
        both = (decision, spoken or decision)
        others = [key for key in decision.vendors if key != vendor]
        own = [text for one in both for text in _own_texts(one, vendor)]
        public = [text for one in both for text in _public_texts(one)]
        # Of the file's own words: in a language that writes every noun large, a translation tells no names apart.
        described = " ".join(decision.vendors[key].description for key in others)
        known = {word for text in (*own, *public) for word in _words(text)}
        mine = {digits for text in (*own, *public) for digits in _figures(text)}
        theirs = {digits for one in both for key in others for text in _told(one, key) for digits in _figures(text)}
        called = {_folded(name): name for key in others for name in (key, *(one.vendor_name(key) for one in both))}
        return cls(
            names=tuple(name for name in called.values() if _spoken(name)),
            proper=frozenset(word for word in PROPER.findall(described) if not _words(word) <= known),
            figures=frozenset(theirs - mine),
            unseen=tuple(name for name in called.values() if not _spoken(name)),
        )

    def without(self, name: str) -> Guard:
        """Return the guard that lets one name pass."""
        folded = _folded(name)
        return replace(
            self,
            names=tuple(one for one in self.names if _folded(one) != folded),
            proper=frozenset(word for word in self.proper if not _stands(_folded(word), folded)),
        )

    def names_in(self, text: str) -> tuple[str, ...]:
        """Return which of the other vendors' names stand in a text."""
        folded, plain = _folded(text), unicodedata.normalize("NFKC", text)
        named = (name for name in self.names if _stands(_folded(name), folded))
        return (*named, *(word for word in sorted(self.proper) if _stands(word, plain)))

    def figures_in(self, text: str) -> tuple[str, ...]:
        """Return which of the other vendors' figures stand in a text."""
        return tuple(dict.fromkeys(one for one in _figures(text) if one in self.figures))

    def found_in(self, text: str) -> tuple[str, ...]:
        """Return everything in a text that belongs to other vendors."""
        return (*self.names_in(text), *self.figures_in(text))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def used_by(decision: Decision, vendors: Collection[str]) -> frozenset[str]:
    """Return the evidence that some vendors' assessments and costs rest on."""
    found: set[str] = set()
    for vendor in vendors:
        for assessment in decision.assessments[vendor].values():
            found |= {key for _, one in assessment.stated() for key in one.evidence}
        cost = decision.vendors[vendor].cost
        found |= set(cost.evidence if cost else ())
    return frozenset(found)


def _spoken(name: str) -> bool:
    """Whether a name can be looked for: long enough, or of a script in which two signs are a name."""
    letters = "".join(sign for sign in name if sign.isalnum())
    return len(letters) >= SHORTEST or (len(letters) >= 2 and not letters.isascii())


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _stands(name: str, text: str) -> bool:
    """Whether a name stands in a text as a word of its own, where words have ends; `Qwen2` names `Qwen`."""
    before = r"(?<!\w)" if name[0].isascii() else ""
    after = r"(?![^\W\d_])" if name[-1].isascii() else ""
    return re.search(f"{before}{re.escape(name)}{after}", text) is not None


def _figures(text: str) -> Iterator[str]:
    """Yield the figures of a text that are telling enough to be somebody's: not short ones, and no years."""
    for found in FIGURE.findall(text):
        digits = re.sub(r"\D", "", found).lstrip("0")
        year = found.isdigit() and len(found) == 4 and int(found) in YEARS
        if len(digits) >= SHORTEST and not year:
            yield digits


def _own_texts(decision: Decision, vendor: str) -> tuple[str, ...]:
    """Return what is the vendor's own: its name, its performances and cost, and the evidence that it alone has."""
    alone = used_by(decision, [vendor]) - used_by(decision, [key for key in decision.vendors if key != vendor])
    noun = decision.vendors[vendor]
    return (
        *(vendor, noun.name, noun.description),
        *_numbers([one.belief for one in decision.assessments[vendor].values()]),
        *_numbers([noun.cost]),
        *(decision.evidence[key].claim for key in alone),
    )


def _public_texts(decision: Decision) -> tuple[str, ...]:
    """Return what is the same for all vendors: the title and the criteria."""
    return (
        decision.title,
        *_numbers(decision.criteria.values()),
        *(text for one in decision.criteria.values() for text in _texts(one.plain())),
    )


def _told(decision: Decision, vendor: str) -> Iterator[str]:
    """Yield what is told of one vendor: its performances and cost, its rationales and its evidence."""
    yield from _numbers([one.belief for one in decision.assessments[vendor].values()])
    yield from _numbers([decision.vendors[vendor].cost])
    yield from (one.because for one in decision.assessments[vendor].values())
    yield from (decision.evidence[key].claim for key in used_by(decision, [vendor]))


def _numbers(nouns: Iterable[Any]) -> Iterator[str]:
    """Yield every number of some nouns, written with a comma that no year has."""
    for one in nouns:
        if one is not None:
            yield from (f"{x:,.6f}".rstrip("0").rstrip(".") for x in _leaves(one.plain(), (int, float)))


def _texts(plain: Any) -> Iterator[str]:
    yield from _leaves(plain, str)


def _leaves(plain: Any, kind: Any) -> Iterator[Any]:
    """Yield everything of a kind in plain data; keys of mappings are texts."""
    match plain:
        case Mapping():
            for key, item in plain.items():
                yield from _leaves(key, kind)
                yield from _leaves(item, kind)
        case list() | tuple():
            for item in plain:
                yield from _leaves(item, kind)
        case bool() | date():
            return
        case _ if isinstance(plain, kind):
            yield plain
