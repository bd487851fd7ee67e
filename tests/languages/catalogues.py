"""The catalogues of phrases beside the code: which phrases it says, and what each catalogue lacks of them."""

import ast
import string
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parents[2] / "src" / "vendor_eval"
FOLDER = PACKAGE / "languages"
SAYS, SAID_BY = "say", "from vendor_eval.languages.phrases import "
# Only what a reader of the file needs: with dates and tools in it, it would change where no phrase does.
HEADER = """# The phrases of vendor_eval: {name}.
msgid ""
msgstr ""
"Language: {code}\\n"
"Plural-Forms: {plurals}\\n"
"Content-Type: text/plain; charset=utf-8\\n"

"""

Phrase = tuple[str, str, str]  # one, several, context


class Unreadable(Exception):
    """A phrase that is not written out where it is said."""


def phrases() -> dict[Phrase, str]:
    """Return every phrase that the code says, with the first place where it does."""
    found: dict[Phrase, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        if SAID_BY in source:
            found |= {phrase: line for phrase, line in phrases_of(source, str(path.relative_to(PACKAGE)))} | found
    return found


def phrases_of(source: str, name: str) -> Iterator[tuple[Phrase, str]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == SAYS:
            place = f"{name}:{node.lineno}"
            words = [_literal(one, place) for one in node.args]
            context = [_literal(one.value, place) for one in node.keywords if one.arg == "context"]
            yield (words[0], words[1] if len(words) > 1 else "", context[0] if context else ""), place


def _literal(node: ast.expr, place: str) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise Unreadable(f"{place}: a phrase must be written out where it is said.")


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def languages() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.po"))


def read(language: str) -> Catalog:
    with (FOLDER / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def faults(language: str) -> list[str]:
    """Return all that is wrong with a catalogue: phrases that it lacks, has for nothing, or fills with other fields."""
    said, catalogue = phrases(), read(language)
    has = {_key(message): message for message in catalogue if message.id}
    missing = [f"not there: {key!r} ({said[key]})" for key in said if key not in has]
    over = [f"said nowhere: {key!r}" for key in has if key not in said]
    wrong = [f"{fault}: {key!r}" for key, message in has.items() for fault in _faults(key, message)]
    return [*missing, *over, *wrong]


def _key(message: Message) -> Phrase:
    one, several = (message.id, "") if isinstance(message.id, str) else message.id
    return one, several, message.context or ""


def _faults(key: Phrase, message: Message) -> Iterator[str]:
    forms = [message.string] if isinstance(message.string, str) else list(message.string)
    if message.fuzzy:
        yield "marked as unsure"
    if not all(forms):
        yield "not translated"
        return
    allowed = fields(key[0]) | fields(key[1])
    for form in forms:
        try:
            used = fields(form)
        except ValueError:
            yield f"braces do not match in {form!r}"
            continue
        # One form may leave the count out, as in "ein Punkt"; nothing else may be left out, and nothing made up.
        if not allowed - {"count"} <= used | {"count"} or not used <= allowed:
            yield f"other fields in {form!r}"


def update(language: str) -> None:
    """Write new phrases into a catalogue, empty, and take out those that are gone."""
    path = FOLDER / f"{language}.po"
    old = {_key(one): one for one in read(language) if one.id} if path.exists() else {}
    fresh = Catalog(locale=language, fuzzy=False)
    for key in sorted(phrases()):
        one, several, context = key
        kept = old[key].string if key in old else ""
        fresh.add((one, several) if several else one, kept or ("" if not several else None), context=context or None)
    with path.open("wb") as file:
        file.write(HEADER.format(name=fresh.locale.english_name, code=language, plurals=fresh.plural_forms).encode())
        write_po(file, fresh, width=0, no_location=True, omit_header=True)


def main(arguments: list[str]) -> int:
    match arguments:
        case ["update"]:
            for language in languages():
                update(language)
        case ["new", language]:
            update(language)
        case []:
            pass
        case _:
            print("scripts/phrases: nothing, update, or new and a language.", file=sys.stderr)
            return 2
    found = [f"{language}: {fault}" for language in languages() for fault in faults(language)]
    print("\n".join(found) or f"{len(phrases())} phrases, all in {', '.join(languages())}.")
    return 1 if found and not arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
