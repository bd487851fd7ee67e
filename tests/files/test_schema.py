"""The JSON Schema of the decision file: it says the same as the nouns, as far as a schema can."""

import json
import os
import subprocess
import sys
from copy import deepcopy
from itertools import chain
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from builders import make_plain
from strategies import plain_decisions
from vendor_eval.decision.document import Decision
from vendor_eval.decision.noun import FROM_FILE, Noun
from vendor_eval.errors import DecisionError
from vendor_eval.files.read_yaml import read_yaml
from vendor_eval.files.schema import schema

ROOT = Path(__file__).parents[2]
SCHEMA = schema()
VALIDATOR = Draft202012Validator(SCHEMA)
MOST_BYTES = 60_000


def refusals(data: Any) -> list[str]:
    return [f"{list(error.absolute_path)}: {error.message[:200]}" for error in VALIDATOR.iter_errors(data)]


def accepts(data: Any) -> bool:
    return VALIDATOR.is_valid(data)


def loadable(data: Any) -> bool:
    try:
        Decision.model_validate(data, context=FROM_FILE)
    except DecisionError:
        return False
    return True


# Form.


def nodes_of(node: Any, path: str = "") -> list[tuple[str, dict[str, Any]]]:
    """List every mapping inside the schema with its path."""
    if isinstance(node, list):
        return [found for index, item in enumerate(node) for found in nodes_of(item, f"{path}/{index}")]
    if not isinstance(node, dict):
        return []
    return [(path, node), *(found for key, item in node.items() for found in nodes_of(item, f"{path}/{key}"))]


def test_it_is_a_valid_schema_of_its_draft():
    Draft202012Validator.check_schema(SCHEMA)

    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_it_is_small_enough_for_an_editor():
    assert len(json.dumps(SCHEMA, indent=2, ensure_ascii=False).encode()) < MOST_BYTES


def test_its_bytes_are_the_same_in_every_process():
    program = "import json; from vendor_eval.files.schema import schema; print(json.dumps(schema()))"
    runs = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]

    assert runs == [json.dumps(SCHEMA) + "\n"] * 2


def test_a_caller_who_changes_it_changes_nobody_elses():
    schema()["properties"].clear()

    assert schema() == SCHEMA


def test_every_part_is_used_and_every_reference_leads_somewhere():
    used = {node["$ref"] for _, node in nodes_of(SCHEMA) if isinstance(node.get("$ref"), str)}

    assert used == {f"#/$defs/{name}" for name in SCHEMA["$defs"]}


def test_every_field_says_what_it_is():
    silent = [
        f"{path}/{name}"
        for path, node in nodes_of(SCHEMA)
        if "title" in node and isinstance(node.get("properties"), dict)
        for name, field in node["properties"].items()
        if "description" not in (field | resolved(field))
    ]

    assert set(map(leaf, silent)) <= {"scale", "weights", "evidence"}
    assert all("description" in node for _, node in nodes_of(SCHEMA) if "title" in node)


def leaf(path: str) -> str:
    return path.rpartition("/")[2]


def resolved(node: dict[str, Any]) -> dict[str, Any]:
    return SCHEMA["$defs"][node["$ref"].rpartition("/")[2]] if "$ref" in node else node


# Agreement with the nouns.


def fields_below(node: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the fields of the mappings that a node describes, in any of its forms, itself or as items or values."""
    node = resolved(node)
    inner = [*node.get("anyOf", []), *(node[key] for key in ("items", "additionalProperties") if node.get(key))]
    fields = dict(node.get("properties", {}))
    for one in inner:
        fields |= fields_below(one)
    return fields


def nouns_in(annotation: Any) -> list[type[Noun]]:
    if isinstance(annotation, type) and issubclass(annotation, Noun):
        return [annotation]
    return [found for part in get_args(annotation) for found in nouns_in(part)]


# What a file holds in a shorter form has no name there: its own fields stand in its place.
UNNAMED = {"belief", "top"}


def file_fields(noun: type[Noun]) -> dict[str, list[type[Noun]]]:
    """Return the fields that a noun has in a file, each with the nouns that may stand in it."""
    fields: dict[str, list[type[Noun]]] = {name: [] for name in noun.short_fields}
    for name, field in noun.model_fields.items():
        inner = nouns_in(field.annotation)
        for part in inner if name in UNNAMED else ():
            fields |= file_fields(part)
        if name not in UNNAMED:
            fields[name] = inner
    return fields


def differences(
    nouns: list[type[Noun]], node: dict[str, Any], seen: frozenset[type[Noun]] = frozenset()
) -> tuple[set[str], set[str]]:
    """Compare the nouns that may stand at a place with the schema: the fields that only they, and only it, know."""
    known = fields_below(node)
    said: dict[str, list[type[Noun]]] = {}
    for noun in nouns:
        for name, inner in file_fields(noun).items():
            said[name] = [*said.get(name, []), *inner]
    where = "|".join(dict.fromkeys(noun.__name__ for noun in nouns))
    missing = {f"{where}.{name}" for name in said if name not in known}
    strange = {f"{where}.{name}" for name in known if name not in said}
    for name in said.keys() & known.keys():
        inner = [noun for noun in dict.fromkeys(said[name]) if noun not in seen]
        if inner:
            more = differences(inner, known[name], seen | set(inner))
            missing, strange = missing | more[0], strange | more[1]
    return missing, strange


def test_every_field_of_every_noun_is_in_the_schema():
    assert differences([Decision], SCHEMA)[0] == set()


def test_every_field_of_the_schema_is_one_of_a_noun():
    assert differences([Decision], SCHEMA)[1] == set()


@pytest.mark.parametrize(
    ("part", "field"),
    [("criterion", "unit"), ("policy", "separation"), ("scenario", "widen"), ("stated_assessment", "because")],
)
def test_a_field_that_the_schema_lacked_or_invented_would_be_found(part, field, monkeypatch):
    less = deepcopy(SCHEMA["$defs"][part])
    less["properties"]["invented"] = less["properties"].pop(field)
    monkeypatch.setitem(SCHEMA["$defs"], part, less)

    missing, strange = differences([Decision], SCHEMA)

    assert {name.rpartition(".")[2] for name in missing} == {field}
    assert {name.rpartition(".")[2] for name in strange} == {"invented"}


def shipped() -> list[Path]:
    return sorted(
        chain((ROOT / "src" / "vendor_eval" / "cases").glob("*.yaml"), (ROOT / "examples").glob("**/decision.yaml"))
    )


@pytest.mark.parametrize("path", shipped(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_it_accepts_what_is_shipped(path):
    assert refusals(read_yaml(path.read_text(encoding="utf-8"), path.name).data) == []


@given(plain_decisions())
def test_it_accepts_every_valid_decision_as_a_file_may_hold_it_and_as_it_is_saved(plain):
    assert refusals(plain) == []
    assert refusals(json.loads(json.dumps(Decision.model_validate(plain).plain()))) == []


SCALE = ("criteria", "reach", "scale")
REQUIRE = ("criteria", "reach", "require")
CELL = ("assessments", "alpha", "reach")
NAMED = {"scale": SCALE, "require": REQUIRE, "weights": ("weights",), "assessment": CELL}
TWO = {"reach": 1, "price": 1}
NODE = {"swing": {"market": 60, "price": 40}}

# What a file may hold at a place, in every form. What only fits together with the rest of a decision is marked.
GOOD = [
    ("scale", {"worst": 10, "best": 1, "because": "x", "by": "Ann", "on": "2025-02-15"}),
    ("scale", {"worst": 0, "best": 100, "shape": "linear", "tolerance": 0, "points": []}),
    ("scale", {"worst": 1, "best": 100, "shape": "log", "range": [1, 1000], "anchors": "data"}),
    ("scale", {"worst": 0, "best": 100, "shape": "piecewise", "points": [[10, 50], [50, 80]]}),
    ("scale", {"worst": 0, "best": 100, "shape": "exponential", "midvalue": 20}),
    ("scale", {"worst": [0, 100], "best": 50, "shape": "target", "tolerance": 5}),
    ("require", {"at_least": 10}),
    ("require", [{"more_than": 10, "kind": "should"}, {"less_than": 90, "p_met": 0.5}]),
    ("require", {"at_most": 90, "waivers": {"alpha": {"because": "old", "by": "Ann", "on": "2025-02-15"}}}),
    ("assessment", 50),
    ("assessment", "unknown"),
    ("assessment", {"value": 50, "because": "x", "by": "Ann", "on": "2025-02-15", "evidence": []}),
    ("assessment", {"value": "unknown"}),
    ("assessment", {"low": 1, "high": 2}),
    ("assessment", {"low": 1, "likely": 2, "high": 3}),
    ("assessment", {"low": 1, "likely": 2, "high": 3, "shape": "pert"}),
    ("assessment", {"mean": 50, "sd": 1.5}),
    ("weights", "any"),
    ("weights", {"any": True, "because": "x"}),
    ("weights", {"direct": {"reach": 0.5, "price": 0.5}, "normalise": False}),
    ("weights", {"direct": TWO, "normalise": True}),
    ("weights", {"swing": TWO, "because": "x", "by": "Ann", "on": "2025-02-15"}),
    ("weights", {"rank_order": {"order": ["reach", "price"]}}),
    ("weights", {"rank_order": {"order": [["reach", "price"]], "method": "reciprocal"}}),
    ("weights", {"pairwise": {"reach": {"price": 3}}, "method": "geometric_mean", "random_index": "saaty_2008"}),
    (
        "weights",
        {
            "best_worst": {
                "best": "reach",
                "worst": "price",
                "best_to_others": {"price": 3},
                "others_to_worst": {"reach": 3},
            },
            "model": "nonlinear",
        },
    ),
    ("weights", {"imprecise": {"order": ["reach", "price"]}}),
    ("weights", {"imprecise": {"bounds": {"reach": [0.1, 0.9]}}}),
    ("weights", {"imprecise": {"ratios": [{"of": "reach", "to": "price", "at_least": 1, "at_most": 2}]}}),
    ("weights", {"imprecise": {"sums": [{"of": {"reach": 1, "price": -2}, "at_most": 0, "because": "x"}]}}),
    ("weights", {"around": {"point": {"reach": 0.5, "price": 0.5}, "concentration": 50}}),
]
GOOD_IN_OTHERS = [
    ("scale", {"levels": {"bad": 0, "good": 100}}),
    ("require", {"one_of": ["good"], "kind": "must"}),
    ("assessment", "good"),
    ("assessment", {"low": "bad", "high": "good"}),
    ("assessment", {"levels": {"bad": 0.5, "good": 0.5}}),
    ("assessment", {"passes": 9.5, "trials": 10}),
    ("assessment", {"by_evaluator": {"ann": 1, "bob": {"low": 1, "high": 2}}, "agreed": {"value": 1, "because": "x"}}),
    ("weights", {**NODE, "within": {"market": {"direct": TWO, "normalise": True}, "market / b": "any"}}),
    ("weights", {"by_evaluator": {"ann": "any", "bob": {**NODE, "within": {"market": {"swing": TWO}}}}}),
    ("weights", {"by_evaluator": {"ann": {"swing": TWO}}, "agreed": {"swing": TWO, "because": "x"}}),
]


@pytest.mark.parametrize(("where", "what"), [*GOOD, *GOOD_IN_OTHERS])
def test_it_accepts_every_form(where, what):
    assert refusals(put(make_plain(), NAMED[where], what)) == []


@pytest.mark.parametrize(("where", "what"), GOOD)
def test_these_forms_are_those_of_the_nouns(where, what):
    Decision.model_validate(put(make_plain(), NAMED[where], what))


EVIDENCE = {"claim": "c", "source": "s", "kind": "audit"}
BAD = {
    "no title": (("title",), ...),
    "a blank title": (("title",), " "),
    "a number as title": (("title",), 2025),
    "a newer format": (("vendor_eval",), 2),
    "no day": (("as_of",), ...),
    "a thirteenth month": (("as_of",), "2025-13-01"),
    "an unknown field": (("titel",), "x"),
    "no criteria": (("criteria",), {}),
    "criteria as a list": (("criteria",), ["reach"]),
    "a reserved key": (("vendors", "none"), {}),
    "a reserved key in capitals": (("vendors", "Unknown"), {}),
    "a reserved level": (SCALE, {"levels": {"no": 0, "maybe": 100}}),
    "a key with a space before it": (("vendors", " a"), {}),
    "a key with doubled spaces": (("vendors", "a  b"), {}),
    "a blank key": (("vendors", ""), {}),
    "a key of 101 signs": (("vendors", "a" * 101), {}),
    "a vendor without a word": (("vendors", "alpha"), None),
    "a baseline above 100": (("baseline",), 101),
    "a criterion without a scale": (SCALE, ...),
    "a criterion of a wrong unit": (("criteria", "reach", "unit"), 3),
    "a word for a truth value": (("criteria", "reach", "information_only"), "yes"),
    "a scale without its best": (SCALE, {"worst": 0}),
    "a scale of two kinds": (SCALE, {"worst": 0, "best": 1, "levels": {"a": 0, "b": 100}}),
    "levels with a range": (SCALE, {"levels": {"a": 0, "b": 100}, "range": [0, 1]}),
    "one level": (SCALE, {"levels": {"a": 0}}),
    "points beyond 100": (SCALE, {"levels": {"a": 0, "b": 101}}),
    "a shape misspelt": (SCALE, {"worst": 0, "best": 1, "shape": "lgo"}),
    "piecewise without points": (SCALE, {"worst": 0, "best": 1, "shape": "piecewise"}),
    "a point beyond 100": (SCALE, {"worst": 0, "best": 9, "shape": "piecewise", "points": [[1, 101]]}),
    "a log scale from 0": (SCALE, {"worst": 0, "best": 1, "shape": "log"}),
    "points of a line": (SCALE, {"worst": 0, "best": 1, "points": [[0.5, 50]]}),
    "a point of three numbers": (SCALE, {"worst": 0, "best": 9, "shape": "piecewise", "points": [[1, 2, 3]]}),
    "exponential without midvalue": (SCALE, {"worst": 0, "best": 1, "shape": "exponential"}),
    "a midvalue of a line": (SCALE, {"worst": 0, "best": 1, "midvalue": 0.5}),
    "a target with one worst": (SCALE, {"worst": 0, "best": 1, "shape": "target"}),
    "two worst levels of a line": (SCALE, {"worst": [0, 2], "best": 1}),
    "a tolerance of a line": (SCALE, {"worst": 0, "best": 1, "tolerance": 0.1}),
    "a negative tolerance": (SCALE, {"worst": [0, 2], "best": 1, "shape": "target", "tolerance": -1}),
    "a number beyond all sense": (SCALE, {"worst": 0, "best": 1e13}),
    "two requirement forms": (REQUIRE, {"at_least": 1, "at_most": 2}),
    "no requirement form": (REQUIRE, {"kind": "must"}),
    "a requirement form misspelt": (REQUIRE, {"at_laest": 1}),
    "a bare number as requirement": (REQUIRE, 100),
    "one level as list": (REQUIRE, {"one_of": "good"}),
    "a choice of nothing": (REQUIRE, {"one_of": []}),
    "a kind that there is not": (REQUIRE, {"at_least": 1, "kind": "may"}),
    "a probability above 1": (REQUIRE, {"at_least": 1, "p_met": 2}),
    "a waiver without who granted it": (REQUIRE, {"at_least": 1, "waivers": {"alpha": {"because": "x"}}}),
    "a waiver without a word": (REQUIRE, {"at_least": 1, "waivers": {"alpha": {"because": " ", "by": "Ann"}}}),
    "an empty score": (CELL, None),
    "a list as score": (CELL, [1, 2]),
    "a truth value as score": (CELL, True),
    "half a range": (CELL, {"low": 1}),
    "value and low": (CELL, {"value": 1, "low": 0}),
    "value and a range": (CELL, {"value": 1, "low": 0, "high": 2}),
    "a reason alone": (CELL, {"because": "x"}),
    "a number and a level as ends": (CELL, {"low": 1, "high": "good"}),
    "a level and a number as ends": (CELL, {"low": "bad", "high": 2}),
    "a likely value between levels": (CELL, {"low": "bad", "likely": 1, "high": "good"}),
    "a likely value without ends": (CELL, {"likely": 1}),
    "a shape without a likely value": (CELL, {"low": 1, "high": 2, "shape": "pert"}),
    "a mean without sd": (CELL, {"mean": 1}),
    "an sd of 0": (CELL, {"mean": 1, "sd": 0}),
    "passes without trials": (CELL, {"passes": 1}),
    "no trials": (CELL, {"passes": 0, "trials": 0}),
    "two beliefs": (CELL, {"mean": 1, "sd": 1, "passes": 1, "trials": 2}),
    "a chance above 1": (CELL, {"levels": {"a": 2}}),
    "evidence without brackets": (CELL, {"value": 1, "evidence": "E1"}),
    "evidence named twice": (CELL, {"value": 1, "evidence": ["E1", "E1"]}),
    "nobody as evaluator": (CELL, {"by_evaluator": {}}),
    "agreed on nothing": (CELL, {"agreed": 1}),
    "a value beside evaluators": (CELL, {"by_evaluator": {"ann": 1}, "value": 1}),
    "evaluators inside an evaluator": (CELL, {"by_evaluator": {"ann": {"by_evaluator": {"bob": 1}}}}),
    "no weights": (("weights",), ...),
    "none as weights": (("weights",), "none"),
    "bare weights": (("weights",), TWO),
    "both kinds of weights": (("weights",), {"swing": TWO, "direct": TWO}),
    "a negative weight": (("weights",), {"swing": {"reach": -1, "price": 1}}),
    "a word as weight": (("weights",), {"swing": {"reach": "high", "price": 1}}),
    "any: false": (("weights",), {"any": False}),
    "swing without points": (("weights",), {"swing": {}}),
    "normalise without direct": (("weights",), {"swing": TWO, "normalise": True}),
    "a method that there is not": (("weights",), {"rank_order": {"order": ["reach", "price"], "method": "ahp"}}),
    "an order of nothing": (("weights",), {"rank_order": {"order": []}}),
    "a comparison of 0": (("weights",), {"pairwise": {"reach": {"price": 0}}}),
    "a comparison in words": (("weights",), {"pairwise": {"reach": {"price": "1/3"}}}),
    "a model without comparisons": (("weights",), {"swing": TWO, "model": "linear"}),
    "limits that say nothing": (("weights",), {"imprecise": {}}),
    "a bound above 1": (("weights",), {"imprecise": {"bounds": {"reach": [0, 2]}}}),
    "a ratio without a limit": (("weights",), {"imprecise": {"ratios": [{"of": "reach", "to": "price"}]}}),
    "a sum without a limit": (("weights",), {"imprecise": {"sums": [{"of": {"reach": 1}}]}}),
    "a sum of nothing": (("weights",), {"imprecise": {"sums": [{"of": {}, "at_most": 1}]}}),
    "a sum with a factor of 0": (("weights",), {"imprecise": {"sums": [{"of": {"reach": 0}, "at_most": 1}]}}),
    "too wide around a point": (("weights",), {"around": {"point": TWO, "concentration": 0.5}}),
    "a level within a level": (("weights",), {**NODE, "within": {"market": {**NODE, "within": {}}}}),
    "evaluators within an evaluator": (("weights",), {"by_evaluator": {"ann": {"by_evaluator": {"bob": "any"}}}}),
    "weights agreed by nobody": (("weights",), {"agreed": "any"}),
    "a cost without currency": (("vendors", "alpha", "cost"), {"value": 3}),
    "a cost of two kinds": (("vendors", "alpha", "cost"), {"value": 3, "low": 1, "high": 4, "currency": "EUR"}),
    "half a cost": (("vendors", "alpha", "cost"), {"low": 1, "currency": "EUR"}),
    "a kind of evidence that there is not": (("evidence",), {"E1": EVIDENCE | {"kind": "rumour"}}),
    "evidence without its source": (("evidence",), {"E1": {"claim": "c", "kind": "audit"}}),
    "a vague date": (("evidence",), {"E1": EVIDENCE | {"published": "last week"}}),
    "a day as a number": (("evidence",), {"E1": EVIDENCE | {"published": 20250215}}),
    "a grade as a number": (("evidence",), {"E1": EVIDENCE | {"grade": 3}}),
    "a minimum above 100": (("policy",), {"minimum_value": 120}),
    "half a weakness": (("policy",), {"max_weaknesses": 1.5}),
    "too little separation": (("policy",), {"separation": 0.5}),
    "a coverage of all": (("policy",), {"coverage": 1}),
    "a condition without a name": (("conditions",), {"c": {"owner": "Ann"}}),
    "an evaluator without a word": (("evaluators",), {"ann": None}),
    "a group with a weight": (("groups",), {"market": {"weight": 3}}),
    "a scenario in a scenario": (("scenarios",), {"s": {"scenarios": {}}}),
    "a scenario called as the decision without one": (("scenarios",), {"Base": {}}),
    "an optional field that stands there empty": (("vendors", "alpha", "cost"), None),
    "a reason that stands there empty": (("weights",), {"swing": {"reach": 50, "price": 50}, "because": None}),
    "no criteria kept": (("scenarios",), {"s": {"criteria": []}}),
    "a criterion kept twice": (("scenarios",), {"s": {"criteria": ["reach", "reach"]}}),
    "requirements of nobody knows whom": (("scenarios",), {"s": {"requirements": "some"}}),
    "wider than the scale": (("scenarios",), {"s": {"widen": 2}}),
    "a doubtful hindsight": (("scenarios",), {"s": {"hindsight": "maybe"}}),
    "a kind left out that there is not": (("scenarios",), {"s": {"evidence": {"without_kinds": ["rumour"]}}}),
}


@pytest.mark.parametrize("name", BAD)
def test_it_refuses_what_the_nouns_refuse_as_far_as_a_schema_can(name):
    faulty = put(make_plain(), *BAD[name])

    assert not accepts(faulty)
    assert not loadable(faulty)


def test_a_scenario_may_take_a_requirement_and_an_assessment_away():
    scenario = {"require": {"reach": None}, "assessments": {"alpha": {"reach": None}}}

    assert refusals(put(make_plain(), ("scenarios",), {"s": scenario})) == []


JUNK = (None, True, -1, 0, 0.5, 50, 101, 2e12, "", " ", "x", "unknown", "2025-02-30", "2024-Q2", [1], ["x"], {"a": 1})


def places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    steps = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(found for step, item in steps for found in places(item, (*path, step)))]


def put(data: dict[str, Any], path: tuple[Any, ...], change: Any) -> dict[str, Any]:
    """Return a copy in which a place holds something else; nothing stands there after ``...``."""
    whole = deepcopy(data)
    *way, last = path
    here: Any = whole
    for step in way:
        here = here[step]
    if change is ...:
        del here[last]
    else:
        here[last] = change
    return whole


@given(plain_decisions(), st.data())
def test_what_it_refuses_the_nouns_refuse_too(plain, data):
    path = data.draw(st.sampled_from(places(plain)[1:]))
    inside = isinstance(path[-1], str) and data.draw(st.booleans())
    if inside:
        path = (
            *path[:-1],
            data.draw(st.sampled_from(["x", "none", "value", "low", "levels", "shape", "any", "direct"])),
        )
    faulty = put(plain, path, data.draw(st.sampled_from(JUNK if inside else (..., *JUNK))))
    assume(not accepts(faulty))

    assert not loadable(faulty), refusals(faulty)
