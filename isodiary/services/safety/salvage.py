"""Salvage: a new diary of everything sound in a damaged one, and words on what is missing."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from pathlib import Path

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.errors import DiaryError, NothingThere
from isodiary.domain.values import dataclass
from isodiary.services.check import named
from isodiary.services.safety.compare import change_to_there, compare, counted, entries_of
from isodiary.services.words.units import counted_words
from isodiary.storage.copying import refuse_existing, write_new
from isodiary.storage.database import Key, begins_encrypted
from isodiary.storage.diary import Diary
from isodiary.storage.opening import open_diary
from isodiary.storage.salvage import Salvaged
from isodiary.storage.salvage import salvage as read_all
from isodiary.storage.troubles import spoken

NOTHING = "Nothing sound was found in {path}, so no file was written."
MOST_NAMED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What came of a salvage.

    Attributes:
        entries: How many entries the new diary holds.
        kinds: The same by kind, in words.
        from_history: How many of them only the history still told.
        loose: How many of them were found outside of any table.
        refused: How many sound entries found no place in the new diary.
        lost: What did not come through, by name.
    """

    entries: int
    kinds: tuple[str, ...]
    from_history: int
    loose: int
    refused: int
    lost: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The report in sentences."""
        said = [f"Came through: {', '.join(self.kinds)}."]
        if self.from_history:
            count = counted_words(self.from_history, "entry", "entries")
            said.append(f"Given back by the history: {count}.")
        if self.loose:
            count = counted_words(self.loose, "entry", "entries")
            said.append(f"Found loose, perhaps of an earlier state: {count}.")
        if self.refused:
            count = counted_words(self.refused, "entry", "entries")
            said.append(f"In the place of another, and left out: {count}.")
        said += [f"Lost: {each}." for each in self.lost[:MOST_NAMED]]
        if len(self.lost) > MOST_NAMED:
            said.append(f"And {len(self.lost) - MOST_NAMED} more are lost.")
        if not self.lost:
            said.append("Nothing that is known of is missing.")
        said.append("The history of changes begins anew.")
        return tuple(said)


def salvage(path: Path, out: Path, *, now: datetime, key: Key | None = None) -> Report:
    """Write everything sound in a damaged diary, which is not touched, to a new file.

    That of a diary with a passphrase, which `key` opens, has the same one.

    Raises:
        Refused: There is a file of that name.
        NothingThere: Nothing sound was found.
        DiaryError: The disk refused; nothing was left behind.
    """
    refuse_existing(out)
    with spoken():
        found = read_all(path, key)
        own = key if begins_encrypted(path) else None
    with closing(open_diary(None, now=now, key=own)) as scratch:
        refused = _fill(scratch, found, now)
        kept = entries_of(scratch)
        if not kept:
            raise NothingThere(NOTHING.format(path=path))
        write_new(scratch, out)
    missing = [f"an entry of the table {table} (id {id_})" for table, id_ in found.missing]
    return Report(
        entries=len(kept),
        kinds=counted(kept.values()),
        from_history=len(found.from_history),
        loose=len(found.loose),
        refused=refused,
        lost=(*(named(each) for each in found.lost), *missing),
    )


def _fill(scratch: Diary, found: Salvaged, now: datetime) -> int:
    """Write what was found; return how many entries stood in the place of another."""
    entries = {entry.id: entry for entry in found.entries}
    change = change_to_there(compare({}, entries), Act.BRING_OVER)
    if change is None:
        return 0
    try:
        scratch.apply(change, at=now)
    except DiaryError:  # two in one place, as of a row that was lost and noted again
        return sum(not _took(scratch, edit, now) for edit in change.edits)
    return 0


def _took(scratch: Diary, edit: Edit, now: datetime) -> bool:
    """Write one entry, if its place is free."""
    try:
        scratch.apply(Change(act=Act.BRING_OVER, edits=(edit,)), at=now)
    except DiaryError:
        return False
    return True
