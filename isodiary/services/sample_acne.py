"""The made-up acne checks: one on most Sundays, with good weeks and bad ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

from isodiary.domain.acne import GAGS_FACTORS, WORST_IGA, WORST_LESION, AcneCheck
from isodiary.domain.change import Act, Change, Edit
from isodiary.services.sample_course import Story
from isodiary.services.sample_dice import Dice, Event, moment

SUNDAY = 7
NOTED = 0.85
GRADED_EVERY = 28
"""Days from one grading of all six areas to the next."""

CLEAR_AFTER_DAYS = 160
"""So long it takes in the made-up course until hardly anything is left."""

AT_FIRST = 30.0
EVENING = time(20, 40)


def acne_events(dice: Dice, story: Story) -> Iterator[Event]:
    """Return the checks of the course."""
    graded: date | None = None
    for day in story.days():
        if day.isoweekday() != SUNDAY or not dice.chance(NOTED):
            continue
        areas = graded is None or (day - graded).days >= GRADED_EVERY
        graded = day if areas else graded
        check = _check(dice, story, day, areas=areas)
        at = dice.soon_after(moment(day, EVENING))
        yield Event(at=at, change=Change(act=Act.LOG_ACNE, edits=(Edit(after=check),)))


def _check(dice: Dice, story: Story, day: date, *, areas: bool) -> AcneCheck:
    left = max(0.05, 1 - (day - story.start).days / CLEAR_AFTER_DAYS)
    return AcneCheck(
        day=day,
        iga=_within(dice.bell(3.4 * left, 0.3), WORST_IGA),
        gags=tuple(_within(dice.bell(3 * left, 0.7), WORST_LESION) for _ in GAGS_FACTORS)
        if areas
        else None,
        inflammatory=_within(dice.bell(AT_FIRST * left, 3), 999),
        non_inflammatory=_within(dice.bell(1.3 * AT_FIRST * left, 4), 999),
        id=dice.id(),
    )


def _within(value: float, most: int) -> int:
    return max(0, min(most, round(value)))
