"""What must hold of the doubt about every decision."""

import numpy as np
from hypothesis import given, settings

from strategies import decisions
from vendor_eval.analysis.doubt import FIGURES
from vendor_eval.analysis.robustness import robustness

DRAWS = 64
CLOSE = 1e-9
FREE = decisions(scenario_count=(0, 0))
some = settings(max_examples=settings.default.max_examples * 2 // 10)


@some
@given(FREE)
def test_every_figure_of_a_doubt_has_a_standard_error_that_is_nothing_where_nothing_is_drawn(decision):
    doubt = robustness(decision, draws=DRAWS).doubt

    for row in doubt.rows.values():
        for figure in FIGURES:
            error = row[f"{figure}_se"]
            assert np.isnan(error) or error >= 0
            if not row["draws"]:
                assert error == 0 or np.isnan(row[figure])
            assert figure == "expected_loss" or not np.isnan(error)
    assert (doubt.firsts_se.to_numpy() >= 0).all()


@some
@given(FREE)
def test_a_doubt_holds_the_runs_that_can_be_asked_for_alone(decision):
    doubt = robustness(decision, weights="any", draws=DRAWS).doubt
    declared = robustness(decision, draws=DRAWS).doubt
    expected = robustness(decision, weights="any", assessments="expected", draws=DRAWS)
    mean = robustness(decision, weights="mean", draws=DRAWS)

    if "weights" in doubt.drawn and "assessments" in doubt.drawn:
        assert doubt.only_weights.rank_acceptability.equals(expected.rank_acceptability)
        assert doubt.only_weights.indices.equals(expected.indices)
    if set(declared.drawn) != {"assessments"}:
        assert declared.only_assessments.rank_acceptability.equals(mean.rank_acceptability)
        assert declared.only_assessments.indices.equals(mean.indices)


@some
@given(FREE)
def test_how_open_the_whole_ranking_is_does_not_hang_on_the_order_of_the_vendors(decision):
    turned = decision.replace(vendors=dict(reversed(decision.vendors.items())))
    result, other = (robustness(one, draws=DRAWS, exact=False) for one in (decision, turned))

    if len(decision.vendors) <= 7:
        assert -CLOSE <= result.ranking_entropy <= np.log2(DRAWS) + CLOSE
        assert abs(result.ranking_entropy - other.ranking_entropy) < CLOSE
    else:
        assert np.isnan(result.ranking_entropy)
