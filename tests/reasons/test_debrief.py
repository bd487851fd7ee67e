"""Letters to vendors: what they hold for each standing and each profile, and what is looked over before they go out."""

import re

import pytest

import vendor_eval as ve
from builders import make_decision
from letters import PROFILES
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.errors import OptionError, UnknownNameError
from vendor_eval.reasons.appraise import appraise
from vendor_eval.reasons.debrief import debrief
from vendor_eval.reasons.debrief_guard import Guard

SCORES = {
    "alpha": {"reach": 80, "price": 70},
    "beta": {"reach": 60, "price": 60},
    "gamma": {"reach": 20, "price": 90},
    "delta": {"reach": "unknown", "price": 10},
}
NAMES = {"alpha": "Alphafirm", "beta": "Betahaus", "gamma": "Gammaworks", "delta": "Deltaville"}
MEETS = "Your offer is sufficient: it meets the 1 requirement that must be met."
AMOUNTS = {"alpha": 12345, "beta": 23456, "gamma": 34567, "delta": 45678}
COSTS = {key: {"cost": {"value": amount, "currency": "CHF"}} for key, amount in AMOUNTS.items()}


def judged(scores=SCORES, **parts):
    """Four vendors: the first is chosen, the second is not, the third is insufficient, the fourth undetermined."""
    vendors = {key: {"name": NAMES[key]} | COSTS[key] for key in scores}
    parts = {"require": {"reach": {"at_least": 30}}, "vendors": vendors, "weights": {"reach": 60, "price": 40}} | parts
    return evaluate(make_decision(scores, **parts))


def part(letter, name):
    return [one.text for one in letter.paragraphs if one.part == name]


@pytest.fixture(scope="module")
def flagship():
    return ve.evaluate(ve.cases.load("apple-china-2025"))


@pytest.fixture(scope="module")
def settled():
    """The flagship case with what is open for two vendors filled in, so that one of them is chosen."""
    decision = ve.cases.load("apple-china-2025").replace(translations={})
    for vendor in ("alibaba", "baidu"):
        decision = decision.with_assessment(vendor, "continuity", 2).with_assessment(vendor, "privacy", "in contract")
    for vendor in ("bytedance", "tencent"):
        decision = decision.with_assessment(vendor, "privacy", "promised")
    return ve.evaluate(decision)


@pytest.mark.parametrize(
    ("vendor", "standing", "result"),
    [
        ("alpha", "chosen", "Your offer is sufficient: it meets the 1 requirement that must be met. It was chosen."),
        (
            "beta",
            "not chosen",
            "Your offer is sufficient: it meets the 1 requirement that must be met. It was not chosen.",
        ),
        ("gamma", "insufficient", "Your offer is insufficient. It fails 1 requirement that must be met: Reach."),
        ("delta", "undetermined", "We cannot say yet whether your offer is sufficient."),
    ],
)
def test_each_standing_has_its_letter(vendor, standing, result):
    scores = {key: row for key, row in SCORES.items() if key != "delta" or vendor == "delta"}

    letter = debrief(judged(scores), vendor)

    assert letter.standing == standing
    assert part(letter, "result")[1].startswith(result)


def test_a_choice_that_hangs_on_another_vendor_is_not_told_as_one():
    scores = SCORES | {"delta": {"reach": "unknown", "price": 100}}
    evaluation = judged(scores)
    assert evaluation.outcome.status == "conditional"

    letter = debrief(evaluation, "alpha", "us_federal")

    assert letter.standing == "pending"
    assert "The choice is not settled yet" in part(letter, "result")[1]
    assert letter.remarks[0].severity == "high"
    assert "hangs on what is open for another" in letter.remarks[0].text


def test_vendors_that_are_level_are_not_told_of_a_choice():
    letter = debrief(judged({"alpha": SCORES["alpha"], "beta": SCORES["alpha"]}), "beta", "uk_2023")

    assert (letter.standing, letter.view.winner) == ("pending", None)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("vendor", list(NAMES))
def test_nobody_is_named_and_no_figure_told_that_a_profile_forbids(vendor, profile):
    scores = {key: row for key, row in SCORES.items() if key != "delta" or vendor == "delta"}
    letter = debrief(judged(scores), vendor, profile)

    tells = dict.fromkeys(("us_federal", "uk_2015", "uk_2023"), ("beta", "gamma")) | {"eu": ("beta",)}
    told = {"Alphafirm"} if vendor in tells.get(profile, ()) else set()
    assert {name for name in NAMES.values() if name in letter.text} == {NAMES[vendor]} | told
    costs = {key for key, amount in AMOUNTS.items() if f"{amount:,}" in letter.text}
    assert costs <= ({"alpha", vendor} if profile == "us_federal" and told else set())
    assert not [one for one in letter.remarks if one.severity == "high" and one.point == "nothing forbidden"]


def test_after_award_the_us_letter_tells_of_the_winner_and_the_place_and_compares_no_points():
    letter = debrief(judged({key: SCORES[key] for key in ("alpha", "beta", "gamma")}), "beta", "us_federal")

    said = " ".join(part(letter, "winner"))
    assert "The offer of Alphafirm was chosen. It reaches 76.0 of 100 points overall, yours 60.0." in said
    assert "Its cost: 12,345 CHF. The cost of yours: 23,456 CHF." in said
    assert "Offers that were ranked: 2. Place of yours: 2." in said
    assert "Chosen offer," not in said


def test_the_eu_letter_names_advantages_but_tells_those_without_an_admissible_offer_nothing():
    evaluation = judged({key: SCORES[key] for key in ("alpha", "beta", "gamma")})

    assert (
        "The chosen offer reaches more points than yours on: Reach and Price." in debrief(evaluation, "beta", "eu").text
    )
    assert part(debrief(evaluation, "gamma", "eu"), "winner") == []


def test_points_that_give_away_a_price_are_left_to_a_person_and_the_total_with_them():
    evaluation = judged({key: SCORES[key] for key in ("alpha", "beta")})

    letter = debrief(evaluation, "beta", "uk_2023")

    said = " ".join(part(letter, "winner"))
    assert "Chosen offer, Reach: 80.0 of 100 points." in said
    assert "Chosen offer, Price" not in said
    assert "76.0" not in letter.text
    assert {"winner_points", "winner_value"} <= {one.key for one in letter.fields}


def test_an_undetermined_vendor_is_asked_and_the_date_is_left_to_a_person(flagship):
    letter = debrief(flagship, "alibaba")

    assert "We ask you to clear up what is listed below as open." in letter.text
    assert "reply_by" in {one.key for one in letter.fields}
    assert "Alibaba" in letter.text


def test_fields_are_marked_until_a_named_person_fills_them():
    evaluation = judged()

    empty, filled = debrief(evaluation, "gamma"), debrief(evaluation, "gamma", entries={"contact": "Ada Lovelace"})

    assert "[To be filled in by a named person: Contact for questions]" in empty.text
    assert "Contact for questions: Ada Lovelace" in filled.text
    assert "contact" in _fields_remark(empty)
    assert "contact" not in _fields_remark(filled)


def _fields_remark(letter):
    (one,) = [one.text for one in letter.remarks if one.point == "dates, contact, challenge"]
    return one


def test_an_entry_that_names_a_rival_is_found():
    letter = debrief(judged(), "gamma", entries={"contact": "ask Betahaus, who is at 23,456"})

    texts = [one.text for one in letter.remarks if one.severity == "high"]
    assert any("'Betahaus'" in text for text in texts)
    assert any("figure 23456" in text for text in texts)


def test_a_rationale_that_speaks_of_a_rival_is_left_out_and_marked_for_a_person():
    scores = {
        "alpha": {
            "reach": {"value": 20, "because": "fewer users than Betahaus"},
            "price": {"value": 1, "because": "list"},
        },
        "beta": SCORES["beta"],
    }
    letter = debrief(judged(scores), "alpha")

    assert letter.view.withheld == {("rationale", "reach")}
    assert "fewer users" not in letter.text
    assert "Rationale: list." in letter.text
    assert any(one.text.startswith("The rationale on 'reach' was left out") for one in letter.remarks)


def test_a_name_is_found_as_a_word_and_a_product_with_its_number():
    decision = make_decision(SCORES, vendors={"beta": {"name": "Beta", "description": "maker of Qwen models"}})
    guard = Guard.of(decision, "alpha")

    assert guard.names_in("better than BETA.") == ("Beta",)
    assert guard.names_in("alphabetical betas") == ()
    assert guard.names_in("on Qwen2.5 and others") == ("Qwen",)
    assert Guard.of(make_decision({"alpha": {"reach": 1}, "b": {"reach": 2}}), "alpha").unseen == ("B",)


def test_figures_are_a_rivals_only_if_they_are_nowhere_the_vendors_own():
    decision = make_decision({"alpha": {"reach": 700}, "beta": {"reach": 812.5}}, scales={"reach": (0, 1200)})
    guard = Guard.of(decision, "alpha")

    assert guard.figures_in("812.5 against 700, in 2024, of 1,200, and 81") == ("8125",)


def test_evidence_that_others_rest_on_is_cited_by_its_id_alone(flagship):
    letter = debrief(flagship, "baidu")

    lines = {one.about: one.text for one in letter.paragraphs if one.part == "evidence"}
    assert lines["E049"] == "E049 (reported fact, high grade, state of 2025-01)."
    assert lines["E092"].endswith("Baidu had 35,900 employees at end of 2024.")


@pytest.mark.parametrize("profile", PROFILES)
def test_the_letters_of_the_flagship_case_leak_nothing(flagship, settled, profile):
    """A crude scan, not the library's own: names, products and head counts of the others."""
    theirs = {
        "alibaba": ("Alibaba", "Qwen", "Taobao", "Alipay", "219,260", "204,891"),
        "baidu": ("Baidu", "ERNIE", "35,900", "34,000"),
        "bytedance": ("ByteDance", "Doubao", "Douyin", "TikTok", "Volcano", "150,000"),
        "deepseek": ("DeepSeek", "High-Flyer", "33.7"),
        "tencent": ("Tencent", "Hunyuan", "WeChat", "108,823", "103,000"),
    }
    for evaluation in (flagship, settled):
        for vendor in theirs:
            letter = debrief(evaluation, vendor, profile)
            told = letter.view.winner.name if letter.view.winner else ""
            for rival in set(theirs) - {vendor}:
                for word in theirs[rival]:
                    assert word == told or word not in letter.text, (vendor, word)


@pytest.mark.parametrize("vendor", ["alibaba", "baidu", "bytedance", "deepseek", "tencent"])
def test_the_letter_holds_the_findings_of_the_record(flagship, vendor):
    letter, recorded = debrief(flagship, vendor), appraise(flagship, vendor)

    assert [(one.kind, one.rule, one.criterion, one.effect, one.evidence) for one in letter.appraisal.items] == [
        (one.kind, one.rule, one.criterion, one.effect, one.evidence) for one in recorded.items
    ]
    for one in recorded.items:
        assert one.name in letter.text
        assert one.observed in letter.text or one.unknown
    assert [one.text for one in letter.remarks if one.severity == "high"] == []


def test_each_criterion_stands_with_weight_scale_level_and_next_step(flagship):
    points = {one.about: one.text for one in debrief(flagship, "deepseek").paragraphs if one.part == "points"}

    assert points["enterprise_service"].startswith(
        "Service to business customers. Weight: 9.1 %. Scale: 0 points for “research only”; 30 points for “sells an "
        "API”; 60 points for “enterprise cloud”; 100 points for “among the three largest”. Assessed: “sells an API”. "
        "Worth in points: 30.0. Next step up: 60 points for “enterprise cloud”."
    )


def test_next_steps_lie_on_the_side_of_a_target_on_which_an_offer_stands():
    scales = {"reach": {"worst": [0, 100], "best": 50, "tolerance": 5, "shape": "target"}}
    scores = {"alpha": {"reach": 80}, "beta": {"reach": 10}}
    evaluation = evaluate(make_decision(scores, scales=scales))

    assert "Next step up: 100 points at 55." in debrief(evaluation, "alpha").text
    assert "Next step up: 100 points at 45." in debrief(evaluation, "beta").text


def test_what_would_have_made_an_offer_sufficient_does(flagship):
    letter = debrief(flagship, "deepseek")

    needed = {one.about for one in letter.paragraphs if one.part == "more" and one.kind == "item"}
    assert needed == {"capacity", "continuity", "filing", "privacy"}
    assert "It is no promise" in " ".join(part(letter, "more"))
    assert part(debrief(flagship, "deepseek", "us_federal"), "more") == []


def test_the_test_of_quality_finds_what_the_file_cannot_give(flagship):
    remarks = debrief(flagship, "alibaba").remarks

    assert [one.number for one in remarks] == list(range(1, len(remarks) + 1))
    assert any(one.point == "bespoke" and "'privacy'" in one.text for one in remarks)
    assert any(one.point == "criterion, weight, scale and levels" and "'continuity'" in one.text for one in remarks)


def test_a_reason_that_speaks_of_another_level_is_found():
    scales = {"privacy": {"bad": 0, "in contract": 70, "audited": 100}}
    scores = {"alpha": {"privacy": {"value": "bad", "because": "Terms are in contract form."}}}
    letter = debrief(evaluate(make_decision(scores, scales=scales)), "alpha")

    assert any("speaks of 'in contract'" in one.text for one in letter.remarks)


def test_profiles_for_another_time_are_found(flagship):
    after, early = debrief(flagship, "deepseek", "us_federal"), debrief(flagship, "baidu", "us_preaward")

    assert "No offer was chosen." in after.text
    assert after.remarks[0].text == "The profile is for the time after an award, and nobody is chosen."
    assert early.remarks[0].text.startswith("The profile is for offers excluded before award")


@pytest.mark.parametrize("profile", PROFILES)
def test_every_letter_says_that_it_is_a_draft_and_no_legal_advice(profile):
    letter = debrief(judged(), "gamma", profile)

    assert letter.draft
    assert letter.text.startswith("DRAFT, made from the record of the decision. It is no legal advice.")
    assert letter.profile.as_of.isoformat() in letter.paragraphs[0].text


def test_a_waived_requirement_is_told_without_its_reason():
    waived = {"at_least": 30, "waivers": {"gamma": {"because": "Betahaus will help", "by": "Ada Lovelace"}}}
    letter = debrief(judged(require={"reach": waived}), "gamma")

    assert "Reach: at least 30. This is not held against your offer." in letter.text
    assert not re.search("Ada|Betahaus", letter.text)


def test_reasons_of_several_evaluators_are_left_to_a_person():
    several = {"by_evaluator": {"ann": {"value": 10, "because": "ann says so"}, "bob": {"value": 40}}}
    scores = {"alpha": {"reach": several, "price": 5}}
    letter = debrief(evaluate(make_decision(scores, evaluators={"ann": {}, "bob": {}})), "alpha")

    assert not re.search(r"\bann\b|\bbob\b", letter.text)
    assert any("Several evaluators judged 'reach'" in one.text for one in letter.remarks)


def test_a_letter_prints_as_itself_and_goes_into_json():
    letter = debrief(judged(vendors={"gamma": {"name": "<b>Gamma</b>"}}), "gamma")

    assert str(letter) == letter.text
    assert repr(letter).startswith("<Debrief: draft of a letter to <b>Gamma</b>, profile private, ")
    assert "&lt;b&gt;Gamma" in letter._repr_html_()
    assert letter.to_dict()["remarks"][0]["number"] == 1
    assert letter.table["part"].iloc[0] == "head"


def test_wrong_options_are_refused():
    evaluation = judged()

    with pytest.raises(UnknownNameError, match="Did you mean 'gamma'"):
        debrief(evaluation, "gama")
    with pytest.raises(OptionError, match="a key of entries must be one of"):
        debrief(evaluation, "gamma", entries={"winner": "x"})
    with pytest.raises(OptionError, match=re.escape("entries['contact'] must be a text that is not blank")):
        debrief(evaluation, "gamma", entries={"contact": " "})
    with pytest.raises(OptionError, match="language"):
        debrief(evaluation, "gamma", language="xx")


@pytest.mark.parametrize(("language", "greeting"), [("de", "Sehr geehrte Damen und Herren"), ("zh", "贵公司")])
def test_a_letter_in_another_language_withholds_what_the_english_one_does(flagship, language, greeting):
    for vendor in flagship.decision.vendors:
        english, other = debrief(flagship, vendor), debrief(flagship, vendor, language=language)

        assert greeting in other.text
        assert english.view.withheld <= other.view.withheld
        assert set(english.view.claims) >= set(other.view.claims)
        for one in flagship.decision.vendors:
            if one != vendor:
                names = {flagship.decision.vendor_name(one), flagship.decision.translated(language).vendor_name(one)}
                assert not [name for name in names if name in other.text]
