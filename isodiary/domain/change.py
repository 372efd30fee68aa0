"""A change is a value: what it was before, what it is after.

Undo, redo, an entry's history and the stale check all come from it.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import get_args

from isodiary.domain.acne import AcneCheck
from isodiary.domain.course import Course, Phase
from isodiary.domain.dose import Dose
from isodiary.domain.lab import LabLimit, LabResult, PlannedTest
from isodiary.domain.record import Contact, DayNote, KeptOff, Patient, Question, Visit, Weight
from isodiary.domain.screening import Answer
from isodiary.domain.symptom import OwnSymptom, SymptomEntry, Tracked
from isodiary.domain.values import dataclass

Entry = (
    Course
    | Phase
    | Dose
    | SymptomEntry
    | Tracked
    | OwnSymptom
    | DayNote
    | Weight
    | Visit
    | LabResult
    | LabLimit
    | PlannedTest
    | AcneCheck
    | Answer
    | Question
    | KeptOff
    | Patient
    | Contact
)
"""The kinds of entries: all that a diary is made of."""

Dated = Dose | SymptomEntry | DayNote | Weight | Visit | LabResult | PlannedTest | AcneCheck
"""Those that stand on a day, and are added, changed and deleted there."""

KINDS: tuple[type[Entry], ...] = get_args(Entry)
DATED: tuple[type[Dated], ...] = get_args(Dated)
SUMMARISED: tuple[type[Entry], ...] = (
    *(Course, Phase, Dose, SymptomEntry, Weight, Visit, LabResult),
    *(Patient, Contact, Answer, Question),
)
"""The kinds whose change may change a summary."""


class Act(StrEnum):
    """What a patient did. The values are stored in diaries."""

    BEGIN_COURSE = "begin-course"
    CHANGE_COURSE = "change-course"
    NEW_PHASE = "new-phase"
    CORRECT_PLAN = "correct-plan"
    REMOVE_PHASE = "remove-phase"
    PAUSE_COURSE = "pause-course"
    END_COURSE = "end-course"
    LOG_DOSE = "log-dose"
    SKIP_DOSE = "skip-dose"
    AMEND_DOSE = "amend-dose"
    REMOVE_DOSE = "remove-dose"
    CATCH_UP = "catch-up"
    LOG_SYMPTOMS = "log-symptoms"
    REMOVE_SYMPTOM = "remove-symptom"
    TRACK_SYMPTOMS = "track-symptoms"
    WRITE_NOTE = "write-note"
    LOG_WEIGHT = "log-weight"
    REMOVE_WEIGHT = "remove-weight"
    LOG_LAB = "log-lab"
    REMOVE_LAB = "remove-lab"
    SET_LAB_LIMIT = "set-lab-limit"
    PLAN_TEST = "plan-test"
    REMOVE_TEST = "remove-test"
    LOG_ACNE = "log-acne"
    REMOVE_ACNE = "remove-acne"
    ANSWER_QUESTIONS = "answer-questions"
    PLAN_VISIT = "plan-visit"
    REMOVE_VISIT = "remove-visit"
    NOTE_AGREED = "note-agreed"
    ASK_QUESTION = "ask-question"
    CHANGE_QUESTION = "change-question"
    TICK_QUESTION = "tick-question"
    CARRY_QUESTION = "carry-question"
    REMOVE_QUESTION = "remove-question"
    KEEP_OFF_PAPER = "keep-off-paper"
    TYPE_IN_DAYS = "type-in-days"
    CHANGE_PATIENT = "change-patient"
    CHANGE_CONTACTS = "change-contacts"
    RESTORE_BACKUP = "restore-backup"
    BRING_OVER = "bring-over"
    FILL_SAMPLE = "fill-sample"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One entry before and after; None means it was not there, or is gone."""

    before: Entry | None = None
    after: Entry | None = None

    def __post_init__(self) -> None:
        if self.before is None and self.after is None:
            raise ValueError("an edit of nothing")
        if self.before is not None and self.after is not None:
            if type(self.before) is not type(self.after) or self.before.id != self.after.id:
                raise ValueError("an edit keeps the kind and the id of its entry")
            if self.before == self.after:
                raise ValueError("an edit changes something")

    @property
    def entry(self) -> Entry:
        """The entry as it is after, or as it last was."""
        kept = self.after if self.after is not None else self.before
        assert kept is not None
        return kept

    def inverse(self) -> Edit:
        """Return the edit that takes this one back."""
        return Edit(before=self.after, after=self.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one act of the patient does to the diary, all of it or nothing."""

    act: Act
    edits: tuple[Edit, ...]

    def __post_init__(self) -> None:
        if not self.edits:
            raise ValueError("a change of nothing")

    def inverse(self) -> Change:
        """Return the change that takes this one back."""
        return Change(act=self.act, edits=tuple(edit.inverse() for edit in reversed(self.edits)))

    def touches(self, *kinds: type[Entry]) -> bool:
        """Whether it changes an entry of one of `kinds`."""
        return any(isinstance(edit.entry, kinds) for edit in self.edits)

    @property
    def days(self) -> frozenset[date]:
        """The days whose entries it changes."""
        entries = [entry for edit in self.edits for entry in (edit.before, edit.after)]
        return frozenset(entry.day for entry in entries if isinstance(entry, Dated))


def change_of(act: Act, *edits: Edit | None) -> Change | None:
    """Return the change made of `edits`, or None where nothing changes."""
    real = tuple(edit for edit in edits if edit is not None)
    return Change(act=act, edits=real) if real else None


def edit_to(before: Entry | None, after: Entry | None) -> Edit | None:
    """Return the edit from `before` to `after`, or None if they are the same."""
    return None if before == after else Edit(before=before, after=after)
