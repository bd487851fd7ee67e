"""Draw mutants at random, and say how many of those that were tried the tests noticed. `scripts/deep` calls it.

    python -m deep.mutants draw --sample 600 --seed 1     names of mutants, one a line
    python -m deep.mutants score [FILE]                   of the mutants that FILE names, or of all that were tried
    python -m deep.mutants survivors [FILE]               what the tests did not notice, each as a change of the code

All work in the folder that mutmut runs in. A sample is spread over the modules in proportion to their mutants, and is
the same for the same code and seed.
"""

import argparse
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

NOTICED = {"killed", "timeout", "segfault"}
SURE = 1.96  # standard errors either side: 95 in 100 such intervals hold the score of all mutants


def names_by_module() -> dict[str, list[str]]:
    """Return the names of all mutants, by the module that they change."""
    # Here and below not at the top: the tests import this module for its examples, and do without mutmut.
    from mutmut.mutation.file_mutation import mutate_file_contents
    from mutmut.utils.file_utils import walk_mutatable_files
    from mutmut.utils.format_utils import get_mutant_name

    found = {}
    for path in sorted(walk_mutatable_files()):
        mutated = mutate_file_contents(str(path), path.read_text(encoding="utf-8"))
        found[str(path)] = [get_mutant_name(path, name) for name in mutated.mutant_names]
    return found


def drawn(groups: Sequence[Sequence[str]], *, sample: int, seed: int) -> list[str]:
    """Return a sample in which each group has its share: every k-th of all, shuffled within the groups.

    Examples
    --------
    >>> few = drawn([[f"a{i}" for i in range(60)], [f"b{i}" for i in range(40)]], sample=10, seed=1)
    >>> sum(name[0] == "a" for name in few), len(set(few))
    (6, 10)
    """
    chance = random.Random(seed)
    laid_out = [name for group in groups for name in chance.sample(group, len(group))]
    if sample >= len(laid_out):
        return laid_out
    step, start = len(laid_out) / sample, chance.random()
    return [laid_out[int((start + index) * step)] for index in range(sample)]


def interval(noticed: int, tried: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927).

    Examples
    --------
    >>> [round(end, 3) for end in interval(8, 10)]
    [0.49, 0.943]
    """
    share, weight = noticed / tried, SURE**2 / tried
    middle = (share + weight / 2) / (1 + weight)
    half = (share * (1 - share) * weight + weight**2 / 4) ** 0.5 / (1 + weight)
    return middle - half, middle + half


def results() -> dict[str, tuple[str, Path]]:
    """Return what became of each mutant that was tried, and the module that it changes."""
    from mutmut.stats import status_by_exit_code

    found = {}
    for path in sorted(Path("mutants").rglob("*.meta")):
        codes = json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
        module = path.relative_to("mutants").with_suffix("")
        found.update({name: (status_by_exit_code[code], module) for name, code in codes.items() if code is not None})
    return found


def say_survivors(tried: dict[str, tuple[str, Path]]) -> None:
    """Print each change that the tests did not notice."""
    from mutmut.mutation.diff_apply import get_diff_for_mutant

    for name, (status, module) in tried.items():
        if status not in NOTICED:
            print(f"# {name}: {status}")
            print(get_diff_for_mutant(name, path=module))


def say_score(tried: dict[str, tuple[str, Path]]) -> None:
    """Print the share of mutants that the tests noticed: of each module, then of all."""
    by_module: dict[Path, list[str]] = defaultdict(list)
    for status, module in tried.values():
        by_module[module].append(status)
    for module, statuses in by_module.items():
        noticed = sum(status in NOTICED for status in statuses)
        print(f"{module!s:50} {noticed:5} of {len(statuses):5}")
    counts = Counter(status for status, _ in tried.values())
    noticed = sum(count for status, count in counts.items() if status in NOTICED)
    low, high = interval(noticed, len(tried))
    print(", ".join(f"{count} {status}" for status, count in counts.most_common()))
    print(
        f"score {noticed / len(tried):.1%} ({noticed} of {len(tried)} mutants; 95 % interval {low:.1%} to {high:.1%})"
    )


def main() -> int:
    """Print a sample, a score or survivors."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    tasks = parser.add_subparsers(dest="task", required=True)
    draw = tasks.add_parser("draw")
    draw.add_argument("--sample", type=int, default=600, help="how many mutants (600)")
    draw.add_argument("--seed", type=int, default=1, help="the same seed draws the same mutants (1)")
    for task in ("score", "survivors"):
        tasks.add_parser(task).add_argument(
            "names", nargs="?", type=Path, help="a file of names; all where none is given"
        )
    given = parser.parse_args()
    if given.task == "draw":
        print("\n".join(drawn(list(names_by_module().values()), sample=given.sample, seed=given.seed)))
        return 0
    tried = results()
    if given.names:
        wanted = given.names.read_text(encoding="utf-8").split()
        print(f"{sum(name in tried for name in wanted)} of the {len(wanted)} mutants drawn were tried")
        tried = {name: tried[name] for name in wanted if name in tried}
    if not tried:
        print("no mutant was tried yet", file=sys.stderr)
        return 1
    (say_score if given.task == "score" else say_survivors)(tried)
    return 0


if __name__ == "__main__":
    sys.exit(main())
