"""Bad files and what is said about them: every fault with its line, its column, its path and the way out."""

import pytest

from books import BASE
from vendor_eval.errors import DecisionError
from vendor_eval.files.formats import loads

BASELINE = """\
baseline: none
conditions: {approval: {name: Approval, due: 2025-Q3, evidence: [E2]}}
"""
LATER = """\
  E2: {claim: later, source: news, published: 2025-03-02, describes: 2025-03-01, kind: press_report}
"""
END = """\
  hindsight: {hindsight: true, assessments: {beta: {reach: {value: 50, evidence: [E2]}}}}
policy: {unknown_at_requirement: undetermined}
"""
TEXT = BASE.replace("assessments:", f"{BASELINE}assessments:").replace("scenarios:", f"{LATER}scenarios:") + END

REACH = "reach: 34"
PRIVACY = "privacy: unclear\n"
SCALE = "{worst: 0, best: 1200, range: [0, 5000]}"
LEVELS = "refuses: 0"
WEIGHTS = "{swing: {reach: 60, privacy: 100}}"
SCENARIO = "{criteria: [reach]}"
BETA = "beta: {name: Beta}"
LIMIT = "{at_least: 100}"
LEVEL = "{at_least: unclear}"
CELL = "24:12 assessments.beta.reach"


def changed(old: str, new: str) -> str:
    assert TEXT.count(old) == 1, old
    return TEXT.replace(old, new)


def faults_in(text: str, name: str = "d.yaml") -> list[str]:
    with pytest.raises(DecisionError) as caught:
        loads(text, name=name)
    assert "pydantic" not in str(caught.value)
    return [str(fault) for fault in caught.value.faults]


def assert_faults(text: str, expected: tuple[tuple[str, ...], ...], name: str = "d.yaml") -> None:
    """Each expected fault is its place and path, then words of its message; there are no others."""
    found = faults_in(text, name)

    assert [fault.partition(": ")[0] for fault in found] == [f"{name}:{place}" for place, *_ in expected], found
    for fault, (_, *words) in zip(found, expected, strict=True):
        for word in words:
            assert word in fault


def one(name: str, old: str, new: str, *expected: tuple[str, ...]):
    return pytest.param(old, new, expected, id=name)


def test_the_file_that_all_others_are_made_from_is_valid():
    assert loads(TEXT).title == "AI partner"


HEAD = [
    one("a newer format", "l: 1", "l: 2", ("1:14 vendor_eval", "must be 1", "not 2", "update vendor_eval")),
    one("an older format", "l: 1", "l: 0", ("1:14 vendor_eval", "must be 1", "not 0")),
    one("a format in quotes", "l: 1", "l: '1'", ("1:14 vendor_eval", "must be 1", "not '1'")),
    one("a truth value as format", "l: 1", "l: true", ("1:14 vendor_eval", "must be 1", "not true")),
    one("a number as title", "AI partner", "2025", ("2:8 title", "must be text", "not 2025", "quotes around it")),
    one("no title", "title: AI partner", "title:", ("2:7 title", "must be text", "is empty")),
    one("a blank title", "AI partner", "' '", ("2:8 title", "must not be blank")),
    one("a hidden character", "AI partner", '"AI\\u200bpartner"', ("2:8 title", "U+200B (ZERO WIDTH SPACE)")),
    one(
        "a misspelt field",
        "title:",
        "titel:",
        ("1:1 title", "is required"),
        ("2:8 titel", "Unknown field 'titel'. Did you mean 'title'?", "Allowed: 'vendor_eval', 'title'"),
    ),
    one("30 February", "2025-02-15", "2025-02-30", ("3:8 as_of", "day of the calendar", "not '2025-02-30'")),
    one("a day as a number", "2025-02-15", "20250215", ("3:8 as_of", "like 2025-02-15", "not 20250215")),
    one("no day", "2025-02-15", "", ("3:7 as_of", "day of the calendar", "is empty")),
    one("an unknown baseline", ": none", ": alhpa", ("17:11 baseline", "'alhpa'. Did you mean 'alpha'?", "0 to 100")),
    one("a baseline above 100", ": none", ": 101", ("17:11 baseline", "0 to 100 points, not 101")),
    one("an empty baseline", ": none", ":", ("17:10 baseline", "is empty: fill it in, or leave it out")),
    one("a true baseline", ": none", ": true", ("17:11 baseline", "none, a vendor, or a value", "not true")),
    one(
        "a wrong policy",
        "{unknown_at_requirement: undetermined}",
        "{unknown_at_requirement: fails, minimum_value: 120, max_weaknesses: 1.5, separation: 0.5}",
        ("32:34 policy.unknown_at_requirement", "'undetermined', 'fail'", "not 'fails'. Did you mean 'fail'?"),
        ("32:56 policy.minimum_value", "at most 100, not 120"),
        ("32:77 policy.max_weaknesses", "whole number, not 1.5"),
        ("32:94 policy.separation", "above 0.5, not 0.5"),
    ),
]
CRITERIA = [
    one(
        "a misspelt end of a scale",
        "best: 1200",
        "bset: 1200",
        ("8:12 criteria.reach.scale.best", "is required"),
        ("8:29 criteria.reach.scale.bset", "Did you mean 'best'?"),
    ),
    one(
        "equal ends and a range upside down",
        SCALE,
        "{worst: 7, best: 7, range: [9, 0]}",
        ("8:29 criteria.reach.scale.best", "must differ from worst; both are 7"),
        ("8:39 criteria.reach.scale.range", "the first number below the second"),
    ),
    one("a log scale from 0", "range: [0, 5000]", "shape: log", ("8:20 criteria.reach.scale.worst", "above 0", "log")),
    one("a shape misspelt", "range: [0, 5000]", "shape: lgo", ("8:42 criteria.reach.scale.shape", "'log'?")),
    one(
        "knots of every wrong kind",
        SCALE,
        "{worst: 0, best: 9, shape: piecewise, points: [[11, 20], [5, 200], [5, 3]]}",
        ("8:58 criteria.reach.scale.points", "each raw level once"),
        ("8:58 criteria.reach.scale.points", "must not fall in value"),
        ("8:60 criteria.reach.scale.points.0.0", "between worst and best, not at 11"),
        ("8:73 criteria.reach.scale.points.1.1", "from 0 to 100, not 200"),
    ),
    one(
        "a knot of three numbers",
        SCALE,
        "{worst: 0, best: 9, shape: piecewise, points: [[1, 2, 3]]}",
        ("8:59 criteria.reach.scale.points.0", "two numbers in brackets", "not 3"),
    ),
    one(
        "points without their shape",
        "range: [0, 5000]",
        "points: [[1, 2]]",
        ("8:12 criteria.reach.scale", "needs both"),
    ),
    one("a word as scale", SCALE, "high", ("8:12 criteria.reach.scale", "must be a mapping", "not 'high'")),
    one("no scale", f"    scale: {SCALE}\n", "", ("5:3 criteria.reach", "needs a scale", "information_only")),
    one("yes as level", LEVELS, "yes: 0", ("11:27 criteria.privacy.scale.levels.yes", "'yes'", "choose another")),
    one(
        "a level below 0", LEVELS, "refuses: -5", ("11:31 criteria.privacy.scale.levels.refuses", "at least 0, not -5")
    ),
    one("spaces in a level", LEVELS, "'a  b': 0", ("11:30 criteria.privacy.scale.levels.a  b", "doubled inside")),
    one(
        "two levels that look the same",
        LEVELS,
        "Unclear: 0",
        ("11:43 criteria.privacy.scale.levels.unclear", "looks the same as 'Unclear'", "differ only in capitals"),
    ),
    one("an impossible must", LIMIT, "{at_least: 6000}", ("9:25 criteria.reach.require.at_least", "from 0 to 5000")),
    one(
        "a threshold as text",
        LIMIT,
        "{at_least: '1,200'}",
        ("9:25 criteria.reach.require.at_least", "must be a number, not '1,200'", "1.200 or 1200?"),
    ),
    one("two thresholds", LIMIT, "{at_least: 5, at_most: 6}", ("9:14 criteria.reach.require", "two requirements as a")),
    one("no threshold", LIMIT, "{kind: should}", ("9:14 criteria.reach.require", "exactly one of", "none of them")),
    one(
        "a form misspelt", LIMIT, "{at_laest: 5}", ("9:25 criteria.reach.require.at_laest", "Did you mean 'at_least'?")
    ),
    one(
        "a choice of levels where there are none",
        LIMIT,
        "[{at_least: 5}, {one_of: [x]}]",
        ("9:39 criteria.reach.require.1.one_of", "needs a scale with levels"),
    ),
    one("a bare number as must", LIMIT, "100", ("9:14 criteria.reach.require", "must be a mapping", "not 100")),
    one("a level misspelt", LEVEL, "{at_least: uncler}", ("12:25 criteria.privacy.require.at_least", "'unclear'?")),
    one("more than the best", LEVEL, "{more_than: audited}", ("12:26 criteria.privacy.require.more_than", "no level")),
    one("less than the worst", LEVEL, "{less_than: refuses}", ("12:26 criteria.privacy.require.less_than", "no level")),
    one("a number as level", LEVEL, "{at_least: 30}", ("12:25 criteria.privacy.require.at_least", "not the number 30")),
    one("one level as list", LEVEL, "{one_of: unclear}", ("12:23 criteria.privacy.require.one_of", "write [unclear]")),
    one("a choice of nothing", LEVEL, "{one_of: []}", ("12:23 criteria.privacy.require.one_of", "names no level")),
]
WEIGHING = [
    one(
        "none as weights", WEIGHTS, "none", ("13:10 weights", "`any`", "one of direct, swing, rank_order", "not 'none'")
    ),
    one("no weights", WEIGHTS, "", ("13:9 weights", "`any`", "is empty")),
    one("a negative weight", "reach: 60,", "reach: -60,", ("13:26 weights.swing.reach", "at least 0, not -60")),
    one(
        "a word as weight", "reach: 60,", "reach: high,", ("13:26 weights.swing.reach", "a number, not the text 'high'")
    ),
    one(
        "weights of 0",
        WEIGHTS,
        "{swing: {reach: 0, privacy: 0}}",
        ("13:18 weights.swing", "at least one weight above 0"),
    ),
    one(
        "weights that sum to 97",
        WEIGHTS,
        "{direct: {reach: 47, privacy: 50}}",
        ("13:19 weights.direct", "sum to 1, not 97", "97 of 100", "`normalise: true`"),
    ),
    one(
        "weights of 1.2", WEIGHTS, "{direct: {reach: 0.7, privacy: 0.5}}", ("13:19 weights.direct", "not 1.2. Correct")
    ),
    one("swing misspelt", WEIGHTS, "{swnig: {reach: 60}}", ("13:10 weights", "found swnig. Did you mean 'swing'?")),
    one("bare weights", WEIGHTS, "{reach: 60, privacy: 100}", ("13:10 weights", "found reach, privacy. Write `swing:")),
    one("an empty mapping", WEIGHTS, "{}", ("13:10 weights", "found nothing. Write `swing:")),
    one(
        "both kinds of weights",
        WEIGHTS,
        "{swing: {reach: 60, privacy: 1}, direct: {reach: 1, privacy: 0}}",
        ("13:10 weights", "exactly one of direct, swing, rank_order", "found swing, direct."),
    ),
    one(
        "a criterion misspelt in the weights",
        "privacy: 100}}\nv",
        "pirvacy: 100}}\nv",
        ("13:18 weights.swing", "no weight to privacy", "write 0"),
        ("13:39 weights.swing.pirvacy", "Unknown criterion 'pirvacy'. Did you mean 'privacy'?"),
    ),
    one("any: false", WEIGHTS, "{any: false}", ("13:16 weights.any", "must be true, not false")),
    one("swing without points", WEIGHTS, "{swing: }", ("13:18 weights.swing", "must be a mapping", "is empty")),
]
NUMBERS = [
    one("a thousands separator", REACH, 'reach: "1,200"', (CELL, "number (million users)", "mean 1.200 or 1200?")),
    one("a decimal comma", REACH, "reach: 0,4", (CELL, "not the text '0,4'", "mean 0.4?", "decimal point")),
    one("both separators", REACH, "reach: 1.200,50", (CELL, "mean 1200.50?")),
    one("a space in a number", REACH, "reach: 1 200", (CELL, "mean 1200?")),
    one("an underscore", REACH, "reach: 1_000", (CELL, "not the text '1_000'", "mean 1000?")),
    one("an octal", REACH, "reach: 010", (CELL, "not the text '010'", "mean 10?")),
    one("a hexadecimal", REACH, "reach: 0x10", (CELL, "not the text '0x10'")),
    one("Arabic digits", REACH, "reach: ٣", (CELL, "not the text '٣'")),
    one("a time of day", REACH, "reach: 12:30", (CELL, "not the text '12:30'")),
    one("a day", REACH, "reach: 2025-03-04", (CELL, "not the text '2025-03-04'")),
    one("percent", REACH, "reach: 45%", (CELL, "not the text '45%'", "Write the number alone")),
    one("a word", REACH, "reach: high", (CELL, "not the text 'high'")),
    one("TRUE", REACH, "reach: TRUE", (CELL, "must be a number, not true")),
    one("NO", REACH, "reach: NO", (CELL, "not the text 'NO'")),
    one("n/a", REACH, "reach: n/a", (CELL, "not the text 'n/a'", "Write `unknown`")),
    one(".nan", REACH, "reach: .nan", (CELL, "not the text '.nan'", "Write `unknown`")),
    one("unknown misspelt", REACH, "reach: unknwon", (CELL, "Did you mean 'unknown'?")),
    one("1e400", REACH, "reach: 1e400", (CELL, "between -1e12 and 1e12", "too large to be read")),
    one("400 digits", REACH, "reach: " + "9" * 400, (CELL, "between -1e12 and 1e12", "too large to be read")),
    one("5000 digits", REACH, "reach: " + "9" * 5000, (CELL, "between -1e12 and 1e12", "too large to be read")),
    one("1e13", REACH, "reach: 1e13", (CELL, "between -1e12 and 1e12, not 1e+13")),
    one("null", REACH, "reach: null", (CELL, "is empty", "write `unknown`")),
    one("nothing", REACH, "reach:", ("24:11 assessments.beta.reach", "is empty", "write `unknown`")),
    one("out of the possible range", REACH, "reach: 6000", (CELL, "is 6000, outside", "from 0 to 5000")),
]
ASSESSMENTS = [
    one("a list as score", REACH, "reach: [1, 2]", (CELL, "not a list", "{low: ..., high: ...}")),
    one("a range within a value", REACH, "reach: {value: {low: 3}}", (CELL, "not a mapping", "{low: ..., high: ...}")),
    one("half a range", REACH, "reach: {low: 5}", (CELL, "`low` and `high`", "found low")),
    one("value and low", REACH, "reach: {value: 3, low: 2}", (CELL, "found value and low")),
    one("a reason alone", REACH, "reach: {because: x}", (CELL, "none of them", "`value: unknown`")),
    one("low above high", REACH, "reach: {low: 5, high: 3}", (CELL, "low (5) must not be above high (3)")),
    one("low a number, high a word", REACH, "reach: {low: 5, high: many}", (CELL, "low (5) and high ('many')")),
    one(
        "words as bounds",
        REACH,
        "reach: {low: a, high: '7'}",
        ("24:18 assessments.beta.reach.low", "not the text 'a'"),
        ("24:27 assessments.beta.reach.high", "not the text '7'"),
    ),
    one(
        "levels on a numeric scale",
        REACH,
        "reach: {levels: {a: 1}}",
        ("24:21 assessments.beta.reach.levels", "numeric scale"),
    ),
    one(
        "a misspelt field beside unknown evidence",
        REACH,
        "reach: {vlaue: 3, evidence: [E9]}",
        (CELL, "found none of them"),
        ("24:20 assessments.beta.reach.vlaue", "Did you mean 'value'?", "Allowed: 'value', 'low'"),
        ("24:34 assessments.beta.reach.evidence.0", "Unknown evidence 'E9'. Known: E1, E2."),
    ),
    one(
        "evidence without brackets",
        REACH,
        "reach: {value: 3, evidence: E1}",
        ("24:33 assessments.beta.reach.evidence", "must be a list, not 'E1'; write [E1]"),
    ),
    one(
        "evidence named twice",
        REACH,
        "reach: {value: 3, evidence: [E1, E1]}",
        ("24:33 assessments.beta.reach.evidence", "names 'E1' twice"),
    ),
    one(
        "evidence later than the decision",
        REACH,
        "reach: {value: 3, evidence: [E1, E2]}",
        ("24:38 assessments.beta.reach.evidence.1", "2025-03-01, later than", "2025-02-15", "`hindsight: true`"),
    ),
    one(
        "a wrong day and a number as evaluator",
        REACH,
        "reach: {value: 3, on: 2025-02-30, by: 7}",
        ("24:27 assessments.beta.reach.on", "not '2025-02-30'"),
        ("24:43 assessments.beta.reach.by", "must be text, not 7"),
    ),
    one(
        "a level misspelt",
        PRIVACY,
        "privacy: uncler\n",
        ("25:14 assessments.beta.privacy", "mean 'unclear'?", "refuses"),
    ),
    one(
        "a number as level",
        PRIVACY,
        "privacy: 3\n",
        ("25:14 assessments.beta.privacy", "must name a level", "number 3"),
    ),
    one(
        "levels from better to worse",
        PRIVACY,
        "privacy: {low: audited, high: unclear}\n",
        ("25:14 assessments.beta.privacy", "low (audited) must not be a better level than high (unclear)"),
    ),
    one(
        "chances of 90 percent",
        PRIVACY,
        "privacy: {levels: {refuses: 0.5, unclear: 0.4}}\n",
        ("25:23 assessments.beta.privacy.levels", "sum to 1, not 0.9"),
    ),
    one(
        "a chance of an unknown level",
        PRIVACY,
        "privacy: {levels: {refuses: 0.5, unclr: 0.5}}\n",
        ("25:45 assessments.beta.privacy.levels.unclr", "Did you mean 'unclear'?"),
    ),
    one(
        "chances outside 0 to 1",
        PRIVACY,
        "privacy: {levels: {refuses: -0.5, unclear: 1.5}}\n",
        ("25:33 assessments.beta.privacy.levels.refuses", "at least 0, not -0.5"),
        ("25:48 assessments.beta.privacy.levels.unclear", "at most 1, not 1.5"),
    ),
    one("a missing row", f"  beta:\n    {REACH}\n    {PRIVACY}", "", ("19:1 assessments", "nothing for vendor 'beta'")),
    one("a missing score", f"    {REACH}\n", "", ("23:3 assessments.beta", "no assessment for reach", "`unknown`")),
    one(
        "a Cyrillic letter in a vendor's row",
        "  beta:\n    reach",
        "  b\u0435ta:\n    reach",
        ("19:1 assessments", "nothing for vendor 'beta'"),
        ("23:3 assessments.b\u0435ta", "Did you mean 'beta'? ('\u0435' is U+0435.)"),
    ),
    one(
        "a criterion misspelt in a row",
        "    privacy: unclear\n",
        "    privcy: unclear\n",
        ("23:3 assessments.beta", "no assessment for privacy"),
        ("25:13 assessments.beta.privcy", "Unknown criterion 'privcy'. Did you mean 'privacy'?"),
    ),
    one(
        "a row of nothing",
        f"    {REACH}\n    {PRIVACY}",
        "",
        ("23:8 assessments.beta", "must be a mapping", "is empty"),
    ),
]
VENDORS = [
    one(
        "two vendors that look the same",
        f"  {BETA}",
        "  \u0410lpha: {}",
        (
            "16:10 vendors.\u0410lpha",
            "looks the same as 'alpha'",
            "character 1 is '\u0410' (U+0410) here and 'a' (U+0061)",
        ),
        ("19:1 assessments", "nothing for vendor '\u0410lpha'"),
        ("23:3 assessments.beta", "Unknown vendor 'beta'. Known: alpha"),
        ("31:52 scenarios.hindsight.assessments.beta", "Unknown vendor 'beta'"),
    ),
    one("a vendor without a word", BETA, "beta:", ("16:8 vendors.beta", "is empty; write {}")),
    one(
        "a misspelt field and a cost that lacks its end",
        BETA,
        "beta: {nmae: Beta, cost: {low: 3, currency: 5}}",
        ("16:16 vendors.beta.nmae", "Did you mean 'name'?"),
        ("16:47 vendors.beta.cost.currency", "must be text, not 5"),
    ),
    one("a cost of two kinds", "{low: 8,", "{value: 8,", ("15:30 vendors.alpha.cost", "found value and high")),
    one(
        "a cost upside down",
        "{low: 8,",
        "{low: 80,",
        ("15:30 vendors.alpha.cost", "low (80) must not be above high (11)"),
    ),
    one(
        "unknown evidence of a cost",
        "USD, evidence: [E1]",
        "USD, evidence: [E3]",
        ("15:75 vendors.alpha.cost.evidence.0", "E3"),
    ),
    one("unknown evidence of a condition", "[E2]}}\na", "[E7]}}\na", ("18:66 conditions.approval.evidence.0", "'E7'")),
    one(
        "a kind of evidence",
        "reported_fact",
        "rumour",
        ("27:99 evidence.E1.kind", "'own_test', 'audit'", "not 'rumour'"),
    ),
    one(
        "a grade",
        "kind: press_report",
        "kind: audit, grade: 3",
        ("28:102 evidence.E2.grade", "'high', 'medium', 'low', not 3"),
    ),
    one("a vague date", "2025-02-02", "last week", ("27:61 evidence.E1.published", "2024-Q2", "not 'last week'")),
    one(
        "a date back in time",
        "2025-02-02",
        "2025-02-05/2025-02-01",
        ("27:61 evidence.E1.published", "end before it starts"),
    ),
    one("no claim", "claim: many users, ", "", ("27:7 evidence.E1.claim", "is required")),
    one(
        "evidence as a list",
        TEXT[TEXT.index("  E1:") : TEXT.index("scenarios")],
        "  - E1\n",
        ("26:1 evidence", "not a list"),
    ),
]
SCENARIOS = [
    one("an unknown criterion", SCENARIO, "{criteria: [raech]}", ("30:26 scenarios.data only.criteria.0", "'reach'?")),
    one("no criteria", SCENARIO, "{criteria: []}", ("30:25 scenarios.data only.criteria", "keeps no criterion")),
    one(
        "an unknown vendor",
        SCENARIO,
        "{vendors: [gamma]}",
        ("30:25 scenarios.data only.vendors.0", "Known: alpha, beta"),
    ),
    one("no vendors", SCENARIO, "{vendors: []}", ("30:24 scenarios.data only.vendors", "keeps no vendor")),
    one(
        "too few weights",
        SCENARIO,
        "{weights: {swing: {reach: 3}}}",
        ("30:32 scenarios.data only.weights.swing", "no weight to privacy"),
    ),
    one(
        "a weight for what it leaves out",
        SCENARIO,
        "{criteria: [reach], weights: {swing: {reach: 3, privacy: 4}}}",
        ("30:71 scenarios.data only.weights.swing.privacy", "carries no weight", "left out"),
    ),
    one(
        "a scale on which the base's must is impossible",
        SCENARIO,
        "{scale: {reach: {worst: 0, best: 10, range: [0, 99]}}, vendors: [beta]}",
        ("30:30 scenarios.data only.scale.reach", "requirement at_least of the base", "from 0 to 99"),
    ),
    one(
        "a scale that the base's scores do not fit",
        SCENARIO,
        "{scale: {reach: {worst: 0, best: 10, range: [0, 300]}}}",
        ("30:30 scenarios.data only.scale.reach", "does not fit the assessment of alpha: is 900"),
        ("30:30 scenarios.data only.scale.reach", "does not fit the assessment of alpha: is 950"),
    ),
    one(
        "a changed must that does not fit",
        SCENARIO,
        "{require: {raech: null, privacy: {at_least: 3}}}",
        ("30:32 scenarios.data only.require.raech", "Unknown criterion 'raech'"),
        ("30:58 scenarios.data only.require.privacy.at_least", "must name a level"),
    ),
    one(
        "a level that its own scale lacks",
        SCENARIO,
        "{scale: {reach: {levels: {a: 0, b: 5}}}, require: {reach: {at_least: b}}, "
        "assessments: {alpha: {reach: a}, beta: {reach: c}}}",
        ("30:135 scenarios.data only.assessments.beta.reach", "Unknown level 'c'. Levels are a, b."),
    ),
    one(
        "none misspelt",
        SCENARIO,
        "{requirements: nnoe}",
        ("30:29 scenarios.data only.requirements", "`none` or a list"),
    ),
    one(
        "a number",
        SCENARIO,
        "{requirements: 5}",
        ("30:29 scenarios.data only.requirements", "`none` or a list", "not 5"),
    ),
    one(
        "an unknown must",
        SCENARIO,
        "{requirements: [x]}",
        ("30:30 scenarios.data only.requirements.0", "Known: reach, pr"),
    ),
    one(
        "a faulty scenario with names that do not exist",
        SCENARIO,
        "{widen: 2, criteria: [raech], assessments: {gamma: {reach: 3}, beta: {raech: 3}}}",
        ("30:22 scenarios.data only.widen", "at most 1, not 2"),
        ("30:36 scenarios.data only.criteria.0", "'raech'"),
        ("30:65 scenarios.data only.assessments.gamma", "Unknown vendor 'gamma'"),
        ("30:91 scenarios.data only.assessments.beta.raech", "Unknown criterion 'raech'"),
    ),
    one(
        "a wrong filter of evidence",
        SCENARIO,
        "{evidence: {published_by: 2025-02-30, without_kinds: [rumour]}}",
        ("30:40 scenarios.data only.evidence.published_by", "not '2025-02-30'"),
        ("30:68 scenarios.data only.evidence.without_kinds.0", "must be one of", "not 'rumour'"),
    ),
    one(
        "later evidence without hindsight",
        SCENARIO,
        "{assessments: {beta: {reach: {value: 3, evidence: [E2]}}}}",
        ("30:65 scenarios.data only.assessments.beta.reach.evidence.0", "later than", "`hindsight: true`"),
    ),
    one(
        "a doubtful hindsight", SCENARIO, "{hindsight: maybe}", ("30:26 scenarios.data only.hindsight", "true or false")
    ),
    one(
        "a scenario in a scenario",
        SCENARIO,
        "{scenarios: {}}",
        ("30:26 scenarios.data only.scenarios", "Unknown field"),
    ),
    one("a reserved name", "data only:", "unknown:", ("30:12 scenarios.unknown", "choose another name")),
]


@pytest.mark.parametrize(
    ("old", "new", "expected"), [*HEAD, *CRITERIA, *WEIGHING, *NUMBERS, *ASSESSMENTS, *VENDORS, *SCENARIOS]
)
def test_a_fault_is_named_with_its_place_its_path_and_the_way_out(old, new, expected):
    assert_faults(changed(old, new), expected)


def test_all_faults_of_a_file_come_together_in_the_order_of_the_file():
    text = TEXT
    for old, new in [
        ("title: AI", "titel: AI"),
        ("range: [0, 5000]", "range: [0, 5000], worst: 1"),
        ("reach: 60,", "raech: 60,"),
        ("name: Beta", "name: 7"),
        (REACH, "reach: '1,200'"),
        (PRIVACY, "privacy: &p clear\n"),
        ("[E1]}\n    privacy", "[E1, E7]}\n    privacy"),
        ("kind: press_report", "kind: *p"),
        (SCENARIO, "{widen: -1, vendors: [gamma]}"),
    ]:
        assert text.count(old) == 1
        text = text.replace(old, new)

    assert_faults(
        text,
        (
            ("1:1 title", "is required"),
            ("2:8 titel", "Did you mean 'title'?"),
            ("8:53 criteria.reach.scale.worst", "stands twice; first at line 8, column 13"),
            ("13:18 weights.swing", "gives no weight to reach"),
            ("13:26 weights.swing.raech", "Did you mean 'reach'?"),
            ("16:16 vendors.beta.name", "must be text, not 7"),
            ("21:70 assessments.alpha.reach.evidence.1", "Unknown evidence 'E7'"),
            ("24:12 assessments.beta.reach", "1.200 or 1200?"),
            ("25:14 assessments.beta.privacy", "has the anchor &p"),
            ("25:14 assessments.beta.privacy", "Unknown level 'clear'. Did you mean 'unclear'?"),
            ("28:88 evidence.E2.kind", "uses the alias *p"),
            ("30:22 scenarios.data only.widen", "above 0, not -1"),
            ("30:36 scenarios.data only.vendors.0", "Unknown vendor 'gamma'"),
        ),
    )


def test_what_is_missing_as_a_whole_is_said_once():
    assert_faults(
        TEXT[: TEXT.index("criteria:")],
        tuple((f"1:1 {name}", "is required") for name in ("criteria", "weights", "vendors", "assessments")),
    )


@pytest.mark.parametrize("name", ["criteria", "vendors", "assessments", "evidence", "scenarios", "conditions"])
def test_a_section_that_is_no_mapping_brings_no_faults_about_its_names(name):
    lines = TEXT.split("\n")
    start = next(index for index, line in enumerate(lines) if line.startswith(f"{name}:"))
    end = next(index for index in range(start + 1, len(lines)) if not lines[index].startswith(" "))
    found = faults_in("\n".join([*lines[:start], f"{name}: [a, b]", *lines[end:]]))

    assert len(found) == 1
    assert f"{name}: must be a mapping of names to values, not a list" in found[0]


@pytest.mark.parametrize("text", ["hello", "- a\n- b\n", "[1, 2]"])
def test_a_text_that_is_no_mapping_is_no_decision(text):
    assert_faults(text, (("1:1", "must be a mapping with 'vendor_eval', 'title'"),))


def test_later_evidence_is_fine_in_hindsight_for_a_cost_and_for_a_condition():
    cost = TEXT.replace("currency: USD, evidence: [E1]", "currency: USD, evidence: [E2]")

    assert loads(cost).under("hindsight").assessments["beta"]["reach"].evidence == ("E2",)


def test_1_10_is_a_number_and_NA_a_name():
    decision = loads(TEXT.replace(REACH, "reach: 1.10").replace("beta", "NA"))

    assert decision.assessments["NA"]["reach"].belief.value == 1.1


def test_a_file_of_a_hundred_thousand_faults_is_answered_soon():
    strangers = TEXT.replace("title: AI", "".join(f"titl{index}: 1\n" for index in range(20_000)) + "title: AI")
    scores = TEXT.replace(REACH, REACH + "".join(f"\n    reach{index}: 1" for index in range(20_000)))

    for text in (strangers, scores):
        with pytest.raises(DecisionError, match=r"and [\d,]+ more$"):
            loads(text)
