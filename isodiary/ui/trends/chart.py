"""The table-chart of Trends: a cursor that reads days out, and days to choose."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFont,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from isodiary.domain.day import ONE_DAY
from isodiary.domain.period import Period
from isodiary.report.table_chart.marks import Drawing, Sight, TextMark
from isodiary.report.table_chart.measures import MONTHS
from isodiary.report.table_chart.rows import ChartRows, row_sentence
from isodiary.services.figures.day_reading import DayReading
from isodiary.services.words.days import short_day
from isodiary.ui.kit.day_cursor import ENTER
from isodiary.ui.kit.table_chart import EDGE_PX, TableChart
from isodiary.ui.look.colours import Colours
from isodiary.ui.look.theme import Theme

FILL, EDGE_UNITS = 0.10, 0.3
TAG_FACTOR = 0.85
UP_AND_DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class TableChartView(TableChart):
    """Shows `ChartRows`; one stop of the Tab key.

    Left and Right move the cursor by a day, the page keys by a week, Home and End to the ends; Up
    and Down go through the rows. With Shift days are chosen; Enter asks for them, and for a single
    day opens it. Escape lets go of the chosen days, then of the cursor.

    Signals:
        moved: The cursor stands on another `date`, or on none.
        row_read: The sentence of the row that was gone to.
        period_chosen: A `Period` is to be shown.
        day_opened: A `date` is to be opened.
    """

    moved = Signal(object)
    row_read = Signal(str)
    period_chosen = Signal(object)
    day_opened = Signal(object)
    usual_units = 170

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self._anchor: date | None = None
        self._row: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    @property
    def chosen(self) -> Period | None:
        """The days that are being chosen."""
        if self._anchor is None or self._cursor is None:
            return None
        return Period(first=min(self._anchor, self._cursor), last=max(self._anchor, self._cursor))

    def show_rows(self, rows: ChartRows) -> None:
        """Show others; the cursor stays on its day where that is still shown."""
        self._drawing.show(rows)
        self._anchor = self._row = None
        self._keep_cursor()
        self.setAccessibleDescription(rows.description)
        self.updateGeometry()
        self.update()
        self.moved.emit(self._cursor)

    def say(self, reading: DayReading) -> None:
        """Tell a screen reader what the day under the cursor holds."""
        self.setAccessibleDescription(reading.sentence)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, reading.sentence))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        days = self.chosen
        if event.button() is Qt.MouseButton.LeftButton and days is not None and days.days > 1:
            self._ask(days)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        sight = self._sight()
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._drawing.picture(self.size(), self.devicePixelRatioF()))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if sight is not None and self._cursor is not None:
                days = self.chosen or Period(first=self._cursor, last=self._cursor)
                box = self._box(sight, days)
                paint_box(painter, box, self._theme.colours, self._drawing.unit_px)
                paint_tag(painter, box, short_day(self._cursor), self._theme, self._names())
            if self.hasFocus():
                painter.setPen(QPen(self._theme.colours.focus, 2))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _box(self, sight: Sight, days: Period) -> QRectF:
        unit = self._drawing.unit_px
        left, right = self._x(sight, days.first), self._x(sight, days.last + ONE_DAY)
        top, bottom = (EDGE_PX + edge * unit for edge in (sight.top, sight.bottom))
        return QRectF(QPointF(left, top), QPointF(max(right, left + 2), bottom))

    def _names(self) -> list[QRectF]:
        """Return where days and months are named below the axis."""
        drawing = self._drawing.drawing(self.width())
        return names_of_days(drawing, self._drawing.unit_px) if drawing else []

    def _sight(self) -> Sight | None:
        drawing = self._drawing.drawing(self.width())
        return drawing.sight if drawing else None

    def _x(self, sight: Sight, day: date) -> float:
        assert self.rows is not None
        number = (day - self.rows.days.first).days
        return EDGE_PX + (sight.left + number * sight.day_width) * self._drawing.unit_px

    def _days(self) -> Period | None:
        return self.rows.days if self.rows is not None else None

    def _place(self, x_px: float) -> float:
        sight = self._sight()
        assert sight is not None
        return ((x_px - EDGE_PX) / self._drawing.unit_px - sight.left) / sight.day_width

    def _take_key(self, key: Qt.Key) -> bool:
        if key in UP_AND_DOWN:
            return self._go_to_row(UP_AND_DOWN[key])
        if self._cursor is None:
            return False
        if key in ENTER:
            self._enter()
        elif key is Qt.Key.Key_Escape and self._anchor is not None:
            self._move(self._cursor)
        else:
            return super()._take_key(key)
        return True

    def _go_to_row(self, step: int) -> bool:
        """Read out the row above or below; tell whether there is one."""
        rows = self.rows
        if rows is None or not rows.symptoms:
            return False
        wanted = (
            (0 if step > 0 else len(rows.symptoms) - 1) if self._row is None else (self._row + step)
        )
        if not 0 <= wanted < len(rows.symptoms):
            return False
        self._row = wanted
        said = row_sentence(rows.symptoms[wanted], rows.since)
        self.setAccessibleDescription(said)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
        self.row_read.emit(said)
        return True

    def _enter(self) -> None:
        days = self.chosen
        if days is not None and days.days > 1:
            self._ask(days)
        elif self._cursor is not None:
            self.day_opened.emit(self._cursor)

    def _move(self, day: date | None, *, choose: bool = False) -> None:
        if not choose:
            self._anchor = None
        elif self._anchor is None:
            self._anchor = self._cursor if self._cursor is not None else day
        self._row = None
        super()._move(day, choose=choose)
        if day is None and self.rows is not None:
            self.setAccessibleDescription(self.rows.description)
        self.moved.emit(day)

    def _ask(self, days: Period) -> None:
        self._anchor = None
        self.update()
        self.period_chosen.emit(days)


def paint_box(painter: QPainter, box: QRectF, colours: Colours, unit_px: float) -> None:
    """Paint a box over the days under the cursor."""
    fill = QColor(colours.accent)
    fill.setAlphaF(FILL)
    painter.setPen(QPen(colours.accent, max(1.0, EDGE_UNITS * unit_px)))
    painter.setBrush(fill)
    painter.drawRoundedRect(box, 2, 2)


def paint_tag(
    painter: QPainter, box: QRectF, text: str, theme: Theme, names: Sequence[QRectF]
) -> None:
    """Paint the date below a box, in place of the names it would cut."""
    font = theme.font(TAG_FACTOR)
    metrics = QFontMetrics(font)
    width = metrics.horizontalAdvance(text) + 12
    right = painter.viewport().width() - width - 1
    x = min(max(box.center().x() - width / 2, 1), right)
    tag = QRectF(x, box.bottom() + 2, width, metrics.height() + 2)
    painter.setPen(Qt.PenStyle.NoPen)
    for name in names:
        if name.intersects(tag):  # half a name would be read as another
            painter.fillRect(name.adjusted(-1, -1, 1, 1), theme.colours.surface)
    painter.setBrush(theme.colours.accent)
    painter.drawRoundedRect(tag, 4, 4)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(theme.colours.on_accent)
    painter.setFont(font)
    painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, text)


def names_of_days(drawing: Drawing, unit_px: float) -> list[QRectF]:
    """Return where days and months are named below the axis, in pixels."""
    axis = drawing.sight.bottom - drawing.above
    texts = (mark.rect for mark in drawing.marks if isinstance(mark, TextMark))
    return [
        QRectF(rect.topLeft() * unit_px, rect.size() * unit_px).translated(
            EDGE_PX, EDGE_PX + drawing.above * unit_px
        )
        for rect in texts
        if axis < rect.top() < axis + MONTHS
    ]


class Readout(QWidget):
    """Two lines of fixed height about a day, so that nothing jumps; what is too long is cut."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: tuple[tuple[str, str], tuple[str, str]] = (("", ""), ("", ""))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)

    @property
    def text(self) -> str:
        """All that is said."""
        return "\n".join(" ".join(part for part in line if part) for line in self._lines)

    def say(self, first: tuple[str, str], second: tuple[str, str]) -> None:
        """Show two lines, each with what stands before it."""
        self._lines = first, second
        self.setToolTip(self.text)
        self.setAccessibleName(self.text)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, round(2 * QFontMetrics(self._theme.font()).lineSpacing() * 1.1))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        usual, strong = (
            self._theme.font(),
            self._theme.font(1.0, QFont.Weight.DemiBold),
        )
        metrics = QFontMetrics(strong)
        heads = [head for head, said in self._lines if head and said]
        before = max((metrics.horizontalAdvance(head) + 14 for head in heads), default=0)
        half = self.height() // 2
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        with QPainter(self) as painter:
            for place, (head, said) in enumerate(self._lines):
                painter.setFont(usual if place else strong)
                muted = self._theme.colours.muted if place else self._theme.colours.text
                painter.setPen(muted)
                room = QRectF(0, place * half, before if said else self.width(), half)
                painter.drawText(room, left, head)
                painter.setFont(usual)
                painter.setPen(self._theme.colours.text)
                room = QRectF(before, place * half, self.width() - before, half)
                cut = QFontMetrics(usual).elidedText(
                    said, Qt.TextElideMode.ElideRight, int(room.width())
                )
                painter.drawText(room, left, cut)

    @Slot()
    def _dress(self) -> None:
        self.updateGeometry()
        self.update()
