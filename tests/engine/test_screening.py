import pickle
import tracemalloc
from concurrent.futures import Executor, Future

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_eval.engine import screening, screening_block
from vendor_eval.engine.cells import Levels, Point, Uniform, Unknown
from vendor_eval.engine.curves import Curve
from vendor_eval.engine.problem import OpenTest, Problem
from vendor_eval.engine.screening import draws_apart, reach_top
from vendor_eval.engine.screening_block import Section
from vendor_eval.engine.screening_draws import Doubt
from vendor_eval.engine.screening_race import Piece, Race
from vendor_eval.engine.screening_top import Met, Top
from vendor_eval.engine.simulation import BLOCK, simulate
from vendor_eval.engine.tests import Interval
from vendor_eval.engine.weights import PointWeights, SimplexWeights

LINE = Curve((0, 100), (0, 100))


class Vendors:
    """Vendors in any order, as a problem has them."""

    def __init__(self, problem):
        self.problem, self.criteria = problem, problem.criteria

    def __len__(self):
        return len(self.problem.vendors)

    def points(self, rows):
        cells = [self.problem.cells[row] for row in rows]
        return np.array([[cell.support[1] for cell in row] for row in cells]).reshape(-1, len(self.criteria)).T

    def doubtful(self, rows):
        tested = {test.vendor for test in self.problem.tests}
        return np.array([row in tested or not all(c.certain for c in self.problem.cells[row]) for row in rows], bool)

    def part(self, start, stop):
        return Part(self, start, stop)

    def doubt(self, row):
        cells = zip(self.criteria, self.problem.cells[row], strict=True)
        most = self.problem.max_weaknesses
        return Doubt(
            self.problem.vendors[row],
            {key: cell for key, cell in cells if not cell.certain},
            tuple(test for test in self.problem.tests if test.vendor == row),
            None if most is None else most - self.problem.weak[row],
        )


class Part:
    """Vendors that follow each other among some others."""

    def __init__(self, whole, start, stop):
        self.whole, self.start, self.stop, self.criteria = whole, start, stop, whole.criteria

    def __len__(self):
        return self.stop - self.start

    def points(self, rows):
        return self.whole.points(self.start + rows)

    def doubtful(self, rows):
        return self.whole.doubtful(self.start + rows)

    def doubt(self, row):
        return self.whole.doubt(self.start + row)

    def part(self, start, stop):
        return Part(self.whole, self.start + start, self.start + stop)


class Travelling(Executor):
    """An executor that works here and at once, on what has been sent there and comes back."""

    def __init__(self):
        self.sent = []

    def submit(self, function, *items):
        future, parcel = Future(), pickle.dumps((function, items))
        self.sent.append(len(parcel))
        function, items = pickle.loads(parcel)
        future.set_result(pickle.loads(pickle.dumps(function(*items))))
        return future


def exact(points, weights=None, **more):
    """A problem of vendors whose points are known, one row a vendor."""
    points = np.asarray(points, dtype=float)
    criteria = tuple(f"c{j:02d}" for j in range(points.shape[1]))
    cells = tuple(tuple(Point(x, x) for x in row) for row in points.tolist())
    vendors = tuple(f"v{i:04d}" for i in range(len(points)))
    return Problem(vendors, criteria, cells, weights or SimplexWeights(criteria), **more)


def reached(problem, *, top, draws, seed=0, **more):
    return reach_top(
        Vendors(problem),
        problem.weights,
        top=top,
        draws=draws,
        seed=seed,
        minimum_value=problem.minimum_value,
        **more,
    )


def counted(problem, *, top, draws, seed=0):
    """How often each vendor is first, and among the best few, as a simulation of all ranks counts it."""
    tally = simulate(problem, draws=draws, seed=seed).tally
    return tally.ranks[:, 0], tally.ranks[:, :top].sum(axis=1), tally.nobody


def assert_same(problem, *, top, draws, seed=0):
    found = reached(problem, top=top, draws=draws, seed=seed)
    first, among, nobody = counted(problem, top=top, draws=draws, seed=seed)

    assert np.allclose(found.first, first, rtol=0, atol=1e-9)
    assert np.allclose(found.top, among, rtol=0, atol=1e-9)
    assert found.nobody == nobody
    return found


@pytest.fixture
def small_pieces(monkeypatch):
    """So few vendors and draws at once that small problems take many pieces."""
    for module, name, few in (
        (screening_block, "AT_ONCE", 6),
        (screening_block, "ROWS", 4),
        (screening_block, "COLUMNS", 7),
        (screening, "AT_ONCE", 6),
        (screening, "SECTION", 8),
    ):
        monkeypatch.setattr(module, name, few)


def test_the_toy_that_can_be_worked_out_by_hand():
    # Values (1, 0), (0, 1) and (.4, .4) under any weights: the third is second unless one weight is above .6, so it is
    # among the best two with probability .8, and the others with .6 each; it is never first.
    found = reached(exact([[100, 0], [0, 100], [40, 40]]), top=2, draws=40_000)

    error = 4 * np.sqrt(0.24 / 40_000)
    assert found.top / 40_000 == pytest.approx([0.6, 0.6, 0.8], abs=error)
    assert found.first / 40_000 == pytest.approx([0.5, 0.5, 0], abs=error)
    assert found.first[2] == 0


@pytest.mark.parametrize("top", [1, 3, 40, 99])
def test_the_best_few_are_those_of_a_simulation_that_counts_all_ranks(top, small_pieces):
    points = np.random.default_rng(1).uniform(0, 100, (40, 5))

    found = assert_same(exact(points), top=top, draws=200)

    assert found.top.sum() == pytest.approx(200 * min(top, 40))


def test_draws_beyond_the_first_block_are_those_of_a_simulation():
    points = np.random.default_rng(2).uniform(0, 100, (12, 3))

    assert_same(exact(points), top=4, draws=BLOCK + 500)


def test_thousands_of_vendors_equal_a_plain_sort():
    points = np.random.default_rng(3).uniform(0, 100, (3000, 6))
    problem = exact(points)
    totals = points @ problem.weights.draw(0, 0, 100)
    best = np.argsort(-totals, axis=0)[:10]

    found = reached(problem, top=10, draws=100)

    assert (found.top == np.bincount(best.ravel(), minlength=3000)).all()
    assert (found.first == np.bincount(best[0], minlength=3000)).all()


@pytest.mark.parametrize("size", [3, 7, 30])
def test_vendors_that_are_level_at_the_cut_share_its_places(size, small_pieces):
    points = [[90, 95]] * 2 + [[50, 50]] * size + [[10, 5]]

    found = assert_same(exact(points), top=4, draws=50)

    assert found.top[:2].tolist() == [50, 50]
    assert found.top[2:-1] == pytest.approx(50 * 2 / size if size > 2 else 50)
    assert found.top.sum() == pytest.approx(200)
    assert found.first[:2] == pytest.approx(25)


def test_a_group_that_only_its_middle_holds_together_is_found_whole(small_pieces):
    # Neighbours are level, but the last is far below what is kept of the first: the end of the group is found in steps.
    step = 0.7e-9
    chain = [[60 - step * k] for k in range(60)]
    points = [[70], *chain[::2], *chain[1::2], [59]]

    found = assert_same(exact(points, PointWeights((1.0,))), top=3, draws=5)

    assert found.top[1:-1] == pytest.approx(5 * 2 / 60)


@pytest.mark.parametrize("off", [-1e-13, 1e-13])
def test_level_vendors_are_found_again_whatever_their_last_bits(off):
    totals = np.array([90.0, 60.0, 60.0, 60.0, 60.0, 10.0])
    looks = iter([0.0, off, 2 * off])

    def reaching(floor, columns):
        yield Met(np.arange(6), np.zeros(6, dtype=np.int64), totals + next(looks))

    best = Top.of(4, 1)
    for met in reaching(best.floor, None):
        best.take(met)
    shares = best.shares(3, 6, reaching)

    assert shares == pytest.approx([1, 0.5, 0.5, 0.5, 0.5, 0])


@given(
    st.lists(st.lists(st.sampled_from([0.0, 50.0, 100.0]), min_size=2, max_size=2), min_size=1, max_size=30),
    st.integers(1, 6),
    st.booleans(),
)
def test_shares_of_the_best_few_add_up_however_many_are_level(points, top, exact_weights):
    problem = exact(points, PointWeights((0.5, 0.5)) if exact_weights else None)

    found = assert_same(problem, top=top, draws=20)

    assert found.top.sum() == pytest.approx(20 * min(top, len(points)))
    assert found.first.sum() == pytest.approx(20)


def test_totals_that_single_precision_cannot_tell_apart_are_told_apart(small_pieces):
    points = [[50 + 1e-7 * (k * 7 % 30)] * 2 for k in range(30)]

    found = assert_same(exact(points), top=3, draws=60)

    assert set(np.flatnonzero(found.top)) == {k for k in range(30) if k * 7 % 30 >= 27}


def doubtful(rng, *, m=30, weights=None):
    """A problem with ranges, unknowns, levels, open requirements of every kind, and rules about them."""
    criteria = ("a", "b", "c")
    kinds = (
        lambda x: Point(x, x),
        lambda x: Uniform(x / 2, x / 2 + 40, LINE),
        lambda x: Unknown(),
        lambda x: Levels.of((0.0, 40.0, 100.0), (1.0, 2.0, 1.0)),
    )
    choose = rng.choice(4, (m, 3), p=[0.7, 0.1, 0.1, 0.1])
    cells = tuple(tuple(kinds[k](rng.uniform(0, 100)) for k in row) for row in choose)
    tests = []
    for vendor in range(0, m, 3):
        cell = cells[vendor][0]
        if isinstance(cell, Uniform | Unknown):
            tests.append(OpenTest(vendor, "a", bool(vendor % 2), cell, Interval(low=30)))
        tests.append(OpenTest(vendor, "not weighted", bool(vendor % 2), Unknown(), chance=0.6))
    return Problem(
        tuple(f"v{i}" for i in range(m)),
        criteria,
        cells,
        weights or SimplexWeights(criteria),
        tests=tuple(tests),
        weak=tuple(int(x) for x in rng.integers(0, 2, m)),
        max_weaknesses=1,
        minimum_value=45.0,
    )


@pytest.mark.parametrize("weights", [None, PointWeights((0.2, 0.3, 0.5))], ids=["any weights", "exact weights"])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_what_is_uncertain_or_open_is_drawn_as_in_a_simulation(seed, weights, small_pieces):
    problem = doubtful(np.random.default_rng(seed), weights=weights)

    found = assert_same(problem, top=3, draws=300, seed=seed)

    assert 0 < found.drawn.sum() <= len(problem.vendors)


def test_only_vendors_that_could_reach_the_top_are_drawn(small_pieces):
    sure = [(Point(80.0, 80.0), Point(x, x)) for x in (85.0, 95.0)]
    far = [(Point(1.0, 1.0), Uniform(0, 20, LINE))] * 50
    near = [(Point(90.0, 90.0), Uniform(70, 99, LINE))]
    problem = Problem(tuple(f"v{i}" for i in range(53)), ("a", "b"), (*sure, *far, *near), SimplexWeights(("a", "b")))

    found = assert_same(problem, top=1, draws=100)

    assert found.drawn.tolist() == [False] * 52 + [True]


def test_nobody_has_a_rank_below_the_minimum_value():
    found = assert_same(exact([[10, 30], [20, 20]], minimum_value=25.0), top=1, draws=400)

    assert 0 < found.nobody < 400
    assert found.first.sum() == 400 - found.nobody


def test_where_nothing_changes_one_draw_stands_for_all():
    weights = PointWeights((0.5, 0.5))

    assert list(draws_apart(weights, 50_000, certain=True)) == [(0, 1, 50_000)]
    assert sum(size for _, size, _ in draws_apart(weights, 50_000, certain=False)) == 50_000
    assert reached(exact([[1, 2], [2, 2]], weights), top=1, draws=50_000).top.tolist() == [0, 50_000]


def test_progress_counts_vendors_whether_they_reach_anything_or_not(small_pieces):
    told = []
    points = np.linspace(99, 0, 20)[:, np.newaxis]
    reached(exact(points), top=1, draws=BLOCK + 1, progress=lambda *done: told.append(done))

    assert told == [(seen, 40) for seen in (6, 14, 20, 26, 34, 40)]


def test_only_the_latest_block_is_held(small_pieces):
    problem = exact(np.random.default_rng(6).uniform(0, 100, (20, 3)))
    whole = Section(Vendors(problem), 0, 20)
    race = Race(Section(whole.entrants, 0, 6), problem.weights, 0, 3, 20, None)
    for block in range(4):
        race.counted(Piece(block, 10, whole), [race(Piece(block, 10, Section(whole.entrants, 6, 20)))])

    assert list(race.latest) == [3]


@pytest.mark.parametrize("section", [8, 100], ids=["sections", "blocks"])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_what_is_looked_at_elsewhere_gives_the_same_bits(seed, section, small_pieces, monkeypatch):
    monkeypatch.setattr(screening, "SECTION", section)
    problem = doubtful(np.random.default_rng(seed), m=40)
    here, there = (reached(problem, top=3, draws=BLOCK + 100, seed=seed, executor=e) for e in (None, Travelling()))

    assert here.nobody == there.nobody
    for name in ("first", "top", "drawn"):
        assert getattr(here, name).tobytes() == getattr(there, name).tobytes()


def test_level_vendors_of_several_sections_share_elsewhere_as_here(small_pieces):
    problem = exact([[90, 95]] * 2 + [[50, 50]] * 30 + [[10, 5]])
    here, there = (reached(problem, top=4, draws=50, executor=e) for e in (None, Travelling()))

    assert there.top[2:-1] == pytest.approx(50 * 2 / 30)
    assert here.top.tobytes() == there.top.tobytes()


def test_a_section_travels_by_itself(small_pieces):
    points = np.random.default_rng(5).uniform(0, 100, (6 + 8 * 10, 3))
    whole = Vendors(exact(points))
    section = pickle.loads(pickle.dumps(Section(whole, 14, 22)))

    assert (section.start, section.stop, section.before, len(section.entrants)) == (0, 8, 14, 8)
    assert (section.entrants.points(np.arange(8)) == points[14:22].T).all()
    assert section.__dask_tokenize__() == Section(whole, 14, 22).__dask_tokenize__() == (14, 22)


def test_where_one_draw_stands_for_all_nothing_is_sent(small_pieces):
    executor = Travelling()
    found = reached(exact([[k] for k in range(40)], PointWeights((1.0,))), top=1, draws=9, executor=executor)

    assert executor.sent == []
    assert found.top[-1] == 9


@pytest.mark.parametrize("section", [8, 100], ids=["sections", "blocks"])
def test_progress_elsewhere_ends_with_all(section, small_pieces, monkeypatch):
    monkeypatch.setattr(screening, "SECTION", section)
    told = []
    points = np.linspace(99, 0, 20)[:, np.newaxis]
    options = {"executor": Travelling(), "progress": lambda *done: told.append(done)}
    reached(exact(points), top=1, draws=BLOCK + 1, **options)

    assert told == [(seen, 40) for seen in ((6, 14, 20, 26, 34, 40) if section == 8 else (20, 40))]


def test_memory_does_not_grow_with_vendors_times_draws():
    points = np.random.default_rng(4).uniform(0, 100, (4, 20_000))

    class Table(Vendors):
        criteria = ("a", "b", "c", "d")

        def __init__(self):
            pass

        def __len__(self):
            return 20_000

        def points(self, rows):
            return points[:, rows]

        def doubtful(self, rows):
            return np.zeros(len(rows), bool)

    tracemalloc.start()
    reach_top(Table(), SimplexWeights(Table.criteria), top=10, draws=4096, seed=0)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 20_000 * 4096 * 8 / 20
