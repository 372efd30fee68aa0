"""The days of a calendar: what became of their doses, and what else was noted on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import Enum, auto

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
from isodiary.language import _, marked, pgettext, pmarked
from isodiary.services.words.days import long_day
from isodiary.services.words.names import slot_within
from isodiary.services.words.units import capital
from isodiary.storage.diary import Diary
from isodiary.storage.reads.course import courses, phases_of
from isodiary.storage.reads.days import days_with, symptoms_present


class DaySign(Enum):
    """What else stands on a day."""

    WARNING = auto()
    SYMPTOM = auto()
    EXTRA = auto()
    VISIT = auto()
    LAB = auto()
    TEST = auto()
    ACNE = auto()
    NOTE = auto()
    WEIGHT = auto()


SIGN_NAMES = {
    DaySign.WARNING: marked("warning sign"),
    DaySign.SYMPTOM: marked("symptoms"),
    DaySign.EXTRA: marked("extra dose"),
    DaySign.VISIT: marked("visit"),
    DaySign.LAB: marked("lab results"),
    DaySign.TEST: marked("planned blood test"),
    DaySign.ACNE: marked("acne check"),
    DaySign.NOTE: marked("note"),
    DaySign.WEIGHT: marked("weight"),
}


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
    Mark.TAKEN: pmarked("dose", "taken"),
    Mark.PARTIAL: pmarked("dose", "partly taken"),
    Mark.SKIPPED: pmarked("dose", "skipped"),
    Mark.MISSED: pmarked("dose", "missed"),
    Mark.UNKNOWN: pmarked("dose", "not known"),
    Mark.NOT_RECORDED: pmarked("dose", "not recorded"),
    Mark.NOT_YET: pmarked("dose", "not yet due"),
}
PAUSE = marked("pause")
NO_DOSE = marked("No dose planned")


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
        named = _("{day} {year}").format(day=named, year=marks.day.year)
    if marks.day == today:
        named = _("{day}, today").format(day=named)
    return ". ".join([named, *_said(day)]) + "."


def marks_words(marks: DayMarks) -> str:
    """Return what became of the doses of a day: "Monday 23 November. First dose taken."."""
    return ". ".join([long_day(marks.day), *_said(MonthDay(marks, frozenset()))]) + "."


def mark_name(mark: Mark) -> str:
    """Return what became of a dose: "partly taken"."""
    return pgettext("dose", MARKS[mark])


def sign_name(sign: DaySign) -> str:
    """Return what else stands on a day: "blood test planned"."""
    return _(SIGN_NAMES[sign])


def _said(day: MonthDay) -> Iterator[str]:
    if day.marks.paused:
        yield capital(_(PAUSE))
    slots = [
        f"{slot_within(number, len(day.marks.slots))} {mark_name(mark)}"
        for number, mark in enumerate(day.marks.slots, start=1)
    ]
    if slots:
        yield capital(", ".join(slots))
    elif not day.marks.paused and not day.marks.outside:
        yield _(NO_DOSE)
    if day.signs:
        yield capital(", ".join(sign_name(sign) for sign in DaySign if sign in day.signs))


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
