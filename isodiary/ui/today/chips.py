"""The chips of a dose: with which meal, which capsules, when, typed too; and why it is skipped."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum, auto

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from isodiary.domain.course import Slot as DoseSlot
from isodiary.domain.day import diary_day, moment, this_minute
from isodiary.domain.dose import Capsules, Reason, capsules_text
from isodiary.domain.meal import Meal
from isodiary.language import _
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.days import clock_time
from isodiary.services.words.names import REASONS
from isodiary.ui.kit.button import Button, paint_chip
from isodiary.ui.kit.chips import Chips, Choice
from isodiary.ui.kit.layouts import FlowLayout
from isodiary.ui.kit.text import MOST_TYPED, Text, Tone
from isodiary.ui.look.theme import Theme
from isodiary.ui.today.letters import MEALS, PLANNED

SHOWN_MEALS = 4
MOST_AMOUNTS = 6


NO_TIME = {Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Asterisk}


class When(Enum):
    """The time a dose is logged with, where none is typed."""

    PLANNED = auto()
    NOT_KNOWN = auto()


class TimeChip(QWidget):
    """The present time, or the one that is typed over it.

    Signals:
        picked: It is meant, and no other chip.
        changed: Something else stands in it.
    """

    picked = Signal()
    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._chosen = False
        self._now = ""
        self._label = Text(theme)
        self.line = QLineEdit()
        self.line.setMaxLength(MOST_TYPED)
        self.line.setFrame(False)
        self.line.setAccessibleName(_("Time taken"))
        self.setFocusProxy(self.line)
        row = QHBoxLayout(self)
        row.setSpacing(4)
        row.addWidget(self._label)
        row.addWidget(self.line)
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self._hear_typing)
        self.line.textChanged.connect(self._fit)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def typed(self) -> str:
        """What was typed over the present time; empty if nothing was."""
        return self.line.text().strip() if self.line.isModified() else ""

    def offer(self, now: str) -> None:
        """Show the present time; empty where it cannot have been then."""
        self.line.setModified(False)
        self._label.setText(_("Now") if now else _("At"))
        self.tell(now)
        self._dress()

    def tell(self, now: str) -> None:
        """Show another present time, unless one is typed."""
        self._now = now
        if not self.line.isModified() and now != self.line.text():
            held = self.line.hasSelectedText()
            self.line.setText(now)
            if held:
                self.line.selectAll()

    def set_chosen(self, *, chosen: bool) -> None:
        """Mark it as what is meant, or not."""
        if chosen != self._chosen:
            self._chosen = chosen
            self._dress()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear that the line is clicked: who does that means it, and the Tab key only passes.

        What is no part of a time, and moves on the number pad, goes to the page.
        """
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            pad = event.modifiers() & Qt.KeyboardModifier.KeypadModifier
            if pad and event.key() in NO_TIME:
                QApplication.sendEvent(self, event)
                return True
        if isinstance(event, QFocusEvent):
            self.update()
            if event.gotFocus():
                self.line.selectAll()
            if event.reason() is Qt.FocusReason.MouseFocusReason and event.gotFocus() and self._now:
                self.picked.emit()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_chip(
                painter,
                self.rect(),
                self._theme.colours,
                chosen=self._chosen,
                focused=self.line.hasFocus(),
            )

    @Slot()
    def _hear_typing(self) -> None:
        self._label.setText(_("At") if self.typed or not self._now else _("Now"))
        if self.typed or self._now:
            self.picked.emit()
        self.changed.emit()

    @Slot()
    def _fit(self) -> None:
        """Be as wide as what stands in it; a time of four figures keeps its room when cleared."""
        metrics = self.line.fontMetrics()
        least_px = metrics.horizontalAdvance("00:00")
        text_px = max(least_px, metrics.horizontalAdvance(self.line.text()))
        self.line.setFixedWidth(text_px + 8)  # the line keeps 2 px on each side, and the cursor

    @Slot()
    def _dress(self) -> None:
        colours = self._theme.colours
        text = colours.accent_text if self._chosen else colours.muted
        font = self._theme.font(0.93)
        palette = QPalette(self._label.palette())
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
            palette.setColor(role, text)
        palette.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
        for widget in (self._label, self.line):
            widget.setFont(font)
            widget.setPalette(palette)
        metrics = self.line.fontMetrics()
        self._fit()
        pad_px = round(metrics.height() * 0.7)
        height_px = round(metrics.height() * 1.6)
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(pad_px, 2, pad_px, 2)
        self.setFixedHeight(height_px)
        self.update()


class DoseChips(QWidget):
    """Three rows of chips, set to what is most likely.

    Signals:
        changed: Another chip was chosen, or another time typed.
    """

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._meals: Chips[Meal] = Chips(theme, _("Taken with"), leave_enter=True)
        self._amounts: Chips[Capsules] = Chips(theme, _("Capsules taken"), leave_enter=True)
        self._times: Chips[When] = Chips(theme, _("Time"), leave_enter=True)
        self.time = TimeChip(theme)
        self._typing = False
        self._day: date
        self._slot: DoseSlot
        self._habits = PLAIN
        self._lay_out()
        for chips in (self._meals, self._amounts, self._times):
            chips.chosen.connect(self.changed)
        self._times.chosen.connect(self._leave_typing)
        self.time.picked.connect(self._begin_typing)
        self.time.changed.connect(self.changed)

    @property
    def tab_parts(self) -> tuple[QWidget, ...]:
        """The rows; the time comes last, one step back from Enter."""
        return self._meals, self._amounts, self._times, self.time

    @property
    def meal(self) -> Meal:
        """The meal chosen."""
        return self._meals.value

    @property
    def capsules(self) -> Capsules:
        """The capsules chosen."""
        return self._amounts.value

    def taken_at(self, now: datetime) -> datetime | None:
        """Return the time chosen or typed; None if it is not known.

        Raises:
            Refused: What is typed is no time.
        """
        if self._typing and self.time.typed:
            from isodiary.services.days.typed_time import read_time  # a start reads none

            return moment(self._day, read_time(self.time.typed, self._habits.writing), now)
        if self._typing:
            return this_minute(now) if self._day == diary_day(now) else None
        if self._times.value is When.PLANNED:
            return moment(self._day, self._slot.planned, now)
        return None

    def offer(self, day: date, slot: DoseSlot, now: datetime, habits: Habits) -> None:
        """Offer the usual meal, the planned capsules, and the present or the planned time."""
        self._day, self._slot, self._habits = day, slot, habits
        self._meals.offer([Choice(meal, _(MEALS[meal])) for meal in _meals(slot.meal)], slot.meal)
        parts = [
            Choice(part, f"{habits.figure(capsules_text(part))} mg")
            for part in parts_of(slot.capsules)
        ]
        self._amounts.offer(parts, slot.capsules)
        self._amounts.setVisible(len(parts) > 1)
        self._offer_times(now)

    def tell_time(self, now: datetime) -> None:
        """Write the present time on its chip."""
        if self._day == diary_day(now):
            self.time.tell(clock_time(now, self._habits))

    def take_key(self, event: QKeyEvent) -> bool:
        """Choose by an arrow; return whether it chose."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            return False
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self._meals.step(-step if mirrored else step)
        return True

    def take_letter(self, letter: str) -> bool:
        """Choose by a letter; return whether it is one."""
        return self._meals.take_letter(letter) or self._times.take_letter(letter)

    def _offer_times(self, now: datetime) -> None:
        planned = Choice(
            When.PLANNED, f"{_(PLANNED)} {clock_time(self._slot.planned, self._habits)}"
        )
        unknown = Choice(When.NOT_KNOWN, _("Time not known"))
        is_today = self._day == diary_day(now)
        self._times.offer([planned] if is_today else [planned, unknown], When.PLANNED)
        self.time.offer(clock_time(now, self._habits) if is_today else "")
        self._mean_typed(typing=is_today)

    def _mean_typed(self, *, typing: bool) -> None:
        self._typing = typing
        self.time.set_chosen(chosen=typing)
        if typing:
            self._times.choose_none()

    @Slot()
    def _begin_typing(self) -> None:
        if not self._typing:
            self._mean_typed(typing=True)
            self.changed.emit()

    @Slot()
    def _leave_typing(self) -> None:
        self._mean_typed(typing=False)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._meals)
        column.addWidget(self._amounts)
        row = QWidget()
        flow = FlowLayout(row)
        flow.addWidget(self.time)
        flow.addWidget(self._times)
        column.addWidget(row)


def _meals(usual: Meal) -> list[Meal]:
    """Return the usual meal, another one, and that it may have been a snack or no food."""
    ends = [meal for meal in (Meal.SNACK, Meal.NONE) if meal is not usual]
    others = [meal for meal in (Meal.LUNCH, Meal.DINNER) if meal is not usual]
    return [usual, *others[: SHOWN_MEALS - 1 - len(ends)], *ends]


def parts_of(capsules: Capsules) -> list[Capsules]:
    """Return the whole dose, then the smaller amounts that some of its capsules make."""
    found = {sum(capsules): capsules}
    for taken in range(1, 2 ** min(len(capsules), 8)):
        part = tuple(each for place, each in enumerate(capsules) if taken >> place & 1)
        found.setdefault(sum(part), part)
    return [found[amount] for amount in sorted(found, reverse=True)][:MOST_AMOUNTS]


class ReasonChips(QWidget):
    """The reasons as buttons, made when they are first shown: most doses are not skipped.

    Signals:
        chosen: A `Reason` was chosen.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._choose)

    def showEvent(self, event: QShowEvent) -> None:
        self._lay_out()
        super().showEvent(event)

    def _lay_out(self) -> None:
        if self.layout() is not None:
            return
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Text(self._theme, _("Why is it skipped?"), Tone.STRONG))
        rows = QWidget()
        flow = FlowLayout(rows)
        column.addWidget(rows)
        for place, reason in enumerate(Reason, start=1):
            button = Button(self._theme, _(REASONS[reason]), hint=str(place))
            self._group.addButton(button, place)
            flow.addWidget(button)

    def focus_first(self) -> None:
        """Give the focus to the first reason."""
        self._lay_out()
        first: QAbstractButton = self._group.button(1)
        first.setFocus()

    def take_key(self, event: QKeyEvent) -> bool:
        """Choose by a digit; return whether it chose."""
        digit = event.text()
        if digit.isdecimal() and self._group.button(int(digit)):
            self._choose(int(digit))
            return True
        return False

    @Slot(int)
    def _choose(self, place: int) -> None:
        self.chosen.emit(list(Reason)[place - 1])
