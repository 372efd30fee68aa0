"""The columns of the grid for typing days in, in the order of the paper."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from isodiary.domain.record import KeptOff
from isodiary.services.days import type_in as type_in_days
from isodiary.services.days.type_in import TypedDay
from isodiary.services.kept_off import off_symptoms
from isodiary.services.words.names import MEAL_NAMES, SLOT_NAMES
from isodiary.services.words.units import mg_text
from isodiary.ui.desk import Desk
from isodiary.ui.widgets.type_in_model import Column

LEAST_LETTERS, MOST_LETTERS, HEAD_LINES = 7, 14, 3


def columns_of(desk: Desk, days: Sequence[TypedDay]) -> list[Column]:
    """Return a column for each dose of the days, each symptom asked every day, and the note."""
    names = desk.symptom_names()
    kept_off = off_symptoms(desk.diary.all(KeptOff), desk.shelf.symptoms)
    doses = [
        Column(_slot_head(days, number), slot=number) for number in type_in_days.slot_columns(days)
    ]
    symptoms = [
        Column(_head(names.get(symptom, symptom)), symptom=symptom)
        for symptom in type_in_days.symptom_columns(desk.diary, kept_off)
    ]
    return [*doses, *symptoms, Column("Note")]


def _slot_head(days: Sequence[TypedDay], number: int) -> str:
    """Return meal and amount where they are the same on every day, else which dose it is."""
    slots = {(slot.meal, slot.amount_ug) for day in days if (slot := day.entries.slot(number))}
    if len(slots) != 1:
        return "\n".join(SLOT_NAMES[number - 1].split())
    [(meal, amount_ug)] = slots
    return f"{MEAL_NAMES[meal]}\n{mg_text(amount_ug)}"


def _head(label: str) -> str:
    """Return a name on a few short lines."""
    longest = max(map(len, label.split()), default=0)
    letters = min(max(longest, LEAST_LETTERS), MOST_LETTERS)
    lines = textwrap.wrap(label, letters, max_lines=HEAD_LINES, placeholder="…")
    return "\n".join(lines)
