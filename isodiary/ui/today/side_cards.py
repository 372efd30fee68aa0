"""The cards in the right column of Today: dose so far, the last 28 days, what is coming up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isodiary.domain.day_marks import marks_of
from isodiary.domain.values import dataclass
from isodiary.language import _, plural
from isodiary.services.days.today import SQUARE_DAYS, Today
from isodiary.services.habits import Habits
from isodiary.services.visits.words import noted_words, visit_time
from isodiary.services.words.amounts import (
    BEFORE_NOT_KNOWN,
    before_words,
    goal_text,
    reached_words,
    so_far_text,
    weight_used,
)
from isodiary.services.words.days import full_day, near_day, short_day
from isodiary.services.words.names import plan_start
from isodiary.services.words.units import mg_text, per_kg_text
from isodiary.ui.kit.bar import ShareBar
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.day_square import DaySquares
from isodiary.ui.kit.layouts import FlowLayout, Pile
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.look.theme import Theme

if TYPE_CHECKING:
    from isodiary.domain.summary import Summary


class SoFarCard(Card):
    """How much was swallowed of the target, and how much time has gone."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._figure = Text(theme, tone=Tone.FIGURE)
        self._of = Text(theme, tone=Tone.MUTED, wrap=True)
        self._dose = ShareBar(theme, _("Dose so far"))
        self._dose_words = Text(theme, tone=Tone.SMALL, wrap=True)
        self._time_heading = Text(theme, _("Time so far"), Tone.HEADING)
        self._time = ShareBar(theme, _("Time so far"), quiet=True)
        self._time_words = Text(theme, tone=Tone.SMALL, wrap=True)
        self.body.addWidget(Text(theme, _("Dose so far"), Tone.HEADING))
        figures = QHBoxLayout()
        figures.addWidget(self._figure)
        figures.addWidget(self._of, 1)
        self.body.addLayout(figures)
        for widget in (self._dose, self._dose_words, self._time_heading):
            self.body.addWidget(widget)
        for widget in (self._time, self._time_words):
            self.body.addWidget(widget)

    def show_summary(self, summary: Summary, habits: Habits) -> None:
        """Show the figures of the course."""
        self._show_dose(summary, habits)
        weeks = summary.course.planned_weeks
        for widget in (self._time_heading, self._time, self._time_words):
            widget.setVisible(weeks is not None)
        if weeks is not None:
            day, days = max(0, _course_day(summary)), weeks * 7
            self._time.show_share(day / days)
            self._time_words.setText(_time_words(summary, day, days))

    def _show_dose(self, summary: Summary, habits: Habits) -> None:
        dose, target = summary.dose, summary.course.target_ug_per_kg
        self._figure.setText(so_far_text(dose, habits))
        goal = _("of {target}").format(target=goal_text(target, habits)) if target else "mg/kg"
        self._of.setText(goal)
        self._dose.setVisible(dose.target_ug is not None)
        if dose.target_ug:
            upto = float(dose.highest_ug / dose.target_ug)
            self._dose.show_share(float(dose.lowest_ug / dose.target_ug), upto)
        self._dose_words.setText("\n".join(_dose_lines(summary, habits)))


class LastDaysCard(Card):
    """The last 28 days as squares, and their counts.

    Signals:
        day_chosen: A `date` whose square was clicked.
    """

    day_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._squares = DaySquares(theme)
        self._squares.day_chosen.connect(self.day_chosen)
        self._counts = Text(theme, tone=Tone.SMALL, wrap=True)
        self.body.addWidget(
            Text(theme, _("Last {number} days").format(number=SQUARE_DAYS), Tone.HEADING)
        )
        self.body.addWidget(self._squares)
        self.body.addWidget(self._counts)

    def say_days(self, words_of: Callable[[date], str]) -> None:
        """Take what says in words what is known of a day."""
        self._squares.words_of = words_of

    def show_today(self, today: Today, summary: Summary) -> None:
        """Show the days up to the one shown."""
        days = [today.day - timedelta(days=back) for back in reversed(range(SQUARE_DAYS))]
        counts = _count_words(summary)
        self._counts.setText(counts)
        course, phases = summary.course, summary.phases
        self._squares.show_days(
            [marks_of(day, course, phases, today.doses, today.now) for day in days],
            _("Last {number} days: {counts}").format(number=SQUARE_DAYS, counts=counts),
            today.day,
        )


@dataclass(frozen=True, slots=True)
class Ahead:
    """One thing that lies ahead: its name, its day in words, and what else is known."""

    name: str
    when: str
    more: str = ""


class _AheadLine(QWidget):
    """The name and the day of what lies ahead, and beneath them what else is known."""

    def __init__(self, theme: Theme, ahead: Ahead) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        heading = QWidget()
        flow = FlowLayout(heading)
        flow.addWidget(Text(theme, ahead.name))
        flow.addWidget(Text(theme, ahead.when, Tone.STRONG))
        column.addWidget(heading)
        if ahead.more:
            column.addWidget(Text(theme, ahead.more, Tone.SMALL, wrap=True))


class ComingUpCard(Card):
    """What the diary knows of the days ahead."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._theme = theme
        self._shown: list[Ahead] = []
        self._lines = Pile()
        self._nothing = Text(theme, _("Nothing is planned."), wrap=True)
        self.body.addWidget(Text(theme, _("Coming up"), Tone.HEADING))
        self.body.addWidget(self._nothing)
        self.body.addWidget(self._lines)
        self._lines.hide()

    def show_today(self, today: Today, habits: Habits) -> None:
        """Show what lies ahead of the day."""
        ahead = _ahead(today, habits)
        if ahead != self._shown:
            self._shown = ahead
            self._lines.fill(_AheadLine(self._theme, each) for each in ahead)
        self._nothing.setVisible(not ahead)


def _dose_lines(summary: Summary, habits: Habits) -> list[str]:
    dose, course = summary.dose, summary.course
    amount = dose.lowest_ug - (0 if dose.opening_known else dose.before_ug)
    taken = _("{amount} taken") if dose.opening_known else _("{amount} taken since the diary began")
    weight = weight_used(course.weight_basis, dose.weight_g, habits)
    lines = [f"{taken.format(amount=mg_text(amount, habits))} · {weight}"]
    if before := before_words(dose, habits):
        lines.append(before)
    if not dose.opening_known:
        lines.append(_(BEFORE_NOT_KNOWN))
    elif dose.open_ug:
        highest = per_kg_text(dose.highest_mg_per_kg, 1, habits)
        lines.append(_("{per_kg} mg/kg if all that is open was taken").format(per_kg=highest))
    if summary.expected_on and dose.remaining_ug:
        goal = goal_text(course.target_ug_per_kg, habits)
        lines.append(
            _("{target} on {day} as planned").format(target=goal, day=full_day(summary.expected_on))
        )
    if dose.reached:
        lines.append(f"{goal_text(course.target_ug_per_kg, habits)} {reached_words(dose.reached)}")
    return lines


def _course_day(summary: Summary) -> int:
    """Return the number of the day; of the last one if the course has ended by then."""
    ended = summary.course.ended_on
    last = summary.course_day
    return last if ended is None else min(last, summary.course.day_number(ended))


def _time_words(summary: Summary, day: int, days: int) -> str:
    """Return "82 of 168 days", and when the course ended."""
    ended = summary.course.ended_on
    if ended is None or ended > summary.period.last:
        return _("{day} of {days} days").format(day=day, days=days)
    said = _("{day} of {days} days, ended on {end}")
    return said.format(day=day, days=days, end=full_day(ended))


def _count_words(summary: Summary) -> str:
    dose = summary.dose
    if not dose.due and not dose.extra:
        return _none_due_words(summary)
    done = plural(dose.due, "{number} of {count} dose taken", "{number} of {count} doses taken")
    rest = (
        (dose.skipped, _("{number} skipped")),
        (dose.missed, _("{number} missed")),
        (dose.unknown, _("{number} not known")),
        (dose.not_recorded, _("{number} not recorded")),
        (dose.extra, _("{number} extra")),
    )
    said = [done.format(number=dose.taken + dose.partial)]
    return ", ".join([*said, *(words.format(number=count) for count, words in rest if count)])


def _none_due_words(summary: Summary) -> str:
    """Return why no dose of the days came due."""
    course, period = summary.course, summary.period
    if course.ended_on is not None and course.ended_on <= period.last:
        return _("No dose was due: the last capsule was on {day}.").format(
            day=full_day(course.ended_on)
        )
    if course.diary_start < period.first:
        return _("No dose was due on these days.")
    return _("No dose has come due yet.")


def _ahead(today: Today, habits: Habits) -> list[Ahead]:
    found = []
    if today.next_test is not None:
        day = near_day(today.next_test.day, today.day)
        found.append(Ahead(_("Blood test"), day, today.next_test.what))
    noted = noted_words(today.questions) if today.questions else ""
    if today.next_visit is not None:
        found.append(Ahead(_("Visit"), visit_time(today.next_visit, today.day, habits), noted))
    elif noted:
        found.append(Ahead(_("Next visit"), _("not planned yet"), noted))
    for phase in today.phases:
        if phase.start > today.day:
            found.append(
                Ahead(plan_start(phase, habits), _("from {day}").format(day=short_day(phase.start)))
            )
        elif phase.until is not None and phase.until >= today.day:
            found.append(Ahead(_("Pause"), _("until {day}").format(day=short_day(phase.until))))
    course = today.entries.course
    if course is not None and course.planned_weeks is not None and course.ended_on is None:
        last = course.start + timedelta(days=course.planned_weeks * 7 - 1)
        if last >= today.day:
            weeks = plural(course.planned_weeks, "{count} week is over", "{count} weeks are over")
            found.append(Ahead(weeks, full_day(last)))
    return found
