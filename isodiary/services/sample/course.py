"""The made-up course: who, what was agreed at which visit, and what was measured.

Chance comes from one seed: the same seed makes the same diary, ids and times included.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from random import Random
from typing import TypeVar

from isodiary.domain.change import Act, Change, Edit, Entry
from isodiary.domain.course import MOST_WEEKS, Course, Phase, Plan
from isodiary.domain.day import ONE_DAY, fixed, wall
from isodiary.domain.lab import LabResult
from isodiary.domain.plan import parse_plan
from isodiary.domain.record import Contact, ContactKind, Patient, Visit, Weight
from isodiary.domain.symptom import Tracked
from isodiary.domain.timeline import phase_on
from isodiary.domain.units import kg, mg
from isodiary.domain.values import dataclass

ZONE = timezone(timedelta(hours=1))
"""Fixed, so that a seed means the same diary on every machine."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A change and the moment it was made."""

    at: datetime
    change: Change


class Dice:
    """Throws that a seed decides."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def id(self) -> str:
        """Return the name of an entry, as `new_id` would."""
        return f"{self._random.getrandbits(64):016x}"

    def chance(self, share: float) -> bool:
        """Return True in this share of throws."""
        return self._random.random() < share

    def bell(self, middle: float, spread: float) -> float:
        """Return a number around `middle`."""
        return self._random.gauss(middle, spread)

    def number(self, lowest: int, highest: int) -> int:
        """Return a whole number between the two, both included."""
        return self._random.randint(lowest, highest)

    def one_of(self, choices: Sequence[T], shares: Sequence[float] | None = None) -> T:
        """Return one of the choices, each in its share of throws."""
        return self._random.choices(choices, shares)[0]

    def shuffled(self, cards: Sequence[T]) -> list[T]:
        """Return the cards in another order."""
        return self._random.sample(cards, len(cards))

    def about(self, day: date, at: time, minutes: float = 20) -> datetime:
        """Return a moment of a day around a time, in whole minutes."""
        away = max(-3 * minutes, min(3 * minutes, self.bell(0, minutes)))
        return moment(day, at) + timedelta(minutes=round(away))

    def soon_after(self, then: datetime, minutes: int = 15) -> datetime:
        """Return a moment up to so many minutes later."""
        return then + timedelta(seconds=self.number(5, 60 * minutes))


def moment(day: date, at: time) -> datetime:
    """Return the moment at which the diary's `day` reads `at`."""
    return fixed(wall(day, at).replace(tzinfo=ZONE))


BEGUN_AT = time(7, 30)
VISIT_ENDS = time(16, 30)
BETWEEN_VISITS = timedelta(weeks=4)

STEPS = (
    "breakfast 08:00 10, dinner 19:00 20",
    "breakfast 08:00 20, dinner 19:00 20",
    "breakfast 08:00 20+10, dinner 19:00 20",
)
"""One after each of the first visits; after that the last two take turns."""

VISITS_A_TURN = 6
PAUSED_AFTER_WEEKS = 18
PAUSED_DAYS = 6
USUAL_WEEKS = 24
WEIGHT_G = kg(64)
AGE = 19
EARLIEST_BIRTH, LATEST_BIRTH = 1900, 2100

# (analyte, at 0 mg a day, more for each mg, spread, decimals, unit, low, high)
LABS = (
    ("alt", 15.0, 0.35, 3.0, 0, "U/L", "7", "45"),
    ("ast", 16.0, 0.2, 3.0, 0, "U/L", "8", "40"),
    ("triglycerides", 0.8, 0.016, 0.12, 1, "mmol/L", None, "1.7"),
    ("chol_total", 3.9, 0.017, 0.15, 1, "mmol/L", None, "5.2"),
)
HIGHER_ALT = 24.0
HIGHER_ALT_EVERY = 4

# Numbers set apart for films and plays, which nobody has.
CONTACTS = (
    (ContactKind.PRESCRIBER, "Dr Example (made up)", "01632 960123"),
    (ContactKind.EMERGENCY, "Sam Example (made up)", "07700 900123"),
    (ContactKind.CRISIS, "Crisis line (made up)", "0808 157 0123"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The frame of the course.

    Attributes:
        start: Day of the first capsule.
        until: The day whose evening is still to come.
        course: The course.
        phases: Its phases, oldest first.
        visits: Days of visits; the last one is after `until`.
    """

    start: date
    until: date
    course: Course
    phases: tuple[Phase, ...]
    visits: tuple[date, ...]

    def daily_mg(self, day: date) -> float:
        """Return the planned mg of a day."""
        phase = phase_on(self.phases, day)
        return float(phase.daily_ug / 1000) if phase else 0.0

    def days(self) -> list[date]:
        """Return all its days."""
        count = (self.until - self.start).days + 1
        return [self.start + timedelta(days=each) for each in range(count)]


def make_story(dice: Dice, *, weeks: int, until: date) -> Story:
    """Return a course that is `weeks` long on its day `until`."""
    start = until - timedelta(days=7 * weeks - 1)
    course = Course(
        start=start,
        product="Isotretinoin",
        planned_weeks=min(MOST_WEEKS, max(USUAL_WEEKS, weeks)),
        target_ug_per_kg=mg(120),
        reference_weight_g=WEIGHT_G,
        id=dice.id(),
    )
    visits = tuple(_visit_days(start, until))
    plans = [(start, parse_plan(STEPS[0])), *_agreed(visits[:-1])]
    begun = [(day, plan, None) for day, plan in plans]
    phases = tuple(
        Phase(
            course=course.id,
            number=number,
            start=day,
            plan=plan,
            until=last,
            why="a stomach bug; the practice said so" if last else "",
            id=dice.id(),
        )
        for number, (day, plan, last) in enumerate(sorted([*begun, *_pause(start, until)]), start=1)
    )
    return Story(start=start, until=until, course=course, phases=phases, visits=visits)


def course_events(dice: Dice, story: Story, daily: Sequence[str]) -> Iterator[Event]:
    """Return the beginning, the visits and all that belongs to them."""
    yield from _beginning(dice, story, daily)
    for phase in story.phases[1:]:
        act = Act.PAUSE_COURSE if phase.pause else Act.NEW_PHASE
        yield _event(_agreed_on(phase), VISIT_ENDS, act, Edit(after=phase))
    planned_on = [story.start, *story.visits]
    for before, day in zip(planned_on, story.visits, strict=False):
        at = BEGUN_AT if before == story.start else VISIT_ENDS
        visit = Visit(day=day, id=dice.id())
        yield _event(before, at, Act.PLAN_VISIT, Edit(after=visit))
        yield _sampled(dice, story, day - timedelta(days=6))
        weight = Weight(day=day, grams=WEIGHT_G + 100 * dice.number(-9, 9), id=dice.id())
        yield _event(day, time(7, 10), Act.LOG_WEIGHT, Edit(after=weight))


def _visit_days(start: date, until: date) -> Iterator[date]:
    """Return the days of visits, never at a weekend, up to the first one after `until`."""
    due = start
    day = start
    while day <= until:
        due += BETWEEN_VISITS
        day = due - timedelta(days=max(0, due.weekday() - 4))
        yield day


def _agreed(visits: Sequence[date]) -> Iterator[tuple[date, Plan]]:
    """Return the plans that begin on the days after visits."""
    for number, day in enumerate(visits, start=1):
        if number < len(STEPS):
            yield day + ONE_DAY, parse_plan(STEPS[number])
        elif number % VISITS_A_TURN == 0:
            yield day + ONE_DAY, parse_plan(STEPS[1 + number // VISITS_A_TURN % 2])


def _pause(start: date, until: date) -> Iterator[tuple[date, None, date]]:
    first = start + timedelta(weeks=PAUSED_AFTER_WEEKS, days=3)
    last = first + timedelta(days=PAUSED_DAYS - 1)
    if last < until:
        yield first, None, last


def _agreed_on(phase: Phase) -> date:
    return phase.start - ONE_DAY


def _beginning(dice: Dice, story: Story, daily: Sequence[str]) -> Iterator[Event]:
    born = max(EARLIEST_BIRTH, story.start.year - AGE)
    patient = Patient(name="A. K.", birth_year=min(LATEST_BIRTH, born), country="uk")
    contacts = [Contact(kind=k, name=n, phone=p, id=dice.id()) for k, n, p in CONTACTS]
    weight = Weight(day=story.start, grams=WEIGHT_G, id=dice.id())
    asked = [
        Tracked(symptom=each, position=place, id=dice.id()) for place, each in enumerate(daily)
    ]
    begun: list[Entry] = [story.course, story.phases[0], weight, *asked]
    edits = [Edit(after=each) for each in begun]
    yield _event(story.start, BEGUN_AT, Act.BEGIN_COURSE, *edits)
    yield _event(story.start, BEGUN_AT, Act.CHANGE_PATIENT, Edit(after=patient))
    kept = [Edit(after=each) for each in contacts]
    yield _event(story.start, BEGUN_AT, Act.CHANGE_CONTACTS, *kept)
    before = _panel(dice, story.start - timedelta(days=4), 0.0, higher_alt=False)
    yield _event(story.start, BEGUN_AT, Act.LOG_LAB, *before)


def _sampled(dice: Dice, story: Story, day: date) -> Event:
    """Return the sample before a visit, noted when the results came."""
    months = (day - story.start).days // 28
    higher_alt = months % HIGHER_ALT_EVERY == 1
    edits = _panel(dice, day, story.daily_mg(day), higher_alt=higher_alt)
    return _event(day + timedelta(days=2), time(18), Act.LOG_LAB, *edits)


def _panel(dice: Dice, day: date, daily_mg: float, *, higher_alt: bool) -> list[Edit]:
    edits = []
    for analyte, base, more, spread, decimals, unit, low, high in LABS:
        value = dice.bell(base + more * daily_mg, spread)
        value += HIGHER_ALT if higher_alt and analyte == "alt" else 0
        result = LabResult(
            day=day,
            analyte=analyte,
            value=Decimal(f"{max(0.4, value):.{decimals}f}"),
            unit=unit,
            low=Decimal(low) if low else None,
            high=Decimal(high),
            high_strict=not low,
            fasting=True,
            lab="Example laboratory",
            id=dice.id(),
        )
        edits.append(Edit(after=result))
    return edits


def _event(day: date, at: time, act: Act, *edits: Edit) -> Event:
    return Event(at=moment(day, at), change=Change(act=act, edits=edits))
