"""The letters of the page: each does one thing on all of it, and stands underlined where it acts.

The chips of a dose and the commands of the page keep theirs; the symptoms share what is left.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from isodiary.domain.meal import Meal
from isodiary.language import _, marked
from isodiary.ui.kit.chips import Choice
from isodiary.ui.window.commands import COMMANDS

MEALS = {
    Meal.BREAKFAST: marked("Breakfast"),
    Meal.LUNCH: marked("L&unch"),
    Meal.DINNER: marked("&Dinner"),
    Meal.SNACK: marked("Snac&k"),
    Meal.NONE: marked("No &food"),
}
"""What the chips say; breakfast is offered only where it is chosen already."""
PLANNED = marked("&Planned")


def taken() -> frozenset[str]:
    """Return the letters that mean a command of the page or a chip, in lower case."""
    commands = (each.letter.lower() for each in COMMANDS if each.page == "Today")
    chips = (Choice(None, _(words)).letter for words in (*MEALS.values(), PLANNED))
    return frozenset(filter(None, (*commands, *chips)))


def letters_of(names: Mapping[str, str]) -> dict[str, str]:
    """Return a letter of its name for each symptom id; ids for which none is left are absent.

    The first letters of words come first, then the letters of the last word. Who comes later
    sends an earlier one on to its next letter only where it would else have none.
    """
    holders: dict[str, str] = {}
    wanted = {symptom: tuple(_wanted(name)) for symptom, name in names.items()}
    for symptom in names:
        free = next((each for each in wanted[symptom] if each not in holders), None)
        if free is not None:
            holders[free] = symptom
        else:
            _seat(symptom, wanted, holders, set())
    return {symptom: letter for letter, symptom in holders.items()}


def underlined(name: str, letter: str) -> str:
    """Return a name with & before its letter, as Qt underlines it; & itself is doubled."""
    place = name.lower().find(letter) if letter else -1
    parts = (name,) if place < 0 else (name[:place], name[place:])
    return "&".join(part.replace("&", "&&") for part in parts)


def _wanted(name: str) -> Iterator[str]:
    reserved = set(taken())
    words = name.lower().split()
    for letter in (*(word[0] for word in words), *"".join(words[-1:]), *"".join(words)):
        if letter.isalpha() and letter not in reserved:
            reserved.add(letter)
            yield letter


def _seat(
    symptom: str,
    wanted: Mapping[str, Sequence[str]],
    holders: dict[str, str],
    tried: set[str],
) -> bool:
    """Give a symptom a letter by sending others on; return whether one was found."""
    for letter in wanted[symptom]:
        if letter in tried:
            continue
        tried.add(letter)
        if letter not in holders or _seat(holders[letter], wanted, holders, tried):
            holders[letter] = symptom
            return True
    return False
