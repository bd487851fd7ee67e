# ruff: noqa: RUF001 (Chinese signs are meant)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_eval.plot.text import height, longest_word, width, wrapped

TEXTS = ["at least 1,000 employees", "阿里巴巴集团控股有限公司", "$x_{$ <b> " * 9, "W" * 100, "a\nb\tc", ""]
CHINESE = "供应商“阿里巴巴”（2025年2月）在数据合规、端侧模型与支付数据上领先：得分为77.2分，范围58–95；见《公告》。"


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("room", [30, 80, 300])
def test_lines_fit_and_lose_nothing(text, room):
    lines = wrapped(text, room, 8, most=1_000)

    assert all(width(line, 8) <= room for line in lines)
    assert "".join("".join(line.removesuffix("-") for line in lines).split()) == "".join(text.split())


def test_what_exceeds_the_most_lines_ends_in_an_ellipsis():
    lines = wrapped("one two three four five six", 30, 8, most=2)

    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert width(lines[-1], 8) <= 30


def test_a_percent_sign_stays_with_its_number():
    assert wrapped("met with 87.5 %", width("met with 87.5", 8) + 1, 8) == ["met with", "87.5 %"]


def test_a_space_that_must_not_break_does_not():
    assert wrapped("met with 87.5\xa0%", width("met with 87.5", 8) + 1, 8) == ["met with", "87.5\xa0%"]


def test_bold_is_wider():
    assert width("Alibaba", 8, bold=True) > width("Alibaba", 8)


def test_the_longest_word_is_found():
    assert longest_word("a bb ccccc", 8) == width("ccccc", 8)


def test_of_a_text_without_spaces_the_longest_word_is_what_stays_together():
    assert longest_word("阿里巴巴（中国）。", 8) == width("国）。", 8)


@pytest.mark.parametrize("room", range(40, 200, 7))
def test_chinese_breaks_between_characters_but_not_at_its_signs(room):
    lines = wrapped(CHINESE, room, 8, most=100)

    assert "".join(lines) == CHINESE
    assert len(lines) > 2
    assert all(width(line, 8) <= room for line in lines)
    assert not [line for line in lines if line[0] in "。，、；：！？）》”"]
    assert not [line for line in lines if line[-1] in "（《“"]


def test_chinese_lines_are_full():
    lines = wrapped(CHINESE, 120, 8, most=100)

    # What was moved to the next line is at most three characters: one with the signs on either side of it.
    assert all(width(line, 8) > 120 - 3 * 8 - 8 for line in lines[:-1])


def test_a_number_stays_with_what_it_counts():
    assert wrapped("一二三2025年", width("一二三2025", 8) + 1, 8) == ["一二三", "2025年"]


def test_a_word_among_chinese_keeps_its_spaces_and_is_not_torn():
    assert wrapped("为 iPhone 选择供应商", width("为 iPhone 选", 8), 8) == ["为 iPhone 选", "择供应商"]
    assert wrapped("一二三iPhone", width("一二三iPh", 8), 8) == ["一二三", "iPhone"]


def test_small_kana_and_long_vowels_begin_no_line():
    assert wrapped("ベンチャー", width("ベンチ", 8) + 1, 8) == ["ベン", "チャー"]


@given(st.text("阿里巴。，（）「」“”、 iP25%", min_size=1, max_size=40), st.integers(0, 60))
def test_no_line_begins_or_ends_with_a_sign_that_may_not(text, more):
    whole = "".join(text.split())
    lines = wrapped(whole, longest_word(whole, 8) + more, 8, most=100)

    assert "".join(lines) == whole
    assert not [line for line in lines[1:] if line[0] in "。，）」”、%"]
    assert not [line for line in lines[:-1] if line[-1] in "（「“"]


def test_a_wide_word_breaks_at_its_hyphen_or_gets_one():
    assert wrapped("Datenschutz-Grundverordnung", width("Datenschutz-Grund", 8), 8) == [
        "Datenschutz-",
        "Grundverordnung",
    ]
    assert wrapped("Aktiengesellschaft", width("Aktiengesellsch-", 8), 8) == ["Aktiengesellsch-", "aft"]


def test_a_soft_hyphen_is_seen_only_where_the_word_breaks():
    word = "Aktien\xadgesell\xadschaft"

    assert wrapped(word, 200, 8) == ["Aktiengesellschaft"]
    assert wrapped(word, width("Aktiengesells-", 8), 8) == ["Aktiengesell-", "schaft"]


def test_at_least_three_letters_of_a_broken_word_go_on():
    lines = wrapped("Zulassungsverfahrensfortschritt", width("Zulassungsverfahrensfortschrit-", 8), 8)

    assert lines == ["Zulassungsverfahrensfortschr-", "itt"]


def test_lines_of_high_characters_stand_farther_apart():
    assert height(["Alpha", "Beta"], 10) == pytest.approx(24)
    assert height(["阿里巴巴"], 10) > 12
