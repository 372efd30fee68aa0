"""What the diary holds about each day of a period, for the pages behind a sheet."""

from __future__ import annotations

from datetime import date

from isodiary.domain.dose import Dose
from isodiary.domain.symptom import SymptomEntry
from isodiary.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRow:
    """One day.

    Attributes:
        day: The day.
        due: Numbers of the slots that have come due, in order.
        doses: What became of them, by slot; extra doses last.
        symptoms: What was answered, the worst first.
        note: The patient's words about the day; empty if there are none or they stay off paper.
    """

    day: date
    due: tuple[int, ...]
    doses: tuple[Dose, ...]
    symptoms: tuple[SymptomEntry, ...]
    note: str = ""

    def dose_of(self, slot: int) -> Dose | None:
        """Return what became of a slot; None if that is not recorded."""
        return next((dose for dose in self.doses if dose.slot == slot), None)

    @property
    def extra(self) -> tuple[Dose, ...]:
        """The doses swallowed outside the plan."""
        return tuple(dose for dose in self.doses if dose.slot is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appendix:
    """The days of a period, oldest first, without those of which nothing was due or recorded.

    Attributes:
        days: The days.
        notes_kept_off: How many notes about days of the period stay off paper.
    """

    days: tuple[DayRow, ...]
    notes_kept_off: int = 0
