"""Disclosure profiles: what a letter may hold and must not, as dated data; no legal advice."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from vendor_eval.errors import OptionError

__all__ = ["FORBIDDEN", "SHOWN", "Forbidden", "Profile", "Shown", "profile_of", "profiles"]

Shown = Literal[
    "rationales",
    "claims",
    "weights",
    "more",
    "winner name",
    "winner value",
    "winner cost",
    "winner points",
    "advantages",
    "rationale",
    "place",
]
Forbidden = Literal["names", "figures", "number", "ranking", "comparison", "sources"]
SHOWN: tuple[Shown, ...] = get_args(Shown)
FORBIDDEN: tuple[Forbidden, ...] = get_args(Forbidden)


@dataclass(frozen=True, slots=True)
class Profile:
    """By whose rules a letter is written.

    Parameters
    ----------
    key, title
        Its key, and whose rules they are.
    as_of
        The day as of which they were summed up.
    sources
        The rules, and what was read of them, by name.
    shows
        What the letter holds beside the verdict, the findings and the vendor's own points.
    forbids
        What it must not hold of others.
    tells
        Which vendors are told of the one that was chosen.
    fields
        What a named person fills in.
    """

    key: str
    title: str
    as_of: date
    sources: tuple[str, ...]
    shows: tuple[Shown, ...]
    forbids: tuple[Forbidden, ...]
    tells: tuple[Literal["not chosen", "insufficient"], ...]
    fields: tuple[str, ...]


@cache
def profiles() -> Mapping[str, Profile]:
    """Return all disclosure profiles by key.

    Examples
    --------
    >>> list(profiles())
    ['private', 'us_preaward', 'us_federal', 'eu', 'uk_2015', 'uk_2023']
    """
    read = tomllib.loads(files(__package__).joinpath("disclosure.toml").read_text(encoding="utf-8"))
    return {
        key: Profile(
            key=key,
            title=one["title"],
            as_of=one["as_of"],
            sources=tuple(one["sources"]),
            shows=tuple(one["shows"]),
            forbids=tuple(one["forbids"]),
            tells=tuple(one["tells"]),
            fields=tuple(one["fields"]),
        )
        for key, one in read.items()
    }


def profile_of(profile: str | Profile) -> Profile:
    """Return a profile by its key; one that is given as it is stays so.

    Raises
    ------
    OptionError
        If there is no such profile.
    """
    if isinstance(profile, Profile):
        return profile
    if profile not in profiles():
        raise OptionError.of("profile", profile, tuple(profiles()))
    return profiles()[profile]
