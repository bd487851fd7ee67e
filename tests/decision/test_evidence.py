import pytest

from vendor_eval.decision.evidence import Evidence
from vendor_eval.errors import DecisionError

PLAIN = {"claim": "about 160 employees", "source": "a newspaper", "kind": "press_report"}


def test_what_is_not_said_of_evidence_has_the_least_meaning():
    item = Evidence.model_validate(PLAIN)

    assert (item.grade, item.circular, item.published.known, item.describes.known) == ("medium", False, False, False)
    assert item.plain() == PLAIN


def test_two_dates_are_kept_apart_and_as_given():
    plain = PLAIN | {"published": "2025-02-02", "describes": "2024-Q4"}
    item = Evidence.model_validate(plain)

    assert item.plain() == {name: plain[name] for name in ("claim", "source", "published", "describes", "kind")}


@pytest.mark.parametrize("field", ["claim", "source"])
def test_evidence_has_a_claim_and_a_source(field):
    with pytest.raises(DecisionError, match=f"^{field}: must not be blank"):
        Evidence.model_validate(PLAIN | {field: ""})
