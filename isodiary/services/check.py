"""Reading a whole diary to see whether it is as it was written."""

from __future__ import annotations

from isodiary.domain.change import Entry
from isodiary.domain.errors import DiaryDamaged, DiaryError
from isodiary.domain.values import dataclass
from isodiary.language import _, marked, plural
from isodiary.services.words.entries import KIND_NAMES, kind_name
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

BROKEN = marked(
    "The diary’s file is damaged, so figures could be wrong and none are given. Nothing was"
    " changed; isodiary check says what is wrong, isodiary backups which backups there are."
)

LOG = {
    "history": marked("change of the history"),
    "history_edit": marked("change of the history"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What reading the whole diary found.

    Attributes:
        counts: How many there are of each kind of entry that can be read.
        changes: How many changes the history holds.
        damaged: Rows that are not as they were written.
        problems: What else is wrong with the file, in sentences.
    """

    counts: tuple[tuple[type[Entry], int], ...]
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
        return sum(count for _kind, count in self.counts)


def refuse_broken(diary: Diary) -> None:
    """Refuse a file in which rows can no longer be found, as sums would silently lack them.

    A damaged row is another thing: it is known, and left out of every sum by name.

    Raises:
        DiaryDamaged: SQLite finds something wrong with the file.
    """
    if diary.problems():
        diary.note_damage()
        raise DiaryDamaged(_(BROKEN))


def check(diary: Diary) -> Findings:
    """Read everything in a diary: every row, the history made again, the frame.

    If anything is wrong with the file, nobody writes it from now on.
    """
    with diary.reading():
        problems = list(diary.problems())
        counts = []
        for kind in KIND_NAMES:
            try:
                counts.append((kind, len(diary.all(kind))))
            except DiaryError:
                name = table_of(kind).name
                problems.append(_("The table {table} cannot be read.").format(table=name))
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
        problems.append(_("The history cannot be read."))
        return 0


def _damaged(diary: Diary, problems: list[str]) -> tuple[Damaged, ...]:
    try:
        return tuple(diary.damaged())
    except DiaryError:
        problems.append(_("The rows cannot be counted."))
        return ()


def _around(diary: Diary) -> list[str]:
    """Return what the rows alone do not tell: against the history, and against a new diary."""
    said: list[str] = []
    try:
        said += [_stranger(each) for each in strangers(diary)]
        said += [_lost_change(number) for number in gaps(diary)]
        said += [_disagreement(each) for each in disagreements(diary)]
    except DiaryError:
        said.append(_("The history cannot be compared with the entries."))
    return said


def _lost_change(number: int) -> str:
    return _("Change {number} is missing from the history.").format(number=number)


def _stranger(found: Stranger) -> str:
    if found.missing:
        said = _("The {kind} {name} is missing.")
    else:
        said = _("The {kind} {name} is not as isodiary makes it.")
    return said.format(kind=found.kind, name=found.name)


def _disagreement(found: Disagreement) -> str:
    if not found.kept:
        said = _("The {kind} {id} (table {table}) is gone, though the history tells of it.")
    elif not found.told:
        said = _(
            "The {kind} {id} (table {table}) is there, though the history does not tell of it."
        )
    else:
        said = _("The {kind} {id} (table {table}) is not what the history tells of it.")
    return said.format(kind=_kind(found.table), id=found.id, table=found.table)


def _kind(table: str) -> str:
    """Return what a row of a table is."""
    for kind in KIND_NAMES:
        if table_of(kind).name == table:
            return kind_name(kind)
    return _(LOG[table]) if table in LOG else _("entry")


def told(diary: Diary) -> str:
    """Return one sentence about what is wrong with the file; nothing if it is sound."""
    if diary.problems():
        diary.note_damage()
        return _(BROKEN)
    damaged = [named(each) for each in diary.damaged()]
    if not damaged:
        return ""
    diary.note_damage()
    first, rest = ", ".join(damaged[:3]), len(damaged) - 3
    if rest > 0:
        said = plural(
            rest,
            "Damaged and left out of every figure: {first} and {count} more.",
            "Damaged and left out of every figure: {first} and {count} more.",
        )
        return said.format(first=first)
    return _("Damaged and left out of every figure: {first}.").format(first=first)


def named(damaged: Damaged) -> str:
    """Return a damaged row in words: "the dose of 2026-11-23 (table dose, id 0f…)"."""
    if damaged.day:
        said = _("the {kind} of {day} (table {table}, id {id})")
    else:
        said = _("the {kind} (table {table}, id {id})")
    return said.format(
        kind=_kind(damaged.table), day=damaged.day, table=damaged.table, id=damaged.id
    )
