"""The XML of a workbook's parts, read as a stream: nothing is kept that nobody asks for, and nothing is resolved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.parsers import expat

from vendor_eval.errors import FileError
from vendor_eval.files.guard import Package

__all__ = ["MOST_IN_SMALL_PART", "Budget", "End", "PartError", "Start", "local", "scan"]

MOST_ELEMENTS = 1_500_000
MOST_IN_SMALL_PART = 150_000
LONGEST_TAG = 1_000_000

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


class PartError(Exception):
    """A part says something that cannot be; the message ends the sentence "the part ... "."""


class Budget:
    """How many elements may still be read: of one small part, or of all parts that hold cells or texts."""

    def __init__(self, most: int | None = None) -> None:
        self.most = self.left = MOST_ELEMENTS if most is None else most


def local(name: str) -> str:
    """Return a name without its namespace prefix."""
    return name.rpartition(":")[2]


def scan(package: Package, part: str, budget: Budget, *, start: Start, end: End, text: Text | None = None) -> None:
    """Send the elements and texts of a part to functions, names without prefixes.

    Document types, and with them all entities, are refused, as defusedxml does. This is the one place where what the
    parser or a function raises becomes an error that names the part.
    """
    parser = _parser(budget, start, end, text)
    try:
        _feed(parser, package, part)
    except FileError:
        raise
    except PartError as error:
        raise FileError(f"{package.file} is not read: its part {part} {error}.") from None
    except expat.ExpatError as error:
        place = f"line {error.lineno}, column {error.offset + 1}"
        problem = expat.errors.messages.get(error.code, str(error))
        raise FileError(
            f"{package.file} is damaged: its part {part} is not valid XML ({problem} at {place})."
        ) from None
    except Exception as error:
        # A damaged part can make any step of reading it fail.
        reason = f"{type(error).__name__}: {error}"[:200]
        raise FileError(f"{package.file} is damaged: its part {part} cannot be read ({reason}).") from None


def _parser(budget: Budget, start: Start, end: End, text: Text | None) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    # Whole texts, not lines of them, in one call.
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_document_type

    def opened(name: str, attributes: Mapping[str, str]) -> None:
        budget.left -= 1
        if budget.left < 0:
            raise PartError(f"holds more than {budget.most:,} elements")
        start(local(name) if ":" in name else name, attributes)

    parser.StartElementHandler = opened
    parser.EndElementHandler = lambda name: end(local(name) if ":" in name else name)
    if text is not None:
        parser.CharacterDataHandler = text
    return parser


def _refuse_document_type(*_: object) -> None:
    raise PartError("declares a document type or entities (DTD not allowed): no spreadsheet program writes them")


def _feed(parser: expat.XMLParserType, package: Package, part: str) -> None:
    fed = 0
    for chunk in package.chunks(part):
        parser.Parse(chunk, False)
        fed += len(chunk)
        # The parser must hold a tag whole, however many attributes it has.
        if fed - max(parser.CurrentByteIndex, 0) > LONGEST_TAG:
            raise PartError(f"holds a tag of more than {LONGEST_TAG:,} bytes")
    parser.Parse(b"", True)
