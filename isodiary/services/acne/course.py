"""The acne checks that belong to a course, with the cumulative dose at each of them."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

from isodiary.domain.acne import AcneCheck
from isodiary.domain.course import Course
from isodiary.domain.day import ONE_DAY
from isodiary.domain.values import dataclass
from isodiary.services.acne.log import Measure, measured
from isodiary.services.doses.cumulative import Cumulative, cumulative_of
from isodiary.storage.diary import Diary
from isodiary.storage.reads.course import course_before, course_on


@dataclass(frozen=True, slots=True, kw_only=True)
class AcneCourse:
    """The acne checks up to a day.

    Attributes:
        checks: Those of the course and of the time before it that is in no earlier one, by day.
        held: The cumulative dose; None before the first course, or where there is no check.
    """

    checks: tuple[AcneCheck, ...]
    held: Cumulative | None

    @property
    def measures(self) -> tuple[Measure, ...]:
        """What was measured in any of them."""
        return tuple(measure for measure in Measure if measured(self.checks, measure))

    def per_kg(self, day: date) -> Fraction | None:
        """Return the cumulative mg/kg at the end of a day; None without a course.

        Before the course it is what the course opened with, after it what it ended with.
        """
        if self.held is None:
            return None
        found = self.held.on(day)
        if found is None:
            before = day < self.held.course.diary_start
            lowest_ug = self.held.opening_ug[0] if before else self.held.end.lowest_ug
            return self.held.per_kg(lowest_ug)
        return self.held.per_kg(found.lowest_ug)


def read_acne(
    diary: Diary, last: date, *, now: datetime, held: Cumulative | None = None
) -> AcneCourse:
    """Return the acne checks up to a day; `held` is the cumulative dose, where it is read already.

    Raises:
        DiaryError: What is needed is damaged in the file.
    """
    with diary.reading():
        course = course_on(diary, last)
        first = _first(diary, course) if course is not None else date.min
        checks = tuple(diary.between(AcneCheck, first, last))
        if course is None or not checks:
            return AcneCourse(checks=checks, held=None)
        return AcneCourse(checks=checks, held=held or cumulative_of(diary, last, now=now))


def _first(diary: Diary, course: Course) -> date:
    """Return the day after the last of the course before; all days where there is none."""
    earlier = course_before(diary, course)
    if earlier is None:
        return date.min
    return course.start if earlier.ended_on is None else earlier.ended_on + ONE_DAY
