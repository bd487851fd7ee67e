"""Charts in other languages: every word is said in them, every character has a font, and nothing overlaps or is cut."""
# ruff: noqa: RUF001 (Chinese signs are meant)

import io

import pytest

from builders import make_decision
from charted import CHARTS, boxes, overlapping
from languages.pseudo import left_in_english, speak_wide
from vendor_eval import plot
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.languages.speaking import LANGUAGES, speaking
from vendor_eval.plot.fonts import lacking

ENGLISH_ONLY = {"cross_check", "screening"}  # their results are in English
NAMES = {
    "zh": ("阿里巴巴", "字节跳动科技有限公司", "深度求索", "用户规模（百万）", "价格", "数据合规与隐私保护条款"),
    "de": (
        "Alpha Datenverarbeitungsgesellschaft",
        "Beta",
        "Gamma Übersetzungsdienstleistungen",
        "Verbraucherreichweite",
        "Beschaffungspreis",
        "Datenschutz-Grundverordnungskonformität",
    ),
}
SCENARIOS = {"zh": "仅限截止日前公开的资料", "de": "Nur bis zum Stichtag Veröffentlichtes"}


def named(decision, language):
    """Return a decision whose own words are in a language."""
    names = iter(NAMES[language])
    vendors = {key: vendor.replace(name=next(names)) for key, vendor in decision.vendors.items()}
    criteria = {key: one.replace(name=next(names), unit="") for key, one in decision.criteria.items()}
    scenarios = {f"{SCENARIOS[language]} {k}": one for k, one in enumerate(decision.scenarios.values(), 1)}
    return decision.replace(vendors=vendors, criteria=criteria, scenarios=scenarios)


# Such as have little to draw, so that charts say so: no rival, nobody left, nothing to choose by.
ODD = {
    "one vendor": {"scores": {"甲": {"乙": 80, "丙": 30}}},
    "one insufficient": {"scores": {"甲": {"乙": 80, "丙": {"low": 0, "high": 9}}, "丁": {"乙": 1, "丙": 9}}},
    "all insufficient": {"scores": {"甲": {"乙": 1}, "丙": {"乙": 2}}},
    "all tied": {"scores": {"甲": {"乙": 50}, "丙": {"乙": 50}, "丁": {"乙": 50}}},
}


def drawn(chart, decision, language):
    draw, result = CHARTS[chart]
    with speaking(language):
        return draw(result(named(decision, language)))


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) & set(NAMES)))
@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_in_every_language_is_drawn_whole(chart, language, decision):
    ax = drawn(chart, decision, language)
    ax.figure.savefig(io.BytesIO(), format="png", dpi=50)
    page = ax.figure.bbox

    assert plot.svg(ax).count("<text") == 0
    assert not [text.get_text() for text in ax.texts if lacking(text.get_text())]
    assert overlapping(ax) == []
    assert boxes(ax)[:, :2].min() >= 0
    assert (boxes(ax)[:, 2:].max(axis=0) <= (page.x1, page.y1)).all()


@pytest.mark.parametrize("chart", sorted(CHARTS.keys() - ENGLISH_ONLY))
def test_every_word_of_a_chart_is_said_in_the_language(chart, decision, monkeypatch):
    speak_wide(monkeypatch)
    ax = drawn(chart, decision.replace(title="译"), "zh")
    said = "\n".join([ax.get_label(), *(text.get_text() for text in ax.texts)])

    assert left_in_english(said, ()) == []
    assert overlapping(ax) == []


@pytest.mark.parametrize("case", ODD)
@pytest.mark.parametrize("chart", sorted(CHARTS.keys() - ENGLISH_ONLY))
def test_every_word_of_an_odd_chart_is_said_in_the_language(chart, case, monkeypatch):
    speak_wide(monkeypatch)
    require = {"乙": {"at_least": 20}} if "insufficient" in case else {}
    draw, result = CHARTS[chart]
    with speaking("zh"):
        ax = draw(result(make_decision(**ODD[case], require=require, title="译")))
    said = "\n".join([ax.get_label(), *(text.get_text() for text in ax.texts)])

    assert left_in_english(said, ()) == []


@pytest.mark.parametrize("dpi", [50, 72, 96, 110, 150])
def test_no_line_reaches_beyond_the_page_however_coarse_its_pixels(dpi, decision):
    ax = plot.contributions(evaluate(decision))
    ax.figure.set_dpi(dpi)

    assert boxes(ax)[:, 2].max() <= ax.figure.bbox.x1
