"""Meals, outcomes, reasons and plans in plain English."""

from __future__ import annotations

from isodiary.domain.course import Phase, Slot
from isodiary.domain.dose import Outcome, Reason
from isodiary.domain.meal import Fat, Meal
from isodiary.services.habits import PLAIN, Habits
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


def slot_words(slot: Slot, habits: Habits = PLAIN) -> str:
    """Return "breakfast 20 mg"."""
    return f"{MEALS[slot.meal]} {mg_text(slot.amount_ug, habits)}"


def plan_words(phase: Phase, habits: Habits = PLAIN) -> str:
    """Return "40 mg a day: breakfast 20 mg, dinner 20 mg", or "pause"."""
    if phase.pause:
        return "pause"
    slots = ", ".join(slot_words(slot, habits) for slot in phase.slots)
    return f"{mg_text(phase.daily_ug, habits)} a day: {slots}"


def plan_start(phase: Phase, habits: Habits = PLAIN) -> str:
    """Return "40 mg a day", or "Pause"."""
    return "Pause" if phase.pause else f"{mg_text(phase.daily_ug, habits)} a day"
