"""The acne as the patient estimated it, week by week of the course."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from isodiary.domain.acne import AcneCheck
from isodiary.domain.course import Course
from isodiary.language import _, marked
from isodiary.report.sheet.content import WeekBars
from isodiary.services.acne.log import Measure, measured
from isodiary.services.words.units import number_text

TITLES = {
    Measure.OVERALL: marked("Acne, own estimate by week (IGA)"),
    Measure.SCORE: marked("Acne, own estimate by week (GAGS)"),
}
NAMES = {Measure.OVERALL: marked("Overall, 0–4"), Measure.SCORE: marked("Score, 0–44")}
CHANGE = "{first} → {last}"
GRADE = "{number} {label}"


def acne_weeks(
    checks: Sequence[AcneCheck], course: Course, grades: Sequence[str]
) -> WeekBars | None:
    """Return the estimates of a course by week; None without any.

    Args:
        checks: Those of the course, by day.
        course: Whose weeks are counted.
        grades: What the overall grades are called, from 0 up.
    """
    measure = next((one for one in TITLES if measured(checks, one)), None)
    if measure is None:
        return None
    by_week = {_week(course, day): value for day, value in measured(checks, measure)}
    first, last = min(by_week), max(by_week)
    values = tuple(by_week.get(week) for week in range(first, last + 1))
    return WeekBars(
        title=_(TITLES[measure]),
        name=_(NAMES[measure]),
        first_week=first,
        values=values,
        most=measure.most or 1,
        change=_change(measured(checks, measure)),
        note=_note(checks, [by_week[first], by_week[last]], grades, measure),
    )


def _week(course: Course, day: date) -> int:
    return (day - course.start).days // 7 + 1


def _change(found: Sequence[tuple[date, int]]) -> str:
    first, last = number_text(found[0][1]), number_text(found[-1][1])
    return CHANGE.format(first=first, last=last) if len(found) > 1 else first


def _note(
    checks: Sequence[AcneCheck], ends: Sequence[int], grades: Sequence[str], measure: Measure
) -> str:
    """Say what the first and the last grade are called, and how the spots were counted."""
    named = [
        GRADE.format(number=number_text(grade), label=grades[grade])
        for grade in sorted(set(ends))
        if measure is Measure.OVERALL and grade < len(grades)
    ]
    counts = measured(checks, Measure.INFLAMMATORY)
    said = [f"{', '.join(named)}."] if named else []
    if counts:
        said.append(_("Inflammatory spots: {change}.").format(change=_change(counts)))
    return " ".join(said)
