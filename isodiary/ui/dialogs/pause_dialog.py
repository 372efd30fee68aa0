"""Pausing the course, with what it changes before it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from isodiary.domain.change import Change
from isodiary.services import typed
from isodiary.services.course import plan as plan_course
from isodiary.services.course.view import CourseView
from isodiary.services.course.words import from_day_doubts
from isodiary.ui.desk import Desk
from isodiary.ui.dialogs.preview_dialog import PhasePreviewDialog
from isodiary.ui.widgets.fields import DayField
from isodiary.ui.widgets.typed_field import TypedField

UNTIL = "The last day of the pause. Leave it empty while it is not known."
WHY = "Who ordered it and why, in your words. May be left empty."


class PauseDialog(PhasePreviewDialog):
    """The first and last day of a pause; the last may be open."""

    def __init__(self, desk: Desk, view: CourseView, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Pause", view, parent)
        assert view.course is not None
        first = max(view.course.start, view.today)
        self.start = DayField(desk.theme, "&From the day", first)
        self.until = TypedField(
            desk.theme, "&Until the day", self._last_day, example="such as 30 Nov", aid=UNTIL
        )
        self.why = TypedField(desk.theme, "Wh&y", typed.line, aid=WHY)
        for field in (self.start, self.until, self.why):
            self.add_field(field)
        self.follow()
        self.start.take_focus()

    def doubts(self) -> Sequence[str]:
        return from_day_doubts(self.start.value(), self.desk.today)

    def change(self) -> Change:
        return plan_course.pause(
            self.view.course,
            self.view.phases,
            start=self.start.value(),
            until=self.until.value(),
            why=self.why.value(),
        )

    def _last_day(self, text: str) -> date | None:
        return typed.day(text, self.desk.today) if text.strip() else None
