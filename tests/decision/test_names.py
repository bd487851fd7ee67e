import unicodedata

import pytest
from pydantic import TypeAdapter, ValidationError

from vendor_eval.decision.names import RESERVED, Filled, Key, Text, alike, check_text, skeleton, told_apart

KEY = TypeAdapter(Key)
TEXT = TypeAdapter(Text)


@pytest.mark.parametrize(
    "key", ["alpha", "007", "NULL", "d: e", "北京", "Söhne & Co.", "=1+1", "x" * 100, "a-b_c", "👍"]
)
def test_a_key_may_be_nearly_anything(key):
    assert KEY.validate_python(key) == key


@pytest.mark.parametrize("key", [*sorted(RESERVED), "NO", "Yes", "Unknown"])
def test_words_with_a_meaning_of_their_own_are_no_keys(key):
    with pytest.raises(ValidationError, match=f"'{key}' is a word with a meaning of its own"):
        KEY.validate_python(key)


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("", "is an empty name"),
        ("  ", "is an empty name"),
        (" a", "spaces around it or doubled inside it"),
        ("a\u00a0", "spaces around it or doubled inside it"),
        ("a  b", "write 'a b'"),
        ("a\nb", r"holds U\+000A \(a control character\)"),
        ("x" * 101, r"'x+\.\.\.' has 101 characters; at most 100"),
        (unicodedata.normalize("NFD", "é"), r"normal Unicode form \(NFC\)"),
        ("a\u200b", r"holds U\+200B \(ZERO WIDTH SPACE\), which nobody can see"),
    ],
)
def test_a_key_that_could_not_be_told_from_another_is_refused(key, message):
    with pytest.raises(ValidationError, match=message):
        KEY.validate_python(key)


@pytest.mark.parametrize(
    "sign", ["\0", "\x1b", "\x7f", "\x85", "\r", "\u00ad", "\u200d", "\u2028", "\u202e", "\ue000", "\ufffe"]
)
def test_a_text_holds_nothing_invisible(sign):
    with pytest.raises(ValidationError, match=rf"holds U\+{ord(sign):04X}"):
        TEXT.validate_python(f"a{sign}b")


def test_a_lone_surrogate_is_refused():
    with pytest.raises(ValueError, match=r"holds U\+D800"):
        check_text("a\ud800")


def test_a_text_may_have_lines_and_tabs_and_a_filled_one_is_not_blank():
    assert TEXT.validate_python("two\nlines\tand a tab") == "two\nlines\tand a tab"
    with pytest.raises(ValidationError, match="must not be blank"):
        TypeAdapter(Filled).validate_python(" \n")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ACME", "acme"),
        ("\uff21cme", "acme"),
        ("\u0410cme", "ACME"),
        ("e\u0301", "é"),
        ("data-only", "Data only"),
        ("a_b", "ab"),
    ],
)
def test_names_that_look_the_same_have_the_same_skeleton(one, other):
    assert skeleton(one) == skeleton(other)
    assert alike([one, "else", other]) == [(one, other)]


def test_names_of_signs_alone_are_told_apart():
    assert alike(["-", "_", "--", "a"]) == []


@pytest.mark.parametrize(
    ("name", "other", "difference"),
    [
        ("\u0410cme", "ACME", "character 1 is '\u0410' (U+0410) here and 'A' (U+0041) there"),
        ("bet\u0430", "beta", "character 4 is '\u0430' (U+0430) here and 'a' (U+0061) there"),
        ("Beta", "bEtA", "they differ only in capitals, spaces, hyphens or underscores"),
        ("a-b", "ab", "they differ only in capitals, spaces, hyphens or underscores"),
    ],
)
def test_what_distinguishes_two_names_is_said(name, other, difference):
    assert told_apart(name, other) == difference
