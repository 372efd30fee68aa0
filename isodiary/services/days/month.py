"""The days of a calendar: what became of their doses, and what else was noted on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import Enum

from isodiary.domain.acne import AcneCheck
from isodiary.domain.change import Dated
from isodiary.domain.course import Course, Phase
from isodiary.domain.day import days_between
from isodiary.domain.day_marks import DayMarks, Mark, marks_of
from isodiary.domain.dose import Dose
from isodiary.domain.lab import LabResult, PlannedTest
from isodiary.domain.period import Period
from isodiary.domain.record import DayNote, Visit, Weight
from isodiary.domain.symptom import Signs, is_sign
from isodiary.domain.values import dataclass
from isodiary.services.words.days import long_day
from isodiary.services.words.names import slot_name
from isodiary.storage.diary import Diary
from isodiary.storage.reads.course import courses, phases_of
from isodiary.storage.reads.days import days_with, symptoms_present


class DaySign(Enum):
    """What else stands on a day, in words."""

    WARNING = "warning sign"
    SYMPTOM = "symptoms"
    EXTRA = "extra dose"
    VISIT = "visit"
    LAB = "lab results"
    TEST = "planned blood test"
    ACNE = "acne check"
    NOTE = "note"
    WEIGHT = "weight"


SIGNS: Mapping[type[Dated], DaySign] = {
    Visit: DaySign.VISIT,
    LabResult: DaySign.LAB,
    PlannedTest: DaySign.TEST,
    AcneCheck: DaySign.ACNE,
    DayNote: DaySign.NOTE,
    Weight: DaySign.WEIGHT,
}
"""The sign of a day with an entry of a kind; doses and symptoms have more than one."""

MARKS = {
    Mark.TAKEN: "taken",
    Mark.PARTIAL: "partly taken",
    Mark.SKIPPED: "skipped",
    Mark.MISSED: "missed",
    Mark.UNKNOWN: "not known",
    Mark.NOT_RECORDED: "not recorded",
    Mark.NOT_YET: "not yet due",
}
PAUSE = "pause"
NO_DOSE = "No dose planned"


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of the calendar.

    Attributes:
        marks: What became of its slots.
        signs: What else stands on it; a warning sign stands for itself and not as a symptom too.
    """

    marks: DayMarks
    signs: frozenset[DaySign]


def read_days(
    diary: Diary, first: date, last: date, *, warning_signs: Signs, now: datetime
) -> dict[date, MonthDay]:
    """Return the days from `first` to `last`, both included."""
    plans = [(course, phases_of(diary, course)) for course in courses(diary)]
    doses: defaultdict[date, list[Dose]] = defaultdict(list)
    for dose in diary.between(Dose, first, last):
        doses[dose.day].append(dose)
    signs = _signs(diary, Period(first=first, last=last), warning_signs)
    found: dict[date, MonthDay] = {}
    for day in (first + timedelta(days=n) for n in range(days_between(first, last))):
        course, phases = _plan_of(plans, day)
        extra = {DaySign.EXTRA} if any(dose.extra for dose in doses[day]) else set()
        marks = marks_of(day, course, phases, doses[day], now)
        found[day] = MonthDay(marks, frozenset(signs[day] | extra))
    return found


def day_words(day: MonthDay, today: date) -> str:
    """Return a day for someone who cannot see its square."""
    marks = day.marks
    named = long_day(marks.day)
    if marks.day.year != today.year:
        named = f"{named} {marks.day.year}"
    if marks.day == today:
        named = f"{named}, today"
    return ". ".join([named, *_said(day)]) + "."


def _said(day: MonthDay) -> Iterator[str]:
    if day.marks.paused:
        yield PAUSE.capitalize()
    slots = [
        f"{slot_name(number, len(day.marks.slots)).lower()} {MARKS[mark]}"
        for number, mark in enumerate(day.marks.slots, start=1)
    ]
    if slots:
        yield ", ".join(slots).capitalize()
    elif not day.marks.paused and not day.marks.outside:
        yield NO_DOSE
    if day.signs:
        yield ", ".join(sign.value for sign in DaySign if sign in day.signs).capitalize()


def _plan_of(
    plans: Sequence[tuple[Course, Sequence[Phase]]], day: date
) -> tuple[Course | None, Sequence[Phase]]:
    """Return the course a day belongs to, the last begun of them, with its phases."""
    for course, phases in reversed(plans):
        if course.holds(day):
            return course, phases
    return None, ()


def _signs(diary: Diary, days: Period, warning_signs: Signs) -> defaultdict[date, set[DaySign]]:
    found: defaultdict[date, set[DaySign]] = defaultdict(set)
    for kind, sign in SIGNS.items():
        for day in days_with(diary, kind, days):
            found[day].add(sign)
    for day, symptom, severity in symptoms_present(diary, days):
        warns = is_sign(warning_signs, symptom, severity)
        found[day].add(DaySign.WARNING if warns else DaySign.SYMPTOM)
    return found
