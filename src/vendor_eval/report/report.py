"""Writing the report of a decision to a file."""

from __future__ import annotations

from pathlib import Path

from vendor_eval.analysis.progress import ProgressOption
from vendor_eval.analysis.robustness import WeightsOption
from vendor_eval.analysis.translation import speaking_of
from vendor_eval.decision.document import Decision
from vendor_eval.engine.running import Executor
from vendor_eval.files.text import write_bytes
from vendor_eval.languages.speaking import ENGLISH
from vendor_eval.report.formats import ending_of, formatted

__all__ = ["report", "written"]


def report(
    decision: Decision,
    path: str | Path,
    *,
    weights: WeightsOption = "declared",
    draws: int = 100_000,
    executor: Executor | None = None,
    progress: ProgressOption = None,
    seed: int = 0,
    language: str = ENGLISH,
) -> Path:
    """Write who is chosen, why, why not the others, and how sure that is, as one file; return its path.

    The same decision, options and versions give the same bytes. A file that is there already is replaced; a failure
    leaves it as it was.

    Parameters
    ----------
    path
        A file whose name ends in ``.html`` (one page that works offline, with its charts inside), ``.md``, or ``.docx``
        (Word; needs python-docx, ``pip install 'vendor-eval[office]'``).
    weights, draws, executor, progress, seed
        As in ``robustness``: what the final status is tested with. Declared and any weights both are shown.
    language
        ``en``, ``de`` or ``zh``: what the report is written in. The decision's own words are in it as far as the file
        translates them.

    Raises
    ------
    FileError
        If the ending is not known, the file cannot be written, or python-docx is missing for a Word file.
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
    ending = ending_of(path, "report")
    page = written(
        decision,
        ending,
        weights=weights,
        draws=draws,
        seed=seed,
        language=language,
        executor=executor,
        progress=progress,
    )
    write_bytes(path, page)
    return path


def written(
    decision: Decision,
    ending: str,
    *,
    weights: WeightsOption,
    draws: int,
    seed: int,
    language: str,
    executor: Executor | None = None,
    progress: ProgressOption = None,
) -> bytes:
    """Return the report as the bytes of a file, with the input that it was made from at the end."""
    # Charts and templates take a while to load: only a report needs them, so only a report waits for them.
    from vendor_eval.report.content import content
    from vendor_eval.report.embedding import embedded
    from vendor_eval.report.runs import run

    with speaking_of(decision, language) as spoken:
        whole = content(run(spoken, weights=weights, draws=draws, seed=seed, executor=executor, progress=progress))
        page = formatted(whole, ending)
    options = {"weights": weights, "draws": draws, "seed": seed, "language": language}
    return embedded(page, ending, decision, options)
