"""Everything the page of a day shows, read in one go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from isodiary.domain.course import Phase
from isodiary.domain.day import diary_day
from isodiary.domain.day_entries import DayEntries
from isodiary.domain.dose import Dose
from isodiary.domain.errors import NothingThere
from isodiary.domain.lab import PlannedTest
from isodiary.domain.record import Visit
from isodiary.domain.symptom import Signs, SymptomEntry, Tracked
from isodiary.domain.timeline import plan_on
from isodiary.domain.values import dataclass
from isodiary.services.doses.catch_up import OpenSlot, open_slots
from isodiary.services.weights import used_weight_g
from isodiary.storage.diary import Diary
from isodiary.storage.reads.course import phases_of
from isodiary.storage.reads.days import (
    by_day,
    last_answered_day,
    read_day,
    severities_between,
    symptoms_on,
    tracked,
)
from isodiary.storage.reads.labs import latest_weight, next_planned_test
from isodiary.storage.reads.visits import next_visit, open_questions

if TYPE_CHECKING:
    from isodiary.domain.summary import Summary

SPARK_DAYS = 14
SQUARE_DAYS = 28
LOOK_BACK_DAYS = 28
LOOK_AHEAD_DAYS = 60
"""So far ahead the next dose is looked for, on a day without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """One day as its page shows it.

    Attributes:
        now: The present moment.
        entries: What the diary holds about the day.
        used_weight_g: What the mg/kg of the course divide by, in grams; None without a course.
        phases: Phases of the course that holds the day.
        tracked: Symptoms asked every day, in their order.
        last_day: The last day before it on which symptoms were answered.
        last_answers: What was answered then.
        severities: By symptom and day, answers of the 14 days before it.
        doses: Doses of the 28 days up to it.
        open_before: Due slots of the 28 days before it that are not recorded.
        next_visit: The next planned visit.
        questions: How many questions are noted for it.
        next_test: The next planned blood test.
    """

    now: datetime
    entries: DayEntries
    used_weight_g: int | None
    phases: tuple[Phase, ...]
    tracked: tuple[Tracked, ...]
    last_day: date | None
    last_answers: tuple[SymptomEntry, ...]
    severities: Mapping[str, Mapping[date, int]]
    doses: tuple[Dose, ...]
    open_before: tuple[OpenSlot, ...]
    next_visit: Visit | None
    questions: int
    next_test: PlannedTest | None

    @property
    def day(self) -> date:
        """The day shown."""
        return self.entries.day

    @property
    def is_today(self) -> bool:
        """Whether the day shown is the present one."""
        return self.day == diary_day(self.now)

    @property
    def next_dose(self) -> OpenSlot | None:
        """The first dose that is planned for a later day; None if there is none in sight."""
        course = self.entries.course
        for away in range(1, LOOK_AHEAD_DAYS + 1):
            day = self.day + timedelta(days=away)
            slots = plan_on(course, self.phases, day)
            if slots:
                return OpenSlot(day, slots[0])
        return None

    @property
    def is_ahead(self) -> bool:
        """Whether the day shown has not come yet."""
        return self.day > diary_day(self.now)


def read_today(diary: Diary, day: date, *, now: datetime) -> Today:
    """Return the page of a day, without the figures of the course, which take longer."""
    entries = read_day(diary, day)
    phases = phases_of(diary, entries.course) if entries.course else ()
    last_day = last_answered_day(diary, day)
    doses = tuple(diary.between(Dose, day - timedelta(days=LOOK_BACK_DAYS), day))
    return Today(
        now=now,
        entries=entries,
        used_weight_g=_used_weight_g(diary, entries),
        phases=phases,
        tracked=tracked(diary),
        last_day=last_day,
        last_answers=tuple(symptoms_on(diary, last_day).values()) if last_day else (),
        severities=severities_between(
            diary, day - timedelta(days=SPARK_DAYS), day - timedelta(days=1)
        ),
        doses=tuple(dose for dose in doses if dose.day >= _first(day)),
        open_before=_open_before(entries, phases, doses, now),
        next_visit=next_visit(diary, diary_day(now)),
        questions=len(open_questions(diary)),
        next_test=next_planned_test(diary, diary_day(now)),
    )


def open_before(diary: Diary, now: datetime) -> tuple[OpenSlot, ...]:
    """Return the due slots of the 28 days before the present one that are not recorded."""
    entries = read_day(diary, diary_day(now))
    phases = phases_of(diary, entries.course) if entries.course else ()
    first = entries.day - timedelta(days=LOOK_BACK_DAYS)
    return _open_before(entries, phases, diary.between(Dose, first, entries.day), now)


def _used_weight_g(diary: Diary, entries: DayEntries) -> int | None:
    if entries.course is None:
        return None
    return used_weight_g(entries.course, latest_weight(diary, entries.day))


def read_figures(diary: Diary, day: date, *, now: datetime, warning_signs: Signs) -> Summary | None:
    """Return the figures of the 28 days up to a day; None before the first course."""
    from isodiary.services.figures.summarise import summarise  # a start shows the page before it

    try:
        return summarise(diary, now=now, first=_first(day), last=day, warning_signs=warning_signs)
    except NothingThere:
        return None


def _first(day: date) -> date:
    """Return the first of the 28 days up to a day."""
    return day - timedelta(days=SQUARE_DAYS - 1)


def _open_before(
    entries: DayEntries, phases: tuple[Phase, ...], doses: Iterable[Dose], now: datetime
) -> tuple[OpenSlot, ...]:
    """Return what is open before the day; nothing for a day that is not the present one."""
    if entries.course is None or entries.day != diary_day(now):
        return ()
    first = entries.day - timedelta(days=LOOK_BACK_DAYS)
    found = open_slots(entries.course, phases, by_day(doses), first=first, now=now)
    return tuple(each for each in found if each.day < entries.day)
