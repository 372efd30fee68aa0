"""Ending the course with the day of its last capsule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from isodiary.domain.change import Change
from isodiary.domain.dose import Dose
from isodiary.services.course import plan as plan_course
from isodiary.services.course.view import CourseView
from isodiary.services.words.days import full_day
from isodiary.storage.diary import Diary
from isodiary.ui.desk import Desk
from isodiary.ui.dialogs.form_dialog import EntryDialog
from isodiary.ui.widgets.fields import DayField

STAYS = "Everything recorded stays. No dose is due after that day."


class EndDialog(EntryDialog):
    """The last day of the course; by default that of the last dose in the diary."""

    def __init__(self, desk: Desk, view: CourseView, parent: QWidget | None = None) -> None:
        super().__init__(desk, "End the course", parent)
        self._view = view
        self.last_day = DayField(
            desk.theme, "&Day of the last capsule", _last_dose(desk.diary) or desk.today
        )
        self.add_field(self.last_day)
        self.add_text(STAYS)
        self.last_day.take_focus()

    def doubts(self) -> Sequence[str]:
        day = self.last_day.value()
        return (f"{full_day(day)} has not come yet.",) if day > self.desk.today else ()

    def change(self) -> Change:
        last_day = self.last_day.value()
        after = self.desk.diary.where(Dose, "day > ?", [last_day.isoformat()])
        return plan_course.end(self._view.course, last_day, after)


def _last_dose(diary: Diary) -> date | None:
    newest = "day = (select max(day) from sound_dose where amount_ug > 0)"
    found = diary.where(Dose, newest)
    return found[0].day if found else None
