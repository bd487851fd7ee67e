"""A trace is a calculation that anybody can do again: its formulas and numbers alone give the model's contribution."""

import math
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, special, stats

from builders import make_decision
from strategies import decisions, numeric_beliefs, numeric_scales
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.analysis.trace_steps import INTEGRAL

CLOSE = 1e-9
FUNCTIONS = {
    "ln": math.log,
    "exp": math.exp,
    "Phi": lambda z: float(special.ndtr(z)),
    "phi": lambda z: math.exp(-z * z / 2) / math.sqrt(2 * math.pi),
    "I": lambda t, a, b: float(special.betainc(a, b, t)),
}


def worked_out(formula, numbers):
    """Work a formula out as it stands: what a calculator does."""
    return eval(formula, {"__builtins__": {}}, FUNCTIONS | numbers)


def density(numbers):
    """The density that the numbers of a step without a closed form belong to."""
    if "sd" in numbers:
        return stats.norm(numbers["mu"], numbers["sd"]).pdf
    if "mode" in numbers:
        low, high = numbers["low"], numbers["high"]
        return stats.triang((numbers["mode"] - low) / (high - low), low, high - low).pdf
    if "a" in numbers:
        return stats.beta(numbers["a"], numbers["b"], numbers["low"], numbers["high"] - numbers["low"]).pdf
    return lambda x: 1.0


def summed(scale, numbers):
    """Sum value times density in small steps between the ends, cut at every knot."""
    f, low, high = density(numbers), numbers["x1"], numbers["x2"]
    if "sd" in numbers:
        low, high = max(low, numbers["mu"] - 12 * numbers["sd"]), min(high, numbers["mu"] + 12 * numbers["sd"])
        inside = [numbers["mu"] + k * numbers["sd"] for k in (-4, -2, -1, 0, 1, 2, 4)]
    else:
        inside = [numbers.get("mode", low), *(low + k / 8 * (high - low) for k in range(1, 8))]
    cuts = sorted({low, high, *(x for x in [*inside, *(x for x, _ in scale.knots)] if low < x < high)})

    def over(g):
        # With its full output it gives what it reached instead of a warning; what is compared needs far less.
        found = [integrate.quad(g, a, b, epsabs=0, epsrel=1e-12, limit=200, full_output=1) for a, b in pairwise(cuts)]
        parts = [one[0] for one in found]
        return math.fsum(parts)

    return over(lambda x: scale.value(x) * f(x)) / over(f)


def check(evaluation, vendor, criterion):
    """Do the whole calculation again from the table, each step from the numbers that it says it takes."""
    trace = evaluation.trace(vendor, criterion)
    scale = evaluation.decision.criteria[criterion].scale
    known = {}
    for step in trace.table.to_dict("records"):
        if step["formula"] == INTEGRAL:
            found = summed(scale, step["numbers"])
            assert found == pytest.approx(step["result"], abs=1e-6)
        else:
            found = worked_out(step["formula"], step["numbers"])
            assert found == pytest.approx(step["result"], rel=CLOSE, abs=CLOSE), step
            names = set(re.findall(r"[A-Za-z]\w*", step["formula"])) - set(FUNCTIONS)
            assert names == set(step["numbers"]) - ({"x"} - names), step
        linked = {name: x for name, x in step["numbers"].items() if name in ("E", "w", "S", "P") or name[-1:].isdigit()}
        for name, number in linked.items():
            if (step["part"], name) in known:
                assert number == known[step["part"], name]
        known[step["part"], step["symbol"]] = step["result"]
    contributions = evaluation.contributions.set_index(["vendor", "criterion"])
    assert known["contribution", "C"] == pytest.approx(
        contributions.loc[(vendor, criterion), "contribution"], abs=CLOSE
    )
    assert known["value", "E"] == pytest.approx(contributions.loc[(vendor, criterion), "value"], abs=CLOSE)
    assert known["weight", "w"] == pytest.approx(contributions.loc[(vendor, criterion), "weight"], abs=CLOSE)
    return trace


@given(decisions(vendors=(1, 2), criteria_count=(1, 3), scenario_count=(0, 0)), st.data())
def test_the_steps_alone_give_the_contribution_of_the_model(decision, data):
    vendor, criterion = (
        data.draw(st.sampled_from(list(decision.vendors))),
        data.draw(st.sampled_from(decision.weighted)),
    )

    check(evaluate(decision), vendor, criterion)


@given(st.data())
def test_every_belief_on_every_scale_can_be_worked_out_by_hand(data):
    scale = data.draw(numeric_scales())
    decision = make_decision({"alpha": {"reach": data.draw(numeric_beliefs(scale))}}, scales={"reach": scale})

    check(evaluate(decision), "alpha", "reach")


@given(decisions(vendors=(1, 3), scenario_count=(0, 0)))
def test_the_contributions_that_were_traced_sum_to_the_value(decision):
    evaluation = evaluate(decision)
    for vendor in decision.vendors:
        parts = [evaluation.trace(vendor, key).contribution for key in decision.weighted]

        assert math.fsum(parts) == pytest.approx(evaluation.row(vendor)["value"], abs=CLOSE)
