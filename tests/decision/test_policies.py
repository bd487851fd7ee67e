import pytest

from vendor_eval.decision.policies import Policy
from vendor_eval.errors import DecisionError


def test_a_policy_that_says_nothing_has_the_stated_defaults():
    policy = Policy()

    assert policy.unknown_at_requirement == "undetermined"
    assert (policy.minimum_value, policy.max_weaknesses, policy.separation) == (None, None, 0.75)
    assert policy.coverage == 0.99
    assert policy.plain() == {}


def test_no_weakness_allowed_is_not_the_same_as_no_rule():
    assert Policy(max_weaknesses=0).plain() == {"max_weaknesses": 0}


@pytest.mark.parametrize("coverage", [1, 0.4])
def test_the_coverage_leaves_some_tails_and_most_of_a_belief(coverage):
    with pytest.raises(DecisionError, match=r"^coverage: must be"):
        Policy(coverage=coverage)
