"""Hypothesis strategies for whole valid decisions and for their parts, shared by all tests.

Every strategy but ``decisions`` gives plain data, as a file holds them. Numbers stand on a grid of quarters, so that a
law about values is not a law about rounding. Keys and texts are awkward on purpose: they look like numbers, dates,
truth values or markup.
"""

import math
from collections.abc import Sequence
from functools import partial
from typing import Any

from hypothesis import strategies as st

from vendor_eval.decision.document import Decision
from vendor_eval.decision.texts import reworded
from vendor_eval.decision.tree import Branch, ancestors, steps, tree_of

__all__ = ["assessments", "criteria", "decisions", "plain_decisions", "requirements", "scales", "scenarios", "weights"]

Plain = dict[str, Any]

VENDORS = ("alpha", "Beta & Söhne", "007", "NULL", "=1+1", "北京", "3/4", "d: e", "TRUE", "~")
CRITERIA = ("reach", "price per unit", "1e5", "'quoted'", "#5", "数据", "2025-01-01", "- z", "[x]", "<b>")
GROUPS = ("technology", "technology / models", "technology / models / 大", "delivery", "a/b")
EVALUATORS = ("ann", "Bob B.", "3")
LEVELS = ("refuses", "Unclear", "12", "in contract", "null", "audited")
UNITS = ("%", "percent", "days a year", "employees")
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


SHAPES = ("linear", "log", "piecewise", "exponential", "target")


@st.composite
def numeric_scales(
    draw: st.DrawFn, *, limited: bool = True, share: bool | None = None, shapes: Sequence[str] = SHAPES
) -> Plain:
    """A scale of numbers of any shape, up or down; a limited one may have a range, one of shares lies from 0 to 1."""
    shape = draw(st.sampled_from(list(shapes)))
    share = draw(st.integers(0, 4)) == 4 if share is None else share
    lowest = 0.25 if shape == "log" else 0 if share else -50
    least = draw(quarters(lowest, 0.5 if share else 50))
    greatest = draw(quarters(least + 0.5, 1) if share else quarters(least + 1, least + 100))
    worst, best = draw(st.sampled_from([(least, greatest), (greatest, least)]))
    scale: Plain = {"worst": worst, "best": best} | ({} if shape == "linear" else {"shape": shape})
    inside = quarters(least + 0.25, greatest - 0.25)
    if shape == "piecewise":
        raws = draw(st.lists(inside, min_size=1, max_size=2 if share else 3, unique=True).map(sorted))
        values = draw(st.lists(quarters(0, 100), min_size=len(raws), max_size=len(raws)).map(sorted))
        scale["points"] = [[x, v] for x, v in zip(raws, values if best > worst else values[::-1], strict=True)]
    if shape == "exponential":
        scale["midvalue"] = draw(inside)
    if shape == "target":
        scale |= {"worst": [least, greatest], "best": draw(inside)}
        scale["tolerance"] = draw(quarters(0, min(scale["best"] - least, greatest - scale["best"]) - 0.25))
    if limited and not share and draw(st.booleans()):
        scale["range"] = [least - draw(quarters(-0.25, 20)), greatest + draw(quarters(-0.25, 20))]
    return scale | draw(st.sampled_from([{}, {}, {"anchors": "data"}]))


def ends(scale: Plain) -> tuple[float, float]:
    """The ends of a scale of numbers."""
    both = scale["worst"] if isinstance(scale["worst"], list) else [scale["worst"], scale["best"]]
    return min(both), max(both)


def counts_shares(scale: Plain) -> bool:
    """Whether a share of trials fits a scale, whatever the unit."""
    return "levels" not in scale and ends(scale)[0] >= 0 and ends(scale)[1] <= 1 and "range" not in scale


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
    low, high = ends(scale)
    return low - 5, high + 5


def ordered(scale: Plain) -> list[str]:
    return sorted(scale["levels"], key=scale["levels"].get)


def waivers(vendors: Sequence[str]) -> st.SearchStrategy[Plain]:
    """Waivers of a requirement for some vendors, mostly for none."""
    granted = st.fixed_dictionaries(
        {"because": texts(filled=True), "by": texts(filled=True)}, optional={"on": st.dates().map(str)}
    )
    some = few(vendors).flatmap(lambda names: st.fixed_dictionaries(dict.fromkeys(names, granted)))
    return some.map(lambda found: {"waivers": found} if found else {})


@st.composite
def requirements(draw: st.DrawFn, scale: Plain | None, vendors: Sequence[str] = ()) -> Plain:
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
    return {form: threshold} | draw(rest) | (draw(waivers(vendors)) if draw(st.integers(0, 2)) == 2 else {})


@st.composite
def criteria(draw: st.DrawFn, vendors: Sequence[str] = ()) -> Plain:
    """A criterion of any kind, with up to two requirements, some of them waived for some vendors."""
    groups = st.sampled_from(GROUPS) | texts().filter(lambda text: "" not in steps(text))
    units = texts() | st.sampled_from(UNITS)
    names = {"name": texts(), "description": texts(), "group": groups, "unit": units}
    criterion = draw(optional(**names))
    if draw(st.integers(0, 5)) == 5:
        criterion["information_only"] = True
    if not criterion.get("information_only") or draw(st.booleans()):
        criterion["scale"] = draw(scales())
    found = draw(st.lists(requirements(criterion.get("scale"), vendors), max_size=2))
    if found:
        criterion["require"] = found[0] if len(found) == 1 else found
    return criterion


@st.composite
def numeric_beliefs(draw: st.DrawFn, scale: Plain) -> Any:
    """What may be believed on a scale of numbers, in the short form of a file: any kind of belief but unknown."""
    kinds = ["exact", "interval", "triangular", "pert", "normal", *(["test"] if counts_shares(scale) else [])]
    kind = draw(st.sampled_from(kinds))
    if kind == "normal":
        return {"mean": draw(quarters(*limits(scale))), "sd": draw(quarters(0.25, 20))}
    if kind == "test":
        trials = draw(st.integers(1, 40))
        return {"passes": draw(st.integers(0, trials)), "trials": trials}
    low, likely, high = sorted(draw(quarters(*limits(scale))) for _ in range(3))
    if kind == "exact":
        return likely
    third = {} if kind == "interval" else {"likely": likely}
    return {"low": low, **third, "high": high} | ({"shape": "pert"} if kind == "pert" else {})


@st.composite
def beliefs(draw: st.DrawFn, scale: Plain | None) -> Any:
    """What may be believed on a scale, in the short form of a file: any kind of belief."""
    kind = draw(st.sampled_from(["exact", "interval", "levels", "unknown"]))
    if kind == "unknown":
        return "unknown"
    if scale is None:
        return draw(texts().filter(lambda text: text.isprintable()) | quarters(-50, 50))
    if "levels" not in scale:
        return draw(numeric_beliefs(scale))
    levels = ordered(scale)
    if kind == "levels":
        return {"levels": draw(chances(levels))}
    first, last = sorted([draw(st.integers(0, len(levels) - 1)), draw(st.integers(0, len(levels) - 1))])
    return levels[first] if kind == "exact" else {"low": levels[first], "high": levels[last]}


@st.composite
def assessments(
    draw: st.DrawFn, scale: Plain | None, evidence: Sequence[str] = (), evaluators: Sequence[str] = ()
) -> Any:
    """An assessment of any kind, bare or with its reason and evidence; of one or of several evaluators."""
    if evaluators and draw(st.integers(0, 4)) == 4:
        given = {name: draw(assessments(scale, evidence)) for name in draw(few(evaluators, at_least=1))}
        agreed = draw(assessments(scale, evidence))
        why = {"because": draw(texts(filled=True))}
        whole = (agreed if isinstance(agreed, dict) else {"value": agreed}) | why
        return {"by_evaluator": given} | draw(st.sampled_from([{}, {"agreed": whole}]))
    belief = draw(beliefs(scale))
    if draw(st.booleans()):
        return belief
    whole = belief if isinstance(belief, dict) else {"value": belief}
    return whole | draw(judged()) | {"evidence": draw(few(evidence))}


STATED_WEIGHTS = ("direct", "normalise", "swing")
POINT_WEIGHTS = (*STATED_WEIGHTS, "rank_order", "pairwise", "connected", "best_worst")
WEIGHTS = ("any", *POINT_WEIGHTS, "nonlinear", "imprecise", "around")


@st.composite
def weights(draw: st.DrawFn, keys: Sequence[str], kinds: Sequence[str] = WEIGHTS) -> Any:
    """Weights of any kind for the criteria with these keys, some of them 0."""
    kind = draw(st.sampled_from(list(kinds)))
    if kind == "any" or (kind in ("best_worst", "nonlinear") and len(keys) < 2):
        return draw(st.just("any") | judged().map(lambda why: {"any": True} | why))
    if kind == "direct":
        return {"direct": draw(chances(keys))} | draw(judged())
    if kind not in ("normalise", "swing"):
        return draw(KIND_STRATEGIES[kind](keys)) | draw(judged())
    amounts = draw(st.lists(quarters(0, 100), min_size=len(keys), max_size=len(keys)).filter(any))
    named = dict(zip(keys, amounts, strict=True))
    return {"swing": named} | draw(judged()) if kind == "swing" else {"direct": named, "normalise": True}


@st.composite
def orders(draw: st.DrawFn, keys: Sequence[str]) -> list[Any]:
    """All keys in any order, some of them sharing a place."""
    places: list[list[str]] = []
    for key in draw(st.permutations(keys)):
        if places and draw(st.integers(0, 3)) == 3:
            places[-1].append(key)
        else:
            places.append([key])
    return [place if len(place) > 1 or draw(st.booleans()) else place[0] for place in places]


@st.composite
def rank_orders(draw: st.DrawFn, keys: Sequence[str]) -> Plain:
    """An order of importance, with or without its method."""
    method = draw(optional(method=st.sampled_from(["roc", "sum", "reciprocal"])))
    return {"rank_order": {"order": draw(orders(keys))} | method}


@st.composite
def comparisons(draw: st.DrawFn, keys: Sequence[str], *, complete: bool) -> Plain:
    """Comparisons of all pairs, or of enough to connect all keys."""
    placed = draw(st.permutations(keys))
    pairs = [(a, b) for j, b in enumerate(placed) for i, a in enumerate(placed[:j]) if complete or i == j - 1]
    table: Plain = {} if pairs else {placed[0]: {placed[0]: 1}}
    for a, b in pairs:
        first, second = draw(st.sampled_from([(a, b), (b, a)]))
        table.setdefault(first, {})[second] = draw(st.integers(1, 9))
    method = draw(optional(method=st.sampled_from(["eigenvector", "geometric_mean"])))
    index = draw(optional(random_index=st.sampled_from(["saaty_1980", "saaty_2008", "alonso_lamata_2006"])))
    return {"pairwise": table} | (method if complete else {"method": "geometric_mean"}) | index


@st.composite
def best_worsts(draw: st.DrawFn, keys: Sequence[str], *, model: str) -> Plain:
    """Comparisons with the best and the worst."""
    best, worst, *others = draw(st.permutations(keys))
    span = draw(st.integers(1, 9))
    answers = st.integers(1, span)
    to_others = {worst: span} | {key: draw(answers) for key in others}
    to_worst = {key: draw(answers) for key in others}
    if not to_worst or draw(st.booleans()):
        to_worst[best] = to_others[worst]
    found = {"best": best, "worst": worst, "best_to_others": to_others, "others_to_worst": to_worst}
    return {"best_worst": found} | ({} if model == "linear" else {"model": model})


@st.composite
def imprecise_weights(draw: st.DrawFn, keys: Sequence[str]) -> Plain:
    """Limits that some weights keep: an order, bounds, ratios, or several of them."""
    amounts = dict(zip(keys, draw(st.lists(st.integers(1, 9), min_size=len(keys), max_size=len(keys))), strict=True))
    total = sum(amounts.values())
    parts = draw(few(["order", "bounds", "sums", *(["ratios"] if len(keys) > 1 else [])], at_least=1))
    limits: Plain = {}
    if "order" in parts:
        named = draw(few(keys, at_least=1))
        limits["order"] = sorted(named, key=lambda key: -amounts[key])
    if "bounds" in parts:
        limits["bounds"] = {
            key: [
                max(0, amounts[key] / total - draw(quarters(0, 1))),
                min(1, amounts[key] / total + draw(quarters(0, 1))),
            ]
            for key in draw(few(keys, at_least=1))
        }
    if "ratios" in parts:
        of, to = draw(st.permutations(keys))[:2]
        ends = draw(st.sampled_from([["at_least"], ["at_most"], ["at_least", "at_most"]]))
        times = {"at_least": 0.5, "at_most": 2.0}
        limits["ratios"] = [{"of": of, "to": to, **{end: times[end] * amounts[of] / amounts[to] for end in ends}}]
    if "sums" in parts:
        limits["sums"] = [draw(sum_limits({key: amounts[key] / total for key in draw(few(keys, at_least=1))}))]
    return {"imprecise": limits}


@st.composite
def sum_limits(draw: st.DrawFn, point: dict[str, float]) -> Plain:
    """A limit of a sum of weights that a point keeps."""
    factors = {key: draw(quarters(-2, 2).filter(bool)) for key in point}
    there = sum(factor * point[key] for key, factor in factors.items())
    free = {"at_least": there - draw(quarters(0.25, 1)), "at_most": there + draw(quarters(0.25, 1))}
    ends = draw(st.sampled_from([["at_least"], ["at_most"], ["at_least", "at_most"]]))
    return {"of": factors, **{end: free[end] for end in ends}} | draw(optional(because=texts()))


@st.composite
def around_points(draw: st.DrawFn, keys: Sequence[str]) -> Plain:
    """Weights around a point."""
    return {"around": {"point": draw(chances(keys)), "concentration": draw(quarters(1, 100))}}


KIND_STRATEGIES: dict[str, Any] = {
    "rank_order": rank_orders,
    "pairwise": partial(comparisons, complete=True),
    "connected": partial(comparisons, complete=False),
    "best_worst": partial(best_worsts, model="linear"),
    "nonlinear": partial(best_worsts, model="nonlinear"),
    "imprecise": imprecise_weights,
    "around": around_points,
}


@st.composite
def levelled_weights(draw: st.DrawFn, tree: Branch, kinds: Sequence[str] = WEIGHTS) -> Plain:
    """Weights by level: of the parts of the top, and of those of each group that has several."""
    top = draw(weights(tree.names, kinds))
    within = {
        branch.path: draw(weights(branch.names, kinds))
        for branch in tree.branches()
        if len(branch.parts) > 1 or draw(st.booleans())
    }
    return (top if isinstance(top, dict) else {"any": True}) | {"within": within}


@st.composite
def any_weights(
    draw: st.DrawFn, asked: Plain, keys: Sequence[str], evaluators: Sequence[str], kinds: Sequence[str]
) -> Any:
    """Weights of some criteria: flat, by level where the groups have names that may be keys, or of evaluators."""
    tree = tree_of({key: asked[key].get("group", "") for key in keys})
    groups = {branch.path for branch in tree.branches()}
    one = weights(keys, kinds)
    if groups and groups <= {*GROUPS, *(path for group in GROUPS for path in ancestors(group))}:
        one |= levelled_weights(tree, kinds)
    if not evaluators or draw(st.integers(0, 3)) < 3:
        return draw(one)
    given = {name: draw(one) for name in draw(few(evaluators, at_least=1))}
    return {"by_evaluator": given} | draw(optional(agreed=one))


def keepable(found: Any) -> bool:
    """Whether weights mean something for some of their criteria only, whichever these are."""
    if found == "any" or "any" in found:
        return found == "any" or "within" not in found
    limits = found.get("imprecise")
    return "within" not in found and (
        any(kind in found for kind in ("direct", "swing", "rank_order", "pairwise"))
        or (limits is not None and not {"bounds", "sums"} & set(limits))
    )


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
        return draw(numeric_scales(limited=False, share=scale is not None and counts_shares(scale)))
    apart = st.lists(quarters(0, 100), min_size=len(scale["levels"]), max_size=len(scale["levels"]), unique=True)
    worth = dict(zip(ordered(scale), sorted(draw(apart)), strict=True))
    return {"levels": {level: worth[level] for level in scale["levels"]}}


@st.composite
def scenarios(draw: st.DrawFn, plain: Plain, late: Sequence[str] = (), weight_kinds: Sequence[str] = WEIGHTS) -> Plain:
    """A scenario that fits a decision without scenarios; late evidence is used only in hindsight."""
    scenario: Plain = draw(optional(because=texts(), widen=quarters(0.25, 1), hindsight=st.booleans()))
    keys, vendors = list(plain["criteria"]), list(plain["vendors"])
    weighted = [key for key, one in plain["criteria"].items() if not one.get("information_only")]
    if draw(st.booleans()):
        extra = draw(few(weighted))
        scenario["criteria"] = list(dict.fromkeys([*extra, draw(st.sampled_from(counted(plain)))]))
    if draw(st.booleans()):
        scenario["vendors"] = draw(few(vendors, at_least=1))
    given = not keepable(plain["weights"]) and "criteria" in scenario
    if given or draw(st.booleans()):
        left = [key for key in weighted if key in scenario.get("criteria", weighted)]
        names = list(plain.get("evaluators", {}))
        scenario["weights"] = draw(any_weights(plain["criteria"], left, names, weight_kinds))
    if draw(st.booleans()):
        scenario["requirements"] = draw(st.just("none") | few(keys))
    if draw(st.booleans()):
        kinds, days = few(KINDS), st.sampled_from([AS_OF, "2024-01-01"])
        scenario["evidence"] = draw(
            optional(
                published_by=days,
                describes_from=st.sampled_from([AS_OF, "2024-06-01"]),
                without_kinds=kinds,
                without_grades=few(["high", "medium", "low"]),
            )
        )
    # A criterion for information only may lack a scale; giving it one could make a text a fault.
    scaled = [key for key in keys if "scale" in plain["criteria"][key]]
    changed = {key: draw(rescaled(plain["criteria"][key]["scale"])) for key in draw(few(scaled, at_most=2))}
    scenario["scale"] = changed
    scenario["require"] = {
        key: draw(st.none() | requirements(changed.get(key, plain["criteria"][key].get("scale")), vendors))
        for key in draw(few(keys, at_most=2))
    }
    used = [*plain.get("evidence", {}), *(late if scenario.get("hindsight") else ())]
    used = [key for key in used if key not in late or scenario.get("hindsight")]
    scenario["assessments"] = {
        vendor: {
            key: draw(
                st.none()
                | assessments(
                    changed.get(key, plain["criteria"][key].get("scale")), used, list(plain.get("evaluators", {}))
                )
            )
            for key in draw(few(keys, at_most=2))
        }
        for vendor in draw(few(vendors, at_most=2))
    }
    return {name: part for name, part in scenario.items() if part != {}}


@st.composite
def group_names(draw: st.DrawFn, asked: Plain) -> Plain:
    """What is said of some of the groups whose paths may be keys."""
    used = {path for one in asked.values() for path in ancestors(one.get("group", ""))}
    spoken = draw(few(sorted(used & {path for group in GROUPS for path in ancestors(group)})))
    found = {path: draw(optional(name=texts(), description=texts(), because=texts())) for path in spoken}
    return {"groups": found} if found else {}


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
        coverage=st.sampled_from([0.5, 0.9, 0.99]),
        widen_by_grade=widenings(),
    )


def widenings() -> st.SearchStrategy[Plain]:
    """How far weak evidence widens beliefs: no weaker grade less than a better one.

    What rests on no evidence stays: a law that supposes a performance need not cite any.
    """
    rising = st.lists(quarters(0, 1), min_size=2, max_size=2).map(sorted)
    return rising.map(lambda steps: dict(zip(("medium", "low"), steps, strict=True)))


@st.composite
def translations(draw: st.DrawFn, plain: Plain) -> Plain:
    """Translations of some of a decision's texts."""
    found: dict[str, set[str]] = {}
    reworded(plain, lambda text, place: found.setdefault(text, set()).add(place) or text)
    known = [text for text in found if text.strip()]
    given: Plain = {}
    for language in draw(few(["de", "zh", "en"], at_least=1, at_most=2)):
        chosen = draw(few(known, at_least=1, at_most=8))
        given[language] = {text: draw(translation(text, found[text], language)) for text in chosen}
        if "employees" in found and draw(st.booleans()):
            given[language]["employee"] = draw(texts(filled=True))
    return {"translations": given}


def translation(text: str, places: set[str], language: str) -> st.SearchStrategy[str]:
    """What may stand in all places of a text: levels and scenarios stay names, shares of 100 stay shares of 100."""
    if "unit" in places and text.split()[0] in ("%", "percent"):
        return texts().map(lambda words: f"% {words}")
    if places & {"level", "scenario"}:
        return st.just(f"{text} {language}")
    return texts(filled=True).map(lambda words: f"({words})" if "unit" in places else words)


@st.composite
def plain_decisions(
    draw: st.DrawFn,
    *,
    vendors: tuple[int, int] = (1, 5),
    criteria_count: tuple[int, int] = (1, 5),
    weight_kinds: Sequence[str] = WEIGHTS,
    scenario_count: tuple[int, int] = (0, 2),
    evaluators: bool = True,
    translated: bool | None = None,
) -> Plain:
    """Plain data of a valid decision, with every kind of scale, belief, weights, requirement, evidence and scenario."""
    keys = draw(few(CRITERIA, at_least=criteria_count[0], at_most=criteria_count[1]))
    names = draw(few(VENDORS, at_least=vendors[0], at_most=vendors[1]))
    known, late = draw(few(["E1", "E 2", "3"])), draw(few(["L1", "{5}"]))
    asked: dict[str, Plain] = {key: draw(criteria(names)) for key in keys}
    if all(one.get("information_only") for one in asked.values()):
        asked[keys[0]] = {"scale": draw(scales())}
    weighted = [key for key, one in asked.items() if not one.get("information_only")]
    judges = draw(few(EVALUATORS)) if evaluators else []
    described = {key: draw(evidence_items(EARLIER)) for key in known}
    plain: Plain = {
        "vendor_eval": 1,
        "title": draw(texts(filled=True)),
        "as_of": AS_OF,
        "criteria": asked,
        "weights": draw(any_weights(asked, weighted, judges, weight_kinds)),
        "vendors": {
            key: draw(optional(name=texts(), description=texts(), cost=costs([*known, *late]))) for key in names
        },
        "assessments": {
            name: {key: draw(assessments(one.get("scale"), known, judges)) for key, one in asked.items()}
            for name in names
        },
        "evidence": described,
    }
    if judges:
        plain["evaluators"] = {name: draw(optional(name=texts(), role=texts())) for name in judges}
    plain |= draw(group_names(asked))
    plain |= draw(optional(question=texts(), description=texts(), policy=policies()))
    plain |= draw(optional(baseline=st.sampled_from(["none", *names]) | quarters(0, 100)))
    # Drawn before late evidence is known, so that scenarios use it only in hindsight.
    tried = {
        name: draw(scenarios(plain, late, weight_kinds))
        for name in draw(few(["data only", "off", "2"], at_least=scenario_count[0], at_most=scenario_count[1]))
    }
    plain["evidence"] = described | {key: draw(evidence_items(LATER)) for key in late}
    if draw(st.booleans()):
        due = optional(due=st.sampled_from([*LATER, *EARLIER]), owner=texts(), evidence=few([*known, *late]))
        plain["conditions"] = {"approval": {"name": draw(texts(filled=True))} | draw(due) | draw(judged())}
    plain |= {"scenarios": tried}
    if translated or (translated is None and draw(st.integers(0, 2)) == 2):
        plain |= draw(translations(plain))
    return plain


def decisions(
    *,
    vendors: tuple[int, int] = (1, 5),
    criteria_count: tuple[int, int] = (1, 5),
    weight_kinds: Sequence[str] = WEIGHTS,
    scenario_count: tuple[int, int] = (0, 2),
    evaluators: bool = True,
    translated: bool | None = None,
) -> st.SearchStrategy[Decision]:
    """Whole valid decisions; numbers of vendors, criteria and scenarios are ``(least, most)``."""
    return plain_decisions(
        vendors=vendors,
        criteria_count=criteria_count,
        weight_kinds=weight_kinds,
        scenario_count=scenario_count,
        evaluators=evaluators,
        translated=translated,
    ).map(Decision.model_validate)
