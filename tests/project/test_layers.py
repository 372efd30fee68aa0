"""The measures of the house: arrows, circles, sizes, shards, names.

The arrows go ui -> report -> services -> storage -> domain, and Qt stands only at the top.
"""

from __future__ import annotations

import ast
import re
import sys
from collections import Counter, defaultdict
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import isodiary

PACKAGE = Path(isodiary.__file__).parent
MODULES = sorted(
    path for path in PACKAGE.rglob("*.py") if "_resources" not in path.relative_to(PACKAGE).parts
)

# What stands below each layer. `resources` only finds a folder, `language` only looks up a text:
# both may be used by all.
BELOW = {
    "resources": set(),
    "language": {"pseudo"},
    "pseudo": set(),
    "places": set(),
    "fonts": set(),
    "enums": set(),
    "clock": {"domain"},
    "domain": set(),
    "storage": {"domain"},
    "services": {"domain", "storage"},
    "report": {"fonts", "domain", "storage", "services"},
    "cli": {"places", "clock", "domain", "storage", "services", "report"},
    "ui": {"fonts", "domain", "storage", "services", "report"},
    "app": {"places", "fonts", "clock", "domain", "storage", "services", "report", "ui"},
    "__main__": {"app", "cli", "places", "clock", "domain", "enums"},
}
# The only ones that may import these; all others live without.
MAY_IMPORT = {
    "PySide6": {"fonts", "report", "ui", "app", "__main__"},
    "PySide6.QtWidgets": {"ui", "app"},
    "sqlite_utils": {"storage"},
    "sqlite3": {"storage"},
    "click": {"cli", "__main__"},
}
LONGEST_MODULE, LONGEST_CLASS, LONGEST_FUNCTION, LARGEST_FOLDER = 400, 250, 50, 40
SHARD = 60
"""A shorter module that only a neighbour in its own folder imports belongs into that one."""

NAMED_BY_A_TABLE = {"cli"}
"""Folders whose modules are found by name: each command stands alone."""


def layer_of(path):
    """`cli/parts.py` belongs to `cli`, and so does `cli.py` where there is no folder."""
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return first if first.startswith("__") else first.partition("_")[0]


@cache
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
    used = {part[1] for part in parts if part[0] == "isodiary"}
    return used - {"__version__", "resources", "language"}


def uses(path, package):
    return any(f"{name}.".startswith(f"{package}.") for name in imported(path))


def named(path):
    return path.relative_to(PACKAGE).as_posix()


def leans_wrongly_on(path):
    layer = layer_of(path)
    if layer == "__init__":
        return imported(path) - {"__future__.annotations"}
    if layer not in BELOW:
        return "a module outside every layer"
    used = {name if name in BELOW else name.partition("_")[0] for name in our_layers(path)}
    return used - BELOW[layer] - {layer}


# One test for all modules, here and below: one for each would be a third of all tests.
def test_a_module_leans_only_on_what_is_below_it():
    assert {named(path): wrong for path in MODULES if (wrong := leans_wrongly_on(path))} == {}


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_a_package_is_used_only_where_it_belongs(package):
    using = {named(path) for path in MODULES if uses(path, package)}
    assert not {name for name in using if layer_of(PACKAGE / name) not in MAY_IMPORT[package]}


def test_the_domain_needs_nothing_but_python():
    for path in (PACKAGE / "domain").rglob("*.py"):
        used = {name.partition(".")[0] for name in imported(path)}
        assert used <= sys.stdlib_module_names | {"isodiary"}, path


def dotted(path):
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)


@cache
def importers():
    """For each module of ours the modules of ours that import it."""
    ours = {dotted(path) for path in MODULES}
    found: dict[str, set[str]] = {name: set() for name in ours}
    for path in MODULES:
        for name in imported(path):
            taken = name if name in ours else name.rpartition(".")[0]
            if taken in ours:
                found[taken].add(dotted(path))
    return found


def definitions(path, kind):
    return [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, kind)]


def lines_of(node):
    return node.end_lineno - node.lineno + 1


def test_no_module_leans_on_itself_in_a_circle():
    TopologicalSorter(importers()).prepare()  # raises CycleError, which names the circle


def too_long(path):
    """Name the module, and what stands in it, that is longer than can be read at a sitting."""
    if len(path.read_text("utf-8").splitlines()) > LONGEST_MODULE:
        yield "the module"
    for each in definitions(path, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        longest = LONGEST_CLASS if isinstance(each, ast.ClassDef) else LONGEST_FUNCTION
        if lines_of(each) > longest:
            yield each.name


def test_nothing_outgrows_a_sitting():
    assert {named(path): long for path in MODULES if (long := list(too_long(path)))} == {}


def test_no_folder_is_a_crowd():
    crowds = Counter(path.parent for path in MODULES if path.name != "__init__.py")
    assert not [folder for folder, count in crowds.items() if count > LARGEST_FOLDER]


def test_no_shard_lies_beside_the_module_that_it_belongs_to():
    shards = {
        name: users
        for name, users in importers().items()
        if len(users) == 1 and name.rpartition(".")[0] == next(iter(users)).rpartition(".")[0]
    }
    small = [
        named(path)
        for path in MODULES
        if dotted(path) in shards
        and layer_of(path) not in NAMED_BY_A_TABLE
        and len(path.read_text("utf-8").splitlines()) < SHARD
    ]
    assert not small


def test_no_public_class_has_a_namesake():
    homes = defaultdict(list)
    for path in MODULES:
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes[node.name].append(named(path))
    assert not {name: paths for name, paths in homes.items() if len(paths) > 1}


SQL = re.compile(r"\bselect\b.+|\border by\b|\bsound_\w|\b\w+ (?:[<>=]+|between|glob|in|is) ?\(?\?")


def sql_in(path):
    """What of SQL stands in a module: its texts, and calls that take some."""
    tree = ast.parse(path.read_text("utf-8"))
    told = {
        ast.get_docstring(node, clean=False)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if node.value not in told and SQL.search(node.value):
                yield node.lineno, node.value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            takes_order = node.func.attr == "all" and node.keywords
            if node.func.attr == "where" or takes_order or (node.func.attr == "rows" and node.args):
                yield node.lineno, ast.unparse(node)


def test_sql_stands_in_the_storage_alone():
    outside = [path for path in MODULES if layer_of(path) != "storage"]
    assert {named(path): found for path in outside if (found := list(sql_in(path)))} == {}
    assert list(sql_in(PACKAGE / "storage" / "reads" / "days.py"))
