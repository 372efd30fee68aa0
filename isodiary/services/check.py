"""Reading a whole diary to see whether it is as it was written."""

from __future__ import annotations

from dataclasses import dataclass

from isodiary.domain.errors import DiaryDamaged
from isodiary.services.words.entries import KIND_NAMES
from isodiary.storage.diary import Damaged, Diary
from isodiary.storage.rows import table_of

BROKEN = (
    "The diary’s file is damaged, so figures could be wrong and none are given. Nothing was"
    " changed; isodiary check says what is wrong. Use a backup of the file if you have one."
)

LOG = {"history": "change of the history", "history_edit": "change of the history"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What reading the whole diary found.

    Attributes:
        counts: (one, many, how many) of each kind of entry that can be read.
        changes: How many changes the history holds.
        damaged: Rows that are not as they were written.
        problems: What SQLite finds wrong with the file, and kinds that cannot be read.
    """

    counts: tuple[tuple[str, str, int], ...]
    changes: int
    damaged: tuple[Damaged, ...]
    problems: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
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
        raise DiaryDamaged(BROKEN)


def check(diary: Diary) -> Findings:
    """Read everything in a diary, and every checksum."""
    with diary.reading():
        problems = list(diary.problems())
        counts = []
        for kind, (one, many) in KIND_NAMES.items():
            try:
                counts.append((one, many, len(diary.all(kind))))
            except DiaryDamaged:
                problems.append(f"The {many} cannot be read.")
        return Findings(
            counts=tuple(counts),
            changes=diary.history.count(),
            damaged=tuple(diary.damaged()),
            problems=tuple(problems),
        )


def told(diary: Diary) -> str:
    """Return one sentence about what is wrong with the file; nothing if it is sound."""
    if diary.problems():
        return BROKEN
    damaged = [named(each) for each in diary.damaged()]
    if not damaged:
        return ""
    more = f" and {len(damaged) - 3} more" if len(damaged) > 3 else ""
    return f"Damaged and left out of every figure: {', '.join(damaged[:3])}{more}."


def named(damaged: Damaged) -> str:
    """Return a damaged row in words: "the dose of 2026-11-23 (id 0f…)"."""
    words = LOG | {table_of(kind).name: one for kind, (one, _) in KIND_NAMES.items()}
    day = f" of {damaged.day}" if damaged.day else ""
    return f"the {words[damaged.table]}{day} (table {damaged.table}, id {damaged.id})"
