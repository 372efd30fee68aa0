"""Meals, outcomes, reasons and plans in plain English."""

from __future__ import annotations

from collections.abc import Iterable

from isodiary.domain.course import Phase, Plan, Slot
from isodiary.domain.dose import Outcome, Reason
from isodiary.domain.meal import Fat, Meal
from isodiary.language import _, marked, pgettext, plural, pmarked
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.days import short_weekday_name
from isodiary.services.words.units import HARD, amount_text, joined, mg_text

MEALS = {
    Meal.BREAKFAST: marked("breakfast"),
    Meal.LUNCH: marked("lunch"),
    Meal.DINNER: marked("dinner"),
    Meal.SNACK: marked("a snack"),
    Meal.NONE: marked("no food"),
}
"""As they stand in a sentence: with breakfast, with a snack."""

MEALS_TYPED = {
    Meal.BREAKFAST: pmarked("typed", "breakfast"),
    Meal.LUNCH: pmarked("typed", "lunch"),
    Meal.DINNER: pmarked("typed", "dinner"),
    Meal.SNACK: pmarked("typed", "snack"),
    Meal.NONE: pmarked("typed", "no food"),
}
"""As they are typed before a time or an amount."""

MEAL_NAMES = {
    Meal.BREAKFAST: marked("Breakfast"),
    Meal.LUNCH: marked("Lunch"),
    Meal.DINNER: marked("Dinner"),
    Meal.SNACK: marked("Snack"),
    Meal.NONE: marked("No food"),
}
FATS = {
    Fat.LOW: marked("Low in fat"),
    Fat.SOME: marked("Some fat"),
    Fat.RICH: marked("Rich in fat"),
}
FATS_WITHIN = {
    Fat.LOW: marked("low in fat"),
    Fat.SOME: marked("some fat"),
    Fat.RICH: marked("rich in fat"),
}
OUTCOMES = {
    Outcome.TAKEN: pmarked("dose", "taken"),
    Outcome.PARTIAL: pmarked("dose", "partly taken"),
    Outcome.SKIPPED: pmarked("dose", "skipped"),
    Outcome.MISSED: pmarked("dose", "missed"),
    Outcome.UNKNOWN: pmarked("dose", "not known"),
}
REASONS = {
    Reason.UNWELL: marked("Felt unwell"),
    Reason.BLOOD_TEST: marked("Blood test"),
    Reason.TOLD_TO: marked("Doctor said so"),
    Reason.NO_CAPSULES: marked("No capsules left"),
    Reason.NO_MEAL: marked("No meal"),
    Reason.AWAY: marked("Capsules not with me"),
    Reason.CHOSE_NOT_TO: marked("Chose not to"),
    Reason.OTHER: marked("Another reason"),
}
SKIPPED_FOR = {
    Reason.UNWELL: marked("skipped: felt unwell"),
    Reason.BLOOD_TEST: marked("skipped: blood test"),
    Reason.TOLD_TO: marked("skipped: doctor said so"),
    Reason.NO_CAPSULES: marked("skipped: no capsules left"),
    Reason.NO_MEAL: marked("skipped: no meal"),
    Reason.AWAY: marked("skipped: capsules not with me"),
    Reason.CHOSE_NOT_TO: marked("skipped: chose not to"),
    Reason.OTHER: marked("skipped: another reason"),
}
SKIPPED_CARD = {
    Reason.UNWELL: marked("Skipped: felt unwell"),
    Reason.BLOOD_TEST: marked("Skipped: blood test"),
    Reason.TOLD_TO: marked("Skipped: doctor said so"),
    Reason.NO_CAPSULES: marked("Skipped: no capsules left"),
    Reason.NO_MEAL: marked("Skipped: no meal"),
    Reason.AWAY: marked("Skipped: capsules not with me"),
    Reason.CHOSE_NOT_TO: marked("Skipped: chose not to"),
    Reason.OTHER: marked("Skipped: another reason"),
}
SEVERITIES = (
    pmarked("severity", "none"),
    pmarked("severity", "mild"),
    pmarked("severity", "moderate"),
    pmarked("severity", "severe"),
)
SLOT_NAMES = (marked("First dose"), marked("Second dose"), marked("Third dose"))
SLOTS_WITHIN = (marked("first dose"), marked("second dose"), marked("third dose"))
"""As they stand in a sentence."""

ONLY_DOSE = pmarked("the only one of a day", "Dose")
ONLY_DOSE_WITHIN = pmarked("the only one of a day", "dose")


def severity_name(severity: int) -> str:
    """Return "moderate" of 2."""
    return pgettext("severity", SEVERITIES[severity])


def outcome_name(outcome: Outcome) -> str:
    """Return "partly taken"."""
    return pgettext("dose", OUTCOMES[outcome])


def meal_typed(meal: Meal) -> str:
    """Return a meal as it is typed: "breakfast"."""
    return pgettext("typed", MEALS_TYPED[meal])


def slot_name(number: int, slots: int) -> str:
    """Return what a dose is called on a day with so many: "First dose", or "Dose" if it is alone.

    Args:
        number: Of the dose, from 1.
        slots: How many doses the day has.
    """
    if number == 1 and slots <= 1:
        return pgettext("the only one of a day", ONLY_DOSE)
    return _(SLOT_NAMES[number - 1])


def slot_within(number: int, slots: int) -> str:
    """Return the same within a sentence: "first dose", or "dose"."""
    if number == 1 and slots <= 1:
        return pgettext("the only one of a day", ONLY_DOSE_WITHIN)
    return _(SLOTS_WITHIN[number - 1])


def dose_names(phases: Iterable[Phase]) -> dict[str, str]:
    """Return "dose" by the id of each phase that has one a day, for doses planned by it."""
    return {
        phase.id: slot_within(1, 1)
        for phase in phases
        if phase.plan is not None and max(map(len, phase.plan.days)) == 1
    }


def slot_words(slot: Slot, habits: Habits = PLAIN) -> str:
    """Return "breakfast 20 mg"."""
    return f"{_(MEALS[slot.meal])} {mg_text(slot.amount_ug, habits)}"


def a_day(plan: Plan, habits: Habits = PLAIN) -> str:
    """Return "40 mg a day", or "30 mg a day on average" in a rhythm."""
    said = _("{amount} a day") if plan.every_day else _("{amount} a day on average")
    return said.format(amount=mg_text(plan.daily_ug, habits))


def rhythm_words(plan: Plan) -> str:
    """Return "every day", "every 2 days" or "Mon, Wed and Fri"."""
    if plan.weekdays:
        return joined([short_weekday_name(each) for each in plan.weekdays])
    if plan.every_day:
        return _("every day")
    return plural(plan.rhythm_days, "every {count} day", "every {count} days")


def turns_words(plan: Plan, habits: Habits = PLAIN) -> str:
    """Return "20/40 mg, every 2 days" or "20 mg, Mon, Wed and Fri"; a dash is a day without."""
    amounts = [sum(slot.amount_ug for slot in slots) for slots in plan.days]
    given = [ug for ug in amounts if ug]
    shown = amounts if len(given) > 1 else given
    turns = "/".join(amount_text(ug, habits) if ug else "–" for ug in shown)
    return f"{turns}{HARD}mg, {rhythm_words(plan)}"


def plan_words(phase: Phase, habits: Habits = PLAIN) -> str:
    """Return "40 mg a day: breakfast 20 mg, dinner 20 mg", or "pause".

    In a rhythm "30 mg a day on average, every 2 days: dinner 20 mg / dinner 40 mg".
    """
    if phase.plan is None:
        return _("pause")
    days = " / ".join(
        ", ".join(slot_words(slot, habits) for slot in slots) if slots else _("no dose")
        for slots in phase.plan.days
    )
    rhythm = "" if phase.plan.every_day else f", {rhythm_words(phase.plan)}"
    return f"{a_day(phase.plan, habits)}{rhythm}: {days}"


def plan_start(phase: Phase, habits: Habits = PLAIN) -> str:
    """Return "40 mg a day", or "Pause"."""
    return _("Pause") if phase.plan is None else a_day(phase.plan, habits)
