"""The command line: each question that can be asked of a decision is one command."""

from __future__ import annotations

from vendor_eval.cli.commands import app
from vendor_eval.cli.output import make_streams_safe

__all__ = ["main"]


def main() -> None:
    """Run the command line and end the process with its exit status."""
    make_streams_safe()
    app(prog_name="vendor-eval")
