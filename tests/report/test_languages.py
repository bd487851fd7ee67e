"""The report in each language: all of its words are said in it, and nothing but its words changes."""

import re

import pytest

from builders import make_decision
from languages.catalogues import phrases
from languages.pseudo import left_in_english, speak_wide, wide
from pages import Page
from vendor_eval import cases
from vendor_eval.analysis.translation import speaking_of
from vendor_eval.errors import OptionError
from vendor_eval.languages.phrases import phrasebook
from vendor_eval.languages.speaking import LANGUAGES
from vendor_eval.report import charts
from vendor_eval.report.content import content
from vendor_eval.report.html import html
from vendor_eval.report.markdown import markdown
from vendor_eval.report.report import report
from vendor_eval.report.runs import run

DRAWS = 400
OTHERS = [language for language in LANGUAGES if language != "en"]
# Every kind of belief, scale, requirement and change by a scenario; waivers, conditions, costs.
# Its own words are Chinese: what is left in Latin letters is ours.
RICH = {
    "scores": {
        "a1": {"甲": {"low": 20, "likely": 30, "high": 40}, "乙": "unknown", "丙": {"mean": 50, "sd": 5}, "丁": "好"},
        "b2": {
            "甲": {"low": 10, "high": 90, "evidence": ["E1", "E2"]},
            "乙": {"value": 60, "evidence": ["E3"], "because": "理由", "by": "安娜", "on": "2025-01-10"},
            "丙": {"low": 20, "likely": 30, "high": 40, "shape": "pert"},
            "丁": {"low": "坏", "high": "好"},
        },
        "c3": {"甲": 90, "乙": 10, "丙": {"passes": 9, "trials": 10}, "丁": {"levels": {"坏": 0.25, "好": 0.75}}},
    },
    "scales": {
        "甲": {"worst": 0, "best": 100, "because": "因此", "by": "安娜"},
        "乙": {"worst": 100, "best": 0, "shape": "exponential", "midvalue": 30},
        "丁": {"坏": 0, "好": 100},
    },
    "units": {"甲": "日", "丙": "%"},
    "require": {
        "甲": {
            "at_least": 15,
            "because": "因此",
            "waivers": {"c3": {"because": "试用", "by": "安娜", "on": "2025-01-31"}},
        },
        "乙": [{"at_most": 50, "p_met": 0.4}, {"at_most": 55, "kind": "should"}],
        "丁": {"one_of": ["好"], "kind": "should"},
    },
    "weights": {"swing": {"甲": 60, "乙": 40, "丙": 20, "丁": 20}, "because": "因此", "by": "安娜", "on": "2025-01-10"},
    "policy": {"minimum_value": 45, "max_weaknesses": 1},
    "baseline": 50,
    "evidence": {
        key: {"kind": kind, "grade": grade, "claim": "说法", "source": "来源", "circular": key == "E1"} | days
        for key, kind, grade, days in (
            ("E1", "press_report", "low", {"describes": "2025-01", "published": "2025-01-09"}),
            ("E2", "vendor_claim", "high", {"describes": "2024-Q2"}),
            ("E3", "own_test", "medium", {"published": "2025-01-01/2025-02-15"}),
        )
    },
    "conditions": {"项": {"name": "条件", "due": "2025-05", "owner": "安娜", "evidence": ["E1"], "by": "安娜"}},
    "vendors": {"b2": {"cost": {"low": 8, "high": 1150.5, "currency": "元", "because": "理由", "evidence": ["E3"]}}},
    "scenarios": {
        "一": {
            "because": "理由",
            "criteria": ["甲", "丙"],
            "vendors": ["b2", "c3"],
            "weights": {"direct": {"甲": 0.5, "丙": 0.5}},
        },
        "二": {
            "weights": "any",
            "require": {"甲": {"at_least": 95}},
            "scale": {"甲": {"worst": 0, "best": 200}},
            "assessments": {"a1": {"甲": {"value": 1, "evidence": ["E2"], "because": "理由"}}},
        },
        "三": {
            "requirements": "none",
            "evidence": {"published_by": "2025-01-31", "without_kinds": ["vendor_claim"]},
            "hindsight": True,
        },
        "四": {"requirements": ["甲"], "widen": 0.1},
    },
    "title": "决定",
    "question": "谁?",
}
UNSURE = {
    "a1": {"甲": {"low": 40, "high": 90}, "乙": 60},
    "b2": {"甲": 60, "乙": {"low": 30, "high": 80}},
    "c3": {"甲": 70, "乙": 65},
}
OPEN = {"a1": {"甲": "unknown", "乙": 3}, "b2": {"甲": "unknown", "乙": 9}}
PLAIN = {"title": "决定"}
DECISIONS = {
    "rich": RICH,
    "one vendor": PLAIN | {"scores": {"a1": {"甲": 80}}},
    "all insufficient": PLAIN | {"scores": UNSURE, "require": {"甲": {"at_least": 99}}},
    "undetermined": PLAIN
    | {
        "scores": {"a1": {"甲": "unknown", "乙": 3}, "b2": {"甲": "unknown", "乙": 9}},
        "require": {"甲": {"at_least": 5}},
    },
    "a set of weights": PLAIN | {"scores": UNSURE, "weights": {"imprecise": {"order": ["甲", "乙"]}}, "baseline": "a1"},
}
PAIRS = [*((name, OTHERS[0]) for name in DECISIONS), *(("rich", language) for language in OTHERS[1:])]


def decision_of(name):
    return make_decision(**DECISIONS[name])


def content_in(language, decision):
    """Return the content of a report, its charts not drawn: they are looked at elsewhere."""
    with pytest.MonkeyPatch.context() as patch, speaking_of(decision, language) as spoken:
        patch.setattr(charts, "svg", lambda ax: "<svg></svg>")
        return content(run(spoken, weights="declared", draws=DRAWS, seed=0))


@pytest.fixture(scope="module")
def contents():
    """Return a function that gives the content of a report by its decision and language, made once."""
    made = {}

    def get(name, language):
        if (name, language) not in made:
            decision = cases.load("apple-china-2025") if name == "flagship" else decision_of(name)
            made[name, language] = content_in(language, decision)
        return made[name, language]

    return get


def blocks(whole):
    yield whole.summary
    for chapter in whole.chapters:
        yield from chapter.blocks


def cells(whole):
    """Return every cell of every table, with whether it stands in a column of numbers."""
    for block in blocks(whole):
        if block.kind == "table":
            for row in block.rows:
                yield from ((cell, place in block.numeric) for place, cell in enumerate(row))


def texts(whole):
    """Return every text of a report but the charts' own."""
    yield from (whole.outcome, whole.as_of)
    for chapter in whole.chapters:
        yield chapter.title
    for block in blocks(whole):
        match block.kind:
            case "table":
                yield from (block.caption, *block.columns)
            case "bullets":
                yield from (text for item in block.items for text in (item.text, *(note for _, note in item.evidence)))
            case "facts":
                yield from (text for term, cell in block.items for text in (term, cell.text, cell.detail))
            case "figure":
                yield block.caption
            case _:
                yield from block.text if isinstance(block.text, tuple) else (block.text,)
    for cell, _ in cells(whole):
        yield from (cell.text, cell.detail, *(note for _, note in cell.evidence))


def skeleton(whole):
    """Return all of a report that is no words: anchors, kinds, tones, evidence and the shapes of tables."""
    parts = [(chapter.anchor, [block.kind for block in chapter.blocks]) for chapter in whole.chapters]
    marks = []
    for block in blocks(whole):
        match block.kind:
            case "table":
                marks.append((len(block.columns), len(block.rows), block.numeric))
            case "bullets":
                marks.append([[key for key, _ in item.evidence] for item in block.items])
            case "prose":
                marks.append(block.tone)
            case "heading":
                marks.append(block.anchor)
    tones = [(cell.tone, cell.anchor, cell.url, [key for key, _ in cell.evidence]) for cell, _ in cells(whole)]
    return parts, marks, tones, dict(whole.anchors)


def figures(text, language):
    """Return every number of a text, as what it stands for, in order of size; a day as its three numbers."""
    if language == "de":
        text = re.sub(r"\b(\d\d)\.(\d\d)\.(\d{4})\b", r" \1 \2 \3 ", text)
        text = text.translate(str.maketrans(".,", ",."))
    text = re.sub(r"\b(\d{4})-(\d\d)-(\d\d)\b", r" \1 \2 \3 ", text)
    text = re.sub(r"\b(\d{4})-Q?(\d{1,2})\b", r" \1 \2 ", text)
    return sorted(float(one.replace(",", "")) for one in re.findall(r"\d[\d,]*(?:\.\d+)?", text))


@pytest.mark.parametrize(("name", "language"), PAIRS)
def test_only_words_differ_between_languages(contents, name, language):
    assert skeleton(contents(name, language)) == skeleton(contents(name, "en"))


@pytest.mark.parametrize(("name", "language"), PAIRS)
def test_every_cell_has_the_same_numbers_in_every_language(contents, name, language):
    for (ours, _), (english, _) in zip(cells(contents(name, language)), cells(contents(name, "en")), strict=True):
        assert figures(ours.text, language) == figures(english.text, "en"), (ours, english)


@pytest.mark.parametrize("language", OTHERS)
def test_the_shipped_case_has_the_same_numbers_in_every_language(contents, language):
    pairs = zip(cells(contents("flagship", language)), cells(contents("flagship", "en")), strict=True)
    numeric = [(ours.text, english.text) for (ours, numeric), (english, _) in pairs if numeric]

    assert len(numeric) > 100
    assert [figures(ours, language) for ours, _ in numeric] == [figures(english, "en") for _, english in numeric]


@pytest.mark.parametrize("language", OTHERS)
def test_the_page_says_which_language_it_is_in(contents, language):
    whole = contents("flagship", language)
    page = Page(html(whole).decode())

    assert ("html", {"lang": language}) in page.tags
    assert list(page.chapters) == [chapter.anchor for chapter in whole.chapters]
    assert f"# {whole.title}" in markdown(whole).decode()


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", ["rich", "flagship"])
def test_titles_and_heads_are_the_ones_that_the_catalogue_has(contents, name, language):
    """Where the catalogue has a phrase in all its uses, its words stand in the report and the English ones do not."""
    book, uses = phrasebook(language).forms, {}
    for phrase, _, context in phrases():
        uses.setdefault(phrase, []).append(book.get((phrase, context)) or ("",))

    compared = 0
    for ours, english in zip(heads(contents(name, language)), heads(contents(name, "en")), strict=True):
        if english in uses and all(all(forms) for forms in uses[english]):
            compared += 1
            assert ours in [forms[0] for forms in uses[english]], english
    assert compared or not any(all(forms) for one in uses.values() for forms in one)


def heads(whole):
    yield from (chapter.title for chapter in whole.chapters)
    for block in blocks(whole):
        match block.kind:
            case "table":
                yield from block.columns
            case "heading":
                yield block.text


@pytest.mark.parametrize("name", ["rich", "all insufficient", "undetermined", "a set of weights"])
def test_all_words_are_said_through_phrases(name, monkeypatch):
    speak_wide(monkeypatch)
    decision = decision_of(name)
    whole = content_in(OTHERS[0], decision)
    own = [*decision.vendors, *decision.evidence, decision.digest, *named_in_stamp(whole)]
    own += [one.claim + one.source for one in decision.evidence.values()]
    own += [decision.vendor_name(key) for key in decision.vendors]

    assert {text: left for text in texts(whole) if (left := left_in_english(text, own))} == {}


def named_in_stamp(whole):
    """Return the names of packages and what recomputes the report: the same in every language."""
    stamp = next(chapter for chapter in whole.chapters if chapter.anchor == "stamp")
    facts = next(block for block in stamp.blocks if block.kind == "facts")
    yield from ("declared", "vendor_eval", "numpy", "pandas", "pydantic", "matplotlib", "jinja2", "babel", "Python")
    yield from (cell.text for _, cell in facts.items if "report" in cell.text)


@pytest.mark.parametrize("ending", ["html", "md"])
def test_fixed_words_of_the_formats_are_said_through_phrases(ending, monkeypatch):
    whole = content_in("en", decision_of("one vendor"))
    speak_wide(monkeypatch)
    with speaking_of(decision_of("one vendor"), OTHERS[0]):
        written = (html(whole) if ending == "html" else markdown(whole)).decode()

    assert wide("Contents") in written
    assert wide("As of") in written
    assert "Contents" not in written
    assert "Chart in the" not in written


def test_a_language_that_there_is_not_is_refused_and_nothing_is_written(tmp_path):
    with pytest.raises(OptionError, match="'fr'"):
        report(decision_of("one vendor"), tmp_path / "report.html", draws=10, language="fr")

    assert list(tmp_path.iterdir()) == []


def test_how_to_recompute_a_report_names_its_language(tmp_path):
    german, english = (
        report(decision_of("one vendor"), tmp_path / f"{one}.md", draws=10, language=one).read_text("utf-8")
        for one in ("de", "en")
    )

    assert "--language de" in german
    assert 'language="de"' in german
    assert "--language" not in english
    assert "language=" not in english
