"""Verifying: making a report again from the input that it carries, and saying whether its figures still hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from vendor_eval.analysis.progress import ProgressOption
from vendor_eval.analysis.result import Result, Stamp, version
from vendor_eval.analysis.wording import counted, joined
from vendor_eval.decision.document import Decision
from vendor_eval.engine.running import Executor
from vendor_eval.errors import DecisionError, FileError, OptionError, listed
from vendor_eval.files.text import read_bytes
from vendor_eval.report.embedding import CARRYING, Input, found_in, versions_here
from vendor_eval.report.passages import Difference, differences, passages
from vendor_eval.report.report import written

__all__ = ["Verification", "verify"]

MOST_BYTES = 100_000_000  # charts of many vendors take some
LONGEST = 90  # letters of a passage that are shown
COLUMNS = ["chapter", "kind", "stands", "recomputed"]


@dataclass(frozen=True, eq=False, repr=False)
class Verification(Result):
    """Whether a report says what follows from the input that it carries.

    Parameters
    ----------
    path
        The report.
    holds
        Whether everything that it says follows: every figure, word and chart; under other versions, all but what these
        are and how charts are drawn.
    identical
        Whether the recomputed report is the same byte for byte.
    input_intact
        Whether the input is the decision that its digest names.
    table
        One difference a row: chapter (by its anchor), kind (text, chart, markup or input), what stands in the report,
        and what was recomputed.
    options
        The weights, draws, seed and language that it was recomputed with.
    versions
        What the report was written with and what it was recomputed with, where these differ.
    """

    path: str
    holds: bool
    identical: bool
    input_intact: bool
    table: pd.DataFrame
    options: Mapping[str, Any]
    versions: Mapping[str, tuple[str, str]]
    stamp: Stamp

    @property
    def text(self) -> str:
        """The result in a few sentences."""
        return " ".join([self._verdict, *self._reasons(), *self._versions()])

    @property
    def _verdict(self) -> str:
        name = Path(self.path).name
        if self.identical:
            return f"{name} holds: recomputed from the input that it carries, it is the same byte for byte."
        if self.holds:
            return f"{name} holds: recomputed from the input that it carries, every figure is the same."
        return f"{name} does not hold."

    def _reasons(self) -> list[str]:
        said = []
        if not self.input_intact:
            said.append("The input that it carries is not the decision that the report was written for.")
        texts, charts, markup = ((self.table["kind"] == kind).sum() for kind in ("text", "chart", "markup"))
        if texts and not self.holds:
            said.append(
                f"{counted(texts, 'passage')} {'does' if texts == 1 else 'do'} not follow from the input that it "
                "carries."
            )
        if charts:
            drawn = "differs" if charts == 1 else "differ"
            said.append(f"{counted(charts, 'chart')} {drawn} from the recomputed.")
        if markup:
            said.append("What readers see is the same, but not the file.")
        return said

    def _versions(self) -> list[str]:
        if not self.versions:
            return []
        pairs = [f"{name} {old}, now {new}" for name, (old, new) in self.versions.items()]
        return [f"It was written with other versions: {joined(pairs)}."]

    def shown(self) -> pd.DataFrame:
        """Return the differences with long passages cut around where they differ."""
        shown = self.table.copy()
        pairs = [_around(*pair) for pair in zip(shown["stands"], shown["recomputed"], strict=True)]
        shown["stands"], shown["recomputed"] = ([pair[side] for pair in pairs] for side in (0, 1))
        return shown


def verify(path: str | Path, *, executor: Executor | None = None, progress: ProgressOption = None) -> Verification:
    """Make a report again from the input that it carries, and compare everything that it says.

    What it proves: that the figures follow from the input. Whether the input is true, and whether somebody wrote
    another report on another input, it cannot tell; compare the digest with that of the decision you know.

    Parameters
    ----------
    path
        A report that ``report`` wrote.
    executor, progress
        As in ``robustness``.

    Raises
    ------
    FileError
        If it cannot be read, is no report, or holds no input.

    Examples
    --------
    >>> import tempfile
    >>> import vendor_eval as ve
    >>> from vendor_eval.report.verify import verify
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = ve.report(ve.cases.load("apple-china-2025"), f"{folder}/report.md", draws=100)
    ...     print(verify(path).text)
    report.md holds: recomputed from the input that it carries, it is the same byte for byte.
    """
    path = Path(path)
    ending = path.suffix.lower()
    if ending not in CARRYING:
        raise FileError(f"{path} has the ending '{path.suffix}'; reports that can be verified are {listed(CARRYING)}.")
    text = _text(path)
    page, found = found_in(text, ending, str(path))
    try:
        decision = Decision.model_validate(found.decision)
        again = written(decision, ending, **found.options, executor=executor, progress=progress)
    except (DecisionError, OptionError) as error:
        raise FileError(f"{path} holds an input that no report can be made from: {error}") from None
    changed = _changed_versions(found)
    intact = decision.digest == found.digest
    bare, _ = found_in(again.decode(), ending, str(path))
    identical = text == again.decode() or (intact and page == bare and not changed)
    rows = [] if identical else _rows(page, bare, ending, changed)
    if not intact:
        rows.insert(0, Difference("", "input", found.digest, decision.digest))
    weighty = [one for one in rows if one.kind != "chart" or not changed]
    return Verification(
        path=str(path),
        holds=not weighty,
        identical=identical,
        input_intact=intact,
        table=pd.DataFrame([asdict(one) for one in rows], columns=COLUMNS),
        options=found.options,
        versions=changed,
        stamp=Stamp(decision.digest, version(), found.options["draws"], found.options["seed"]),
    )


def _text(path: Path) -> str:
    try:
        return read_bytes(path, most=MOST_BYTES).decode()
    except UnicodeDecodeError:
        raise FileError(f"{path} is not a report that vendor_eval wrote: it is not UTF-8 text.") from None


def _changed_versions(found: Input) -> dict[str, tuple[str, str]]:
    here = versions_here()
    names = [*found.versions, *(name for name in here if name not in found.versions)]
    pairs = {name: (found.versions.get(name, "none"), here.get(name, "none")) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _rows(page: str, bare: str, ending: str, changed: Mapping[str, tuple[str, str]]) -> list[Difference]:
    """Return how two reports differ; that the stamp names other versions where these differ is no difference."""
    expected = set(changed.values())
    found = differences(passages(page, ending), passages(bare, ending))
    rows = [one for one in found if not (one.chapter == "stamp" and _only_versions(one, expected))]
    if not found and page != bare:
        return [Difference("", "markup", "", "")] if not changed else []
    return rows


def _only_versions(one: Difference, expected: set[tuple[str, str]]) -> bool:
    return any(one.stands.replace(old, new) == one.recomputed for old, new in expected)


def _around(stands: str, recomputed: str) -> tuple[str, str]:
    """Cut two long passages to where they differ."""
    start = next((i for i, (a, b) in enumerate(zip(stands, recomputed, strict=False)) if a != b), 0)
    first = max(start - LONGEST // 4, 0)

    def cut(text: str) -> str:
        part = text[first : first + LONGEST]
        return f"{'…' if first else ''}{part}{'…' if first + LONGEST < len(text) else ''}"

    return cut(stands), cut(recomputed)
