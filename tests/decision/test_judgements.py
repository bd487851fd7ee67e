from datetime import date

from vendor_eval.decision.scales import Scale


def test_a_judgement_carries_its_reason_its_author_and_its_day():
    scale = Scale.model_validate({"worst": 0, "best": 1, "because": "fixed early", "by": "Ada", "on": "2025-01-10"})

    assert (scale.because, scale.by, scale.on) == ("fixed early", "Ada", date(2025, 1, 10))
    assert list(scale.plain()) == ["worst", "best", "because", "by", "on"]
