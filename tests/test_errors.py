import copy
import pickle
import re

import pytest

from vendor_eval import errors
from vendor_eval.errors import (
    DecisionError,
    Fault,
    FileError,
    OptionError,
    UnknownNameError,
    VendorEvalError,
    listed,
    nearest,
    printable,
)

KINDS = (DecisionError, FileError, UnknownNameError, OptionError)


def test_every_error_descends_from_one_root_and_stands_in_the_drawn_tree():
    drawn = re.findall(r"── (\w+)", errors.__doc__)

    assert drawn == [kind.__name__ for kind in KINDS]
    assert all(issubclass(kind, VendorEvalError) for kind in KINDS)
    # A ValueError raised while pydantic validates would be wrapped by it.
    assert not issubclass(VendorEvalError, ValueError)


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        (Fault(("a", "b", 0), "is wrong."), "a.b.0: is wrong."),
        (Fault((), "is wrong."), "is wrong."),
        (Fault((), "is wrong.", "d.yaml", 3, 5), "d.yaml:3:5: is wrong."),
        (Fault(("a",), "is wrong.").at(file="d.yaml", line=3, column=None), "d.yaml:3 a: is wrong."),
        (Fault(("a\nb", "\x1b[31m"), "holds \u202e.", "d.yaml"), r"d.yaml a\nb.\x1b[31m: holds \u202e."),
        (Fault(("x" * 70,), "is long."), "x" * 57 + "...: is long."),
    ],
)
def test_a_fault_reads_as_one_line(fault, text):
    assert str(fault) == text


def test_one_fault_is_the_whole_message_and_several_are_a_list():
    one, other = Fault(("a",), "is wrong."), Fault(("b",), "is odd.")

    assert str(DecisionError([one])) == "a: is wrong."
    assert str(DecisionError([one, other])) == "The decision has 2 faults:\n  a: is wrong.\n  b: is odd."


def test_of_many_faults_a_hundred_are_shown():
    lines = str(DecisionError([Fault((index,), "is wrong.") for index in range(137)])).splitlines()

    assert len(lines) == 102
    assert lines[0] == "The decision has 137 faults:"
    assert lines[-1] == "  and 37 more"


@pytest.mark.parametrize("renew", [copy.copy, copy.deepcopy, lambda error: pickle.loads(pickle.dumps(error))])
def test_errors_travel_between_processes(renew):
    for error in (DecisionError([Fault(("a",), "is wrong.", "d.yaml", 1, 2)]), FileError("x"), UnknownNameError("y")):
        again = renew(error)

        assert type(again) is type(error)
        assert str(again) == str(error)
        assert getattr(again, "faults", ()) == getattr(error, "faults", ())


def test_a_message_shows_what_a_terminal_would_hide_and_keeps_its_lines():
    assert str(FileError("a\x1b\nb\ud800")) == "a\\x1b\nb\\ud800"
    assert printable("plain 中文") == "plain 中文"


@pytest.mark.parametrize(
    ("name", "known", "end"),
    [
        ("prise", ["price", "privacy"], " Did you mean 'price'?"),
        ("PRICE", ["Price"], " Did you mean 'Price'?"),
        ("pr\u0456ce", ["price"], " Did you mean 'price'? ('\u0456' is U+0456.)"),
        ("北京市", ["北京"], " Did you mean '北京'?"),
        ("weight", ["price"], ""),
        ("x" * 1_000_000, ["x" * 60], f" Did you mean '{'x' * 60}'?"),
        ("price", [], ""),
        (12, ["12a"], " Did you mean '12a'?"),
    ],
)
def test_the_nearest_name_is_offered_where_one_is_near(name, known, end):
    assert nearest(name, known) == end


def test_of_many_names_the_first_are_listed():
    assert listed("ab") == "'a', 'b'"
    assert listed(range(20)).endswith("'14' and 5 more")


def test_an_unknown_name_is_shown_with_those_that_exist():
    assert str(UnknownNameError.of("vendor", "gamma", [])) == "Unknown vendor 'gamma'."
    assert str(UnknownNameError.of("vendor", "x" * 99, ["alpha"])).startswith(f"Unknown vendor '{'x' * 57}...'. Known")


def test_a_wrong_option_is_shown_with_the_allowed_values():
    assert str(OptionError.of("draws", 0, [1])) == "draws must be one of '1', not 0."
