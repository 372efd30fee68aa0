"""Which days to offer for typing in, and their columns."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from isodiary.domain.day import ONE_DAY, diary_day
from isodiary.domain.period import Period
from isodiary.services.catch_up import open_slots
from isodiary.services.type_in import TypedDay, as_recorded
from isodiary.storage.diary import Diary
from isodiary.storage.reads.course import course_going_on, phases_of
from isodiary.storage.reads.days import doses_between, read_day, tracked
from isodiary.storage.sums.series import marked_days

LOOK_BACK = timedelta(days=27)
WEEKS = (1, 2, 4, 8)
DAYS_IN_A_WEEK = 7


def first_unrecorded(diary: Diary, now: datetime) -> date:
    """Return the first of the last 28 days with a due dose that is not recorded.

    If there is none, the first of them without an answered symptom, else the present day.
    """
    today = diary_day(now)
    course = course_going_on(diary, today)
    if course is None:
        return today
    first = max(course.diary_start, today - LOOK_BACK)
    doses = doses_between(diary, first, today)
    found = open_slots(course, phases_of(diary, course), doses, first=first, now=now)
    if found:
        return found[0].day
    answered = set(marked_days(diary, "symptom", Period(first=first, last=today)))
    days = (first + timedelta(days=number) for number in range((today - first).days))
    return next((day for day in days if day not in answered), today)


def first_offered(diary: Diary, now: datetime) -> tuple[date, int]:
    """Return the first day to show and how many weeks, so that the grid reaches up to today."""
    today = diary_day(now)
    first = min(first_unrecorded(diary, now), today - (DAYS_IN_A_WEEK - 1) * ONE_DAY)
    days = (today - first).days + 1
    weeks = next(weeks for weeks in WEEKS if weeks * DAYS_IN_A_WEEK >= days)
    return first, weeks


def read_days(diary: Diary, first: date, weeks: int, today: date) -> tuple[TypedDay, ...]:
    """Return the days of some weeks as the diary holds them, up to the present one."""
    last = min(today, first + (weeks * DAYS_IN_A_WEEK - 1) * ONE_DAY)
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return tuple(as_recorded(read_day(diary, day)) for day in days)


def slot_columns(days: Iterable[TypedDay]) -> tuple[int, ...]:
    """Return the numbers of the slots that any of the days has."""
    numbers = {
        number
        for day in days
        for number in (*(slot.number for slot in day.entries.plan or ()), *day.doses)
    }
    return tuple(sorted(numbers))


def symptom_columns(diary: Diary, kept_off: Collection[str]) -> tuple[str, ...]:
    """Return the ids of the symptoms asked every day, those that are on paper first, in order."""
    asked = [each.symptom for each in tracked(diary)]
    return tuple(sorted(asked, key=kept_off.__contains__))
