import pytest

from vendor_eval.files.scalars import resolved


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("-12", -12),
        ("+3", 3),
        ("1.10", 1.1),
        (".5", 0.5),
        ("5.", 5.0),
        ("1e3", 1000.0),
        ("-1.5E-2", -0.015),
        ("0.3333333333333333333333333333333333", 1 / 3),
        ("9" * 30, int("9" * 30)),
        ("9" * 31, 1e31),
        ("9" * 5000, float("inf")),
        ("TRUE", True),
        ("False", False),
        ("~", None),
        ("NULL", None),
        ("", None),
    ],
)
def test_a_bare_word_is_read_as_yaml_1_2_has_it(text, value):
    assert resolved(text) == value
    assert type(resolved(text)) is type(value)


@pytest.mark.parametrize(
    "text",
    [
        "NO",
        "on",
        "tRUE",
        "010",
        "0x10",
        "0o7",
        "12:30",
        "1_000",
        "1,5",
        "1.2.3",
        ".",
        "-",
        "1e",
        ".nan",
        "٣",
        "1 ",
        "½",
    ],
)
def test_everything_else_is_a_text(text):
    assert resolved(text) == text
