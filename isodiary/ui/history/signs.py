"""The small signs on a day of the calendar, each with a shape of its own, and its legend."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from isodiary.domain.day_marks import DayMarks, Mark
from isodiary.language import _
from isodiary.services.days.month import PAUSE, DaySign, MonthDay, mark_name, sign_name
from isodiary.ui.kit.day_square import paint_day
from isodiary.ui.kit.legend import Legend
from isodiary.ui.look.colours import Colours

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


class DayLegend(Legend[Meaning]):
    """What the squares and signs in sight mean."""

    def explain(self, days: Iterable[MonthDay]) -> None:
        """Explain what is on these days."""
        seen: set[Meaning] = set()
        for day in days:
            seen.update(day.marks.slots, day.signs, (None,) if day.marks.paused else ())
        self.show_signs(each for each in _IN_ORDER if each in seen)

    def words(self, sign: Meaning) -> str:
        if isinstance(sign, DaySign):
            return sign_name(sign)
        return _(PAUSE) if sign is None else mark_name(sign)

    def paint_sign(self, painter: QPainter, square: QRectF, sign: Meaning) -> None:
        side = square.width() * (0.6 if isinstance(sign, DaySign) else 0.85)
        area = QRectF(square.left(), square.center().y() - side / 2, side, side)
        if isinstance(sign, DaySign):
            paint_sign(painter, area, sign, self._theme.colours)
        else:
            paint_day(painter, area, _day_of(sign), self._theme.colours)


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
