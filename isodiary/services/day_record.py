"""Everything that stands on one day, for looking back at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from isodiary.domain.acne import AcneCheck
from isodiary.domain.day_entries import DayEntries
from isodiary.domain.dose import Dose
from isodiary.domain.lab import LabResult, PlannedTest
from isodiary.domain.record import Question, Visit
from isodiary.services.entry_story import edited_later
from isodiary.storage.diary import Diary
from isodiary.storage.reads.days import read_day
from isodiary.storage.reads.visits import questions_asked

HELD = (
    *("course", "dose", "symptom", "day_note", "weight", "visit", "question", "lab_result"),
    *("planned_test", "acne_check"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRecord:
    """One day as it is in the diary.

    Attributes:
        entries: Doses, symptoms, note and weight, with the plan.
        visit: The visit on it.
        asked: The questions ticked off at that visit.
        labs: Results of samples of the day, by analyte.
        tests: Blood tests planned for it.
        acne: The acne check of it.
        edited: Ids of the entries that were changed on a later day than they were made.
    """

    entries: DayEntries
    visit: Visit | None
    asked: tuple[Question, ...]
    labs: tuple[LabResult, ...]
    tests: tuple[PlannedTest, ...]
    acne: AcneCheck | None
    edited: frozenset[str]

    @property
    def day(self) -> date:
        """The day."""
        return self.entries.day


def read_record(diary: Diary, day: date) -> DayRecord:
    """Return what the diary holds about a day, and what of it was changed later."""
    entries = read_day(diary, day)
    visits = diary.between(Visit, day, day)
    labs = diary.where(LabResult, "day = ?", [day.isoformat()], order="analyte, id")
    tests = diary.where(PlannedTest, "day = ?", [day.isoformat()], order="what, id")
    checks = diary.between(AcneCheck, day, day)
    small = (entries.note, entries.weight, *visits, *tests, *checks)
    dated = (*entries.doses, *entries.symptoms, *labs, *(each for each in small if each))
    return DayRecord(
        entries=entries,
        visit=visits[0] if visits else None,
        asked=questions_asked(diary, visits[0]) if visits else (),
        labs=tuple(labs),
        tests=tuple(tests),
        acne=checks[0] if checks else None,
        edited=frozenset(entry.id for entry in dated if edited_later(diary, entry)),
    )


def holds_nothing(diary: Diary) -> bool:
    """Whether nothing was ever noted in the diary, or all of it was taken back."""
    some = " or ".join(f"exists (select 1 from sound_{table})" for table in HELD)
    [(found,)] = diary.rows(f"select {some}")
    return not found


def offset_words(dose: Dose, now: datetime) -> str:
    """Return "UTC+2" where a dose was timed by another clock than the one here; else nothing."""
    taken_at = dose.taken_at
    if taken_at is None or taken_at.astimezone(now.tzinfo).utcoffset() == taken_at.utcoffset():
        return ""
    offset = taken_at.utcoffset() or timedelta()
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    sign = "−" if offset < timedelta() else "+"
    return f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "")
