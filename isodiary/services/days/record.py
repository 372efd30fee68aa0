"""Everything that stands on one day, what happened to each entry, and what was changed later."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from isodiary.domain.acne import AcneCheck
from isodiary.domain.change import DATED, Edit, Entry
from isodiary.domain.course import Course
from isodiary.domain.day import diary_day
from isodiary.domain.day_entries import DayEntries
from isodiary.domain.dose import Dose
from isodiary.domain.errors import DiaryDamaged
from isodiary.domain.lab import LabResult, PlannedTest
from isodiary.domain.record import DayNote, Question, Visit
from isodiary.domain.symptom import SymptomEntry
from isodiary.domain.values import dataclass
from isodiary.language import _, marked
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.days import clock_time, full_day
from isodiary.services.words.entries import act_words, entry_words
from isodiary.services.words.units import apart
from isodiary.storage.diary import Diary
from isodiary.storage.history import Recorded
from isodiary.storage.reads.days import holds_any, read_day
from isodiary.storage.reads.labs import results_on, tests_on
from isodiary.storage.reads.visits import questions_asked

GONE = marked("no longer in the diary")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One thing that happened to an entry.

    Attributes:
        at: When, with its offset.
        act: What was done: "Dose corrected", or that it was taken back or made again.
        now: The entry as it was from then on, in words.
    """

    at: datetime
    act: str
    now: str

    def when(self, habits: Habits = PLAIN) -> str:
        """Return "23 Nov 2026 19:04"."""
        return f"{full_day(self.at.date())} {clock_time(self.at, habits)}"


def story(
    diary: Diary, entry: Entry, names: Mapping[str, str], habits: Habits = PLAIN
) -> tuple[Chapter, ...]:
    """Return what happened to an entry, oldest first; what was taken back is told too.

    Raises:
        DiaryDamaged: The history of the entry is not as it was written.
    """
    return tuple(_chapter(*each, names, habits) for each in diary.history.of_entry(entry.id))


def edited_later(diary: Diary, entry: Entry) -> bool:
    """Whether an entry was changed on a later day than it was made, and is still so."""
    try:
        told = diary.history.of_entry(entry.id)
    except DiaryDamaged:  # its history is lost; the entry itself is sound
        return False
    if len(told) < 2 or told[0][1].after == entry:
        return False
    first_day = diary_day(told[0][0].at)
    return any(diary_day(record.at) > first_day for record, edit in told if _amends(edit))


def _amends(edit: Edit) -> bool:
    return edit.before is not None and edit.after is not None


def _chapter(
    record: Recorded, edit: Edit, names: Mapping[str, str], habits: Habits = PLAIN
) -> Chapter:
    act = act_words(record.act)
    if record.erased:
        act = _("{act}; what it was before was erased for good").format(act=act)
    elif record.reverts is not None:
        act = _("Taken back: {act}").format(act=act)
    elif record.restores is not None:
        act = _("Made again: {act}").format(act=act)
    return Chapter(at=record.at, act=act, now=_state(edit.after, names, habits))


def _state(entry: Entry | None, names: Mapping[str, str], habits: Habits = PLAIN) -> str:
    if entry is None:
        return _(GONE)
    said = entry.text if isinstance(entry, DayNote) else entry_words(entry, names, habits)
    note = entry.note if isinstance(entry, Dose | SymptomEntry) else ""
    return f"{said}. “{apart(note)}”" if note else said


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
    labs = results_on(diary, day)
    tests = tests_on(diary, day)
    checks = diary.between(AcneCheck, day, day)
    small = (entries.note, entries.weight, *visits, *tests, *checks)
    dated = (*entries.doses, *entries.symptoms, *labs, *(each for each in small if each))
    return DayRecord(
        entries=entries,
        visit=visits[0] if visits else None,
        asked=questions_asked(diary, visits[0]) if visits else (),
        labs=labs,
        tests=tests,
        acne=checks[0] if checks else None,
        edited=frozenset(entry.id for entry in dated if edited_later(diary, entry)),
    )


def holds_nothing(diary: Diary) -> bool:
    """Whether nothing was ever noted in the diary, or all of it was taken back."""
    return not holds_any(diary, (Course, Question, *DATED))


def offset_words(dose: Dose, now: datetime) -> str:
    """Return "UTC+2" where a dose was timed by another clock than the one here; else nothing."""
    taken_at = dose.taken_at
    if taken_at is None or taken_at.astimezone(now.tzinfo).utcoffset() == taken_at.utcoffset():
        return ""
    offset = taken_at.utcoffset() or timedelta()
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    sign = "−" if offset < timedelta() else "+"
    return f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "")
