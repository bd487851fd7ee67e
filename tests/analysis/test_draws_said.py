import pytest

from vendor_eval.analysis.draws_said import how_often, of_draws, of_which
from vendor_eval.analysis.wording import share


@pytest.mark.parametrize(
    ("p", "draws", "said"),
    [
        (0, 0, "never"),
        (1, 0, "always"),
        (0, 100_000, "under 0.003 %"),
        (1, 100_000, "over 99.997 %"),
        (1e-9, 0, "under 0.1 %"),
        (0.99999, 0, "over 99.9 %"),
        (0.28462, 0, "28.5 %"),
        (0.28462, 100_000, "28 %"),
    ],
)
def test_never_and_always_are_said_only_where_nothing_was_drawn(p, draws, said):
    assert how_often(p, draws) == said


def test_in_a_sentence_an_exact_share_is_a_percentage():
    assert (share(0, 0), share(1, 0), share(0.5, 0)) == ("0 %", "100 %", "50 %")


def test_shares_are_of_draws_or_of_weights():
    assert of_draws(1, "at the declared weights") == "of 1 draw at the declared weights"
    assert of_draws(0, "over the declared set of weights") == "of the declared set of weights"
    assert (of_which(10), of_which(0)) == ("of the draws", "of the weights")
