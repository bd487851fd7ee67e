"""The commands that write files to work on: a template, a shipped case, another format, and the schema for editors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

import typer

from vendor_eval import cases as shipped
from vendor_eval.cli.layout import Column, table, terminal_width
from vendor_eval.cli.opening import Json, Source, Target, noted, read, refuse_existing
from vendor_eval.cli.output import complain, say, say_json, telling_errors
from vendor_eval.decision.document import Decision
from vendor_eval.errors import FileError
from vendor_eval.files.formats import save
from vendor_eval.files.schema import schema as decision_schema
from vendor_eval.files.score_sheets import read_score_sheet
from vendor_eval.files.templates import template_workbook, template_yaml
from vendor_eval.files.text import write_bytes

__all__ = ["cases", "convert", "init", "schema"]


def init(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="The new file, ending in .yaml or .xlsx.", show_default=False)
    ],
) -> None:
    """Write a template to start from: .yaml text or .xlsx workbook.

    It holds a small made-up decision with comments, to be changed into yours. A file that exists is never replaced.
    """
    with telling_errors(str(path)):
        refuse_existing(path)
        write_bytes(path, _template(path))
        say(f"Template written: {path.resolve()}\nChange it, then look for faults: vendor-eval check {path}")


def _template(path: Path) -> bytes:
    match path.suffix.lower():
        case ".yaml" | ".yml":
            return template_yaml().encode()
        case ".xlsx":
            return template_workbook()
    raise FileError(
        f"{path} must end in .yaml (a text file with comments) or .xlsx (an Excel workbook); "
        "`vendor-eval convert` makes JSON or a folder of CSV files of either."
    )


NewTarget = Annotated[
    str,
    typer.Argument(
        metavar="TARGET",
        help="The new file (.yaml, .json, .xlsx), or a folder for CSV files (tables/).",
        show_default=False,
    ),
]
ScoreSheet = Annotated[
    bool,
    typer.Option(
        "--score-sheet", help="Read an ordinary score sheet (.xlsx, .csv): vendors in rows, criteria in columns."
    ),
]
Sheet = Annotated[str | None, typer.Option(help="Score sheet: which sheet of the workbook.", show_default=False)]
Decimal = Annotated[Literal[".", ","], typer.Option(help="Score sheet: the decimal sign of numbers that are texts.")]
Normalise = Annotated[bool, typer.Option("--normalise", help="Score sheet: scale weights so that they sum to 1.")]
Title = Annotated[str | None, typer.Option(help="Score sheet: the title of the decision.", show_default=False)]
AsOf = Annotated[str | None, typer.Option(help="Score sheet: the day of the decision.", show_default="today")]
Force = Annotated[bool, typer.Option("--force", help="Replace what is there already.")]


def convert(
    source: Source,
    target: NewTarget,
    score_sheet: ScoreSheet = False,
    sheet: Sheet = None,
    decimal: Decimal = ".",
    normalise: Normalise = False,
    title: Title = None,
    as_of: AsOf = None,
    force: Force = False,
) -> None:
    """Write a decision in another format, without loss.

    With --score-sheet, make a decision of an ordinary table of scores. Endings tell the formats, and any can be turned
    into any other. Comments of a YAML file and colours of a workbook are not kept. Nothing is replaced without --force,
    and the source never.
    """
    given = {"--sheet": sheet, "--normalise": normalise, "--title": title, "--as-of": as_of}
    extras = [name for name, value in given.items() if value] + (["--decimal"] if decimal != "." else [])
    if extras and not score_sheet:
        raise typer.BadParameter("is for score sheets: add --score-sheet.", param_hint=extras[0])
    with telling_errors(source):
        _check_target(source, Path(target), force=force)
        decision = (
            _from_score_sheet(source, sheet=sheet, decimal=decimal, normalise=normalise, title=title, as_of=as_of)
            if score_sheet
            else read(source)
        )
        # The target stays a text: a slash at its end says that a folder is meant, and a path would drop it.
        say(f"Decision written: {save(decision, target).resolve()}")


def _check_target(source: str, target: Path, *, force: bool) -> None:
    """Stop before the source or, unless that is wanted, anything else is replaced."""
    if target.exists() and Path(source).exists() and target.samefile(source):
        raise FileError(f"{target} is the source itself; give another name.")
    if target.exists() and not force:
        try:
            refuse_existing(target)
        except FileError:
            raise FileError(f"{target} exists already; give another name, or add --force to replace it.") from None


def _from_score_sheet(
    source: str, *, sheet: str | None, decimal: str, normalise: bool, title: str | None, as_of: str | None
) -> Decision:
    """Read a score sheet, and pass on what its reader remarks."""
    decision, remarks = noted(
        lambda: read_score_sheet(source, sheet=sheet, decimal=decimal, normalise=normalise, title=title, as_of=as_of)
    )
    for remark in remarks:
        complain(f"Remark: {remark}")
    return decision


def schema(to: Target = None) -> None:
    """Print the JSON Schema of the decision file, for editors.

    With it an editor completes and checks a YAML or JSON file as it is typed. In YAML, name the file in the first line:
    # yaml-language-server: $schema=decision.schema.json
    """
    with telling_errors(None if to is None else str(to)):
        if to is None:
            say_json(decision_schema())
        else:
            refuse_existing(to)
            write_bytes(to, (json.dumps(decision_schema(), ensure_ascii=False, indent=2) + "\n").encode())
            say(f"Schema written: {to.resolve()}")


def cases(
    name: Annotated[str | None, typer.Argument(help="A case to print.", show_default=False)] = None,
    to: Target = None,
    as_json: Json = False,
) -> None:
    """List the shipped cases, print one, or copy one to a file."""
    with telling_errors(name, as_json=as_json):
        if name is None:
            _list_cases(to, as_json=as_json)
        elif to is not None:
            say(f"Case written: {_write_case(name, to).resolve()}")
        elif as_json:
            say_json(shipped.load(name).plain())
        else:
            print(shipped.text(name), end="")


def _list_cases(to: Path | None, *, as_json: bool) -> None:
    if to is not None:
        raise typer.BadParameter("needs the name of a case before it.", param_hint="--to")
    found = {name: shipped.load(name) for name in shipped.names()}
    if as_json:
        say_json([{"name": name, "title": one.title, "question": one.question} for name, one in found.items()])
    else:
        columns = [Column("case", list(found)), Column("title", [one.title for one in found.values()])]
        say(table(columns, width=terminal_width()))


def _write_case(name: str, path: Path) -> Path:
    """Write a case as it stands, or converted to JSON; never over a file, because somebody may have edited it."""
    text = shipped.text(name)
    refuse_existing(path)
    if path.suffix.lower() not in {".yaml", ".yml"}:
        return save(shipped.load(name), path)
    write_bytes(path, text.encode())
    return path
