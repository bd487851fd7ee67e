"""The catalogues that ship hold every phrase of the code and no other; and what looks after them finds each fault."""

import ast
import re
from collections import defaultdict

import pytest

from languages import catalogues
from vendor_eval.languages import phrases
from vendor_eval.languages.phrases import phrasebook, say
from vendor_eval.languages.speaking import LANGUAGES, speaking

CODE = """
from vendor_eval.languages.phrases import say

def said(n):
    return say("{vendor} leads.", vendor="A"), say("{count} vendor", "{count} vendors", count=n)

def word():
    return say("open", context="a requirement")
"""
FILLED = {
    ("{vendor} leads.", "", ""): "{vendor} führt.",
    ("{count} vendor", "{count} vendors", ""): ("ein Anbieter", "{count} Anbieter"),
    ("open", "", "a requirement"): "offen",
}


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Return a function that writes a package of one module and the German catalogue for it."""
    monkeypatch.setattr(catalogues, "PACKAGE", tmp_path)
    monkeypatch.setattr(catalogues, "FOLDER", tmp_path)

    def write(filled=FILLED, code=CODE):
        (tmp_path / "module.py").write_text(code, encoding="utf-8")
        lines = [catalogues.HEADER.format(name="German", code="de", plurals="nplurals=2; plural=(n != 1);")]
        for (one, several, context), said in filled.items():
            forms = [f'msgstr "{said}"'] if not several else [f'msgstr[{i}] "{form}"' for i, form in enumerate(said)]
            head = [f'msgctxt "{context}"'] if context else []
            head += [f'msgid "{one}"', *([f'msgid_plural "{several}"'] if several else [])]
            lines.append("\n".join([*head, *forms, ""]))
        (tmp_path / "de.po").write_text("\n".join(lines), encoding="utf-8")

    return write


@pytest.fixture(scope="module")
def said():
    """Return all phrases of the code."""
    return catalogues.phrases()


@pytest.mark.parametrize("language", catalogues.languages())
def test_a_catalogue_has_every_phrase_and_no_other_with_the_fields_of_the_phrase(language):
    assert catalogues.faults(language) == []


@pytest.mark.parametrize("language", catalogues.languages())
def test_every_phrase_is_found_where_it_is_said(language, said):
    book = phrasebook(language)

    assert [key for key in said if book.find(*key, 2.0) is None] == []


def test_there_is_one_catalogue_for_each_language_but_english():
    assert ["en", *catalogues.languages()] == list(LANGUAGES)


def test_every_phrase_has_named_fields_the_same_in_one_and_in_several(said):
    wrong = []
    for (one, several, _), place in said.items():
        names, others = catalogues.fields(one), catalogues.fields(several or one)
        if not all(name.isidentifier() for name in names | others) or names - {"count"} != others - {"count"}:
            wrong.append(f"{place}: {one!r}")

    assert wrong == []


def test_no_two_phrases_with_words_differ_by_the_names_of_their_fields_alone(said):
    alike = defaultdict(dict)
    for (one, several, context), place in said.items():
        without = re.sub(r"\{\w+\}", "{}", one)
        if re.search("[a-z]", without):
            alike[without, re.sub(r"\{\w+\}", "{}", several), context][one] = place

    assert [each for each in alike.values() if len(each) > 1] == []


def test_no_phrase_is_said_both_with_a_plural_and_without(said):
    kinds = defaultdict(set)
    for one, several, context in said:
        kinds[one, context].add(several)

    assert [one for one, each in kinds.items() if len(each) > 1] == []


def test_every_plural_has_its_count_and_nothing_is_said_before_a_language_is_spoken():
    without, early = [], []
    for path in sorted(catalogues.PACKAGE.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        if catalogues.SAID_BY in source:
            tree = ast.parse(source)
            early += [f"{path.name}:{call.lineno}" for call in _at_import(tree) if _says(call)]
            plurals = [call for call in ast.walk(tree) if _says(call) and len(call.args) > 1]
            without += [f"{path.name}:{call.lineno}" for call in plurals if not _counts(call)]

    assert (without, early) == ([], [])


def _at_import(node):
    """Go through what runs when a module is imported: all but the bodies of functions."""
    for child in ast.iter_child_nodes(node):
        yield child
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            for default in [*child.args.defaults, *filter(None, child.args.kw_defaults)]:
                yield from ast.walk(default)
        else:
            yield from _at_import(child)


def _says(node):
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == catalogues.SAYS


def _counts(call):
    return any(one.arg in {"count", None} for one in call.keywords)


def test_phrases_are_read_from_the_code_with_where_they_stand(project):
    project()

    assert set(catalogues.phrases()) == set(FILLED)
    assert catalogues.phrases()["{vendor} leads.", "", ""] == "module.py:5"
    assert catalogues.faults("de") == []


@pytest.mark.parametrize("phrase", ['f"{name} leads."', '"one" + "two"', "template", '"{vendor}".upper()'])
def test_a_phrase_that_is_not_written_out_is_refused(project, phrase):
    project(code=CODE + f"\nsay({phrase})\n")

    with pytest.raises(catalogues.Unreadable, match=r"module.py:\d+: a phrase must be written out"):
        catalogues.phrases()


@pytest.mark.parametrize(
    ("key", "said", "fault"),
    [
        (("{vendor} leads.", "", ""), "", "not translated"),
        (("{vendor} leads.", "", ""), "Er führt.", "other fields"),
        (("{vendor} leads.", "", ""), "{vendor} führt vor {rival}.", "other fields"),
        (("{vendor} leads.", "", ""), "{vendor führt.", "braces do not match"),
        (("{count} vendor", "{count} vendors", ""), ("ein Anbieter", ""), "not translated"),
        (("{count} vendor", "{count} vendors", ""), ("ein Anbieter", "{number} Anbieter"), "other fields"),
        (("gone", "", ""), "weg", "said nowhere"),
        (("open", "", "a door"), "geöffnet", "said nowhere"),
    ],
)
def test_each_fault_of_a_catalogue_is_found(project, key, said, fault):
    project(FILLED | {key: said})

    (found,) = catalogues.faults("de")

    assert found.startswith(fault)
    assert repr(key) in found


def test_a_phrase_that_a_catalogue_lacks_is_found_with_where_it_is_said(project):
    project({key: said for key, said in FILLED.items() if not key[2]})

    assert catalogues.faults("de") == ["not there: ('open', '', 'a requirement') (module.py:8)"]


def test_an_update_keeps_what_is_translated_adds_what_is_new_and_drops_what_is_gone(project):
    kept = ("{vendor} leads.", "", "")
    project({kept: FILLED[kept], ("gone", "", ""): "weg"})

    catalogues.update("de")

    assert catalogues.faults("de") == [
        "not translated: ('open', '', 'a requirement')",
        "not translated: ('{count} vendor', '{count} vendors', '')",
    ]


def test_an_update_of_what_is_complete_changes_nothing(project, tmp_path):
    project()
    catalogues.update("de")
    first = (tmp_path / "de.po").read_bytes()

    catalogues.update("de")

    assert (tmp_path / "de.po").read_bytes() == first
    assert catalogues.faults("de") == []


def test_the_command_lists_faults_and_fails_and_says_so_when_there_are_none(project, capsys):
    project({})
    assert catalogues.main([]) == 1
    assert "de: not there: ('open', '', 'a requirement') (module.py:8)" in capsys.readouterr().out

    project()
    assert catalogues.main([]) == 0
    assert capsys.readouterr().out == "3 phrases, all in de.\n"
    assert catalogues.main(["help"]) == 2
    assert "scripts/phrases" in capsys.readouterr().err


def test_a_new_language_is_one_new_file(project, tmp_path, monkeypatch):
    project()

    assert catalogues.main(["new", "fr"]) == 0

    assert sorted(path.name for path in tmp_path.glob("*.po")) == ["de.po", "fr.po"]
    assert {fault.partition(":")[0] for fault in catalogues.faults("fr")} == {"not translated"}


def test_what_an_update_writes_is_what_the_library_reads(project, tmp_path, monkeypatch):
    project()
    catalogues.update("de")
    monkeypatch.setattr(phrases, "files", lambda _: tmp_path)
    phrasebook.cache_clear()

    try:
        with speaking("de"):
            assert say("{vendor} leads.", vendor="Alpha") == "Alpha führt."
            assert say("{count} vendor", "{count} vendors", count=2) == "2 Anbieter"
    finally:
        phrasebook.cache_clear()
