"""The figures of a summary, added up from its pieces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import groupby

from isodiary.domain.course import Course, Opening, Phase
from isodiary.domain.dose import Outcome
from isodiary.domain.meal import Meal
from isodiary.domain.period import Period
from isodiary.domain.summary import DoseFigures, DoseStep, MealFigures, SymptomFigures
from isodiary.domain.target import reached
from isodiary.domain.timeline import opening_range, phase_on, reached_on
from isodiary.services.figures.pieces import Piece
from isodiary.storage.sums.sums import symptom_totals


def within(pieces: Iterable[Piece], period: Period) -> tuple[Piece, ...]:
    """Return the pieces of a period."""
    return tuple(piece for piece in pieces if period.holds(piece.days))


def dose_figures(
    course: Course,
    phases: Sequence[Phase],
    pieces: Sequence[Piece],
    period: Period,
    *,
    planned_ug: Fraction,
    weight_g: int,
) -> DoseFigures:
    """Return what became of the doses of the course, and of those of the period.

    Args:
        course: The course.
        phases: Its phases.
        pieces: Its pieces, and those of the period.
        period: The days that are counted.
        planned_ug: Micrograms planned for the last of them.
        weight_g: The weight that mg/kg divide by, in grams.
    """
    of_course = [piece for piece in pieces if piece.in_course]
    of_period = within(of_course, period)
    outcomes = _outcomes(of_period)
    least_ug, most_ug = opening_range(course, phases)
    swallowed_ug = sum(piece.swallowed_ug for piece in of_course)
    target_ug = _target_ug(course, weight_g)
    figures = DoseFigures(
        planned_ug=planned_ug,
        weight_g=weight_g,
        lowest_ug=least_ug + swallowed_ug,
        highest_ug=most_ug + swallowed_ug + sum(piece.due.open_ug for piece in of_course),
        opening_known=course.opening is not Opening.UNKNOWN,
        before_ug=least_ug,
        target_ug=target_ug,
        reached=reached(least_ug, _amounts(least_ug, of_course, target_ug), target_ug),
        days_left=None,
        due=sum(piece.due.due for piece in of_period),
        taken=outcomes[Outcome.TAKEN],
        partial=outcomes[Outcome.PARTIAL],
        skipped=outcomes[Outcome.SKIPPED],
        missed=outcomes[Outcome.MISSED],
        unknown=outcomes[Outcome.UNKNOWN],
        extra=_extra(of_period),
        taken_ug=sum(dose.amount_ug for piece in of_period for dose in piece.slot_doses),
        scheduled_ug=sum(piece.due.scheduled_ug for piece in of_period),
        due_days=sum(piece.due.due_days for piece in of_period),
        full_days=sum(piece.due.full_days for piece in of_period),
    )
    return replace(figures, days_left=_days_left(course, phases, figures, period.last))


def planned_ug(course: Course, phases: Sequence[Phase], day: date) -> Fraction:
    """Return micrograms planned a day in the phase in force; nothing outside the course."""
    phase = phase_on(phases, day) if course.keeps(day) else None
    return phase.daily_ug if phase else Fraction(0)


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
    return symptom_totals(piece.sums for piece in pieces)


def steps_of(pieces: Iterable[Piece]) -> dict[Period, tuple[Piece, ...]]:
    """Return the stretches of constant planned amount a day; a pause does not end one."""
    planned = (piece for piece in pieces if piece.on_plan)
    steps = [tuple(step) for _ug, step in groupby(planned, _daily_ug)]
    return {Period(first=step[0].days.first, last=step[-1].days.last): step for step in steps}


def dose_step(pieces: Sequence[Piece]) -> DoseStep:
    """Return the figures of one of these."""
    outcomes = _outcomes(pieces)
    return DoseStep(
        first=pieces[0].days.first,
        last=pieces[-1].days.last,
        daily_ug=pieces[0].daily_ug,
        days=sum(piece.days.days for piece in pieces),
        due=sum(piece.due.due for piece in pieces),
        done=outcomes[Outcome.TAKEN] + outcomes[Outcome.PARTIAL],
        symptoms=symptom_figures(pieces),
    )


def doses_done(pieces: Iterable[Piece]) -> tuple[int, int]:
    """Return how many doses of the course were taken, wholly or in part, and how many came due."""
    of_course = [piece for piece in pieces if piece.in_course]
    outcomes = _outcomes(of_course)
    done = outcomes[Outcome.TAKEN] + outcomes[Outcome.PARTIAL]
    return done, sum(piece.due.due for piece in of_course)


def _outcomes(pieces: Iterable[Piece]) -> Counter[Outcome]:
    outcomes: Counter[Outcome] = Counter()
    for piece in pieces:
        for dose in piece.slot_doses:
            outcomes[dose.outcome] += dose.count
    return outcomes


def _extra(pieces: Iterable[Piece]) -> int:
    doses = (dose for piece in pieces for dose in piece.sums.doses)
    return sum(dose.count for dose in doses if dose.slot is None)


def _amounts(
    before_ug: int, pieces: Iterable[Piece], target_ug: Fraction | None
) -> Iterator[tuple[date, int]]:
    """Yield what was swallowed by day in the piece in which a target is reached.

    What lies before it is one amount for each piece, on its first day.
    """
    for piece in pieces:
        before_ug += piece.swallowed_ug
        if target_ug is not None and before_ug >= target_ug:
            yield from ((one.day, one.amount_ug) for one in piece.sums.days)
            return
        yield piece.days.first, piece.swallowed_ug


def _target_ug(course: Course, weight_g: int) -> Fraction | None:
    if course.target_ug_per_kg is None:
        return None
    return Fraction(course.target_ug_per_kg * weight_g, 1000)


def _days_left(
    course: Course, phases: Sequence[Phase], figures: DoseFigures, last: date
) -> int | None:
    """Return how many days of the calendar after `last` it takes to the target, as planned."""
    if figures.remaining_ug is None or (course.ended_on is not None and course.ended_on <= last):
        return None
    day = reached_on(course, phases, figures.remaining_ug, last)
    return None if day is None else (day - last).days


def _daily_ug(piece: Piece) -> Fraction:
    return piece.daily_ug
