"""What is said to be certain holds in every draw, and under all weights where it is said of them."""

from hypothesis import given, settings

from strategies import decisions
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.analysis.robustness import robustness

DRAWS = 64
CLOSE = 1e-9
SEVERAL = decisions(vendors=(2, 4), scenario_count=(0, 0))
some = settings(max_examples=settings.default.max_examples * 3 // 10)


@some
@given(SEVERAL)
def test_what_is_certain_holds_in_every_draw(decision):
    outcome = evaluate(decision).outcome

    if outcome.whatever_weights:
        assert robustness(decision, weights="any", draws=DRAWS).p_first(str(outcome.leader)) == 1
        other = evaluate(decision.with_weights("any")).outcome
        assert (other.status, other.chosen) == ("certain", outcome.chosen)
    if outcome.would_be_certain:
        (vendor,) = outcome.would_lead
        row = robustness(decision, draws=DRAWS).table.set_index("vendor").loc[vendor]
        assert row["p_first"] == row["p_sufficient"]
    if outcome.lead is not None and outcome.lead.least is not None:
        (vendor,) = outcome.would_lead or outcome.chosen
        values, lead = outcome.values, outcome.lead
        assert all(values[vendor] - values[key] >= lead.least - CLOSE for key in values if key != vendor)
        assert lead.everywhere is None or lead.everywhere <= lead.least + CLOSE
