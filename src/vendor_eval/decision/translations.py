"""Translations of a decision's own words: by language, each text as it stands in the file and what it is there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Annotated, Any, TypeAlias

from pydantic import AfterValidator

from vendor_eval.decision.names import Filled, alike, check_key, check_text
from vendor_eval.decision.noun import Frozen
from vendor_eval.decision.scenario_checks import BASE
from vendor_eval.decision.texts import Place, reworded, stated_scales
from vendor_eval.decision.wording import joined
from vendor_eval.errors import Fault, Path, cut, nearest
from vendor_eval.languages.speaking import LANGUAGES
from vendor_eval.languages.units import english_singular

__all__ = ["Translations", "singulars_of", "still_said", "translated", "translation_faults"]

Glossary: TypeAlias = Mapping[str, str]

MOST_COMPARED = 100  # entries for which the text that was meant is looked for: nobody reads more


def _known_language(language: str) -> str:
    if language not in LANGUAGES:
        meant = nearest(language, LANGUAGES)
        raise ValueError(f"Unknown language '{cut(language)}'.{meant} Known: {joined(LANGUAGES)}.")
    return language


Translations = Frozen[Annotated[str, AfterValidator(_known_language)], Frozen[Filled, Filled]]


def translated(plain: Mapping[str, Any], glossary: Glossary) -> dict[str, Any]:
    """Return a decision's plain data with every free text that the glossary has in its place, and no translations."""
    found = reworded(plain, lambda text, _: glossary.get(text, text))
    return {name: part for name, part in found.items() if name != "translations"}


def singulars_of(units: Collection[str], glossary: Glossary) -> dict[str, str]:
    """Return translated units with their translated singulars, as far as the glossary has the English singular.

    Examples
    --------
    >>> singulars_of(["employees"], {"employees": "Beschäftigte", "employee": "Beschäftigter"})
    {'Beschäftigte': 'Beschäftigter'}
    """
    named = {unit: english_singular(unit) for unit in units}
    return {
        glossary.get(unit, unit): glossary[singular]
        for unit, singular in named.items()
        if singular != unit and singular in glossary
    }


def still_said(translations: Mapping[str, Glossary], plain: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return the translations of what a decision still says: those of texts that are gone go with them."""
    said = _said(plain)
    left = {
        language: {text: words for text, words in glossary.items() if text in said}
        for language, glossary in translations.items()
    }
    return {language: glossary for language, glossary in left.items() if glossary or not translations[language]}


def translation_faults(plain: Mapping[str, Any], *, whole: bool = True) -> Iterator[Fault]:
    """Find every fault between the translations and the texts that they translate.

    Parameters
    ----------
    plain
        The decision as a file holds it, even a faulty one.
    whole
        Whether all else in it is sound; else a text counts as said wherever it stands.
    """
    given = plain.get("translations")
    if not isinstance(given, Mapping):
        return
    said = _said(plain)
    levels = {level for _, scale in stated_scales(plain) for level in scale}
    anywhere = set(said) if whole else {*said, *_strings([part for name, part in plain.items() if name != _OWN])}
    for language, glossary in given.items():
        if not isinstance(glossary, Mapping):
            continue
        sound = {text: words for text, words in glossary.items() if isinstance(text, str) and isinstance(words, str)}
        path: Path = (_OWN, str(language))
        yield from _stray_faults(sound, said, anywhere, path)
        for text, words in sound.items():
            if said.get(text, _PROSE) != _PROSE:
                yield from (Fault((*path, text), message) for message in _problems(text, words, said[text], levels))
        yield from _level_faults(sound, plain, path)
        yield from _scenario_faults(sound, plain, path)


_OWN = "translations"
_PROSE: set[Place] = {"text"}


def _said(plain: Mapping[str, Any]) -> dict[str, set[Place]]:
    """Return every text that may be translated, with what it is: also the singulars of units."""
    said: dict[str, set[Place]] = {}

    def note(text: str, place: Place) -> str:
        said.setdefault(text, set()).add(place)
        if place == "unit":
            said.setdefault(english_singular(text), set())
        return text

    reworded(plain, note)
    return said


def _strings(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, Mapping):
        for key, item in part.items():
            yield from _strings(key)
            yield from _strings(item)
    elif isinstance(part, list | tuple):
        for item in part:
            yield from _strings(item)


def _stray_faults(glossary: Glossary, said: Collection[str], anywhere: Collection[str], path: Path) -> Iterator[Fault]:
    """Say which entries translate nothing, and which text was probably meant."""
    for index, text in enumerate(text for text in glossary if text not in anywhere):
        meant = nearest(text, _of_like_length(text, said)) if index < MOST_COMPARED else ""
        yield Fault((*path, text), f"translates a text that stands nowhere in the decision.{meant}")


def _of_like_length(text: str, said: Collection[str]) -> list[str]:
    """Return the beginnings of texts, those first that a slip may make of this one: they are about as long."""
    return [cut(one) for one in sorted(said, key=lambda one: abs(len(one) - len(text)))]


def _problems(text: str, words: str, places: Collection[Place], levels: Collection[str]) -> Iterator[str]:
    """Say why the words cannot stand in every place of a text."""
    try:
        if "scenario" in places or text in levels:
            check_key(words)
        elif "level" in places:
            check_text(words, newlines=False)
            if words == "unknown":
                yield "must not be `unknown`, which would mean that nothing is known."
    except ValueError as error:
        yield f"names a {'scenario' if 'scenario' in places else 'level'}: {error}"
    if "unit" in places and _in_percent(text) != _in_percent(words):
        yield "must begin with % or percent where the unit does, and only there: by it shares of tests are counted."


def _in_percent(unit: str) -> bool:
    return unit.split()[:1] in (["%"], ["percent"])


def _level_faults(glossary: Glossary, plain: Mapping[str, Any], path: Path) -> Iterator[Fault]:
    for key, levels in stated_scales(plain):
        yield from _alike_faults(glossary, levels, f"level of {key}", path)


def _scenario_faults(glossary: Glossary, plain: Mapping[str, Any], path: Path) -> Iterator[Fault]:
    scenarios = plain.get("scenarios")
    names = [str(name) for name in scenarios] if isinstance(scenarios, Mapping) else []
    yield from _alike_faults(glossary, names, "scenario", path)
    for name in names:
        if glossary.get(name, name).casefold() == BASE and name in glossary:
            yield Fault((*path, name), "is what the decision is called without a scenario; choose another name.")


def _alike_faults(glossary: Glossary, names: Sequence[str], kind: str, path: Path) -> Iterator[Fault]:
    """Say which names could no longer be told apart."""
    if not any(name in glossary for name in names):
        return
    sources: dict[str, list[str]] = {}
    for name in names:
        sources.setdefault(glossary.get(name, name), []).append(name)
    same = [(one, other) for one, *others in sources.values() for other in others]
    looks = [(sources[one][0], sources[other][0]) for one, other in alike(sources)]
    for one, other in (*same, *looks):
        entry, rival = (other, one) if other in glossary else (one, other)
        if entry in glossary:
            message = f"is called '{cut(glossary[entry])}', which looks the same as what '{cut(rival)}' is called"
            yield Fault((*path, entry), f"{message}, another {kind}; give them names that differ.")
