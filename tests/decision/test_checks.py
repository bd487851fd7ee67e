import pytest

from builders import make_plain
from vendor_eval.decision.checks import check, unknown_name
from vendor_eval.decision.document import Decision
from vendor_eval.decision.parts import Parts, salvage
from vendor_eval.errors import DecisionError


def faults(plain):
    try:
        Decision.model_validate(plain)
    except DecisionError as error:
        return {".".join(map(str, fault.path)): fault.message for fault in error.faults}
    return {}


def test_nothing_is_said_about_what_is_not_there():
    assert list(check(Parts())) == []
    assert list(check(salvage({"vendors": {}}))) == list(check(Parts(vendors={})))


@pytest.mark.parametrize(
    ("parts", "path", "words"),
    [
        ({"vendors": {}, "assessments": {}}, "vendors", "holds no vendor; at least one is needed."),
        (
            {"criteria": {}, "weights": "any", "assessments": {"alpha": {}, "beta": {}}},
            "criteria",
            "holds no criterion; at least one is needed.",
        ),
    ],
)
def test_a_decision_has_a_vendor_and_a_criterion(parts, path, words):
    found = faults(make_plain() | parts)

    assert found == {path: words}


def test_a_criterion_must_carry_weight():
    found = faults(make_plain(information_only=["reach", "price"], weights="any"))

    assert found == {"criteria": "holds no criterion that carries weight; all are for information only."}


def test_weights_name_all_criteria_that_carry_weight_and_no_others():
    plain = make_plain(information_only=["price"], weights={"price": 3, "speed": 4})

    assert faults(plain) == {
        "weights.swing.price": "carries no weight: it is for information only or left out here.",
        "weights.swing.speed": "Unknown criterion 'speed'. Known: reach.",
        "weights.swing": "gives no weight to reach; write 0 where a criterion is not to count.",
    }


WAIVERS = {"gamma": {"because": "a pilot", "by": "the board"}}


@pytest.mark.parametrize(
    ("require", "path"),
    [
        ({"at_least": 1, "waivers": WAIVERS}, "criteria.reach.require.waivers.gamma"),
        ([{"at_least": 1}, {"at_most": 9, "waivers": WAIVERS}], "criteria.reach.require.1.waivers.gamma"),
    ],
)
def test_a_requirement_can_be_waived_only_for_a_vendor_that_exists(require, path):
    assert faults(make_plain(require={"reach": require})) == {path: "Unknown vendor 'gamma'. Known: alpha, beta."}


@pytest.mark.parametrize("kind", ["conditions", "evidence", "scenarios"])
def test_names_that_look_the_same_are_refused_everywhere(kind):
    one = {
        "conditions": {"name": "x"},
        "evidence": {"claim": "x", "source": "y", "kind": "audit"},
        "scenarios": {},
    }[kind]

    found = faults(make_plain() | {kind: {"a b": one, "A-B": one}})

    assert list(found) == [f"{kind}.A-B"]
    assert "looks the same as 'a b'" in found[f"{kind}.A-B"]


@pytest.mark.parametrize("describes", ["2025-02-15", "2025-02", "2025", "2024/2026", "unknown"])
def test_evidence_may_describe_any_day_that_may_have_been_by_then(describes):
    scores = {"alpha": {"reach": {"value": 1, "evidence": ["E1"]}}}

    assert faults(make_plain(scores, evidence={"E1": {"describes": describes, "published": "2030"}})) == {}


@pytest.mark.parametrize("describes", ["2025-02-16", "2025-03", "2026", "2025-02-16/2027"])
def test_evidence_that_certainly_describes_a_later_state_is_refused(describes):
    scores = {"alpha": {"reach": {"value": 1, "evidence": ["E1"]}}}
    found = faults(make_plain(scores, evidence={"E1": {"describes": describes}}))

    assert list(found) == ["assessments.alpha.reach.evidence.0"]
    assert describes in found["assessments.alpha.reach.evidence.0"]


def test_later_evidence_that_nothing_rests_on_is_fine():
    assert faults(make_plain(evidence={"E1": {"describes": "2030"}})) == {}


def test_faults_of_a_part_do_not_hide_those_between_parts():
    scores = {"alpha": {"reach": {"value": True, "evidence": ["E7"]}}, "beta": {"raech": 1, "reach": "high"}}
    plain = make_plain(scores)
    del plain["criteria"]["raech"]
    plain["weights"] = {"swing": {"reach": 1}}
    plain["evidence"] = {"E1": {"claim": "x"}}
    plain["conditions"] = {"approval": {"name": 3}}

    assert set(faults(plain)) == {
        "conditions.approval.name",
        "assessments.alpha.reach.value",
        "assessments.alpha.reach.evidence.0",
        "assessments.beta.raech",
        "assessments.beta.reach",
        "evidence.E1.source",
        "evidence.E1.kind",
    }


def test_of_few_names_all_are_shown_where_none_is_near():
    assert unknown_name("vendor", "x", ["alpha", "beta"], ()).message == "Unknown vendor 'x'. Known: alpha, beta."
    assert unknown_name("vendor", "x", list("abcdefghijklmno"), ()).message == "Unknown vendor 'x'."
    assert unknown_name("vendor", "x", [], ()).message == "Unknown vendor 'x'."


def test_a_decision_of_faults_between_parts_is_answered_with_the_first_ten_thousand():
    plain = make_plain()
    plain["assessments"]["alpha"] |= {f"strange {index}": 1 for index in range(10_500)}
    with pytest.raises(DecisionError) as caught:
        Decision.model_validate(plain)

    assert len(caught.value.faults) == 10_000
