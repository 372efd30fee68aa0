"""Days as small squares, cut by their slots; each outcome has a shape of its own.

taken: filled · partial: half filled · skipped: empty with a bar · missed: empty with a cross ·
unknown: dotted · not recorded: hatched · not yet due: empty · pause: a flat grey ·
no dose in the plan: blank, with a faint edge · outside: nothing
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from isodiary.domain.day_marks import DayMarks, Mark
from isodiary.services.words.days import long_day
from isodiary.ui.kit.layouts import turned
from isodiary.ui.look.colours import Colours
from isodiary.ui.look.theme import Theme


def paint_day(painter: QPainter, square: QRectF, marks: DayMarks, colours: Colours) -> None:
    """Paint the square of a day."""
    if marks.outside:
        return
    frame = QPainterPath()
    frame.addRoundedRect(square, 2.5, 2.5)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.save()
    painter.setClipPath(frame)
    painter.fillRect(square, colours.quiet_bar if marks.paused else colours.surface)
    for place, mark in enumerate(marks.slots):
        painter.save()
        part = _part(square, place, len(marks.slots))
        painter.setClipPath(part, Qt.ClipOperation.IntersectClip)
        _paint_mark(painter, part.boundingRect(), mark, colours)
        painter.restore()
    painter.restore()
    blank = not marks.slots and not marks.paused  # a day without a dose is no open one
    painter.setPen(QPen(colours.line if blank else colours.outline, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(frame)
    painter.restore()


def _part(square: QRectF, place: int, parts: int) -> QPainterPath:
    """Return the part of one slot: the whole, a half cut slantwise, or an upright third."""
    path = QPainterPath()
    if parts == 2:
        corner = square.topLeft() if place == 0 else square.bottomRight()
        path.addPolygon(QPolygonF([corner, square.topRight(), square.bottomLeft()]))
        path.closeSubpath()
    else:
        width_px = square.width() / parts
        path.addRect(
            QRectF(square.left() + place * width_px, square.top(), width_px, square.height())
        )
    return path


def _paint_mark(painter: QPainter, area: QRectF, mark: Mark, colours: Colours) -> None:
    pen = QPen(colours.muted, 1.2)
    match mark:
        case Mark.TAKEN:
            painter.fillRect(area, colours.ok)
        case Mark.PARTIAL:
            half = QRectF(area)
            half.setTop(area.center().y())
            painter.fillRect(half, colours.ok)
        case Mark.SKIPPED:
            painter.setPen(pen)
            painter.drawLine(_middle(area))
        case Mark.MISSED:
            painter.setPen(pen)
            painter.drawLine(QLineF(area.topLeft(), area.bottomRight()))
            painter.drawLine(QLineF(area.topRight(), area.bottomLeft()))
        case Mark.UNKNOWN:
            painter.fillRect(area, QBrush(colours.muted, Qt.BrushStyle.Dense6Pattern))
        case Mark.NOT_RECORDED:
            painter.fillRect(area, QBrush(colours.outline, Qt.BrushStyle.BDiagPattern))
        case Mark.NOT_YET:
            pass


def _middle(area: QRectF) -> QLineF:
    y_px = area.center().y()
    return QLineF(QPointF(area.left() + 2, y_px), QPointF(area.right() - 2, y_px))


IN_A_ROW = 14


class DaySquares(QWidget):
    """Squares of days, oldest first.

    Signals:
        day_chosen: A `date` whose square was clicked.

    Attributes:
        words_of: Says in words what is known of a day, for the one that is pointed at.
    """

    day_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._days: tuple[DayMarks, ...] = ()
        self._ringed: date | None = None
        self.words_of: Callable[[date], str] = long_day
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_days(self, days: Sequence[DayMarks], spoken: str, ringed: date | None = None) -> None:
        """Show these days, one of them `ringed`; `spoken` says the same in words."""
        self._days = tuple(days)
        self._ringed = ringed
        self.setAccessibleName(spoken)
        self.updateGeometry()
        self.update()

    @property
    def days(self) -> tuple[DayMarks, ...]:
        """What is shown."""
        return self._days

    def sizeHint(self) -> QSize:
        step_px = self.fontMetrics().height() + 2
        return QSize(step_px * IN_A_ROW, step_px * self._rows())

    def minimumSizeHint(self) -> QSize:
        return QSize(IN_A_ROW * 10, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            for place, marks in enumerate(self._days):
                paint_day(painter, self._square(place), marks, self._theme.colours)
                if marks.day == self._ringed and not marks.outside:
                    painter.setPen(QPen(self._theme.colours.text, 2))
                    painter.drawRoundedRect(self._square(place), 2.5, 2.5)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self._day_at(event.position().x(), event.position().y())
        if day is not None and event.button() is Qt.MouseButton.LeftButton:
            self.day_chosen.emit(day)
        else:
            event.ignore()

    def menu_day(self, place: QPointF | None) -> date | None:
        """Return the day at a place; the squares have no cursor."""
        return self._day_at(place.x(), place.y()) if place is not None else None

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            day = self._day_at(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), self.words_of(day) if day else "", self)
            return True
        return super().event(event)

    def _rows(self) -> int:
        return max(1, -(-len(self._days) // IN_A_ROW))

    def _square(self, place: int) -> QRectF:
        row, column = divmod(place, IN_A_ROW)
        step_px = min(self.width() / IN_A_ROW, self.height() / self._rows())
        square = QRectF(column * step_px + 1, row * step_px + 1, step_px - 3, step_px - 3)
        return turned(self, square)

    def _day_at(self, x_px: float, y_px: float) -> date | None:
        for place, marks in enumerate(self._days):
            if self._square(place).contains(x_px, y_px):
                return marks.day
        return None
