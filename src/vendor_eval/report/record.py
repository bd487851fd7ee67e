"""Writing the decision record: the document that says who decided what, on which grounds, and that answers for it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from vendor_eval.analysis.diff import diff
from vendor_eval.analysis.progress import ProgressOption
from vendor_eval.analysis.robustness import WeightsOption
from vendor_eval.analysis.translation import speaking_of
from vendor_eval.decision.document import Decision
from vendor_eval.engine.running import Executor
from vendor_eval.files.text import write_bytes
from vendor_eval.languages.speaking import ENGLISH
from vendor_eval.report.formats import ending_of, formatted

__all__ = ["record"]


def record(
    decision: Decision,
    path: str | Path,
    *,
    entries: Mapping[str, object] | None = None,
    since: Decision | None = None,
    language: str = ENGLISH,
    weights: WeightsOption = "declared",
    draws: int = 100_000,
    seed: int = 0,
    executor: Executor | None = None,
    progress: ProgressOption = None,
) -> Path:
    """Write the decision record as one file, with a marked place wherever only a person can say it; return its path.

    It holds the rules as they were fixed, every candidate, every finding, the comparison on every criterion, what could
    change the choice, and the assumptions: what a reviewer of a purchase looks for first (FAR 15.308). What a machine
    cannot know, such as interests declared and the decision itself, stands as a field with who fills it in, and all
    fields that are open are listed at its end.

    Parameters
    ----------
    path
        A file whose name ends in ``.html``, ``.md`` or ``.docx``; a file that is there already is replaced.
    entries
        What people say, by the key of its field: ``decision_maker``, ``conflicts``, ``decision`` and so on; the record
        names the keys of those that are missing. Paragraphs stand apart by an empty line.
    since
        The decision as it was frozen: the record then lists what changed since, and what each change does.
    language
        ``"en"``, ``"de"`` or ``"zh"``.
    weights, draws, seed, executor, progress
        As in ``robustness``.

    Raises
    ------
    FileError
        If the ending is not known, the file cannot be written, or python-docx is missing for a Word file.
    OptionError
        If an option has a value that is not allowed, or there is no such field.

    Examples
    --------
    >>> import tempfile
    >>> import vendor_eval as ve
    >>> from vendor_eval.report.record import record
    >>> decision = ve.cases.load("apple-china-2025")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = record(decision, f"{folder}/record.md", entries={"buyer": "Example Ltd"}, draws=100)
    ...     print(path.read_text(encoding="utf-8").partition(chr(10))[0])
    # Decision record: AI partner for iPhones sold in mainland China, February 2025
    """
    path = Path(path)
    ending = ending_of(path, "record")
    # Charts and templates take a while to load: only a record needs them, so only a record waits for them.
    from vendor_eval.report.record_content import record_content
    from vendor_eval.report.record_entries import checked_entries
    from vendor_eval.report.runs import run

    with speaking_of(decision, language) as spoken:
        entered = checked_entries(entries)
        runs = run(spoken, weights=weights, draws=draws, seed=seed, executor=executor, progress=progress)
        # The files as they are: that one was translated since is no change of the decision.
        changes = None if since is None else diff(since, decision)
        written = formatted(record_content(runs, entered, changes), ending)
    write_bytes(path, written)
    return path
