"""Reports that many tests read: written once, with few draws."""

import pytest

from hostile import hostile
from vendor_eval import cases
from vendor_eval.report.content import content
from vendor_eval.report.html import html
from vendor_eval.report.markdown import markdown
from vendor_eval.report.runs import run

DRAWS = 500


class Written:
    """One report: what it was computed from, its content and both its formats."""

    def __init__(self, decision, weights="declared"):
        self.decision = decision
        self.runs = run(decision, weights=weights, draws=DRAWS, seed=0)
        self.content = content(self.runs)
        self.html = html(self.content).decode()
        self.markdown = markdown(self.content).decode()

    def chapter(self, anchor):
        return next(chapter for chapter in self.content.chapters if chapter.anchor == anchor)

    def texts(self, anchor):
        """Return every text of a chapter in one string, in order."""
        return "\n".join(said(block) for block in self.chapter(anchor).blocks)

    def table(self, anchor, start):
        """Return the first table of a chapter whose caption starts in a certain way."""
        tables = [block for block in self.chapter(anchor).blocks if block.kind == "table"]
        return next(table for table in tables if table.caption.startswith(start))


def said(block):
    match block.kind:
        case "table":
            rows = [" | ".join(f"{cell.text} {cell.detail}" for cell in row) for row in block.rows]
            return "\n".join([block.caption, " | ".join(block.columns), *rows])
        case "facts":
            return "\n".join(f"{term}: {cell.text} {cell.detail}" for term, cell in block.items)
        case "bullets":
            return "\n".join(f"{item.text} {' '.join(key for key, _ in item.evidence)}" for item in block.items)
        case "figure":
            return block.caption
        case _:
            return block.text


@pytest.fixture(scope="session")
def flagship():
    return Written(cases.load("apple-china-2025"))


@pytest.fixture(scope="session")
def hostile_report():
    return Written(hostile())


@pytest.fixture(scope="session")
def written():
    """Return a report of any decision."""
    return Written
