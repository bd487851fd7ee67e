import math

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from strategies import decisions
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.analysis.pressure import pressures
from vendor_eval.errors import DecisionError


def standing(evaluation):
    verdicts = tuple(evaluation.verdicts[key].name for key in evaluation.decision.vendors)
    return verdicts, (evaluation.outcome.chosen, evaluation.outcome.would_lead)


def asking(decision, one, threshold):
    """The decision with the threshold of one requirement moved, checked anew."""
    criterion = decision.criteria[one.criterion]
    try:
        moved = one.requirement.replace(**{one.requirement.form: threshold})
        require = [moved if each is one.requirement else each for each in criterion.require]
        return decision.replace(criteria={**decision.criteria, one.criterion: criterion.replace(require=require)})
    except DecisionError:  # beyond what is possible, so nobody can ask for that
        assume(False)


def outside(reach, share):
    """A threshold just beyond an end, where there is one."""
    step = 1e-6 * max(1.0, abs(reach.low if math.isfinite(reach.low) else 0.0), abs(reach.high))
    ends = [(reach.low, -step), (reach.high, step)]
    finite = [end + way for end, way in ends if math.isfinite(end)]
    return finite[int(share * len(finite))] if finite else None


@settings(max_examples=60)
@given(st.data())
def test_what_holds_holds_between_the_ends_and_not_beyond_them(data):
    decision = data.draw(decisions(vendors=(1, 4), criteria_count=(1, 3), scenario_count=(0, 0)))
    evaluation = evaluate(decision)
    found = [one for one in pressures(evaluation) if one.verdicts_stay is not None]
    assume(found)
    one = data.draw(st.sampled_from(found))
    kind = data.draw(st.sampled_from([0, 1]))
    reach = (one.verdicts_stay, one.outcome_stays)[kind]
    base = standing(evaluation)[kind]

    if reach.levels:
        level = data.draw(st.sampled_from(decision.criteria[one.criterion].scale.ordered))
        moved = standing(evaluate(asking(decision, one, level)))[kind]
        assert (moved == base) == (level in reach.levels)
        return
    at = one.requirement.threshold
    share = data.draw(st.floats(0, 1))
    end = data.draw(st.sampled_from([reach.low, reach.high]))
    if math.isfinite(end):
        inside = at + 0.999 * share * (end - at)
        assert standing(evaluate(asking(decision, one, inside)))[kind] == base
        beyond = outside(reach, 0.0 if end == reach.low else 0.999)
        if beyond is not None:
            assert standing(evaluate(asking(decision, one, beyond)))[kind] != base


@settings(max_examples=60)
@given(decisions(vendors=(1, 4), criteria_count=(1, 3), scenario_count=(0, 0)))
def test_without_a_requirement_the_decision_is_the_one_that_never_had_it(decision):
    for one in pressures(evaluate(decision)):
        criterion = decision.criteria[one.criterion]
        kept = [each for each in criterion.require if each is not one.requirement]
        bare = evaluate(
            decision.replace(criteria={**decision.criteria, one.criterion: criterion.replace(require=kept)})
        )
        assert bare.outcome == one.outcome_without
        changed = {key: v.name for key, v in bare.verdicts.items() if v.name != evaluate(decision).verdicts[key].name}
        assert dict(one.verdicts_without) == changed
