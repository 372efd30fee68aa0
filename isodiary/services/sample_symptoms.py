"""The made-up symptoms, which follow the dose, and the notes about the days.

A model for looks only: numbers that make a chart as a patient may have it. It says nothing about
the medicine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from math import exp

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.day import ONE_DAY
from isodiary.domain.record import DayNote
from isodiary.domain.symptom import WORST, SymptomEntry
from isodiary.services.sample_course import Story
from isodiary.services.sample_dice import Dice, Event, moment

FULL_MG = 50.0
ANSWERED = 0.92
NOTED = 0.15
CORRECTED = 0.02
WARNING_SIGN = "headache_severe"
WARNING_DAYS_AGO = 9

NOTES = (
    "Balm six times today.",
    "Long day outside, hat and sunscreen on.",
    "Legs sore after football.",
    "Slept badly, exam tomorrow.",
    "Eye drops twice, screen all afternoon.",
    "New moisturiser, feels better than the old one.",
    "Nose bled a little in the morning, stopped after five minutes.",
    "Cheeks calmer than last week.",
    "Two new spots on the chin.",
    "Dinner late, so the capsule late.",
    "Contact lenses left out today.",
    "Back stiff after the train.",
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """How a symptom of the made-up patient goes.

    Attributes:
        full: Level at the largest dose, once settled.
        days: How long it takes to settle.
        after_step: What a higher dose adds in its first days.
        flare: What the third week of the course adds.
    """

    full: float
    days: float
    after_step: float = 0.0
    flare: float = 0.0


PATTERNS: Mapping[str, Pattern] = {
    "lips_dry": Pattern(2.3, 8),
    "skin_dry": Pattern(1.4, 16),
    "eyes_dry": Pattern(0.8, 24),
    "nose_dry": Pattern(0.9, 18),
    "nosebleed": Pattern(0.3, 25),
    "muscle_pain": Pattern(0.4, 20, after_step=1.3),
    "joint_pain": Pattern(0.2, 25, after_step=0.4),
    "back_pain": Pattern(0.3, 25, after_step=0.3),
    "headache": Pattern(0.2, 10, after_step=0.3),
    "fatigue": Pattern(0.5, 20),
    "mood_low": Pattern(-0.6, 10),
    "acne_flare": Pattern(-0.2, 20, flare=2.0),
}
RARELY = Pattern(0.0, 20)


def symptom_events(dice: Dice, story: Story, daily: Sequence[str]) -> Iterator[Event]:
    """Return the answers of the evenings before the last day, and the notes."""
    drift = dict.fromkeys(daily, 0.0)
    for day in story.days()[:-1]:
        for symptom in daily:
            drift[symptom] = 0.7 * drift[symptom] + dice.bell(0, 0.3)
        if dice.chance(ANSWERED):
            yield from _answered(dice, story, day, drift)
        if dice.chance(NOTED):
            note = DayNote(day=day, text=dice.one_of(NOTES), id=dice.id())
            yield _event(dice, day, Act.WRITE_NOTE, Edit(after=note))
    yield _warning_sign(dice, story)


def _answered(dice: Dice, story: Story, day: date, drift: Mapping[str, float]) -> Iterator[Event]:
    entries = [
        SymptomEntry(
            day=day, symptom=symptom, severity=_severity(story, day, symptom, away), id=dice.id()
        )
        for symptom, away in drift.items()
    ]
    edits = [Edit(after=entry) for entry in entries]
    answered = _event(dice, day, Act.LOG_SYMPTOMS, *edits)
    yield answered
    if dice.chance(CORRECTED):
        yield _corrected(dice, entries[0], answered.at)


def _severity(story: Story, day: date, symptom: str, away: float) -> int:
    pattern = PATTERNS.get(symptom, RARELY)
    into = (day - story.start).days
    settled = 1 - exp(-into / pattern.days)
    level = pattern.full * story.daily_mg(day) / FULL_MG * settled
    level += pattern.after_step * exp(-_days_since_step(story, day) / 6)
    level += pattern.flare * exp(-(((into - 19) / 9) ** 2))
    return max(0, min(WORST, round(level + away)))


def _days_since_step(story: Story, day: date) -> int:
    begun = [phase.start for phase in story.phases if phase.start <= day]
    return (day - max(begun)).days


def _corrected(dice: Dice, entry: SymptomEntry, at: datetime) -> Event:
    after = replace(entry, severity=entry.severity + (1 if entry.severity < WORST else -1))
    later = dice.soon_after(at + timedelta(hours=dice.number(18, 40)), 60)
    edit = Edit(before=entry, after=after)
    return Event(at=later, change=Change(act=Act.LOG_SYMPTOMS, edits=(edit,)))


def _warning_sign(dice: Dice, story: Story) -> Event:
    """Return the one warning sign of the course, in its last weeks."""
    days = story.days()
    day = days[-1 - min(WARNING_DAYS_AGO, len(days) // 2)]
    entry = SymptomEntry(
        day=day,
        symptom=WARNING_SIGN,
        severity=2,
        note="with a shimmer before the eyes; rang the practice",
        id=dice.id(),
    )
    at = moment(day, time(15, 40))
    return Event(at=at, change=Change(act=Act.LOG_SYMPTOMS, edits=(Edit(after=entry),)))


def _event(dice: Dice, day: date, act: Act, *edits: Edit) -> Event:
    """Return an event of the evening, sometimes made up for later."""
    when = dice.one_of(("evening", "morning", "later"), (0.85, 0.11, 0.04))
    if when == "evening":
        at = moment(day, time(21))
    elif when == "morning":
        at = moment(day + ONE_DAY, time(7, 20))
    else:
        at = moment(day + timedelta(days=dice.number(2, 3)), time(20, 30))
    return Event(at=dice.soon_after(at, 50), change=Change(act=act, edits=edits))
