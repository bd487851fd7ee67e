import io
import subprocess
import sys
import threading
import time
from contextlib import redirect_stderr, redirect_stdout
from types import SimpleNamespace

import pytest

from vendor_eval.analysis import progress as module
from vendor_eval.analysis.progress import check_progress, told
from vendor_eval.errors import OptionError


class Screen(io.StringIO):
    """A terminal that remembers what it showed."""

    def isatty(self):
        return True


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 0.0)
    monkeypatch.setattr(module, "APART", 0.0)


def run(progress, steps=4, **options):
    with told(progress, **options) as tell:
        for done in range(1, steps + 1):
            if tell is not None:
                tell(done * 1000, steps * 1000)
    return tell


def shown(progress, **options):
    """What a run shows on a terminal; it prints nothing."""
    with redirect_stderr(Screen()) as screen, redirect_stdout(io.StringIO()) as printed:
        run(progress, **options)
    assert printed.getvalue() == ""
    return screen.getvalue()


def test_a_function_is_told_itself():
    steps = []
    run(lambda done, most: steps.append((done, most)), steps=2)

    assert steps == [(1000, 2000), (2000, 2000)]


def test_a_long_run_shows_a_bar_on_a_terminal(impatient):
    screen = shown(None, unit="vendors")

    assert " 50%|" in screen
    assert "2.00k/4.00k" in screen
    assert " vendors/s" in screen


def test_a_short_run_shows_nothing():
    assert shown(None) == ""


def test_where_nobody_watches_there_is_no_bar(impatient, capsys):
    assert run(None) is None
    assert capsys.readouterr() == ("", "")


def test_true_shows_a_bar_anywhere_and_at_once(capsys, monkeypatch):
    monkeypatch.setattr(module, "APART", 0.0)
    run(True)
    out, error = capsys.readouterr()

    assert out == ""
    assert "100%|" in error


def test_false_never_shows_one(impatient):
    assert shown(False) == ""


def test_a_bar_goes_when_the_run_ends_early(impatient):
    with redirect_stderr(Screen()) as screen, pytest.raises(KeyboardInterrupt), told(None) as tell:
        tell_and_stop(tell)

    assert screen.getvalue().endswith(" \r")  # the line is empty again


def tell_and_stop(tell):
    tell(1000, 4000)
    tell(2000, 4000)
    raise KeyboardInterrupt


def test_in_a_notebook_without_widgets_the_bar_is_a_line_of_text(impatient, monkeypatch, capsys):
    kernel = SimpleNamespace(get_ipython=lambda: SimpleNamespace(kernel=object()))
    monkeypatch.setitem(sys.modules, "IPython", kernel)
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    run(None)

    assert " 50%|" in capsys.readouterr().err


@pytest.fixture
def widgets(monkeypatch):
    """What a notebook with widgets is given to show, in a kernel that is not there."""
    bars = pytest.importorskip("tqdm.notebook", reason="needs ipywidgets")
    shown = []
    monkeypatch.setattr("IPython.get_ipython", lambda: SimpleNamespace(kernel=object()))
    monkeypatch.setattr(bars, "display", shown.append)
    return shown


def test_in_a_notebook_with_widgets_the_bar_is_one_and_moves(impatient, widgets):
    seen = []
    with told(None, unit="vendors") as tell:
        for done in (1000, 2000, 4000):
            tell(done, 4000)
            _, bar, right = widgets[0].children
            seen.append((bar.value, bar.max, bar.bar_style))
        words = right.value
    end = widgets[0].layout.visibility, len(widgets)

    assert seen == [(1000, 4000, ""), (2000, 4000, ""), (4000, 4000, "")]
    assert "4.00k/4.00k" in words
    assert "vendors/s" in words
    assert end == ("hidden", 1)


def test_a_short_run_shows_no_widget(widgets):
    run(None)

    assert widgets == []


def test_a_widget_goes_when_the_run_ends_early(impatient, widgets):
    with pytest.raises(KeyboardInterrupt), told(None) as tell:
        tell_and_stop(tell)

    assert widgets[0].layout.visibility == "hidden"
    assert widgets[0].children[1].bar_style == ""


def test_a_bar_counts_the_time_before_it_was_first_moved(impatient, capsys, monkeypatch):
    now = time.time()
    monkeypatch.setattr(module, "time", SimpleNamespace(time=lambda: now - 100))
    run(True)

    assert "[01:40<" in capsys.readouterr().err


def test_a_console_of_ipython_is_no_notebook(impatient, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=object))
    run(None)

    assert capsys.readouterr().err == ""


def test_no_thread_outlives_a_bar(impatient):
    before = threading.active_count()
    shown(None)

    assert threading.active_count() == before


def test_the_bar_is_loaded_only_to_be_shown():
    program = "import sys, vendor_eval.analysis.progress as p; p.told(None).__enter__(); print('tqdm' in sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert loaded.stdout == "False\n"


@pytest.mark.parametrize("progress", [1, "bar", 0.5])
def test_another_option_is_refused(progress):
    with pytest.raises(OptionError, match="progress must be None, True, False, or a function"):
        check_progress(progress)
