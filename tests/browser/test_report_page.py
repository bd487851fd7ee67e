"""The report in a real browser, without a network: what it makes of the page, what it complains of, what it prints."""

import re
import shutil
import subprocess

import pytest

from hostile import hostile
from pages import Page
from vendor_eval import cases
from vendor_eval.report.report import report

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = ("--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync")
OFFLINE = ("--proxy-server=127.0.0.1:9", "--host-resolver-rules=MAP * ~NOTFOUND")
SECONDS = 120


@pytest.fixture(scope="session")
def browse(tmp_path_factory):
    """Return a function that opens a file in a headless browser and returns what it wrote to both its streams."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    assert found, f"These tests need a browser: none of {', '.join(NAMES)} is on PATH."

    def run(path, *options):
        profile = tmp_path_factory.mktemp("profile")
        command = [
            *(found, "--headless", "--no-sandbox", "--disable-gpu", *QUIET, *OFFLINE),
            *(f"--user-data-dir={profile}", "--enable-logging=stderr", "--log-level=0", *options, path.as_uri()),
        ]
        return subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=True)

    return run


@pytest.fixture(scope="session", params=["flagship-en", "hostile-en", "flagship-de", "hostile-zh"])
def page(request, tmp_path_factory):
    name, language = request.param.split("-")
    decision = cases.load("apple-china-2025") if name == "flagship" else hostile()
    return report(decision, tmp_path_factory.mktemp("page") / "report.html", draws=300, language=language)


def complaints(done):
    return re.findall(r"CONSOLE.*", done.stderr)


def test_the_browser_builds_the_page_that_we_wrote_and_has_nothing_to_say(browse, page):
    done = browse(page, "--dump-dom")
    ours, theirs = Page(page.read_text(encoding="utf-8")), Page(done.stdout)

    assert complaints(done) == []
    assert theirs.ids == ours.ids
    assert list(theirs.chapters) == list(ours.chapters)
    assert [tag for tag, _ in theirs.tags] == [tag for tag, _ in ours.tags]


def test_a_page_that_runs_or_loads_something_would_be_complained_of(browse, tmp_path):
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    path = tmp_path / "bad.html"
    path.write_text(
        f'<!DOCTYPE html><meta http-equiv="Content-Security-Policy" content="{policy}"><title>t</title>'
        "<script>document.title = 'run'</script><img src='https://evil.example/x.png'>",
        encoding="utf-8",
    )
    done = browse(path, "--dump-dom")

    assert len(complaints(done)) == 2
    assert "<title>t</title>" in done.stdout


def test_the_page_prints_on_paper(browse, page, tmp_path):
    path = tmp_path / "report.pdf"
    browse(page, "--no-pdf-header-footer", f"--print-to-pdf={path}")
    printed = path.read_bytes()
    sizes = set(re.findall(rb"/MediaBox \[0 0 (\d+)[.\d]* (\d+)", printed))

    assert len(re.findall(rb"/Type /Page\b", printed)) >= 5
    assert sizes == {(b"594", b"841")} or sizes == {(b"595", b"842")}
