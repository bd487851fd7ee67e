import itertools
import re
from datetime import date
from functools import cached_property

import pytest

from builders import make_decision
from checklist import CHECKLIST
from hostile import HOSTILE
from pages import Page, markdown_chapters
from vendor_eval.analysis.diff import diff
from vendor_eval.errors import DecisionError, FileError, OptionError
from vendor_eval.report import charts
from vendor_eval.report.html import html
from vendor_eval.report.markdown import markdown
from vendor_eval.report.record import record
from vendor_eval.report.record_chapters.trade_off import Exchange
from vendor_eval.report.record_content import record_content
from vendor_eval.report.record_entries import checked_entries, read_entries
from vendor_eval.report.record_fields import FIELDS, asked
from vendor_eval.report.runs import run
from vendor_eval.report.word import word
from wordfiles import WordFile

NUMBER = r"[+−]?\d+\.\d"
PANEL = {
    "by_evaluator": {"ada": {"value": 80, "because": "saw it"}, "bo": 60},
    "agreed": {"value": 70, "because": "met halfway", "by": "Ada and Bo", "on": "2025-02-01"},
}
COSTS = {
    "alpha": {"cost": {"low": 8, "high": 11, "currency": "EUR"}},
    "beta": {"cost": {"value": 5, "currency": "EUR"}},
}


class Recorded:
    """One record: its content and all three formats, each made when it is first asked for."""

    def __init__(self, decision, entries=None, since=None, runs=None):
        self.decision = decision
        self.runs = runs or run(decision, weights="declared", draws=300, seed=0)
        with pytest.MonkeyPatch.context() as patch:
            if runs is None:  # charts are looked at in the records of larger decisions
                patch.setattr(charts, "svg", lambda ax: "<svg></svg>")
            self.content = record_content(self.runs, entries or {}, since and diff(since, decision))
        self.html = html(self.content).decode()
        self.markdown = markdown(self.content).decode()

    @cached_property
    def word(self):
        return WordFile(word(self.content))

    def chapter(self, anchor):
        return next(one for one in self.content.chapters if one.anchor == anchor)

    def texts(self, anchor):
        """Return the words of a chapter as Markdown has them."""
        return markdown_chapters(self.markdown)[anchor]

    def fields(self):
        return {b.anchor: b for one in self.content.chapters for b in one.blocks if b.kind == "field"}


@pytest.fixture(scope="module")
def flagship_record(flagship):
    return Recorded(flagship.decision, runs=flagship.runs)


@pytest.fixture(scope="module")
def minimal_record():
    return Recorded(make_decision())


@pytest.fixture(scope="module")
def hostile_record(hostile_report):
    entries = {key: f"entry {next(words)}" for words in [itertools.cycle(HOSTILE)] for key in FIELDS}
    return Recorded(hostile_report.decision, entries, hostile_report.decision, hostile_report.runs)


@pytest.fixture(params=["flagship_record", "minimal_record", "hostile_record"])
def any_record(request):
    return request.getfixturevalue(request.param)


def place(key):
    return f"field-{key.replace('_', '-')}"


@pytest.mark.parametrize("which", ["flagship_record", "minimal_record"])
def test_every_point_of_the_checklist_has_its_place_in_every_format(which, request):
    one = request.getfixturevalue(which)
    in_html, in_markdown = set(Page(one.html).ids), set(re.findall(r'<a id="([^"]*)"></a>', one.markdown))
    file = one.word
    in_word = set(file.bookmarks)

    for point in CHECKLIST:
        places = {*point.places, *(place(key) for key in point.fields)}
        assert places, point.id
        assert places <= in_html, point.id
        assert places <= in_markdown, point.id
        assert {f"m_{anchor.replace('-', '_')}" for anchor in places} <= in_word, point.id
        for key in point.fields:
            assert asked()[key].what in file.controls[place(key)]


def test_every_field_belongs_to_a_point_of_the_checklist_and_stands_in_the_record_once(any_record):
    needed = {key for point in CHECKLIST for key in point.fields}
    fields = [b.anchor for one in any_record.content.chapters for b in one.blocks if b.kind == "field"]

    assert needed == set(FIELDS) == set(asked())
    assert sorted(fields) == sorted(place(key) for key in FIELDS)


def test_every_place_of_the_checklist_says_something(flagship_record):
    for anchor in {one for point in CHECKLIST for one in point.places} & {
        c.anchor for c in flagship_record.content.chapters
    }:
        assert len(flagship_record.texts(anchor)) > 40, anchor


def test_open_fields_are_marked_say_who_fills_them_in_and_are_listed_at_the_end(minimal_record):
    table = minimal_record.chapter("missing").blocks[-1]

    assert [row[2].text for row in table.rows] == list(FIELDS)
    assert [row[0].link for row in table.rows] == [place(key) for key in FIELDS]
    assert minimal_record.html.count('class="field unfilled"') == len(FIELDS)
    assert minimal_record.markdown.count("> **Still to be filled in (") == len(FIELDS)
    assert set(minimal_record.word.controls) == {place(key) for key in FIELDS}
    assert "24 of its 24 fields are still to be filled in" in minimal_record.texts("identity")


def test_entries_stand_in_their_fields_and_are_told_from_what_was_computed():
    entries = {key: f"What {key} is.\n\nA second paragraph." for key in FIELDS} | {"buyer": "  "}
    one = Recorded(make_decision(), entries)
    table = one.chapter("missing").blocks[-1]

    assert [row[2].text for row in table.rows] == ["buyer"]
    assert one.fields()["field-review"].text == ("What review is.", "A second paragraph.")
    assert one.fields()["field-review"].note.startswith("Entered, not computed.")
    assert set(one.word.controls) == {"field-buyer"}
    assert "What review is." in one.html
    assert "What review is." in one.markdown
    assert "What review is." in one.word.text


def test_a_record_that_is_filled_in_says_so():
    one = Recorded(make_decision(), dict.fromkeys(FIELDS, "said"))

    assert "Every field of this record is filled in." in one.texts("missing")
    assert "draft" not in one.texts("identity")


def test_unknown_fields_are_named_together_with_the_nearest_and_all_there_are():
    with pytest.raises(OptionError) as caught:
        checked_entries({"byer": "x", "decison": "y", "risks": ["a"], "review": True})

    message = str(caught.value)
    assert "no field 'byer'. Did you mean 'buyer'?" in message
    assert "no field 'decison'. Did you mean 'decision'?" in message
    assert "'risks' must be a text, not ['a']" in message
    assert "'review' must be a text, not True" in message
    assert all(key in message for key in FIELDS)


def test_entries_that_are_no_mapping_are_refused():
    with pytest.raises(OptionError, match=r"entries must be a mapping of fields to texts, not 'file\.yaml'"):
        checked_entries("file.yaml")


def test_numbers_days_and_nothing_may_be_entered():
    found = checked_entries({"version": 2, "review": date(2026, 1, 1), "buyer": None})

    assert found == {"version": "2", "review": "2026-01-01", "buyer": ""}


def test_entries_are_read_from_a_file(tmp_path):
    path = tmp_path / "entries.yaml"
    path.write_text("buyer: Example Ltd\nreview: 2026-01-01\nrisks: |\n  One.\n\n  Two.\n", encoding="utf-8")

    assert checked_entries(read_entries(path)) == {
        "buyer": "Example Ltd",
        "review": "2026-01-01",
        "risks": "One.\n\nTwo.\n",
    }


@pytest.mark.parametrize(
    ("text", "error", "match"),
    [
        ("- buyer\n", FileError, "must hold the keys of fields"),
        ("buyer: [\n", DecisionError, "is not valid YAML"),
        ("buyer: a\nbuyer: b\n", DecisionError, "buyer"),
    ],
)
def test_a_file_of_entries_that_is_none_is_refused(tmp_path, text, error, match):
    path = tmp_path / "entries.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(error, match=match):
        read_entries(path)


def test_the_outcome_and_every_finding_are_those_of_the_report(flagship, flagship_record):
    assert flagship_record.content.outcome == flagship.content.outcome
    assert flagship_record.content.summary == flagship.content.summary
    for vendor in flagship.decision.vendors:
        assert flagship.decision.vendor_name(vendor) in flagship_record.texts("findings")


def test_every_chapter_of_the_report_is_in_the_record_somewhere(flagship, flagship_record):
    blocks = [block for chapter in flagship_record.content.chapters for block in chapter.blocks]
    left_out = {"comparisons", "stamp"}  # our own comparison has tables, and another command makes a record

    for chapter in flagship.content.chapters:
        if chapter.anchor not in left_out:
            told = [block for block in chapter.blocks if block.kind != "heading"]
            assert [block for block in told if block not in blocks] == [], chapter.anchor


def test_the_stamp_names_what_makes_the_record_and_not_the_report(flagship_record):
    text = flagship_record.texts("stamp")

    assert flagship_record.decision.digest in text
    assert f"--draws {flagship_record.runs.draws} --seed 0" in text
    assert "vendor-eval record <decision file>" in text
    assert 'record(decision, "record.docx", entries=entries' in text
    assert "vendor-eval report" not in text


def test_the_comparison_gives_every_criterion_and_its_differences_sum_to_the_gap(flagship_record):
    tables = [block for block in flagship_record.chapter("comparison").blocks if block.kind == "table"]
    evaluation, decision = flagship_record.runs.evaluation, flagship_record.decision
    ours = evaluation.row("alibaba")["value_if_met"]

    assert len(tables) == len(decision.vendors) - 1
    for table in tables:
        names = [row[0].text for row in table.rows]
        rival = next(key for key in decision.vendors if decision.vendor_name(key) == table.columns[2])
        theirs = evaluation.row(rival)
        gap = ours - (theirs["value"] if rival == "deepseek" else theirs["value_if_met"])
        told = sum(float(row[3].text.replace("−", "-")) for row in table.rows)
        assert sorted(names) == sorted(decision.criterion_name(key) for key in decision.weighted)
        assert told == pytest.approx(gap, abs=0.05 * len(names))


def test_a_difference_is_clear_only_where_the_evidence_leaves_no_other_sign(flagship_record):
    readings = set()
    for table in (block for block in flagship_record.chapter("comparison").blocks if block.kind == "table"):
        for row in table.rows:
            ends = [float(one.replace("−", "-")) for one in re.findall(NUMBER, row[3].detail or f"{row[3].text}")]
            readings.add(row[4].text)
            assert (row[4].text == "clearly ahead") == (min(ends) > 0)
            assert (row[4].text == "clearly behind") == (max(ends) < 0)

    assert {"clearly ahead", "ahead or level", "level by expected value; the evidence leaves it open"} <= readings


def test_significant_differences_are_named_and_valued():
    scores = {"alpha": {"a": 90, "b": 20, "c": 50}, "beta": {"a": 60, "b": 30, "c": {"low": 20, "high": 80}}}
    text = Recorded(make_decision(scores, weights={"a": 50, "b": 30, "c": 20})).texts("comparison")

    assert "the differences on 2 criteria (in points): A +15.0; B −3.0." in text
    assert "C · weight 20 %" in text
    assert "level by expected value; the evidence leaves it open" in text


def test_what_the_extra_cost_buys_is_said_in_money_and_points():
    scores = {"alpha": {"reach": 90, "price": 60}, "beta": {"reach": 50, "price": 60}}
    text = Recorded(make_decision(scores, vendors=COSTS)).texts("tradeoff")

    assert "Alpha costs 3 to 6 EUR more than Beta. By expected value Alpha is worth 20.0 points more." in text
    assert "Each point more costs 0.15 to 0.3 EUR." in text
    assert "It buys most on (in points): Reach +20.0." in text


@pytest.mark.parametrize(
    ("low", "high", "gap", "expected"),
    [
        (0, 0, 4.0, "A and B cost the same. By expected value A is worth 4.0 points more."),
        (
            2,
            2,
            0.0,
            "A costs 2 EUR more than B. By expected value both are worth the same. The extra cost buys nothing",
        ),
        (
            1,
            3,
            -2.0,
            "A costs 1 to 3 EUR more than B. By expected value A is worth 2.0 points less. The extra cost buys",
        ),
        (
            -5,
            -1,
            8.0,
            "A costs 1 to 5 EUR less than B. By expected value A is worth 8.0 points more. There is no extra",
        ),
        (-5, -5, -8.0, "A costs 5 EUR less than B. By expected value A is worth 8.0 points less."),
        (-2, 3, 8.0, "A costs anything from 2 EUR less to 3 EUR more than B. By expected value A is worth 8.0 points"),
    ],
)
def test_value_is_set_against_cost_in_every_case(low, high, gap, expected):
    assert Exchange("A", "B", low, high, "EUR", gap).text.startswith(expected)


def test_costs_in_different_units_are_not_set_against_each_other():
    costs = COSTS | {"beta": {"cost": {"value": 5, "currency": "USD"}}}
    text = Recorded(make_decision(vendors=costs)).texts("tradeoff")

    assert "For no two of the vendors in the running is a cost stated in the same unit" in text
    assert "EUR" not in text


def test_rules_without_a_day_are_said_to_prove_nothing(flagship_record):
    text = flagship_record.texts("rules")

    assert "gives no day for any of the 16 rules of this decision" in text
    assert "All 16 rules have a stated reason." in text
    assert "computed from the 11 criteria that carry weight and from nothing else" in text


def test_rules_that_were_fixed_after_an_assessment_or_after_the_evidence_are_flagged():
    scores = {
        "alpha": {"reach": {"value": 80, "on": "2025-01-20"}, "price": 30},
        "beta": {"reach": {"value": 50, "on": "2025-01-10"}, "price": 60},
    }
    scales = {
        "reach": {"worst": 0, "best": 100, "on": "2025-01-15", "by": "Ada", "because": "why"},
        "price": {"worst": 0, "best": 100, "on": "2025-03-01"},
    }
    require = {"reach": {"at_least": 10, "on": "2025-01-10", "because": "needed"}}
    one = Recorded(make_decision(scores, scales=scales, require=require))
    text = one.texts("rules")
    tables = [block for block in one.chapter("rules").blocks if block.kind == "table"]

    assert "gives the day of 3 of the 4 rules" in text
    assert "1 rule was fixed after the first assessment that it applies to: Reach: scale." in text
    assert "1 rule was fixed after the day of the decision’s evidence: Price: scale." in text
    assert "2 rules have no stated reason: Weights; Price: scale." in text
    assert {row[0].text: (row[4].text, row[4].tone) for row in tables[0].rows} == {
        "Weights": ("no day is stated", "open"),
        "Reach: scale": ("after the first assessment", "alarm"),
        "Reach: at least 10": ("on the day of the first assessment", "open"),
        "Price: scale": ("after the day of the evidence", "alarm"),
    }


def test_evaluators_who_differ_are_quoted_with_what_counts_instead():
    scores = {
        "alpha": {"reach": PANEL, "price": {"by_evaluator": {"ada": 30, "bo": 50}}},
        "beta": {"reach": {"by_evaluator": {"ada": 50, "bo": 50}}, "price": 60},
    }
    evaluators = {"ada": {"name": "Ada L.", "role": "buyer"}, "bo": {}}
    one = Recorded(make_decision(scores, evaluators=evaluators))
    table = next(block for block in one.chapter("disagreements").blocks if block.kind == "table")
    text = one.texts("disagreements")

    assert "3 assessments were given by several evaluators. They differ on 2 of them." in text
    assert "On 1 of these nothing was agreed since" in text
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Alpha", "Reach", "Ada L.: 80 (saw it); bo: 60", "70", "met halfway (by Ada and Bo on 2025-02-01)"],
        ["Alpha", "Price", "Ada L.: 30; bo: 50", "30 to 50", "–"],
    ]
    assert "Ada L. " in one.texts("identity")


def test_without_several_evaluators_no_disagreement_can_be_shown(minimal_record):
    assert "no assessment that several evaluators gave independently" in minimal_record.texts("disagreements")


def test_the_reality_check_answers_what_the_results_can_answer(flagship_record):
    text = flagship_record.texts("reality")

    assert "Of the 4 requirements that must be met, Alibaba meets 2; open are 2, failed 0, waived 0." in text
    assert "The same holds in 10 of 11 scenarios." in text
    assert "Of 65 assessments 17 are unknown." in text
    assert "They carry 27.3 % of the weight." in text


def test_where_everybody_fails_nothing_is_compared_and_no_risk_is_named():
    one = Recorded(make_decision(require={"reach": {"at_least": 95}}))

    assert "0 vendors could be chosen" in one.texts("comparison")
    assert "No: every vendor is insufficient" in one.texts("reality")
    assert "there is no risk of a choice to state" in one.texts("decision")


def test_changes_since_a_frozen_state_are_listed_with_what_they_do():
    before = make_decision()
    after = before.with_assessment("alpha", "reach", 10)
    one = Recorded(after, since=before)
    table = next(block for block in one.chapter("attachments").blocks if block.kind == "table")

    assert f"1 change since the frozen state (SHA-256 {before.digest})." in one.texts("attachments")
    assert [cell.text for cell in table.rows[0]] == [
        "assessments.alpha.reach",
        "80",
        "10",
        "Alpha and Beta → Beta",
        "Alpha −35.0",
    ]
    assert "Nothing changed since" in Recorded(before, since=before).texts("attachments")
    assert "No frozen state of the decision was given" in Recorded(before).texts("attachments")


def test_a_page_loads_nothing_runs_nothing_and_its_links_lead_somewhere(any_record):
    page = Page(any_record.html)
    policy = next(attrs["content"] for tag, attrs in page.tags if attrs.get("http-equiv"))
    inside = {link[1:] for link in page.values("href") if link.startswith("#")}

    assert {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "object", "form", "base"} == set()
    assert [name for _, attrs in page.tags for name in attrs if name.startswith("on")] == []
    assert page.values("src", "srcset", "action", "data", "poster") == []
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    assert inside <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert all(after <= before + 1 for before, after in itertools.pairwise(page.headings))


@pytest.mark.parametrize("attack", HOSTILE)
def test_hostile_entries_and_texts_stay_texts_in_every_format(hostile_record, attack):
    entry = f"entry {' '.join(attack.split())}"
    page = Page(hostile_record.html)

    assert entry in " ".join(" ".join(page.chapters.values()).split())
    assert all(tag not in hostile_record.html for tag in re.findall(r"<\w[^>]*>", attack))
    plain = " ".join(markdown_chapters(hostile_record.markdown).values()).replace("\\_", "_")
    assert entry in " ".join(plain.split())
    assert entry in " ".join(hostile_record.word.text.split())


def test_markdown_holds_no_tag_but_anchors_and_its_links_lead_to_them(any_record):
    tags = {tag for tag in re.findall(r"<[^>]*>", any_record.markdown) if not tag.startswith(("<http://", "<https://"))}
    targets = set(re.findall(r"\]\(#([^)]*)\)", any_record.markdown))

    assert {tag for tag in tags if tag != "</a>" and not re.fullmatch(r'<a id="[A-Za-z0-9-]+">', tag)} == set()
    assert targets <= set(re.findall(r'<a id="([^"]*)"></a>', any_record.markdown))


def test_word_links_lead_to_bookmarks(any_record):
    file = any_record.word

    assert set(file.links) <= set(file.bookmarks)
    assert len({name.lower() for name in file.bookmarks}) == len(file.bookmarks)


def test_the_same_input_gives_the_same_bytes(tmp_path):
    written = [record(make_decision(), tmp_path / f"{name}.md", entries={"buyer": "A"}, draws=100) for name in "ab"]

    assert written[0].read_bytes() == written[1].read_bytes()


@pytest.mark.parametrize(
    ("name", "options", "error", "match"),
    [
        ("record.pdf", {}, FileError, r"a record is written as '\.html', '\.md', '\.docx'"),
        ("record.md", {"entries": {"byer": ""}}, OptionError, "Did you mean 'buyer'"),
        ("record.md", {"draws": 0}, OptionError, "draws"),
        ("record.md", {"language": "xx"}, OptionError, "language must be"),
        ("no/record.md", {"draws": 10}, FileError, "there is no folder"),
    ],
)
def test_what_cannot_be_written_is_refused_and_leaves_nothing(tmp_path, name, options, error, match):
    with pytest.raises(error, match=match):
        record(make_decision(), tmp_path / name, **options)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", ["de", "zh"])
def test_a_record_is_written_in_every_language(tmp_path, language):
    path = record(make_decision(), tmp_path / "record.html", draws=50, language=language)

    assert ("html", {"lang": language}) in Page(path.read_text(encoding="utf-8")).tags
