"""Every remark has a decision that it applies to and one, as near to it as may be, that it does not apply to.

Both are changes to one well-made decision, written as dotted paths: a value replaces or adds, DELETED takes away.
"""

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from vendor_eval.analysis.lint.lint import RULES, lint
from vendor_eval.decision.document import Decision
from vendor_eval.files.formats import load

WELL_MADE = Path(__file__).with_name("well_made.yaml")
DELETED = object()
Changes = dict[str, Any]


@cache
def well_made() -> Decision:
    return load(WELL_MADE)


def changed(changes: Changes) -> Decision:
    plain = deepcopy(well_made().plain())
    for path, value in changes.items():
        *parents, last = path.split(".")
        place = plain
        for part in parents:
            place = place.setdefault(part, {})
        if value is DELETED:
            del place[last]
        else:
            place[last] = deepcopy(value)
    return Decision.model_validate(plain)


def places(changes: Changes, code: str) -> list[str]:
    table = lint(changed(changes)).table
    return table.loc[table["code"] == code, "place"].to_list()


def swing(*points: float) -> Changes:
    weights = dict(zip(("stability", "response", "energy", "records"), points, strict=True))
    return {"weights.swing": weights}


def criterion(key: str, scores: dict[str, Any], points: float = 50, **parts: Any) -> Changes:
    """Add a criterion that is as well made as the others, and the scores of the vendors on it."""
    noun = {
        "name": key.capitalize(),
        "description": "What is counted, of what, and when.",
        "unit": "points of the inspector",
        "scale": {"worst": 0, "best": 10, "because": "The form ends at ten.", "range": [0, 10]},
    }
    audits = {
        f"evidence.{key} {vendor}": {"claim": "x", "source": key + vendor, "kind": "audit", "published": "2025-05"}
        | {"describes": "2025-05"}
        for vendor in scores
    }
    rows = {
        f"assessments.{vendor}.{key}": (score if isinstance(score, dict) else {"value": score})
        | {"because": "Read from the audit.", "evidence": [f"{key} {vendor}"]}
        for vendor, score in scores.items()
    }
    return {f"criteria.{key}": noun | parts, f"weights.swing.{key}": points, **audits, **rows, "scenarios": {}}


def many(count: int) -> Changes:
    """Add criteria until so many carry weight; no two are rated alike."""
    names = [
        "access",
        "boxes",
        "cranes",
        "doors",
        "exits",
        "floors",
        "gates",
        "heat",
        "ice",
        "jetties",
        "keys",
        "locks",
    ]
    changes: Changes = {}
    for index, name in enumerate(names[: count - 4]):
        scores = {"fjord": 2 + index % 7, "glade": 8 - index % 5, "haven": 5 + index % 3}
        changes |= criterion(name, scores, 45 + 5 * (index % 4))
    return changes


ALL_VENDORS = ("fjord", "glade", "haven")
FOURTH = {
    "vendors.inlet": {"name": "Inlet", "cost": {"value": 400, "currency": "EUR thousand a year", "evidence": ["F0"]}},
    "assessments.inlet": {
        "stability": {"low": 9, "high": 11, "because": "x", "evidence": ["G1"]},
        "response": {"low": 4, "high": 5, "because": "x", "evidence": ["G2"]},
        "energy": {"low": 380, "high": 390, "because": "x", "evidence": ["G3"]},
        "records": {"value": "alarms only", "because": "x", "evidence": ["G4"]},
    },
}
ITEM = {"claim": "x", "source": "y", "kind": "audit", "published": "2025-05", "describes": "2025-05"}


def item(id_: str, **parts: Any) -> Changes:
    """Change fields of one item of evidence."""
    return {f"evidence.{id_}.{name}": value for name, value in parts.items()}


def exact(value: float, evidence: str = "F1") -> Changes:
    return {"value": value, "because": "x", "evidence": [evidence]}


def unknown(vendor: str, *keys: str) -> Changes:
    return {f"assessments.{vendor}.{key}": {"value": "unknown", "because": "Asked twice."} for key in keys}


JUDGED = {"ann": exact(210, "F4"), "bob": exact(230, "F4")}
DIRECT = {"direct": {"stability": 0.4, "response": 0.2, "energy": 0.3, "records": 0.1}, "because": "The board's."}
STEPS = {"on paper": 0, "alarms only": 33.3, "all but signatures": 66.7, "all": 100}
ONE_CRITERION = {
    **{f"criteria.{key}": DELETED for key in ("response", "energy", "records")},
    **{f"weights.swing.{key}": DELETED for key in ("response", "energy", "records")},
    **{f"assessments.{vendor}.{key}": DELETED for vendor in ALL_VENDORS for key in ("response", "energy", "records")},
    "scenarios": {},
}
ANSWERS = ((100, 40, 70, 20), (100, 20, 70, 50))
ANN, BOB = ({"swing": dict(zip(DIRECT["direct"], points, strict=True)), "because": "x"} for points in ANSWERS)
PANEL = {"ann": {"name": "Ann"}, "bob": {"name": "Bob"}}
WAIVER = {"because": "It is the pilot.", "by": "depot board"}
MUDDLED = {
    "pairwise": {
        "stability": {"response": 5, "energy": 2, "records": 6},
        "response": {"energy": 5, "records": 3},
        "energy": {"records": 4},
    },
    "because": "x",
}
CONSISTENT = {
    "pairwise": {
        "stability": {"response": 2, "energy": 1.5, "records": 3},
        "response": {"energy": 0.75, "records": 1.5},
        "energy": {"records": 2},
    },
    "because": "x",
}


def best_worst(response: float, energy: float) -> Changes:
    """Weights by the best-worst method; only the answers of two criteria against the worst are free."""
    answers = {"best_to_others": {"response": 4, "energy": 2, "records": 8}, "best": "stability", "worst": "records"}
    return {"best_worst": answers | {"others_to_worst": {"response": response, "energy": energy}}, "because": "x"}


SHOULD = {"at_most": 12, "kind": "should", "because": "x"}
PRICES = {"fjord": 2, "glade": 8, "haven": 5}
TARGET = {
    "criteria.stability.scale": {"worst": [0, 20], "best": 8, "shape": "target", "because": "Neither frost nor heat."},
    "criteria.stability.require": SHOULD,
    "policy.max_weaknesses": 0,
}
OLD = {"describes": "2023", "published": "2023-06"}
WEAK = [change for id_ in ("F1", "F2", "F3", "F4", "F5") for change in item(id_, kind="vendor_claim").items()]

# code: (place, a change that triggers it, a change near to it that does not)
TABLE: dict[str, tuple[str, Changes, Changes]] = {
    "V101": ("weights.direct", {"weights": DIRECT}, swing(40, 20, 30, 10)),
    "V102": ("weights", swing(50, 50, 45, 50), swing(50, 50, 38, 50)),
    "V103": (
        "weights",
        criterion("noise", {"fjord": 2, "glade": 5, "haven": 9}, 30, group="operation")
        | {"criteria.records.group": "papers"},
        criterion("noise", {"fjord": 2, "glade": 5, "haven": 9}, 30, group="papers"),
    ),
    "V104": ("weights", swing(180, 45, 70, 30), swing(140, 45, 70, 30)),
    "V105": ("criteria.records", swing(100, 45, 70, 0), swing(100, 45, 70, 10)),
    "V106": ("weights", {"weights.because": DELETED}, {"weights": "any"}),
    "V107": ("weights", swing(100, 45, 70, 2), swing(100, 45, 70, 8)),
    "V108": ("weights.on", {"weights.on": "2025-05-21"}, {"weights.on": "2025-05-20"}),
    "V109": ("weights.pairwise", {"weights": MUDDLED}, {"weights": CONSISTENT}),
    "V110": ("weights.best_worst", {"weights": best_worst(5, 3)}, {"weights": best_worst(3, 5)}),
    "V111": (
        "weights",
        {"evaluators": PANEL, "weights": {"by_evaluator": {"ann": ANN, "bob": BOB}}},
        {"evaluators": PANEL, "weights": {"by_evaluator": {"ann": ANN, "bob": BOB}, "agreed": BOB}},
    ),
    "V112": (
        "weights.on",
        {"criteria.energy.scale.on": "2025-03-11"},
        {"criteria.energy.scale.on": "2025-03-10"},
    ),
    "V201": ("criteria.energy.scale", {"criteria.energy.scale.because": DELETED}, {}),
    "V202": ("criteria.energy.scale", {"criteria.energy.scale.anchors": "data"}, {}),
    "V203": (
        "criteria.energy.scale",
        {"criteria.energy.scale.worst": 255, "criteria.energy.scale.best": 170},
        {"criteria.energy.scale.worst": 255, "criteria.energy.scale.best": 169},
    ),
    "V204": (
        "criteria.energy.scale",
        {"criteria.energy.scale.worst": 900, "criteria.energy.scale.best": 100},
        {"criteria.energy.scale.worst": 900, "criteria.energy.scale.best": 100} | swing(100, 100, 50, 100),
    ),
    "V205": (
        "criteria.response.scale",
        {"assessments.haven.response.high": 13},
        {"assessments.haven.response.high": 12},
    ),
    "V206": (
        "criteria.records.scale",
        {"criteria.records.scale": {"levels": STEPS}},
        {"criteria.records.scale": {"levels": STEPS, "because": "Each step saves a page a day."}},
    ),
    "V207": (
        "criteria.energy.scale",
        {"criteria.energy.scale.worst": 500},
        {"criteria.energy.scale.worst": 480},
    ),
    "V208": (
        "criteria.records.scale.levels",
        {"criteria.records.scale.levels.all": 90},
        {"criteria.records.scale.levels.alarms only": 60},
    ),
    "V209": (
        "criteria.records.scale",
        {"criteria.records.require": {"at_least": "all but signatures", "because": "x"}},
        {"criteria.records.require": {"at_least": "alarms only", "because": "x"}},
    ),
    "V210": (
        "criteria.energy.scale.on",
        {"criteria.energy.scale.on": "2025-06-01"},
        {"criteria.energy.scale.on": "2025-05-21"},
    ),
    "V301": (
        "criteria.response",
        {f"assessments.{v}.response": exact(5, f"{v[0].upper()}1") for v in ALL_VENDORS},
        {f"assessments.{v}.response": exact(5 + (v == "haven"), f"{v[0].upper()}1") for v in ALL_VENDORS},
    ),
    "V302": (
        "criteria.response",
        {"assessments.fjord.response.high": 6, "assessments.haven.response.low": 5.5},
        {"assessments.fjord.response.high": 6, "assessments.haven.response.low": 6},
    ),
    "V303": (
        "criteria.response",
        {"criteria.response.name": "The stability of temperature"},
        {"criteria.response.name": "Stability of staff"},
    ),
    "V304": (
        "criteria.energy",
        {"assessments.fjord.energy.evidence": ["F1", "F4"]},
        {"assessments.fjord.energy.evidence": ["F0", "F4"], "assessments.fjord.stability.evidence": ["F0", "F1"]},
    ),
    "V305": (
        "evidence.F1",
        {f"assessments.fjord.{key}.evidence": ["F1"] for key in ("stability", "response", "energy")},
        {f"assessments.fjord.{key}.evidence": ["F1"] for key in ("stability", "response")},
    ),
    "V306": (
        "criteria.noise",
        {**FOURTH, **criterion("noise", {"fjord": 9, "glade": 6.6, "haven": 2, "inlet": 5.2})},
        {**FOURTH, **criterion("noise", {"fjord": 9, "glade": 5.2, "haven": 2, "inlet": 6.6})},
    ),
    "V307": ("criteria", many(16), many(15)),
    "V308": ("criteria", ONE_CRITERION, swing(100, 45, 70, 0)),
    "V309": (
        "criteria.energy",
        {"criteria.energy.unit": DELETED},
        {"criteria.records.unit": ""},
    ),
    "V310": ("criteria.energy", {"criteria.energy.description": DELETED}, {}),
    "V311": (
        "criteria.records",
        {key: value for v in ALL_VENDORS for key, value in unknown(v, "records").items()},
        unknown("fjord", "records") | unknown("glade", "records"),
    ),
    "V312": (
        "criteria.price",
        criterion("price", PRICES, unit="EUR thousand a year"),
        criterion("price", PRICES, unit="EURO pallets a year"),
    ),
    "V401": ("criteria.stability.require", {"criteria.stability.require.because": DELETED}, {}),
    "V402": (
        "criteria.stability.require",
        {"criteria.stability.require.at_most": 1},
        {"criteria.stability.require.at_most": 1, **unknown("glade", "stability")},
    ),
    "V403": (
        "criteria.stability.require",
        {"criteria.stability.require.at_most": 18},
        {"criteria.stability.require.at_most": 16},
    ),
    "V404": (
        "criteria.stability.require",
        {"criteria.stability.require.at_most": 9},
        {"criteria.stability.require.at_most": 10},
    ),
    "V405": (
        "criteria.stability.require",
        unknown("glade", "stability"),
        unknown("glade", "stability") | {"policy.unknown_at_requirement": "fail"},
    ),
    "V406": (
        "criteria.stability.require",
        {"criteria.stability.require.at_most": 5},
        {"criteria.stability.require.at_most": 7},
    ),
    "V407": (
        "policy.max_weaknesses",
        {"criteria.stability.require": SHOULD},
        {"criteria.stability.require": SHOULD, "policy.max_weaknesses": 0},
    ),
    "V408": (
        "policy.unknown_at_requirement",
        unknown("glade", "stability") | {"policy.unknown_at_requirement": "fail"},
        unknown("glade", "response") | {"policy.unknown_at_requirement": "fail"},
    ),
    "V409": (
        "criteria",
        {"criteria.stability.require": DELETED},
        {"criteria.stability.require": DELETED, "policy.minimum_value": 50},
    ),
    "V410": (
        "criteria.stability.require.on",
        {"criteria.stability.require.on": "2025-06-01"},
        {"criteria.stability.require.on": "2025-05-20"},
    ),
    "V411": (
        "criteria.stability.require.waivers.fjord",
        {"criteria.stability.require.at_most": 1, "criteria.stability.require.waivers": {"fjord": WAIVER}},
        {"criteria.stability.require.waivers": {"haven": WAIVER}},
    ),
    "V412": (
        "criteria.stability.require.waivers.fjord",
        {"criteria.stability.require.waivers": {"fjord": WAIVER}},
        {"criteria.stability.require.waivers": {"haven": WAIVER}},
    ),
    "V413": (
        "criteria.stability.require",
        TARGET | unknown("glade", "stability"),
        TARGET | unknown("glade", "stability") | {"criteria.stability.require.p_met": 0.5},
    ),
    "V501": (
        "assessments.fjord.energy",
        {"assessments.fjord.energy.evidence": []},
        unknown("fjord", "energy"),
    ),
    "V502": ("assessments.fjord.energy", {"assessments.fjord.energy.because": DELETED}, {}),
    "V503": (
        "assessments.fjord.energy",
        {"assessments.fjord.energy": "unknown"},
        unknown("fjord", "energy"),
    ),
    "V504": (
        "assessments.fjord.energy",
        {"assessments.fjord.energy.low": 150, "assessments.fjord.energy.high": 400},
        {"assessments.fjord.energy.low": 151, "assessments.fjord.energy.high": 400},
    ),
    "V505": (
        "assessments.fjord.energy",
        {"assessments.fjord.energy": exact(215, "F4"), **item("F4", grade="low")},
        {"assessments.fjord.energy.evidence": ["F4"], **item("F4", grade="low")},
    ),
    "V506": (
        "assessments.fjord",
        unknown("fjord", "energy", "records", "response"),
        unknown("fjord", "energy"),
    ),
    "V507": (
        "assessments.fjord.energy",
        {"evaluators": PANEL, "assessments.fjord.energy": {"by_evaluator": JUDGED}},
        {"evaluators": PANEL, "assessments.fjord.energy": {"by_evaluator": JUDGED, "agreed": exact(215, "F4")}},
    ),
    "V601": (
        "assessments.fjord.energy",
        {"evidence.N1": ITEM | {"circular": True}, "assessments.fjord.energy.evidence": ["F4", "N1"]},
        {"evidence.N1": ITEM | {"circular": True}},
    ),
    "V602": (
        "assessments.fjord.stability",
        item("F1", kind="vendor_claim"),
        item("H1", kind="vendor_claim"),
    ),
    "V603": (
        "assessments.fjord.energy",
        item("F4", kind="vendor_claim"),
        item("F4", kind="vendor_claim") | {"evidence.N1": ITEM, "assessments.fjord.energy.evidence": ["F4", "N1"]},
    ),
    "V604": (
        "assessments.fjord.energy",
        item("F4", grade="low"),
        item("F2", grade="low"),
    ),
    "V605": (
        "assessments.fjord.response",
        item("F3", publisher="Delta Pharma"),
        item("F3", publisher="Delta Pharma", kind="own_test"),
    ),
    "V606": ("assessments.fjord.energy", item("F4", **OLD), item("F4", **OLD, kind="contract")),
    "V607": (
        "evidence.F5",
        item("F5", published="2025-07-02"),
        item("F5", published="2025-07-02") | {"scenarios.by the day": {"evidence": {"published_by": "2025-06-30"}}},
    ),
    "V608": ("evidence.F5", item("F5", describes="unknown"), item("F0", describes="unknown")),
    "V609": (
        "evidence.N1",
        {"evidence.N1": ITEM},
        {"evidence.N1": ITEM, "criteria.energy.description": "Power by the test of the standards body (N1)."},
    ),
    "V701": (
        "vendors",
        {f"{part}.{vendor}": DELETED for part in ("vendors", "assessments") for vendor in ("glade", "haven")},
        {f"{part}.haven": DELETED for part in ("vendors", "assessments")},
    ),
    "V702": (
        "assessments.glade",
        {"assessments.glade": well_made().plain()["assessments"]["fjord"]},
        {"assessments.glade": well_made().plain()["assessments"]["fjord"] | {"energy": exact(220, "G3")}},
    ),
    "V703": ("baseline", {"baseline": "none"}, {"baseline": "haven"}),
    "V704": ("question", {"question": " "}, {}),
    "V705": ("scenarios", {"scenarios": {}}, {}),
    "V706": (
        "vendors.haven",
        {"vendors.haven.cost": DELETED},
        {f"vendors.{vendor}.cost": DELETED for vendor in ALL_VENDORS},
    ),
    "V707": ("vendors", {"vendors.haven.cost.currency": "USD"}, {}),
    "V708": (
        "vendors.haven.cost",
        {"vendors.haven.cost.evidence": []},
        {"vendors.haven.cost.evidence": [], "vendors.haven.cost.because": "The list price of 2025."},
    ),
    "V709": ("as_of", {"as_of": "2025-11-15"}, {"as_of": "2025-11-14"}),
    "V801": (
        "assessments.fjord.records",
        {"assessments.fjord.records.value": "on paper"},
        {"assessments.fjord.records.value": "alarms only"},
    ),
    "V802": (
        "assessments.fjord",
        dict(WEAK),
        item("F4", kind="vendor_claim"),
    ),
    "V803": (
        "criteria.records",
        {"assessments.haven.stability": exact(3, "H1"), "assessments.haven.response": exact(3.9, "H2")},
        {},
    ),
    "V804": (
        "criteria.stability",
        {"assessments.glade.response": exact(1, "G2"), "assessments.glade.records": {"value": "all"}},
        {"assessments.glade.response": exact(1, "G2")},
    ),
    "V805": (
        "scenarios.energy dear",
        {"scenarios.energy dear.weights.swing.energy": 70},
        {"scenarios.energy dear.weights.swing.energy": 71},
    ),
    "V806": ("baseline", {"baseline": 79}, {"baseline": 78}),
}


def test_nothing_is_remarked_on_good_practice():
    assert lint(well_made()).table.empty


def test_every_rule_has_a_code_of_its_own_and_a_line_in_the_table():
    codes = [rule.code for rule in RULES]

    assert len(codes) == len(set(codes))
    assert set(codes) == set(TABLE)


@pytest.mark.parametrize("code", TABLE)
def test_a_remark_applies_at_its_place(code):
    place, changes, _ = TABLE[code]

    assert place in places(changes, code)


@pytest.mark.parametrize("code", TABLE)
def test_a_remark_does_not_apply_to_what_is_only_near_to_it(code):
    _, _, near = TABLE[code]

    assert places(near, code) == []


@pytest.mark.parametrize(
    ("code", "changes", "remark"),
    [
        ("V102", swing(50, 50, 50, 50), "All 4 weights are equal."),
        (
            "V201",
            {"criteria.records.scale.because": DELETED},
            "Nothing says why the levels are worth what they are on Electronic records.",
        ),
        (
            "V405",
            unknown("glade", "stability") | unknown("haven", "stability"),
            "It is unknown whether Glade and Haven meet this: Temperature stability at most 12 hours a year.",
        ),
        (
            "V501",
            {f"assessments.fjord.{key}.evidence": [] for key in ("energy", "records")},
            "2 scores of Fjord (Power consumption and Electronic records) rest on no evidence.",
        ),
        (
            "V607",
            item("F5", published="2025-07-02") | item("G4", published="2025-08"),
            "2 items that carry scores were published after 2025-06-30, the day of the decision: F5 and G4.",
        ),
        (
            "V806",
            {"baseline": "haven", "assessments.haven.stability": exact(12.1, "H1")}
            | {"assessments.haven.response": exact(1, "H2"), "assessments.haven.records": {"value": "all"}}
            | {"assessments.fjord.energy": exact(305, "F4")},
            "Fjord leads with 69.1 points, no more than Haven (72.2).",
        ),
    ],
)
def test_a_remark_reads_as_a_sentence(code, changes, remark):
    table = lint(changed(changes)).table

    assert remark in table.loc[table["code"] == code, "remark"].to_list()


def test_a_range_over_the_whole_scale_does_not_look_like_ends_taken_from_it():
    changes = {"assessments.fjord.energy.low": 150, "assessments.fjord.energy.high": 400}

    assert places(changes, "V203") == []


def test_beyond_an_end_nothing_is_missed_where_a_must_excludes_it():
    changes: Changes = {"assessments.haven.stability.high": 25}

    assert places(changes, "V205") == []
    assert places(changes | {"criteria.stability.require.kind": "should"}, "V205") == ["criteria.stability.scale"]


def test_weights_are_read_on_every_level_of_the_tree():
    within = {
        "operation": {"direct": {"stability": 0.7, "response": 0.3}, "because": "x"},
        "footprint": {"swing": {"energy": 100, "records": 40}},
    }
    changes: Changes = {
        "weights": {"swing": {"operation": 100, "footprint": 60}, "because": "x", "within": within},
        "scenarios": {},
    }

    assert places(changes, "V101") == ["weights.within.operation.direct"]
    assert places(changes, "V106") == ["weights.within.footprint"]
    assert places(changes, "V103") == []


def test_evidence_is_not_used_by_being_named_in_a_translation():
    changes = {"evidence.F9": ITEM | {"note": "Repeats F9."}, "translations": {"de": {"Repeats F9.": "Wie F9."}}}

    assert "evidence.F9" in places(changes, "V609")
