"""The figures of the visit sheet: its four boxes, and the table with a row for each dose step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from isodiary.domain.course import Phase, Plan, WeightBasis
from isodiary.domain.meal import Meal
from isodiary.domain.summary import DoseFigures, DoseStep, MealFigures, Summary
from isodiary.domain.timeline import phase_on
from isodiary.language import _, marked, ngettext, nmarked, pgettext, plural
from isodiary.report import words
from isodiary.report.sheet.content import Box, Column, SheetTable
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.names import MEALS, turns_words
from isodiary.services.words.units import HARD, NOTHING, THIN, amount_text, apart, number_text

WEIGHTS = {
    WeightBasis.START: marked("start weight {weight}"),
    WeightBasis.LATEST: marked("latest weight {weight}"),
}
LONGEST_LINE = 29
"""A line of a box with more letters would wrap."""

NARROWEST_LINE = 25
"""The same of the first box."""

SINCE = marked("since {day}")
SINCE_BEFORE = marked("since {day}; {before} before")
BEFORE_DIARY = marked("{amount} of it before the diary")
BEFORE_SHORT = marked("{amount} before the diary")
WITH_MEAL = nmarked("{count} of {of} doses taken", "{count} of {of} doses taken")
WITH_MEAL_NOTED = nmarked("{count} of {of} doses noted", "{count} of {of} doses noted")
SNACKS = nmarked("{count} with a snack", "{count} with a snack")
NO_FOOD = nmarked("{count} without food", "{count} without food")
MEALS_NOT_NOTED = nmarked("{count} not noted", "{count} not noted")
IN_PART = nmarked("{count} in part", "{count} in part")
SKIPPED = nmarked("{count} skipped", "{count} skipped")
MISSED = nmarked("{count} missed", "{count} missed")
NOT_KNOWN = nmarked("{count} not known", "{count} not known")
NOT_RECORDED = nmarked("{count} not recorded", "{count} not recorded")
EXTRA = nmarked("{count} extra", "{count} extra")


def boxes(summary: Summary, habits: Habits = PLAIN) -> tuple[Box, ...]:
    """Return the boxes from left to right."""
    return (
        _plan(summary, habits),
        _cumulative(summary, habits),
        _doses(summary.dose, habits),
        _meals(summary.meals),
    )


def _plan(summary: Summary, habits: Habits) -> Box:
    last = summary.period.last
    ended = summary.course.ended_on
    if ended is not None and ended <= last:
        line = _("last capsule {day}").format(day=words.day(ended))
        return Box(figure=pgettext("a course", "Ended"), unit="", lines=(line,))
    phase = phase_on(summary.phases, last)
    if phase is None:
        return Box(figure=NOTHING, unit="", lines=(_("no plan recorded"),))
    if phase.pause or phase.plan is None:
        return _pause(phase, summary)
    by_weight = words.per_kg(summary.dose.planned_mg_per_kg, 2, habits)
    every_day = phase.plan.every_day
    return Box(
        figure=words.mg(summary.dose.planned_ug, habits),
        unit=_a_day(every_day=every_day),
        lines=(
            _begun(summary, phase, habits),
            _("{amount} a day").format(amount=by_weight),
            _by_meal(phase.plan, habits) if every_day else turns_words(phase.plan, habits),
        ),
    )


def _a_day(*, every_day: bool) -> str:
    if every_day:
        return pgettext("behind an amount", "a day")
    return pgettext("behind an amount", "mean a day")


def _begun(summary: Summary, phase: Phase, habits: Habits) -> str:
    """Return since when the dose is what it is, and what it was before."""
    last, steps = summary.period.last, summary.steps
    now = steps[-1] if steps and steps[-1].daily_ug == phase.daily_ug else None
    day = words.day(now.first if now else phase.start, near=last)
    earlier = steps[:-1] if now else steps
    if not earlier:
        return _(SINCE).format(day=day)
    before = amount_text(earlier[-1].daily_ug, habits)
    whole = _(SINCE_BEFORE).format(day=day, before=before)
    return whole if len(whole) <= NARROWEST_LINE else _(SINCE).format(day=day)


def _by_meal(plan: Plan, habits: Habits) -> str:
    """Return "breakfast 20, dinner 20", or the amounts alone where that would be too long."""
    amounts = [amount_text(slot.amount_ug, habits) for slot in plan.slots]
    named = [
        f"{_(MEALS[slot.meal])}{HARD}{amount}"
        for slot, amount in zip(plan.slots, amounts, strict=True)
    ]
    whole = words.list_of(named)
    return whole if len(whole) <= LONGEST_LINE else f"{' + '.join(amounts)}{THIN}mg"


def _pause(phase: Phase, summary: Summary) -> Box:
    last = summary.period.last
    lines = [_(SINCE).format(day=words.day(phase.start, near=last))]
    if phase.until is not None:
        lines.append(_("until {day}").format(day=words.day(phase.until, near=last)))
    return Box(figure=_("Pause"), unit="", lines=tuple(lines))


def _cumulative(summary: Summary, habits: Habits) -> Box:
    dose, course = summary.dose, summary.course
    lines = []
    if course.target_ug_per_kg and dose.target_percent is not None:
        target = words.per_kg(Fraction(course.target_ug_per_kg, 1000), 0, habits)
        share = words.percent(dose.target_percent)
        said = _("{share} of the target, {target}")
        lines.append(said.format(share=share, target=target))
    elif course.target_ug_per_kg:
        target = words.per_kg(Fraction(course.target_ug_per_kg, 1000), 0, habits)
        lines.append(_("target {target}").format(target=target))
    weight = _(WEIGHTS[course.weight_basis]).format(weight=words.weight(dose.weight_g, habits))
    if dose.opening_known:
        amount = words.mg(dose.cumulative_ug, habits)
        lines.append(f"{amount}, {weight}")
    else:
        lines.append(weight)
    if dose.opening_known and dose.before_ug:
        lines.append(_before_diary(words.mg(dose.before_ug, habits)))
    if dose.open_ug:
        lines.append(_with_open(dose, habits))
    return Box(
        figure=words.per_kg(dose.cumulative_mg_per_kg, 1, habits),
        unit=pgettext("behind an amount", "so far") if dose.opening_known else "",
        lines=tuple(lines),
    )


def _before_diary(amount: str) -> str:
    whole = _(BEFORE_DIARY).format(amount=amount)
    return whole if len(whole) <= LONGEST_LINE else _(BEFORE_SHORT).format(amount=amount)


def _with_open(dose: DoseFigures, habits: Habits) -> str:
    highest = number_text(dose.highest_mg_per_kg, 1, habits)
    if dose.opening_known:
        return _("{amount} with unrecorded doses").format(amount=highest)
    lowest = number_text(dose.lowest_mg_per_kg, 1, habits)
    return _("{lowest} to {highest} mg/kg").format(lowest=lowest, highest=highest)


def _doses(dose: DoseFigures, habits: Habits) -> Box:
    if not dose.due:
        return _none_due(dose)
    parts = (
        (dose.partial, IN_PART),
        (dose.skipped, SKIPPED),
        (dose.missed, MISSED),
        (dose.unknown, NOT_KNOWN),
        (dose.not_recorded, NOT_RECORDED),
        (dose.extra, EXTRA),
    )
    said = [plural(count, *what) for count, what in parts if count]
    share = _("{share} · {taken} of {scheduled}").format(
        share=words.percent(dose.adherence),
        taken=amount_text(dose.taken_ug, habits),
        scheduled=words.mg(dose.scheduled_ug, habits),
    )
    return Box(
        figure=_("{count} of {of}").format(
            count=number_text(dose.taken + dose.partial), of=number_text(dose.due)
        ),
        unit=pgettext("behind a count", "doses taken"),
        lines=(share, *_in_lines(said)),
    )


def _none_due(dose: DoseFigures) -> Box:
    lines = [_("in this period")]
    if dose.extra:
        said = ngettext("{count} extra dose", "{count} extra doses", dose.extra)
        lines.append(said.format(count=number_text(dose.extra)))
    return Box(
        figure=pgettext("doses due", "None"), unit=pgettext("doses", "due"), lines=tuple(lines)
    )


def _in_lines(parts: Sequence[str]) -> Iterator[str]:
    """Yield parts with commas between them, as many on a line as it holds."""
    line = ""
    for part in parts:
        if line and len(line) + len(part) + 2 >= LONGEST_LINE:
            yield f"{line},"
            line = ""
        line = f"{line}, {part}" if line else part
    if line:
        yield line


def _meals(meals: MealFigures) -> Box:
    with_meal = pgettext("behind a share", "with a meal")
    if not meals.noted:
        return Box(figure=NOTHING, unit=with_meal, lines=(_("meals not noted"),))
    main = sum(count for meal, count in meals.by_meal.items() if meal.main)
    snack, none = (meals.by_meal.get(meal, 0) for meal in (Meal.SNACK, Meal.NONE))
    counted = WITH_MEAL_NOTED if meals.not_noted else WITH_MEAL
    said = [
        (snack, SNACKS),
        (none, NO_FOOD),
        (meals.not_noted, MEALS_NOT_NOTED),
    ]
    return Box(
        figure=words.percent(meals.with_meal_percent),
        unit=with_meal,
        lines=(
            ngettext(*counted, meals.noted).format(
                count=number_text(main), of=number_text(meals.noted)
            ),
            *(
                ngettext(*text, count).format(count=number_text(count))
                for count, text in said
                if count
            ),
        ),
    )


STEP_SYMPTOMS = 3
STEP_SHARES = (0, 20, 18, 14)
"""How much of the width a symptom has, by how many there are; a page gives its name room."""
HEAD_LENGTH = 24
STEP_FROM = marked("{amount} from {day}")


def steps_table(
    summary: Summary,
    names: Mapping[str, str],
    symptoms: Sequence[str],
    habits: Habits = PLAIN,
) -> SheetTable:
    """Return the dose steps of the course with the means of three of `symptoms`."""
    beside = [
        symptom
        for symptom in dict.fromkeys(symptoms)
        if any(symptom in step.symptoms for step in summary.steps)
    ][:STEP_SYMPTOMS]
    last = summary.period.last
    share = STEP_SHARES[len(beside)]
    return SheetTable(
        title=_("By dose step"),
        columns=(
            Column(label=_("Dose a day"), share=76 - share * len(beside), number=False),
            Column(label=pgettext("column", "days"), share=11),
            Column(label=pgettext("column", "taken"), share=13),
            *(Column(label=_head(names, symptom), share=share) for symptom in beside),
        ),
        rows=tuple(
            (
                _(STEP_FROM).format(
                    amount=words.mg(step.daily_ug, habits), day=words.day(step.first, near=last)
                ),
                number_text(step.days),
                words.percent(step.adherence),
                *(_step_mean(step, symptom, habits) for symptom in beside),
            )
            for step in summary.steps
        ),
        note=_steps_note(summary, bool(beside)),
        empty=_("No dose was planned yet."),
        newest_last=True,
    )


def _head(names: Mapping[str, str], symptom: str) -> str:
    """Return a symptom's label as it fits above a narrow column; elsewhere it is whole."""
    return apart(words.shortened(words.label(names, symptom), HEAD_LENGTH))


def _step_mean(step: DoseStep, symptom: str, habits: Habits) -> str:
    figures = step.symptoms.get(symptom)
    return words.mean(figures.mean if figures else None, habits)


def _steps_note(summary: Summary, means: bool) -> str:
    begun = (phase for phase in summary.phases if _begun_pause(phase, summary))
    pauses = [_pause_row(phase, summary) for phase in begun]
    parts = (
        _("Symptoms: mean severity of the answered days, 0–3.") if means else "",
        _("Paused: {days}.").format(days=words.list_of(pauses)) if pauses else "",
    )
    return " ".join(part for part in parts if part)


def _begun_pause(phase: Phase, summary: Summary) -> bool:
    return phase.pause and phase.start <= summary.period.last


def _pause_row(phase: Phase, summary: Summary) -> str:
    """Return the days of a pause as they were ordered."""
    if phase.until is None:
        return _("from {day}").format(day=words.day(phase.start, near=summary.period.last))
    return words.span(phase.start, phase.until)
