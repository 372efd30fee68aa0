"""The made-up doses: what became of each slot, and when that was noted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.course import Slot
from isodiary.domain.day import ONE_DAY
from isodiary.domain.dose import Dose, Outcome, Reason
from isodiary.domain.meal import Fat, Meal
from isodiary.domain.timeline import phase_on, with_planned
from isodiary.services.sample_course import Story
from isodiary.services.sample_dice import Dice, Event, moment

DAYS_A_DECK = 28
OTHERS = (
    (Outcome.SKIPPED, Outcome.MISSED, Outcome.UNKNOWN, Outcome.PARTIAL),
    (Outcome.SKIPPED, Outcome.MISSED, None, Outcome.SKIPPED),
)
"""So much of four weeks was not simply taken, in turns; None is what nobody noted."""

REASONS = (Reason.UNWELL, Reason.BLOOD_TEST, Reason.NO_MEAL, Reason.AWAY, Reason.NO_CAPSULES)
CORRECTED = 0.03

Due = tuple[date, Slot]


@dataclass(frozen=True, slots=True)
class _Planned:
    """A slot and the phase that plans it."""

    slot: Slot
    phase: str


def dose_events(dice: Dice, story: Story) -> Iterator[Event]:
    """Return what was noted of the doses of the course, up to the last morning."""
    due = [(day, slot) for day in story.days() for slot in _slots(story, day)]
    for number, deck in enumerate(_decks(story, due)):
        for (day, slot), outcome in zip(deck, _outcomes(dice, deck, number), strict=True):
            last_morning = day == story.until
            noted = Outcome.TAKEN if last_morning else outcome
            phase = phase_on(story.phases, day)
            assert phase is not None
            yield from _noted(dice, day, _Planned(slot, phase.id), noted)


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
    return dice.shuffled([*others, *taken])


def _noted(dice: Dice, day: date, planned: _Planned, outcome: Outcome | None) -> Iterator[Event]:
    if outcome is None:
        return
    if outcome is Outcome.PARTIAL and len(planned.slot.capsules) < 2:
        outcome = Outcome.SKIPPED  # no one cuts a capsule
    if outcome.swallowed:
        yield from _swallowed(dice, day, planned, outcome)
    else:
        yield _left_out(dice, day, planned, outcome)


def _swallowed(dice: Dice, day: date, planned: _Planned, outcome: Outcome) -> Iterator[Event]:
    slot = planned.slot
    taken_at = dice.about(day, slot.planned)
    noted_at, remembered = _noting(dice, day, taken_at)
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
    if dice.chance(CORRECTED):
        yield _corrected(dice, dose, noted_at)


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


def _corrected(dice: Dice, dose: Dose, noted_at: datetime) -> Event:
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
