import base64
import importlib
import json
import re

import pytest

from builders import make_decision
from hostile import HOSTILE, hostile
from pages import Page
from vendor_eval.errors import FileError
from vendor_eval.report import embedding
from vendor_eval.report.embedding import NAME
from vendor_eval.report.report import report, written
from vendor_eval.report.verify import verify

DRAWS = 60
BLOCK = re.compile(rf"{NAME}[^A-Za-z0-9+/=]*([A-Za-z0-9+/=\s]+)")
DECISION = {"alpha": {"reach": {"low": 60, "high": 90}, "price": 30}, "beta": {"reach": 50, "price": 60}}


@pytest.fixture(scope="module")
def pages():
    """Hold the pages that were recomputed, by what they were made from."""
    return {}


@pytest.fixture(autouse=True)
def remembered(monkeypatch, pages):
    """Recompute each page once: the same input gives the same bytes, and many tests ask for the same."""

    def once(decision, ending, **options):
        key = decision.digest, ending, *(options[name] for name in ("weights", "draws", "seed", "language"))
        if key not in pages:
            pages[key] = written(decision, ending, **options)
        return pages[key]

    monkeypatch.setattr(importlib.import_module("vendor_eval.report.verify"), "written", once)


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """Write both formats of one report."""
    folder = tmp_path_factory.mktemp("reports")
    decision = make_decision(DECISION, evidence={"E1": {}})
    return {ending: report(decision, folder / f"report.{ending}", draws=DRAWS) for ending in ("html", "md")}


@pytest.fixture
def changed(reports, tmp_path):
    """Change a report: replace a text outside of its input, or the plain data of the input."""

    def change(ending, old="", new="", **inputs):
        text = reports[ending].read_text(encoding="utf-8")
        block = BLOCK.search(text)
        content = json.loads(base64.b64decode(block[1]))
        for name, value in inputs.items():
            content[name] = value(content[name])
        letters = base64.b64encode(json.dumps(content).encode()).decode() + "\n"
        before, after = text[: block.start(1)], text[block.end(1) :]
        assert old in before
        path = tmp_path / f"changed.{ending}"
        path.write_text(before.replace(old, new, 1) + (letters if inputs else block[1]) + after, encoding="utf-8")
        return path

    return change


@pytest.mark.parametrize("ending", ["html", "md"])
def test_a_report_that_was_just_written_is_recomputed_byte_for_byte(reports, ending):
    found = verify(reports[ending])

    assert found.holds
    assert found.identical
    assert found.table.empty
    assert found.options == {"weights": "declared", "draws": DRAWS, "seed": 0, "language": "en"}
    assert str(found) == (
        f"report.{ending} holds: recomputed from the input that it carries, it is the same byte for byte."
    )


def test_a_report_in_another_language_with_other_options_is_recomputed_in_it(tmp_path):
    path = report(make_decision(DECISION), tmp_path / "r.md", language="de", draws=DRAWS, seed=3, weights="any")

    assert verify(path).identical


@pytest.mark.parametrize("ending", ["html", "md"])
def test_a_figure_that_was_changed_is_found_in_its_place(changed, ending):
    found = verify(changed(ending, "52.5", "72.5"))

    assert not found.holds
    assert found.input_intact
    assert len(found.table) == 1
    assert found.table["kind"].to_list() == ["text"]
    assert "72.5" in found.table["stands"][0]
    assert "52.5" in found.table["recomputed"][0]
    assert "1 passage does not follow from the input that it carries." in found.text


def test_a_figure_deep_in_a_table_is_named_with_its_chapter(changed, reports):
    text = reports["md"].read_text(encoding="utf-8")
    line = next(line for line in text.split('<a id="ranking">')[1].splitlines() if "75.0" in line)

    found = verify(changed("md", line, line.replace("75.0", "95.0", 1)))

    assert found.table["chapter"].to_list() == ["ranking"]


def test_a_chart_that_was_changed_is_found(changed, reports):
    page = reports["html"].read_text(encoding="utf-8")
    path = re.search(r' d="[^"]+"', page[page.index("<svg") :])[0]

    found = verify(changed("html", path, path.replace("M", "M 9", 1)))

    assert not found.holds
    assert found.table["kind"].to_list() == ["chart"]
    assert "1 chart differs from the recomputed." in found.text


def test_a_file_that_differs_where_nobody_reads_is_told_apart(changed):
    found = verify(changed("html", "<main>", '<main class="x">'))

    assert not found.holds
    assert "What readers see is the same, but not the file." in found.text


def test_a_word_that_was_put_in_or_taken_out_is_found(changed):
    found = verify(changed("md", "## 1. ", "A new sentence.\n\n## 1. "))

    assert found.table[["stands", "recomputed"]].to_numpy().tolist() == [["A new sentence.", ""]]


def test_an_input_that_was_changed_is_not_the_decision_of_the_report(changed):
    def cheaper(decision):
        decision["assessments"]["beta"]["reach"] = 95
        return decision

    found = verify(changed("md", decision=cheaper))

    assert not found.holds
    assert not found.input_intact
    assert found.table["kind"][0] == "input"
    assert "The input that it carries is not the decision that the report was written for." in found.text


def test_an_input_changed_with_its_digest_still_differs_from_what_the_report_says(changed):
    other = make_decision({**DECISION, "beta": {"reach": 95, "price": 60}}, evidence={"E1": {}})

    found = verify(changed("md", decision=lambda _: other.plain(), digest=lambda _: other.digest))

    assert found.input_intact
    assert not found.holds
    assert "stamp" in set(found.table["chapter"])


def test_options_that_were_changed_do_not_give_the_report(changed):
    found = verify(changed("md", options=lambda options: options | {"seed": 9}))

    assert not found.holds


@pytest.mark.parametrize("ending", ["html", "md"])
def test_under_other_versions_the_figures_count_and_the_versions_are_named(changed, reports, ending):
    versions = embedding.versions_here()
    here = versions["matplotlib"]

    same = verify(changed(ending, here, "0.0.1", versions=lambda old: old | {"matplotlib": "0.0.1"}))

    assert same.holds
    assert not same.identical
    assert same.versions == {"matplotlib": ("0.0.1", here)}
    assert f"It was written with other versions: matplotlib 0.0.1, now {here}." in same.text


def test_under_other_versions_a_changed_figure_still_counts(changed):
    found = verify(changed("md", "52.5", "72.5", versions=lambda old: old | {"numpy": "0.0.1"}))

    assert not found.holds


@pytest.mark.parametrize("ending", ["html", "md"])
def test_hostile_texts_stay_inside_the_input_and_come_back_whole(tmp_path, ending):
    decision = hostile()
    path = report(decision, tmp_path / f"hostile.{ending}", draws=DRAWS)
    text = path.read_text(encoding="utf-8")
    block = BLOCK.search(text)

    assert json.loads(base64.b64decode(block[1]))["decision"] == decision.plain()
    assert not any(one in block[0] for one in HOSTILE)
    assert verify(path).identical
    if ending == "html":
        page = Page(text)
        assert [tag for tag, _ in page.tags].count("template") == 1
        assert "script" not in [tag for tag, _ in page.tags]


def test_a_decision_that_holds_the_mark_of_an_input_cannot_pass_for_one(tmp_path):
    fake = f'</template><template id="{NAME}">\nAAAA\n</template> <!-- {NAME}\nAAAA\n-->'
    decision = make_decision(DECISION, title=f"t {fake}", description=fake)

    assert verify(report(decision, tmp_path / "r.md", draws=DRAWS)).identical


def test_what_cannot_be_verified_is_said(reports, changed, tmp_path):
    other, cut = tmp_path / "other.md", tmp_path / "cut.md"
    other.write_text("# A page\n", encoding="utf-8")
    cut.write_text(reports["md"].read_text(encoding="utf-8").split(f"\n<!-- {NAME}")[0], encoding="utf-8")
    broken = tmp_path / "broken.md"
    broken.write_text(f"# A page\n\n<!-- {NAME}\nAAAA\n-->\n", encoding="utf-8")

    with pytest.raises(FileError, match=r"other\.md is not a report that vendor_eval wrote"):
        verify(other)
    with pytest.raises(FileError, match=r"cut\.md is a report, but holds no input"):
        verify(cut)
    with pytest.raises(FileError, match=r"broken\.md holds an input that is damaged"):
        verify(broken)
    with pytest.raises(FileError, match=r"holds an input that no report can be made from: .*title"):
        verify(changed("md", decision=lambda old: old | {"title": ""}))
    with pytest.raises(FileError, match="in another format than 1"):
        verify(changed("md", format=lambda _: 2))
    other.write_bytes(b"\xff\xfe")
    with pytest.raises(FileError, match=r"other\.md is not a report that vendor_eval wrote: it is not UTF-8"):
        verify(other)
    with pytest.raises(FileError, match=r"has the ending '\.pdf'"):
        verify(tmp_path / "report.pdf")
    with pytest.raises(FileError, match=r"missing\.md"):
        verify(tmp_path / "missing.md")
