from vendor_eval import plot


def test_a_notebook_shows_the_figure_of_a_chart_by_itself(evaluation):
    figure = plot.requirements(evaluation).figure

    assert figure._repr_svg_().startswith("<svg")
