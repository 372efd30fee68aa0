"""Asking for the rhythm of a plan: every day, every other day, chosen weekdays, every n days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum, auto

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from isodiary.domain.course import DAYS_IN_A_WEEK, LONGEST_CYCLE, Plan
from isodiary.domain.day import ONE_DAY
from isodiary.domain.errors import Refused
from isodiary.domain.values import dataclass
from isodiary.language import _, marked, pgettext
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.days import short_weekday, short_weekday_name
from isodiary.services.words.units import HARD, mg_text
from isodiary.ui.kit.chips import CheckChips
from isodiary.ui.kit.layouts import FlowLayout
from isodiary.ui.kit.text import MOST_TYPED, Text, Tone
from isodiary.ui.kit.tick_row import WayButton
from isodiary.ui.tools import Tools

NO_WEEKDAY = marked("Choose at least one day of the week.")
NO_COUNT = marked("Type a number of days from 2 to {longest}.")
IN_TURN = marked("A and B in turn, each with its own capsules")
USUAL_COUNT = 3


class RhythmWays(Enum):
    """The ways to take turns."""

    DAILY = auto()
    IN_TURN = auto()
    WEEKDAYS = auto()
    COUNTED = auto()


WAYS = {
    RhythmWays.DAILY: marked("Every &day"),
    RhythmWays.IN_TURN: marked("Every &other day"),
    RhythmWays.WEEKDAYS: marked("On chosen &weekdays"),
    RhythmWays.COUNTED: marked("E&very"),
}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """After how many days a plan begins again, or on which weekdays its one day is."""

    days: int = 1
    weekdays: tuple[int, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What stands over the capsules of a further dose, where the first is too far away."""
        long = self.days > 2
        return tuple(
            _("Day {number}").format(number=n) if long else "" for n in range(1, self.days + 1)
        )

    def captions(
        self, start: date, totals_ug: Sequence[int], habits: Habits = PLAIN
    ) -> tuple[str, ...]:
        """Return what stands over the capsules of each day of the cycle; nothing over one alone.

        Args:
            start: Its first day.
            totals_ug: Micrograms of each of its days.
            habits: How the amounts are read.
        """
        if self.days == 1:
            return ("",)
        firsts = [start + place * ONE_DAY for place in range(self.days)]
        if self.days > 2:
            return tuple(
                _("Day {number}, {weekday}: {amount}").format(
                    number=n, weekday=_weekday(day), amount=_amount(ug, habits)
                )
                for n, (day, ug) in enumerate(zip(firsts, totals_ug, strict=True), start=1)
            )
        return tuple(
            _("{letter} days: {amount}\n{day}, {next}, …").format(
                letter=letter,
                amount=_amount(ug, habits),
                day=_weekday(day),
                next=_weekday(day + 2 * ONE_DAY),
            )
            for letter, day, ug in zip("AB", firsts, totals_ug, strict=True)
        )


class RhythmField(QWidget):
    """Four ways below each other; all of them are in sight.

    With `letters` each has its own, which a page beside the menus has no room for.

    Attributes:
        label: Its label.
        ways: The button of each way.
        weekdays: The days of the week, from that on which the patient's week begins.
        count: The line for a number of days.

    Signals: `changed` whenever something else is chosen or typed.
    """

    changed = Signal()

    def __init__(self, tools: Tools, *, letters: bool = True) -> None:
        super().__init__()
        theme = tools.theme
        self._theme = theme
        self.label = QLabel(_("Rhythm"))
        self.setAccessibleName(_("Rhythm"))
        self.ways = {
            way: WayButton(_(WAYS[way]) if letters else _(WAYS[way]).replace("&", ""))
            for way in RhythmWays
        }
        self._group = QButtonGroup(self)
        first = tools.habits.first_weekday
        week = [(first + place) % DAYS_IN_A_WEEK for place in range(DAYS_IN_A_WEEK)]
        self.weekdays = CheckChips(theme, _("Days of the week"), DAYS_IN_A_WEEK)
        self.weekdays.offer([(str(each), short_weekday_name(each)) for each in week], ())
        self.count = QLineEdit(str(USUAL_COUNT))
        self.count.setMaxLength(MOST_TYPED)
        self.count.setAccessibleName(_("Number of days"))
        self._days = Text(theme, pgettext("every … days", "days"), Tone.BODY)
        self._in_turn = Text(theme, _(IN_TURN), Tone.MUTED)
        self.problem = Text(theme, tone=Tone.WARNING, wrap=True)
        self._put_together()
        self.ways[RhythmWays.DAILY].setChecked(True)
        self._group.buttonToggled.connect(self._hear)
        self.weekdays.changed.connect(self._hear_weekdays)
        self.count.textEdited.connect(self._hear_count)
        self.count.textChanged.connect(self._hear)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def wrong(self) -> bool:
        """Whether something is said about it."""
        return bool(self.problem.text())

    @property
    def way(self) -> RhythmWays:
        """The way that is chosen."""
        return next(way for way, button in self.ways.items() if button.isChecked())

    def value(self) -> Rhythm:
        """Return the rhythm.

        Raises:
            Refused: No weekday is chosen, or the number of days is none.
        """
        match self.way:
            case RhythmWays.DAILY:
                return Rhythm()
            case RhythmWays.IN_TURN:
                return Rhythm(days=2)
            case RhythmWays.WEEKDAYS:
                return self._of_week()
            case RhythmWays.COUNTED:
                return self._counted()

    def choose(self, plan: Plan) -> None:
        """Choose the rhythm of a plan."""
        if plan.weekdays:
            self.weekdays.choose([str(each) for each in plan.weekdays])
            self.ways[RhythmWays.WEEKDAYS].setChecked(True)
        elif plan.rhythm_days > 2:
            self.count.setText(str(plan.rhythm_days))
            self.ways[RhythmWays.COUNTED].setChecked(True)
        else:
            self.ways[RhythmWays.DAILY if plan.every_day else RhythmWays.IN_TURN].setChecked(True)

    def say(self, sentence: str) -> None:
        """Say what is wrong with what is chosen; "" for nothing."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.ways[self.way].setAccessibleDescription(sentence)

    def take_focus(self) -> None:
        """Give the focus to what is to be chosen or typed."""
        if self.way is RhythmWays.COUNTED:
            self.count.setFocus()
            self.count.selectAll()
        else:
            self.ways[self.way].setFocus()

    def _of_week(self) -> Rhythm:
        chosen = tuple(sorted(int(each) for each in self.weekdays.values))
        if not chosen:
            raise Refused(_(NO_WEEKDAY))
        return Rhythm(weekdays=() if len(chosen) == DAYS_IN_A_WEEK else chosen)

    def _counted(self) -> Rhythm:
        typed = self.count.text().strip()
        if not (typed.isdecimal() and 2 <= int(typed) <= LONGEST_CYCLE):
            raise Refused(_(NO_COUNT).format(longest=LONGEST_CYCLE))
        return Rhythm(days=int(typed))

    def _put_together(self) -> None:
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(2)
        beside: dict[RhythmWays, list[QWidget]] = {
            RhythmWays.DAILY: [],
            RhythmWays.IN_TURN: [self._in_turn],
            RhythmWays.WEEKDAYS: [self.weekdays],
            RhythmWays.COUNTED: [self.count, self._days],
        }
        for way, button in self.ways.items():
            self._group.addButton(button)
            body.addWidget(_row([button, *beside[way]]))
        body.addWidget(self.problem)
        self.problem.hide()
        self.setFocusProxy(self.ways[RhythmWays.DAILY])

    @Slot()
    def _hear(self) -> None:
        self._quieten()
        self.say("")
        self.changed.emit()

    @Slot()
    def _hear_weekdays(self) -> None:
        self.ways[RhythmWays.WEEKDAYS].setChecked(True)
        self._hear()

    @Slot()
    def _hear_count(self) -> None:
        self.ways[RhythmWays.COUNTED].setChecked(True)

    def _quieten(self) -> None:
        """Show in plain words what is chosen, and quietly what is not."""
        self._in_turn.set_tone(Tone.BODY if self.way is RhythmWays.IN_TURN else Tone.MUTED)
        self._days.set_tone(Tone.BODY if self.way is RhythmWays.COUNTED else Tone.MUTED)

    @Slot()
    def _dress(self) -> None:
        font = self._theme.font()
        self.label.setFont(font)
        self.count.setFont(font)
        for button in self.ways.values():
            button.setFont(font)
        self.count.setFixedWidth(self.count.fontMetrics().horizontalAdvance("0") * 6)
        self._quieten()


def _row(widgets: list[QWidget]) -> QWidget:
    """Return widgets beside each other; days of the week go below where there is no room."""
    row = QWidget()
    if any(isinstance(each, CheckChips) for each in widgets):
        flow = FlowLayout(row, gap_px=8)
        for each in widgets:
            flow.addWidget(each)
        return row
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    for each in widgets:
        layout.addWidget(each)
        layout.setAlignment(each, Qt.AlignmentFlag.AlignVCenter)
    layout.addStretch(1)
    return row


def _amount(amount_ug: int, habits: Habits) -> str:
    return mg_text(amount_ug, habits) if amount_ug else _("no dose")


def _weekday(day: date) -> str:
    return f"{short_weekday(day)}{HARD}{day.day}"
