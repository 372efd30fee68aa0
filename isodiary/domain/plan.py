"""A plan in one line: "breakfast 08:00 20+10, dinner 19:00 20", and the same in a rhythm.

"every 2 days: dinner 20 / dinner 40", "every 3 days: dinner 20 / - / -" and "Mon Wed Fri:
dinner 20" are such lines too. The same line is typed as a command and stored in the file, so that
a diary can be read without isodiary.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time

from isodiary.domain.course import DAYS_IN_A_WEEK, LONGEST_CYCLE, MOST_SLOTS, Plan, Slot, Slots
from isodiary.domain.day import wall
from isodiary.domain.dose import Capsules, capsules_text, parse_capsules
from isodiary.domain.meal import Meal
from isodiary.language import _, marked

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
NO_DOSE = "-"

_LONG_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_RHYTHM = re.compile(r"(?P<rhythm>[^:/]*[^:/\d\s])\s*:(?P<days>.*)", re.DOTALL)
_EVERY = re.compile(r"every(?:\s+(?P<count>\d{1,3}|other|second))?\s+days?")
_NO_DOSES = ("", NO_DOSE, "–", "−", "none", "nothing")
HOW = marked(
    "A rhythm is such as “every 2 days: dinner 20 / dinner 40”, “every 3 "
    "days: dinner 20 / - / -” or “Mon Wed Fri: dinner 20”."
)


def make_slots(slots: Iterable[tuple[Meal, time, Capsules]]) -> Slots:
    """Return the slots of a day numbered by their time.

    Raises:
        ValueError: There are more than three, or two share a meal.
    """
    given = list(slots)
    if len(given) > MOST_SLOTS:
        raise ValueError(_("A plan has 1 to {most} doses a day.").format(most=MOST_SLOTS))
    if len({meal for meal, _at, _capsules in given}) < len(given):
        raise ValueError(_("Two doses of a plan cannot be at the same meal."))
    by_time = sorted(given, key=lambda slot: wall(date.min, slot[1]))
    return tuple(
        Slot(number=number, meal=meal, planned=planned, capsules=capsules)
        for number, (meal, planned, capsules) in enumerate(by_time, start=1)
    )


def make_plan(slots: Iterable[tuple[Meal, time, Capsules]]) -> Plan:
    """Return the plan of the same doses every day.

    Raises:
        ValueError: There is none, there are more than three, or two share a meal.
    """
    made = make_slots(slots)
    if not made:
        raise ValueError(_("A plan has 1 to {most} doses a day.").format(most=MOST_SLOTS))
    return Plan(days=(made,))


def parse_plan(text: str) -> Plan:
    """Return the plan of a line; the time of a dose may be left out.

    Raises:
        ValueError: The text is no plan; the message says how to write one.
    """
    parts = _RHYTHM.fullmatch(text.strip())
    if parts is None:
        if "/" in text:
            raise ValueError(f"{_('Days are set apart by / in a rhythm only.')} {_(HOW)}")
        return make_plan(_doses(text))
    rhythm = " ".join(parts["rhythm"].casefold().split())
    days = tuple(make_slots(_doses(day)) for day in parts["days"].split("/"))
    if not any(days):
        raise ValueError(_("A plan needs a dose on one of its days."))
    counted = _EVERY.fullmatch(rhythm)
    if counted is None:
        return _on_weekdays(rhythm, days)
    count = {None: "1", "other": "2", "second": "2"}.get(counted["count"], counted["count"])
    return _counting_days(int(count or 1), days)


def plan_text(plan: Plan) -> str:
    """Return the line that `parse_plan` reads back."""
    days = " / ".join(_day_text(slots) for slots in plan.days)
    if plan.weekdays:
        return f"{' '.join(WEEKDAYS[each] for each in plan.weekdays)}: {days}"
    return days if plan.every_day else f"every {plan.rhythm_days} days: {days}"


def parse_time(text: str) -> time:
    """Return the time of "19:05" or "7:05".

    Raises:
        ValueError: The text is no time of day.
    """
    hours, colon, minutes = text.strip().partition(":")
    if not (colon and hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2):
        raise ValueError(_("“{typed}” is not a time such as 19:05.").format(typed=text))
    try:
        return time(int(hours), int(minutes))
    except ValueError as error:
        raise ValueError(_("“{typed}” is not a time such as 19:05.").format(typed=text)) from error


def _counting_days(count: int, days: tuple[Slots, ...]) -> Plan:
    if not 1 <= count <= LONGEST_CYCLE:
        raise ValueError(_("A rhythm is every 2 to {longest} days.").format(longest=LONGEST_CYCLE))
    if len(days) != count:
        raise ValueError(
            _(
                "“every {number} days” needs the doses of {number} days, set apart by /; "
                "write {sign} for a day without one."
            ).format(number=count, sign=NO_DOSE)
        )
    return Plan(days=days)


def _on_weekdays(rhythm: str, days: tuple[Slots, ...]) -> Plan:
    words = [word for word in re.split(r"[\s,+]+", rhythm) if word not in ("", "and")]
    chosen = sorted({_weekday(word) for word in words})
    if len(days) > 1:
        raise ValueError(_("Chosen weekdays have the same doses, so there is no / between them."))
    return Plan(days=days, weekdays=() if len(chosen) == DAYS_IN_A_WEEK else tuple(chosen))


def _weekday(word: str) -> int:
    for number, name in enumerate(_LONG_WEEKDAYS):
        if len(word) >= 3 and name.startswith(word.removesuffix(".")):
            return number
    raise ValueError(f"{_('“{word}” is not a day of the week.').format(word=word)} {_(HOW)}")


def _day_text(slots: Slots) -> str:
    doses = (f"{slot.meal} {slot.planned:%H:%M} {capsules_text(slot.capsules)}" for slot in slots)
    return ", ".join(doses) or NO_DOSE


def _doses(text: str) -> list[tuple[Meal, time, Capsules]]:
    if text.strip().casefold() in _NO_DOSES:
        return []
    return [_slot(part) for part in text.split(",") if part.strip()]


def _slot(text: str) -> tuple[Meal, time, Capsules]:
    words = text.split()
    try:
        meal = Meal(words[0].lower())
    except ValueError as error:
        meals = ", ".join(Meal)
        raise ValueError(
            _("“{word}” is not a meal; the meals are {meals}.").format(word=words[0], meals=meals)
        ) from error
    if len(words) == 2:
        return meal, meal.usual_time, parse_capsules(words[1])
    if len(words) == 3:
        return meal, parse_time(words[1]), parse_capsules(words[2])
    raise ValueError(
        _("“{typed}” is not a meal and capsules, such as breakfast 20+10.").format(
            typed=text.strip()
        )
    )
