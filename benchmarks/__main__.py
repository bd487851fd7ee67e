"""All measurements in one run: printed as they come, and written to RESULTS.md beside the machine they were made on.

python -m benchmarks                     everything: some minutes
python -m benchmarks top-ten promethee   these only, printed and not written
python -m benchmarks --quick             small sizes, printed and not written: does everything run and agree?
"""

import argparse
import importlib.metadata
import os
import platform
from pathlib import Path

from benchmarks.jobs import JOBS
from benchmarks.jobs.markets import MEMORY as OF_MARKETS
from benchmarks.jobs.ranking import MEMORY as OF_RANKING
from benchmarks.jobs.simulating import MEMORY as OF_SIMULATING
from benchmarks.measuring import Section, own_memory

RESULTS = Path(__file__).with_name("RESULTS.md")
LIBRARIES = ("numpy", "scipy", "pandas", "scikit-criteria", "pymcdm", "pyDecision")


def measure_memory(work: str, size: int) -> None:
    """Print how much this process grows over one piece of work, after a small one that loads everything."""
    run = (OF_MARKETS | OF_RANKING | OF_SIMULATING)[work]
    run(200)
    before = own_memory()
    run(size)
    print(own_memory() - before)


def told(section: Section) -> str:
    """One section as Markdown."""
    lines = [f"## {section.title}", "", section.what, "", "| way | seconds | against ours |", "|---|---:|---:|"]
    for row in section.rows:
        ours = row.ours or section.rows[0].seconds
        note = f" ({row.note})" if row.note else ""
        lines.append(f"| {row.name}{note} | {row.seconds:,.5g} | {row.seconds / ours:,.3g} |")
    lines += ["", *(f"- {line}" for line in section.targets)]
    if section.checks:
        lines += ["", f"Answers: {'; '.join(section.checks)}."]
    return "\n".join(lines).replace("\n\n\n", "\n\n")


def machine() -> str:
    """What this was measured on."""
    versions = []
    for library in LIBRARIES:
        try:
            versions.append(f"{library} {importlib.metadata.version(library)}")
        except importlib.metadata.PackageNotFoundError:
            continue
    model = platform.machine()
    return (
        f"{os.cpu_count()} processors ({model}), {platform.system()}, Python {platform.python_version()}, "
        + ", ".join(versions)
    )


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.split("\n")[0])
    parser.add_argument("jobs", nargs="*", metavar="job", help=", ".join(JOBS))
    parser.add_argument("--quick", action="store_true", help="small sizes: does everything run and agree?")
    parser.add_argument("--memory", nargs=2, metavar=("WORK", "SIZE"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.memory:
        measure_memory(given.memory[0], int(given.memory[1]))
        return
    if strange := [job for job in given.jobs if job not in JOBS]:
        parser.error(f"no job {', '.join(strange)}; there are {', '.join(JOBS)}")
    sections, targets = [], []
    for name, job in JOBS.items():
        if given.jobs and name not in given.jobs:
            continue
        section = job(given.quick)
        sections.append(told(section))
        targets += [target for target in section.targets if target.limited]
        print(sections[-1], end="\n\n", flush=True)
    start = START.format(machine=machine(), met=sum(target.met for target in targets), all=len(targets))
    if not given.jobs and not given.quick:
        RESULTS.write_text("\n\n".join([start, *sections]) + "\n", encoding="utf-8")


START = """# Results

Written by `python -m benchmarks`: every way of a section ran in turns in one run, in one process and on one thread
unless it says otherwise. Trust the ratios, not the seconds, and no ratio across sections; what was timed on few draws
and multiplied says so.

Measured on {machine}.

Of {all} figures with a limit {met} keep to it; any other is marked."""


if __name__ == "__main__":
    main()
