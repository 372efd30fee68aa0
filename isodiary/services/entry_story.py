"""What happened to one entry, and whether it was changed after its day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from isodiary.domain.change import Edit, Entry
from isodiary.domain.day import diary_day
from isodiary.domain.dose import Dose
from isodiary.domain.errors import DiaryDamaged
from isodiary.domain.record import DayNote
from isodiary.domain.symptom import SymptomEntry
from isodiary.services.describe import act_words, entry_words
from isodiary.services.words import clock_time, full_day
from isodiary.storage.diary import Diary
from isodiary.storage.history import Recorded

TAKEN_BACK = "Taken back"
MADE_AGAIN = "Made again"
GONE = "no longer in the diary"


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

    @property
    def when(self) -> str:
        """Return "23 Nov 2026 19:04"."""
        return f"{full_day(self.at.date())} {clock_time(self.at)}"


def story(diary: Diary, entry: Entry, names: Mapping[str, str]) -> tuple[Chapter, ...]:
    """Return what happened to an entry, oldest first; what was taken back is told too.

    Raises:
        DiaryDamaged: The history of the entry is not as it was written.
    """
    return tuple(_chapter(*each, names) for each in diary.history.of_entry(entry.id))


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


def _chapter(record: Recorded, edit: Edit, names: Mapping[str, str]) -> Chapter:
    act = act_words(record.act)
    if record.reverts is not None:
        act = f"{TAKEN_BACK}: {act.lower()}"
    elif record.restores is not None:
        act = f"{MADE_AGAIN}: {act.lower()}"
    return Chapter(at=record.at, act=act, now=_state(edit.after, names))


def _state(entry: Entry | None, names: Mapping[str, str]) -> str:
    if entry is None:
        return GONE
    said = entry.text if isinstance(entry, DayNote) else entry_words(entry, names)
    note = entry.note if isinstance(entry, Dose | SymptomEntry) else ""
    return f"{said}. “{note}”" if note else said
