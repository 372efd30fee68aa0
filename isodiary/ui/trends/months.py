"""The months of a symptom over the course: a small square for each day, told by pattern too.

none: plain · mild: sparse dots · moderate: slanting lines · severe: dark, each with its digit;
not recorded: an outline only; outside the course: nothing.
"""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QBrush,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QFormLayout, QSizePolicy, QToolTip, QWidget

from isodiary.domain.course import Course
from isodiary.domain.day import ONE_DAY, add_months
from isodiary.domain.period import Period
from isodiary.language import _, marked
from isodiary.services.symptoms.months import SymptomMonths, offered, read_months
from isodiary.services.words.days import month_words, one_letter
from isodiary.storage.reads.course import course_on
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.fields.chosen import ChoiceField
from isodiary.ui.kit.layouts import turned
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.look.theme import Theme
from isodiary.ui.tools import Tools

WEEK_DAYS = 7
ROWS = 6
FILLS = ("none", "mild", "moderate", "severe")
PATTERNS = (
    Qt.BrushStyle.NoBrush,
    Qt.BrushStyle.Dense7Pattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.NoBrush,
)
"""Drawn over the fill of an answer, so that it is told apart without colour."""

UP_AND_DOWN = {Qt.Key.Key_Up: -WEEK_DAYS, Qt.Key.Key_Down: WEEK_DAYS}


class SymptomMonthsView(QWidget):
    """The months beside and below each other; one stop of the Tab key, arrows walk the days.

    Signals:
        read: The day under the cursor in words, or "" where there is no cursor.
    """

    read = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._first_weekday = 0
        self._shown: SymptomMonths | None = None
        self._day: date | None = None
        self._squares: dict[tuple[int | None, float], QPixmap] = {}
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def day(self) -> date | None:
        """The day under the cursor."""
        return self._day

    def show_months(self, shown: SymptomMonths) -> None:
        """Show these answers; the cursor stays on its day where that is still shown."""
        self._shown = shown
        if self._day is not None and not shown.holds(self._day):
            self._day = None
        self.setAccessibleDescription(self._values() or shown.words)
        self.read.emit(self._values())
        self.updateGeometry()
        self.update()

    def choose(self, day: date) -> None:
        """Put the cursor on a day of the course, and read it out."""
        if self._shown is None or not self._shown.holds(day):
            return
        self._day = day
        said = self._values()
        self.setAccessibleDescription(said)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
        self.read.emit(said)
        self.update()

    def begin_weeks_on(self, weekday: int) -> None:
        """Begin the weeks with this day, 0 for Monday."""
        self._first_weekday = weekday
        self.update()

    def square_of(self, day: date) -> QRectF:
        """Return where a day stands."""
        month = day.replace(day=1)
        place = self._months().index(month)
        across, down = place % self._columns(), place // self._columns()
        number = (month.weekday() - self._first_weekday) % WEEK_DAYS + day.day - 1
        side_px = self._side_px()
        left = across * self._block().width() + number % WEEK_DAYS * side_px
        top = down * self._block().height() + self._head_px() + number // WEEK_DAYS * side_px
        return turned(self, QRectF(left + 1, top + 1, side_px - 2, side_px - 2))

    def sizeHint(self) -> QSize:
        return QSize(3 * self._block().width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._block().width(), self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        in_a_row = max(1, width // self._block().width())
        return -(-max(1, len(self._months())) // in_a_row) * self._block().height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        day = self._day_of_key(event)
        if day is None:
            event.ignore()
        else:
            self.choose(day)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self._day_at(event.position())
        if day is not None and event.button() is Qt.MouseButton.LeftButton:
            self.choose(day)
        else:
            event.ignore()

    def menu_day(self, place: QPointF | None) -> date | None:
        """Return the day at a place, or the one with the cursor."""
        return self._day_at(place) if place is not None else self._day

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and self._shown is not None:
            day = self._day_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._shown.words_of(day) if day else "", self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for month in self._months():
                first = self.square_of(month)
                block = QRect(0, round(first.top()) - self._head_px(), self.width(), 0)
                block.setHeight(self._block().height())
                if block.intersects(event.rect()):
                    self._paint_month(painter, month)
            if self._day is not None:
                ring = self._theme.colours.focus
                painter.setPen(QPen(ring, 2.5 if self.hasFocus() else 1.5))
                painter.drawRect(self.square_of(self._day).adjusted(-1, -1, 1, 1))
            elif self.hasFocus():
                painter.setPen(QPen(self._theme.colours.focus, 2))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _paint_month(self, painter: QPainter, month: date) -> None:
        assert self._shown is not None
        colours, side_px = self._theme.colours, self._side_px()
        place = self._months().index(month)
        left = place % self._columns() * self._block().width()
        top = place // self._columns() * self._block().height()
        title = turned(self, QRectF(left, top, WEEK_DAYS * side_px, self._head_px() / 2))
        painter.setFont(self._theme.font(0.85))
        painter.setPen(colours.text)
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, month_words(month))
        painter.setFont(self._theme.font(0.75))
        painter.setPen(colours.muted)
        for column in range(WEEK_DAYS):
            name = one_letter((self._first_weekday + column) % WEEK_DAYS)
            area = QRectF(left + column * side_px, top + self._head_px() / 2, side_px, side_px)
            area.setHeight(self._head_px() / 2)
            painter.drawText(turned(self, area), Qt.AlignmentFlag.AlignCenter, name)
        day = max(month, self._shown.days.first)
        until = min(add_months(month, 1) - ONE_DAY, self._shown.days.last)
        while day <= until:
            square = self.square_of(day)
            painter.drawPixmap(square.topLeft(), self._drawn(self._shown.severities.get(day)))
            day += ONE_DAY

    def _drawn(self, severity: int | None) -> QPixmap:
        """Return the square of an answer, drawn once for all days that have it."""
        key = (severity, self.devicePixelRatioF())
        if key not in self._squares:
            side_px = self._side_px() - 2
            drawn = QPixmap(QSize(side_px, side_px) * self.devicePixelRatioF())
            drawn.setDevicePixelRatio(self.devicePixelRatioF())
            drawn.fill(Qt.GlobalColor.transparent)
            with QPainter(drawn) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                self._paint_square(painter, QRectF(0, 0, side_px, side_px), severity)
            self._squares[key] = drawn
        return self._squares[key]

    def _paint_square(self, painter: QPainter, area: QRectF, severity: int | None) -> None:
        colours = self._theme.colours
        frame = area.adjusted(0.5, 0.5, -0.5, -0.5)
        if severity is not None:
            ink = getattr(colours, f"{FILLS[severity]}_text")
            painter.fillRect(frame, getattr(colours, f"{FILLS[severity]}_fill"))
            painter.setOpacity(0.35)
            painter.fillRect(frame, QBrush(ink, PATTERNS[severity]))
            painter.setOpacity(1.0)
            painter.setPen(ink)
            painter.setFont(self._theme.font(0.8))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(severity))
        painter.setPen(QPen(colours.outline, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(frame)

    def _months(self) -> tuple[date, ...]:
        return self._shown.months if self._shown is not None else ()

    def _columns(self) -> int:
        return max(1, self.width() // self._block().width())

    def _block(self) -> QSize:
        """Return the room of a month, with the gaps beside and below it."""
        side_px = self._side_px()
        return QSize((WEEK_DAYS + 1) * side_px, self._head_px() + ROWS * side_px + side_px // 2)

    def _side_px(self) -> int:
        return round(self.fontMetrics().height() * 1.1)

    def _head_px(self) -> int:
        return 2 * self.fontMetrics().height()

    def _values(self) -> str:
        return self._shown.words_of(self._day) if self._shown and self._day else ""

    def _day_of_key(self, event: QKeyEvent) -> date | None:
        """Return the day a key leads to; the first key of all to the last day."""
        shown, key = self._shown, Qt.Key(event.key())
        if shown is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return None
        onward = -1 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 1
        steps = {Qt.Key.Key_Left: -onward, Qt.Key.Key_Right: onward, **UP_AND_DOWN}
        if key is Qt.Key.Key_Home:
            return shown.days.first
        if key is Qt.Key.Key_End or (self._day is None and key in steps):
            return shown.days.last
        if key not in steps or self._day is None:
            return None
        there = self._day + timedelta(days=steps[key])
        return min(max(there, shown.days.first), shown.days.last)

    def _day_at(self, point: QPointF) -> date | None:
        if self._shown is None:
            return None
        days = (self._shown.days.first + n * ONE_DAY for n in range(self._shown.days.days))
        return next((day for day in days if self.square_of(day).contains(point)), None)

    def _dress(self) -> None:
        self.setFont(self._theme.font())
        self._squares.clear()
        self.updateGeometry()
        self.update()


HEADING = marked("Symptom calendar")
NOTHING = marked("A course with symptoms stands here month by month, once one has begun.")
KEY = marked("0 none, 1 mild, 2 moderate, 3 severe; an empty square: not recorded.")


class SymptomCalendarCard(Card):
    """A symptom to choose, and its days.

    Attributes:
        symptom: The choice.
        months: The squares.
    """

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools.theme, parent=parent)
        self._tools = tools
        self._period: Period | None = None
        self._course: Course | None = None
        self.symptom: ChoiceField[str] = ChoiceField(tools.theme, _("S&ymptom shown"), {"": ""})
        self.months = SymptomMonthsView(tools.theme, _(HEADING))
        self._choice = QWidget()
        self._counts = Text(tools.theme, wrap=True)
        self._read = Text(tools.theme, _(KEY), Tone.SMALL, wrap=True)
        self._lay_out()
        self.symptom.changed.connect(self._show)
        self.months.read.connect(self._tell)

    def show_period(self, period: Period) -> None:
        """Show the course of the period's last day, up to that day."""
        diary = self._tools.diary
        self._period = period
        self.months.begin_weeks_on(self._tools.habits.first_weekday)
        self._course = course_on(diary, period.last)
        found = offered(diary, self._course, period.last) if self._course else ()
        if found:
            names = self._tools.symptom_names()
            self.symptom.offer({each: names.get(each, each) for each in found})
        else:
            self._course = None
        self._show()

    @Slot()
    def _show(self) -> None:
        for part in (self._choice, self.months, self._read):
            part.setVisible(self._course is not None)
        if self._course is None or self._period is None:
            self._counts.setText(_(NOTHING))
        else:
            self._fill(read_months(self._tools.diary, self._course, self._period.last, self._value))
        self.setAccessibleDescription(self._counts.text())

    @property
    def _value(self) -> str:
        return self.symptom.value()

    def _fill(self, found: SymptomMonths) -> None:
        name = self.symptom.box.currentText()
        self.months.setAccessibleName(
            _("Symptom calendar: {symptom}. Arrow keys read out the days.").format(symptom=name)
        )
        self._counts.setText(f"{name}: {found.counts}.")
        self.months.show_months(found)

    @Slot(str)
    def _tell(self, values: str) -> None:
        self._read.setText(values or _(KEY))

    def _lay_out(self) -> None:
        self.setAccessibleName(_(HEADING))
        form = QFormLayout(self._choice)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(self.symptom.label, self.symptom)
        self.body.addWidget(Text(self._tools.theme, _(HEADING), Tone.HEADING))
        for widget in (self._choice, self._counts, self.months, self._read):
            self.body.addWidget(widget)
        self.body.addStretch(1)
