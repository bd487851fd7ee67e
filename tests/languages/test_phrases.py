"""Phrases and what fills them, said with small catalogues of their own: none of this hangs on the words that ship."""

from datetime import date

import pytest

from vendor_eval.analysis.vocabulary import when_said
from vendor_eval.analysis.wording import (
    amount,
    belief_text,
    clauses,
    joined,
    listed,
    percent,
    points_apart,
    quoted,
    ranging,
    run_on,
    share,
)
from vendor_eval.decision.beliefs import Interval
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.dates import When
from vendor_eval.decision.scales import Scale
from vendor_eval.languages import phrases
from vendor_eval.languages.numbers import day, decimals, number
from vendor_eval.languages.phrases import Phrasebook, phrasebook, say
from vendor_eval.languages.speaking import speaking

GERMAN = r"""
msgid ""
msgstr ""
"Language: de\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"Content-Type: text/plain; charset=utf-8\n"

msgid "{vendor} is ahead of {rival}."
msgstr "Vor {rival} liegt {vendor}."

msgid "{count} vendor is open"
msgid_plural "{count} vendors are open"
msgstr[0] "ein Anbieter ist offen"
msgstr[1] "{count} Anbieter sind offen"

msgctxt "a requirement"
msgid "open"
msgstr "ungeklärt"

msgctxt "a door"
msgid "open"
msgstr "geöffnet"

msgid "nothing for it"
msgstr ""

#, fuzzy
msgid "not sure of it"
msgstr "unsicher"

msgid "{count} only in one form"
msgid_plural "{count} in one form"
msgstr[0] "{count} nur eine"
msgstr[1] ""

msgid "{number} %"
msgstr "{number} %"

msgid "under {number}"
msgstr "unter {number}"

msgctxt "between the names of a list"
msgid ", "
msgstr ", "

msgid "{names} and {last}"
msgstr "{names} und {last}"

msgid "{names} or {last}"
msgstr "{names} oder {last}"

msgid "{low} to {high}"
msgstr "{low} bis {high}"

msgid "“{word}”"
msgstr "„{word}“"
"""
CHINESE = r"""
msgid ""
msgstr ""
"Language: zh\n"
"Plural-Forms: nplurals=1; plural=0;\n"
"Content-Type: text/plain; charset=utf-8\n"

msgid "{count} vendor is open"
msgid_plural "{count} vendors are open"
msgstr[0] "{count} 家供应商待定"

msgid "{number} %"
msgstr "{number}%"

msgid "{number} {unit}"
msgstr "{number}{unit}"

msgctxt "between the names of a list"
msgid ", "
msgstr "、"

msgctxt "between the parts of a list"
msgid "; "
msgstr " · "

msgid "{names} and {last}"
msgstr "{names}和{last}"

msgid "{low} to {high}"
msgstr "{low}至{high}"

msgid "“{word}”"
msgstr "“{word}”"

msgctxt "sentences behind each other"
msgid "{sentence} {following}"
msgstr "{sentence}{following}"
"""


@pytest.fixture(autouse=True)
def _small_catalogues(tmp_path, monkeypatch):
    for language, text in (("de", GERMAN), ("zh", CHINESE)):
        (tmp_path / f"{language}.po").write_text(text, encoding="utf-8")
    monkeypatch.setattr(phrases, "files", lambda _: tmp_path)
    phrasebook.cache_clear()
    yield
    phrasebook.cache_clear()


def test_english_is_what_the_code_says():
    assert say("{vendor} is ahead of {rival}.", vendor="Alpha", rival="Beta") == "Alpha is ahead of Beta."
    assert say("open", context="a requirement") == "open"


def test_a_translation_may_put_fields_in_another_order():
    with speaking("de"):
        assert say("{vendor} is ahead of {rival}.", vendor="Alpha", rival="Beta") == "Vor Beta liegt Alpha."


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("en", 1, "1 vendor is open"),
        ("en", 0, "0 vendors are open"),
        ("en", 1234, "1,234 vendors are open"),
        ("en", 0.5, "0.5 vendors are open"),
        ("de", 1, "ein Anbieter ist offen"),
        ("de", 0, "0 Anbieter sind offen"),
        ("de", 1234, "1.234 Anbieter sind offen"),
        ("de", 0.5, "0,5 Anbieter sind offen"),
        ("de", 1.0, "ein Anbieter ist offen"),
        ("zh", 1, "1 家供应商待定"),
        ("zh", 0.5, "0.5 家供应商待定"),
        ("zh", 1234, "1,234 家供应商待定"),
    ],
)
def test_each_language_has_its_own_forms_for_counts(language, count, said):
    with speaking(language):
        assert say("{count} vendor is open", "{count} vendors are open", count=count) == said


def test_one_english_word_translates_by_its_context():
    with speaking("de"):
        assert say("open", context="a requirement") == "ungeklärt"
        assert say("open", context="a door") == "geöffnet"


@pytest.mark.parametrize("phrase", ["nowhere in the file", "nothing for it", "not sure of it", "open"])
def test_what_a_catalogue_does_not_translate_for_certain_is_said_in_english(phrase):
    with speaking("de"):
        assert say(phrase) == phrase


def test_a_phrase_that_lacks_one_of_its_forms_is_said_in_english():
    with speaking("de"):
        assert say("{count} only in one form", "{count} in one form", count=1) == "1 only in one form"
        assert say("{count} only in one form", "{count} in one form", count=2) == "2 in one form"


def test_what_fills_a_field_is_not_read_as_a_template():
    with speaking("de"):
        said = say("{vendor} is ahead of {rival}.", vendor="{rival}", rival="50 % {x}")

    assert said == "Vor 50 % {x} liegt {rival}."


def test_a_field_that_nothing_fills_is_an_error():
    with pytest.raises(KeyError, match="rival"):
        say("{vendor} is ahead of {rival}.", vendor="Alpha")


def test_a_catalogue_is_read_once():
    assert phrasebook("de") is phrasebook("de")
    assert isinstance(phrasebook("de"), Phrasebook)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("204,891", "0.1235", "−3.5", "71.2", "−2", "0.0")),
        ("de", ("204.891", "0,1235", "−3,5", "71,2", "−2", "0,0")),
        ("zh", ("204,891", "0.1235", "−3.5", "71.2", "−2", "0.0")),
    ],
)
def test_numbers_have_the_signs_of_the_language(language, said):
    with speaking(language):
        spoken = (number(204891.0), number(0.12345), number(-3.5), decimals(71.249, 1), decimals(-1.5, 0))

        assert (*spoken, decimals(-0.04, 1)) == said


@pytest.mark.parametrize(("language", "said"), [("en", "2025-02-15"), ("de", "15.02.2025"), ("zh", "2025年2月15日")])
def test_days_are_written_as_is_usual(language, said):
    with speaking(language):
        assert day(date(2025, 2, 15)) == said
        assert when_said(date(2025, 2, 15)) == said
        assert when_said(When.parse("2025-02-15")) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("94.3 %", "under 0.1 %", "28 %")),
        ("de", ("94,3 %", "unter 0,1 %", "28 %")),
        ("zh", ("94.3%", "under 0.1%", "28%")),  # the small catalogue lacks "under"
    ],
)
def test_percentages_are_written_as_is_usual(language, said):
    with speaking(language):
        assert (percent(0.9429), percent(1e-6), share(0.28462, 100_000)) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("A", "A and B", "A, B and C", "A, B, C", "A; B")),
        ("de", ("A", "A und B", "A, B und C", "A, B, C", "A; B")),
        ("zh", ("A", "A和B", "A、B和C", "A、B、C", "A · B")),
    ],
)
def test_lists_are_joined_as_is_usual(language, said):
    with speaking(language):
        lists = (joined(["A"]), joined(["A", "B"]), joined(["A", "B", "C"]), listed(["A", "B", "C"]))

        assert (*lists, clauses(["A", "", "B"])) == said


def test_a_list_of_which_one_holds_has_its_own_last_word():
    with speaking("de"):
        assert joined(["A", "B", "C"], "or") == "A, B oder C"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("3 to 4 days", "“in contract”", "One. Two.")),
        ("de", ("3 bis 4 days", "„in contract“", "One. Two.")),
        ("zh", ("3至4 days", "“in contract”", "One.Two.")),
    ],
)
def test_ranges_levels_and_sentences_are_put_together_as_is_usual(language, said):
    with speaking(language):
        assert (ranging("3", "4 days"), quoted("in contract"), run_on("One.", "", "Two.")) == said


def test_values_that_are_told_apart_are_so_in_every_language():
    with speaking("de"):
        assert points_apart(71.24, 71.21) == ("71,24", "71,21")


@pytest.mark.parametrize(
    ("language", "said"), [("en", "900 to 1,200 days"), ("de", "900 bis 1.200 days"), ("zh", "900至1,200days")]
)
def test_what_is_believed_reads_as_one_piece(language, said):
    criterion = Criterion(unit="days", scale=Scale(worst=2000, best=0))

    with speaking(language):
        assert belief_text(criterion, Interval(low=900, high=1200)) == said


def test_a_unit_takes_the_singular_that_a_decision_names():
    with speaking("de", {"Tage": "Tag"}):
        assert (amount(1, "Tage"), amount(2, "Tage"), amount(1, "Jahre")) == ("1 Tag", "2 Tage", "1 Jahre")
