# ruff: noqa: RUF001 (Chinese signs are meant)

import pytest
from matplotlib.font_manager import fontManager

from vendor_eval.plot import fonts as module
from vendor_eval.plot.fonts import FIRST, fonts, lacking, typeface

NEVER = "\U000e01ef"  # a character that no font draws


@pytest.fixture
def only_our_own(monkeypatch):
    """A machine without any font of another writing."""
    monkeypatch.setattr(module, "FALLBACKS", ())
    fonts.cache_clear()
    yield
    fonts.cache_clear()


def test_the_font_that_comes_with_matplotlib_comes_first():
    assert fonts()[0] == FIRST


def test_there_is_a_font_for_chinese():
    """`scripts/browser` sees to it where tests run."""
    assert not lacking("阿里巴巴（中国）：满足“要求”。")


def test_simplified_chinese_is_preferred_to_other_han_characters():
    chinese = [name for name in fonts() if "CJK" in name]

    assert not chinese or chinese[0].endswith("SC")


def test_chinese_is_bold_where_a_font_is():
    assert typeface("阿里巴巴", 8, bold=True).get_weight() == "bold"


def test_what_no_bold_font_has_is_set_without(monkeypatch):
    monkeypatch.setattr(module, "FALLBACKS", ("Last Resort High-Efficiency",))
    fonts.cache_clear()
    face = typeface(f"阿{NEVER}", 8, bold=True)
    fonts.cache_clear()

    assert face.get_weight() == "normal"


def test_a_character_of_no_font_is_lacking(only_our_own):
    assert lacking("阿里巴巴")
    assert not lacking("Größe – 87,5 %\n✓ ▲")


def test_a_font_that_matplotlib_does_not_know_yet_is_found(monkeypatch):
    """Matplotlib keeps its list of fonts between runs, so that it misses what was installed since."""
    before = list(fontManager.ttflist)
    monkeypatch.setattr(fontManager, "ttflist", [one for one in before if "CJK" not in one.name])
    for one in (fonts, module._take_in_new_ones):
        one.cache_clear()
    found = fonts()
    for one in (fonts, module._take_in_new_ones):
        one.cache_clear()

    assert [name for name in found if "CJK" in name]


def test_a_font_file_that_cannot_be_read_is_left_alone(monkeypatch, tmp_path):
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"no font")
    monkeypatch.setattr(module, "findSystemFonts", lambda: [str(broken)])
    for one in (fonts, module._take_in_new_ones):
        one.cache_clear()

    assert fonts()[0] == FIRST
    for one in (fonts, module._take_in_new_ones):
        one.cache_clear()
