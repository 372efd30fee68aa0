"""What the chart of a course shows: days and numbers, no pixels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction

from isodiary.domain.period import Period
from isodiary.domain.summary import Summary
from isodiary.domain.timeline import stretches
from isodiary.domain.values import dataclass
from isodiary.report import words
from isodiary.report.press.markup import plain
from isodiary.services.habits import PLAIN, Habits

SHORTEST = timedelta(days=27)
"""A course of a few days is drawn as if it had four weeks, so that a day stays narrow."""

MOST_LINES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class SymptomLine:
    """A symptom; weeks and days on which it was not answered are absent.

    Attributes:
        label: Its name.
        weeks: Means, by the first day of the week, or of so many days.
        days: Severities of single days; empty where only the means are to be seen.
        grain_days: Over how many days the means are.
    """

    label: str
    weeks: tuple[tuple[date, Fraction], ...]
    days: tuple[tuple[date, int], ...] = ()
    grain_days: int = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartMark:
    """A day with a word."""

    day: date
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep:
    """The first day of a stretch of constant planned micrograms a day."""

    day: date
    daily_ug: Fraction
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseChart:
    """What happened on the days `first` to `last`.

    Attributes:
        taken_ug: Micrograms swallowed by day; a day on which nothing is recorded is absent.
        steps: Where the planned dose changed.
        lines: Symptoms.
        visits: Days with the doctor.
        labs: Days of blood tests.
        description: The same in a sentence, for those who do not see it.
        planned: Micrograms a day as planned; drawn as a thin line where given.
        pauses: Days on which nothing was to be taken.
        open_days: Days of `taken_ug` of which a dose is unknown or not recorded.
        grain_days: So many days of doses are drawn together, as their mean.
    """

    first: date
    last: date
    taken_ug: Mapping[date, int]
    steps: tuple[PlanStep, ...]
    lines: tuple[SymptomLine, ...]
    visits: tuple[ChartMark, ...]
    labs: tuple[ChartMark, ...]
    description: str
    planned: tuple[tuple[Period, Fraction], ...] = ()
    pauses: tuple[Period, ...] = ()
    open_days: frozenset[date] = frozenset()
    grain_days: int = 1

    @property
    def days(self) -> int:
        """How many days it is wide."""
        return (self.last - self.first).days + 1

    @property
    def top_ug(self) -> Fraction:
        """The largest amount of a day, planned or taken; 0 if there is none."""
        taken = map(Fraction, self.taken_ug.values())
        return max([*taken, *(step.daily_ug for step in self.steps)], default=Fraction(0))


def course_chart(
    summary: Summary,
    names: Mapping[str, str],
    symptoms: Sequence[str],
    habits: Habits = PLAIN,
) -> CourseChart:
    """Return the chart of the course with up to four of `symptoms` as lines."""
    first, last = summary.trend.days.first, summary.trend.days.last
    lines = _lines(summary, names, symptoms)
    return CourseChart(
        first=first,
        last=max(last, first + SHORTEST),
        taken_ug=summary.trend.taken_ug,
        steps=_steps(summary, first, habits),
        lines=lines,
        visits=_visits(summary),
        labs=_labs(summary),
        description=_description(summary, lines, habits),
        pauses=_pauses(summary),
    )


def _lines(
    summary: Summary, names: Mapping[str, str], symptoms: Sequence[str]
) -> tuple[SymptomLine, ...]:
    found = (
        SymptomLine(label=plain(words.label(names, symptom)), weeks=summary.trend.weekly[symptom])
        for symptom in dict.fromkeys(symptoms)
        if summary.trend.weekly.get(symptom)
    )
    return tuple(found)[:MOST_LINES]


def _steps(summary: Summary, first: date, habits: Habits) -> tuple[PlanStep, ...]:
    return tuple(
        PlanStep(
            day=max(step.first, first),
            daily_ug=step.daily_ug,
            label=f"{words.mg(step.daily_ug, habits)} a day",
        )
        for step in summary.steps
        if step.last >= first
    )


def _pauses(summary: Summary) -> tuple[Period, ...]:
    days = summary.trend.days
    runs = stretches(summary.course, summary.phases, days.first, days.last)
    return tuple(Period(first=run.first, last=run.last) for run in runs if run.phase.pause)


def _visits(summary: Summary) -> tuple[ChartMark, ...]:
    last = summary.period.last
    first = summary.trend.days.first
    past = sorted(day for day in set(summary.visits) if first <= day <= last)
    labels = ["visit"] * (len(past) - 1) + ["last visit"]
    return tuple(
        ChartMark(day=day, label="visit" if day == last else label)
        for day, label in zip(past, labels if past else [], strict=True)
    )


def _labs(summary: Summary) -> tuple[ChartMark, ...]:
    first, last = summary.trend.days.first, summary.period.last
    days = sorted({result.day for result in summary.labs if first <= result.day <= last})
    return tuple(ChartMark(day=day, label="blood test") for day in days)


def _description(summary: Summary, lines: Sequence[SymptomLine], habits: Habits) -> str:
    """Say what the eye sees: the steps, and each line's first and last week."""
    last = summary.period.last
    parts = [
        f"{words.mg(step.daily_ug, habits)} a day from {words.day(step.first, near=last)}"
        for step in summary.steps
    ]
    parts += [
        f"{line.label}, weekly mean {words.mean(line.weeks[0][1], habits)} in the week of "
        f"{words.day(line.weeks[0][0], near=last)} and "
        f"{words.mean(line.weeks[-1][1], habits)} in the week of "
        f"{words.day(line.weeks[-1][0], near=last)}"
        for line in lines
    ]
    return "; ".join(parts) + "." if parts else "Nothing is recorded yet."
