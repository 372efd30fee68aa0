"""A course and its phases: what a patient was told to take, from when on.

Phases are only ever added. The phase in force on a day is the last begun one
that has not run out, so a new phase never rewrites what came before it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from isodiary.domain.day import wall
from isodiary.domain.dose import Capsules, check_order
from isodiary.domain.entry import new_id
from isodiary.domain.meal import Meal
from isodiary.domain.record import check_weight

MOST_SLOTS = 3
MOST_WEEKS = 520


class Formulation(StrEnum):
    """How the capsules are made; their mg do not compare (clinical.md 1.2)."""

    CLASSIC = "classic"
    LIDOSE = "lidose"
    MICRONISED = "micronised"


class WeightBasis(StrEnum):
    """Which weight the mg/kg of a course divides by."""

    START = "start"
    LATEST = "latest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A dose that is due every day of a phase.

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


Plan = tuple[Slot, ...]
"""The slots of a day; none at all is a pause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """From the first to the last capsule.

    Attributes:
        start: Day of the first capsule in the diary.
        product: Name as on the box.
        formulation: How the capsules are made.
        planned_weeks: How long it is meant to last; None if not said.
        target_ug_per_kg: Cumulative target in µg per kg, as the doctor named it; None if none.
        reference_weight_g: Weight at the start, in grams.
        weight_basis: Which weight mg/kg is shown with.
        opening_ug: Micrograms swallowed in this course before the diary began.
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
    opening_ug: int = 0
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
        if self.ended_on is not None and self.ended_on < self.start:
            raise ValueError("a course cannot end before it begins")

    def holds(self, day: date) -> bool:
        """Whether `day` belongs to the course."""
        return self.start <= day and (self.ended_on is None or day <= self.ended_on)

    def day_number(self, day: date) -> int:
        """Return 1 for the first day."""
        return (day - self.start).days + 1

    def week_number(self, day: date) -> int:
        """Return 1 for the first seven days."""
        return (day - self.start).days // 7 + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A dated part of a course: a plan, or a pause if it has no slots.

    Attributes:
        course: Id of its course.
        number: 1 for the first phase recorded, 2 for the next; of two that start on the
            same day the later recorded one is in force.
        start: First day.
        slots: What to take; empty for a pause.
        until: Last day of a pause; None if it lasts until a later phase.
        why: Who ordered it and why, in the patient's words.
        id: The entry's name for life.
    """

    course: str
    number: int
    start: date
    slots: Plan = ()
    until: date | None = None
    why: str = ""
    id: str = field(default_factory=new_id)

    def __post_init__(self) -> None:
        if len(self.slots) > MOST_SLOTS:
            raise ValueError(f"a plan has at most {MOST_SLOTS} doses a day")
        if [slot.number for slot in self.slots] != list(range(1, len(self.slots) + 1)):
            raise ValueError("slots are numbered from 1")
        if len({slot.meal for slot in self.slots}) < len(self.slots):
            raise ValueError("two slots cannot be at the same meal")
        by_time = [wall(date.min, slot.planned) for slot in self.slots]
        if by_time != sorted(by_time):
            raise ValueError("slots are numbered by their time of day")
        if self.until is not None and self.slots:
            raise ValueError("only a pause has a last day")
        if self.until is not None and self.until < self.start:
            raise ValueError("a pause cannot end before it begins")

    @property
    def pause(self) -> bool:
        """Whether nothing is due in it."""
        return not self.slots

    @property
    def daily_ug(self) -> int:
        """Micrograms planned for a day."""
        return sum(slot.amount_ug for slot in self.slots)
