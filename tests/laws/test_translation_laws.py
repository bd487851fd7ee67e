"""What must hold of a decision in other words, for every decision and every glossary."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from strategies import decisions
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.analysis.robustness import robustness
from vendor_eval.decision.document import Decision
from vendor_eval.languages.speaking import LANGUAGES

some = settings(max_examples=settings.default.max_examples // 5)
TRANSLATED = decisions(translated=True)


def numbers(table):
    """The columns that are no words of the file."""
    return table.drop(columns=["name", "required", "observed", "text"], errors="ignore")


@some
@given(TRANSLATED, st.data())
def test_a_decision_in_other_words_gives_the_same_numbers_bit_for_bit(decision, data):
    language = data.draw(st.sampled_from(list(decision.translations)))
    other = decision.translated(language)

    before, after = evaluate(decision), evaluate(other)
    drawn = [robustness(one, draws=32, seed=3) for one in (decision, other)]

    assert numbers(after.table).equals(numbers(before.table))
    assert after.contributions.equals(before.contributions)
    assert [verdict.name for verdict in after.verdicts.values()] == [one.name for one in before.verdicts.values()]
    assert after.outcome.status == before.outcome.status
    for name in ("rank_acceptability", "pairwise_winning", "central_weights"):
        pd.testing.assert_frame_equal(getattr(drawn[1], name), getattr(drawn[0], name), check_exact=True)


@some
@given(TRANSLATED, st.data())
def test_a_decision_in_other_words_keeps_its_keys_and_its_digest_and_says_what_the_glossary_has(decision, data):
    language = data.draw(st.sampled_from(list(decision.translations)))
    glossary = decision.translations[language]
    other = decision.translated(language)

    def words(text):
        return glossary.get(text, text)

    assert other.digest == decision.digest
    assert (other.title, other.question) == (words(decision.title), words(decision.question))
    assert list(other.scenarios) == [words(name) for name in decision.scenarios]
    for key, criterion in decision.criteria.items():
        assert other.criteria[key].unit == words(criterion.unit)
        assert other.criterion_name(key) == words(decision.criterion_name(key))
    for key, item in decision.evidence.items():
        assert (other.evidence[key].claim, other.evidence[key].url) == (words(item.claim), item.url)
    for section in ("criteria", "vendors", "evaluators", "assessments", "evidence", "conditions"):
        assert list(getattr(other, section)) == list(getattr(decision, section))
    assert other.weighted == decision.weighted
    assert not other.translations


@some
@given(TRANSLATED, st.sampled_from(LANGUAGES))
def test_every_scenario_in_other_words_is_the_scenario_in_other_words(decision, language):
    other = decision.translated(language)
    glossary = decision.translations.get(language, {})

    for name in decision.scenarios:
        there, here = other.under(glossary.get(name, name)), decision.under(name)
        assert numbers(evaluate(there).table).equals(numbers(evaluate(here).table))


@some
@given(TRANSLATED)
def test_whatever_is_taken_out_leaves_a_decision_that_can_be_saved_and_read(decision):
    fewer = decision.replace(scenarios={}, question="Another question?")

    assert Decision.model_validate(fewer.plain()) == fewer
