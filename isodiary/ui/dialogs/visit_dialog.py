"""Noting a visit to the doctor, past or planned, or changing one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from PySide6.QtWidgets import QWidget

from isodiary.domain.change import Change
from isodiary.domain.record import Visit
from isodiary.services import typed
from isodiary.services.visits.plan import amend_visit, plan_visit
from isodiary.services.visits.words import visit_doubts
from isodiary.storage.reads.visits import all_visits
from isodiary.ui.desk import Desk
from isodiary.ui.dialogs.form_dialog import EntryDialog
from isodiary.ui.widgets.fields import DayField, TimeField
from isodiary.ui.widgets.typed_field import TypedField

USUAL_TIME = time(10)


class VisitDialog(EntryDialog):
    """Day, time, clinician and place. `visit` is the one to change, None for a new one.

    A new visit begins with the clinician and the place noted last.
    """

    def __init__(
        self, desk: Desk, day: date, visit: Visit | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, "Change the visit" if visit else "Visit", parent)
        self._before = visit
        known = visit or _known(desk)
        self.day = DayField(desk.theme, "&Day of the visit", visit.day if visit else day)
        self.at = TimeField(desk.theme, "&Time", "not k&nown")
        self.at.show_time(visit.at if visit else None, USUAL_TIME)
        self.clinician = _line(desk, "&Whom you see", known.clinician if known else "")
        self.place = _line(desk, "&Place", known.place if known else "")
        for field in (self.day, self.at, self.clinician, self.place):
            self.add_field(field)
        self.day.take_focus()

    def doubts(self) -> Sequence[str]:
        moved = self._before is None or self._before.day != self.day.value()
        return visit_doubts(self.day.value(), self.desk.today) if moved else ()

    def change(self) -> Change | None:
        visits = all_visits(self.desk.diary)
        day, at = self.day.value(), self.at.value()
        clinician, place = self.clinician.value(), self.place.value()
        if self._before is None:
            return plan_visit(visits, day, at=at, clinician=clinician, place=place)
        before = self._before
        return amend_visit(visits, before, day=day, at=at, clinician=clinician, place=place)


def _known(desk: Desk) -> Visit | None:
    """Return the latest visit whose clinician or place was noted."""
    named = (each for each in reversed(all_visits(desk.diary)) if each.clinician or each.place)
    return next(named, None)


def _line(desk: Desk, label: str, text: str) -> TypedField[str]:
    field = TypedField(desk.theme, label, typed.line, text=text, aid="May stay empty.")
    field.edit.setAccessibleName(label.replace("&", ""))
    return field
