"""The small signs on a day of the calendar, each with a shape of its own, and its legend."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from isodiary.domain.day_marks import DayMarks, Mark
from isodiary.language import _
from isodiary.services.days.month import PAUSE, DaySign, MonthDay, mark_name, sign_name
from isodiary.ui.kit.day_square import paint_day
from isodiary.ui.kit.layouts import FlowLayout
from isodiary.ui.look.colours import Colours
from isodiary.ui.look.theme import Theme

Meaning = Mark | DaySign | None
"""What became of a slot, what else is on a day, or, as None, a pause."""

_IN_ORDER: tuple[Meaning, ...] = (*Mark, None, *DaySign)


def signs_in_order(signs: Collection[DaySign]) -> tuple[DaySign, ...]:
    """Return signs in the order in which they stand on a day."""
    return tuple(sign for sign in DaySign if sign in signs)


def paint_sign(painter: QPainter, area: QRectF, sign: DaySign, colours: Colours) -> None:
    """Paint a sign into a square."""
    side = area.width()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    pen = QPen(colours.text, max(1.2, side / 6))
    match sign:
        case DaySign.WARNING:
            painter.setBrush(colours.warning)
            painter.drawPolygon(_triangle(area))
        case DaySign.SYMPTOM:
            painter.setBrush(colours.spark)
            painter.drawEllipse(area.adjusted(side / 8, side / 8, -side / 8, -side / 8))
        case DaySign.EXTRA:
            painter.setPen(pen)
            painter.drawLine(QPointF(area.left(), area.center().y()), _right(area))
            painter.drawLine(
                QPointF(area.center().x(), area.top()), QPointF(area.center().x(), area.bottom())
            )
        case DaySign.VISIT:
            painter.setBrush(colours.accent)
            painter.drawPolygon(_diamond(area))
        case DaySign.LAB:
            painter.setPen(pen)
            painter.drawEllipse(area.adjusted(side / 7, side / 7, -side / 7, -side / 7))
        case DaySign.TEST:
            painter.setPen(pen)
            painter.drawPolygon(_triangle(area.adjusted(side / 7, side / 6, -side / 7, 0)))
        case DaySign.ACNE:
            painter.setBrush(colours.text)
            for x, y in ((0.5, 0.25), (0.25, 0.75), (0.75, 0.75)):
                spot = QPointF(area.left() + side * x, area.top() + side * y)
                painter.drawEllipse(spot, side / 6, side / 6)
        case DaySign.NOTE:
            painter.setPen(pen)
            for share in (0.25, 0.75):
                y_px = area.top() + side * share
                painter.drawLine(QPointF(area.left(), y_px), QPointF(area.right(), y_px))
        case DaySign.WEIGHT:
            painter.setPen(pen)
            painter.drawRect(area.adjusted(side / 7, side / 7, -side / 7, -side / 7))
    painter.restore()


class Legend(QWidget):
    """What the squares and signs in sight mean, and no others."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[Meaning, ...] = ()
        self._flow = FlowLayout(self, gap_px=8)

    @property
    def shown(self) -> tuple[Meaning, ...]:
        """What is explained."""
        return self._shown

    def explain(self, days: Iterable[MonthDay]) -> None:
        """Explain what is on these days."""
        seen: set[Meaning] = set()
        for day in days:
            seen.update(day.marks.slots, day.signs, (None,) if day.marks.paused else ())
        shown = tuple(each for each in _IN_ORDER if each in seen)
        if shown != self._shown:
            self._shown = shown
            self._flow.clear()
            for meaning in shown:
                self._flow.addWidget(_Meaning(self._theme, meaning))
            self.updateGeometry()


class _Meaning(QWidget):
    """One sign and its words; None is a pause."""

    def __init__(self, theme: Theme, meaning: Meaning) -> None:
        super().__init__()
        self._theme = theme
        self._meaning = meaning
        if isinstance(meaning, DaySign):
            self._words = sign_name(meaning)
        else:
            self._words = _(PAUSE) if meaning is None else mark_name(meaning)
        self.setAccessibleName(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self._dress()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(
            metrics.height() + 5 + metrics.horizontalAdvance(self._words), metrics.height() + 2
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        metrics = QFontMetrics(self.font())
        side = metrics.height() * (0.6 if isinstance(self._meaning, DaySign) else 0.85)
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = self.width() - metrics.height() if rtl else 0
        square = QRectF(left, (self.height() - side) / 2, side, side)
        with QPainter(self) as painter:
            if isinstance(self._meaning, DaySign):
                paint_sign(painter, square, self._meaning, self._theme.colours)
            else:
                paint_day(painter, square, _day_of(self._meaning), self._theme.colours)
            painter.setPen(self._theme.colours.muted)
            begin = 0 if rtl else metrics.height() + 5
            words = QRectF(begin, 0, self.width() - metrics.height() - 5, self.height())
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(words, flags, self._words)

    @Slot()
    def _dress(self) -> None:
        self.setFont(self._theme.font(0.85))
        self.updateGeometry()
        self.update()


def _day_of(mark: Mark | None) -> DayMarks:
    """Return a day of the legend, which is no day of anyone's."""
    return DayMarks(date.min, (mark,) if mark else (), paused=mark is None)


def _right(area: QRectF) -> QPointF:
    return QPointF(area.right(), area.center().y())


def _triangle(area: QRectF) -> QPolygonF:
    top = QPointF(area.center().x(), area.top())
    return QPolygonF([top, area.bottomRight(), area.bottomLeft()])


def _diamond(area: QRectF) -> QPolygonF:
    middle = area.center()
    return QPolygonF(
        [
            QPointF(middle.x(), area.top()),
            QPointF(area.right(), middle.y()),
            QPointF(middle.x(), area.bottom()),
            QPointF(area.left(), middle.y()),
        ]
    )
