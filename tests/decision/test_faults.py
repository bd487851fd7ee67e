import pytest

from builders import make_plain
from vendor_eval.decision.document import Decision
from vendor_eval.errors import DecisionError


def paths(plain):
    with pytest.raises(DecisionError) as caught:
        Decision.model_validate(plain)
    return {".".join(map(str, fault.path)): fault.message for fault in caught.value.faults}


def test_a_path_follows_the_file_and_not_the_model():
    plain = make_plain({"alpha": {"reach": {"low": True, "high": 2}}}, require={"reach": {"at_least": 1, "p_met": 2}})

    assert set(paths(plain)) == {"assessments.alpha.reach.low", "criteria.reach.require.p_met"}


@pytest.mark.parametrize("name", ["direct", "swing", "levels", "value", "belief", "exact", "numeric", "[key]", "any x"])
def test_names_that_are_also_words_of_the_format_do_not_mislead_a_path(name):
    plain = make_plain(
        {"alpha": {name: 50, "other": {"levels": {name: 2}}}},
        scales={"other": {"levels": {name: -5, "best": 100}}},
        weights={"direct": {name: -1, "other": 2}, "normalise": True},
    )

    assert set(paths(plain)) == {
        f"criteria.other.scale.levels.{name}",
        f"weights.direct.{name}",
        f"assessments.alpha.other.levels.{name}",
    }


def test_a_noun_among_plain_data_is_followed_too():
    wrong = Decision.model_validate(make_plain()).vendors["alpha"].model_construct(name=3)

    assert paths(make_plain() | {"vendors": {"alpha": wrong, "beta": {}}}) == {
        "vendors.alpha.name": "must be text, not 3; put quotes around it."
    }


@pytest.mark.parametrize(
    ("changes", "path", "message"),
    [
        ({"title": ["x"]}, "title", "must be text, not a list."),
        ({"title": float("inf")}, "title", "must be text, not inf."),
        (
            {"vendors": {"alpha": [], "beta": {}}},
            "vendors.alpha",
            "must be a mapping with 'name', 'description', 'cost', not a list.",
        ),
        ({"evidence": 3}, "evidence", "must be a mapping of names to values, not 3."),
        ({"policy": {"separation": 2}}, "policy.separation", "must be at most 1, not 2."),
        ({"policy": {"minimum_value": -1}}, "policy.minimum_value", "must be at least 0, not -1."),
        ({"policy": {"coverage": 1}}, "policy.coverage", "must be below 1, not 1."),
        ({"policy": {"separation": 0.5}}, "policy.separation", "must be above 0.5, not 0.5."),
    ],
)
def test_a_message_says_what_is_allowed_and_what_was_found(changes, path, message):
    assert paths(make_plain() | changes) == {path: message}
