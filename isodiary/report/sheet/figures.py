"""The figures of the visit sheet: its four boxes, and the table with a row for each dose step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from isodiary.domain.course import Phase, WeightBasis
from isodiary.domain.meal import Meal
from isodiary.domain.summary import DoseFigures, DoseStep, MealFigures, Summary
from isodiary.domain.timeline import phase_on
from isodiary.report import words
from isodiary.report.sheet.content import Box, Column, SheetTable
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.names import turns_words
from isodiary.services.words.units import NOTHING, number_text

WEIGHTS = {WeightBasis.START: "start weight", WeightBasis.LATEST: "latest weight"}


def boxes(summary: Summary, habits: Habits = PLAIN) -> tuple[Box, ...]:
    """Return the boxes from left to right."""
    return (
        _plan(summary, habits),
        _cumulative(summary.dose, WEIGHTS[summary.course.weight_basis], habits),
        _doses(summary.dose, habits),
        _meals(summary.meals),
    )


def _plan(summary: Summary, habits: Habits) -> Box:
    last = summary.period.last
    ended = summary.course.ended_on
    if ended is not None and ended <= last:
        return Box(figure="Ended", lines=(f"last capsule {words.day(ended)}",))
    phase = phase_on(summary.phases, last)
    if phase is None:
        return Box(figure=NOTHING, lines=("no plan recorded",))
    if phase.pause:
        return _pause(phase, summary)
    step = summary.steps[-1] if summary.steps else None
    since = step.first if step and step.daily_ug == phase.daily_ug else phase.start
    by_weight = words.per_kg(summary.dose.planned_mg_per_kg, 2, habits)
    begun = f"{_a_day(phase, habits)} since {words.day(since, near=last)}"
    return Box(
        figure=words.mg(summary.dose.planned_ug, habits),
        lines=(begun, by_weight, _capsules(phase, habits)),
    )


def _a_day(phase: Phase, habits: Habits) -> str:
    if phase.plan is None or phase.plan.every_day:
        return "a day"
    return f"a day on average ({turns_words(phase.plan, habits)})"


def _pause(phase: Phase, summary: Summary) -> Box:
    last = summary.period.last
    lines = [f"since {words.day(phase.start, near=last)}"]
    if phase.until is not None:
        lines.append(f"until {words.day(phase.until, near=last)}")
    return Box(figure="Pause", lines=tuple(lines))


def _capsules(phase: Phase, habits: Habits) -> str:
    slots = phase.plan.slots if phase.plan else ()
    strengths = {strength for slot in slots for strength in slot.capsules}
    parts = [words.mg(strength, habits) for strength in sorted(strengths, reverse=True)]
    return f"capsules of {' and '.join(parts)}"


def _cumulative(dose: DoseFigures, weight: str, habits: Habits) -> Box:
    lines = [f"cumulative, {words.per_kg(dose.cumulative_mg_per_kg, 1, habits)}"]
    if dose.opening_known and dose.before_ug:
        lines.append(f"of which {words.mg(dose.before_ug, habits)} before the diary")
    if dose.open_ug:
        highest = number_text(dose.highest_mg_per_kg, 1, habits)
        least = f"{number_text(dose.lowest_mg_per_kg, 1, habits)} at least, "
        lowest = "" if dose.opening_known else least
        lines.append(f"({lowest}{highest} if all open were taken)")
    lines.append(f"{weight} {words.weight(dose.weight_g, habits)}")
    if dose.target_ug and dose.target_percent is None:
        lines.append(f"target {words.mg(dose.target_ug, habits)}")
    elif dose.target_ug:
        share = words.percent(dose.target_percent)
        lines.append(f"{share} of the target, {words.mg(dose.target_ug, habits)}")
    return Box(figure=words.mg(dose.cumulative_ug, habits), lines=tuple(lines))


def _doses(dose: DoseFigures, habits: Habits) -> Box:
    if not dose.due:
        extra = words.counted(dose.extra, "extra dose", "extra doses")
        return Box(figure="None due", lines=("in this period", extra if dose.extra else ""))
    taken = f"{number_text(dose.taken + dose.partial)} of {number_text(dose.due)}"
    parts = (
        (dose.partial, "in part"),
        (dose.skipped, "skipped"),
        (dose.missed, "missed"),
        (dose.unknown, "unknown"),
        (dose.not_recorded, "not recorded"),
        (dose.extra, "extra"),
    )
    said = words.list_of([f"{number_text(count)} {what}" for count, what in parts if count])
    amounts = f"{words.mg(dose.taken_ug, habits)} of {words.mg(dose.scheduled_ug, habits)}"
    return Box(
        figure=taken, lines=(f"doses taken ({words.percent(dose.adherence)})", amounts, said)
    )


def _meals(meals: MealFigures) -> Box:
    not_noted = f"{number_text(meals.not_noted)} not noted" if meals.not_noted else ""
    if not meals.noted:
        return Box(figure=NOTHING, lines=("meals not noted",))
    snack, none = (meals.by_meal.get(meal, 0) for meal in (Meal.SNACK, Meal.NONE))
    return Box(
        figure=words.percent(meals.with_meal_percent),
        lines=(
            "taken with a meal",
            f"{number_text(snack)} with a snack, {number_text(none)} without food",
            not_noted,
        ),
    )


STEP_SYMPTOMS = 2
HEAD_LENGTH = 24


def steps_table(
    summary: Summary,
    names: Mapping[str, str],
    symptoms: Sequence[str],
    habits: Habits = PLAIN,
) -> SheetTable:
    """Return the dose steps of the course with the means of two of `symptoms`."""
    beside = [
        symptom
        for symptom in dict.fromkeys(symptoms)
        if any(symptom in step.symptoms for step in summary.steps)
    ][:STEP_SYMPTOMS]
    last = summary.period.last
    dose = 76 - 17 * len(beside)
    return SheetTable(
        title="By dose step",
        columns=(
            Column(label="Dose", share=dose, number=False),
            Column(label="days", share=11),
            Column(label="taken", share=13),
            *(Column(label=_head(names, symptom), share=17) for symptom in beside),
        ),
        rows=tuple(
            (
                f"{words.mg(step.daily_ug, habits)} a day, from {words.day(step.first, near=last)}",
                number_text(step.days),
                words.percent(step.adherence),
                *(_step_mean(step, symptom, habits) for symptom in beside),
            )
            for step in summary.steps
        ),
        note=_steps_note(summary, bool(beside)),
        empty="No dose was planned yet.",
        newest_last=True,
    )


def _head(names: Mapping[str, str], symptom: str) -> str:
    """Return a symptom's label as it fits above a narrow column; elsewhere it is whole."""
    return words.shortened(words.label(names, symptom), HEAD_LENGTH)


def _step_mean(step: DoseStep, symptom: str, habits: Habits) -> str:
    figures = step.symptoms.get(symptom)
    return words.mean(figures.mean if figures else None, habits)


def _steps_note(summary: Summary, means: bool) -> str:
    begun = (phase for phase in summary.phases if _begun_pause(phase, summary))
    pauses = [_pause_row(phase, summary) for phase in begun]
    parts = (
        "Symptoms: mean severity of the answered days, 0–3." if means else "",
        f"Paused: {words.list_of(pauses)}." if pauses else "",
    )
    return " ".join(part for part in parts if part)


def _begun_pause(phase: Phase, summary: Summary) -> bool:
    return phase.pause and phase.start <= summary.period.last


def _pause_row(phase: Phase, summary: Summary) -> str:
    """Return the days of a pause as they were ordered."""
    if phase.until is None:
        return f"from {words.day(phase.start, near=summary.period.last)}"
    return words.span(phase.start, phase.until)
