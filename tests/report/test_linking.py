import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_eval.report.linking import Linker, is_web_address


def linked(keys, text):
    return [piece.text for piece in Linker({key: f"evidence-{key}" for key in keys}).pieces(text) if piece.anchor]


def test_ids_are_found_as_whole_words_and_the_longest_first():
    assert linked(["E1", "E12", "E1-b"], "E12, (E1), xE1, E1x and E1-b.") == ["E12", "E1", "E1-b"]


def test_the_pieces_join_to_the_text_again():
    text = "E1 at the start, E2 inside, and at the end E1"

    assert "".join(piece.text for piece in Linker({"E1": "a", "E2": "b"}).pieces(text)) == text


@pytest.mark.parametrize("text", ["证据E1显示", "「证据E1和E12」", "E1、E12。", "のE1は", "증거 E1은"])
def test_an_id_is_found_right_beside_letters_of_scripts_without_spaces(text):
    assert linked(["E1", "E12"], text) == [key for key in ("E1", "E12") if key in text]


NO_SPACES = st.text(st.sampled_from("证据显示的一二、。《》「」はでカ ."), max_size=6)


IDS = st.tuples(NO_SPACES.filter(bool), st.sampled_from(["E1", "E12", "E1-b", "第3"]))


@given(st.lists(IDS, max_size=6), NO_SPACES)
def test_every_id_is_found_in_a_text_of_such_a_script_and_nothing_else_is(parts, rest):
    text = "".join(before + key for before, key in parts) + rest

    assert linked(["E1", "E12", "E1-b", "第3"], text) == [key for _, key in parts]


@pytest.mark.parametrize("text", ["E\uff11", "éE1", "E1é", "ÜE1", "E1-2", "xE1", "1E1"])
def test_letters_digits_and_hyphens_still_make_a_longer_word(text):
    assert linked(["E1"], text) == []


@pytest.mark.parametrize("key", ["report", "2024", "北京"])
def test_an_id_that_may_be_a_plain_word_or_number_is_not_looked_for_in_running_text(key):
    assert linked([key], f"a {key} here") == []


def test_an_id_with_marks_of_a_pattern_is_taken_literally():
    assert linked(["E.1+"], "E.1+ and Ex1+") == ["E.1+"]


def test_without_evidence_nothing_is_linked():
    assert linked([], "E1") == []


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "//evil.example", "https://", 'https://a"b', "https://a b", "ftp://a"],
)
def test_only_plain_web_addresses_may_become_links(url):
    assert not is_web_address(url)
