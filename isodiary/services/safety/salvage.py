"""Salvage: a new diary of everything sound in a damaged one, and words on what is missing."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from pathlib import Path

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.errors import DiaryError, NothingThere
from isodiary.domain.values import dataclass
from isodiary.language import _, marked, plural
from isodiary.services.check import named
from isodiary.services.safety.compare import change_to_there, compare, counted, entries_of
from isodiary.storage.copying import refuse_existing, write_new
from isodiary.storage.database import Key, begins_encrypted
from isodiary.storage.diary import Diary
from isodiary.storage.opening import open_diary
from isodiary.storage.salvage import Salvaged
from isodiary.storage.salvage import salvage as read_all
from isodiary.storage.troubles import spoken

NOTHING = marked("Nothing sound was found in {path}, so no file was written.")
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
        said = [_("Came through: {kinds}.").format(kinds=", ".join(self.kinds))]
        if self.from_history:
            back = plural(self.from_history, "{count} entry", "{count} entries")
            said.append(_("Given back by the history: {entries}.").format(entries=back))
        if self.loose:
            loose = plural(self.loose, "{count} entry", "{count} entries")
            found = _("Found loose, perhaps of an earlier state: {entries}.")
            said.append(found.format(entries=loose))
        if self.refused:
            refused = plural(self.refused, "{count} entry", "{count} entries")
            out = _("In the place of another, and left out: {entries}.")
            said.append(out.format(entries=refused))
        said += [_("Lost: {entry}.").format(entry=each) for each in self.lost[:MOST_NAMED]]
        if len(self.lost) > MOST_NAMED:
            rest = len(self.lost) - MOST_NAMED
            said.append(plural(rest, "And {count} more is lost.", "And {count} more are lost."))
        if not self.lost:
            said.append(_("Nothing that is known of is missing."))
        said.append(_("The history of changes begins anew."))
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
            raise NothingThere(_(NOTHING).format(path=path))
        write_new(scratch, out)
    missing = [
        _("an entry of the table {table} (id {id})").format(table=table, id=id_)
        for table, id_ in found.missing
    ]
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
