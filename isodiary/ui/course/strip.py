"""The course as one strip on the screen; the arrows walk along its marks and read them out."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFontInfo,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from isodiary.language import _, marked
from isodiary.report.charts.course_strip import (
    HEIGHT,
    band_of,
    day_x,
    paint_course_strip,
    paint_hatch,
    paint_mark,
)
from isodiary.report.charts.pencil import Pencil
from isodiary.services.course.strip import (
    Strip,
    StripMark,
    mark_words,
    read_strip,
    stop_words,
    strip_words,
)
from isodiary.services.course.view import CourseView
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.charts import theme_ink
from isodiary.ui.kit.legend import Legend
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.look.theme import Theme
from isodiary.ui.tools import Tools

TEXT_FACTOR = 0.85
"""The text of the strip as a multiple of running text."""

NEAR_PX = 7
PAUSE = marked("pause")


class CourseStrip(QWidget):
    """Shows a `Strip`; one stop of the Tab key. Nothing on it can be dragged.

    Left and Right go from mark to mark, Home and End to the first and the last; Enter, or a click,
    asks for the day.

    Signals:
        read: What stands on the day of the cursor, or "" where there is no cursor.
        day_asked: A `date` is wanted in History.
    """

    read = Signal(str)
    day_asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._strip: Strip | None = None
        self._cursor: date | None = None
        self.setAccessibleName(_("The course from its first day to its end"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def cursor_day(self) -> date | None:
        """The day that is read out."""
        return self._cursor

    @property
    def unit_px(self) -> float:
        """How long a unit of the strip is."""
        return QFontInfo(self._theme.font(TEXT_FACTOR)).pixelSize() / 10

    def show_strip(self, strip: Strip) -> None:
        """Show a strip; the cursor stays on its day where that still has a mark."""
        self._strip = strip
        self._cursor = self._cursor if self._cursor in strip.stops else None
        self._tell(aloud=False)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(500 * self.unit_px), round((HEIGHT + 4) * self.unit_px))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(120 * self.unit_px), self.sizeHint().height())

    def day_at(self, x_px: float) -> date | None:
        """Return the day at a place: that of a mark if one is near."""
        strip = self._strip
        if strip is None:
            return None
        band = self._band()
        near = [(abs(self._x(day) - x_px), day) for day in strip.stops]
        nearest = min(near, default=None)
        if nearest is not None and nearest[0] <= NEAR_PX:
            return nearest[1]
        place = int((x_px - band.left()) / max(1.0, band.width()) * strip.days)
        return strip.first + timedelta(days=min(max(place, 0), strip.days - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._cursor is not None:
            self.day_asked.emit(self._cursor)
        elif (day := self._day_of_key(key)) is not None:
            self._cursor = day
            self._tell(aloud=True)
            self.update()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position().x())
        if day is not None and event.button() is Qt.MouseButton.LeftButton:
            self.day_asked.emit(day)
        else:
            event.ignore()

    def menu_day(self, place: QPointF | None) -> date | None:
        """Return the day at a place, or the one that is read out."""
        return self.day_at(place.x()) if place is not None else self._cursor

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and self._strip is not None:
            day = self.day_at(event.pos().x())
            QToolTip.showText(event.globalPos(), stop_words(self._strip, day) if day else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._strip is None:
            return
        with QPainter(self) as painter:
            painter.setFont(self._theme.font(TEXT_FACTOR))
            ink = theme_ink(self._theme)
            paint_course_strip(painter, self._area(), self._strip, ink, self.unit_px)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._cursor is not None:
                self._paint_cursor(painter, self._x(self._cursor))
            if self.hasFocus():
                painter.setPen(QPen(self._theme.colours.focus, 2))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _paint_cursor(self, painter: QPainter, x_px: float) -> None:
        """Frame the day that is read out, from the band to the marks below it."""
        band, half = self._band(), 7 * self.unit_px
        area = QRectF(
            x_px - half, band.top() - 2, 2 * half, self._area().bottom() - band.top() - 14
        )
        painter.setPen(QPen(self._theme.colours.focus, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area, 4, 4)

    def _day_of_key(self, key: Qt.Key) -> date | None:
        if self._strip is None or not self._strip.stops:
            return None
        stops = self._strip.stops
        if key is Qt.Key.Key_Home:
            return stops[0]
        if key is Qt.Key.Key_End:
            return stops[-1]
        if key is Qt.Key.Key_Right:
            return self._next(stops)
        if key is Qt.Key.Key_Left:
            return self._before(stops)
        return None

    def _next(self, stops: tuple[date, ...]) -> date:
        if self._cursor is None:
            return stops[0]
        return next((day for day in stops if day > self._cursor), stops[-1])

    def _before(self, stops: tuple[date, ...]) -> date:
        if self._cursor is None:
            return stops[-1]
        return next((day for day in reversed(stops) if day < self._cursor), stops[0])

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(2, 2, -2, -2)

    def _band(self) -> QRectF:
        return band_of(self._area(), self.unit_px)

    def _x(self, day: date) -> float:
        assert self._strip is not None
        return day_x(self._band(), self._strip, day)

    def _tell(self, *, aloud: bool) -> None:
        strip = self._strip
        said = stop_words(strip, self._cursor) if strip and self._cursor else ""
        self.setAccessibleDescription(said or (strip_words(strip) if strip else ""))
        if aloud and said:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
        self.read.emit(said)

    @Slot()
    def _dress(self) -> None:
        self.setFont(self._theme.font())
        self.updateGeometry()
        self.update()


class StripLegend(Legend[StripMark | None]):
    """What the marks in sight mean; None is a pause."""

    def explain(self, strip: Strip) -> None:
        """Explain what is on a strip."""
        pause = (None,) if strip.paused else ()
        self.show_signs((*pause, *(mark for mark in strip.marks if mark is not StripMark.PHASE)))

    def words(self, sign: StripMark | None) -> str:
        return _(PAUSE) if sign is None else mark_words(sign)

    def paint_sign(self, painter: QPainter, square: QRectF, sign: StripMark | None) -> None:
        side = square.width()
        pencil = Pencil(painter, theme_ink(self._theme), side / 13)
        if sign is None:
            edge = side * 0.15
            paint_hatch(pencil, square.adjusted(edge, edge, -edge, -edge))
        else:
            paint_mark(pencil, square.center(), sign)


HELP = marked("← → go from mark to mark, Enter shows the day in History.")


class StripCard(Card):
    """The strip of the course that is looked at.

    Signals:
        day_asked: A `date` is wanted in History.
    """

    day_asked = Signal(object)

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme)
        self._tools = tools
        self.strip = CourseStrip(tools.theme)
        self.said = Text(tools.theme, _(HELP), Tone.MUTED, wrap=True)
        self.legend = StripLegend(tools.theme)
        for widget in (self.strip, self.said, self.legend):
            self.body.addWidget(widget)
        self.strip.read.connect(self._say)
        self.strip.day_asked.connect(self.day_asked)

    def fill(self, view: CourseView) -> None:
        """Show a course."""
        assert view.course is not None
        tools = self._tools
        strip = read_strip(
            tools.diary, view.course, view.phases, now=tools.now, habits=tools.habits
        )
        self.strip.show_strip(strip)
        self.legend.explain(strip)

    @Slot(str)
    def _say(self, said: str) -> None:
        self.said.setText(said or _(HELP))
        self.said.set_tone(Tone.BODY if said else Tone.MUTED)
