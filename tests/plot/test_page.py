import pytest
from matplotlib.figure import Figure

from vendor_eval.plot.page import MARGIN, Page
from vendor_eval.plot.style import WIDTH


def test_a_new_figure_is_as_wide_as_a_printed_page_and_as_high_as_its_content():
    page = Page(None)
    page.heading("Title", "Subtitle")

    figure = page.finish("said").get_figure()
    assert figure.get_figwidth() * 72 == pytest.approx(WIDTH)
    assert figure.get_figheight() * 72 == pytest.approx(page.y + MARGIN)


def test_a_new_figure_grows_to_the_width_that_its_content_needs():
    assert Page(None, least=1_000).width == pytest.approx(1_000)


def test_a_given_axes_sets_the_width_and_its_figure_keeps_its_size():
    figure = Figure(figsize=(10, 4))
    ax = figure.add_subplot()
    page = Page(ax)
    page.finish("said")

    assert page.ax is ax
    assert page.width == pytest.approx(0.775 * 720 - 2 * MARGIN)
    assert tuple(figure.get_size_inches()) == (10, 4)


def test_a_span_of_the_page_can_stand_for_a_span_of_data():
    page = Page(None)
    page.measure(100, 300, 0, 50)

    assert page.x(100) == pytest.approx(0)
    assert page.x(300) == pytest.approx(50)
    assert page.place(25) == pytest.approx(200)
