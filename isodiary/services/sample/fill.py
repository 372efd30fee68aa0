"""A made-up diary: to look round in before one's own, and to test with.

It grows as a real one does, one change at a time at a believable moment, so that undo, the history
of an entry and the share of entries made the same day are real too.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from isodiary.domain.errors import Refused
from isodiary.services.sample.course import Dice, Event, course_events, make_story, moment
from isodiary.services.sample.entries import acne_events, dose_events, symptom_events
from isodiary.storage.diary import Diary

NOON = time(12)
FIRST_DAY, LAST_DAY = date(1900, 2, 1), date(2199, 11, 30)
"""Between them there is room for what comes before a course, and for the visit after it."""


def fill(diary: Diary, *, weeks: int, until: date, seed: int, daily: Sequence[str]) -> int:
    """Fill an empty diary with a made-up course, and return how many changes it took.

    The same arguments make the same entries, ids and history.

    Args:
        diary: An empty one; in memory it takes a second for half a year.
        weeks: How long the course is on its last day.
        until: The last day: its morning dose is noted, its evening still to come.
        seed: Another one makes another diary.
        daily: Ids of the symptoms to answer every day.

    Raises:
        Refused: It would not lie in the years that a diary holds.
    """
    events = made_up(weeks=weeks, until=until, seed=seed, daily=daily)
    for event in events:
        diary.apply(event.change, at=event.at)
    return len(events)


def made_up(*, weeks: int, until: date, seed: int, daily: Sequence[str]) -> list[Event]:
    """Return the changes of a made-up course in the order they were made.

    Raises:
        Refused: It would not lie in the years that a diary holds.
    """
    if not (FIRST_DAY + timedelta(weeks=weeks) <= until <= LAST_DAY):
        raise Refused("A diary holds the years 1900 to 2199. Let the made-up course end in them.")
    dice = Dice(seed)
    story = make_story(dice, weeks=weeks, until=until)
    events = [
        *course_events(dice, story, daily),
        *dose_events(dice, story),
        *symptom_events(dice, story, daily),
        *acne_events(dice, story),
    ]
    noon = moment(until, NOON)
    return sorted((event for event in events if event.at <= noon), key=_at)


def _at(event: Event) -> datetime:
    return event.at
