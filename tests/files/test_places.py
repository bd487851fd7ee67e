from vendor_eval.errors import Fault
from vendor_eval.files.cells import TableDocument
from vendor_eval.files.places import Document, unreadable


def test_a_fault_is_placed_at_the_nearest_value_that_is_in_the_file():
    document = Document("d.yaml", places={(): (1, 1), ("a",): (2, 3), ("a", "b"): (3, 5)})

    def place(*path):
        fault = document.locate(Fault(path, "is wrong."))
        return fault.file, fault.line, fault.column

    assert place("a", "b") == ("d.yaml", 3, 5)
    assert place("a", "c", 0) == ("d.yaml", 2, 3)
    assert place("x") == ("d.yaml", 1, 1)


def test_a_document_without_places_puts_faults_at_its_beginning():
    assert str(Document("d.yaml").locate(Fault(("a",), "is wrong."))) == "d.yaml:1:1 a: is wrong."


def test_faults_come_in_the_order_of_the_file_and_none_about_what_could_not_be_read():
    document = Document("d.yaml", places={("a",): (9, 1), ("b",): (2, 1)}, blind={("c",)})
    document.add((), (5, 1), "is odd.")
    error = document.error((Fault(("a",), "first"), Fault(("b",), "second"), Fault(("c", "d"), "third")))

    assert [fault.line for fault in error.faults] == [2, 5, 9]


def test_characters_that_no_text_should_hold_are_named_with_their_places():
    document = Document("d.yaml")

    assert unreadable("a: \x07\nb\ud800\ufffe", document)
    assert [str(fault).partition(",")[0] for fault in document.faults] == [
        "d.yaml:1:4: holds the character U+0007",
        "d.yaml:2:2: holds the character U+D800",
        "d.yaml:2:3: holds the character U+FFFE",
    ]


def test_of_a_file_full_of_such_characters_only_some_are_named():
    document = Document("d.yaml")

    assert unreadable("\0" * 10_000, document)
    assert len(document.faults) == 50


def test_any_readable_text_is_let_through():
    assert not unreadable("a:\t中文 é 👍\r\n\ufeff", Document("d.yaml"))


def test_a_fault_of_tables_that_have_no_cell_stands_at_the_beginning():
    found = TableDocument("b.xlsx", {}).locate(Fault(("title",), "is required"))

    assert (found.file, found.line, found.column, found.cell) == ("b.xlsx", 1, 1, None)
