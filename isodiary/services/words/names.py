"""Meals, outcomes, reasons and plans in plain English."""

from __future__ import annotations

from isodiary.domain.course import Phase, Slot
from isodiary.domain.dose import Outcome, Reason
from isodiary.domain.meal import Fat, Meal
from isodiary.services.words.units import mg_text

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


def slot_words(slot: Slot) -> str:
    """Return "breakfast 20 mg"."""
    return f"{MEALS[slot.meal]} {mg_text(slot.amount_ug)}"


def plan_words(phase: Phase) -> str:
    """Return "40 mg a day: breakfast 20 mg, dinner 20 mg", or "pause"."""
    if phase.pause:
        return "pause"
    return f"{mg_text(phase.daily_ug)} a day: {', '.join(map(slot_words, phase.slots))}"


def plan_start(phase: Phase) -> str:
    """Return "40 mg a day", or "Pause"."""
    return "Pause" if phase.pause else f"{mg_text(phase.daily_ug)} a day"
