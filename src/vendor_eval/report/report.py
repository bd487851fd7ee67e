"""Writing the report of a decision to a file."""

from __future__ import annotations

from pathlib import Path

from vendor_eval.analysis.progress import ProgressOption
from vendor_eval.analysis.robustness import WeightsOption
from vendor_eval.decision.document import Decision
from vendor_eval.engine.running import Executor
from vendor_eval.errors import FileError, listed
from vendor_eval.files.text import write_bytes

__all__ = ["report"]

ENDINGS = (".html", ".md")


def report(
    decision: Decision,
    path: str | Path,
    *,
    weights: WeightsOption = "declared",
    draws: int = 100_000,
    executor: Executor | None = None,
    progress: ProgressOption = None,
    seed: int = 0,
) -> Path:
    """Write who is chosen, why, why not the others, and how sure that is, as one file; return its path.

    The same decision, options and versions give the same bytes. A file that is there already is replaced; a failure
    leaves it as it was.

    Parameters
    ----------
    path
        A file whose name ends in ``.html`` (one page that works offline, with its charts inside) or ``.md``.
    weights, draws, executor, progress, seed
        As in ``robustness``: what the final status is tested with. Declared and any weights both are shown.

    Raises
    ------
    FileError
        If the ending is not known or the file cannot be written.
    OptionError
        If an option has a value that is not allowed.

    Examples
    --------
    >>> import tempfile
    >>> import vendor_eval as ve
    >>> from vendor_eval.report.report import report
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = report(ve.cases.load("apple-china-2025"), f"{folder}/report.md", draws=100)
    ...     print(path.read_text(encoding="utf-8").partition(chr(10))[0])
    # AI partner for iPhones sold in mainland China, February 2025
    """
    path = Path(path)
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise FileError(f"{path} has the ending '{path.suffix}'; a report is written as {listed(ENDINGS)}.")
    # Charts and templates take a while to load: only a report needs them, so only a report waits for them.
    from vendor_eval.report.content import content
    from vendor_eval.report.html import html
    from vendor_eval.report.markdown import markdown
    from vendor_eval.report.runs import run

    whole = content(run(decision, weights=weights, draws=draws, seed=seed, executor=executor, progress=progress))
    write_bytes(path, html(whole) if ending == ".html" else markdown(whole))
    return path
