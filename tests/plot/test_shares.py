import pytest

from vendor_eval.plot.shares import short_share


@pytest.mark.parametrize(
    ("p", "said"),
    [(0.0, "–"), (0.0001, "<1 %"), (0.0099, "<1 %"), (0.01, "1 %"), (0.5, "50 %"), (0.994, "99 %"), (0.995, ">99 %")],
)
def test_a_share_claims_no_more_than_the_draws_carry(p, said):
    assert short_share(p, 100_000) == said


def test_the_sign_can_be_left_out():
    assert [short_share(p, 1_000, sign=False) for p in (0.0, 0.25, 0.997, 1.0)] == ["–", "25", ">99", "all"]
