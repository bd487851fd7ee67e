import re
from concurrent.futures import ThreadPoolExecutor

import pytest

import vendor_eval as ve
from vendor_eval.languages.speaking import LANGUAGES, checked, singular_of, speaking, spoken


def test_english_is_spoken_unless_something_else_is_said():
    assert spoken() == "en"
    assert singular_of("days") is None


def test_every_catalogue_makes_a_language():
    assert set(LANGUAGES) >= {"en", "de", "zh"}
    assert LANGUAGES[0] == "en"
    assert len(set(LANGUAGES)) == len(LANGUAGES)


def test_a_language_is_spoken_inside_only():
    with speaking("de"):
        assert spoken() == "de"

    assert spoken() == "en"


def test_languages_nest_and_each_takes_its_own_singulars():
    with speaking("de", {"Tage": "Tag"}):
        with speaking("zh"):
            assert (spoken(), singular_of("Tage")) == ("zh", None)
        assert (spoken(), singular_of("Tage")) == ("de", "Tag")

    assert (spoken(), singular_of("Tage")) == ("en", None)


def test_a_language_spoken_again_inside_keeps_the_singulars_that_it_has():
    with speaking("de", {"Tage": "Tag"}), speaking("de", {"Monate": "Monat"}):
        assert (singular_of("Tage"), singular_of("Monate")) == ("Tag", "Monat")


def test_an_error_inside_ends_the_speaking():
    with pytest.raises(ZeroDivisionError, match="division"), speaking("de"):
        _ = 1 / 0

    assert spoken() == "en"


def test_what_another_thread_speaks_is_its_own():
    with speaking("de"), ThreadPoolExecutor(1) as pool:
        assert pool.submit(spoken).result() == "en"


@pytest.mark.parametrize("language", ["fr", "DE", "", "english"])
def test_a_language_that_there_is_not_is_refused_with_those_that_there_are(language):
    message = f"language must be one of {', '.join(repr(one) for one in LANGUAGES)}, not {language!r}."

    with pytest.raises(ve.OptionError, match=re.escape(message)):
        checked(language)
    with pytest.raises(ve.OptionError, match=re.escape(message)), speaking(language):
        pass
    assert spoken() == "en"
