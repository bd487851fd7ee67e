"""Folders of CSV files: written whole or not at all, and never over what is not ours."""

import re
from pathlib import Path

import pytest

from builders import make_decision
from vendor_eval.errors import FileError
from vendor_eval.files.formats import load, save

SMALL, LARGE = make_decision(), make_decision(evidence={"E1": {}}, scenarios={"off": {}})


def files(folder):
    return {entry.name: entry.read_bytes() for entry in folder.iterdir()}


@pytest.mark.parametrize("name", ["decision.csv", "decision.CSV", "here/", "made"])
def test_a_folder_is_meant_by_its_ending_a_slash_or_by_being_there(tmp_path, name):
    if name == "made":
        (tmp_path / name).mkdir()
    path = save(SMALL, f"{tmp_path}/{name}")

    assert path.is_dir()
    assert load(path) == load(str(path)) == SMALL
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_a_folder_that_holds_a_decision_gets_the_new_one_whole(tmp_path):
    folder = save(LARGE, tmp_path / "d.csv")
    (folder / "README.md").write_text("ours", encoding="utf-8")
    (folder / "notes.csv").write_text("a,b\n", encoding="utf-8")
    save(SMALL, folder)

    assert load(folder) == SMALL
    assert not (folder / "evidence.csv").exists()
    assert (folder / "README.md").read_text(encoding="utf-8") == "ours"
    assert (folder / "notes.csv").exists()
    assert not [name for name in files(folder) if name.startswith(".")]


def test_saving_again_changes_no_byte(tmp_path):
    folder = save(LARGE, tmp_path / "d.csv")
    before = files(folder)
    save(load(folder), folder)

    assert files(folder) == before
    assert all(content.endswith(b"\n") and b"\r" not in content for content in before.values())


@pytest.mark.parametrize("fails_at", [1, 3, 7, 8, 12, 16, 20])
def test_where_one_file_cannot_be_written_nothing_is_changed(tmp_path, monkeypatch, fails_at):
    folder = save(LARGE, tmp_path / "d.csv")
    before, steps = files(folder), []

    def failing(name):
        real = getattr(Path, name)

        def act(self, *arguments):
            steps.append(name)
            if len(steps) == fails_at:
                raise OSError(28, "No space left on device")
            return real(self, *arguments)

        return act

    with monkeypatch.context() as patch:
        for name in ("write_bytes", "rename", "replace"):
            patch.setattr(Path, name, failing(name))
        with pytest.raises(FileError, match="cannot be written: No space left on device"):
            save(SMALL, folder)

    assert files(folder) == before


def test_a_new_folder_is_not_left_half_written(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "rename", lambda *_: (_ for _ in ()).throw(OSError(13, "Permission denied")))

    with pytest.raises(FileError, match="Permission denied"):
        save(SMALL, tmp_path / "d.csv")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("make", "name", "words"),
    [
        (
            lambda path: (path / "d").mkdir() or (path / "d" / "x.txt").touch(),
            "d",
            "holds other files and no decision; name a new folder",
        ),
        (lambda path: (path / "d.csv").touch(), "d.csv", "cannot be written as a folder: there is a file of that name"),
        (lambda path: None, "no/where/d.csv", "there is no folder"),
    ],
)
def test_what_is_not_ours_is_not_written_over(tmp_path, make, name, words):
    make(tmp_path)
    with pytest.raises(FileError, match=re.escape(words)):
        save(SMALL, tmp_path / name)


@pytest.mark.parametrize(
    ("make", "name", "words"),
    [
        (
            lambda path: (path / "d").mkdir(),
            "d",
            "is a folder without a table of a decision; it should hold decision.csv",
        ),
        (lambda path: (path / "d.csv").touch(), "d.csv", "is one CSV file, and a decision is a folder of them"),
        (lambda path: (path / "d.xlsx").mkdir(), "d.xlsx", "is a folder, not a file"),
        (lambda path: (path / "d.yaml").mkdir(), "d.yaml", "is a folder, not a file"),
        (lambda path: (path / "e.xlsx").touch(), "d.xlsx", "There is no file d.xlsx in the folder"),
        (lambda path: None, "d.csv", "has the ending '.csv'"),
    ],
)
def test_what_is_no_decision_is_not_read(tmp_path, make, name, words):
    make(tmp_path)
    with pytest.raises(FileError, match=re.escape(words)):
        load(tmp_path / name)


def test_a_folder_that_cannot_be_listed_is_told(tmp_path, monkeypatch):
    folder = save(SMALL, tmp_path / "d.csv")
    monkeypatch.setattr(Path, "iterdir", lambda self: (_ for _ in ()).throw(PermissionError(13, "Permission denied")))

    with pytest.raises(FileError, match="cannot be read: Permission denied"):
        load(folder)


def test_names_of_files_may_have_capitals(tmp_path):
    folder = save(SMALL, tmp_path / "d.csv")
    (folder / "scores.csv").rename(folder / "Scores.CSV")

    assert load(folder) == SMALL
