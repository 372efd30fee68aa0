"""Meals, outcomes, reasons and plans in plain English."""

from __future__ import annotations

from collections.abc import Iterable

from isodiary.domain.course import Phase, Plan, Slot
from isodiary.domain.dose import Outcome, Reason
from isodiary.domain.meal import Fat, Meal
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.days import DAYS
from isodiary.services.words.units import HARD, amount_text, counted_words, joined, mg_text

MEALS = {
    Meal.BREAKFAST: "breakfast",
    Meal.LUNCH: "lunch",
    Meal.DINNER: "dinner",
    Meal.SNACK: "a snack",
    Meal.NONE: "no food",
}


MEAL_NAMES = {
    Meal.BREAKFAST: "Breakfast",
    Meal.LUNCH: "Lunch",
    Meal.DINNER: "Dinner",
    Meal.SNACK: "Snack",
    Meal.NONE: "No food",
}


FATS = {Fat.LOW: "Low in fat", Fat.SOME: "Some fat", Fat.RICH: "Rich in fat"}


OUTCOMES = {
    Outcome.TAKEN: "taken",
    Outcome.PARTIAL: "partly taken",
    Outcome.SKIPPED: "skipped",
    Outcome.MISSED: "missed",
    Outcome.UNKNOWN: "not known",
}


REASONS = {
    Reason.UNWELL: "Felt unwell",
    Reason.BLOOD_TEST: "Blood test",
    Reason.TOLD_TO: "Doctor said so",
    Reason.NO_CAPSULES: "No capsules left",
    Reason.NO_MEAL: "No meal",
    Reason.AWAY: "Capsules not with me",
    Reason.CHOSE_NOT_TO: "Chose not to",
    Reason.OTHER: "Another reason",
}


SLOT_NAMES = ("First dose", "Second dose", "Third dose")
ONLY_DOSE = "Dose"


def slot_name(number: int, slots: int) -> str:
    """Return what a dose is called on a day with so many: "First dose", or "Dose" if it is alone.

    Args:
        number: Of the dose, from 1.
        slots: How many doses the day has.
    """
    return ONLY_DOSE if number == 1 and slots <= 1 else SLOT_NAMES[number - 1]


def dose_names(phases: Iterable[Phase]) -> dict[str, str]:
    """Return "dose" by the id of each phase that has one a day, for doses planned by it."""
    return {
        phase.id: ONLY_DOSE.lower()
        for phase in phases
        if phase.plan is not None and max(map(len, phase.plan.days)) == 1
    }


def slot_words(slot: Slot, habits: Habits = PLAIN) -> str:
    """Return "breakfast 20 mg"."""
    return f"{MEALS[slot.meal]} {mg_text(slot.amount_ug, habits)}"


def a_day(plan: Plan, habits: Habits = PLAIN) -> str:
    """Return "40 mg a day", or "30 mg a day on average" in a rhythm."""
    on_average = "" if plan.every_day else " on average"
    return f"{mg_text(plan.daily_ug, habits)} a day{on_average}"


def rhythm_words(plan: Plan) -> str:
    """Return "every day", "every 2 days" or "Mon, Wed and Fri"."""
    if plan.weekdays:
        return joined([DAYS[each][:3] for each in plan.weekdays])
    return "every day" if plan.every_day else f"every {counted_words(plan.rhythm_days, 'day')}"


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
        return "pause"
    days = " / ".join(
        ", ".join(slot_words(slot, habits) for slot in slots) if slots else "no dose"
        for slots in phase.plan.days
    )
    rhythm = "" if phase.plan.every_day else f", {rhythm_words(phase.plan)}"
    return f"{a_day(phase.plan, habits)}{rhythm}: {days}"


def plan_start(phase: Phase, habits: Habits = PLAIN) -> str:
    """Return "40 mg a day", or "Pause"."""
    return "Pause" if phase.plan is None else a_day(phase.plan, habits)
