"""A symptom over the months of a course: which days were answered, and how."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

from isodiary.domain.course import Course
from isodiary.domain.day import add_months
from isodiary.domain.period import Period
from isodiary.domain.values import dataclass
from isodiary.language import _, nmarked, plural
from isodiary.services.figures.pieces import years_of
from isodiary.services.words.days import day_name, full_day
from isodiary.services.words.names import SEVERITIES, severity_name
from isodiary.services.words.units import range_text
from isodiary.storage.diary import Diary
from isodiary.storage.reads.days import tracked
from isodiary.storage.sums.symptom_days import answered, severities

LONGEST = timedelta(weeks=104)
"""So much of a course is shown at once, up to the last day asked for."""

DAYS_OF = (
    nmarked("{count} day none", "{count} days none"),
    nmarked("{count} day mild", "{count} days mild"),
    nmarked("{count} day moderate", "{count} days moderate"),
    nmarked("{count} day severe", "{count} days severe"),
)
"""How many days a severity was answered on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SymptomMonths:
    """The answers of one symptom.

    Attributes:
        symptom: Its id.
        days: The days of the course that are shown.
        severities: By day; a day that was not answered is absent.
    """

    symptom: str
    days: Period
    severities: Mapping[date, int]

    @property
    def months(self) -> tuple[date, ...]:
        """The first days of the months."""
        return tuple(_months(self.days))

    def holds(self, day: date) -> bool:
        """Whether a day is one of the course's that are shown."""
        return self.days.first <= day <= self.days.last

    def words_of(self, day: date) -> str:
        """Return a day in words: "Monday 23 Nov 2026: mild, 1 of 3"."""
        said = f"{day_name(day)} {full_day(day)}"
        if not self.holds(day):
            return _("{day}: not in the course").format(day=said)
        severity = self.severities.get(day)
        if severity is None:
            return _("{day}: not recorded").format(day=said)
        return _("{day}: {name}, {severity} of 3").format(
            day=said, name=severity_name(severity), severity=severity
        )

    @property
    def counts(self) -> str:
        """How many days there are of each answer, in words."""
        held = list(self.severities.values())
        parts = [
            plural(held.count(severity), *DAYS_OF[severity])
            for severity in reversed(range(len(SEVERITIES)))
            if severity in held
        ]
        open_days = self.days.days - len(held)
        if open_days > 0:
            parts.append(plural(open_days, "{count} day not recorded", "{count} days not recorded"))
        return ", ".join(parts)

    @property
    def words(self) -> str:
        """The counts, then every day; days after each other with the same answer are one."""
        if not self.severities:
            return self.counts
        shown = (self.days.first + timedelta(days=n) for n in range(self.days.days))
        runs = (list(run) for _answer, run in groupby(shown, self.severities.get))
        return "; ".join([self.counts, *(self._run_words(run[0], run[-1]) for run in runs)])

    def _run_words(self, first: date, last: date) -> str:
        if first == last:
            return self.words_of(first)
        severity = self.severities.get(first)
        return _("{days}: {answer}").format(
            days=range_text(full_day(first), full_day(last)),
            answer=_("not recorded") if severity is None else severity_name(severity),
        )


def shown_days(course: Course, last: date) -> Period:
    """Return the days that are shown up to a day, the last two years of a long course.

    They go on after the last capsule, as symptoms stay asked.
    """
    first = max(course.diary_start, last - min(LONGEST, last - date.min))
    return Period(first=min(first, last), last=last)


def offered(diary: Diary, course: Course, last: date) -> Sequence[str]:
    """Return the symptoms to choose from: those asked every day, then what else was answered."""
    with diary.reading():
        asked = [each.symptom for each in tracked(diary)]
        others = answered(diary, years_of(course, last)) - set(asked)
    return [*asked, *sorted(others)]


def read_months(diary: Diary, course: Course, last: date, symptom: str) -> SymptomMonths:
    """Return how a symptom was answered in a course up to a day."""
    days = shown_days(course, last)
    with diary.reading():
        found = severities(diary, symptom, years_of(course, days.last))
    held = {day: severity for day, severity in found.items() if day >= days.first}
    return SymptomMonths(symptom=symptom, days=days, severities=held)


def _months(days: Period) -> Iterator[date]:
    month = days.first.replace(day=1)
    while month <= days.last:
        yield month
        month = add_months(month, 1)
