"""The made-up doses, symptoms, notes and acne checks.

A model for looks only: numbers that make a chart as a patient may have it. It says nothing about
the medicine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from math import exp

from isodiary.domain.acne import GAGS_FACTORS, WORST_IGA, WORST_LESION, AcneCheck
from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.course import Slot
from isodiary.domain.day import ONE_DAY
from isodiary.domain.dose import Dose, Outcome, Reason
from isodiary.domain.meal import Fat, Meal
from isodiary.domain.record import DayNote
from isodiary.domain.symptom import WORST, SymptomEntry
from isodiary.domain.timeline import phase_on, with_planned
from isodiary.domain.values import dataclass
from isodiary.services.sample.course import Dice, Event, Story, moment

SUNDAY = 7
ACNE_NOTED = 0.85
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
        weekly = day.isoweekday() == SUNDAY and dice.chance(ACNE_NOTED)
        if not weekly and day != story.start:
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


DAYS_A_DECK = 28
OTHERS = (
    (Outcome.SKIPPED, Outcome.MISSED, Outcome.UNKNOWN, Outcome.PARTIAL),
    (Outcome.SKIPPED, Outcome.MISSED, None, Outcome.SKIPPED),
)
"""So much of four weeks was not simply taken, in turns; None is what nobody noted."""

REASONS = (Reason.UNWELL, Reason.BLOOD_TEST, Reason.NO_MEAL, Reason.AWAY, Reason.NO_CAPSULES)
DOSE_CORRECTED = 0.03

Due = tuple[date, Slot]


@dataclass(frozen=True, slots=True)
class _Planned:
    """A slot and the phase that plans it; `at_once` is noted without delay."""

    slot: Slot
    phase: str
    at_once: bool = False


def dose_events(dice: Dice, story: Story) -> Iterator[Event]:
    """Return what was noted of the doses of the course, up to the last morning."""
    due = [(day, slot) for day in story.days() for slot in _slots(story, day)]
    for number, deck in enumerate(_decks(story, due)):
        for (day, slot), outcome in zip(deck, _outcomes(dice, deck, number), strict=True):
            last_morning = day == story.until
            noted = Outcome.TAKEN if last_morning else outcome
            phase = phase_on(story.phases, day)
            assert phase is not None
            yield from _noted(dice, day, _Planned(slot, phase.id, last_morning), noted)


def _slots(story: Story, day: date) -> Sequence[Slot]:
    phase = phase_on(story.phases, day)
    slots = phase.slots_on(day) if phase else ()
    return slots[:1] if day == story.until else slots


def _decks(story: Story, due: Sequence[Due]) -> Iterator[list[Due]]:
    decks: dict[int, list[Due]] = {}
    for day, slot in due:
        decks.setdefault((day - story.start).days // DAYS_A_DECK, []).append((day, slot))
    yield from decks.values()


def _outcomes(dice: Dice, deck: Sequence[Due], number: int) -> list[Outcome | None]:
    share = len(deck) / (2 * DAYS_A_DECK)
    others = OTHERS[number % len(OTHERS)][: round(share * len(OTHERS[0]))]
    taken = [Outcome.TAKEN] * (len(deck) - len(others))
    outcomes = dice.shuffled([*others, *taken])
    in_two = [place for place, (_day, slot) in enumerate(deck) if len(slot.capsules) > 1]
    if Outcome.PARTIAL in outcomes and in_two:  # no one cuts a capsule
        place, other = outcomes.index(Outcome.PARTIAL), dice.one_of(in_two)
        outcomes[place], outcomes[other] = outcomes[other], outcomes[place]
    return outcomes


def _noted(dice: Dice, day: date, planned: _Planned, outcome: Outcome | None) -> Iterator[Event]:
    if outcome is None:
        return
    if outcome is Outcome.PARTIAL and len(planned.slot.capsules) < 2:
        outcome = Outcome.SKIPPED
    if outcome.swallowed:
        yield from _swallowed(dice, day, planned, outcome)
    else:
        yield _left_out(dice, day, planned, outcome)


def _swallowed(dice: Dice, day: date, planned: _Planned, outcome: Outcome) -> Iterator[Event]:
    slot = planned.slot
    taken_at = dice.about(day, slot.planned)
    noted_at, remembered = _noting(dice, day, taken_at)
    if planned.at_once:
        noted_at, remembered = dice.soon_after(taken_at), True
    capsules = slot.capsules[:1] if outcome is Outcome.PARTIAL else slot.capsules
    dose = Dose(
        day=day,
        slot=slot.number,
        outcome=outcome,
        capsules=capsules,
        amount_ug=sum(capsules),
        meal=dice.one_of((slot.meal, Meal.SNACK, Meal.NONE), (0.88, 0.08, 0.04)),
        fat=dice.one_of((None, Fat.LOW, Fat.SOME, Fat.RICH), (0.4, 0.1, 0.3, 0.2)),
        taken_at=taken_at if remembered else None,
        note="one capsule fell down the sink" if outcome is Outcome.PARTIAL else "",
        id=dice.id(),
    )
    dose = with_planned(dose, slot, planned.phase)
    yield Event(at=noted_at, change=Change(act=Act.LOG_DOSE, edits=(Edit(after=dose),)))
    if dice.chance(DOSE_CORRECTED):
        yield _dose_corrected(dice, dose, noted_at)


def _noting(dice: Dice, day: date, taken_at: datetime) -> tuple[datetime, bool]:
    """Return when a dose was noted, and whether its time was still known."""
    when = dice.one_of(("at once", "evening", "morning", "later"), (0.8, 0.09, 0.08, 0.03))
    if when == "at once":
        return dice.soon_after(taken_at), True
    if when == "evening":
        return dice.soon_after(moment(day, time(22)), 60), True
    if when == "morning":
        return dice.soon_after(moment(day + ONE_DAY, time(7, 30)), 60), True
    later = day + timedelta(days=dice.number(2, 4))
    return dice.soon_after(moment(later, time(20)), 60), False


def _dose_corrected(dice: Dice, dose: Dose, noted_at: datetime) -> Event:
    other = dice.one_of([meal for meal in (Meal.SNACK, Meal.LUNCH, Meal.NONE) if meal != dose.meal])
    edit = Edit(before=dose, after=replace(dose, meal=other))
    at = dice.soon_after(noted_at + timedelta(hours=dice.number(20, 40)), 60)
    return Event(at=at, change=Change(act=Act.AMEND_DOSE, edits=(edit,)))


def _left_out(dice: Dice, day: date, planned: _Planned, outcome: Outcome) -> Event:
    slot = planned.slot
    skipped = outcome is Outcome.SKIPPED
    dose = Dose(
        day=day,
        slot=slot.number,
        outcome=outcome,
        reason=dice.one_of(REASONS) if skipped else None,
        id=dice.id(),
    )
    dose = with_planned(dose, slot, planned.phase)
    act = Act.SKIP_DOSE if skipped else Act.CATCH_UP
    days_later = 0 if skipped else 1 if outcome is Outcome.MISSED else 3
    noted_on = day + timedelta(days=days_later)
    at = dice.soon_after(moment(noted_on, slot.planned), 60)
    return Event(at=at, change=Change(act=act, edits=(Edit(after=dose),)))


FULL_MG = 50.0
ANSWERED = 0.92
SYMPTOM_NOTED = 0.15
SYMPTOM_CORRECTED = 0.02
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
    "acne_flare": Pattern(-0.2, 20, flare=2.2),
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
        if dice.chance(SYMPTOM_NOTED):
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
    if dice.chance(SYMPTOM_CORRECTED):
        yield _symptom_corrected(dice, entries[0], answered.at)


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


def _symptom_corrected(dice: Dice, entry: SymptomEntry, at: datetime) -> Event:
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
