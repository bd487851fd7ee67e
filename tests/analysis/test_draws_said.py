import pytest

from vendor_eval.analysis.draws_said import how_often, how_often_of_draws, in_share, of_draws, of_which
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
    assert of_draws(1, "declared") == "of 1 draw at the declared weights"
    assert of_draws(0, "set") == "of the declared set of weights"
    assert (of_which(10), of_which(0)) == ("of the draws", "of the weights")


@pytest.mark.parametrize(
    ("draws", "weights", "said"),
    [
        (1, "declared", "in 28 % of 1 draw at the declared weights"),
        (1000, "declared", "in 28 % of 1,000 draws at the declared weights"),
        (1000, "set", "in 28 % of 1,000 draws over the declared set of weights"),
        (1000, "any", "in 28 % of 1,000 draws over all possible weights"),
        (0, "declared", "for 28.5 % at the declared weights"),
        (0, "set", "for 28.5 % of the declared set of weights"),
        (0, "any", "for 28.5 % of all possible weights"),
    ],
)
def test_how_often_is_said_with_its_draws_or_weights_in_one_phrase(draws, weights, said):
    assert how_often_of_draws(0.28462, draws, weights) == said


def test_a_share_that_follows_is_one_of_the_same():
    assert (in_share(0.28462, 1000), in_share(0.28462, 0)) == ("in 28 %", "for 28.5 %")
