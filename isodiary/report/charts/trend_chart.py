"""The chart of a period of the diary, as the page Trends shows it and gives it away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from isodiary.domain.period import Period
from isodiary.domain.values import dataclass
from isodiary.language import _, plural
from isodiary.report.charts.course_chart import (
    SHORTEST,
    ChartMark,
    CourseChart,
    PlanStep,
    SymptomLine,
)
from isodiary.report.charts.course_data import course_plot, paint_course_chart
from isodiary.report.charts.pencil import Ink
from isodiary.report.press.markup import plain
from isodiary.services.figures.trends import TrendLine, Trends, grain_of
from isodiary.services.figures.words import day_values, name_of
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.days import full_day, full_day_of_week
from isodiary.services.words.units import mg_text, range_text


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendChart:
    """A chart of a period with its numbers; a `DayChart`.

    Attributes:
        trends: The numbers.
        names: Words for symptom ids.
        course: What is drawn.
        habits: How its amounts are read.
    """

    trends: Trends
    names: Mapping[str, str]
    course: CourseChart
    habits: Habits = PLAIN

    @property
    def first(self) -> date:
        """The first day of its axis."""
        return self.course.first

    @property
    def last(self) -> date:
        """The last day of its axis."""
        return self.course.last

    @property
    def description(self) -> str:
        """The same in a sentence."""
        return self.course.description

    def paint(self, painter: QPainter, rect: QRectF, ink: Ink, unit_px: float) -> None:
        """Paint it into `rect`."""
        paint_course_chart(painter, rect, self.course, ink, unit_px)

    def plot(self, rect: QRectF, unit_px: float) -> QRectF:
        """Return where the days stand."""
        return course_plot(rect, self.course, unit_px)

    def values_on(self, day: date) -> str:
        """Return the values of a day in words."""
        if day > self.trends.period.last:
            return _("{day}: not yet.").format(day=full_day_of_week(day))
        return day_values(self.trends, self.names, day, self.habits)


def trend_chart(
    trends: Trends, names: Mapping[str, str], *, roomy: bool, habits: Habits = PLAIN
) -> TrendChart:
    """Return the chart of a period; `roomy` draws one of a few days as if it had four weeks."""
    period, grain = trends.period, grain_of(trends.period)
    last = max(period.last, period.first + SHORTEST) if roomy else period.last
    lines = tuple(_line(line, names, period) for line in trends.lines)
    steps = _steps(trends, habits)
    return TrendChart(
        trends=trends,
        names=names,
        habits=habits,
        course=CourseChart(
            first=period.first,
            last=last,
            taken_ug=trends.taken_ug(),
            steps=steps,
            lines=lines,
            visits=tuple(ChartMark(day=day, label=_("visit")) for day in trends.visits),
            labs=tuple(ChartMark(day=day, label=_("blood test")) for day in trends.labs),
            description=_description(trends, names, steps),
            planned=tuple(
                (Period(first=run.first, last=run.last), run.phase.daily_ug)
                for run in trends.plan
                if not run.phase.pause
            ),
            pauses=tuple(
                Period(first=run.first, last=run.last) for run in trends.plan if run.phase.pause
            ),
            open_days=trends.open_days() if grain.dose_days == 1 else frozenset(),
            grain_days=grain.dose_days,
        ),
    )


def _line(line: TrendLine, names: Mapping[str, str], period: Period) -> SymptomLine:
    grain = grain_of(period)
    return SymptomLine(
        label=plain(name_of(names, line.symptom)),
        weeks=line.means,
        days=tuple(line.answers()) if grain.dose_days == 1 else (),
        grain_days=grain.symptom_days,
    )


def _steps(trends: Trends, habits: Habits) -> tuple[PlanStep, ...]:
    """Return where the planned dose changed; a pause does not change it."""
    steps: list[PlanStep] = []
    for run in trends.plan:
        amount_ug = run.phase.daily_ug
        if amount_ug and (not steps or steps[-1].daily_ug != amount_ug):
            label = _("{amount} a day").format(amount=mg_text(amount_ug, habits))
            steps.append(PlanStep(day=run.first, daily_ug=amount_ug, label=label))
    return tuple(steps)


def _description(trends: Trends, names: Mapping[str, str], steps: tuple[PlanStep, ...]) -> str:
    """Say what the eye sees: the days, the dose steps, and what else is drawn."""
    period = trends.period
    parts = [range_text(full_day(period.first), full_day(period.last))]
    parts += [
        _("{dose} from {day}").format(dose=step.label, day=full_day(step.day)) for step in steps
    ]
    parts += [
        _("{symptom}, worst {worst}").format(symptom=name_of(names, line.symptom), worst=line.worst)
        for line in trends.lines
    ]
    parts += [plural(len(trends.visits), "{count} visit", "{count} visits")] * bool(trends.visits)
    tests = plural(len(trends.labs), "{count} day of blood tests", "{count} days of blood tests")
    parts += [tests] * bool(trends.labs)
    return _("{values}. Left and Right read the days.").format(values="; ".join(parts))
