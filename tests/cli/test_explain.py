import json

import pytest


def test_an_explanation_gives_the_strength_of_the_evidence_beside_each_reason(cli):
    result = cli("explain", "apple-china-2025", "alibaba", "--over", "baidu")
    text = " ".join(result.stdout.split())

    assert "The case for Alibaba over Baidu rests on one advantage, Model that runs on the phone" in text
    assert "Support capacity: E090 (reported fact, high grade, 2024-03-31)" in text
    assert "[E108 (reported fact, high grade, 2024-09-10)]" in text


def test_an_explanation_as_data_has_every_sentence_and_what_it_is_made_of(cli):
    data = json.loads(cli("explain", "apple-china-2025", "deepseek", "--json").stdout)

    assert data["language"] == "en"
    assert data["reasons"][0]["text"].startswith("DeepSeek is insufficient")
    failed = next(one for one in data["reasons"] if one["kind"] == "requirement failed")
    assert failed["numbers"] == {"short_least": 400, "short_most": 900}
    assert failed["strength"][0] == ["E163", "press_report", "medium", "2025-01"]


@pytest.mark.parametrize("language", ["de", "zh"])
def test_an_explanation_is_said_in_another_language(cli, language):
    data = json.loads(cli("explain", "apple-china-2025", "deepseek", "--language", language, "--json").stdout)

    assert {one["language"] for one in data["reasons"]} == {language}


def test_a_language_that_there_is_not_is_refused(cli):
    result = cli("explain", "apple-china-2025", "deepseek", "--language", "xx")

    assert result.exit_code != 0
    assert "language must be" in result.output
