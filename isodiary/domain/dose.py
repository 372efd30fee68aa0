"""Doses, and what became of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import field
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from isodiary.domain.day import fixed
from isodiary.domain.entry import new_id
from isodiary.domain.meal import Fat, Meal
from isodiary.domain.units import mg, thousandth
from isodiary.domain.values import dataclass
from isodiary.language import _

Capsules = tuple[int, ...]
"""The strength of each capsule in micrograms, the strongest first."""

LARGEST_DOSE_UG = mg(1_000)
"""More is a slip of the key: the largest labelled daily dose is 2 mg/kg (clinical.md 1.1)."""

MOST_CAPSULES = 40


class Outcome(StrEnum):
    """What became of a dose that was due. The values are stored in diaries."""

    TAKEN = "taken"
    PARTIAL = "partial"
    SKIPPED = "skipped"
    MISSED = "missed"
    UNKNOWN = "unknown"

    @property
    def swallowed(self) -> bool:
        """Whether any of it was swallowed."""
        return self in {Outcome.TAKEN, Outcome.PARTIAL}


class Reason(StrEnum):
    """Why a dose was skipped, in the order of the keys. The values are stored in diaries."""

    UNWELL = "unwell"
    BLOOD_TEST = "blood-test"
    TOLD_TO = "told-to"
    NO_CAPSULES = "no-capsules"
    NO_MEAL = "no-meal"
    AWAY = "away"
    CHOSE_NOT_TO = "chose-not-to"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """What became of one slot on one day, or an extra dose.

    Attributes:
        day: The diary's day it counts for.
        slot: Number of the slot, 1 to 3; None for an extra dose.
        outcome: What became of it.
        capsules: The capsules swallowed; empty if none, or if only the amount is known.
        amount_ug: Micrograms swallowed; 0 if nothing was.
        meal: What was eaten with it; None if not noted.
        fat: How rich the meal was; None if not noted.
        taken_at: When, with its plain offset; None if nothing was swallowed or the time is not
            known.
        reason: Why it was skipped; None if not noted.
        planned_capsules: What was planned for it; empty for an extra dose, and if not known.
        planned_ug: Micrograms of them.
        planned_meal: The meal it was planned with; None where nothing was planned.
        planned_at: Wall time it was planned for; None where nothing was planned.
        phase: Id of the phase it was planned by; empty where nothing was planned.
        note: The patient's own words.
        id: The entry's name for life.
    """

    day: date
    slot: int | None
    outcome: Outcome
    capsules: Capsules = ()
    amount_ug: int = 0
    meal: Meal | None = None
    fat: Fat | None = None
    taken_at: datetime | None = None
    reason: Reason | None = None
    planned_capsules: Capsules = ()
    planned_ug: int = 0
    planned_meal: Meal | None = None
    planned_at: time | None = None
    phase: str = ""
    note: str = ""
    id: str = field(default_factory=new_id)

    def __post_init__(self) -> None:
        if self.slot is not None and not 1 <= self.slot <= 3:
            raise ValueError(f"a slot is 1 to 3, not {self.slot}")
        if not 0 <= self.amount_ug <= LARGEST_DOSE_UG:
            raise ValueError(f"a dose is 0 to {LARGEST_DOSE_UG} µg, not {self.amount_ug}")
        if self.outcome.swallowed != (self.amount_ug > 0):
            raise ValueError(f"{self.amount_ug} µg cannot be {self.outcome}")
        if self.slot is None and not self.outcome.swallowed:
            raise ValueError(f"an extra dose cannot be {self.outcome}")
        if self.capsules and sum(self.capsules) != self.amount_ug:
            raise ValueError(f"the capsules {self.capsules} are not {self.amount_ug} µg")
        check_order(self.capsules)
        self._check_planned()
        if self.taken_at is not None:
            self._check_time(self.taken_at)

    def _check_planned(self) -> None:
        check_order(self.planned_capsules)
        if sum(self.planned_capsules) != self.planned_ug:
            raise ValueError(f"{self.planned_capsules} planned are not {self.planned_ug} µg")
        said = {bool(self.planned_capsules), self.planned_meal is not None}
        said |= {self.planned_at is not None, bool(self.phase)}
        if len(said) > 1:
            raise ValueError("what was planned for a dose is its capsules, meal, time and phase")
        if self.phase and self.slot is None:
            raise ValueError("nothing is planned for an extra dose")

    def _check_time(self, taken_at: datetime) -> None:
        if not self.outcome.swallowed:
            raise ValueError(f"a {self.outcome} dose has no time: {taken_at}")
        object.__setattr__(self, "taken_at", fixed(taken_at))

    @property
    def extra(self) -> bool:
        """Whether it was swallowed outside the plan."""
        return self.slot is None


def capsules_of(strengths_ug: Iterable[int]) -> Capsules:
    """Return capsules in their order.

    Raises:
        ValueError: A strength is not above zero, or there are too many.
    """
    capsules = tuple(sorted(strengths_ug, reverse=True))
    if any(strength <= 0 for strength in capsules):
        raise ValueError(_("a capsule's strength is above 0 mg"))
    if len(capsules) > MOST_CAPSULES or sum(capsules) > LARGEST_DOSE_UG:
        raise ValueError(
            _("a dose is at most {most} capsules and 1,000 mg").format(most=MOST_CAPSULES)
        )
    return capsules


@lru_cache(maxsize=256)  # every dose that is read is checked, and few differ
def check_order(capsules: Capsules) -> None:
    """Refuse capsules that would not be read back as they are.

    Raises:
        ValueError: They are not in the order of `capsules_of`, or refused by it.
    """
    if capsules != capsules_of(capsules):
        raise ValueError(f"the strongest capsule goes first: {capsules}")


@lru_cache(maxsize=256)
def parse_capsules(text: str) -> Capsules:
    """Return the capsules of "20+10", in milligrams, comma or point.

    Raises:
        ValueError: The text is not capsules joined by +.
    """
    try:
        strengths = [mg(_plain_decimal(part)) for part in text.split("+")]
    except ValueError as error:
        said = _("“{typed}” is not capsules in mg joined by +, such as 20+10")
        raise ValueError(said.format(typed=text)) from error
    return capsules_of(strengths)


@lru_cache(maxsize=64)
def capsules_text(capsules: Capsules) -> str:
    """Return capsules as they are typed and stored: "20+10"."""
    return "+".join(f"{thousandth(strength).normalize():f}" for strength in capsules)


def counted(capsules: Capsules) -> tuple[tuple[int, int], ...]:
    """Return (strength in µg, how many), the strongest first."""
    return tuple(Counter(capsules).items())


def part_of(capsules: Capsules, amount_ug: int) -> Capsules:
    """Return the fewest of `capsules` that make `amount_ug`, or none if none do."""
    reached: dict[int, Capsules] = {0: ()}
    for strength in capsules:
        for total, used in list(reached.items()):
            more = (*used, strength)
            if len(more) < len(reached.get(total + strength, (*more, 0))):
                reached[total + strength] = more
    return reached.get(amount_ug, ())


def _plain_decimal(text: str) -> Decimal:
    if not _PLAIN.fullmatch(text.strip()):
        raise ValueError(text)
    return Decimal(text.strip().replace(",", "."))


_PLAIN = re.compile(r"\d{1,6}([.,]\d{1,6})?")
