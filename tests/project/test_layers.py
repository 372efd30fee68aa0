"""The arrows: ui -> report -> services -> storage -> domain, Qt only at the top."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

import isodiary

PACKAGE = Path(isodiary.__file__).parent
MODULES = sorted(
    path for path in PACKAGE.rglob("*.py") if "_resources" not in path.relative_to(PACKAGE).parts
)

# What stands below each layer. `resources` only finds a folder and may be used by all.
BELOW = {
    "resources": set(),
    "places": set(),
    "fonts": set(),
    "clock": {"domain"},
    "domain": set(),
    "storage": {"domain"},
    "services": {"domain", "storage"},
    "report": {"fonts", "domain", "storage", "services"},
    "cli": {"places", "clock", "domain", "storage", "services", "report"},
    "ui": {"fonts", "domain", "storage", "services", "report"},
    "app": {"places", "fonts", "clock", "domain", "storage", "services", "report", "ui"},
    "__main__": {"app", "cli", "places", "clock", "domain"},
}
# The only ones that may import these; all others live without.
MAY_IMPORT = {
    "PySide6": {"fonts", "report", "ui", "app"},
    "PySide6.QtWidgets": {"ui", "app"},
    "sqlite_utils": {"storage"},
    "sqlite3": {"storage"},
    "click": {"cli", "__main__"},
}
LONGEST = 400


def layer_of(path):
    """`cli/parts.py` belongs to `cli`, and so does `cli.py` where there is no folder."""
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return first if first.startswith("__") else first.partition("_")[0]


def imported(path):
    """Every module named by an import of `path`, with what is taken from it."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}:{node.lineno}: relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def our_layers(path):
    parts = (name.split(".") for name in imported(path))
    return {part[1] for part in parts if part[0] == "isodiary"} - {"__version__", "resources"}


def uses(path, package):
    return any(f"{name}.".startswith(f"{package}.") for name in imported(path))


def named(path):
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_leans_only_on_what_is_below_it(path):
    layer = layer_of(path)
    if layer == "__init__":
        assert not imported(path) - {"__future__.annotations"}
        return
    assert layer in BELOW, "a module outside every layer"
    used = {name if name in BELOW else name.partition("_")[0] for name in our_layers(path)}
    assert used <= BELOW[layer] | {layer}


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_a_package_is_used_only_where_it_belongs(package):
    using = {named(path) for path in MODULES if uses(path, package)}
    assert not {name for name in using if layer_of(PACKAGE / name) not in MAY_IMPORT[package]}


def test_the_domain_needs_nothing_but_python():
    for path in (PACKAGE / "domain").rglob("*.py"):
        used = {name.partition(".")[0] for name in imported(path)}
        assert used <= sys.stdlib_module_names | {"isodiary"}, path


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_module_outgrows_a_sitting(path):
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST
