"""One-line faults: what could be typed wrongly in a line of Python, as other text for it.

Words are left alone, and so is what only a type checker or a reader reads.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

OPERATORS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
OTHER_END = {"min": "max", "max": "min", "any": "all", "all": "any"}
SMALL = 4
"""A number up to this is one more; a greater one is a size, and twice as much."""

PLAIN = (ast.Name, ast.Attribute, ast.Call, ast.Subscript)
"""Conditions that have no other fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Other text for a part of a module, lines from 1 and bytes of a line from 0, as in `ast`.

    Attributes:
        first: Line and byte where the part begins.
        last: Line and byte where it ends.
        text: What stands there instead.
        statement: First line of the statement it is in.
        at_import: Whether it runs when the module is imported, and not when it is called.
    """

    first: tuple[int, int]
    last: tuple[int, int]
    text: str
    statement: int
    at_import: bool

    def applied(self, source: bytes) -> bytes:
        """Return a module with the fault in it."""
        lines = source.splitlines(keepends=True)
        before = b"".join(lines[: self.first[0] - 1]) + lines[self.first[0] - 1][: self.first[1]]
        after = lines[self.last[0] - 1][self.last[1] :] + b"".join(lines[self.last[0] :])
        return before + self.text.encode() + after

    def was(self, source: bytes) -> str:
        """Return what stood there, on one line."""
        lines = source.splitlines()[self.first[0] - 1 : self.last[0]]
        lines[-1] = lines[-1][: self.last[1]]
        lines[0] = lines[0][self.first[1] :]
        return " ".join(line.decode().strip() for line in lines)


def faults_of(source: bytes) -> list[Fault]:
    """Return all the faults that are tried in a module."""
    return list(_within(ast.parse(source), statement=1, at_import=True))


def _within(node: ast.AST, *, statement: int, at_import: bool) -> Iterator[Fault]:
    if isinstance(node, ast.stmt):
        statement = node.lineno
    for part, text in _instead(node):
        assert part.end_lineno is not None
        assert part.end_col_offset is not None
        yield Fault(
            first=(part.lineno, part.col_offset),
            last=(part.end_lineno, part.end_col_offset),
            text=text,
            statement=statement,
            at_import=at_import,
        )
    for child, inside in _parts(node):
        yield from _within(child, statement=statement, at_import=at_import and not inside)


def _parts(node: ast.AST) -> Iterator[tuple[ast.AST, bool]]:
    """Yield the parts of a node that run, and whether they run only when it is called."""
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list"}:
            continue
        called = name == "body" and isinstance(node, ast.FunctionDef | ast.Lambda)
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, ast.AST) and not _only_read(part):
                yield part, called


def _only_read(node: ast.AST) -> bool:
    """Whether a part is not run, or, inside a text, has no place that Python 3.11 tells rightly."""
    match node:
        case ast.JoinedStr() | ast.Assert() | ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.keyword(arg="strict"):
            return True  # of zip: what is as long by its making cannot be made otherwise
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.BinOp(op=ast.BitOr())):
            return name[0].isupper() and not name.isupper()  # the name of a type
    return False


def _instead(node: ast.AST) -> Iterator[tuple[ast.stmt | ast.expr, str]]:
    """Yield what may be written instead of a node, or of a part of it."""
    match node:
        case ast.Compare(ops=[op, *more]) if type(op) in OPERATORS:
            yield node, _with(node, ops=[_other(op), *more])
        case ast.BoolOp() | ast.BinOp() if type(node.op) in OPERATORS:
            yield node, _with(node, op=_other(node.op))
        case ast.AugAssign() if type(node.op) in OPERATORS:
            yield node, ast.unparse(_copy(node, op=_other(node.op)))
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield node, f"({ast.unparse(node.operand)})"
        case ast.Constant(value=bool()):
            yield node, str(not node.value)
        case ast.Constant(value=int() | float() as number):
            yield node, str(number + 1 if number <= SMALL else number * 2)
        case ast.Return(value=ast.expr() as value) if not _is_nothing(value):
            yield node, "return None"
        case ast.Expr(value=ast.Call()):
            yield node, "None"
        case ast.IfExp():
            yield node, _with(node, body=node.orelse, orelse=node.body)
        case ast.If(test=test) | ast.While(test=test) if isinstance(test, PLAIN):
            yield test, f"(not {ast.unparse(test)})"
        case ast.Call():
            yield from ((node, text) for text in _other_calls(node))


def _other_calls(node: ast.Call) -> Iterator[str]:
    if isinstance(node.func, ast.Name) and node.func.id in OTHER_END:
        yield _with(node, func=ast.Name(OTHER_END[node.func.id]))
        return  # their arguments may stand in any order
    if any(isinstance(each, ast.Starred) for each in node.args):
        return
    for place in range(len(node.args) - 1):
        if ast.dump(node.args[place]) == ast.dump(node.args[place + 1]):
            continue
        swapped = [*node.args]
        swapped[place : place + 2] = reversed(swapped[place : place + 2])
        yield _with(node, args=swapped)


def _with(node: ast.expr, **parts: object) -> str:
    return f"({ast.unparse(_copy(node, **parts))})"


def _copy(node: ast.AST, **parts: object) -> ast.AST:
    return type(node)(**{**dict(ast.iter_fields(node)), **parts})


def _other(op: ast.AST) -> ast.AST:
    return OPERATORS[type(op)]()


def _is_nothing(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value in (None, False)
