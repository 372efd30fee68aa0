"""What a file would do to a diary: the values that the dry run makes and screens show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import time
from enum import StrEnum

from isodiary.domain.change import Change, Entry
from isodiary.domain.course import Course
from isodiary.domain.values import dataclass


class Result(StrEnum):
    """What becomes of a row. The values are a promise to scripts."""

    NEW = "new"
    SAME = "same"
    CONFLICT = "conflict"
    UNREADABLE = "unreadable"
    LEFT_OUT = "left_out"


RANK = (Result.CONFLICT, Result.UNREADABLE, Result.NEW, Result.SAME, Result.LEFT_OUT)
"""A row that says several things counts as the first of these that one of them is."""


class AskedAbout(StrEnum):
    """What is asked once, for all rows. The values are a promise to scripts."""

    MEDICINE = "medicine"
    SLOT = "slot"
    ONE = "one"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileAnswers:
    """What was answered about a file; what was not is taken as `FileQuestion.answer` says.

    Attributes:
        medicines: The names in the file that are the medicine of the course; None if not said.
        slots: The number of the slot that a planned time of the file belongs to; 0 for none.
        one_ug: Micrograms of one of what the file counts; None if not said.
        assumed: Whether what is only assumed to be taken was.
        prefer_file: Whether the file wins where the diary says otherwise.
        of_file: Numbers of the rows for which the file was chosen one by one.
        of_diary: Numbers of the rows for which the diary was.
    """

    medicines: frozenset[str] | None = None
    slots: Mapping[time, int] = field(default_factory=dict)
    one_ug: int | None = None
    assumed: bool = False
    prefer_file: bool = False
    of_file: frozenset[int] = frozenset()
    of_diary: frozenset[int] = frozenset()

    def takes_file(self, row: int) -> bool:
        """Whether the file wins in the conflict of a row."""
        return row in self.of_file or (self.prefer_file and row not in self.of_diary)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileQuestion:
    """A question about the whole file.

    Attributes:
        what: What is asked.
        of: Of which planned time, "08:00"; empty for the other questions.
        choices: The answers there are: names of medicines, numbers of slots, mg, "yes" and "no";
            each with the rows it is about.
        answer: What is taken now; None as long as it must be answered.
    """

    what: AskedAbout
    of: str = ""
    choices: tuple[tuple[str, int], ...]
    answer: tuple[str, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedRow:
    """One thing that a row says, held against the diary.

    Attributes:
        row: Number of the row.
        raw: The row as it stands in the file, shortened.
        result: What becomes of it.
        found: The entry that the file makes; None if it makes none.
        held: The entry of the diary in that place, or of an earlier row; None if there is none.
        why: Why it is unreadable or left out; empty otherwise.
        takes_file: Whether in a conflict the file wins.
    """

    row: int
    raw: str
    result: Result
    found: Entry | None = None
    held: Entry | None = None
    why: str = ""
    takes_file: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A diary start that moves back, as doses from before it come in.

    Attributes:
        before: The course as it is.
        after: The course as it will be.
        taken: How many doses from before are taken or partial.
        left_out: How many are skipped, missed or unknown.
        amount_ug: Micrograms of them, which stand in the place of as much of the opening.
    """

    before: Course
    after: Course
    taken: int
    left_out: int
    amount_ug: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRun:
    """What a file would do to a diary. Nothing is written yet.

    Attributes:
        format: Id of the format.
        rows: What the rows say, in their order.
        counts: How many rows there are of each result; they add up to the rows of the file.
        asked: What is asked about the whole file.
        moved: The diary start that moves back; None if none does.
        change: What would be written; None if nothing is.
    """

    format: str
    rows: tuple[CheckedRow, ...]
    counts: Mapping[Result, int]
    asked: tuple[FileQuestion, ...]
    moved: Moved | None
    change: Change | None

    @property
    def count(self) -> int:
        """How many rows the file has."""
        return sum(self.counts.values())

    @property
    def unanswered(self) -> tuple[FileQuestion, ...]:
        """What must be answered before anything is written."""
        return tuple(each for each in self.asked if each.answer is None)

    @property
    def comes(self) -> int:
        """How many entries come in or are changed, without a course that only moves."""
        return sum(
            each.result is Result.NEW or (each.result is Result.CONFLICT and each.takes_file)
            for each in self.rows
            if each.found is not None
        )


def counted(rows: Iterable[CheckedRow]) -> Mapping[Result, int]:
    """Return how many rows of the file there are of each result."""
    of_row: dict[int, Result] = {}
    for each in rows:
        before = of_row.get(each.row)
        if before is None or RANK.index(each.result) < RANK.index(before):
            of_row[each.row] = each.result
    found = Counter(of_row.values())
    return {result: found[result] for result in Result}
