"""A day and a time, typed as anybody writes them; what was understood stands beside.

What is typed is never changed: it is read anew with every key, and what cannot be read is said
once the field is left.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import TypeVar

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from isodiary.domain.errors import Refused
from isodiary.language import _, marked
from isodiary.services.days.typed_day import DayReader, Toward, understood
from isodiary.services.days.typed_time import read_time
from isodiary.services.words.days import clock_time, full_day
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.fields.base import TypedField
from isodiary.ui.kit.fields.calendar import CalendarPopup
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.tools import Tools

T = TypeVar("T")

OPEN_KEYS = ("F4", "Alt+Down")
GAP_PX = 8
WIDEST = marked("Wed 28 May 2026")
CALENDAR = marked("Calendar (F4)")
TIME_EXAMPLE = marked("such as 19:05 or 7 pm")
NO_TIME = marked("Leave it empty if it is not known.")
NOT_KNOWN = marked("not known")
DAY_EXAMPLE = marked("2 Dec, monday or +14")


class ReadField(TypedField[T]):
    """A typed field that says beside the line how it was understood.

    Attributes:
        understood: How the line is read; empty while it cannot be.

    Signals: `value_changed` whenever it is read as something else, and not with every key;
    `settled` once the line is left and it was read as something else than before.
    """

    value_changed = Signal()
    settled = Signal()

    def __init__(
        self,
        tools: Tools,
        label: str,
        read: Callable[[str], T],
        *,
        text: str,
        aid: str,
        example: str,
    ) -> None:
        self._tools = tools
        self.understood = Text(tools.theme, tone=Tone.MUTED)
        super().__init__(tools.theme, label, read, text=text, example=example, aid=aid)
        self._known = self._settled = self.known()
        self.edit.editingFinished.connect(self.settle)
        self.edit.textChanged.connect(self._read_anew)
        tools.theme.changed.connect(self._make_room)
        self._make_room()
        self._read_anew()

    def known(self) -> T | None:
        """Return what is typed as a value; None while it is none."""
        try:
            return self.value()
        except Refused:
            return None

    @Slot()
    def settle(self) -> None:
        """Say what is wrong with what is typed; tell if it means something else than before."""
        self.look()
        if not self.wrong and self.known() != self._settled:
            self._settled = self.known()
            self.settled.emit()

    def say(self, sentence: str) -> None:
        super().say(sentence)
        said = (sentence, self.understood.text(), self.aid.text())
        self.line.setAccessibleDescription(next(filter(None, said), ""))

    def minimumSizeHint(self) -> QSize:
        """Return the room for the line alone: what was understood can go below it."""
        return QSize(self._row.minimumSize().width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._turn()
        super().resizeEvent(event)

    def words(self, value: T) -> str:
        """Return how a value is said beside the line."""
        raise NotImplementedError

    def _put_into(self, body: QVBoxLayout) -> None:
        self._row = QHBoxLayout()
        self._row.addWidget(self.line, 1)
        self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._whole.setSpacing(GAP_PX)
        self._whole.addLayout(self._row, 1)
        self._whole.addWidget(self.understood)
        body.addLayout(self._whole)
        body.addWidget(self.aid)
        body.addWidget(self.problem)

    @Slot()
    def _make_room(self) -> None:
        """Keep room for every day, so that the line does not change its width while one types."""
        widest_px = self.understood.fontMetrics().horizontalAdvance(_(WIDEST))
        self.understood.setMinimumWidth(widest_px)
        self.line.setMinimumWidth(widest_px)
        self.updateGeometry()
        self._turn()

    def _turn(self) -> None:
        """Put what was understood below the line where there is no room beside it."""
        beside = (
            self.width()
            >= self._row.minimumSize().width() + self.understood.minimumWidth() + GAP_PX
        )
        direction = QBoxLayout.Direction
        self._whole.setDirection(direction.LeftToRight if beside else direction.TopToBottom)

    @Slot()
    def _read_anew(self) -> None:
        before, self._known = self._known, self.known()
        try:
            self.understood.setText(self.words(self.value()))
        except Refused:
            self.understood.setText("")
        self.say(self.problem.text())
        if self._known != before:
            self.value_changed.emit()


class _DayLine(ReadField[T]):
    """What the two fields of a day share: the calendar, by button and keys."""

    def __init__(
        self,
        tools: Tools,
        label: str,
        toward: Toward,
        day: date | None,
        read: Callable[[str], T],
        aid: str,
    ) -> None:
        self._toward = toward
        text = "" if day is None else full_day(day)
        super().__init__(tools, label, read, text=text, aid=aid, example=_(DAY_EXAMPLE))
        self.button = Button(tools.theme, "", Look.QUIET)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # F4 does the same
        self.button.setToolTip(_(CALENDAR))
        self.button.setAccessibleName(f"{_(CALENDAR)}: {self.edit.accessibleName()}")
        self._row.addWidget(self.button)
        self.button.clicked.connect(self.open_calendar)
        for key in OPEN_KEYS:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.open_calendar)
        tools.theme.changed.connect(self._tint)
        self._tint()

    def show_day(self, day: date) -> None:
        """Fill in a day, to be typed over; nobody is told."""
        held = self.blockSignals(True)
        self.set_text(full_day(day))
        self.settle()
        self.blockSignals(held)

    @Slot()
    def open_calendar(self) -> None:
        """Open the calendar on the day that is typed, else on today."""
        known = self.known()
        popup = CalendarPopup(self._tools, self)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.chosen.connect(self._take)
        popup.open_below(self.line, known if isinstance(known, date) else self._tools.today)

    def words(self, value: T) -> str:
        return understood(value) if isinstance(value, date) else ""

    def _day(self, text: str) -> date:
        habits = self._tools.habits
        read = DayReader(today=self._tools.today, toward=self._toward, writing=habits.writing)
        return read(text)

    @Slot(object)
    def _take(self, day: date) -> None:
        self.set_text(full_day(day))
        self.take_focus()
        self.settle()

    @Slot()
    def _tint(self) -> None:
        self.button.setIcon(self._tools.icons.tinted("calendar", self._tools.theme.colours.muted))


class DayField(_DayLine[date]):
    """A day. `toward` says where one without a year lies."""

    def __init__(
        self, tools: Tools, label: str, toward: Toward, day: date | None = None, *, aid: str = ""
    ) -> None:
        super().__init__(tools, label, toward, day, self._day, aid)


class OpenDayField(_DayLine[date | None]):
    """A day, or nothing while there is none."""

    def __init__(
        self, tools: Tools, label: str, toward: Toward, day: date | None = None, *, aid: str = ""
    ) -> None:
        super().__init__(tools, label, toward, day, self._day_if_any, aid)

    def _day_if_any(self, text: str) -> date | None:
        return self._day(text) if text.strip() else None


class TimeField(ReadField[time | None]):
    """A time of day; empty if it is not known."""

    def __init__(self, tools: Tools, label: str, at: time | None = None, *, aid: str | None = None):
        super().__init__(
            tools,
            label,
            self._time,
            text="",
            aid=_(NO_TIME) if aid is None else aid,
            example=_(TIME_EXAMPLE),
        )
        self.show_time(at)

    def show_time(self, at: time | None) -> None:
        """Fill in a time, to be typed over; nothing for None."""
        self.set_text("" if at is None else clock_time(at, self._tools.habits))

    def words(self, value: time | None) -> str:
        return _(NOT_KNOWN) if value is None else clock_time(value, self._tools.habits)

    def _time(self, text: str) -> time | None:
        return read_time(text, self._tools.habits.writing) if text.strip() else None
