"""The four boxes of the visit sheet: plan, cumulative dose, doses taken, meals."""

from __future__ import annotations

from isodiary.domain.course import Phase, WeightBasis
from isodiary.domain.meal import Meal
from isodiary.domain.summary import DoseFigures, MealFigures, Summary
from isodiary.domain.timeline import phase_on
from isodiary.report import words
from isodiary.report.content import Box
from isodiary.services.words import rhythm_words

WEIGHTS = {WeightBasis.START: "start weight", WeightBasis.LATEST: "latest weight"}


def boxes(summary: Summary) -> tuple[Box, ...]:
    """Return the boxes from left to right."""
    return (
        _plan(summary),
        _cumulative(summary.dose, WEIGHTS[summary.course.weight_basis]),
        _doses(summary.dose),
        _meals(summary.meals),
    )


def _plan(summary: Summary) -> Box:
    last = summary.period.last
    ended = summary.course.ended_on
    if ended is not None and ended <= last:
        return Box(figure="Ended", lines=(f"last capsule {words.day(ended)}",))
    phase = phase_on(summary.phases, last)
    if phase is None:
        return Box(figure=words.NOTHING, lines=("no plan recorded",))
    if phase.pause:
        return _pause(phase, summary)
    step = summary.steps[-1] if summary.steps else None
    since = step.first if step and step.daily_ug == phase.daily_ug else phase.start
    by_weight = words.per_kg(summary.dose.planned_mg_per_kg, 2)
    return Box(
        figure=words.mg(summary.dose.planned_ug),
        lines=(f"{_a_day(phase)} since {words.day(since, near=last)}", by_weight, _capsules(phase)),
    )


def _a_day(phase: Phase) -> str:
    if phase.plan is None or phase.plan.every_day:
        return "a day"
    return f"a day on average ({rhythm_words(phase.plan)})"


def _pause(phase: Phase, summary: Summary) -> Box:
    last = summary.period.last
    lines = [f"since {words.day(phase.start, near=last)}"]
    if phase.until is not None:
        lines.append(f"until {words.day(phase.until, near=last)}")
    return Box(figure="Pause", lines=tuple(lines))


def _capsules(phase: Phase) -> str:
    slots = phase.plan.slots if phase.plan else ()
    strengths = {strength for slot in slots for strength in slot.capsules}
    parts = [words.mg(strength) for strength in sorted(strengths, reverse=True)]
    return f"capsules of {' and '.join(parts)}"


def _cumulative(dose: DoseFigures, weight: str) -> Box:
    lines = [f"cumulative, {words.per_kg(dose.cumulative_mg_per_kg)}"]
    if dose.open_ug:
        highest = words.number(dose.highest_mg_per_kg, 1)
        lowest = (
            "" if dose.opening_known else f"{words.number(dose.lowest_mg_per_kg, 1)} at least, "
        )
        lines.append(f"({lowest}{highest} if all open were taken)")
    lines.append(f"{weight} {words.kg(dose.weight_g)}")
    if dose.target_ug and dose.target_percent is None:
        lines.append(f"target {words.mg(dose.target_ug)}")
    elif dose.target_ug:
        share = words.percent(dose.target_percent)
        lines.append(f"{share} of the target, {words.mg(dose.target_ug)}")
    return Box(figure=words.mg(dose.cumulative_ug), lines=tuple(lines))


def _doses(dose: DoseFigures) -> Box:
    if not dose.due:
        extra = words.counted(dose.extra, "extra dose", "extra doses")
        return Box(figure="None due", lines=("in this period", extra if dose.extra else ""))
    taken = f"{words.number(dose.taken + dose.partial)} of {words.number(dose.due)}"
    parts = (
        (dose.partial, "in part"),
        (dose.skipped, "skipped"),
        (dose.missed, "missed"),
        (dose.unknown, "unknown"),
        (dose.not_recorded, "not recorded"),
        (dose.extra, "extra"),
    )
    said = words.list_of([f"{words.number(count)} {what}" for count, what in parts if count])
    amounts = f"{words.mg(dose.taken_ug)} of {words.mg(dose.scheduled_ug)}"
    return Box(
        figure=taken, lines=(f"doses taken ({words.percent(dose.adherence)})", amounts, said)
    )


def _meals(meals: MealFigures) -> Box:
    not_noted = f"{words.number(meals.not_noted)} not noted" if meals.not_noted else ""
    if not meals.noted:
        return Box(figure=words.NOTHING, lines=("meals not noted",))
    snack, none = (meals.by_meal.get(meal, 0) for meal in (Meal.SNACK, Meal.NONE))
    return Box(
        figure=words.percent(meals.with_meal_percent),
        lines=(
            "taken with a meal",
            f"{words.number(snack)} with a snack, {words.number(none)} without food",
            not_noted,
        ),
    )
