"""The first page of a sheet: what fits goes on it, the rest is handed on by whole rows."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from isodiary.report import paper_html as html
from isodiary.report.column import Filled, fill
from isodiary.report.content import Sheet, Sign
from isodiary.report.marks import Drawn, Mark, frame, words_at
from isodiary.report.parts import Block, Part
from isodiary.report.type_setter import TypeSetter, height

GAP = 12.0
CHART_HEIGHT = 190.0
RULE = 1.5
INSET = 9.0
BETWEEN_BOXES = 9.0
BOX_SHARES = (0.205, 0.285, 0.275, 0.235)
"""The boxes in the order of their words; the longest lines stand in the second."""

BETWEEN_COLUMNS = 24.0
LEFT_SHARE = 0.51
MOST_SIGNS = 5
SIGNS_HEIGHT = 150.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPage:
    """What is on the page, and what is left for the pages after it.

    Attributes:
        marks: The page.
        signs: Warning signs of which something is missing on it.
        parts: Parts, or their rows, that did not fit.
    """

    marks: tuple[Mark, ...]
    signs: tuple[Sign, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Strip:
    """Something over the whole width, and where it ends."""

    marks: list[Mark]
    bottom: float


def first_page(sheet: Sheet, setter: TypeSetter, body: QRectF) -> FirstPage:
    """Lay out the first page in `body`."""
    header = _header(sheet, setter, body)
    shown = _signs_that_fit(sheet, setter, body.width())
    signs = _signs(sheet, shown, setter, _below(body, header))
    boxes = _boxes(sheet, setter, _below(body, signs))
    chart = _chart(sheet, setter, _below(body, boxes))
    columns = _columns(sheet, setter, _below(body, chart))
    strips = (header, signs, boxes, chart)
    return FirstPage(
        marks=tuple(mark for strip in strips for mark in strip.marks) + columns.marks,
        signs=_unfinished(sheet, shown),
        parts=columns.rest,
    )


def _below(body: QRectF, strip: _Strip) -> QRectF:
    return body.adjusted(0, strip.bottom - body.top(), 0, 0)


def _header(sheet: Sheet, setter: TypeSetter, body: QRectF) -> _Strip:
    left = setter.set(html.who(sheet), body.width() * 0.66)
    right = setter.set(html.when(sheet), body.width() * 0.32)
    y = body.top() + max(height(left), height(right) + 3) + 8
    marks: list[Mark] = [
        words_at(left, body.left(), body.top()),
        words_at(right, body.right() - right.textWidth(), body.top() + 3),
        *frame(QRectF(body.left(), y, body.width(), RULE), RULE, html.INK),
    ]
    return _Strip(marks=marks, bottom=y + RULE + GAP)


def _signs_that_fit(sheet: Sheet, setter: TypeSetter, width: float) -> tuple[Sign, ...]:
    """Return the newest warning signs that keep their box small; one in any case."""
    for count in range(min(MOST_SIGNS, len(sheet.signs)), 1, -1):
        shown = sheet.signs[:count]
        if height(setter.set(html.signs(sheet, shown), width - 2 * INSET)) <= SIGNS_HEIGHT:
            return shown
    return sheet.signs[:1]


def _unfinished(sheet: Sheet, shown: tuple[Sign, ...]) -> tuple[Sign, ...]:
    cut = tuple(sign for sign in shown if html.is_shortened(sign))
    return cut + sheet.signs[len(shown) :]


def _signs(sheet: Sheet, shown: tuple[Sign, ...], setter: TypeSetter, body: QRectF) -> _Strip:
    """Frame the warning signs; only a frame around something noted is black."""
    words = setter.set(html.signs(sheet, shown), body.width() - 2 * INSET)
    box = QRectF(body.left(), body.top(), body.width(), height(words) + 14)
    around = frame(box, RULE, html.INK) if shown else frame(box, 1, html.HAIRLINE)
    marks = [*around, words_at(words, box.left() + INSET, box.top() + 7)]
    if not sheet.caution:
        return _Strip(marks=marks, bottom=box.bottom() + BETWEEN_BOXES)
    caution = setter.set(html.caution(sheet), body.width())
    marks.append(words_at(caution, body.left(), box.bottom() + BETWEEN_BOXES))
    return _Strip(marks=marks, bottom=box.bottom() + height(caution) + 2 * BETWEEN_BOXES)


def _boxes(sheet: Sheet, setter: TypeSetter, body: QRectF) -> _Strip:
    room = body.width() - BETWEEN_BOXES * (len(sheet.boxes) - 1)
    words = [
        setter.set(html.box(box), room * share - 2 * INSET)
        for box, share in zip(sheet.boxes, BOX_SHARES, strict=True)
    ]
    tall = max(map(height, words)) + 14
    marks: list[Mark] = []
    x = body.left()
    for document in words:
        width = document.textWidth() + 2 * INSET
        marks += frame(QRectF(x, body.top(), width, tall), 1, html.HAIRLINE)
        marks.append(words_at(document, x + INSET, body.top() + 7))
        x += width + BETWEEN_BOXES
    return _Strip(marks=marks, bottom=body.top() + tall + GAP + 2)


def _chart(sheet: Sheet, setter: TypeSetter, body: QRectF) -> _Strip:
    heading = setter.set(html.heading(sheet.chart_title), body.width())
    top = body.top() + height(heading)
    rect = QRectF(body.left(), top, body.width(), CHART_HEIGHT)
    note = setter.set(html.small(sheet.chart_note), body.width())
    marks: list[Mark] = [
        words_at(heading, body.left(), body.top()),
        Drawn(chart=sheet.chart, rect=rect, font=setter.font),
        words_at(note, body.left(), rect.bottom() + 2),
    ]
    return _Strip(marks=marks, bottom=rect.bottom() + 2 + height(note) + GAP)


def _columns(sheet: Sheet, setter: TypeSetter, body: QRectF) -> Filled:
    width = body.width() - BETWEEN_COLUMNS
    left = QRectF(body.left(), body.top(), width * LEFT_SHARE, body.height())
    right = QRectF(left.right() + BETWEEN_COLUMNS, body.top(), width - left.width(), body.height())
    agreed = Block(title=sheet.agreed_title, html=html.agreed(sheet.agreed))
    labs: tuple[Part, ...] = (sheet.labs,) if sheet.labs else ()
    one = fill((sheet.symptoms, sheet.steps), setter, left)
    other = fill((*labs, agreed), setter, right)
    return Filled(marks=one.marks + other.marks, rest=one.rest + other.rest)
