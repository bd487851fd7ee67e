"""Hypothesis strategies for whole valid decisions and for their parts, shared by all tests.

Every strategy but ``decisions`` gives plain data, as a file holds them. Numbers stand on a grid of quarters, so that a
law about values is not a law about rounding. Keys and texts are awkward on purpose: they look like numbers, dates,
truth values or markup.
"""

import math
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from vendor_eval.decision.document import Decision

__all__ = ["assessments", "criteria", "decisions", "plain_decisions", "requirements", "scales", "scenarios", "weights"]

Plain = dict[str, Any]

VENDORS = ("alpha", "Beta & Söhne", "007", "NULL", "=1+1", "北京", "3/4", "d: e", "TRUE", "~")
CRITERIA = ("reach", "price per unit", "1e5", "'quoted'", "#5", "数据", "2025-01-01", "- z", "[x]", "<b>")
LEVELS = ("refuses", "Unclear", "12", "in contract", "null", "audited")
AS_OF = "2025-02-15"
EARLIER = ("2025-02-15", "2025-02", "2024-Q2", "2024", "2025-02-01/2025-03-01", "unknown")
LATER = ("2025-02-16", "2026", "2025-Q2")
PUBLISHED = ("2025-02-20", "2025-02-10", "2024-12", "2023", "unknown")
KINDS = ("own_test", "audit", "contract", "official_record", "reported_fact", "press_report", "vendor_claim")
AWKWARD = (
    *("no", "yes", "null", "1.10", "010", "12:30", "2025-02-30", "a: b # c", "- a\n- b", " padded ", "two\nlines\n"),
    *("\ttab", "'", '"', "\\n", "{}", "é", "中文", "=1+1", "<script>", "*a", "&a", "!t", "%d", "@", "`", "x " * 99),
)


def texts(*, filled: bool = False) -> st.SearchStrategy[str]:
    """Any text that a person might write; a filled one is not blank."""
    letters = st.characters(categories=("L", "N", "P", "S", "Zs"), include_characters="\n\t")
    some = st.sampled_from(AWKWARD) | st.text(letters, max_size=12)
    return some.filter(str.strip) if filled else some


def quarters(low: float, high: float) -> st.SearchStrategy[float]:
    """Numbers on a grid of quarters, ends included; whole ones are ints, as a file gives them."""
    steps = st.integers(math.ceil(low * 4), math.floor(high * 4))
    return steps.map(lambda step: step // 4 if step % 4 == 0 else step / 4)


def chances(names: Sequence[str]) -> st.SearchStrategy[dict[str, float]]:
    """Shares of 1 for names, some of them 0."""
    parts = st.lists(st.integers(0, 4), min_size=len(names), max_size=len(names)).filter(any)
    return parts.map(lambda parts: {name: part / sum(parts) for name, part in zip(names, parts, strict=True)})


def few(names: Sequence[str], *, at_least: int = 0, at_most: int | None = None) -> st.SearchStrategy[list[str]]:
    """Some of the names, each once, in any order."""
    return (
        st.lists(st.sampled_from(list(names)), min_size=at_least, max_size=at_most, unique=True)
        if names
        else st.just([])
    )


def optional(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Plain]:
    """A mapping with any of the fields."""
    return st.fixed_dictionaries({}, optional=fields)


def judged() -> st.SearchStrategy[Plain]:
    """Reason, author and day."""
    return optional(because=texts(), by=texts(), on=st.dates().map(str))


@st.composite
def numeric_scales(draw: st.DrawFn, *, limited: bool = True) -> Plain:
    """A linear, log or piecewise scale, up or down; a limited one may have a range."""
    shape = draw(st.sampled_from(["linear", "log", "piecewise"]))
    least = draw(quarters(0.25, 50) if shape == "log" else quarters(-50, 50))
    greatest = draw(quarters(least + 1, least + 100))
    worst, best = draw(st.sampled_from([(least, greatest), (greatest, least)]))
    scale: Plain = {"worst": worst, "best": best} | ({} if shape == "linear" else {"shape": shape})
    if shape == "piecewise":
        raws = draw(st.lists(quarters(least + 0.25, greatest - 0.25), min_size=1, max_size=3, unique=True).map(sorted))
        values = draw(st.lists(quarters(0, 100), min_size=len(raws), max_size=len(raws)).map(sorted))
        scale["points"] = [[x, v] for x, v in zip(raws, values if best > worst else values[::-1], strict=True)]
    if limited and draw(st.booleans()):
        scale["range"] = [least - draw(quarters(-0.25, 20)), greatest + draw(quarters(-0.25, 20))]
    return scale


@st.composite
def level_scales(draw: st.DrawFn) -> Plain:
    """Two to five levels, at least two of them of different worth."""
    levels = draw(few(LEVELS, at_least=2, at_most=5))
    points = st.lists(quarters(0, 100), min_size=len(levels), max_size=len(levels))
    return {"levels": dict(zip(levels, draw(points.filter(lambda found: len(set(found)) > 1)), strict=True))}


def scales() -> st.SearchStrategy[Plain]:
    """Any scale, with or without its reason."""
    return st.builds(lambda scale, why: scale | why, numeric_scales() | level_scales(), judged() | st.just({}))


def limits(scale: Plain) -> tuple[float, float]:
    """The least and the greatest performance to draw: the range, or a little beyond the ends of the scale."""
    if "range" in scale:
        return scale["range"][0], scale["range"][1]
    low, high = sorted((scale["worst"], scale["best"]))
    return low - 5, high + 5


def ordered(scale: Plain) -> list[str]:
    return sorted(scale["levels"], key=scale["levels"].get)


@st.composite
def requirements(draw: st.DrawFn, scale: Plain | None) -> Plain:
    """A requirement that fits a scale and that something can meet."""
    form = draw(st.sampled_from(["at_least", "at_most", "more_than", "less_than"]))
    threshold: Any
    if scale is not None and "levels" in scale:
        points = list(scale["levels"].values())
        end = {"more_than": max(points), "less_than": min(points)}.get(form)
        clear = [name for name, worth in scale["levels"].items() if points.count(worth) == 1 and worth != end]
        if clear and draw(st.booleans()):
            threshold = draw(st.sampled_from(clear))
        else:
            form, threshold = "one_of", draw(few(list(scale["levels"]), at_least=1))
    else:
        low, high = (-50, 50) if scale is None else limits(scale)
        threshold = draw(quarters(low + 0.25 * (form == "less_than"), high - 0.25 * (form == "more_than")))
    rest = optional(kind=st.sampled_from(["must", "should"]), p_met=quarters(0, 1), because=texts(), by=texts())
    return {form: threshold} | draw(rest)


@st.composite
def criteria(draw: st.DrawFn) -> Plain:
    """A criterion of any kind, with up to two requirements."""
    names = {"name": texts(), "description": texts(), "group": texts(), "unit": texts()}
    criterion = draw(optional(**names))
    if draw(st.integers(0, 5)) == 5:
        criterion["information_only"] = True
    if not criterion.get("information_only") or draw(st.booleans()):
        criterion["scale"] = draw(scales())
    found = draw(st.lists(requirements(criterion.get("scale")), max_size=2))
    if found:
        criterion["require"] = found[0] if len(found) == 1 else found
    return criterion


@st.composite
def beliefs(draw: st.DrawFn, scale: Plain | None) -> Any:
    """What may be believed on a scale, in the short form of a file: any kind of belief."""
    kind = draw(st.sampled_from(["exact", "interval", "levels", "unknown"]))
    if kind == "unknown":
        return "unknown"
    if scale is None:
        return draw(texts().filter(lambda text: text.isprintable()) | quarters(-50, 50))
    if "levels" not in scale:
        ends = sorted([draw(quarters(*limits(scale))), draw(quarters(*limits(scale)))])
        return ends[0] if kind == "exact" else {"low": ends[0], "high": ends[1]}
    levels = ordered(scale)
    if kind == "levels":
        return {"levels": draw(chances(levels))}
    first, last = sorted([draw(st.integers(0, len(levels) - 1)), draw(st.integers(0, len(levels) - 1))])
    return levels[first] if kind == "exact" else {"low": levels[first], "high": levels[last]}


@st.composite
def assessments(draw: st.DrawFn, scale: Plain | None, evidence: Sequence[str] = ()) -> Any:
    """An assessment of any kind, bare or with its reason and evidence."""
    belief = draw(beliefs(scale))
    if draw(st.booleans()):
        return belief
    whole = belief if isinstance(belief, dict) else {"value": belief}
    return whole | draw(judged()) | {"evidence": draw(few(evidence))}


@st.composite
def weights(
    draw: st.DrawFn, keys: Sequence[str], kinds: Sequence[str] = ("any", "direct", "normalise", "swing")
) -> Any:
    """Weights of any kind for the criteria with these keys, some of them 0."""
    kind = draw(st.sampled_from(list(kinds)))
    if kind == "any":
        return draw(st.just("any") | judged().map(lambda why: {"any": True} | why))
    if kind == "direct":
        return {"direct": draw(chances(keys))} | draw(judged())
    amounts = draw(st.lists(quarters(0, 100), min_size=len(keys), max_size=len(keys)).filter(any))
    named = dict(zip(keys, amounts, strict=True))
    return {"swing": named} | draw(judged()) if kind == "swing" else {"direct": named, "normalise": True}


def counted(plain: Plain) -> list[str]:
    """The criteria that carry weight and have some."""
    found = plain["weights"]
    amounts = {} if found == "any" else found.get("direct", found.get("swing", {}))
    return [
        key for key, one in plain["criteria"].items() if not one.get("information_only") and amounts.get(key, 1) > 0
    ]


@st.composite
def rescaled(draw: st.DrawFn, scale: Plain | None) -> Plain:
    """Another scale that everything said on the first still fits: the same levels in the same order, or no range."""
    if scale is None or "levels" not in scale:
        return draw(numeric_scales(limited=False))
    apart = st.lists(quarters(0, 100), min_size=len(scale["levels"]), max_size=len(scale["levels"]), unique=True)
    worth = dict(zip(ordered(scale), sorted(draw(apart)), strict=True))
    return {"levels": {level: worth[level] for level in scale["levels"]}}


@st.composite
def scenarios(draw: st.DrawFn, plain: Plain, late: Sequence[str] = ()) -> Plain:
    """A scenario that fits a decision without scenarios; late evidence is used only in hindsight."""
    scenario: Plain = draw(optional(because=texts(), widen=quarters(0.25, 1), hindsight=st.booleans()))
    keys, vendors = list(plain["criteria"]), list(plain["vendors"])
    weighted = [key for key, one in plain["criteria"].items() if not one.get("information_only")]
    if draw(st.booleans()):
        extra = draw(few(weighted))
        scenario["criteria"] = list(dict.fromkeys([*extra, draw(st.sampled_from(counted(plain)))]))
    if draw(st.booleans()):
        scenario["vendors"] = draw(few(vendors, at_least=1))
    if draw(st.booleans()):
        scenario["weights"] = draw(weights([key for key in weighted if key in scenario.get("criteria", weighted)]))
    if draw(st.booleans()):
        scenario["requirements"] = draw(st.just("none") | few(keys))
    if draw(st.booleans()):
        kinds, days = few(KINDS), st.sampled_from([AS_OF, "2024-01-01"])
        scenario["evidence"] = draw(optional(published_by=days, without_kinds=kinds))
    # A criterion for information only may lack a scale; giving it one could make a text a fault.
    scaled = [key for key in keys if "scale" in plain["criteria"][key]]
    changed = {key: draw(rescaled(plain["criteria"][key]["scale"])) for key in draw(few(scaled, at_most=2))}
    scenario["scale"] = changed
    scenario["require"] = {
        key: draw(st.none() | requirements(changed.get(key, plain["criteria"][key].get("scale"))))
        for key in draw(few(keys, at_most=2))
    }
    used = [*plain.get("evidence", {}), *(late if scenario.get("hindsight") else ())]
    used = [key for key in used if key not in late or scenario.get("hindsight")]
    scenario["assessments"] = {
        vendor: {
            key: draw(st.none() | assessments(changed.get(key, plain["criteria"][key].get("scale")), used))
            for key in draw(few(keys, at_most=2))
        }
        for vendor in draw(few(vendors, at_most=2))
    }
    return {name: part for name, part in scenario.items() if part != {}}


def evidence_items(described: Sequence[str]) -> st.SearchStrategy[Plain]:
    """An item of evidence that describes one of some dates."""
    fixed = {
        "claim": texts(filled=True),
        "source": texts(filled=True),
        "kind": st.sampled_from(KINDS),
        "describes": st.sampled_from(list(described)),
        "published": st.sampled_from(PUBLISHED),
    }
    other = {"publisher": texts(), "url": texts(), "note": texts(), "circular": st.booleans()}
    return st.fixed_dictionaries(fixed, optional=other | {"grade": st.sampled_from(["high", "medium", "low"])})


@st.composite
def costs(draw: st.DrawFn, evidence: Sequence[str]) -> Plain:
    """An amount of money, or a range."""
    ends = sorted([draw(quarters(-5, 50)), draw(quarters(-5, 50))])
    amount = draw(st.sampled_from([{"value": ends[0]}, {"low": ends[0], "high": ends[1]}]))
    return amount | {"currency": draw(texts(filled=True)), "evidence": draw(few(evidence))} | draw(judged())


def policies() -> st.SearchStrategy[Plain]:
    """Any rules of a decision."""
    return optional(
        unknown_at_requirement=st.sampled_from(["undetermined", "fail"]),
        minimum_value=quarters(0, 100),
        max_weaknesses=st.integers(0, 3),
        separation=st.sampled_from([0.75, 0.9, 1]),
    )


@st.composite
def plain_decisions(
    draw: st.DrawFn,
    *,
    vendors: tuple[int, int] = (1, 5),
    criteria_count: tuple[int, int] = (1, 5),
    weight_kinds: Sequence[str] = ("any", "direct", "normalise", "swing"),
    scenario_count: tuple[int, int] = (0, 2),
) -> Plain:
    """Plain data of a valid decision, with every kind of scale, belief, weights, requirement, evidence and scenario."""
    keys = draw(few(CRITERIA, at_least=criteria_count[0], at_most=criteria_count[1]))
    names = draw(few(VENDORS, at_least=vendors[0], at_most=vendors[1]))
    known, late = draw(few(["E1", "E 2", "3"])), draw(few(["L1", "{5}"]))
    asked: dict[str, Plain] = {key: draw(criteria()) for key in keys}
    if all(one.get("information_only") for one in asked.values()):
        asked[keys[0]] = {"scale": draw(scales())}
    weighted = [key for key, one in asked.items() if not one.get("information_only")]
    described = {key: draw(evidence_items(EARLIER)) for key in known}
    plain: Plain = {
        "vendor_eval": 1,
        "title": draw(texts(filled=True)),
        "as_of": AS_OF,
        "criteria": asked,
        "weights": draw(weights(weighted, weight_kinds)),
        "vendors": {
            key: draw(optional(name=texts(), description=texts(), cost=costs([*known, *late]))) for key in names
        },
        "assessments": {
            name: {key: draw(assessments(one.get("scale"), known)) for key, one in asked.items()} for name in names
        },
        "evidence": described,
    }
    plain |= draw(optional(question=texts(), description=texts(), policy=policies()))
    plain |= draw(optional(baseline=st.sampled_from(["none", *names]) | quarters(0, 100)))
    # Drawn before late evidence is known, so that scenarios use it only in hindsight.
    tried = {
        name: draw(scenarios(plain, late))
        for name in draw(few(["data only", "off", "2"], at_least=scenario_count[0], at_most=scenario_count[1]))
    }
    plain["evidence"] = described | {key: draw(evidence_items(LATER)) for key in late}
    if draw(st.booleans()):
        due = optional(due=st.sampled_from([*LATER, *EARLIER]), owner=texts(), evidence=few([*known, *late]))
        plain["conditions"] = {"approval": {"name": draw(texts(filled=True))} | draw(due) | draw(judged())}
    return plain | {"scenarios": tried}


def decisions(
    *,
    vendors: tuple[int, int] = (1, 5),
    criteria_count: tuple[int, int] = (1, 5),
    weight_kinds: Sequence[str] = ("any", "direct", "normalise", "swing"),
    scenario_count: tuple[int, int] = (0, 2),
) -> st.SearchStrategy[Decision]:
    """Whole valid decisions; numbers of vendors, criteria and scenarios are ``(least, most)``."""
    return plain_decisions(
        vendors=vendors, criteria_count=criteria_count, weight_kinds=weight_kinds, scenario_count=scenario_count
    ).map(Decision.model_validate)
