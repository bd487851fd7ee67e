import itertools
import re

import pytest

from hostile import HOSTILE
from pages import Page, markdown_chapters, numbers
from vendor_eval.report.content import CHAPTERS

# What a page needs to fetch or run something; none of them may stand in a report.
LOADING = {
    *("script", "link", "img", "iframe", "object", "embed", "base", "form", "audio", "video", "source", "track"),
    *("image", "foreignobject", "animate", "set"),
}
CELL = re.compile(r"(?<!\\)\|")


@pytest.fixture(params=["flagship", "hostile_report"])
def report(request):
    return request.getfixturevalue(request.param)


def test_every_chapter_stands_in_both_formats_in_the_same_order(report):
    anchors = [chapter.anchor for chapter in report.content.chapters]

    assert len(anchors) == len(CHAPTERS)
    assert list(Page(report.html).chapters) == anchors
    assert list(markdown_chapters(report.markdown)) == anchors


def test_a_chapter_has_the_same_figures_in_both_formats(flagship):
    page, text = Page(flagship.html).chapters, markdown_chapters(flagship.markdown)

    for chapter in flagship.content.chapters:
        in_html, in_markdown = numbers(page[chapter.anchor]), numbers(text[chapter.anchor])
        # Only the chapter's own number comes first in the page.
        assert in_markdown == in_html[1:], chapter.anchor


def test_the_first_screen_says_the_same_in_both_formats(flagship):
    outcome = flagship.content.outcome

    assert outcome in flagship.html.replace("&#39;", "'")
    assert outcome in flagship.markdown


def test_every_link_inside_leads_somewhere(report):
    page = Page(report.html)
    inside = [link[1:] for link in page.values("href") if link.startswith("#")]

    assert inside
    assert set(inside) <= set(page.ids)


def test_every_id_stands_once(report):
    ids = Page(report.html).ids

    assert len(ids) == len(set(ids))


def test_every_item_of_evidence_has_an_anchor_in_both_formats(report):
    ids = set(Page(report.html).ids)

    for anchor in report.content.anchors.values():
        assert anchor in ids
        assert f'<a id="{anchor}"></a>' in report.markdown


def test_markdown_links_lead_to_anchors(report):
    targets = set(re.findall(r"\]\(#([^)]*)\)", report.markdown))
    anchors = set(re.findall(r'<a id="([^"]*)"></a>', report.markdown))

    assert targets
    assert targets <= anchors


def test_a_page_loads_nothing_and_runs_nothing(report):
    page = Page(report.html)

    assert {tag for tag, _ in page.tags} & LOADING == set()
    assert [name for _, attrs in page.tags for name in attrs if name.startswith("on")] == []
    assert page.values("src", "srcset", "action", "data", "poster") == []
    assert "@import" not in report.html
    assert all(target.startswith("#") for target in re.findall(r"url\(\s*['\"]?([^)'\"]*)", report.html))


def test_the_content_policy_forbids_everything_but_our_own_style(report):
    policy = next(attrs["content"] for tag, attrs in Page(report.html).tags if attrs.get("http-equiv"))

    assert policy == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def test_only_web_addresses_become_links(report):
    page = Page(report.html)
    outward = [attrs for tag, attrs in page.tags if tag == "a" and not attrs["href"].startswith("#")]

    assert outward
    assert all(attrs["href"].startswith(("http://", "https://")) for attrs in outward)
    assert all(attrs["rel"] == "noreferrer" for attrs in outward)
    assert all(address.startswith(("http://", "https://")) for address in re.findall(r"<(\w+:[^>]*)>", report.markdown))


@pytest.mark.parametrize("attack", HOSTILE)
def test_hostile_texts_stay_texts_in_the_page(hostile_report, attack):
    words = " ".join(attack.split())

    assert words in " ".join(" ".join(Page(hostile_report.html).chapters.values()).split())
    assert all(tag not in hostile_report.html for tag in re.findall(r"<\w[^>]*>", attack))


def test_hostile_texts_are_never_tags_in_markdown(hostile_report):
    tags = set(re.findall(r"<[^>]*>", hostile_report.markdown))

    assert {tag for tag in tags if not tag.startswith(('<a id="', "</a>", "<https://example.org/"))} == set()


def test_markdown_tables_keep_their_columns(report):
    rows = 0
    width = None
    for line in report.markdown.splitlines():
        if not line.startswith("|"):
            width = None
            continue
        cells = len(CELL.findall(line))
        width = width or cells
        rows += 1

        assert cells == width, line
    assert rows > 20


def test_hostile_marks_are_escaped_in_markdown(hostile_report):
    text = hostile_report.markdown

    assert re.search(r"(?<!\\)`", text) is None
    assert re.search(r"^\s*(#{4,}|# heading|---$|1\. one)", text, flags=re.MULTILINE) is None
    assert re.search(r"(?<!\\)\]\((?!#evidence-|#[a-z]+\))", text) is None


def test_headings_go_down_one_step_at_a_time(report):
    levels = Page(report.html).headings

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_tables_say_what_heads_what(report):
    page = Page(report.html)
    heads = [attrs for tag, attrs in page.tags if tag == "th"]

    assert all(attrs.get("scope") in {"row", "col"} for attrs in heads)
    assert sum(tag == "table" for tag, _ in page.tags) == sum(tag == "caption" for tag, _ in page.tags)


def test_every_chart_has_words_for_those_who_cannot_see_it(report):
    page = Page(report.html)
    charts = [attrs for tag, attrs in page.tags if tag == "svg"]

    assert charts
    assert all(attrs["role"] == "img" and len(attrs["aria-label"]) > 20 for attrs in charts)


def test_the_page_says_its_language(report):
    assert ("html", {"lang": "en"}) in Page(report.html).tags
