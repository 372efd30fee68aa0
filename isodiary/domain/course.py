"""A course and its phases: what a patient was told to take, from when on.

Phases are only ever added. The phase in force on a day is the last begun one
that has not run out, so a new phase never rewrites what came before it.
"""

from __future__ import annotations

from dataclasses import field
from datetime import date, time
from enum import StrEnum
from fractions import Fraction

from isodiary.domain.day import wall
from isodiary.domain.dose import Capsules, check_order
from isodiary.domain.entry import new_id
from isodiary.domain.meal import Meal
from isodiary.domain.record import check_weight
from isodiary.domain.values import dataclass

MOST_SLOTS = 3
MOST_WEEKS = 520
LONGEST_CYCLE = 28
DAYS_IN_A_WEEK = 7


class Formulation(StrEnum):
    """How the capsules are made; their mg do not compare (clinical.md 1.2)."""

    CLASSIC = "classic"
    LIDOSE = "lidose"
    MICRONISED = "micronised"


class WeightBasis(StrEnum):
    """Which weight the mg/kg of a course divides by."""

    START = "start"
    LATEST = "latest"


class Opening(StrEnum):
    """How it is known what was swallowed before the diary start; the words are stored."""

    MG = "mg"
    PLANNED = "planned"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A due dose of a day.

    Attributes:
        number: 1 to 3, by time of day.
        meal: The meal it is due with.
        planned: Wall time it is planned for, in whole minutes; before 04:00 it is the night
            after the day.
        capsules: What to take.
    """

    number: int
    meal: Meal
    planned: time
    capsules: Capsules

    def __post_init__(self) -> None:
        if not 1 <= self.number <= MOST_SLOTS:
            raise ValueError(f"a slot is 1 to {MOST_SLOTS}, not {self.number}")
        if not self.capsules:
            raise ValueError("a slot needs capsules")
        check_order(self.capsules)
        if self.planned != time(self.planned.hour, self.planned.minute):
            raise ValueError(f"a dose is planned for a minute of the day, not {self.planned}")

    @property
    def amount_ug(self) -> int:
        """Micrograms planned."""
        return sum(self.capsules)


Slots = tuple[Slot, ...]
"""The slots of a day; none at all in a pause and on a day without a dose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The doses of a cycle of days.

    Attributes:
        days: The slots of each day of the cycle, of which at least one has some. One day alone
            is every day, or the chosen weekdays.
        weekdays: 0 for Monday to 6, in order; none where the cycle counts days.
    """

    days: tuple[Slots, ...]
    weekdays: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= len(self.days) <= LONGEST_CYCLE:
            raise ValueError(f"a cycle is 1 to {LONGEST_CYCLE} days, not {len(self.days)}")
        if not any(self.days):
            raise ValueError("a plan has a dose on some day")
        for slots in self.days:
            check_slots(slots)
        if self.weekdays:
            self._check_weekdays()

    def _check_weekdays(self) -> None:
        if len(self.days) > 1:
            raise ValueError("chosen weekdays have the same doses")
        if sorted(set(self.weekdays)) != list(self.weekdays):
            raise ValueError("weekdays are named once each, in order")
        if not set(self.weekdays) < set(range(DAYS_IN_A_WEEK)):
            raise ValueError("chosen weekdays are one to six of the week")

    @property
    def rhythm_days(self) -> int:
        """After how many days it begins again."""
        return DAYS_IN_A_WEEK if self.weekdays else len(self.days)

    @property
    def every_day(self) -> bool:
        """Whether all days are the same."""
        return self.rhythm_days == 1

    @property
    def daily_ug(self) -> Fraction:
        """Micrograms planned a day, the mean of the cycle."""
        cycle = sum(slot.amount_ug for slots in self.days for slot in slots)
        return Fraction(cycle * (len(self.weekdays) or 1), self.rhythm_days)

    @property
    def highest_ug(self) -> int:
        """Micrograms of the day with the most."""
        return max(sum(slot.amount_ug for slot in slots) for slots in self.days)

    @property
    def slots(self) -> Slots:
        """All its slots, those of the first day first."""
        return tuple(slot for slots in self.days for slot in slots)

    def on(self, day: date, first: date) -> Slots:
        """Return the slots of a day; `first` is day 1 of a cycle."""
        if self.weekdays:
            return self.days[0] if day.weekday() in self.weekdays else ()
        return self.days[(day - first).days % len(self.days)]


def check_slots(slots: Slots) -> None:
    """Refuse what cannot be the slots of a day.

    Raises:
        ValueError: They are too many, not numbered by time, or two are at the same meal.
    """
    if len(slots) > MOST_SLOTS:
        raise ValueError(f"a plan has at most {MOST_SLOTS} doses a day")
    if [slot.number for slot in slots] != list(range(1, len(slots) + 1)):
        raise ValueError("slots are numbered from 1")
    if len({slot.meal for slot in slots}) < len(slots):
        raise ValueError("two slots cannot be at the same meal")
    by_time = [wall(date.min, slot.planned) for slot in slots]
    if by_time != sorted(by_time):
        raise ValueError("slots are numbered by their time of day")


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """From the first to the last capsule.

    Attributes:
        start: Day of the first capsule.
        product: Name as on the box.
        formulation: How the capsules are made.
        planned_weeks: How long it is meant to last; None if not said.
        target_ug_per_kg: Cumulative target in µg per kg, as the doctor named it; None if none.
        reference_weight_g: Weight at the start, in grams.
        weight_basis: Which weight mg/kg is shown with.
        opening: How it is known what was swallowed in this course before the diary start.
        opening_ug: Micrograms of it; 0 unless `opening` is `MG`.
        kept_from: Day from which on the diary is kept; None where it is the first capsule.
        kept_at: Wall time of the first dose of that day that the diary is kept of; None for all.
        ended_on: Day of the last capsule; None while it goes on.
        id: The entry's name for life.
    """

    start: date
    product: str
    formulation: Formulation = Formulation.CLASSIC
    planned_weeks: int | None = None
    target_ug_per_kg: int | None = None
    reference_weight_g: int
    weight_basis: WeightBasis = WeightBasis.START
    opening: Opening = Opening.MG
    opening_ug: int = 0
    kept_from: date | None = None
    kept_at: time | None = None
    ended_on: date | None = None
    id: str = field(default_factory=new_id)

    def __post_init__(self) -> None:
        check_weight(self.reference_weight_g)
        if self.planned_weeks is not None and not 1 <= self.planned_weeks <= MOST_WEEKS:
            raise ValueError(f"a course is 1 to {MOST_WEEKS} weeks, not {self.planned_weeks}")
        if self.target_ug_per_kg is not None and not 0 < self.target_ug_per_kg <= 1_000_000:
            raise ValueError(f"a target is above 0 to 1,000 mg/kg, not {self.target_ug_per_kg}")
        if not 0 <= self.opening_ug <= 200_000_000:
            raise ValueError(f"an opening amount is 0 to 200 g, not {self.opening_ug} µg")
        if self.opening_ug and self.opening is not Opening.MG:
            raise ValueError("an opening amount as planned, or not known, has no mg")
        if self.kept_from == self.start and self.kept_at is None:
            object.__setattr__(self, "kept_from", None)  # the same said in two ways is one value
        if self.diary_start < self.start:
            raise ValueError("a diary of a course cannot begin before it")
        if self.ended_on is not None and self.ended_on < self.diary_start:
            raise ValueError("a course cannot end before it begins")

    @property
    def diary_start(self) -> date:
        """Day from which on the diary is kept."""
        return self.start if self.kept_from is None else self.kept_from

    def holds(self, day: date) -> bool:
        """Whether `day` belongs to the course."""
        return self.start <= day and (self.ended_on is None or day <= self.ended_on)

    def keeps(self, day: date) -> bool:
        """Whether `day` belongs to the part of the course that the diary is kept of."""
        return self.diary_start <= day and self.holds(day)

    def day_number(self, day: date) -> int:
        """Return 1 for the first day; the last capsule's number for the days after it."""
        return (self._within(day) - self.start).days + 1

    def week_number(self, day: date) -> int:
        """Return 1 for the first seven days; the last capsule's number for the days after it."""
        return (self._within(day) - self.start).days // DAYS_IN_A_WEEK + 1

    def _within(self, day: date) -> date:
        return day if self.ended_on is None else min(day, self.ended_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A dated part of a course: a plan, or a pause.

    Attributes:
        course: Id of its course.
        number: 1 for the first phase recorded, 2 for the next; of two that start on the
            same day the later recorded one is in force.
        start: First day, and day 1 of its cycle.
        at: Wall time from which on the doses of the first day are its own; those before are
            still those of the phase before. None for the whole day.
        plan: What to take; None is a pause.
        until: Last day of a pause; None if it lasts until a later phase.
        visit: Id of the visit at which it was ordered; may be empty.
        why: Who ordered it and why, in the patient's words.
        id: The entry's name for life.
    """

    course: str
    number: int
    start: date
    at: time | None = None
    plan: Plan | None = None
    until: date | None = None
    visit: str = ""
    why: str = ""
    id: str = field(default_factory=new_id)

    def __post_init__(self) -> None:
        if self.until is not None and self.plan is not None:
            raise ValueError("only a pause has a last day")
        if self.until is not None and self.until < self.start:
            raise ValueError("a pause cannot end before it begins")
        if self.at is not None and self.plan is None:
            raise ValueError("a pause begins with its day")
        if self.at is not None and self.at != time(self.at.hour, self.at.minute):
            raise ValueError(f"a phase begins with a minute of the day, not {self.at}")

    @property
    def pause(self) -> bool:
        """Whether nothing is due in it."""
        return self.plan is None

    @property
    def daily_ug(self) -> Fraction:
        """Micrograms planned a day, the mean of the cycle."""
        return Fraction(0) if self.plan is None else self.plan.daily_ug

    def slots_on(self, day: date) -> Slots:
        """Return what is planned for one of its days, whatever it says of the first one."""
        return () if self.plan is None else self.plan.on(day, self.start)
