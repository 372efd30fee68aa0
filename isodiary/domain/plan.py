"""A day's plan in one line: "breakfast 08:00 20+10, dinner 19:00 20".

The same line is typed as a command and stored in the file, so that a diary
can be read without isodiary.
"""

from __future__ import annotations

from datetime import date, time

from isodiary.domain.course import MOST_SLOTS, Plan, Slot
from isodiary.domain.day import wall
from isodiary.domain.dose import Capsules, capsules_text, parse_capsules
from isodiary.domain.meal import Meal


def make_plan(slots: list[tuple[Meal, time, Capsules]]) -> Plan:
    """Return the slots numbered by their time of day.

    Raises:
        ValueError: There is none, there are more than three, or two share a meal.
    """
    if not 1 <= len(slots) <= MOST_SLOTS:
        raise ValueError(f"A plan has 1 to {MOST_SLOTS} doses a day.")
    if len({meal for meal, _, _ in slots}) < len(slots):
        raise ValueError("Two doses of a plan cannot be at the same meal.")
    by_time = sorted(slots, key=lambda slot: wall(date.min, slot[1]))
    return tuple(
        Slot(number=number, meal=meal, planned=planned, capsules=capsules)
        for number, (meal, planned, capsules) in enumerate(by_time, start=1)
    )


def parse_plan(text: str) -> Plan:
    """Return the plan of "breakfast 20+10, dinner 19:30 20"; a time may be left out.

    Raises:
        ValueError: The text is no plan; the message says how to write one.
    """
    return make_plan([_slot(part) for part in text.split(",") if part.strip()])


def plan_text(plan: Plan) -> str:
    """Return the line that `parse_plan` reads back."""
    return ", ".join(
        f"{slot.meal} {slot.planned:%H:%M} {capsules_text(slot.capsules)}" for slot in plan
    )


def parse_time(text: str) -> time:
    """Return the time of "19:05" or "7:05".

    Raises:
        ValueError: The text is no time of day.
    """
    hours, colon, minutes = text.strip().partition(":")
    if not (colon and hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2):
        raise ValueError(f"“{text}” is not a time such as 19:05.")
    try:
        return time(int(hours), int(minutes))
    except ValueError as error:
        raise ValueError(f"“{text}” is not a time such as 19:05.") from error


def _slot(text: str) -> tuple[Meal, time, Capsules]:
    words = text.split()
    try:
        meal = Meal(words[0].lower())
    except ValueError as error:
        meals = ", ".join(Meal)
        raise ValueError(f"“{words[0]}” is not a meal; the meals are {meals}.") from error
    if len(words) == 2:
        return meal, meal.usual_time, parse_capsules(words[1])
    if len(words) == 3:
        return meal, parse_time(words[1]), parse_capsules(words[2])
    raise ValueError(f"“{text.strip()}” is not a meal and capsules, such as breakfast 20+10.")
