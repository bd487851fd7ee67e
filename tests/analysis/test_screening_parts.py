import pickle
from dataclasses import asdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from markets import every_cell
from vendor_eval.analysis.market_entrants import MarketEntrants
from vendor_eval.analysis.market_verdicts import judge
from vendor_eval.analysis.model import Model
from vendor_eval.analysis.screening_parts import WholeMarket


def whole(size, *, expected=False):
    market = every_cell(size)
    model = Model.of(market.decision)
    return WholeMarket(MarketEntrants.of(market, model, judge(market, model), expected=expected))


WHOLE = whole(400)


def told(doubt):
    """What a doubt says of its vendor, in numbers."""
    cells = {key: (type(cell), cell.support, cell.mean) for key, cell in doubt.cells.items()}
    tests = [asdict(test) | {"cell": None, "condition": repr(test.condition)} for test in doubt.tests]
    return doubt.vendor, cells, tests, doubt.spare


def test_the_whole_has_vendors_of_every_kind():
    doubts = [WHOLE.doubt(row) for row in np.flatnonzero(WHOLE.doubtful(np.arange(len(WHOLE))))]

    assert 50 < len(doubts) < len(WHOLE)
    assert {len(doubt.tests) for doubt in doubts} >= {0, 1, 2}
    assert len({type(cell) for doubt in doubts for cell in doubt.cells.values()}) >= 3


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 60), st.integers(0, 20))
def test_a_part_that_has_travelled_knows_what_the_whole_knows(start, size, inside):
    stop = min(start + size, len(WHOLE))
    part = pickle.loads(pickle.dumps(WHOLE.part(start, stop)))
    within = min(inside, len(part) - 1)
    part = part.part(within, len(part))  # a part of a part is one, too
    rows = np.arange(start + within, stop)
    here = rows - rows[0]

    assert len(part) == len(rows)
    assert part.criteria == WHOLE.criteria
    assert (part.points(here) == WHOLE.points(rows)).all()
    assert (part.doubtful(here) == WHOLE.doubtful(rows)).all()
    for row in here[part.doubtful(here)].tolist():
        assert told(part.doubt(row)) == told(WHOLE.doubt(rows[0] + row))


def test_a_part_is_small():
    small, large = (len(pickle.dumps(whole(size).part(0, 50))) for size in (400, 4_000))

    assert small == pytest.approx(large, rel=0.2)


def test_where_nothing_is_drawn_nobody_is_doubtful():
    part = whole(50, expected=True).part(0, 10)

    assert not part.doubtful(np.arange(10)).any()
    with pytest.raises(ValueError, match="Nothing about these vendors is in doubt"):
        part.doubt(0)
