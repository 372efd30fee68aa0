"""What the doctor said of blood tests: the days for them, typed or from a template, and limits."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from isodiary.domain.catalogue.labs import LabCatalogue, Schedule
from isodiary.domain.change import Act, Change, Edit, change_of, edit_to
from isodiary.domain.course import Course, Phase
from isodiary.domain.errors import AlreadyLogged, Refused
from isodiary.domain.lab import LabLimit, PlannedTest
from isodiary.language import _, marked
from isodiary.services import typed
from isodiary.services.labs import check as lab_typed

BACKWARDS = marked("A limit goes upwards: the first number is the lower one.")
NEEDS_UNIT = marked("Choose the unit of the limit.")
NO_NUMBER = marked("{name} is answered in words and has no limit.")


def set_limit(
    before: LabLimit | None,
    analyte: str,
    *,
    low: str,
    high: str,
    unit: str,
    labs: LabCatalogue,
) -> Change | None:
    """Return the change that notes a limit as typed; both ends empty takes it away.

    Raises:
        Refused: An end is no number, they are the wrong way round, or the unit is missing.
    """
    lower, upper = _end(low), _end(high)
    if lower is None and upper is None:
        return change_of(Act.SET_LAB_LIMIT, edit_to(before, None))
    if lower is not None and upper is not None and lower > upper:
        raise Refused(_(BACKWARDS))
    after = LabLimit(analyte=analyte, unit=_unit(analyte, unit, labs), low=lower, high=upper)
    kept = replace(after, id=before.id) if before else after
    return change_of(Act.SET_LAB_LIMIT, edit_to(before, kept))


def _end(end: str) -> Decimal | None:
    return lab_typed.number(end) if end.strip() else None


def _unit(analyte_id: str, unit: str, labs: LabCatalogue) -> str:
    analyte, plain = labs.get(analyte_id), typed.line(unit)
    if analyte is None:
        return plain
    if analyte.values:
        raise Refused(_(NO_NUMBER).format(name=analyte.short))
    if not plain:
        raise Refused(_(NEEDS_UNIT))
    known = analyte.unit(plain)
    return known.name if known else plain


ALREADY = marked("The same blood test is already planned on that day.")
WITHOUT_END = timedelta(weeks=26)
"""How far a template goes in a course without planned weeks."""


def proposed(
    schedule: Schedule, course: Course, phases: Sequence[Phase], today: date
) -> tuple[PlannedTest, ...]:
    """Return the tests of a template for a course, from `today` on; for the patient to edit."""
    last = _last_day(course)
    days = {day for day in _regular(schedule, course.start, last) if day <= last}
    peak = _peak(course, phases) if schedule.at_peak else None
    days |= {peak} if peak else set()
    return tuple(PlannedTest(day=day, what=schedule.what) for day in sorted(days) if day >= today)


def plan_test(planned: Sequence[PlannedTest], day: date, what: str = "") -> Change:
    """Return the change that plans a test.

    Raises:
        AlreadyLogged: The same test is planned on that day.
        Refused: The words are too long.
    """
    test = PlannedTest(day=day, what=typed.line(what))
    if _key(test) in map(_key, planned):
        raise AlreadyLogged(_(ALREADY))
    return Change(act=Act.PLAN_TEST, edits=(Edit(after=test),))


def plan_all(planned: Sequence[PlannedTest], tests: Sequence[PlannedTest]) -> Change | None:
    """Return the change that plans several tests as one step; those already planned are left out.

    None where all of them are.
    """
    there = set(map(_key, planned))
    new = {_key(test): test for test in tests if _key(test) not in there}
    return change_of(Act.PLAN_TEST, *(Edit(after=test) for test in new.values()))


def amend_test(
    planned: Sequence[PlannedTest], before: PlannedTest, day: date, what: str
) -> Change | None:
    """Return the change of a planned test; None where nothing changes.

    Raises:
        AlreadyLogged: The same test is planned on that day.
        Refused: The words are too long.
    """
    after = replace(before, day=day, what=typed.line(what))
    if _key(after) in (_key(other) for other in planned if other.id != before.id):
        raise AlreadyLogged(_(ALREADY))
    return change_of(Act.PLAN_TEST, edit_to(before, after))


def remove_tests(tests: Sequence[PlannedTest]) -> Change:
    """Return the change that takes planned tests out of the diary."""
    return Change(act=Act.REMOVE_TEST, edits=tuple(Edit(before=test) for test in tests))


def _key(test: PlannedTest) -> tuple[date, str]:
    return test.day, test.what.casefold()


def _last_day(course: Course) -> date:
    if course.ended_on is not None:
        return course.ended_on
    weeks = timedelta(weeks=course.planned_weeks) if course.planned_weeks else WITHOUT_END
    return course.start + weeks - timedelta(days=1)


def _regular(schedule: Schedule, start: date, last: date) -> Iterator[date]:
    for months in schedule.months:
        yield _months_after(start, months)
    if schedule.every_months and schedule.months:
        months = schedule.months[-1] + schedule.every_months
        while _months_after(start, months) <= last:
            yield _months_after(start, months)
            months += schedule.every_months


def _months_after(day: date, months: int) -> date:
    """Return the same day of a later month, or the last day of a shorter one."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _peak(course: Course, phases: Sequence[Phase]) -> date | None:
    """Return the first day of the highest dose planned, if it rises after the start at all."""
    own = [phase for phase in phases if phase.course == course.id and not phase.pause]
    highest = max(own, key=_by_dose, default=None)
    return highest.start if highest is not None and highest.start > course.start else None


def _by_dose(phase: Phase) -> tuple[Fraction, int]:
    return phase.daily_ug, -phase.start.toordinal()
