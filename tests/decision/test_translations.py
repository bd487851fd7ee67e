"""A decision's own words in other languages."""

import pytest

from builders import make_decision, make_plain
from vendor_eval.decision.document import Decision
from vendor_eval.decision.texts import reworded
from vendor_eval.errors import DecisionError, OptionError

PLAIN = make_plain(
    {"alpha": {"staff": 5, "terms": "in contract"}, "beta": {"staff": "unknown", "terms": {"levels": {"none yet": 1}}}},
    scales={"staff": (0, 10), "terms": {"none yet": 0, "in contract": 100}},
    units={"staff": "employees a year"},
    require={"terms": {"one_of": ["in contract"], "because": "It must bind."}},
    scenarios={
        "data only": {"criteria": ["staff"], "scale": {"terms": {"levels": {"none yet": 0, "in contract": 50}}}}
    },
    question="Who?",
)
GERMAN = {
    "Alpha": "Alfa",
    "Staff": "Personal",
    "employees a year": "Beschäftigte im Jahr",
    "employee a year": "Beschäftigter im Jahr",
    "in contract": "im Vertrag",
    "none yet": "noch nichts",
    "It must bind.": "Es muss binden.",
    "data only": "nur Daten",
    "delivery / support": "Betreuung",
    "Who?": "Wer?",
}


def made(german=GERMAN, **parts):
    plain = PLAIN | {"translations": {"de": dict(german)}} | parts
    plain["criteria"] = {**plain["criteria"], "staff": plain["criteria"]["staff"] | {"group": "delivery / support"}}
    return Decision.model_validate(plain)


def faults(german, **parts):
    with pytest.raises(DecisionError) as caught:
        made(german, **parts)
    return {".".join(map(str, fault.path)): fault.message for fault in caught.value.faults}


def test_every_text_that_the_glossary_has_is_replaced_wherever_it_stands():
    german = made().translated("de")

    assert german.vendor_name("alpha") == "Alfa"
    assert german.criterion_name("staff") == "Personal"
    assert german.criteria["staff"].unit == "Beschäftigte im Jahr"
    assert german.question == "Wer?"
    assert german.title == "A decision"
    assert german.criteria["terms"].scale.levels == {"noch nichts": 0, "im Vertrag": 100}
    assert german.criteria["terms"].require[0].one_of == ("im Vertrag",)
    assert german.criteria["terms"].require[0].because == "Es muss binden."
    assert german.assessments["alpha"]["terms"].belief.value == "im Vertrag"
    assert german.assessments["beta"]["terms"].belief.levels == {"noch nichts": 1}
    assert german.assessments["beta"]["staff"].unknown
    assert german.under("nur Daten").criteria["terms"].scale.levels == {"noch nichts": 0, "im Vertrag": 50}


def test_a_group_is_called_by_the_translation_of_its_path_or_of_its_steps_and_its_path_stays():
    whole = made().translated("de")
    steps = made({"support": "Betreuung"}).translated("de")

    assert whole.group_name("delivery / support") == "Betreuung"
    assert whole.criteria["staff"].group == "delivery / support"
    assert steps.group_name("delivery / support") == "delivery / Betreuung"
    assert steps.tree == made().tree


def test_what_has_no_name_is_called_by_the_translation_of_its_key():
    vendors = {"alpha": {}, "beta": {"name": "Beta"}}
    german = made({"alpha": "Alfa"}, vendors=vendors).translated("de")

    assert german.vendor_name("alpha") == "Alfa"
    assert list(german.vendors) == ["alpha", "beta"]


def test_the_digest_stays_and_a_language_without_a_glossary_changes_nothing():
    decision = made()

    assert decision.translated("de").digest == decision.digest
    assert decision.translated("de") != decision
    assert decision.translated("zh") is decision
    assert make_decision().translated("de").vendor_name("alpha") == "Alpha"


def test_the_singular_of_a_unit_is_found_by_the_english_one():
    assert made().singulars("de") == {"Beschäftigte im Jahr": "Beschäftigter im Jahr"}
    assert made().singulars("zh") == {}


def test_a_unit_that_is_the_same_in_both_languages_may_still_have_its_singular():
    assert made({"employee a year": "Kopf"}).singulars("de") == {"employees a year": "Kopf"}


@pytest.mark.parametrize("ask", [lambda decision: decision.translated("fr"), lambda decision: decision.singulars("fr")])
def test_a_language_that_is_not_spoken_is_refused(ask):
    with pytest.raises(OptionError, match=r"language must be one of 'en', 'de', 'zh', not 'fr'"):
        ask(made())


def test_an_entry_for_a_text_that_stands_nowhere_is_a_fault_with_the_text_that_was_meant():
    found = faults({"It must bind": "Es muss binden.", "zebra": "Zebra", "staff": "Personal"})

    assert found == {
        "translations.de.It must bind": (
            "translates a text that stands nowhere in the decision. Did you mean 'It must bind.'?"
        ),
        "translations.de.zebra": "translates a text that stands nowhere in the decision.",
        "translations.de.staff": "translates a text that stands nowhere in the decision. Did you mean 'Staff'?",
    }


def test_strays_are_told_beside_other_faults_but_not_what_only_a_fault_hides():
    criteria = {**PLAIN["criteria"]}
    criteria["staff"] = {"nmae": "Staff", "unit": "employees a year", "scale": {"worst": 0, "best": 10}}
    found = faults({"Staff": "Personal", "zebra": "Zebra"}, criteria=criteria)

    assert set(found) == {"criteria.staff.nmae", "translations.de.zebra"}


def test_an_unknown_language_is_a_fault():
    found = faults({}, translations={"dee": {"Staff": "x"}, "zh": {"Staff": " "}})

    assert found == {
        "translations.dee": "Unknown language 'dee'. Did you mean 'de'? Known: en, de, zh.",
        "translations.zh.Staff": "must not be blank.",
    }


@pytest.mark.parametrize(
    ("german", "message"),
    [
        ({"none yet": "im Vertrag", "in contract": "im Vertrag"}, "looks the same as what 'none yet' is called"),
        ({"none yet": "In-Contract"}, "looks the same as what 'in contract' is called, another level of terms"),
        ({"none yet": "unknown"}, "names a level: 'unknown' is a word with a meaning of its own"),
        ({"data only": " Daten"}, "names a scenario: The name ' Daten' has spaces around it"),
        ({"data only": "Base"}, "is what the decision is called without a scenario"),
        ({"employees a year": "% im Jahr"}, "must begin with % or percent where the unit does"),
    ],
)
def test_a_translation_that_cannot_stand_where_its_text_stands_is_a_fault(german, message):
    (found,) = set(faults(german).values())

    assert message in found


def test_a_text_in_place_of_a_score_must_not_become_unknown():
    plain = make_plain({"alpha": {"reach": 1, "place": "Munich"}}, information_only=["place"])
    del plain["criteria"]["place"]["scale"]
    assert Decision.model_validate(plain | {"translations": {"de": {"Munich": "München"}}}).translated("de")

    with pytest.raises(DecisionError, match="must not be `unknown`"):
        Decision.model_validate(plain | {"translations": {"de": {"Munich": "unknown"}}})


def test_translations_of_texts_that_go_with_a_change_go_too():
    decision = made()

    fewer = decision.without_criterion("terms").replace(question="Which?")

    assert set(fewer.translations["de"]) == {"Alpha", "Staff", *GERMAN} - {
        *("in contract", "none yet", "It must bind.", "Who?"),
    }
    assert decision.replace(translations={}).translations == {}


def test_every_field_of_text_is_found_and_nothing_else():
    decision = made(
        {},
        title="t1",
        description="t2",
        groups={"delivery": {"name": "t3", "because": "t4"}},
        weights={"swing": {"delivery": 1, "terms": 1}, "within": {"delivery": "any"}, "because": "t5", "by": "t6"},
        evaluators={"ann": {"name": "t7", "role": "t8"}},
        vendors={
            "alpha": {"name": "t9", "cost": {"value": 1, "currency": "t10", "because": "t11"}},
            "beta": {"description": "t12"},
        },
        conditions={"c": {"name": "t13", "owner": "t14"}},
        evidence={
            "E1": {
                **{"claim": "t15", "source": "t16", "publisher": "t17", "url": "u", "kind": "audit", "note": "t18"},
            }
        },
    )
    found = set()
    reworded(decision.plain(), lambda text, _: found.add(text) or text)

    assert found == {
        *(f"t{number}" for number in range(1, 19)),
        *("Staff", "employees a year", "Terms", "none yet", "in contract", "It must bind.", "Who?", "beta"),
        *("data only", "delivery / support", "delivery", "support"),
    }
