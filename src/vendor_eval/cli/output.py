"""What leaves the command line: text, JSON, errors and exit statuses."""

from __future__ import annotations

import codecs
import io
import json
import os
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import typer

from vendor_eval.errors import DecisionError, Fault, FileError, VendorEvalError, printable

__all__ = [
    "FAULTY",
    "complain",
    "fault_lines",
    "faults_document",
    "make_streams_safe",
    "say",
    "say_json",
    "telling_errors",
]

FAULTY = 1  # exit status: the decision has faults, or a file cannot be read or written
USAGE = 2  # exit status: wrong usage, such as a vendor that does not exist
INTERRUPTED = 128 + 2  # what a shell reports for a process that Ctrl-C ended
PIPE_CLOSED = 128 + 13  # what a shell reports for a process that SIGPIPE ended

_PLAIN = {
    "“": '"',
    "”": '"',
    "\u2018": "'",
    "’": "'",
    "–": "-",
    "−": "-",
    "×": "x",
    "…": "...",
    "→": "->",
    "›": ">",
    "\xa0": " ",
}


def _plain_letters(error: UnicodeError) -> tuple[str, int]:
    """Stand in for letters that a terminal's encoding does not have: plain signs, letters without accents, or ``?``."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    found = error.object[error.start : error.end]
    plain = (_PLAIN.get(letter) or unicodedata.normalize("NFKD", letter)[0] for letter in found)
    return "".join(part if part.isascii() else "?" for part in plain), error.end


def make_streams_safe() -> None:
    """Let output that a terminal cannot show fall back to plain letters instead of failing."""
    codecs.register_error("plain-letters", _plain_letters)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="plain-letters")


def _visible(text: str) -> str:
    """Write out control characters, which a faulty file may hold: a terminal must not obey them."""
    return "\n".join(printable(line) for line in text.split("\n"))


def say(*paragraphs: str) -> None:
    """Print paragraphs with an empty line between them."""
    print(_visible("\n\n".join(paragraphs)))


def say_json(document: Any) -> None:
    """Print one JSON document."""
    knows_all_letters = (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf8")
    print(json.dumps(document, ensure_ascii=not knows_all_letters, indent=2))


def faults_document(faults: Sequence[Fault]) -> dict[str, Any]:
    """Return faults as plain data for JSON."""
    return {
        "faults": [
            {
                "file": fault.file,
                "line": fault.line,
                "column": fault.column,
                "cell": fault.cell,
                "path": list(fault.path),
                "message": fault.message,
            }
            for fault in faults
        ]
    }


def fault_lines(faults: Sequence[Fault]) -> str:
    """Return every fault as one line."""
    return "\n".join(" ".join(str(fault).split("\n")) for fault in faults)


@contextmanager
def telling_errors(source: str | None = None, *, as_json: bool = False) -> Iterator[None]:
    """Turn errors of the library into a message on stderr, or a JSON document on stdout, and an exit status."""
    try:
        yield
        sys.stdout.flush()
    except (DecisionError, FileError) as error:
        faults = error.faults if isinstance(error, DecisionError) else [Fault((), str(error), source)]
        more = error.more if isinstance(error, DecisionError) else 0
        if as_json:
            say_json(faults_document(faults) | ({"more": more} if more else {}))
        else:
            lines = [fault_lines(faults) if isinstance(error, DecisionError) else str(error)]
            complain("\n".join([*lines, *([f"and {more:,} more"] if more else [])]))
        raise typer.Exit(FAULTY) from None
    except VendorEvalError as error:
        complain(str(error))
        raise typer.Exit(USAGE) from None
    except KeyboardInterrupt:
        complain("Stopped.")
        raise typer.Exit(INTERRUPTED) from None
    except OSError as error:
        # Python flushes what is left when it ends, and would complain again: let it go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise typer.Exit(PIPE_CLOSED) from None  # whoever read the output has enough
        complain(f"The output cannot be written: {error.strerror or error}.")
        raise typer.Exit(FAULTY) from None


def complain(message: str) -> None:
    """Print a message on stderr."""
    print(_visible(message), file=sys.stderr)
