"""A made-up language: every phrase in wide letters, so that what was not said through a phrase stands out."""

import re
import string

from vendor_eval.languages import phrases

__all__ = ["Wide", "left_in_english", "speak_wide", "wide"]

WIDE = {ord(letter): ord(letter) - ord("!") + 0xFF01 for letter in string.ascii_letters}
WORD = re.compile(r"[A-Za-z][A-Za-z'’]+")


class Wide:
    """A phrasebook that has every phrase, in letters as wide as Chinese ones."""

    def find(self, phrase, several, context, count):
        """Return a phrase with all but its fields in wide letters."""
        template = several if several and count != 1 else phrase
        parts = re.split(r"(\{\w*\})", template)
        return "".join(part if part.startswith("{") else wide(part) for part in parts)


def wide(text):
    """Put a text in wide letters."""
    return text.translate(WIDE)


def speak_wide(monkeypatch):
    """Put the made-up language in the place of every other but English."""
    monkeypatch.setattr(phrases, "phrasebook", lambda language: Wide())


def left_in_english(text, own):
    """Return the words of a text that were not said through a phrase, and are no words of the decision itself."""
    known = {word.lower() for one in own for word in WORD.findall(one)}
    return sorted({word for word in WORD.findall(text) if word.lower() not in known})
