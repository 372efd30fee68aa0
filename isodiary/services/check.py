"""Reading a whole diary to see whether it is as it was written."""

from __future__ import annotations

from isodiary.domain.errors import DiaryDamaged, DiaryError
from isodiary.domain.values import dataclass
from isodiary.services.words.entries import KIND_NAMES
from isodiary.storage.damaged import Damaged
from isodiary.storage.diary import Diary
from isodiary.storage.rows import table_of
from isodiary.storage.soundness import (
    Disagreement,
    Stranger,
    disagreements,
    gaps,
    strangers,
)

BROKEN = (
    "The diary’s file is damaged, so figures could be wrong and none are given. Nothing was"
    " changed; isodiary check says what is wrong, isodiary backups which backups there are."
)

LOG = {"history": "change of the history", "history_edit": "change of the history"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What reading the whole diary found.

    Attributes:
        counts: (one, many, how many) of each kind of entry that can be read.
        changes: How many changes the history holds.
        damaged: Rows that are not as they were written.
        problems: What else is wrong with the file, in sentences.
    """

    counts: tuple[tuple[str, str, int], ...]
    changes: int
    damaged: tuple[Damaged, ...]
    problems: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong with the file."""
        return not self.damaged and not self.problems

    @property
    def entries(self) -> int:
        """How many entries can be read."""
        return sum(count for _, _, count in self.counts)


def refuse_broken(diary: Diary) -> None:
    """Refuse a file in which rows can no longer be found, as sums would silently lack them.

    A damaged row is another thing: it is known, and left out of every sum by name.

    Raises:
        DiaryDamaged: SQLite finds something wrong with the file.
    """
    if diary.problems():
        diary.note_damage()
        raise DiaryDamaged(BROKEN)


def check(diary: Diary) -> Findings:
    """Read everything in a diary: every row, the history made again, the frame.

    If anything is wrong with the file, nobody writes it from now on.
    """
    with diary.reading():
        problems = list(diary.problems())
        counts = []
        for kind, (one, many) in KIND_NAMES.items():
            try:
                counts.append((one, many, len(diary.all(kind))))
            except DiaryError:
                problems.append(f"The {many} cannot be read.")
        found = Findings(
            counts=tuple(counts),
            changes=_changes(diary, problems),
            damaged=_damaged(diary, problems),
            problems=(*problems, *_around(diary)),
        )
    if not found.sound:
        diary.note_damage()
    return found


def _changes(diary: Diary, problems: list[str]) -> int:
    try:
        return diary.history.count()
    except DiaryError:
        problems.append("The history cannot be read.")
        return 0


def _damaged(diary: Diary, problems: list[str]) -> tuple[Damaged, ...]:
    try:
        return tuple(diary.damaged())
    except DiaryError:
        problems.append("The rows cannot be counted.")
        return ()


def _around(diary: Diary) -> list[str]:
    """Return what the rows alone do not tell: against the history, and against a new diary."""
    said: list[str] = []
    try:
        said += [_stranger(each) for each in strangers(diary)]
        said += [f"Change {number} is missing from the history." for number in gaps(diary)]
        said += [_disagreement(each) for each in disagreements(diary)]
    except DiaryError:
        said.append("The history cannot be compared with the entries.")
    return said


def _stranger(found: Stranger) -> str:
    if found.missing:
        return f"The {found.kind} {found.name} is missing."
    return f"The {found.kind} {found.name} is not as isodiary makes it."


def _disagreement(found: Disagreement) -> str:
    words = {table_of(kind).name: one for kind, (one, _) in KIND_NAMES.items()}
    what = f"The {words.get(found.table, 'entry')} {found.id} (table {found.table})"
    if not found.kept:
        return f"{what} is gone, though the history tells of it."
    if not found.told:
        return f"{what} is there, though the history does not tell of it."
    return f"{what} is not what the history tells of it."


def told(diary: Diary) -> str:
    """Return one sentence about what is wrong with the file; nothing if it is sound."""
    if diary.problems():
        diary.note_damage()
        return BROKEN
    damaged = [named(each) for each in diary.damaged()]
    if not damaged:
        return ""
    diary.note_damage()
    more = f" and {len(damaged) - 3} more" if len(damaged) > 3 else ""
    return f"Damaged and left out of every figure: {', '.join(damaged[:3])}{more}."


def named(damaged: Damaged) -> str:
    """Return a damaged row in words: "the dose of 2026-11-23 (id 0f…)"."""
    words = LOG | {table_of(kind).name: one for kind, (one, _) in KIND_NAMES.items()}
    day = f" of {damaged.day}" if damaged.day else ""
    return f"the {words[damaged.table]}{day} (table {damaged.table}, id {damaged.id})"
