"""Matrix products in small pieces, so that neither their bits nor their time depend on how many threads there are."""

import numpy as np

from vendor_eval.engine.arrays import Floats

__all__ = ["weighted"]

AT_ONCE = 1 << 18  # multiplications: up to here OpenBLAS works on the calling thread, whatever it is allowed
ROWS = 64  # vendors at least, so that a piece is not a thin strip


def weighted(numbers: Floats, weights: Floats, out: Floats | None = None) -> Floats:
    """Sum over criteria of weight times number, shape (vendors, draws).

    One product of whole arrays may be split between threads, which changes the order of its sums with their number,
    and so its last bits; and on a busy machine threads that wait for each other make it many times slower. Pieces of
    fixed size avoid both. Bits still differ between kinds of processor.

    Parameters
    ----------
    numbers
        Shape (criteria, vendors).
    weights
        Shape (criteria, draws).
    out
        Where to write the sums.
    """
    n, m = numbers.shape
    draws = weights.shape[1]
    if out is None:
        out = np.empty((m, draws))
    rows = max(ROWS, AT_ONCE // (n * draws))
    columns = max(1, AT_ONCE // (n * min(rows, m)))
    for row in range(0, m, rows):
        some = numbers[:, row : row + rows].T
        for draw in range(0, draws, columns):
            here = slice(draw, draw + columns)
            np.matmul(some, weights[:, here], out=out[row : row + rows, here])
    return out
