"""The two weeks that a plan begins with, in mg a day, and what it changes, in words."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from PySide6.QtCore import QLineF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from isodiary.language import _, marked
from isodiary.services.course.preview import PhasePreview, PreviewDay
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.days import full_day, short_day, short_weekday
from isodiary.services.words.units import amount_text, joined, mg_text
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.layouts import FlowLayout, turned
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.look.theme import Theme
from isodiary.ui.tools import Tools

BARS = 3.2
"""How high the bars are, in lines of text."""

LETTERS = "AB"
LOGGED = marked("logged already")


class PlanStrip(QWidget):
    """Two weeks as bars: what is logged already is grey, the plan until now a dashed line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._days: tuple[PreviewDay, ...] = ()
        self._before_ug: Fraction | None = None
        self._in_turn = False
        self._today = date.min
        self._habits = PLAIN
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self._dress()

    def show_preview(self, shown: PhasePreview | None, today: date, habits: Habits = PLAIN) -> None:
        """Show what a plan would give; nothing for None."""
        plan = shown.phase.plan if shown else None
        self._in_turn = plan is not None and plan.rhythm_days == len(LETTERS)
        self._days = shown.days if shown else ()
        self._before_ug = shown.before_ug if shown else None
        self._today, self._habits = today, habits
        self.setAccessibleName(_("The next two weeks in mg a day"))
        self.setAccessibleDescription(joined([_day_words(day, habits) for day in self._days]))
        self.update()

    def sizeHint(self) -> QSize:
        line_px = self._line_px()
        return QSize(line_px * 30, round(line_px * (3 + BARS)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._line_px() * 14, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._days:
            return
        with QPainter(self) as painter:
            painter.setFont(self._theme.font(0.85))
            width_px = self.width() / len(self._days)
            for place, day in enumerate(self._days):
                area = QRectF(place * width_px, 0, width_px, self.height())
                self._paint_day(painter, turned(self, area), day, place)
            self._paint_before(painter)

    def _paint_day(self, painter: QPainter, area: QRectF, day: PreviewDay, place: int) -> None:
        colours, line_px = self._theme.colours, self._line_px()
        strong = day.day == self._today
        first_of_month = place == 0 or day.day.day == 1
        number = short_day(day.day) if first_of_month else str(day.day.day)
        if QFontMetricsF(painter.font()).horizontalAdvance(number) > area.width():
            number = str(day.day.day)
        painter.setPen(colours.text if strong else colours.muted)
        middle = Qt.AlignmentFlag.AlignCenter
        painter.drawText(QRectF(area.left(), 0, area.width(), line_px), middle, _short(day.day))
        below = QRectF(area.left(), line_px, area.width(), line_px)
        painter.setPen(colours.text)
        painter.drawText(below, middle, number)
        self._paint_bar(painter, area, day)
        if day.of_cycle is not None and day.slots:
            painter.setPen(colours.muted)
            foot = QRectF(area.left(), self._ground_px(), area.width(), line_px)
            place = day.of_cycle
            painter.drawText(foot, middle, LETTERS[place] if self._in_turn else str(place + 1))

    def _paint_bar(self, painter: QPainter, area: QRectF, day: PreviewDay) -> None:
        colours, ground_px = self._theme.colours, self._ground_px()
        painter.setPen(QPen(colours.outline, 1))
        y_px = round(ground_px) + 0.5
        painter.drawLine(QLineF(area.left(), y_px, area.right(), y_px))
        if not day.planned_ug:
            return
        width_px = min(area.width() * 0.62, self._line_px() * 1.6)
        left_px = round(area.center().x() - width_px / 2)
        top_px = round(self._top_px(day.planned_ug))
        bar = QRectF(left_px, top_px, width_px, ground_px - top_px)
        painter.setPen(QPen(colours.accent, 1))
        painter.setBrush(colours.accent_fill)
        painter.drawRect(bar)
        if day.logged_ug:
            logged_px = round(ground_px - self._top_px(day.logged_ug))
            grey = QRectF(left_px, ground_px - logged_px, width_px, logged_px)
            painter.setPen(QPen(colours.outline, 1))
            painter.setBrush(colours.none_fill)
            painter.drawRect(grey)
        self._paint_amount(painter, bar, day)

    def _paint_amount(self, painter: QPainter, bar: QRectF, day: PreviewDay) -> None:
        """Write the amount into its bar, or over one that is too small for it."""
        line_px = self._line_px()
        inside = bar.height() >= line_px
        top_px = bar.bottom() - line_px if inside else bar.top() - line_px
        room = QRectF(bar.left() - line_px, top_px, bar.width() + 2 * line_px, line_px)
        all_logged = day.logged_ug >= day.planned_ug
        on_fill: QColor = self._theme.colours.text
        if inside and not day.logged_ug and not all_logged:
            on_fill = self._theme.colours.accent_text
        painter.setPen(on_fill)
        amount = amount_text(day.planned_ug, self._habits)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, amount)

    def _paint_before(self, painter: QPainter) -> None:
        if not self._before_ug:
            return
        y_px = round(self._top_px(self._before_ug)) + 0.5
        painter.setPen(QPen(self._theme.colours.muted, 1, Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(0, y_px, self.width(), y_px))

    def _top_px(self, amount_ug: int | Fraction) -> float:
        highest = max([*(day.planned_ug for day in self._days), self._before_ug or 0, 1])
        room_px = (BARS - 0.2) * self._line_px()
        return float(self._ground_px() - room_px * float(amount_ug / Fraction(highest)))

    def _ground_px(self) -> float:
        return self.height() - self._line_px() - 1

    def _line_px(self) -> int:
        return self.fontMetrics().height()

    @Slot()
    def _dress(self) -> None:
        self.setFont(self._theme.font(0.85))
        self.updateGeometry()
        self.update()


class PlanSign(QWidget):
    """A sign of the strip and its words."""

    def __init__(self, theme: Theme, *, dashed: bool) -> None:
        super().__init__()
        self._theme = theme
        self._dashed = dashed
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self._dress()

    def say(self, words: str) -> None:
        """Say what it means; it goes with ""."""
        self._words = words
        self.setVisible(bool(words))
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        side_px = metrics.height() * (2 if self._dashed else 1)
        return QSize(side_px + 6 + metrics.horizontalAdvance(self._words), metrics.height() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, side_px = self._theme.colours, self.fontMetrics().height()
        width_px = side_px * (2 if self._dashed else 1)
        area = turned(self, QRectF(0, 0, width_px, self.height()))
        with QPainter(self) as painter:
            if self._dashed:
                painter.setPen(QPen(colours.muted, 1, Qt.PenStyle.DashLine))
                middle_px = self.height() // 2 + 0.5
                painter.drawLine(QLineF(area.left(), middle_px, area.right(), middle_px))
            else:
                painter.setPen(QPen(colours.outline, 1))
                painter.setBrush(colours.none_fill)
                painter.drawRect(area.adjusted(2, 3, -2, -3))
            painter.setPen(colours.muted)
            words = turned(self, QRectF(width_px + 6, 0, self.width(), self.height()))
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(words, flags, self._words)

    @Slot()
    def _dress(self) -> None:
        self.setFont(self._theme.font(0.85))
        self.updateGeometry()


class PlanCard(Card):
    """The strip with its signs and, below it, what the plan changes.

    Attributes:
        strip: The two weeks.
        words: What changes, or why nothing can.
    """

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme)
        self._tools = tools
        theme = tools.theme
        self.strip = PlanStrip(theme)
        self.words = Text(theme, wrap=True)
        self._heading = Text(theme, _("The next two weeks, mg a day"), Tone.STRONG)
        self._logged = PlanSign(theme, dashed=False)
        self._before = PlanSign(theme, dashed=True)
        head = QWidget()
        flow = FlowLayout(head, gap_px=14)
        for widget in (self._heading, self._logged, self._before):
            flow.addWidget(widget)
        for part in (head, self.strip, self.words):
            self.body.addWidget(part)

    def fill(self, shown: PhasePreview | None, said: str) -> None:
        """Show what a plan changes; of None only what is said."""
        today, habits = self._tools.today, self._tools.habits
        self.strip.show_preview(shown, today, habits)
        begins_later = shown is not None and shown.phase.start > today
        heading = _("The next two weeks, mg a day")
        if shown and begins_later:
            heading = _("Two weeks from {day}, mg a day").format(day=full_day(shown.phase.start))
        self._heading.setText(heading)
        logged = shown is not None and any(day.logged_ug for day in shown.days)
        self._logged.say(_(LOGGED) if logged else "")
        before = shown.before_ug if shown else None
        self._before.say(
            _("plan now, {amount}").format(amount=mg_text(before, habits)) if before else ""
        )
        self.words.setText(said)


def _day_words(day: PreviewDay, habits: Habits) -> str:
    amount = mg_text(day.planned_ug, habits) if day.planned_ug else _("no dose")
    return f"{_short(day.day)} {short_day(day.day)} {amount}"


def _short(day: date) -> str:
    return short_weekday(day)
