import os
import stat
from pathlib import Path

import pytest

from vendor_eval.errors import FileError
from vendor_eval.files import text as module
from vendor_eval.files.text import read_text, write_bytes


def modes(path):
    return stat.S_IMODE(path.stat().st_mode)


def left_over(folder):
    return [entry.name for entry in folder.iterdir() if entry.name.startswith(".")]


def test_a_text_is_read_with_or_without_a_byte_order_mark(tmp_path):
    path = tmp_path / "d.yaml"
    for content in (b"a: \xc3\xa9\r\n", b"\xef\xbb\xbfa: \xc3\xa9\r\n"):
        path.write_bytes(content)

        assert read_text(path) == "a: é\r\n"


def test_a_missing_file_is_named_with_its_folder_and_the_nearest_file(tmp_path):
    (tmp_path / "decision.yaml").touch()

    with pytest.raises(FileError) as caught:
        read_text(tmp_path / "decison.yaml")
    assert str(caught.value) == f"There is no file decison.yaml in the folder {tmp_path}. Did you mean 'decision.yaml'?"


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(FileError, match=r"There is no file .*: there is no folder .*nowhere\."):
        read_text(tmp_path / "nowhere" / "d.yaml")


def test_a_folder_that_cannot_be_listed_still_gives_the_plain_message(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "iterdir", lambda _: (_ for _ in ()).throw(PermissionError()))

    with pytest.raises(FileError, match=r"in the folder .*\.$"):
        read_text(tmp_path / "d.yaml")


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(FileError, match="is a folder, not a file"):
        read_text(tmp_path)


def test_a_pipe_is_not_read(tmp_path):
    os.mkfifo(tmp_path / "d.yaml")

    with pytest.raises(FileError, match="is no ordinary file"):
        read_text(tmp_path / "d.yaml")


def test_a_file_that_may_not_be_read_says_so(tmp_path, monkeypatch):
    path = tmp_path / "d.yaml"
    path.touch()
    monkeypatch.setattr(Path, "read_bytes", lambda _: (_ for _ in ()).throw(PermissionError(13, "Permission denied")))

    with pytest.raises(FileError, match=r"cannot be read: Permission denied\."):
        read_text(path)


@pytest.mark.parametrize("name", ["a\0b.yaml", "x" * 400 + ".yaml"])
def test_an_impossible_name_is_refused(tmp_path, name):
    with pytest.raises(FileError, match="cannot be read"):
        read_text(tmp_path / name)
    with pytest.raises(FileError, match="cannot be written"):
        write_bytes(tmp_path / name, b"")


def test_a_file_that_is_too_large_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MOST_BYTES", 1000)
    (tmp_path / "d.yaml").write_bytes(b"x" * 1001)

    with pytest.raises(FileError, match=r"has 1,001 bytes; at most 1,000 are read"):
        read_text(tmp_path / "d.yaml")


@pytest.mark.parametrize(
    ("content", "place", "guess"),
    [
        (b"a: 1\nb: caf\xe9\n", "d.yaml:2 is not UTF-8 text (byte 7 of the line)", "Windows-1252 or Latin-1"),
        ("a: 1\n".encode("utf-16"), "d.yaml:1 is not UTF-8 text (byte 1 of the line)", "UTF-16"),
    ],
)
def test_a_text_in_another_encoding_is_named_with_its_line_and_a_guess(tmp_path, content, place, guess):
    (tmp_path / "d.yaml").write_bytes(content)

    with pytest.raises(FileError) as caught:
        read_text(tmp_path / "d.yaml")
    assert place in str(caught.value)
    assert f"It looks like {guess}: open it in an editor and save it as UTF-8." in str(caught.value)


def test_a_new_file_has_the_permissions_that_new_files_have(tmp_path):
    before = os.umask(0o027)
    try:
        write_bytes(tmp_path / "d.yaml", b"a")
    finally:
        os.umask(before)

    assert modes(tmp_path / "d.yaml") == 0o640


def test_a_replaced_file_keeps_its_permissions(tmp_path):
    path = tmp_path / "d.yaml"
    path.write_bytes(b"old")
    path.chmod(0o600)
    write_bytes(path, b"new")

    assert path.read_bytes() == b"new"
    assert modes(path) == 0o600


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real.yaml").write_bytes(b"old")
    (tmp_path / "link.yaml").symlink_to("real.yaml")
    write_bytes(tmp_path / "link.yaml", b"new")

    assert (tmp_path / "link.yaml").is_symlink()
    assert (tmp_path / "real.yaml").read_bytes() == b"new"


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, step):
    path = tmp_path / "d.yaml"
    path.write_bytes(b"old")

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os if step == "fsync" else Path, step, fail)
    with pytest.raises(FileError, match=r"d\.yaml cannot be written: No space left on device\."):
        write_bytes(path, b"new")

    assert path.read_bytes() == b"old"
    assert left_over(tmp_path) == []


def test_an_interrupted_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    path = tmp_path / "d.yaml"
    path.write_bytes(b"old")

    def interrupt(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_bytes(path, b"new")

    assert path.read_bytes() == b"old"
    assert left_over(tmp_path) == []


def test_what_cannot_be_replaced_is_refused(tmp_path, monkeypatch):
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "d.yaml").touch()
    with pytest.raises(FileError, match="cannot be written: it is a folder"):
        write_bytes(tmp_path, b"")
    with pytest.raises(FileError, match="cannot be written: there is no folder"):
        write_bytes(tmp_path / "nowhere" / "d.yaml", b"")
    with pytest.raises(FileError, match="cannot be written"):
        write_bytes(tmp_path / "loop", b"")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(FileError, match="protected against writing"):
        write_bytes(tmp_path / "d.yaml", b"")
