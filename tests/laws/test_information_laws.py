from hypothesis import given, settings
from hypothesis import strategies as st

from strategies import decisions
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.analysis.information import information
from vendor_eval.analysis.information_facts import payoffs

DRAWS = 4000


@settings(max_examples=60)
@given(decisions(vendors=(1, 4), criteria_count=(1, 3), scenario_count=(0, 0)))
def test_learning_never_hurts_and_more_is_worth_no_less(decision):
    found = information(decision, draws=DRAWS)

    assert (found.table["value"] >= 0).all()
    assert found.table["p_change"].between(0, 1).all()
    everything = found.bundles[found.bundles["kind"] == "everything"]
    for _, whole in everything.iterrows():
        singles = found.table["value"] - 5 * found.table["se"]
        assert whole["value"] >= singles.max() - 5 * whole["se"] - 1e-6
        bundles = found.bundles["value"] - 5 * found.bundles["se"]
        parts = bundles[~found.bundles["kind"].isin(["weights", "everything"])]
        assert whole["value"] >= max(parts, default=0.0) - 5 * whole["se"] - 1e-6


@settings(max_examples=60)
@given(st.data())
def test_the_closed_form_is_what_drawing_comes_to(data):
    decision = data.draw(decisions(vendors=(1, 4), criteria_count=(1, 3), scenario_count=(0, 0)))
    paid = payoffs(evaluate(decision))
    if not paid.facts or paid.most is not None or paid.minimum is not None:
        return
    fact = data.draw(st.sampled_from(paid.facts))
    exact = paid.learning([fact], draws=DRAWS, seed=0)
    drawn = paid._drawn([fact], draws=DRAWS, seed=0)

    assert exact.error == 0
    assert abs(exact.value - drawn.value) <= 6 * drawn.error + 100 * 6 / DRAWS
    assert abs(exact.change - drawn.change) <= 6 * (0.25 / DRAWS) ** 0.5
