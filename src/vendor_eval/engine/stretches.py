"""Which draws a simulation makes, in which order they are added up, and where it may stop."""

from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["BLOCK", "Stretch", "random_stretches"]

BLOCK = 16_384  # draws: small enough to stay in the cache; part of what a seed means, so never changed lightly
SHARE = 16  # a stretch is at most this part of the draws before it, so that the last ones keep nobody waiting ..
LONGEST = 1024  # .. and at most so many blocks, some 4 seconds for five vendors on eight criteria


@dataclass(frozen=True, slots=True)
class Stretch:
    """Blocks of draws that follow each other and are judged in one go.

    Draws are added up inside a stretch first, and then stretch by stretch. Sums of rounded numbers depend on that, so
    the stretches belong to what a seed means, wherever they are judged.

    Parameters
    ----------
    block
        The number of the first block, which names its random numbers.
    start, stop
        The draws, of the whole run or of one scramble.
    scramble
        The number of the scramble of Sobol points; 0 for random draws.
    stop_here
        Whether the run may stop after this stretch, if it is sure enough by then.
    """

    block: int
    start: int
    stop: int
    scramble: int = 0
    stop_here: bool = False

    def blocks(self) -> Iterator[tuple[int, int, int]]:
        """The number, the first draw and the number of draws of each block."""
        for block, start in enumerate(range(self.start, self.stop, BLOCK), self.block):
            yield block, start, min(BLOCK, self.stop - start)


def random_stretches(draws: int) -> Iterator[Stretch]:
    """The stretches of random draws: of one block each at first, longer and longer as more draws lie before them.

    A long run so has few stretches, and many workers are busy from the first on. The run may stop whenever it has
    grown by a quarter: only after stretches, so that it stops at the same draw wherever these are judged.

    Examples
    --------
    >>> [stretch.stop - stretch.start for stretch in random_stretches(40_000)]
    [16384, 16384, 7232]
    """
    block = asked = 0
    while block * BLOCK < draws:
        length = min(max(1 << (block // SHARE).bit_length() >> 1, 1), LONGEST)
        start, stop = block * BLOCK, min((block + length) * BLOCK, draws)
        stop_here = stop == draws or 4 * (block + length) >= 5 * asked
        yield Stretch(block, start, stop, stop_here=stop_here)
        block += length
        asked = block if stop_here else asked
