"""Everything sound in a damaged diary: rows that can be found, and what the history gives back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from isodiary.domain.change import Entry
from isodiary.domain.errors import DiaryDamaged, DiaryError, DiaryTooNew, DiskTrouble, NotADiary
from isodiary.storage.carving import EDIT, Row, edits_among, entry_of, rows_in
from isodiary.storage.damaged import Damaged, damaged_in
from isodiary.storage.database import Key, is_encrypted
from isodiary.storage.diary import Diary
from isodiary.storage.history import LOGS
from isodiary.storage.inside import look_inside
from isodiary.storage.leftover import bytes_of
from isodiary.storage.rows import TABLES, UNREADABLE, sum_holds, table_named, table_of

UNREADABLE_FILES = (DiaryDamaged, DiaryTooNew, DiskTrouble, NotADiary)


@dataclass(slots=True, kw_only=True)
class Salvaged:
    """What came through.

    Attributes:
        found: Entries whose rows are sound, by id.
        from_history: Entries whose rows are lost or damaged, but which the history still tells.
        loose: Entries found outside of any table, of which the history tells nothing.
        lost: Rows that are damaged, and that nothing gives back.
        missing: (table, id) of entries that the history mentions, but nobody can tell any more.
    """

    found: dict[str, Entry] = field(default_factory=dict)
    from_history: dict[str, Entry] = field(default_factory=dict)
    loose: dict[str, Entry] = field(default_factory=dict)
    lost: list[Damaged] = field(default_factory=list)
    missing: list[tuple[str, str]] = field(default_factory=list)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries that came through, in an order in which they can be written."""
        order = {table.kind: place for place, table in enumerate(TABLES)}
        all_ = {**self.loose, **self.from_history, **self.found}.values()
        return tuple(sorted(all_, key=lambda entry: order[type(entry)]))


def salvage(path: Path, key: Key | None = None) -> Salvaged:
    """Read everything sound from a diary's file, which is not touched.

    Raises:
        Locked: It has a passphrase, which `key` is not of.
        OSError: The file cannot be read.
    """
    return salvage_bytes(bytes_of(path, key), key)


def salvage_bytes(content: bytes, key: Key | None = None) -> Salvaged:
    """Read everything sound from the bytes of a diary without a log.

    Raises:
        Locked: They are encrypted, and `key` does not open them.
    """
    kept = Salvaged()
    edits: dict[tuple[str, str], str | None] = {}
    with suppress(*UNREADABLE_FILES), closing(_readable(content, key)) as diary:
        for table in TABLES:
            with suppress(DiaryError):
                kept.found.update({entry.id: entry for entry in diary.all(table.kind)})
            with suppress(DiaryError):
                kept.lost += damaged_in(diary, table)
        with suppress(DiaryError):
            edits = _last(_told(diary))
    loose = list(rows_in(content))
    edits = {**_last(edits_among(loose)), **edits}
    _take_from_history(kept, edits)
    _take_loose(kept, loose, {id_ for _, id_ in edits})
    known = {entry.id for entry in kept.entries}
    kept.lost = [each for each in kept.lost if each.id not in known]
    gone = {each.id for each in kept.lost}
    kept.missing = [
        (table, id_)
        for (table, id_), after in edits.items()
        if after is not None and id_ not in known | gone
    ]
    _drop_orphans(kept)
    return kept


def _readable(content: bytes, key: Key | None) -> Diary:
    """Return what can be read of a diary by SQLite."""
    if not is_encrypted(content):
        return look_inside(content)
    try:
        return look_inside(content, key)
    except DiaryDamaged:
        # of an encrypted page that is damaged nothing at all is left, and nothing lies about loose
        from isodiary.storage.piecemeal import diary_of_pieces

        assert key is not None, "without a key it was not read"
        return diary_of_pieces(content, key)


def _told(diary: Diary) -> Iterator[Row]:
    columns = LOGS[EDIT]
    yield from diary.rows(
        f"select {', '.join(columns)} from {EDIT} where {sum_holds(columns)}"
        " order by number, position"
    )


def _last(edits: Iterable[Row]) -> dict[tuple[str, str], str | None]:
    """Return what each entry was after its last edit; None where it was gone."""
    return {(str(row[2]), str(row[3])): None if row[5] is None else str(row[5]) for row in edits}


def _take_from_history(kept: Salvaged, edits: dict[tuple[str, str], str | None]) -> None:
    for (name, id_), after in edits.items():
        if after is not None and id_ not in kept.found:
            with suppress(*UNREADABLE):
                table: Any = table_named(name)
                said = json.loads(after)
                if said.keys() <= set(table.columns):  # else of an older schema, and told otherwise
                    kept.from_history[id_] = table.of_short({"id": id_, **said})


def _take_loose(kept: Salvaged, rows: Iterable[Row], told: set[str]) -> None:
    # of an entry that the history tells of, an older state or a deleted one may lie about
    known = told | kept.found.keys() | kept.from_history.keys()
    for row in rows:
        found = entry_of(row)
        if found is not None and found[1].id not in known:
            kept.loose[found[1].id] = found[1]


def _drop_orphans(kept: Salvaged) -> None:
    """Leave out phases whose course did not come through, as no file takes them."""
    courses = {entry.id for entry in kept.entries if table_of(type(entry)).name == "course"}
    for group in (kept.found, kept.from_history, kept.loose):
        for id_, entry in list(group.items()):
            course = getattr(entry, "course", None)
            if course is not None and course not in courses:
                del group[id_]
                kept.lost.append(Damaged(table="phase", id=id_, day=None))
