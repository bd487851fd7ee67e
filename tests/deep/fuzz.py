"""Fuzz every format for some seconds and say how many inputs were tried and what escaped.

    scripts/deep fuzz                          every format, 60 seconds each
    scripts/deep fuzz yaml xlsx --seconds 600

Inputs start from the shipped cases and the examples, whole and cut down. What escapes is kept in build/fuzz/FORMAT.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from deep.targets import FORMATS, packed, words
from vendor_eval.decision.document import Decision
from vendor_eval.files.formats import load, save

ROOT = Path(__file__).parents[2]
LONGEST_INPUT = 60_000
SLOWEST = 5  # seconds for one input, with coverage measured and other work beside it
MOST_MEGABYTES = 1024


def starting_points() -> list[Decision]:
    """Return the decisions that inputs are made from: each as it is, and cut down to two vendors and three criteria."""
    cases = (ROOT / "src" / "vendor_eval" / "cases").glob("*.yaml")
    wholes = [load(path) for path in sorted([*cases, *(ROOT / "examples").glob("**/decision.yaml")])]
    return [*wholes, *(cut_down(whole) for whole in wholes)]


def cut_down(decision: Decision) -> Decision:
    """Return a decision with two vendors, three criteria, the evidence on them and no scenarios."""
    decision = decision.replace(scenarios={})
    for vendor in list(decision.vendors)[2:]:
        decision = decision.without_vendor(vendor)
    for criterion in list(decision.criteria)[3:]:
        decision = decision.without_criterion(criterion)
    scores = json.dumps(decision.plain()["assessments"])
    evidence = {key: item for key, item in decision.evidence.items() if f'"{key}"' in scores}
    vendors = {key: vendor.replace(cost=None) for key, vendor in decision.vendors.items()}
    return decision.replace(evidence=evidence, vendors=vendors, conditions={})


def write_corpus(form: str, folder: Path) -> None:
    """Write the starting points in one format."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        for index, decision in enumerate(starting_points()):
            path = Path(scratch) / f"{index} {FORMATS[form]}"
            save(decision, f"{path}/" if form == "csv" else path)
            content = packed(path) if form == "csv" else path.read_bytes()
            if len(content) <= LONGEST_INPUT:
                (folder / str(index)).write_bytes(content)


def write_dictionary(path: Path) -> None:
    """Write the words of the file format, in libFuzzer's form."""
    path.write_text("".join(f'"{word}"\n' for word in words()), encoding="utf-8")


def fuzz(form: str, seconds: int) -> bool:
    """Fuzz one format, print the figures, and say whether nothing escaped."""
    folder = ROOT / "build" / "fuzz" / form
    corpus, findings = folder / "corpus", folder / "findings"
    write_corpus(form, corpus)
    write_dictionary(folder / "words.txt")
    options = [
        f"-dict={folder}/words.txt",
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST_INPUT}",
        f"-timeout={SLOWEST}",
        "-print_final_stats=1",
    ]
    options += [f"-rss_limit_mb={MOST_MEGABYTES}", f"-artifact_prefix={findings}/", str(corpus)]
    findings.mkdir(exist_ok=True)
    program = [sys.executable, "-m", "deep.targets", form, str(findings), *options]
    run = subprocess.run(program, capture_output=True, text=True, errors="replace", check=False)
    (folder / "log.txt").write_text(run.stdout + run.stderr, encoding="utf-8")
    runs = re.search(r"number_of_executed_units:\s*(\d+)", run.stderr)
    escaped = sorted(path for path in findings.iterdir() if path.suffix != ".txt")
    tried = f"{int(runs[1]):,} inputs" if runs else "ended early"
    print(f"{form}: {tried} in {seconds} s, {len(escaped)} escaped (exit {run.returncode})", flush=True)
    for path in escaped:
        print(f"  {path.relative_to(ROOT)}")
    return not escaped and run.returncode == 0


def main() -> int:
    """Fuzz the formats that are named, all where none is."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("formats", nargs="*", choices=[*FORMATS, []], help="formats; all where none is named")
    parser.add_argument("--seconds", type=int, default=60, help="seconds for each format (60)")
    given = parser.parse_args()
    return 0 if all([fuzz(form, given.seconds) for form in given.formats or FORMATS]) else 1


if __name__ == "__main__":
    sys.exit(main())
