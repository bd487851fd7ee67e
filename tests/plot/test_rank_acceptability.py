import pytest
from matplotlib.colors import to_rgb

from builders import make_decision
from vendor_eval import plot
from vendor_eval.analysis.robustness import robustness
from vendor_eval.plot.colours import heat
from vendor_eval.plot.shares import short_share


@pytest.fixture(scope="module")
def result(decision):
    return robustness(decision, draws=2_000)


def words(ax):
    return [text.get_text().replace("\n", " ") for text in ax.texts]


def test_every_share_is_printed_on_the_colour_of_its_size(result):
    ax = plot.rank_acceptability(result)
    shares = result.rank_acceptability.loc[["beta", "alpha"]].to_numpy().ravel()
    coloured = {to_rgb(patch.get_facecolor()) for patch in ax.patches}

    assert all(short_share(p, result.draws) in words(ax) for p in shares)
    assert all(to_rgb(heat(p)) in coloured for p in shares)


def test_ranks_and_no_rank_are_columns(result):
    assert {"rank 1", "rank 2", "rank 3", "no rank", "P(sufficient)"} <= set(words(plot.rank_acceptability(result)))


def test_the_subtitle_says_draws_seed_weights_and_condition(result):
    subtitle = words(plot.rank_acceptability(result))[1]

    assert result.if_met
    assert subtitle.startswith(
        "Shares hold if the open requirements are met. 2,000 draws from seed 0 at the declared weights"
    )


def test_without_open_requirements_there_is_no_condition():
    ax = plot.rank_acceptability(robustness(make_decision(), draws=100))

    assert "if the open requirements are met" not in " ".join(words(ax))


def test_an_insufficient_vendor_is_hatched_and_comes_last(result):
    ax = plot.rank_acceptability(result)

    assert sum(patch.get_hatch() is not None for patch in ax.patches) == 4
    assert words(ax).index("Gamma") > words(ax).index("Alpha")


def test_narrow_columns_leave_the_percent_sign_out():
    scores = {f"v{index}": {"reach": {"low": index, "high": 60 + index}} for index in range(14)}
    printed = words(plot.rank_acceptability(robustness(make_decision(scores), draws=500)))

    assert any(word.startswith("Numbers are percentages.") for word in printed)
    assert not any(word.endswith("%") for word in printed[10:-1] if len(word) < 6)
