import pytest

from vendor_eval.plot.text import longest_word, width, wrapped

TEXTS = ["at least 1,000 employees", "阿里巴巴集团控股有限公司", "$x_{$ <b> " * 9, "W" * 100, "a\nb\tc", ""]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("room", [30, 80, 300])
def test_lines_fit_and_lose_nothing(text, room):
    lines = wrapped(text, room, 8, most=1_000)

    assert all(width(line, 8) <= room for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_what_exceeds_the_most_lines_ends_in_an_ellipsis():
    lines = wrapped("one two three four five six", 30, 8, most=2)

    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert width(lines[-1], 8) <= 30


def test_a_percent_sign_stays_with_its_number():
    assert wrapped("met with 87.5 %", width("met with 87.5", 8) + 1, 8) == ["met with", "87.5 %"]


def test_bold_is_wider():
    assert width("Alibaba", 8, bold=True) > width("Alibaba", 8)


def test_the_longest_word_is_found():
    assert longest_word("a bb ccccc", 8) == width("ccccc", 8)
