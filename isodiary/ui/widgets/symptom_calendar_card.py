"""The months of one symptom over the course."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFormLayout, QWidget

from isodiary.domain.course import Course
from isodiary.domain.period import Period
from isodiary.services.symptoms.months import SymptomMonths, offered, read_months
from isodiary.storage.reads.course import course_on
from isodiary.ui.desk import Desk
from isodiary.ui.widgets.card import Card
from isodiary.ui.widgets.fields import ChoiceField
from isodiary.ui.widgets.symptom_months_view import SymptomMonthsView
from isodiary.ui.widgets.text import Text, Tone

HEADING = "Symptom calendar"
NOTHING = "A course with symptoms stands here month by month, once one has begun."
KEY = "0 none, 1 mild, 2 moderate, 3 severe; an empty square: not recorded."


class SymptomCalendarCard(Card):
    """A symptom to choose, and its days.

    Attributes:
        symptom: The choice.
        months: The squares.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk.theme, parent=parent)
        self._desk = desk
        self._period: Period | None = None
        self._course: Course | None = None
        self.symptom: ChoiceField[str] = ChoiceField(desk.theme, "S&ymptom shown", {"": ""})
        self.months = SymptomMonthsView(desk.theme, HEADING)
        self._choice = QWidget()
        self._counts = Text(desk.theme, wrap=True)
        self._read = Text(desk.theme, KEY, Tone.SMALL, wrap=True)
        self._lay_out()
        self.symptom.changed.connect(self._show)
        self.months.read.connect(self._tell)

    def show_period(self, period: Period) -> None:
        """Show the course of the period's last day, up to that day."""
        diary = self._desk.diary
        self._period = period
        self._course = course_on(diary, period.last)
        found = offered(diary, self._course, period.last) if self._course else ()
        if found:
            names = self._desk.symptom_names()
            self.symptom.offer({each: names.get(each, each) for each in found})
        else:
            self._course = None
        self._show()

    @Slot()
    def _show(self) -> None:
        for part in (self._choice, self.months, self._read):
            part.setVisible(self._course is not None)
        if self._course is None or self._period is None:
            self._counts.setText(NOTHING)
        else:
            self._fill(read_months(self._desk.diary, self._course, self._period.last, self._value))
        self.setAccessibleDescription(self._counts.text())

    @property
    def _value(self) -> str:
        return self.symptom.value()

    def _fill(self, found: SymptomMonths) -> None:
        name = self.symptom.box.currentText()
        self.months.setAccessibleName(f"{HEADING}: {name}. Arrow keys read out the days.")
        self._counts.setText(f"{name}: {found.counts}.")
        self.months.show_months(found)

    @Slot(str)
    def _tell(self, values: str) -> None:
        self._read.setText(values or KEY)

    def _lay_out(self) -> None:
        self.setAccessibleName(HEADING)
        form = QFormLayout(self._choice)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(self.symptom.label, self.symptom)
        self.body.addWidget(Text(self._desk.theme, HEADING, Tone.HEADING))
        for widget in (self._choice, self._counts, self.months, self._read):
            self.body.addWidget(widget)
