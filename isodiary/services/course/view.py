"""What the page Course shows, read from the diary in one go."""

from __future__ import annotations

from datetime import date
from enum import Enum, auto
from fractions import Fraction

from isodiary.domain.course import Course, Phase
from isodiary.domain.record import Contact, Patient, Weight
from isodiary.domain.screening import Answer
from isodiary.domain.target import Reached, reached
from isodiary.domain.timeline import opening_range, phase_on
from isodiary.domain.values import dataclass
from isodiary.services.figures.pieces import years_of
from isodiary.services.weights import Conventions, conventions, used_weight_g
from isodiary.storage.diary import Diary
from isodiary.storage.reads import course as course_reads
from isodiary.storage.reads.course import answers, phases_of
from isodiary.storage.reads.labs import weights
from isodiary.storage.sums.sums import sums


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
        course: The course that is looked at, the newest unless another was chosen; None if the
            diary has none.
        phases: Its phases by start, of the same start the later recorded one last.
        courses: All courses with their phases, the newest first.
        weights: All weights, the newest first.
        patient: Whom the diary is about.
        contacts: Whom to call.
        answers: What was answered to the questions that leaflets ask.
    """

    today: date
    course: Course | None
    phases: tuple[Phase, ...]
    courses: tuple[tuple[Course, tuple[Phase, ...]], ...]
    weights: tuple[Weight, ...]
    patient: Patient
    contacts: tuple[Contact, ...]
    answers: tuple[Answer, ...]

    @property
    def going_on(self) -> bool:
        """Whether there is a course that has not been ended, and it is the one looked at."""
        return self.is_newest and self.course is not None and self.course.ended_on is None

    @property
    def is_newest(self) -> bool:
        """Whether the newest course is looked at."""
        return not self.courses or self.courses[0][0] == self.course

    @property
    def can_begin(self) -> bool:
        """Whether another course can be begun: there is none, or the newest has been ended."""
        return not self.courses or self.courses[0][0].ended_on is not None

    @property
    def others(self) -> tuple[tuple[Course, tuple[Phase, ...]], ...]:
        """The courses beside the one looked at, the newest first."""
        return tuple(pair for pair in self.courses if pair[0] != self.course)

    @property
    def as_of(self) -> date:
        """The day up to which the course counts: today, or its last one."""
        ended = self.course.ended_on if self.course else None
        return self.today if ended is None else min(self.today, ended)

    @property
    def latest_weight(self) -> Weight | None:
        """The newest weight up to today, of a course that has ended up to its last day."""
        return next((weight for weight in self.weights if weight.day <= self.as_of), None)

    @property
    def used_weight_g(self) -> int:
        """The weight that the course's mg/kg divide by, in grams."""
        assert self.course is not None
        return used_weight_g(self.course, self.latest_weight)

    def state(self, phase: Phase) -> PhaseState:
        """Where a phase of the course stands today."""
        if phase.start > self.today:
            return PhaseState.TO_COME
        in_course = self.course is not None and self.course.holds(self.today)
        in_force = in_course and phase_on(self.phases, self.today) == phase
        return PhaseState.IN_FORCE if in_force else PhaseState.PAST


def _by_day(weight: Weight) -> date:
    return weight.day


def read_course(diary: Diary, today: date, chosen: str = "") -> CourseView:
    """Return a course of the diary as it is on `today`: the one with that id, or the newest."""
    with diary.reading():
        known = [(each, phases_of(diary, each)) for each in course_reads.courses(diary)]
        known.reverse()
        newest = known[0] if known else (None, ())
        course, phases = next((pair for pair in known if pair[0].id == chosen), newest)
        return CourseView(
            today=today,
            course=course,
            phases=phases,
            courses=tuple(known),
            weights=tuple(sorted(weights(diary), key=_by_day, reverse=True)),
            patient=course_reads.patient(diary),
            contacts=course_reads.contacts(diary),
            answers=answers(diary),
        )


def read_reached(diary: Diary, view: CourseView) -> Reached | None:
    """Return when the target of the course that is looked at was reached; None if it was not."""
    course = view.course
    if course is None or course.target_ug_per_kg is None:
        return None
    before_ug, _ = opening_range(course, view.phases)
    kept = ((day, ug) for day, ug in _taken(diary, view) if day >= course.diary_start)
    target_ug = Fraction(course.target_ug_per_kg * view.used_weight_g, 1000)
    return reached(before_ug, kept, target_ug)


def _taken(diary: Diary, view: CourseView) -> list[tuple[date, int]]:
    """Return the days of the course that is looked at with what was swallowed on them."""
    assert view.course is not None
    with diary.reading():
        held = sums(diary, years_of(view.course, view.as_of))
    return [(day.day, day.amount_ug) for span in held for day in span.days]


def read_conventions(diary: Diary, view: CourseView) -> Conventions:
    """Return the mg/kg of the course that is looked at under the three conventions."""
    course, last = view.course, view.as_of
    assert course is not None
    taken = _taken(diary, view)
    phase = phase_on(view.phases, last) if course.keeps(last) else None
    daily_ug = phase.daily_ug if phase and not phase.pause else None
    before_ug, _ = opening_range(course, view.phases)
    return conventions(course, view.weights, taken, last, daily_ug, before_ug)
