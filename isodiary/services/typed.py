"""What people type, read as values of the diary: on the screen and as commands.

A comma is a point, units may stand behind a number, and a space may part thousands. Each reader
returns a value or raises `Refused` with a sentence that says what to type.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import TypeVar

from isodiary.domain import text as texts
from isodiary.domain.course import MOST_WEEKS
from isodiary.domain.dose import MOST_CAPSULES, Capsules, capsules_of
from isodiary.domain.errors import Refused
from isodiary.domain.meal import Meal
from isodiary.domain.record import HEAVIEST_G, LIGHTEST_G
from isodiary.domain.units import kg, mg, pounds
from isodiary.language import _, marked
from isodiary.services.days.typed_time import read_time
from isodiary.services.words.names import MEAL_NAMES, meal_typed
from isodiary.services.words.units import capital

AMOUNT = marked("Type milligrams, such as 20 or 12.5.")
CAPSULES = marked("Type the capsules in mg, joined by +, such as 20 or 20+10.")
WEIGHT = marked("Type a weight with its unit, such as 63.5 kg or 140 lb.")
WEIGHT_RANGE = marked("A weight is between 10 and 700 kg. Look at the number and the unit again.")
WEEKS = marked("Type a number of weeks from 1 to {most}, or leave it empty.")
TARGET = marked("Type the target in mg/kg as your doctor named it, such as 120, or none.")
MEAL = marked("Type a meal and a time, such as breakfast 08:00. Meals: {meals}.")
YEAR = marked("Type a year of birth with four digits, such as 2004, or leave it empty.")

LARGEST_TARGET = 1_000
LARGEST_AMOUNT_UG = mg(200_000)
NOTHING = frozenset({"", "none", "no", "-", "–"})

T = TypeVar("T")


def amount(typed: str) -> int:
    """Return the micrograms of "20", "12,5" or "1 200 mg"; 0 is an amount too."""
    found = _unit_off(typed, "mg", _(AMOUNT))
    amount_ug = _exact(mg, found, _(AMOUNT))
    if amount_ug > LARGEST_AMOUNT_UG:
        raise Refused(_(AMOUNT))
    return amount_ug


def capsules(typed: str) -> Capsules:
    """Return the capsules of "20+10", "20 mg + 10 mg" or "2 × 20"."""
    found: list[int] = []
    for part in typed.split("+"):
        count, times, strength = re.sub(r"[x*×]", "×", part.casefold()).rpartition("×")
        number = _count(count) if times else 1
        found += [_exact(mg, _unit_off(strength, "mg", _(CAPSULES)), _(CAPSULES))] * number
    try:
        return capsules_of(found)
    except ValueError as error:
        raise Refused(f"{capital(str(error))}. {_(CAPSULES)}") from error


def dose(typed: str) -> tuple[Capsules, int]:
    """Return (capsules, micrograms) of "20+10" or "2 × 20"; of "20" alone no capsules are known."""
    if any(sign in typed.casefold() for sign in "+x*×"):
        found = capsules(typed)
        return found, sum(found)
    return (), amount(typed)


def weight(typed: str, unit: str = "kg") -> int:
    """Return the grams of "63,5", "63.5 kg" or "140 lb"; without a unit it is in `unit`."""
    parts = _WEIGHT.fullmatch(_squeezed(typed))
    if parts is None:
        raise Refused(_(WEIGHT))
    in_kg = (parts["unit"] or unit).startswith("k")
    grams = _exact(kg if in_kg else pounds, _number(parts["number"], _(WEIGHT)), _(WEIGHT))
    if not LIGHTEST_G <= grams <= HEAVIEST_G:
        raise Refused(_(WEIGHT_RANGE))
    return grams


def weeks(typed: str) -> int | None:
    """Return the weeks of "24" or "24 weeks"; None for nothing or "none"."""
    if _squeezed(typed) in NOTHING:
        return None
    found = re.fullmatch(r"(\d{1,3})(w|wk|wks|week|weeks)?", _squeezed(typed))
    if found is None or not 1 <= int(found[1]) <= MOST_WEEKS:
        raise Refused(_(WEEKS).format(most=MOST_WEEKS))
    return int(found[1])


def target(typed: str) -> int | None:
    """Return the µg/kg of "120" or "120 mg/kg"; None for nothing or "none"."""
    if _squeezed(typed) in NOTHING:
        return None
    ug_per_kg = _exact(mg, _unit_off(typed, "mg/kg", _(TARGET)), _(TARGET))
    if not 0 < ug_per_kg <= mg(LARGEST_TARGET):
        raise Refused(_(TARGET))
    return ug_per_kg


def meal_time(typed: str) -> tuple[Meal, time]:
    """Return the meal and time of "breakfast 08:00", "din 7 pm" or "dinner" at its usual hour."""
    parts = _MEAL.fullmatch(typed.strip().casefold())
    meal = _meal(parts["meal"].removesuffix(" at")) if parts else None
    if parts is None or meal is None:
        raise Refused(_(MEAL).format(meals=", ".join(map(meal_typed, Meal))))
    return meal, read_time(parts["time"]) if parts["time"] else meal.usual_time


def birth_year(typed: str, today: date) -> int | None:
    """Return a year of birth; None for nothing."""
    if _squeezed(typed) in NOTHING:
        return None
    if not re.fullmatch(r"\d{4}", typed.strip()) or not 1900 <= int(typed) <= today.year:
        raise Refused(_(YEAR))
    return int(typed)


def note(typed: str) -> str:
    """Return words of one or more lines, tidied; they may be none."""
    return _spoken(texts.note, typed)


def line(typed: str) -> str:
    """Return one line of text, tidied."""
    return _spoken(texts.line, typed)


def needed_line(typed: str, otherwise: str) -> str:
    """Return one line of text; `otherwise` is the sentence for none at all."""
    found = line(typed)
    if not found:
        raise Refused(otherwise)
    return found


_WEIGHT = re.compile(r"(?P<number>[\d.,]+)(?P<unit>kg|kgs|kilos?|lbs?|pounds?)?")
_MEAL = re.compile(r"(?P<meal>[^\d]*[^\d\s,]),?\s*(?P<time>\d.*)?")


def _squeezed(typed: str) -> str:
    return "".join(typed.split()).casefold()


def _unit_off(typed: str, unit: str, sentence: str) -> Decimal:
    return _number(_squeezed(typed).removesuffix(unit), sentence)


def _number(plain: str, sentence: str) -> Decimal:
    """Return a number; one such as 1,200 is asked again, as it may be a thousand times another."""
    if re.fullmatch(r"[1-9]\d{0,2}(,\d{3})+", plain):
        raise Refused(
            _("{plain} can be read in two ways. Type it without the comma.").format(plain=plain)
        )
    if not re.fullmatch(r"\d{1,6}([.,]\d{1,6})?", plain):
        raise Refused(sentence)
    return Decimal(plain.replace(",", "."))


def _count(plain: str) -> int:
    if not re.fullmatch(r"\d{1,2}", plain.strip()) or not 1 <= int(plain) <= MOST_CAPSULES:
        raise Refused(_(CAPSULES))
    return int(plain)


def _exact(read: Callable[[Decimal], int], number: Decimal, sentence: str) -> int:
    try:
        return read(number)
    except ValueError as error:
        raise Refused(sentence) from error


def _spoken(read: Callable[[str], T], typed: str) -> T:
    try:
        return read(typed)
    except ValueError as error:
        raise Refused(str(error)) from error


def _meal(typed: str) -> Meal | None:
    names = [(meal_typed(meal).casefold(), meal) for meal in Meal]
    names += [(_(name).casefold(), meal) for meal, name in MEAL_NAMES.items()]
    names += [(meal.value, meal) for meal in Meal]
    found = {meal for name, meal in names if name.startswith(typed.removeprefix("a "))}
    return found.pop() if len(found) == 1 else None
