"""The figures of a summary, added up from its pieces."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from functools import partial
from itertools import groupby

from isodiary.domain.course import Course
from isodiary.domain.dose import Outcome
from isodiary.domain.meal import Meal
from isodiary.domain.period import Period
from isodiary.domain.summary import DoseFigures, DoseStep, MealFigures, SymptomFigures, Trend
from isodiary.domain.units import rounded
from isodiary.services.figures.pieces import WEEK, Piece
from isodiary.storage.sums.sums import symptom_totals


def within(pieces: Iterable[Piece], period: Period) -> tuple[Piece, ...]:
    """Return the pieces of a period."""
    return tuple(piece for piece in pieces if period.holds(piece.days))


def dose_figures(
    course: Course, pieces: Sequence[Piece], period: Period, *, planned_ug: int, weight_g: int
) -> DoseFigures:
    """Return what became of the doses of the course, and of those of the period."""
    of_course = [piece for piece in pieces if piece.in_course]
    of_period = within(of_course, period)
    outcomes = _outcomes(of_period)
    return DoseFigures(
        planned_ug=planned_ug,
        weight_g=weight_g,
        cumulative_ug=course.opening_ug + sum(piece.swallowed_ug for piece in of_course),
        open_ug=sum(piece.open_ug for piece in of_course),
        target_ug=_target_ug(course, weight_g),
        due=sum(piece.due_count for piece in of_period),
        taken=outcomes[Outcome.TAKEN],
        partial=outcomes[Outcome.PARTIAL],
        skipped=outcomes[Outcome.SKIPPED],
        missed=outcomes[Outcome.MISSED],
        unknown=outcomes[Outcome.UNKNOWN],
        extra=_extra(of_period),
        taken_ug=sum(dose.amount_ug for piece in of_period for dose in piece.due_doses),
        scheduled_ug=sum(piece.scheduled_ug for piece in of_period),
        due_days=sum(piece.days.days for piece in of_period if piece.due),
        full_days=sum(piece.full_days for piece in of_period),
    )


def meal_figures(pieces: Iterable[Piece]) -> MealFigures:
    """Return what the doses swallowed in the course were taken with."""
    by_meal: Counter[Meal | None] = Counter()
    for piece in pieces:
        for dose in piece.sums.doses:
            if piece.in_course and dose.outcome.swallowed:
                by_meal[dose.meal] += dose.count
    noted = {meal: by_meal[meal] for meal in Meal if by_meal[meal]}
    return MealFigures(by_meal=noted, not_noted=by_meal[None])


def symptom_figures(pieces: Iterable[Piece]) -> dict[str, SymptomFigures]:
    """Return the symptoms answered, by id, the worst first."""
    totals = symptom_totals(piece.sums for piece in pieces)
    return {figures.symptom: figures for figures in sorted(totals.values(), key=_worst_first)}


def dose_steps(pieces: Iterable[Piece]) -> tuple[DoseStep, ...]:
    """Return the stretches of constant planned amount; a pause does not end one."""
    planned = (piece for piece in pieces if piece.on_plan)
    steps = [(daily_ug, list(step)) for daily_ug, step in groupby(planned, _daily_ug)]
    return tuple(_step(daily_ug, step) for daily_ug, step in steps)


def trend(course: Course, pieces: Iterable[Piece], days: Period) -> Trend:
    """Return the chart of the course over `days`, which begin with a week of it."""
    charted = within(pieces, days)
    weekly: defaultdict[str, list[tuple[date, Fraction]]] = defaultdict(list)
    for week, held in groupby(charted, partial(_week_of, course)):
        for symptom, totals in symptom_totals(piece.sums for piece in held).items():
            weekly[symptom].append((week, totals.mean))
    return Trend(
        days=days,
        taken_ug={
            one.day: one.amount_ug
            for piece in charted
            for one in piece.sums.days
            if one.known or one.amount_ug  # of which nothing is known is not nothing
        },
        weekly={symptom: tuple(means) for symptom, means in sorted(weekly.items())},
    )


def _outcomes(pieces: Iterable[Piece]) -> Counter[Outcome]:
    outcomes: Counter[Outcome] = Counter()
    for piece in pieces:
        for dose in piece.due_doses:
            outcomes[dose.outcome] += dose.count
    return outcomes


def _extra(pieces: Iterable[Piece]) -> int:
    doses = (dose for piece in pieces for dose in piece.sums.doses)
    return sum(dose.count for dose in doses if dose.slot is None)


def _target_ug(course: Course, weight_g: int) -> int | None:
    if course.target_ug_per_kg is None:
        return None
    return int(rounded(Fraction(course.target_ug_per_kg * weight_g, 1000), 0))


def _step(daily_ug: int, pieces: Sequence[Piece]) -> DoseStep:
    outcomes = _outcomes(pieces)
    return DoseStep(
        first=pieces[0].days.first,
        last=pieces[-1].days.last,
        daily_ug=daily_ug,
        days=sum(piece.days.days for piece in pieces),
        due=sum(piece.due_count for piece in pieces),
        done=outcomes[Outcome.TAKEN] + outcomes[Outcome.PARTIAL],
        symptoms=symptom_figures(pieces),
    )


def _week_of(course: Course, piece: Piece) -> date:
    """Return the first day of the week of the course that the piece lies in."""
    return course.start + (course.week_number(piece.days.first) - 1) * WEEK


def _daily_ug(piece: Piece) -> int:
    return piece.daily_ug


def _worst_first(figures: SymptomFigures) -> tuple[int, int, Fraction, str]:
    return -figures.worst, -figures.days_present, -figures.mean, figures.symptom
