"""One decision that has everything a chart can show, and odd ones that could break a chart."""

import random
from typing import Any

import pytest

from builders import make_decision
from vendor_eval.analysis.evaluate import Evaluation, evaluate
from vendor_eval.decision.document import Decision

LONG = "A $x_{$ <b>vendor</b> whose name_goes on_and on for a hundred characters & more, 阿里巴巴集团, until it ends"


def everything() -> Decision:
    """A sufficient, an undetermined and an insufficient vendor; groups, ranges, an unknown, scenarios."""
    return make_decision(
        {
            "gamma": {"reach": 5, "price": 95, "privacy": 70},
            "alpha": {"reach": {"low": 60, "high": 80}, "price": 30, "privacy": 60},
            "beta": {"reach": 90, "price": {"low": 40, "high": 90}, "privacy": "unknown"},
        },
        weights={"reach": 50, "price": 30, "privacy": 20},
        units={"reach": "million users"},
        require={"reach": {"at_least": 20}, "privacy": {"at_least": 50}},
        scenarios={
            "price alone": {"criteria": ["price"], "because": "a test"},
            "two vendors": {"vendors": ["alpha", "gamma"], "because": "a test"},
            "no requirements": {"requirements": "none", "because": "a test"},
        },
    )


def many(vendors: int = 12, criteria: int = 15) -> Decision:
    rng = random.Random(1)
    keys = [f"criterion {index}" for index in range(criteria)]
    scores: dict[str, dict[str, Any]] = {
        f"vendor {index}": {
            key: rng.choice([rng.randint(0, 100), {"low": rng.randint(0, 40), "high": rng.randint(41, 100)}, "unknown"])
            for key in keys
        }
        for index in range(vendors)
    }
    return make_decision(scores, require={key: {"at_least": 2} for key in keys})


def awkward_names() -> Decision:
    decision = everything()
    names = dict(zip(decision.vendors, (LONG, "阿里巴巴 🙂 العربية ไทย", "_x_ $\\frac{1}{2$ <script>"), strict=True))
    vendors = {key: vendor.replace(name=names[key]) for key, vendor in decision.vendors.items()}
    criteria = {key: criterion.replace(name=f"_$ {key} {LONG}") for key, criterion in decision.criteria.items()}
    scenarios = {f"{LONG[:80]} {key}": scenario for key, scenario in decision.scenarios.items()}
    return decision.replace(vendors=vendors, criteria=criteria, scenarios=scenarios)


ODD = {
    "everything": everything,
    "one vendor": lambda: make_decision({"alpha": {"reach": 80, "price": 30}}),
    "one criterion": lambda: make_decision({"alpha": {"reach": 80}, "beta": {"reach": {"low": 0, "high": 9}}}),
    "many": many,
    "twenty": lambda: many(20, 20),
    "awkward names": awkward_names,
    "all insufficient": lambda: make_decision(
        {"alpha": {"reach": 1}, "beta": {"reach": 2}}, require={"reach": {"at_least": 20}}
    ),
    "all tied": lambda: make_decision({"alpha": {"reach": 50}, "beta": {"reach": 50}, "gamma": {"reach": 50}}),
    "all at zero": lambda: make_decision({"alpha": {"reach": 0}, "beta": {"reach": 0}}),
    "any weights": lambda: everything().replace(weights="any"),
}


@pytest.fixture(scope="session")
def decision() -> Decision:
    return everything()


@pytest.fixture(scope="session")
def evaluation(decision: Decision) -> Evaluation:
    return evaluate(decision)


@pytest.fixture(scope="session", params=ODD)
def odd(request: pytest.FixtureRequest) -> Decision:
    return ODD[request.param]()
