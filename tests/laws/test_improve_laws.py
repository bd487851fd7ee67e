"""What improve says is enough is enough, and a little less is not."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from strategies import decisions
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.decision.beliefs import Exact
from vendor_eval.decision.scales import LevelScale, Scale
from vendor_eval.engine.ranks import TIE
from vendor_eval.reasons.improve import improve
from vendor_eval.reasons.improving import reaches

LITTLE = 1e-6  # of the length of a scale
HEAVY = 1e-3  # a lighter criterion may move by more than that without being felt


def less(decision, vendor, one, repair):
    """A little less of one change: the next lower level, or a little less of a numeric scale; None where there is none.

    Where a must asks for no more than the change is, less is what fails it.
    """
    criterion = decision.criteria[one.criterion]
    asked = repair is not None and repair.score == one.score
    musts = [each for each in criterion.require if each.kind == "must" and vendor not in each.waivers]
    if isinstance(criterion.scale, LevelScale):
        worths = criterion.scale.levels
        below = [level for level in criterion.scale.ordered if worths[level] < worths[one.score]]
        rising = all(each.form in {"at_least", "more_than"} for each in musts)
        return below[-1] if below and (rising or not asked) else None
    if not isinstance(criterion.scale, Scale):
        return None
    low, high = criterion.scale.ends
    step = LITTLE * (high - low)
    if asked:
        ways = {-1 if each.form in {"at_least", "more_than"} else 1 for each in musts}
        near = [each for each in musts if abs(each.threshold - one.score) < step / 2]
        return one.score + ways.pop() * step if len(ways) == 1 and near else None
    sides = criterion.scale.worst if isinstance(criterion.scale.worst, tuple) else (criterion.scale.worst,)
    worst = min(sides, key=lambda end: (end - criterion.scale.best) * (one.score - criterion.scale.best) < 0)
    return one.score + step if worst > criterion.scale.best else one.score - step


def made(decision, vendor, changes, scores):
    row = dict(decision.assessments[vendor])
    row |= {one.criterion: Exact(value=score) for one, score in zip(changes, scores, strict=True)}
    return evaluate(decision.replace(assessments={**decision.assessments, vendor: row}))


@settings(max_examples=60)
@given(st.data())
def test_what_is_enough_is_enough_and_a_little_less_is_not(data):
    decision = data.draw(decisions(vendors=(1, 4), criteria_count=(1, 4), scenario_count=(0, 0)))
    evaluation = evaluate(decision)
    vendor = data.draw(st.sampled_from(sorted(decision.vendors)))
    goal = data.draw(st.sampled_from(["sufficient", "first"]))
    found = improve(evaluation, vendor, goal=goal)
    assume(not found.reached)
    names = ["fewest", "cheapest", *(key for key, changes in found.single.items() if changes)]
    name = data.draw(st.sampled_from(names))
    changes = dict(found.single).get(name, getattr(found, name, None))
    assume(changes is not None)
    scores = [one.score for one in changes]

    after = made(decision, vendor, changes, scores)
    assert reaches(after, vendor, found.goal)
    if goal == "first":
        rivals = [value for key, value in after.outcome.values.items() if key != vendor]
        assert all(after.outcome.values[vendor] - value > TIE for value in rivals)

    number = data.draw(st.integers(0, len(changes) - 1))
    weights = dict(zip(evaluation.model.criteria, evaluation.model.weights.mean, strict=True))
    assume(weights.get(changes[number].criterion, 1.0) > HEAVY)
    repair = next((one for one in found.repairs if one.criterion == changes[number].criterion), None)
    lower = less(decision, vendor, changes[number], repair)
    assume(lower is not None)
    scale = decision.criteria[changes[number].criterion].scale
    if isinstance(scale, Scale) and scale.range is not None:
        assume(scale.range[0] <= lower <= scale.range[1])
    asked = repair is not None and repair.score == scores[number]
    assume(asked or isinstance(scale, LevelScale) or abs(scale.value(lower) - scale.value(scores[number])) > 1e-5)
    scores[number] = lower
    assert not reaches(made(decision, vendor, changes, scores), vendor, found.goal)


@settings(max_examples=60)
@given(st.data())
def test_the_fewest_are_no_more_and_the_cheapest_no_dearer_than_any_single_way(data):
    decision = data.draw(decisions(vendors=(2, 4), criteria_count=(1, 4), scenario_count=(0, 0)))
    evaluation = evaluate(decision)
    vendor = data.draw(st.sampled_from(sorted(decision.vendors)))
    found = improve(evaluation, vendor)
    ways = [changes for changes in found.single.values() if changes]
    if ways:
        assert len(found.fewest) <= min(len(changes) for changes in ways)
        assert found.cheapest is not None
    assert (found.fewest is None) == (found.cheapest is None)
    if found.fewest:
        assert len(found.fewest) <= len(found.cheapest)
