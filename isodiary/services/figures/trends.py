"""What happened in a period, day by day: the numbers of the chart, of its table and of its file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from isodiary.domain.day import ONE_DAY
from isodiary.domain.lab import LabResult
from isodiary.domain.period import Period
from isodiary.domain.record import Visit
from isodiary.domain.symptom import NOT_ANSWERED
from isodiary.domain.timeline import Stretch, stretches
from isodiary.domain.values import dataclass
from isodiary.storage.diary import Diary
from isodiary.storage.reads.course import courses, phases_of
from isodiary.storage.reads.days import days_with, tracked
from isodiary.storage.sums.series import doses_by_day, severities
from isodiary.storage.sums.sums import DaySum


@dataclass(frozen=True, slots=True)
class Grain:
    """How many days are shown together.

    Attributes:
        dose_days: Of doses.
        symptom_days: Of symptoms.
    """

    dose_days: int
    symptom_days: int


GRAINS = ((434, Grain(1, 7)), (1092, Grain(7, 14)))
COARSE = Grain(28, 28)
"""Up to so many days a period is shown in such a grain, a longer one in the coarse one."""


def grain_of(period: Period) -> Grain:
    """Return how many days of a period are shown together, so that the eye can follow."""
    return next((grain for most, grain in GRAINS if period.days <= most), COARSE)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendLine:
    """One symptom over the period.

    Attributes:
        symptom: Its id.
        first: The first day of the period.
        severities: A byte for each day of the period: 0 to 3, or `NOT_ANSWERED`.
        means: (First day, mean severity of the days in the period that were answered) of each
            week of the course, in long periods of several weeks together; those in which it was
            not answered are absent.
    """

    symptom: str
    first: date
    severities: bytes
    means: tuple[tuple[date, Fraction], ...]

    def on(self, day: date) -> int | None:
        """Return the severity of a day of the period; None if it was not answered."""
        found = self.severities[(day - self.first).days]
        return None if found == NOT_ANSWERED else found

    @property
    def worst(self) -> int:
        """The highest severity answered."""
        return max(self.severities.replace(bytes([NOT_ANSWERED]), b""))

    def answers(self) -> Iterator[tuple[date, int]]:
        """Yield the answered days with their severity."""
        for place, severity in enumerate(self.severities):
            if severity != NOT_ANSWERED:
                yield self.first + timedelta(days=place), severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Trends:
    """The days of a period.

    Attributes:
        period: The days.
        doses: By day what the diary holds about doses; other days are absent.
        plan: The phases in force, pauses too, in order; days outside every course are in none.
        lines: The symptoms asked for that were answered, in the order asked for.
        visits: Days with the doctor.
        labs: Days of blood tests.
    """

    period: Period
    doses: Mapping[date, DaySum]
    plan: tuple[Stretch, ...]
    lines: tuple[TrendLine, ...]
    visits: tuple[date, ...]
    labs: tuple[date, ...]

    def stretch_on(self, day: date) -> Stretch | None:
        """Return the phase in force on a day; None outside every course."""
        return next((run for run in self.plan if run.first <= day <= run.last), None)

    def taken_ug(self) -> dict[date, int]:
        """Return micrograms swallowed by day.

        A day of which nothing is known is absent: unknown is not the same as nothing.
        """
        return {
            day: doses.amount_ug for day, doses in self.doses.items() if not _all_unknown(doses)
        }

    def open_days(self) -> frozenset[date]:
        """Return the days of `taken_ug` on which a planned dose is unknown or not recorded."""
        found: list[date] = []
        for run in self.plan:
            day = run.first
            while day <= run.last:
                doses = self.doses.get(day)
                if doses is not None and open_slots(run, doses):
                    found.append(day)
                day += ONE_DAY
        return frozenset(found)


def read_trends(diary: Diary, period: Period, symptoms: Sequence[str]) -> Trends:
    """Return the days of a period with the symptoms asked for."""
    with diary.reading():
        begun = [course for course in courses(diary) if course.start <= period.last]
        plan = [
            run
            for course in begun
            for run in stretches(course, phases_of(diary, course), period.first, period.last)
        ]
        found = severities(diary, period)
        starts = [course.start for course in begun]
        return Trends(
            period=period,
            doses=doses_by_day(diary, period),
            plan=tuple(plan),
            lines=tuple(
                _line(symptom, period, found[symptom], starts)
                for symptom in dict.fromkeys(symptoms)
                if symptom in found
            ),
            visits=days_with(diary, Visit, period),
            labs=days_with(diary, LabResult, period),
        )


def answered_symptoms(diary: Diary, period: Period) -> tuple[str, ...]:
    """Return the symptoms answered in a period, those asked every day first, in their order."""
    with diary.reading():
        found = severities(diary, period)
        asked = [each.symptom for each in tracked(diary) if each.symptom in found]
        return tuple(dict.fromkeys([*asked, *sorted(found)]))


def means_of(
    first: date, answers: bytes, starts: Iterable[date], grain_days: int = 7
) -> tuple[tuple[date, Fraction], ...]:
    """Return the mean of each week of a course with an answer, by the first day of the week.

    Args:
        first: The day of the first byte.
        answers: A byte for each day, as in `TrendLine`.
        starts: The courses' first days in order; weeks are those of the last one begun.
        grain_days: Other than 7 for means of so many days.
    """
    means: list[tuple[date, Fraction]] = []
    for begins, days in _spans(first, len(answers), list(starts), timedelta(days=grain_days)):
        given = answers[days].replace(bytes([NOT_ANSWERED]), b"")
        if given:
            means.append((begins, Fraction(sum(given), len(given))))
    return tuple(means)


def _spans(
    first: date, days: int, starts: Sequence[date], grain: timedelta
) -> Iterator[tuple[date, slice]]:
    """Yield where each span begins and where its days of the period stand among the bytes."""
    end = first + timedelta(days=days)
    for start, next_start in pairwise([*starts, date.max]):
        until = min(next_start, end)
        begins = start + max(0, (first - start) // grain) * grain
        while begins < until:
            left, right = max(begins, first), min(begins + grain, until)
            if left < right:
                yield begins, slice((left - first).days, (right - first).days)
            begins += grain


def _line(symptom: str, period: Period, answers: bytes, starts: Sequence[date]) -> TrendLine:
    means = means_of(period.first, answers, starts, grain_of(period).symptom_days)
    return TrendLine(symptom=symptom, first=period.first, severities=answers, means=means)


def open_slots(run: Stretch | None, doses: DaySum) -> int:
    """Return how many slots of a day with doses are unknown, or planned and not recorded.

    Of a day with doses of an earlier plan only those recorded are looked at: it says itself what
    was planned for it.
    """
    unknown = (doses.recorded & ~doses.known).bit_count()
    if run is None or doses.phase not in ("", run.phase.id):
        return unknown
    planned = sum(1 << slot.number for slot in run.phase.slots_on(doses.day))
    return unknown + (planned & ~doses.recorded).bit_count()


def _all_unknown(doses: DaySum) -> bool:
    return not doses.known and not doses.amount_ug
