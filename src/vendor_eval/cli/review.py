"""The commands that look at the decision itself: faults, remarks, weights in real units, and what changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from vendor_eval import cases as shipped
from vendor_eval.analysis.diff import diff as compared
from vendor_eval.analysis.lint.lint import lint as linted
from vendor_eval.analysis.weighting import weighting
from vendor_eval.cli.layout import paragraph, terminal_width
from vendor_eval.cli.opening import Json, Scenario, Source, load_any, noted, open_decision, read, refuse_existing
from vendor_eval.cli.output import FAULTY, complain, fault_lines, faults_document, say, say_json, telling_errors
from vendor_eval.cli.review_views import diff_view, lint_view, weights_view
from vendor_eval.cli.soundness import counts, digest_said, remarks_on, sound
from vendor_eval.cli.views import heading
from vendor_eval.decision.document import Decision
from vendor_eval.errors import DecisionError, Fault, FileError
from vendor_eval.files.annotate import annotate as annotated
from vendor_eval.files.digests import written_digest

__all__ = ["check", "diff", "lint", "weights"]


def check(
    source: Source,
    annotate: Annotated[
        Path | None,
        typer.Option(
            metavar="OUT.xlsx",
            help="Also write a copy of the workbook in which each faulty cell is coloured and says why.",
            show_default=False,
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Count remarks as faults, such as hidden rows of a workbook.")
    ] = False,
    as_json: Json = False,
) -> None:
    """List every fault of a decision, or say that it is sound.

    Each fault names its place: the line of a text file, the cell of a workbook. The file itself is never changed. The
    digest of a sound decision stays the same in every format, and changes with its content.
    """
    if annotate is not None:
        _check_annotate(source, annotate)
    with telling_errors(source, as_json=as_json):
        try:
            decision, noticed = noted(lambda: load_any(source, strict=strict))
        except DecisionError as error:
            # The faults are what was asked for, so they are the output and not an error.
            _tell_faults(source, error.faults, annotate, as_json=as_json)
            raise typer.Exit(FAULTY) from None
        remarks = [{"path": [], "evidence": [], "message": message} for message in noticed] + remarks_on(decision)
        _tell_soundness(source, decision, remarks, annotate, as_json=as_json)
        if strict and remarks:
            raise typer.Exit(FAULTY)


def _tell_soundness(
    source: str, decision: Decision, remarks: list[dict[str, Any]], out: Path | None, *, as_json: bool
) -> None:
    """Print how large a sound decision is, by which digest to know it again, and what nobody should overlook."""
    written = None if source in shipped.names() else written_digest(source)
    if as_json:
        digests = {"digest": decision.digest, "written_digest": written}
        copied = {} if out is None else {"annotated": None}
        say_json(faults_document(()) | {"counts": counts(decision), "remarks": remarks} | digests | copied)
        return
    lines = [sound(source, decision), digest_said(decision.digest, written)]
    lines += [f"Remark: {remark['message']}" for remark in remarks]
    lines += ["There is nothing to mark, so no copy is written."] if out is not None else []
    say("\n".join(paragraph(line, width=terminal_width(), indent="  ") for line in lines))


def _check_annotate(source: str, out: Path) -> None:
    """Refuse a marked copy of what has no cells, and one that is no workbook."""
    if source in shipped.names() or not (Path(source).is_dir() or Path(source).suffix.lower() == ".xlsx"):
        raise typer.BadParameter("needs a workbook (.xlsx) or a folder of CSV files.", param_hint="--annotate")
    if out.suffix.lower() != ".xlsx":
        raise typer.BadParameter(f"must name a workbook, ending in .xlsx, not {out.name}.", param_hint="--annotate")


def _tell_faults(source: str, faults: Sequence[Fault], out: Path | None, *, as_json: bool) -> None:
    """Print faults, having written the marked copy where one is wanted; that it cannot be written comes after them."""
    problem = None
    if out is not None:
        try:
            refuse_existing(out)
            annotated(source, faults, out)
        except FileError as error:
            problem = str(error)
    if as_json:
        told = [*faults, Fault((), problem)] if problem else faults
        copied = {} if out is None else {"annotated": None if problem else str(out.resolve())}
        say_json(faults_document(told) | copied)
        return
    say(fault_lines(faults), *([f"Marked copy: {out.resolve()}"] if out is not None and not problem else []))
    if problem:
        complain(problem)


def lint(
    source: Source,
    ignore: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="Leave out one kind of remark, such as V703; may be repeated."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Say what a careful reader would remark, with why and a fix.

    A remark is a reason to look and no fault: the exit status is 0, however many there are.
    """
    with telling_errors(source, as_json=as_json):
        decision = read(source)
        remarks = linted(decision, ignore=ignore or ())
        if as_json:
            say_json(remarks.to_dict())
        else:
            width = terminal_width()
            say(heading(decision, width=width), *lint_view(remarks, width=width))


def diff(
    before: Annotated[str, typer.Argument(metavar="BEFORE", help="The decision as it was.", show_default=False)],
    after: Annotated[str, typer.Argument(metavar="AFTER", help="The decision as it is now.", show_default=False)],
    as_json: Json = False,
) -> None:
    """List what changed between two decisions, and what that did.

    Each change is tried alone, and all together. Both decisions may have any format. That they differ is no error: the
    exit status is 0.
    """
    with telling_errors(before, as_json=as_json):
        one = read(before)
    with telling_errors(after, as_json=as_json):
        other = read(after)
        found = compared(one, other)
        if as_json:
            say_json(found.to_dict())
        else:
            say(*diff_view(found, width=terminal_width()))


def weights(
    source: Source,
    data_driven: Annotated[
        bool, typer.Option("--data-driven", help="Also show weights that follow from the data alone, for information.")
    ] = False,
    step: Annotated[float, typer.Option(help="How many points a step has whose worth is said.")] = 10.0,
    scenario: Scenario = None,
    as_json: Json = False,
) -> None:
    """Say what the weights mean in real units.

    Each weight belongs to a step from the worst to the best of its criterion. Where weights come from comparisons, it
    is also said how far those agree, and which answers disagree most.
    """
    with telling_errors(source, as_json=as_json):
        decision, title = open_decision(source, scenario)
        result = weighting(decision, step=step)
        if as_json:
            say_json(result.to_dict())
        else:
            say(title, *weights_view(result, width=terminal_width(), data_driven=data_driven))
