"""The shipped cases in other languages: nothing is left in English, and no number is another one."""

import re

import pytest

from vendor_eval import cases
from vendor_eval.analysis.evaluate import evaluate
from vendor_eval.decision.texts import reworded

SPOKEN = [("apple-china-2025", "de"), ("apple-china-2025", "zh")]
NAMES = {"de": {"Alibaba", "Baidu", "ByteDance", "DeepSeek", "Tencent", "Apple"}, "zh": set()}
NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")


def texts_of(decision):
    found = []
    reworded(decision.plain(), lambda text, _: found.append(text) or text)
    return set(found)


def digits(text, *, zeros):
    """The digits of each number of a text, in order of size; without zeros at the ends where units differ."""
    found = [re.sub("[.,]", "", number) for number in NUMBER.findall(text)]
    return sorted(found if zeros else [number.strip("0") or "0" for number in found])


@pytest.mark.parametrize(("name", "language"), SPOKEN)
def test_every_text_is_translated_but_names_and_what_is_quoted(name, language):
    decision = cases.load(name)
    quoted = {words for one in decision.evidence.values() for words in (one.source, one.publisher)}

    assert texts_of(decision) - quoted - set(decision.translations[language]) == NAMES[language] - quoted


@pytest.mark.parametrize(("name", "language"), SPOKEN)
def test_every_number_and_every_item_of_evidence_is_the_same_in_the_translation(name, language):
    different = []
    for text, words in cases.load(name).translations[language].items():
        # Chinese counts in ten thousands and hundred millions, and its months are numbers.
        bare = re.sub(r"\d{1,2} ?月(?!活)", "", words) if language == "zh" else words
        if digits(text, zeros=language != "zh") != digits(bare, zeros=language != "zh"):
            different.append(words)
        if sorted(re.findall(r"E\d{3}", text)) != sorted(re.findall(r"E\d{3}", words)):
            different.append(words)

    assert different == []


@pytest.mark.parametrize(("name", "language"), SPOKEN)
def test_the_case_in_another_language_has_the_same_digest_and_the_same_results(name, language):
    decision = cases.load(name)
    other = decision.translated(language)
    before, after = evaluate(decision).table, evaluate(other).table

    assert other.digest == decision.digest
    assert other.title != decision.title
    assert after.drop(columns="name").equals(before.drop(columns="name"))
    assert all(len(other.under(scenario).vendors) == len(other.vendors) for scenario in other.scenarios)


def test_a_number_that_is_another_one_would_be_seen():
    assert digits("1,257 million, 33.7 %", zeros=True) == digits("1.257 Millionen, 33,7 %", zeros=True)
    assert digits("1,257 million", zeros=False) == digits("12.57 亿", zeros=False)
    assert digits("1,257 million", zeros=True) != digits("1.275 Millionen", zeros=True)
