"""Which tables a decision has in a workbook or in a folder of CSV files, and the columns of each."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from vendor_eval.errors import Path
from vendor_eval.files.values import ColumnKind

__all__ = [
    "ALL",
    "ASSESSMENTS",
    "BELIEF",
    "DECISION",
    "JUDGED",
    "LAYOUT",
    "LEVELS",
    "META",
    "MORE",
    "REQUIREMENTS",
    "ROW_TABLES",
    "SCENARIOS",
    "SCORES",
    "SEE_ASSESSMENTS",
    "SEE_MORE",
    "TRANSLATIONS",
    "WAIVERS",
    "WEIGHTS",
    "Column",
    "Table",
    "TableKind",
]

LAYOUT = 1

SEE_ASSESSMENTS = "see Assessments"
SEE_MORE = "see More"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, which part of its row's thing it holds, and how its cells are read."""

    label: str
    path: Path = ()
    kind: ColumnKind = "text"
    width: int = 14
    always: bool = False
    """Whether it is written even where nothing stands in it."""


@dataclass(frozen=True, slots=True)
class TableKind:
    """A table: the first ``keys`` columns name what a row is about."""

    name: str
    columns: tuple[Column, ...]
    section: str = ""
    keys: int = 1
    open_ended: bool = False
    """Whether other headings go on what the last one began."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The headings."""
        return tuple(column.label for column in self.columns)


@dataclass(slots=True)
class Table:
    """A table to write: its columns, and rows of texts, numbers, truth values, and None for empty cells."""

    name: str
    columns: list[Column]
    rows: list[list[Any]] = field(default_factory=list)


def _judged(*steps: str, prefix: str = "") -> tuple[Column, ...]:
    return (
        Column(f"{prefix}because", (*steps, "because"), width=50),
        Column(f"{prefix}by", (*steps, "by"), width=16),
        Column(f"{prefix}on", (*steps, "on"), "date", width=12),
    )


def _text(name: str, width: int = 14, *, always: bool = False) -> Column:
    return Column(name, (name,), width=width, always=always)


CRITERIA = TableKind(
    "Criteria",
    (
        Column("criterion", width=20),
        _text("name", 28, always=True),
        _text("description", 60),
        _text("group", 16),
        _text("unit", 20, always=True),
        Column("information only", ("information_only",), "scalar", 18),
        Column("worst", ("scale", "worst"), "pair", 12, always=True),
        Column("best", ("scale", "best"), "pair", 12, always=True),
        Column("shape", ("scale", "shape"), width=12),
        Column("midvalue", ("scale", "midvalue"), "scalar", 12),
        Column("tolerance", ("scale", "tolerance"), "scalar", 12),
        Column("points", ("scale", "points"), "json", 24),
        Column("range", ("scale", "range"), "pair", 14),
        Column("anchors", ("scale", "anchors"), width=10),
        *_judged("scale", prefix="scale "),
    ),
    "criteria",
)
GROUPS = TableKind(
    "Groups", (Column("group", width=28), _text("name", 28), _text("description", 60), *_judged()), "groups"
)
VENDORS = TableKind(
    "Vendors",
    (
        Column("vendor", width=20),
        _text("name", 28, always=True),
        _text("description", 60),
        Column("cost", ("cost", "value"), "scalar", 12),
        Column("cost low", ("cost", "low"), "scalar", 12),
        Column("cost high", ("cost", "high"), "scalar", 12),
        Column("currency", ("cost", "currency"), width=20),
        Column("cost evidence", ("cost", "evidence"), "list", 16),
        *_judged("cost", prefix="cost "),
    ),
    "vendors",
)
EVIDENCE = TableKind(
    "Evidence",
    (
        Column("id", width=10),
        _text("claim", 60, always=True),
        _text("source", 36, always=True),
        _text("publisher", 22),
        _text("url", 36),
        Column("published", ("published",), "date", 14, always=True),
        Column("describes", ("describes",), "date", 14, always=True),
        _text("kind", 16, always=True),
        _text("grade", 10),
        Column("circular", ("circular",), "scalar", 10),
        _text("note", 50),
    ),
    "evidence",
)
CONDITIONS = TableKind(
    "Conditions",
    (
        Column("condition", width=20),
        _text("name", 40),
        Column("due", ("due",), "date", 14),
        _text("owner", 20),
        Column("evidence", ("evidence",), "list", 16),
        *_judged(),
    ),
    "conditions",
)
EVALUATORS = TableKind(
    "Evaluators", (Column("evaluator", width=20), _text("name", 28), _text("role", 40)), "evaluators"
)

ROW_TABLES = (CRITERIA, GROUPS, VENDORS, EVIDENCE, CONDITIONS, EVALUATORS)

DECISION = TableKind("Decision", (Column("path", width=30), Column("value", kind="scalar", width=100)))
LEVELS = TableKind(
    "Levels",
    (Column("criterion", width=20), Column("level", width=36), Column("value", kind="scalar", width=10)),
    keys=2,
)
REQUIREMENTS = TableKind(
    "Requirements",
    (
        Column("criterion", width=20),
        Column("kind", ("kind",), width=10),
        Column("at least", ("at_least",), "scalar", 18, always=True),
        Column("at most", ("at_most",), "scalar", 18),
        Column("more than", ("more_than",), "scalar", 18),
        Column("less than", ("less_than",), "scalar", 18),
        Column("one of", ("one_of",), "list", 30),
        Column("p met", ("p_met",), "scalar", 10),
        *_judged(),
    ),
)
WAIVERS = TableKind(
    "Waivers",
    (
        Column("criterion", width=20),
        Column("vendor", width=20),
        Column("requirement", kind="scalar", width=14),
        *(replace(column, always=True) for column in _judged()),
    ),
    keys=2,
)
WEIGHTS = TableKind(
    "Weights",
    (
        Column("method", width=20),
        Column("criterion", width=24),
        Column("value", kind="scalar", width=40),
        Column("list", kind="json", width=40),
    ),
)
SCORES = TableKind("Scores", (Column("vendor", width=20),))
BELIEF = ("value", "low", "likely", "high", "mean", "sd", "passes", "trials", "levels", "shape")
JUDGED = ("because", "evidence", "by", "on")
ASSESSMENTS = TableKind(
    "Assessments",
    (
        Column("vendor", width=20),
        Column("criterion", width=20),
        Column("evaluator", width=14),
        *(Column(name, (name,), "scalar", 12) for name in BELIEF[:8]),
        Column("levels", ("levels",), "json", 30),
        Column("shape", ("shape",), width=10),
        Column("because", ("because",), width=70),
        Column("evidence", ("evidence",), "list", 20),
        Column("by", ("by",), width=16),
        Column("on", ("on",), "date", 12),
    ),
    keys=2,
)
SCENARIOS = TableKind(
    "Scenarios",
    (
        Column("scenario", width=28),
        Column("path", width=36),
        Column("value", kind="scalar", width=60),
        Column("list", kind="json", width=40),
    ),
)
TRANSLATIONS = TableKind(
    "Translations",
    (
        Column("language", width=12),
        Column("text", width=70),
        Column("translation", width=70, always=True),
    ),
    "translations",
    keys=2,
)
MORE = TableKind(
    "More",
    (Column("path", width=40), Column("what", width=10), Column("value", kind="text", width=80)),
    open_ended=True,
)
META = TableKind("_meta", (Column("key", width=20), Column("value", kind="scalar", width=70)))

ALL = (
    DECISION,
    CRITERIA,
    LEVELS,
    REQUIREMENTS,
    WAIVERS,
    GROUPS,
    WEIGHTS,
    VENDORS,
    SCORES,
    ASSESSMENTS,
    EVALUATORS,
    EVIDENCE,
    CONDITIONS,
    SCENARIOS,
    TRANSLATIONS,
    MORE,
    META,
)
