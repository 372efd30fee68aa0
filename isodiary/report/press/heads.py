"""Gives the heads of tables room for their words, as no word is broken in a head."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from PySide6.QtGui import QFont, QFontMetricsF

from isodiary.fonts import face
from isodiary.report.press.html import APART_PX, LINE_PX
from isodiary.report.sheet.content import Part, SheetTable

SLACK_PX = 2.2
"""A document rounds each of its columns down, and sets a little wider than is measured."""

LONGEST_WORD = 0.4
"""A word of a cell that is wider, of the whole table, may be broken."""

MOST_ROWS = 200
"""So many rows say how wide a column has to be; the others may take two lines."""

Widths = list[float]


def with_room(part: Part, width: float) -> Part:
    """Return a part whose heads have room in a width of pixels, if it is a table."""
    return fitted(part, width) if isinstance(part, SheetTable) else part


def fitted(table: SheetTable, width: float) -> SheetTable:
    """Return a table in which each word of a head has room, and of its cells but very long ones.

    Room is taken where nothing stands, then from cells that can go on in another line. A word of a
    head for which there is none still is cut, with an ellipsis.
    """
    if table.numbered:
        return table
    places = range(len(table.columns))
    heads = [_widest(column.label.split(" ")) for column in table.columns]
    cells = [_cells(table, place) for place in places]
    longest = LONGEST_WORD * width
    words = [
        max(heads[n], min(longest, _widest(word for cell in cells[n] for word in cell.split(" "))))
        for n in places
    ]
    now = [column.share * width / 100 for column in table.columns]
    if all(need <= have for need, have in zip(words, now, strict=True)):
        return table
    lines = [max(words[n], _widest(cells[n])) for n in places]
    wanted = [max(need, have) for need, have in zip(words, now, strict=True)]
    for least in (lines, words, heads):
        wanted = _shrunk(wanted, least, sum(wanted) - width)
    over = sum(wanted) / width
    shares = _shares([each / max(1.0, over) for each in wanted], width)
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


def _shares(widths: Sequence[float], whole: float) -> list[float]:
    """Return widths in percent of the whole; what they leave goes to the first column."""
    shares = [math.ceil(1000 * width / whole) / 10 for width in widths[1:]]
    return [round(max(1.0, 100 - sum(shares)), 1), *shares]


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
