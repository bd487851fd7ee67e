"""Imports run strictly downwards: read from the source, so that lazy imports inside functions count too."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "vendor_eval"
LAYERS = (
    "errors",
    "languages",
    "engine",
    "decision",
    "files",
    "cases",
    "analysis",
    "reasons",
    "plot",
    "report",
    "cli",
    "__main__",
    "__init__",
)
MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    """Return the path inside the package, as in `plot/bars.py`: it names the tests."""
    return path.relative_to(PACKAGE).as_posix()


def layer_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def dotted(path: Path) -> list[str]:
    """Return the names that a relative import in this module starts from: those of its own package."""
    return ["vendor_eval", *path.relative_to(PACKAGE).parent.parts]


def called_name(call: ast.Call) -> str:
    return getattr(call.func, "attr", None) or getattr(call.func, "id", "")


def from_import(node: ast.ImportFrom, package: list[str]) -> Iterator[str]:
    base = package[: len(package) - node.level + 1] if node.level else []
    module = ".".join([*base, *([node.module] if node.module else [])])
    # `from vendor_eval import decision` imports the layer, `from vendor_eval import load` the facade.
    yield from (f"{module}.{alias.name}" for alias in node.names)


def imports_of(source: str, package: list[str]) -> set[str]:
    """Return the dotted name of everything that a module imports, at its top, in functions and by import_module."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.update(from_import(node, package))
        elif isinstance(node, ast.Call) and called_name(node) in {"import_module", "__import__"}:
            target = node.args[0]
            if isinstance(target, ast.Constant) and isinstance(target.value, str):
                found.add(".".join(package) + target.value if target.value.startswith(".") else target.value)
    return found


def imports(path: Path) -> set[str]:
    return imports_of(path.read_text(encoding="utf-8"), dotted(path))


def layer_imported(name: str) -> str | None:
    """Return the layer that an import reaches: the facade for a name that is no layer, None for other packages."""
    top, *rest = name.split(".")
    if top != "vendor_eval":
        return None
    return rest[0] if rest and rest[0] in LAYERS else "__init__"


def roots(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imports(path)}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import vendor_eval.plot as plot", {"vendor_eval.plot"}),
        ("from ..decision import Scale", {"vendor_eval.decision.Scale"}),
        ("from .. import errors", {"vendor_eval.errors"}),
        ("from . import bounds", {"vendor_eval.analysis.bounds"}),
        ("def f():\n    from scipy import stats", {"scipy.stats"}),
        ("import_module('vendor_eval.report')", {"vendor_eval.report"}),
    ],
)
def test_the_reader_of_imports_sees_every_form(source, expected):
    assert imports_of(source, ["vendor_eval", "analysis"]) == expected


def test_every_module_belongs_to_a_layer():
    strangers = {name_of(path) for path in MODULES if layer_of(path) not in LAYERS}

    assert MODULES
    assert strangers == set(), f"Give these a layer, or add theirs to LAYERS: {sorted(strangers)}."


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_only_its_own_layer_and_those_below(path):
    own = layer_of(path)
    allowed = set(LAYERS[: LAYERS.index(own) + 1])

    upward = {name for name in imports(path) if layer_imported(name) not in allowed | {None}}

    assert upward == set(), f"{name_of(path)} is in the layer {own} and imports upwards."


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_the_engine_knows_only_numpy_scipy_and_the_standard_library(path):
    strangers = roots(path) - set(sys.stdlib_module_names) - {"numpy", "scipy", "vendor_eval"}

    assert layer_of(path) != "engine" or strangers == set()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_plot_and_report_load_matplotlib_and_nobody_pyplot(path):
    drawing = {name for name in imports(path) if name.split(".")[0] == "matplotlib"}

    assert not drawing or layer_of(path) in {"plot", "report"}
    assert not {name for name in drawing if name.split(".")[1:2] in (["pyplot"], ["pylab"])}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_cross_check_loads_scikit_criteria(path):
    assert "skcriteria" not in roots(path) or name_of(path).startswith("analysis/cross_check/")
