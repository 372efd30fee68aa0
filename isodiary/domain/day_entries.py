"""What a diary holds about one day, for the services that add to it."""

from __future__ import annotations

from datetime import date

from isodiary.domain.course import Course, Slot, Slots
from isodiary.domain.dose import Dose
from isodiary.domain.record import DayNote, Weight
from isodiary.domain.symptom import SymptomEntry
from isodiary.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DayEntries:
    """One day of the diary.

    Attributes:
        day: The diary's day.
        course: The course it belongs to; None outside every course.
        phase: Id of the phase in force; empty without one.
        paused: Whether that is a pause.
        plan: Its slots, those logged as they were planned then; none at all in a pause, on a day
            without a dose and before the diary start; None outside every course.
        doses: What became of them, and extra doses, by slot and time.
        symptoms: Symptoms answered.
        note: The patient's words about the day.
        weight: Weight noted on it.
    """

    day: date
    course: Course | None = None
    phase: str = ""
    paused: bool = False
    plan: Slots | None = None
    doses: tuple[Dose, ...] = ()
    symptoms: tuple[SymptomEntry, ...] = ()
    note: DayNote | None = None
    weight: Weight | None = None

    @property
    def extras(self) -> tuple[Dose, ...]:
        """Doses swallowed outside the plan."""
        return tuple(dose for dose in self.doses if dose.extra)

    @property
    def open_slots(self) -> tuple[Slot, ...]:
        """Slots nothing is recorded of."""
        return tuple(slot for slot in self.plan or () if self.dose_of(slot.number) is None)

    def slot(self, number: int) -> Slot | None:
        """Return the slot with that number, if the day has it."""
        return next((slot for slot in self.plan or () if slot.number == number), None)

    def dose_of(self, number: int) -> Dose | None:
        """Return what became of a slot, if it is recorded."""
        return next((dose for dose in self.doses if dose.slot == number), None)

    def answer(self, symptom: str) -> SymptomEntry | None:
        """Return how a symptom was answered, if it was."""
        return next((entry for entry in self.symptoms if entry.symptom == symptom), None)
