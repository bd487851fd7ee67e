import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from matplotlib.figure import Figure

from vendor_eval import plot
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.errors import OptionError
from vendor_eval.plot.svg import svg

HERE = Path(__file__).parent
NAME = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def drawn(evaluation):
    return svg(plot.contributions(evaluation))


def ids(text):
    return set(re.findall(r'\bid="([^"]+)"', text))


def test_a_chart_gives_the_same_bytes_twice(evaluation, drawn):
    assert svg(plot.contributions(evaluation)) == drawn


def test_the_same_axes_gives_the_same_bytes_twice(evaluation):
    ax = plot.requirements(evaluation)

    assert svg(ax) == svg(ax)


def test_another_process_gives_the_same_bytes(drawn):
    program = (
        "import runpy, sys; from vendor_eval import plot; from vendor_eval.analysis.evaluate import evaluate;"
        f"sys.path.insert(0, {str(HERE.parent)!r}); parts = runpy.run_path({str(HERE / 'conftest.py')!r});"
        "sys.stdout.buffer.write(plot.svg(plot.contributions(evaluate(parts['everything']()))).encode())"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)

    assert run.returncode == 0, run.stderr.decode()
    assert run.stdout.decode() == drawn


def test_it_is_well_formed_and_starts_with_the_element(drawn):
    assert drawn.startswith("<svg ")
    assert ET.fromstring(drawn).tag == f"{NAME}svg"


def test_it_is_an_image_labelled_with_the_description(evaluation, drawn):
    root = ET.fromstring(drawn)

    assert root.get("role") == "img"
    assert root.get("aria-label") == plot.contributions(evaluation).get_label()


def test_it_holds_no_style_rule_no_comment_no_date_and_no_version(drawn):
    assert not re.search(r"<style|style=|<!--|<metadata|Matplotlib|20\d\d-\d\d-\d\d", drawn)


def test_text_is_drawn_as_outlines(drawn):
    assert "<text" not in drawn


def test_every_reference_has_its_target(drawn):
    used = set(re.findall(r'(?:url\(#|href="#)([^")]+)', drawn))

    assert used
    assert used <= ids(drawn)


def test_two_charts_on_one_page_share_no_id(evaluation, drawn):
    assert ids(drawn).isdisjoint(ids(svg(plot.requirements(evaluation))))


def test_markup_in_a_name_stays_text(decision):
    name = "--><script>{}</script>\" id='x"
    vendors = {key: vendor.replace(name=name.format(key)) for key, vendor in decision.vendors.items()}
    drawn = svg(plot.contributions(evaluate(decision.replace(vendors=vendors))))

    assert "<script" not in drawn
    assert "--><script>beta</script>" in ET.fromstring(drawn).get("aria-label")


def test_an_axes_without_a_figure_is_refused(evaluation):
    ax = plot.contributions(evaluation, ax=Figure().add_subplot())
    ax.remove()

    with pytest.raises(OptionError, match="stands in no figure any more"):
        svg(ax)


def test_what_no_font_here_has_stays_text_for_the_browser(monkeypatch, decision):
    vendors = {key: vendor.replace(name=f"阿里巴巴 & {key}") for key, vendor in decision.vendors.items()}
    evaluation = evaluate(decision.replace(vendors=vendors))
    monkeypatch.setattr("vendor_eval.plot.words.lacking", lambda text: "阿" in text)
    drawn = svg(plot.contributions(evaluation))
    texts = ET.fromstring(drawn).findall(f".//{NAME}text")

    assert {text.text for text in texts} == {"阿里巴巴 & alpha", "阿里巴巴 & beta", "阿里巴巴 & gamma"}
    assert all(text.get("font-family") and text.get("font-size") and not text.get("style") for text in texts)
    assert svg(plot.contributions(evaluation)) == drawn
