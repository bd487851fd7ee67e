"""Compare every method with pymcdm, scikit-criteria and mcda on many random tables, and print what came of each.

scripts/deep peers                     10,000 tables each
scripts/deep peers --tables 500 --seed 7
"""

import argparse
import sys
import time

from peers import with_mcda, with_pymcdm, with_scikit_criteria
from peers.comparison import compare
from peers.tables import random_tables

LIBRARIES = {
    "mcda": with_mcda.COMPARISONS,
    "pymcdm": with_pymcdm.COMPARISONS,
    "scikit-criteria": with_scikit_criteria.COMPARISONS,
}


def main() -> int:
    """Compare all; fail if any score differs."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--tables", type=int, default=10_000, help="random tables for each comparison (10,000)")
    parser.add_argument("--seed", type=int, default=0, help="seed of the tables (0)")
    given = parser.parse_args()
    differing = 0
    for library, comparisons in LIBRARIES.items():
        print(library)
        for comparison in comparisons:
            start = time.perf_counter()
            outcome = compare(comparison, random_tables(2 * given.tables, given.seed), given.tables)
            print(f"  {comparison.name}: {outcome} ({time.perf_counter() - start:.0f} s)", flush=True)
            for table, ours, theirs in outcome.differing[:1]:
                print(f"    {table}\n    ours {ours}\n    theirs {theirs}")
            differing += len(outcome.differing)
    print(f"{differing} of all scores differ" if differing else "all agree")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
