"""What must hold of random walks in every set of weights."""

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from vendor_eval.engine.hitandrun import prepared_walks
from vendor_eval.engine.hitandrun_frames import corner_frames
from vendor_eval.engine.limits import bounded, ratio
from vendor_eval.engine.linearweights import LinearWeights
from vendor_eval.engine.pieces import Pieces
from vendor_eval.engine.polytope import polytope
from vendor_eval.engine.streams import stream

KEYS = ("price", "fit", "risk", "reach", "terms")
DRAWS = 4096


@st.composite
def shapes(draw):
    """Sets with a middle that keeps all limits, some of them narrow to one side or cut off near a corner."""
    n = draw(st.integers(2, 5))
    keys = KEYS[:n]
    middle = np.array(draw(st.lists(st.integers(1, 9), min_size=n, max_size=n)), dtype=float)
    middle /= middle.sum()
    found = []
    for _ in range(draw(st.integers(0, 2 * n))):
        i, j = draw(st.permutations(range(n)))[:2]
        below, above = draw(st.sampled_from([0.1, 0.5, 0.95])), draw(st.sampled_from([1.05, 2, 50]))
        if draw(st.booleans()):
            found += ratio(keys[i], keys[j], below * middle[i] / middle[j], above * middle[i] / middle[j])
        else:
            found += bounded(keys[i], below * middle[i], min(1.0, above * middle[i]))
    table = np.array(LinearWeights(keys, tuple(found)).rows)
    return polytope(table[:, :-1], table[:, -1])


@settings(max_examples=12)
@given(shape=shapes(), seed=st.integers(0, 2**32), block=st.integers(0, 2**32))
def test_walks_draw_all_weights_of_a_set_equally_likely(shape, seed, block):
    pieces = Pieces.of(shape)
    walks = prepared_walks(shape)
    keys = KEYS[: len(shape.centre)]
    w = walks.draw(keys, seed, block, DRAWS)
    exact = pieces.draw(keys, 0, 0, 16 * DRAWS)
    error = exact.std(axis=1) / np.sqrt(DRAWS)

    assert (w >= 0).all()
    np.testing.assert_allclose(w.sum(axis=0), 1, rtol=0, atol=1e-12)
    assert ((w.T - shape.centre) @ shape.basis @ shape.facets.T <= shape.distances + 1e-12).all()
    assert (np.abs(w.mean(axis=1) - pieces.mean) <= 5.5 * error).all()
    np.testing.assert_allclose(w.std(axis=1), exact.std(axis=1), rtol=0.12)
    assert walks.draw(keys, seed, block, 7).tobytes() == w[:, :7].tobytes()


@settings(max_examples=40)
@given(shape=shapes(), seed=st.integers(0, 2**32))
def test_every_direction_at_a_corner_runs_along_all_its_limits_but_one(shape, seed):
    d = shape.dimensions
    assume(d > 1)
    [frame] = corner_frames(shape.facets, shape.distances, np.zeros((d, 1)), stream(seed, 0, "corner"))
    along = np.abs(shape.facets @ frame) < 1e-9

    np.testing.assert_allclose(np.linalg.norm(frame, axis=0), 1, rtol=1e-12)
    assert np.linalg.matrix_rank(frame) == d
    assert (along.sum(axis=0) >= d - 1).all()
    assert (along.sum(axis=1) >= d - 1).sum() >= d
