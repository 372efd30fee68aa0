"""The columns of a report without heads, by the shapes of its cells.

They are shown for the patient to say what they are; a line alone is read without them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from isodiary.services.labs.reading.heads import ReportTable, delimiter_of
from isodiary.services.labs.reading.naming import name_tokens
from isodiary.services.labs.reading.report import ReportColumn, Role
from isodiary.services.labs.reading.tokens import Kind, ScannedLine, Token

FEWEST_LINES = 3
"""So many lines of one shape are a table."""
_ROLES = {Kind.RANGE: Role.RANGE, Kind.UNIT: Role.UNIT, Kind.DAY: Role.DATE, Kind.FLAG: Role.FLAG}
_FIGURES = frozenset({Role.VALUE, Role.RANGE})


def shape_of(rows: Sequence[ScannedLine]) -> ReportTable | None:
    """Return the columns that most lines with a name and a figure have; None if few agree.

    Of several figures the first is the value until someone says otherwise.
    """
    shapes: dict[tuple[str, tuple[Role, ...]], list[ScannedLine]] = {}
    for row in rows:
        delimiter = delimiter_of(row.text) if row.delimited else ""
        roles = _by_cell(row) if delimiter else tuple(role for role, _ in _by_word(row))
        if Role.VALUE in roles and Role.TEST in roles:
            shapes.setdefault((delimiter, roles), []).append(row)
    counted = Counter({shape: len(found) for shape, found in shapes.items()})
    if not counted or counted.most_common(1)[0][1] < FEWEST_LINES:
        return None
    delimiter, roles = counted.most_common(1)[0][0]
    labels = _labels(shapes[delimiter, roles][0], delimiter)
    columns = (
        ReportColumn(role=role, label=label) for role, label in zip(roles, labels, strict=True)
    )
    return ReportTable(columns=tuple(columns), aligned=False, delimiter=delimiter, by_head=False)


def _by_word(row: ScannedLine) -> list[tuple[Role, str]]:
    """Return name, figures and ranges in their order; units and marks need no column."""
    name = name_tokens(row)
    if not name:
        return []
    found = [(Role.TEST, " ".join(token.text for token in name))]
    for token in row.tokens[row.tokens.index(name[-1]) + 1 :]:
        role = _role(token, seen=any(role is Role.VALUE for role, _ in found))
        if token.kind in (Kind.NUMBER, Kind.RANGE):
            found.append((role, token.text))
    return found


def _by_cell(row: ScannedLine) -> tuple[Role, ...]:
    roles: list[Role] = []
    for cell in range(row.tokens[-1].cell + 1 if row.tokens else 0):
        tokens = [token for token in row.tokens if token.cell == cell]
        roles.append(_role_of(tokens, roles))
    return tuple(roles)


def _role_of(tokens: Sequence[Token], before: Sequence[Role]) -> Role:
    """Return what a cell has, after the cells before it."""
    if not tokens:
        return Role.OTHER
    if Role.TEST not in before and any(token.kind is Kind.WORD for token in tokens):
        return Role.TEST
    roles = [_role(token, seen=Role.VALUE in before) for token in tokens]
    return next((role for role in roles if role in _FIGURES), roles[0])


def _role(token: Token, *, seen: bool) -> Role:
    """Return what a word is; a number is the value, or nothing yet once there is one."""
    if token.kind is Kind.NUMBER:
        if token.compared and seen:
            return Role.RANGE
        return Role.OTHER if seen else Role.VALUE
    return _ROLES.get(token.kind, Role.OTHER)


def _labels(row: ScannedLine, delimiter: str) -> list[str]:
    """Return what stands in each column of a line, to know it by."""
    if not delimiter:
        return [text for _, text in _by_word(row)]
    last = row.tokens[-1].cell
    cells = ([token.text for token in row.tokens if token.cell == n] for n in range(last + 1))
    return [" ".join(texts) for texts in cells]
