"""The made-up course: who, what was agreed at which visit, and what was measured.

Chance comes from one seed: the same seed makes the same diary, ids and times included.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from random import Random
from typing import TypeVar

from isodiary.domain.change import Act, Change, Edit, Entry
from isodiary.domain.course import MOST_WEEKS, Course, Phase, Plan
from isodiary.domain.day import ONE_DAY, fixed, wall
from isodiary.domain.lab import LabResult, PlannedTest
from isodiary.domain.plan import parse_plan
from isodiary.domain.record import Contact, ContactKind, Patient, Question, Visit, Weight
from isodiary.domain.symptom import Tracked
from isodiary.domain.timeline import phase_on
from isodiary.domain.units import kg, mg
from isodiary.domain.values import dataclass

ZONE = timezone(timedelta(hours=1))
"""Fixed, so that a seed means the same diary on every machine."""

FRIDAY = 4

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
VISIT_AT, VISIT_ENDS = time(15, 40), time(16, 30)
BETWEEN_VISITS = timedelta(weeks=4)
SOON = timedelta(days=4)
"""So long after the last day the next visit is, or a little longer where that is a weekend."""

FIRST_VISIT = timedelta(days=7)
"""No visit is sooner after the first capsule."""

SAMPLE_BEFORE = timedelta(days=7)
TESTED = "ALT, AST, triglycerides, cholesterol"

STEPS = (
    "every 2 days: breakfast 08:00 20, dinner 19:00 20 / dinner 19:00 20",
    "breakfast 08:00 20, dinner 19:00 20",
    "breakfast 08:00 20+10, dinner 19:00 20",
)
"""One after each of the first visits; after that the last two take turns.

The first one takes 40 and 20 mg in turn.
"""

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
# (days before the last one, what is asked)
QUESTIONS = (
    (6, "Is the sore back after training related to the capsules?"),
    (2, "Eye drops: which kind goes with contact lenses?"),
)
AGREED = "{mg} mg a day, blood test before the next visit"

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

    def agreed_mg(self, visit: date) -> int:
        """Return the mg a day that go on or begin after a visit."""
        begun = [one for one in self.phases if one.plan and one.start <= visit + ONE_DAY]
        return round(begun[-1].daily_ug / 1000)

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
        visit = Visit(day=day, at=VISIT_AT, clinician=CONTACTS[0][1], id=dice.id())
        yield _event(before, at, Act.PLAN_VISIT, Edit(after=visit))
        if day > story.until:
            test = PlannedTest(day=_workday(story.until + ONE_DAY), what=TESTED, id=dice.id())
            yield _event(before, at, Act.PLAN_TEST, Edit(after=test))
            continue
        yield _sampled(dice, story, max(story.start, day - SAMPLE_BEFORE))
        weight = Weight(day=day, grams=WEIGHT_G + 100 * dice.number(-9, 9), id=dice.id())
        yield _event(day, time(7, 10), Act.LOG_WEIGHT, Edit(after=weight))
        agreed = AGREED.format(mg=story.agreed_mg(day))
        noted = Edit(before=visit, after=replace(visit, agreed=agreed))
        yield _event(day, VISIT_ENDS, Act.NOTE_AGREED, noted)
    yield from _asked(dice, story)


def _asked(dice: Dice, story: Story) -> Iterator[Event]:
    for place, (days, text) in enumerate(QUESTIONS):
        day = max(story.start, story.until - timedelta(days=days))
        question = Question(text=text, noted_on=day, position=place, id=dice.id())
        yield _event(day, time(21, 30), Act.ASK_QUESTION, Edit(after=question))


def _workday(day: date) -> date:
    """Return the day, or the Monday after it where it is at a weekend."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > FRIDAY else day


def _visit_days(start: date, until: date) -> list[date]:
    """Return the days of visits: the next one, soon after `until`, and those every four weeks."""
    day = _workday(until + SOON)
    found = [day]
    while day - BETWEEN_VISITS >= start + FIRST_VISIT:
        day -= BETWEEN_VISITS
        found.insert(0, day)
    return found


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
