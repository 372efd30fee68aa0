"""Rows of a table that are higher than a page are parted into rows that are not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRectF

from isodiary.report import paper_html as html
from isodiary.report.content import Column, Table
from isodiary.report.type_setter import TypeSetter, height

SHORT = 300
"""No row with cells of so few characters is higher than a page."""

SHARE = 0.8
"""Of a page; the rest is for the heads."""

Row = tuple[str, ...]


def low_rows(table: Table, setter: TypeSetter, body: QRectF) -> Iterator[Row]:
    """Yield the rows, those that are too high as several with the text parted among them."""
    for row in table.rows:
        if max(map(len, row)) <= SHORT:
            yield row
        else:
            yield from _lower(row, table.columns, setter, body)


def _lower(row: Row, columns: Sequence[Column], setter: TypeSetter, body: QRectF) -> Iterator[Row]:
    document = setter.set(html.table(columns, [row]), body.width())
    if height(document) <= body.height() * SHARE or max(map(len, row)) <= SHORT:
        yield row
        return
    halves = [_halves(cell) for cell in row]
    yield from _lower(tuple(first for first, _ in halves), columns, setter, body)
    yield from _lower(tuple(second for _, second in halves), columns, setter, body)


def _halves(cell: str) -> tuple[str, str]:
    """Return a long text in two parts, between words where there are any near the middle."""
    if len(cell) <= SHORT:
        return cell, ""
    middle = len(cell) // 2
    space = cell.rfind(" ", middle - SHORT // 3, middle)
    cut = space + 1 if space >= 0 else middle
    return cell[:cut], cell[cut:]
