import pytest

from builders import make_decision
from vendor_eval import cases
from vendor_eval.analysis.evidence_strength import evidence_tests
from vendor_eval.plot.evidence_strength import evidence_strength


def words(ax):
    return [text.get_text() for text in ax.texts]


def test_every_share_of_the_result_is_drawn():
    tests = evidence_tests(cases.load("apple-china-2025"), draws=10)

    drawn = words(evidence_strength(tests))

    assert {"81.8 %", "63.6 %", "45.5 %", "36.4 %", "54.5 %"} <= set(drawn)
    assert drawn.count("–") == int((tests.shares == 0).to_numpy().sum())


@pytest.mark.parametrize("count", [1, 12])
def test_one_and_many_vendors_with_long_names_are_drawn(count):
    scores = {f"v{number}": {"reach": "unknown"} for number in range(count)}
    vendors = {key: {"name": f"The very long name of vendor {key} and company"} for key in scores}

    drawn = words(evidence_strength(evidence_tests(make_decision(scores, vendors=vendors), draws=10)))

    assert drawn.count("100 %") == count
