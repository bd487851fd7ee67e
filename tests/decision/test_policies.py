from vendor_eval.decision.policies import Policy


def test_a_policy_that_says_nothing_has_the_stated_defaults():
    policy = Policy()

    assert policy.unknown_at_requirement == "undetermined"
    assert (policy.minimum_value, policy.max_weaknesses, policy.separation) == (None, None, 0.75)
    assert policy.plain() == {}


def test_no_weakness_allowed_is_not_the_same_as_no_rule():
    assert Policy(max_weaknesses=0).plain() == {"max_weaknesses": 0}
