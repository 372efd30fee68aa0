"""What the page Course shows, read from the diary in one go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from isodiary.domain.course import Course, Phase, WeightBasis
from isodiary.domain.record import Contact, Patient, Visit, Weight
from isodiary.domain.timeline import phase_on
from isodiary.storage import reading
from isodiary.storage.diary import Diary


class PhaseState(Enum):
    """Where a phase stands on a day."""

    PAST = auto()
    IN_FORCE = auto()
    TO_COME = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseView:
    """A course with all that belongs to it.

    Attributes:
        today: The diary's day.
        course: The newest course; None if the diary has none.
        phases: Its phases by start, of the same start the later recorded one last.
        earlier: The courses before it with their phases, the newest first.
        weights: All weights, the newest first.
        visits: All visits, the newest first.
        patient: Whom the diary is about.
        contacts: Whom to call.
    """

    today: date
    course: Course | None
    phases: tuple[Phase, ...]
    earlier: tuple[tuple[Course, tuple[Phase, ...]], ...]
    weights: tuple[Weight, ...]
    visits: tuple[Visit, ...]
    patient: Patient
    contacts: tuple[Contact, ...]

    @property
    def going_on(self) -> bool:
        """Whether there is a course that has not been ended."""
        return self.course is not None and self.course.ended_on is None

    @property
    def latest_weight(self) -> Weight | None:
        """The newest weight up to today."""
        return next((weight for weight in self.weights if weight.day <= self.today), None)

    @property
    def used_weight_g(self) -> int:
        """The weight that the course's mg/kg divide by, in grams."""
        assert self.course is not None
        latest = self.latest_weight
        if self.course.weight_basis is WeightBasis.START or latest is None:
            return self.course.reference_weight_g
        return latest.grams

    def state(self, phase: Phase) -> PhaseState:
        """Where a phase of the course stands today."""
        if phase.start > self.today:
            return PhaseState.TO_COME
        in_course = self.course is not None and self.course.holds(self.today)
        in_force = in_course and phase_on(self.phases, self.today) == phase
        return PhaseState.IN_FORCE if in_force else PhaseState.PAST


def read_course(diary: Diary, today: date) -> CourseView:
    """Return the newest course of the diary as it is on `today`."""
    with diary.reading():
        known = [(each, reading.phases_of(diary, each)) for each in reading.courses(diary)]
        course, phases = known[-1] if known else (None, ())
        return CourseView(
            today=today,
            course=course,
            phases=phases,
            earlier=tuple(reversed(known[:-1])),
            weights=tuple(diary.all(Weight, order="day desc, id")),
            visits=tuple(diary.all(Visit, order="day desc, id")),
            patient=reading.patient(diary),
            contacts=reading.contacts(diary),
        )
