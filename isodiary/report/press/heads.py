"""Gives the heads of tables room for their words, as no word is broken in a head."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from PySide6.QtGui import QFont, QFontMetricsF

from isodiary.fonts import face
from isodiary.report.press.html import APART_PX, LINE_PX
from isodiary.report.sheet.content import Part, Sheet, SheetTable

SLACK_PX = 1.0
"""Documents round each column, and set a little wider than they measure."""

MOST_ROWS = 200
"""So many rows say how wide a column has to be; the others may take two lines."""

Widths = list[float]


def with_room(sheet: Sheet, column_px: float, page_px: float) -> Sheet:
    """Return a sheet with room for the heads of its tables.

    Args:
        sheet: Its own tables stand in columns, those behind it over the whole page.
        column_px: How wide the narrower column is.
        page_px: How wide the page is.
    """
    return replace(
        sheet,
        steps=sheet.steps and fitted(sheet.steps, column_px),
        labs=sheet.labs and fitted(sheet.labs, column_px),
        following=tuple(_part(part, page_px) for part in sheet.following),
    )


def _part(part: Part, width: float) -> Part:
    return fitted(part, width) if isinstance(part, SheetTable) else part


def fitted(table: SheetTable, width: float) -> SheetTable:
    """Return a table in which each word of a head has room in a width of pixels.

    Room is taken where nothing stands, then from cells that can go on in another line. A word for
    which there is none still is cut, with an ellipsis.
    """
    heads = [_widest(column.label.split(" ")) for column in table.columns]
    now = [column.share * width / 100 for column in table.columns]
    if table.numbered or all(need <= have for need, have in zip(heads, now, strict=True)):
        return table
    cells = [_cells(table, place) for place in range(len(table.columns))]
    lines = [max(head, _widest(column)) for head, column in zip(heads, cells, strict=True)]
    words = [
        max(head, _widest(word for cell in column for word in cell.split(" ")))
        for head, column in zip(heads, cells, strict=True)
    ]
    wanted = [max(need, have) for need, have in zip(heads, now, strict=True)]
    for least in (lines, words):
        wanted = _shrunk(wanted, least, sum(wanted) - width)
    over = sum(wanted) - width
    if over > 0:  # every head gives way
        wanted = [each * width / (width + over) for each in wanted]
    shares = _shares(wanted, width)
    return replace(
        table,
        columns=tuple(
            replace(column, share=share, label=_cut(column.label, share * width / 100))
            for column, share in zip(table.columns, shares, strict=True)
        ),
    )


def _cells(table: SheetTable, place: int) -> list[str]:
    return [row[place] for row in table.rows[:MOST_ROWS]]


def _shrunk(wanted: Widths, least: Widths, over: float) -> Widths:
    """Return widths that are smaller by `over` together, none below its least."""
    spare = [max(0.0, each - low) for each, low in zip(wanted, least, strict=True)]
    room = sum(spare)
    if over <= 0 or not room:
        return wanted
    share = min(1.0, over / room)
    return [each - share * extra for each, extra in zip(wanted, spare, strict=True)]


def _shares(widths: Sequence[float], whole: float) -> list[int]:
    """Return widths in whole percent; what that leaves goes to the first column."""
    shares = [math.ceil(100 * width / whole) for width in widths[1:]]
    return [max(1, 100 - sum(shares)), *shares]


def _cut(label: str, room: float) -> str:
    """Return a head with each word as it fits."""
    return " ".join(_fitting(word, room) for word in label.split(" "))


def _fitting(word: str, room: float) -> str:
    if _px(word) <= room:
        return word
    lengths = range(len(word) - 1, 0, -1)
    return next((cut for n in lengths if _px(cut := f"{word[:n]}…") <= room), "…")


def _widest(texts: Iterable[str]) -> float:
    return max(map(_px, texts), default=0.0)


def _px(text: str) -> float:
    """Return how wide a text of a table is, with what lies around it."""
    return _metrics().horizontalAdvance(text) + APART_PX + SLACK_PX


@cache
def _metrics() -> QFontMetricsF:
    font = face(QFont.Weight.DemiBold)
    font.setPixelSize(LINE_PX)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return QFontMetricsF(font)
