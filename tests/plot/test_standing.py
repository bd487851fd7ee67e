from builders import make_decision
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.plot.standing import standings


def test_vendors_stand_in_the_order_of_rank_if_met_and_the_insufficient_last(evaluation):
    assert [one.vendor for one in standings(evaluation)] == ["beta", "alpha", "gamma"]


def test_ranks_say_what_they_hang_on(evaluation):
    assert [one.rank for one in standings(evaluation)] == ["rank 1 if met", "rank 1, 2 if met", "no rank"]


def test_equal_ranks_are_marked():
    assert [one.rank for one in standings(evaluate(make_decision()))] == ["rank 1=", "rank 1="]
