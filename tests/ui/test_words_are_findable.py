"""Texts are written so that lupdate finds them: no alias, no f-string, nothing computed."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TypeGuard

import pytest

import isodiary

PACKAGE = Path(isodiary.__file__).parent
SOURCES = sorted(path for layer in ("ui", "report") for path in (PACKAGE / layer).rglob("*.py"))
SOURCES += sorted(path for path in PACKAGE.glob("app*.py"))
TEXTS = {"self.tr": 1, "translate": 2, "QCoreApplication.translate": 2}
"""What translates, and how many of its arguments are texts that lupdate reads."""


def is_translation(node: ast.AST) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and ast.unparse(node.func) in {*TEXTS, "tr"}


def faults(tree):
    for node in ast.walk(tree):
        if is_translation(node):
            name = ast.unparse(node.func)
            if name == "tr":
                yield f"line {node.lineno}: lupdate takes the context for the text; say translate"
            elif not all(isinstance(text, ast.Constant) for text in node.args[: TEXTS[name]]):
                yield f"line {node.lineno}: the text is computed"
        if isinstance(node, ast.JoinedStr) and any(map(is_translation, ast.walk(node))):
            yield f"line {node.lineno}: inside an f-string"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_lupdate_can_read_the_words(path):
    assert not list(faults(ast.parse(path.read_text("utf-8"))))


@pytest.mark.parametrize(
    "source",
    [
        "tr('Meal', 'Dinner')",
        "self.tr(f'{n} doses')",
        "translate('Meal', name)",
        "f\"{translate('Report', 'Doses')}\"",
    ],
)
def test_what_lupdate_cannot_read_is_found(source):
    assert list(faults(ast.parse(source)))
