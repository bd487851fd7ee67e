"""Random numbers that are found by name, not by place, so that a newcomer changes nobody else's."""

from hashlib import blake2b

import numpy as np

__all__ = ["stream"]

WORDS = 4  # of 32 bits: two streams share a digest once in 2**64 streams
POOL = 4  # words of a SeedSequence's pool, which a seed fills with zeros before a spawn key


def stream(seed: int, block: int, *keys: str) -> np.random.Generator:
    """The random numbers of one named quantity in one block of draws.

    The seed is the entropy of a SeedSequence; a blake2b digest of the keys and the number of the block are its spawn
    key. Each key is written with its length before it, so ("ab", "c") and ("a", "bc") differ.

    Parameters
    ----------
    seed
        A whole number from 0; 0 is a seed like any other.
    block
        The number of the block, from 0.
    keys
        What is drawn: its kind, then the keys of the vendor and the criterion.

    Examples
    --------
    >>> stream(0, 0, "weight", "cost").random() == stream(0, 0, "weight", "cost").random()
    True
    """
    if seed < 0 or block < 0:
        raise ValueError(f"Seed and block must not be negative: {seed}, {block}.")
    digest = blake2b(digest_size=4 * WORDS)
    for key in keys:
        name = key.encode()
        digest.update(len(name).to_bytes(8, "little") + name)
    # What SeedSequence(seed, spawn_key=(words of the digest.., block)) puts together itself, but slower.
    words = np.frombuffer(_words(seed, least=POOL) + digest.digest() + _words(block), dtype="<u4")
    return np.random.Generator(np.random.SFC64(np.random.SeedSequence(words)))


def _words(number: int, *, least: int = 1) -> bytes:
    """A whole number in words of 32 bits, the lowest first; filled up with zeros to some number of words."""
    return int(number).to_bytes(4 * max(least, -(-int(number).bit_length() // 32)), "little")
