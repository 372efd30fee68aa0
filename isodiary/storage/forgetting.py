"""Taking out of the history for good what entries held before, or all that deleted ones held."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Protocol

from isodiary.domain.change import Change, Edit, Entry
from isodiary.domain.errors import DiaryDamaged
from isodiary.domain.values import dataclass
from isodiary.storage.damaged import Rows
from isodiary.storage.database import Database
from isodiary.storage.history import ERASED, LOGS, Recorded, Row, entry_told, recorded
from isodiary.storage.rows import UNREADABLE, E, checksum, sum_holds

TOLD = f"""
select {", ".join(LOGS["history_edit"])}, {sum_holds(LOGS["history_edit"])} from history_edit
where entry_id in (
    select entry_id from history_edit where before is not null and before <> '{ERASED}'
) order by number, position
"""
OF_ENTRY = f"""
select {", ".join(LOGS["history_edit"])} from history_edit where entry_id = ?
order by number, position
"""


class Entries(Protocol):
    """What gives an entry, as a diary does."""

    def get(self, kind: type[E], entry_id: str) -> E | None:
        """Return the entry with that id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """What the history still tells of an entry that holds something else now, or is deleted.

    Attributes:
        entry: As it was last, before it was deleted; or as it is now.
        last: The change that deleted it, or that changed it last.
        deleted: Whether it is deleted.
    """

    entry: Entry
    last: Recorded
    deleted: bool


def former(diary: Rows) -> list[Former]:
    """Return the entries of which the history tells more than the diary, the last changed first.

    What of the history is damaged tells nothing.
    """
    last: dict[str, Row] = {row[3]: row for row in diary.rows(TOLD)}
    found = list(_former(diary, [row for row in last.values() if row[-1]]))
    return sorted(found, key=lambda each: each.last.number, reverse=True)


def _former(diary: Rows, last: Iterable[Row]) -> Iterator[Former]:
    log = LOGS["history"]
    for number, _, table, id_, before, after, _ in last:
        try:
            entry = entry_told(table, id_, before if after is None else after)
            [record] = diary.rows(
                f"select {', '.join(log)}, {sum_holds(log)} from history where number = ?",
                (number,),
            )
            if entry is not None:
                yield Former(entry=entry, last=recorded(record), deleted=after is None)
        except (DiaryDamaged, *UNREADABLE):
            continue


def without_former(change: Change, ids: Collection[str], now: Entries) -> Change | None:
    """Return a change without what these entries held before it, or hold no more; None if empty."""
    left = []
    for edit in change.edits:
        if edit.entry.id not in ids:
            left.append(edit)
        elif edit.after is not None and now.get(type(edit.after), edit.entry.id) == edit.after:
            left.append(Edit(after=edit.after))
    return Change(act=change.act, edits=tuple(left)) if left else None


def forget(db: Database, ids: Collection[str]) -> None:
    """Take out of the history what these entries held before, inside the open transaction.

    The entries stay as they are. What happened when is still told, but not of what; a change that
    held any of it can no longer be taken back.
    """
    touched: set[int] = set()
    for id_ in ids:
        rows = db.execute(OF_ENTRY, [id_]).fetchall()
        for place, row in enumerate(rows, start=1):
            number, position, table, _, before, after = row
            kept = after if after is None or place == len(rows) else ERASED
            told = (number, position, table, id_, before and ERASED, kept)
            if told != row:
                touched.add(number)
                db.execute(
                    "update history_edit set before = ?, after = ?, checksum = ?"
                    " where number = ? and position = ?",
                    [*told[4:], checksum(told), number, position],
                )
    for number in touched:
        [(at, act)] = db.execute("select at, act from history where number = ?", [number])
        told_now = (number, at, act, number, number)
        db.execute(
            "update history set reverts = ?, restores = ?, checksum = ? where number = ?",
            [number, number, checksum(told_now), number],
        )
