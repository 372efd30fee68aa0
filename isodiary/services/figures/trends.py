"""What happened in a period, day by day: the numbers of the chart, of its table and of its file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

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


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendLine:
    """One symptom over the period.

    Attributes:
        symptom: Its id.
        first: The first day of the period.
        severities: A byte for each day of the period: 0 to 3, or `NOT_ANSWERED`.
    """

    symptom: str
    first: date
    severities: bytes

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
        return Trends(
            period=period,
            doses=doses_by_day(diary, period),
            plan=tuple(plan),
            lines=tuple(
                TrendLine(symptom=symptom, first=period.first, severities=found[symptom])
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


def _all_unknown(doses: DaySum) -> bool:
    return not doses.known and not doses.amount_ug
