"""The diary's values in plain English, for the screen, the paper and the commands.

Dates and numbers are written by us and not by the machine's locale, which
changes under a running program.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from isodiary.domain.course import Phase, Plan, Slot
from isodiary.domain.dose import Capsules, Outcome, Reason, counted
from isodiary.domain.meal import Fat, Meal
from isodiary.domain.units import GRAMS_IN_A_POUND, rounded, thousandth

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
THIN = "\N{NARROW NO-BREAK SPACE}"
HARD = "\N{NO-BREAK SPACE}"
NOT_KNOWN = "not known"

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


def amount_text(amount_ug: int | Fraction) -> str:
    """Return milligrams as they are, "112.5"; of a mean that has no end, two decimals."""
    exact = amount_ug.denominator == 1
    shown = thousandth(int(amount_ug)) if exact else rounded(Fraction(amount_ug, 1000), 2)
    return grouped(shown.normalize())


def mg_text(amount_ug: int | Fraction | None) -> str:
    """Return "40 mg", with decimals only where the amount has some; "not known" for None."""
    return NOT_KNOWN if amount_ug is None else f"{amount_text(amount_ug)}{HARD}mg"


def kg_text(grams: int) -> str:
    """Return "63.5 kg", with decimals only where the weight has some."""
    return f"{grouped(thousandth(grams).normalize())}{HARD}kg"


def weight_text(grams: int, unit: str) -> str:
    """Return a weight as it is typed: "63.5 kg" or "140 lb"."""
    if unit == "kg":
        return f"{thousandth(grams).normalize():f}{HARD}kg"
    return f"{rounded(grams / GRAMS_IN_A_POUND, 1).normalize():f}{HARD}lb"


def per_kg_text(value: Fraction | None, decimals: int = 1) -> str:
    """Return "61.4" for mg/kg, half rounded up; "not known" for None."""
    return NOT_KNOWN if value is None else grouped(rounded(value, decimals))


def percent_text(value: Fraction | None, decimals: int = 0) -> str:
    """Return "94 %", or a dash where there is nothing to take a share of."""
    return "–" if value is None else f"{rounded(value, decimals)}{HARD}%"


def grouped(number: int | Decimal) -> str:
    """Return a number with its thousands set apart."""
    return f"{number:,f}".replace(",", THIN) if isinstance(number, Decimal) else _whole(number)


def capsules_words(capsules: Capsules) -> str:
    """Return "1 × 20 mg + 2 × 10 mg capsules"."""
    parts = [f"{count}{HARD}×{HARD}{mg_text(strength)}" for strength, count in counted(capsules)]
    return " + ".join(parts) + (" capsule" if len(capsules) == 1 else " capsules")


def slot_words(slot: Slot) -> str:
    """Return "breakfast 20 mg"."""
    return f"{MEALS[slot.meal]} {mg_text(slot.amount_ug)}"


def a_day(plan: Plan) -> str:
    """Return "40 mg a day", or "30 mg a day on average" in a rhythm."""
    on_average = "" if plan.every_day else " on average"
    return f"{mg_text(plan.daily_ug)} a day{on_average}"


def rhythm_words(plan: Plan) -> str:
    """Return "every day", "every 2 days" or "Mon, Wed and Fri"."""
    if plan.weekdays:
        return joined([DAYS[each][:3] for each in plan.weekdays])
    return "every day" if plan.every_day else f"every {counted_words(plan.rhythm_days, 'day')}"


def plan_words(phase: Phase) -> str:
    """Return "40 mg a day: breakfast 20 mg, dinner 20 mg", or "pause".

    In a rhythm "30 mg a day on average, every 2 days: dinner 20 mg / dinner 40 mg".
    """
    if phase.plan is None:
        return "pause"
    days = " / ".join(
        ", ".join(map(slot_words, slots)) if slots else "no dose" for slots in phase.plan.days
    )
    rhythm = "" if phase.plan.every_day else f", {rhythm_words(phase.plan)}"
    return f"{a_day(phase.plan)}{rhythm}: {days}"


def plan_start(phase: Phase) -> str:
    """Return "40 mg a day", or "Pause"."""
    return "Pause" if phase.plan is None else a_day(phase.plan)


def day_name(day: date) -> str:
    """Return "Monday"."""
    return DAYS[day.weekday()]


def long_day(day: date) -> str:
    """Return "Monday 23 November"."""
    return f"{day_name(day)} {day.day} {MONTHS[day.month - 1]}"


def month_words(day: date) -> str:
    """Return "November 2026"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """Return "23 Nov"."""
    return f"{day.day}{HARD}{MONTHS[day.month - 1][:3]}"


def full_day(day: date) -> str:
    """Return "23 Nov 2026"."""
    return f"{short_day(day)}{HARD}{day.year}"


def near_day(day: date, today: date) -> str:
    """Return "today", "yesterday", or the short date, with its year where it is another."""
    away = (day - today).days
    if away in (-1, 0, 1):
        return ("yesterday", "today", "tomorrow")[away + 1]
    return short_day(day) if day.year == today.year else full_day(day)


def clock_time(moment: datetime) -> str:
    """Return "19:05"."""
    return f"{moment:%H:%M}"


def counted_words(count: int, one: str, many: str = "") -> str:
    """Return "1 dose" or "2 doses"."""
    return f"{grouped(count)}{HARD}{one if count == 1 else many or one + 's'}"


def joined(parts: Sequence[str]) -> str:
    """Return "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def _whole(number: int) -> str:
    return f"{number:,}".replace(",", THIN)
