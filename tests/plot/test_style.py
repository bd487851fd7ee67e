import matplotlib

from vendor_eval import plot
from vendor_eval.plot.style import drawing


def test_a_chart_leaves_the_settings_of_the_user_alone(evaluation):
    before = dict(matplotlib.rcParams)
    plot.svg(plot.contributions(evaluation))

    assert dict(matplotlib.rcParams) == before


def test_a_chart_looks_the_same_whatever_the_settings_of_the_user(evaluation):
    plain = plot.svg(plot.contributions(evaluation))
    odd = {"text.usetex": True, "font.size": 30, "figure.facecolor": "black", "svg.fonttype": "none"}
    with matplotlib.rc_context(odd):
        other = plot.svg(plot.contributions(evaluation))

    assert other == plain


def test_texts_are_never_read_as_formulas():
    with drawing():
        assert matplotlib.rcParams["text.parse_math"] is False
