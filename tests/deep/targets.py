"""Fuzz targets, one a format: whatever a file holds, loading it ends in a decision or in a VendorEvalError.

A decision that loads is saved and loaded again, and must be the same. fuzz.py starts this module in a process of its
own, because libFuzzer never returns; nothing else imports atheris.
"""

import hashlib
import io
import json
import random
import shutil
import sys
import tempfile
import traceback
import zipfile
from collections.abc import Callable, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

FORMATS = {"yaml": "decision.yaml", "json": "decision.json", "csv": "decision", "xlsx": "decision.xlsx"}
HEAD = "\x1e"  # stands before the name of each file where a folder is one text
JUNK = (
    None,
    True,
    -1,
    0,
    0.5,
    1e308,
    10**25,
    "",
    " ",
    "unknown",
    "any",
    "none",
    "x",
    "2025-02-30",
    [],
    {},
    [[]],
    {"": 0},
)

Mutator = Callable[[bytes, int, int], bytes]


def packed(folder: Path) -> bytes:
    """Write a folder of CSV files as one text, so that libFuzzer can change it."""
    return "".join(
        f"{HEAD}{path.name}\n{path.read_text(encoding='utf-8')}" for path in sorted(folder.iterdir())
    ).encode()


def unpacked(data: bytes, folder: Path) -> None:
    """Write the files of such a text; a name that is none of a file is left out."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for part in data.split(HEAD.encode())[1:]:
        name, _, content = part.partition(b"\n")
        text = name.decode("ascii", "ignore")
        if text.isprintable() and "/" not in text and text.strip("."):
            (folder / text[:50]).write_bytes(content)


def target(form: str, folder: Path) -> Callable[[bytes], None]:
    """Return what libFuzzer calls with each input: it keeps the first input of each kind of escape, and goes on."""
    from vendor_eval.errors import VendorEvalError
    from vendor_eval.files.formats import load, save

    scratch = Path(tempfile.mkdtemp())
    here, again = scratch / FORMATS[form], scratch / f"again {FORMATS[form]}"

    def once(data: bytes) -> None:
        try:
            if form == "csv":
                unpacked(data, here)
            else:
                here.write_bytes(data)
            try:
                decision = load(here)
                save(decision, f"{again}/" if form == "csv" else again)
            except VendorEvalError:
                return
            if load(again) != decision:
                raise AssertionError("It is another decision after saving and loading.")
        except Exception as error:
            keep(folder, data, error)

    return once


def words() -> list[str]:
    """Return the words of the file format: names of fields, and what may stand in those that take one of few words."""
    from vendor_eval.files.schema import schema

    found: set[str] = set()
    nodes: list[Any] = [schema()]
    for node in nodes:
        nodes += node.values() if isinstance(node, dict) else node if isinstance(node, list) else []
        if isinstance(node, dict):
            found |= {word for word in [*node.get("enum", []), *node.get("properties", {})] if isinstance(word, str)}
    return sorted(found)


def keep(folder: Path, data: bytes, error: Exception) -> None:
    """Write down an input and how it escaped, once for each line of code that it escaped from."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    mark = hashlib.sha256(f"{type(error).__name__} {last.filename} {last.lineno}".encode()).hexdigest()[:12]
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / f"{mark}.txt").exists():
        (folder / mark).write_bytes(data)
        (folder / f"{mark}.txt").write_text("".join(traceback.format_exception(error)), encoding="utf-8")


def changed(whole: Any, pick: random.Random, known: Sequence[str]) -> Any:
    """Return plain data with one place changed: to junk, to a known word, to what stands elsewhere, or away."""
    places = [([], whole)]
    for path, value in places:
        steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        places += [([*path, step], item) for step, item in steps]
    path, _ = pick.choice(places)
    # A copy, so that no value holds itself.
    other = deepcopy(
        pick.choice([*JUNK, *pick.choices(known, k=4), *(value for _, value in pick.choices(places, k=8))])
    )
    if not path:
        return other
    here = whole
    for step in path[:-1]:
        here = here[step]
    way = pick.random()
    if way < 0.2:
        del here[path[-1]]
    elif way < 0.4 and isinstance(here, dict):
        here[pick.choice([*known, *(steps[-1] for steps, _ in places[1:])])] = other
    else:
        here[path[-1]] = other
    return whole


def text_mutator(
    read: Callable[[str], Any], write: Callable[[Any], str], mutate: Callable[[bytes, int], bytes]
) -> Mutator:
    """Change the values of a text in half of the cases, its bytes in the other half."""
    known = words()

    def change(data: bytes, most: int, seed: int) -> bytes:
        pick = random.Random(seed)
        if pick.random() < 0.5:
            try:
                return write(changed(read(data.decode()), pick, known)).encode()[:most]
            except (ValueError, TypeError, RecursionError, yaml.YAMLError):
                pass  # what cannot be read or written is changed as bytes
        return mutate(data, most)

    return change


def zip_mutator(mutate: Callable[[bytes, int], bytes]) -> Mutator:
    """Change one part of an archive in most of the cases, its bytes in the others."""

    def change(data: bytes, most: int, seed: int) -> bytes:
        pick = random.Random(seed)
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                parts = {name: archive.read(name) for name in archive.namelist()}
        except Exception:  # the module for archives raises errors of a dozen kinds on a broken one
            parts = {}
        if not parts or pick.random() < 0.1:
            return mutate(data, most)
        name = pick.choice(list(parts))
        parts[name] = mutate(parts[name], len(parts[name]) + 200)
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        return made.getvalue()[:most]

    return change


def main() -> None:
    """Fuzz one format with libFuzzer's own options: ``targets.py FORMAT FINDINGS -max_total_time=60 CORPUS``."""
    import atheris

    form, findings, *options = sys.argv[1:]
    with atheris.instrument_imports(include=["vendor_eval.files", "vendor_eval.decision"]):
        from vendor_eval.files.read_yaml import read_yaml
        from vendor_eval.files.write_yaml import write_yaml

        once = target(form, Path(findings))

    def mutate(data: bytes, most: int) -> bytes:
        # Looked up at each call: atheris puts another function there when the fuzzing starts.
        return atheris.Mutate(data, most)

    mutators = {
        "yaml": text_mutator(
            # Without aliases, as the reader has it: they could make a value that never ends.
            lambda text: read_yaml(text, "").data,
            write_yaml,
            mutate,
        ),
        "json": text_mutator(json.loads, json.dumps, mutate),
        "xlsx": zip_mutator(mutate),
    }
    more = {"custom_mutator": mutators[form]} if form in mutators else {}
    atheris.Setup([sys.argv[0], *options], once, **more)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
