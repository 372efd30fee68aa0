"""What is wrong with a damaged diary, for the screen that offers a way on."""

from __future__ import annotations

from contextlib import closing, suppress
from datetime import date
from pathlib import Path

from isodiary.domain.change import Act, Change, Entry
from isodiary.domain.errors import DiaryError, WrongPassphrase
from isodiary.domain.values import dataclass
from isodiary.services.safety.backups import Inside, newest_good
from isodiary.services.safety.compare import change_to_there, compare, entries_of
from isodiary.storage.damaged import Damaged
from isodiary.storage.database import Key
from isodiary.storage.diary import Diary
from isodiary.storage.inside import look_inside
from isodiary.storage.leftover import bytes_of
from isodiary.storage.salvage import salvage, salvage_bytes
from isodiary.storage.troubles import spoken
from isodiary.storage.wal import committed


@dataclass(frozen=True, slots=True, kw_only=True)
class Harm:
    """A damaged diary, and what there is beside it.

    Attributes:
        sound: Its sound entries, by id, with those that its history gives back.
        damaged: The rows that are no longer what was written; none where no row can be told.
        first: The first day that a sound entry is of; None if none has one.
        last: The last one.
        backup: The newest good backup; None if there is none.
        newer: Sound entries that the backup lacks, or has otherwise.
    """

    sound: dict[str, Entry]
    damaged: tuple[Damaged, ...]
    first: date | None
    last: date | None
    backup: Inside | None
    newer: tuple[Entry, ...]

    @property
    def count(self) -> int:
        """How many entries the diary holds, sound or damaged; the history gives some back."""
        return len(self.sound.keys() | {each.id for each in self.damaged})


def look_at_harm(path: Path, key: Key | None = None) -> Harm:
    """Read what can be read of a damaged diary and of its backups. No file is touched.

    Raises:
        DiaryError: The file cannot even be read as bytes.
    """
    with spoken():
        sound: dict[str, Entry] = {}
        with suppress(WrongPassphrase):  # the beginning is damaged, and nothing else opens the rest
            sound = {entry.id: entry for entry in salvage(path, key).entries}
        damaged: tuple[Damaged, ...] = ()
        with suppress(DiaryError), closing(look_inside(bytes_of(path, key), key)) as diary:
            damaged = tuple(diary.damaged())
    days = sorted(day for day in map(_day, sound.values()) if day is not None)
    backup = newest_good(path, key)
    newer: tuple[Entry, ...] = ()
    if backup is not None:
        content = bytes_of(backup.file.path)
        with suppress(DiaryError), closing(look_inside(content, key)) as held:
            newer = compare(sound, entries_of(held)).lacking_there
    return Harm(
        sound=sound,
        damaged=damaged,
        first=days[0] if days else None,
        last=days[-1] if days else None,
        backup=backup,
        newer=newer,
    )


def bring_over(diary: Diary, entries: tuple[Entry, ...]) -> Change | None:
    """Return the change that brings these entries into a diary, over those of the same id."""
    now = entries_of(diary)
    then = {**now, **{entry.id: entry for entry in entries}}
    return change_to_there(compare(now, then), Act.BRING_OVER)


def held_apart(diary: Diary, log: Path) -> tuple[Entry, ...]:
    """Return the entries in a log that was set apart which an open diary has not.

    Raises:
        DiaryError: The log cannot be read.
    """
    with spoken():
        found = committed(log.read_bytes())
    if found is None:
        return ()
    content = found.laid_over(b"")
    there = {entry.id: entry for entry in salvage_bytes(content, diary.key).entries}
    return compare(entries_of(diary), there).there


def _day(entry: Entry) -> date | None:
    day = getattr(entry, "day", None)
    return day if isinstance(day, date) else None
