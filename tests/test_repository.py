"""The repository works on any machine and keeps its shape."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "vendor_eval"
LONGEST_MODULE = 330

PLACES_OF_ONE_MACHINE = {
    "a path of one machine": re.compile(r"(?<![\w.\-/:~})])(?:/(?:work|home|root|tmp|Users)/\w|[A-Z]:\\Users)"),
    "the address of a registry": re.compile(
        r"https?://\S*(?:pypi|python[h]osted|npmjs|debian|/simple/)|https?://(?!127\.)\d+\.\d+\.\d+\.\d+"
    ),
    "a choice of registry": re.compile(r"--(?:extra-)?index-url\s*[=\s]\s*\S*:|--find-links\s*[=\s]|--trusted[-]host"),
}


def files_of_the_repository() -> list[Path]:
    """Return what is or would be committed."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("what", PLACES_OF_ONE_MACHINE)
def test_no_file_names_a_place_that_only_one_machine_has(what):
    pattern = PLACES_OF_ONE_MACHINE[what]

    found = {
        f"{path.relative_to(ROOT).as_posix()}: {match.group()}"
        for path in files_of_the_repository()
        for match in pattern.finditer(path.read_text(encoding="utf-8", errors="replace"))
    }

    assert found == set()


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a path of one machine", 'open("' + "/".join(["", "home", "ann", "x.yaml"]) + '")'),
        ("the address of a registry", "https:" + "//mirror.example/simple/numpy"),
        ("the address of a registry", "http:" + "//10.0.0.1:3141/"),
        ("a choice of registry", "pip install --trusted" + "-host mirror"),
    ],
)
def test_such_a_place_would_be_found(what, text):
    assert PLACES_OF_ONE_MACHINE[what].search(text)


def test_a_web_address_is_not_a_path_of_this_machine():
    assert not PLACES_OF_ONE_MACHINE["a path of one machine"].search("https:" + "//example.com/home/news")


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_is_short_enough_to_read(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


def test_every_layer_has_a_folder_of_tests():
    layers = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    tested = {path.parent.name for path in (ROOT / "tests").glob("*/test_*.py")}

    assert layers - tested == set()


def test_the_package_says_that_it_is_typed():
    assert (PACKAGE / "py.typed").is_file()
