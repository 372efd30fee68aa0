"""The texts that are translated, and the template made of them.

python -m tests.words writes the template, resources/locale/isodiary.pot, anew.
"""

from __future__ import annotations

import ast
import string
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "isodiary"
TEMPLATE = ROOT / "resources" / "locale" / "isodiary.pot"
HEAD = """\
# The texts of isodiary. Written by `python -m tests.words`; do not change it by hand.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n"
"""


class Shape(NamedTuple):
    """Which arguments of a function are the context, the text, and its plural."""

    context: int | None
    one: int
    many: int | None


SHAPES = {
    "_": Shape(None, 0, None),
    "marked": Shape(None, 0, None),
    "pgettext": Shape(0, 1, None),
    "pmarked": Shape(0, 1, None),
    "ngettext": Shape(None, 0, 1),
    "nmarked": Shape(None, 0, 1),
    "plural": Shape(None, 1, 2),
    "npgettext": Shape(0, 1, 2),
}
"""The functions of `isodiary.language` that take a text as it stands in the source."""


class Message(NamedTuple):
    """One text to translate; `many` is "" where it has no plural."""

    one: str
    context: str
    many: str


class Found(NamedTuple):
    """A text in the place where it is looked up or marked."""

    message: Message
    path: Path
    line: int


def modules() -> list[Path]:
    """Return the modules of isodiary in their order."""
    paths = sorted(PACKAGE.rglob("*.py"))
    return [path for path in paths if path.name not in ("language.py", "pseudo.py")]


def looked_up(node: ast.AST) -> bool:
    """Whether a node of the syntax is a call that takes a text."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SHAPES


def texts(path: Path) -> Iterator[Found]:
    """Yield every text that a module has to translate.

    Raises:
        ValueError: A text is not written out where it is looked up.
    """
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef) and (said := help_of(node)):
            yield Found(Message(said, "", ""), path, node.lineno)
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        shape = SHAPES.get(node.func.id)
        if shape is None or of_a_table(node, shape):
            continue
        wanted = [at for at in shape if at is not None]
        given = [written(each) for each in node.args]
        parts = [given[at] if at < len(given) else None for at in wanted]
        if None in parts:
            raise ValueError(f"{path}:{node.lineno}: a text is not written out")
        context, one, many = ("" if at is None else given[at] or "" for at in shape)
        yield Found(Message(one, context, many), path, node.lineno)


def help_of(function: ast.FunctionDef) -> str | None:
    """Return the help of a command, which is the docstring of its function."""
    calls = [each.func for each in function.decorator_list if isinstance(each, ast.Call)]
    names = {each.attr if isinstance(each, ast.Attribute) else ast.unparse(each) for each in calls}
    return ast.get_docstring(function) if names & {"command", "group"} else None


def written(node: ast.expr) -> str | None:
    """Return the text that stands in the source; None where it is made as the program runs."""
    given = node.value if isinstance(node, ast.Constant) else None
    return given if isinstance(given, str) else None


def of_a_table(node: ast.Call, shape: Shape) -> bool:
    """Whether a call looks up a text that is marked somewhere else."""
    own = node.args[-1 if isinstance(node.args[-1], ast.Starred) else shape.one]
    named = isinstance(
        own, ast.Name | ast.Attribute | ast.Subscript | ast.Call | ast.Starred | ast.IfExp
    )
    assert isinstance(node.func, ast.Name)
    return named and not node.func.id.endswith("marked")


def names_in(text: str) -> set[str]:
    """Return the names that values take the place of.

    Raises:
        ValueError: A value has no name, or the text says how it is written.
    """
    names = set()
    for _literal, name, how, conversion in string.Formatter().parse(text):
        if name is None:
            continue
        if not name.isidentifier() or how or conversion:
            raise ValueError(f"{{{name}}} in {text!r} is no plain name")
        names.add(name)
    return names


def template() -> str:
    """Return the template as it has to be."""
    homes = defaultdict(set)
    many: dict[tuple[str, str], str] = {}
    for path in modules():
        for found in texts(path):
            key = found.message.one, found.message.context
            homes[key].add(path.relative_to(ROOT).as_posix())
            many[key] = many.get(key) or found.message.many
    blocks = [HEAD]
    for one, context in sorted(homes):
        lines = [f"#: {home}\n" for home in sorted(homes[one, context])]
        lines += [f"msgctxt {quoted(context)}\n"] if context else []
        lines.append(f"msgid {quoted(one)}\n")
        if plural := many[one, context]:
            lines += [f"msgid_plural {quoted(plural)}\n", 'msgstr[0] ""\n', 'msgstr[1] ""\n']
        else:
            lines.append('msgstr ""\n')
        blocks.append("".join(lines))
    return "\n".join(blocks)


def quoted(text: str) -> str:
    """Return a text as a .po file writes it."""
    signs = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\b": "\\b"}
    return f'"{"".join(signs.get(sign, sign) for sign in text)}"'


if __name__ == "__main__":
    TEMPLATE.parent.mkdir(exist_ok=True)
    TEMPLATE.write_text(template(), "utf-8", newline="\n")
