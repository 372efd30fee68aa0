"""The amounts of a course in words: its target, and what was swallowed before the diary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from isodiary.domain.course import WeightBasis
from isodiary.language import _, marked
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.days import full_day
from isodiary.services.words.units import (
    HARD,
    amount_text,
    mg_text,
    per_kg_text,
    range_text,
    weight_text,
)

if TYPE_CHECKING:
    from isodiary.domain.summary import DoseFigures
    from isodiary.domain.target import Reached

BEFORE_NOT_KNOWN = marked("What was taken before the diary is not known")


def goal_text(target_ug_per_kg: int | None, habits: Habits = PLAIN) -> str:
    """Return "120.5 mg/kg"; nothing without a target."""
    if target_ug_per_kg is None:
        return ""
    return f"{amount_text(target_ug_per_kg, habits)}{HARD}mg/kg"


def reached_words(found: Reached) -> str:
    """Return "reached on 3 Jul 2026 by what is recorded"."""
    if found.day is None:
        return _("reached before the diary by what was taken before it")
    if found.with_before:
        said = _("reached on {day} by what was taken before the diary and since")
    else:
        said = _("reached on {day} by what is recorded")
    return said.format(day=full_day(found.day))


def before_words(dose: DoseFigures, habits: Habits = PLAIN) -> str:
    """Return "of which 3 560 mg before the diary"; nothing where it was nothing or not known."""
    if not dose.opening_known or not dose.before_ug:
        return ""
    amount = mg_text(dose.before_ug, habits)
    return _("of which {amount} before the diary").format(amount=amount)


def weight_used(basis: WeightBasis, grams: int, habits: Habits = PLAIN) -> str:
    """Return the weight that mg/kg divide by: "start weight 64 kg"."""
    said = _("start weight {weight}") if basis is WeightBasis.START else _("latest weight {weight}")
    return said.format(weight=weight_text(grams, habits))


def so_far_text(dose: DoseFigures, habits: Habits = PLAIN) -> str:
    """Return the mg/kg so far: "61.4", or "0.9 to 48" where the time before is not known."""
    lowest = per_kg_text(dose.lowest_mg_per_kg, 1, habits)
    if dose.opening_known:
        return lowest
    highest = per_kg_text(dose.highest_mg_per_kg, 1, habits)
    return range_text(lowest, highest)
