from matplotlib.colors import to_rgb

from vendor_eval import plot
from vendor_eval.analysis.robustness import robustness
from vendor_eval.plot.colours import heat
from vendor_eval.plot.shares import short_share


def words(ax):
    return [text.get_text().replace("\n", " ") for text in ax.texts]


def test_every_share_is_printed_on_the_colour_of_its_size(decision):
    result = robustness(decision, draws=2_000)
    ax = plot.pairwise_winning(result)
    coloured = {to_rgb(patch.get_facecolor()) for patch in ax.patches}

    for vendor, other in (("alpha", "beta"), ("beta", "alpha"), ("alpha", "gamma")):
        p = result.ahead(vendor, other)
        assert short_share(p, result.draws) in words(ax)
        assert to_rgb(heat(p)) in coloured


def test_an_insufficient_vendor_is_hatched_and_ahead_of_nobody(decision):
    ax = plot.pairwise_winning(robustness(decision, draws=200))

    assert sum(patch.get_hatch() is not None for patch in ax.patches) == 2
