"""Writing the content of a report into a Word document, block by block."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from copy import deepcopy

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Emu
from matplotlib.axes import Axes

from vendor_eval.languages.phrases import say
from vendor_eval.plot.style import drawing
from vendor_eval.report.linking import Linker, is_web_address
from vendor_eval.report.records import Block, Bullets, Cell, Content, Facts, Field, Figure, Heading, Prose, Table
from vendor_eval.report.word_tables import SHADES, needed, shaded, table
from vendor_eval.report.word_xml import Element, Marks, broken, element, field, link, paragraph, text

__all__ = ["WordPage"]

TWIPS = 635  # EMU to a twentieth of a point
DOTS = 180  # an inch, of pictures
TALLEST = 0.85  # of the height of the text: a taller picture is made smaller
NARROW = 3000  # of a list of terms: the column of the terms
UNFILLED = "FFF8E5"


class WordPage:
    """One content on its way into one document."""

    def __init__(self, content: Content, document: Document) -> None:
        self.content, self.document = content, document
        self.marks = Marks(_anchors(content))
        self.linker = Linker(content.anchors)
        section = document.sections[0]
        margins = int(section.left_margin or 0) + int(section.right_margin or 0)
        ends = int(section.top_margin or 0) + int(section.bottom_margin or 0)
        self.upright = (int(section.page_width or 0) - margins) // TWIPS
        self.across = (int(section.page_height or 0) - margins) // TWIPS
        self.tall = (int(section.page_height or 0) - ends) // TWIPS
        self.body = document.element.body
        self.last = self.body.sectPr
        self.turned = False
        self.pictures = 0

    def write(self) -> None:
        """Write everything."""
        self._edges()
        for one in self._start():
            self._put(one)
        self._table(self.content.summary)
        for one in self._contents():
            self._put(one)
        for number, chapter in enumerate(self.content.chapters, 1):
            self._upright()
            title = [*self.marks.at(chapter.anchor), text(f"{number}. {chapter.title}")]
            self._put(paragraph("Heading1", title))
            for block in chapter.blocks:
                self._block(block)
        self._upright()

    def _put(self, one: Element) -> None:
        self.last.addprevious(one)

    def _edges(self) -> None:
        """Write the title above every page, and the number of the page below."""
        section = self.document.sections[0]
        above, below = section.header.paragraphs[0], section.footer.paragraphs[0]
        above._p.append(text(self.content.title))
        below._p.get_or_add_pPr().append(element("jc", val="right"))
        for one in field("PAGE", "1"):
            below._p.append(one)
        below._p.append(text(" / "))
        for one in field("NUMPAGES", "1"):
            below._p.append(one)

    def _start(self) -> Iterator[Element]:
        yield paragraph("Title", [text(self.content.title)])
        if self.content.question:
            yield paragraph("Subtitle", [text(self.content.question)])
        yield paragraph("Normal", [text(say("As of {day}", day=self.content.as_of))])
        outcome = paragraph("Outcome", self._linked(self.content.outcome))
        _shade(outcome, "EEF4F8")
        yield outcome

    def _contents(self) -> Iterator[Element]:
        yield paragraph("FieldLabel", [text(say("Contents"))])
        for number, chapter in enumerate(self.content.chapters, 1):
            yield paragraph("Contents", [link(f"{number}. {chapter.title}", self.marks.names[chapter.anchor])])

    def _linked(self, said: str, *, bold: bool = False) -> list[Element]:
        """Return a text in which the evidence that it names is linked."""
        return [
            link(piece.text, self.marks.names[piece.anchor], bold=bold) if piece.anchor else text(piece.text, bold=bold)
            for piece in self.linker.pieces(said)
        ]

    def _block(self, block: Block) -> None:
        match block:
            case Table():
                self._table(block)
                return
            case Heading() | Prose() | Bullets() | Facts() | Figure() | Field():
                self._upright()
        match block:
            case Prose():
                self._prose(block)
            case Heading():
                self._put(paragraph("Heading2", [*self.marks.at(block.anchor), text(block.text)]))
            case Bullets():
                between = say("; ", context="between the parts of a list")
                for item in block.items:
                    cites = [text(" "), *self._cites(item.evidence, text(between))] if item.evidence else []
                    self._put(paragraph("ListBullet", [*self._linked(item.text), *cites]))
            case Facts():
                self._facts(block)
            case Field():
                self._field(block)
            case Figure():
                self._figure(block)

    def _prose(self, block: Prose) -> None:
        one = paragraph("Normal", self._linked(block.text, bold=block.tone == "alarm"))
        if block.tone in SHADES:
            _shade(one, SHADES[block.tone])
        self._put(one)

    def _facts(self, block: Facts) -> None:
        columns, rows = ("", ""), tuple((Cell(term), one) for term, one in block.items)
        made = table(Table("", columns, rows), self.upright, self._filled)
        grid = made.find(qn("w:tblGrid"))
        made.remove(grid.getnext())  # a list of terms has no head
        ends = (NARROW, self.upright - NARROW)
        for cells in (grid.findall(qn("w:gridCol")), *(row.findall(qn("w:tc")) for row in made.findall(qn("w:tr")))):
            for w, one in zip(ends, cells, strict=True):
                (one if one.tag == qn("w:gridCol") else one.tcPr.find(qn("w:tcW"))).set(qn("w:w"), str(w))
        self._put(made)
        self._gap()

    def _field(self, block: Field) -> None:
        label = paragraph("FieldLabel", [*self.marks.at(block.anchor), text(block.label)], last=False)
        if block.text:
            said = [paragraph("FieldText", self._linked(one)) for one in block.text]
            box = [label, *said, paragraph("FieldNote", [text(block.note)])]
            self._put(shaded(box, self.upright, "FFFFFF", "single"))
        else:
            box = [label, paragraph("FieldText", [_blank(block)])]
            self._put(shaded(box, self.upright, UNFILLED, "dashed"))
        self._gap()

    def _figure(self, block: Figure) -> None:
        if block.axes is None:
            return
        self.pictures += 1
        picture = self.document.part.new_pic_inline(io.BytesIO(_png(block.axes)))
        scale = min(self.upright * TWIPS / picture.extent.cx, TALLEST * self.tall * TWIPS / picture.extent.cy)
        wide, tall = Emu(int(picture.extent.cx * scale)), Emu(int(picture.extent.cy * scale))
        picture.extent.cx = picture.graphic.graphicData.pic.spPr.cx = wide
        picture.extent.cy = picture.graphic.graphicData.pic.spPr.cy = tall
        picture.docPr.set("name", f"Figure {self.pictures}")
        picture.docPr.set("descr", text(str(block.axes.get_label())).text)
        self._put(paragraph("Normal", [element("r", element("drawing", picture))], last=False))
        self._put(paragraph("Caption", [text(block.caption)]))

    def _table(self, block: Table) -> None:
        """Write a table, across the page where it needs that."""
        if needed(block) > self.upright:
            self._across()
        else:
            self._upright()
        self._put(paragraph("Caption", self._linked(block.caption, bold=True)))
        self._put(table(block, self.across if self.turned else self.upright, self._filled))
        self._gap()

    def _gap(self) -> None:
        """Keep tables apart: two that touch would be one."""
        self._put(paragraph("Gap", []))

    def _filled(self, cell: Cell, first: bool, right: bool) -> list[Element]:
        """Return the paragraphs of a cell."""
        if cell.link:
            words = [link(cell.text, self.marks.names[cell.link], bold=first)]
        else:
            words = [text(cell.text, bold=first)] if cell.anchor else self._linked(cell.text, bold=first)
        start = paragraph("Cell", [*self.marks.at(cell.anchor), *words], right=right)
        said = [start] if cell.text or cell.anchor else []
        if cell.detail:
            said.append(paragraph("CellDetail", self._linked(cell.detail), right=right))
        if cell.url:
            said.append(paragraph("CellDetail", [self._address(cell.url)]))
        if cell.evidence:
            said.append(paragraph("CellDetail", self._cites(cell.evidence, broken()), right=right))
        return said or [start]

    def _cites(self, evidence: Iterable[tuple[str, str]], between: Element) -> list[Element]:
        parts: list[Element] = []
        for key, note in evidence:
            parts += [deepcopy(between)] if parts else []
            parts += [link(key, self.marks.names[self.content.anchors[key]]), text(f" {note}")]
        return parts

    def _address(self, url: str) -> Element:
        if not is_web_address(url):
            return text(url)
        made = link(url, "")
        del made.attrib[qn("w:anchor")]
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        made.set(qn("r:id"), self.document.part.relate_to(url, kind, is_external=True))
        return made

    def _across(self) -> None:
        """Go on on pages that lie across."""
        if not self.turned:
            self._turn(across=False)
            self.turned = True

    def _upright(self) -> None:
        """Go on on upright pages."""
        if self.turned:
            self._turn(across=True)
            self.turned = False

    def _turn(self, *, across: bool) -> None:
        """End a stretch of pages that lie in one way."""
        ended = deepcopy(self.last)
        if across:
            size = ended.find(qn("w:pgSz"))
            wide, tall = size.get(qn("w:w")), size.get(qn("w:h"))
            size.set(qn("w:w"), tall)
            size.set(qn("w:h"), wide)
            size.set(qn("w:orient"), "landscape")
        end = paragraph("Break", [])
        end.pPr.append(ended)
        self._put(end)


def _anchors(content: Content) -> Iterator[str]:
    """Give every place in the content that something may link to."""
    tables = [content.summary]
    for chapter in content.chapters:
        yield chapter.anchor
        for block in chapter.blocks:
            if isinstance(block, Heading | Field):
                yield block.anchor
            elif isinstance(block, Table):
                tables.append(block)
            elif isinstance(block, Facts):
                yield from (one.anchor for _, one in block.items if one.anchor)
    yield from (cell.anchor for one in tables for row in one.rows for cell in row if cell.anchor)


def _png(ax: Axes) -> bytes:
    """Return a chart as a picture: the same bytes each time."""
    made = io.BytesIO()
    figure = ax.get_figure(root=True)
    if figure is not None:
        with drawing():
            figure.savefig(made, format="png", dpi=DOTS, metadata={"Software": None})
    return made.getvalue()


def _shade(one: Element, colour: str) -> None:
    """Shade a whole paragraph; Word wants the shade before how the lines are set."""
    rules = one.pPr
    made = element("shd", val="clear", color="auto", fill=colour)
    after = rules.find(qn("w:jc"))
    rules.append(made) if after is None else after.addprevious(made)


def _blank(block: Field) -> Element:
    """Return the place where a person writes: what Word calls a content control, with what belongs there."""
    said = text(block.note, style="PlaceholderText")
    rules = element(
        "sdtPr",
        element("alias", val=text(block.label).text[:64]),
        element("tag", val=block.anchor[:64]),
        element("showingPlcHdr"),
        element("text", multiLine=1),
    )
    return element("sdt", rules, element("sdtContent", said))
