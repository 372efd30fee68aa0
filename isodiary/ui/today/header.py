"""Which day is shown, where it stands in the course, and the way to other days."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isodiary.domain.course import Course
from isodiary.domain.timeline import phase_on, planned_ug
from isodiary.domain.units import mg_per_kg
from isodiary.language import _
from isodiary.services.days.today import Today
from isodiary.services.habits import Habits
from isodiary.services.words.days import long_day
from isodiary.services.words.units import mg_text, per_kg_text
from isodiary.ui.kit.button import Button
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.tools import Tools


class DayHeader(QWidget):
    """The title of a day.

    Signals:
        back_asked: The day before is wanted.
        on_asked: The day after is wanted.
        today_asked: The present day is wanted.
    """

    back_asked = Signal()
    on_asked = Signal()
    today_asked = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self.title = Text(tools.theme, tone=Tone.TITLE, wrap=True)
        self.place = Text(tools.theme, tone=Tone.MUTED, wrap=True)
        self._today = Button(tools.theme, _("Today"))
        self._back = Button(tools.theme, "")
        self._on = Button(tools.theme, "")
        self._back.setAccessibleName(_("Day before"))
        self._on.setAccessibleName(_("Day after"))
        self._today.clicked.connect(self.today_asked)
        self._back.clicked.connect(self.back_asked)
        self._on.clicked.connect(self.on_asked)
        self._back.set_drawing(tools.icons, "chevron-left")
        self._on.set_drawing(tools.icons, "chevron-right")
        self._lay_out()

    def show_today(self, today: Today) -> None:
        """Show the title of a day."""
        title = long_day(today.day)
        if today.day.year != today.now.year:
            title = _("{day} {year}").format(day=title, year=today.day.year)
        if today.is_today and today.now.date() != today.day:
            title = _("{day}, night").format(day=title)
        self.title.setText(title)
        self.place.setText(_place_words(today, self._tools.habits))
        self._today.setVisible(not today.is_today)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self.title)
        column.addWidget(self.place)
        row.addLayout(column, 1)
        for button in (self._today, self._back, self._on):
            button.setIconSize(QSize(16, 16))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)


def _place_words(today: Today, habits: Habits) -> str:
    """Return "Day 82 · week 12 of 24 · 40 mg a day (0.63 mg/kg)"."""
    course = today.entries.course
    if course is None:
        return _("No course is going on.")
    week = _("week {week} of {weeks}") if course.planned_weeks else _("week {week}")
    parts = [
        _("Day {day}").format(day=course.day_number(today.day)),
        week.format(week=course.week_number(today.day), weeks=course.planned_weeks),
    ]
    phase = phase_on(today.phases, today.day)
    if phase is None or phase.pause:
        parts.append(_("paused"))
    else:
        weight_g = today.used_weight_g or course.reference_weight_g
        per_kg = per_kg_text(mg_per_kg(phase.daily_ug, weight_g=weight_g), 2, habits)
        if phase.plan is None or phase.plan.every_day:
            parts.append(
                _("{amount} a day ({per_kg})").format(
                    amount=mg_text(phase.daily_ug, habits), per_kg=f"{per_kg} mg/kg"
                )
            )
        else:
            parts.append(_rhythm_words(today, course, habits))
            parts.append(_("{per_kg} a day on average").format(per_kg=f"{per_kg} mg/kg"))
    return " · ".join(parts)


def _rhythm_words(today: Today, course: Course, habits: Habits) -> str:
    """Return "40 mg today, 20 mg tomorrow", or what is planned for a day and the one after."""
    days = (today.day, today.day + timedelta(days=1))
    one, next_one = (
        mg_text(amount_ug, habits) if amount_ug else _("no dose")
        for amount_ug in (planned_ug(course, today.phases, day) for day in days)
    )
    if today.is_today:
        return _("{amount} today, {next} tomorrow").format(amount=one, next=next_one)
    return _("{amount} that day, {next} the day after").format(amount=one, next=next_one)
