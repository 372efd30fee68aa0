"""Backups by themselves: when one is due, what there are, and what each of them holds."""

from __future__ import annotations

import os
from contextlib import closing, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path

from isodiary.domain.errors import DiaryError, DiskTrouble, Locked, Refused
from isodiary.domain.values import dataclass
from isodiary.language import _
from isodiary.services.safety.compare import TwoDiaries, compare, entries_of
from isodiary.storage.backup import free_name, give_name, new_file, rotate, sync
from isodiary.storage.backup_files import (
    BackupFile,
    Places,
    Why,
    backup_files,
    keep_places,
    made_on,
    places_of,
)
from isodiary.storage.copying import write_new
from isodiary.storage.database import Key
from isodiary.storage.diary import Diary
from isodiary.storage.inside import look_inside
from isodiary.storage.leftover import bytes_of
from isodiary.storage.private import make_folder
from isodiary.storage.soundness import is_sound
from isodiary.storage.troubles import spoken

CALM = timedelta(days=7)
"""After so long without a backup the light says so."""


class Light(Enum):
    """How the backups stand, for the sign in the status line."""

    GOOD = "good"
    OLD = "old"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupState:
    """How the backups of a diary stand.

    Attributes:
        light: The sign.
        newest: The newest backup that can be reached; None if there is none.
        places: Where they go.
        count: How many there are.
        size: Bytes of all of them, in the near place or where else they are.
    """

    light: Light
    newest: BackupFile | None
    places: Places
    count: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """What a backup holds, by reading all of it.

    Attributes:
        file: Which backup.
        sound: Whether everything in it is as it was written.
        entries: How many entries it holds; 0 if it cannot be read.
        locked: Whether it cannot be read because it has another passphrase.
    """

    file: BackupFile
    sound: bool
    entries: int
    locked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A backup that was made just now.

    Attributes:
        path: The file.
        second: Its twin in the second place; None if there is none, or it is away.
        entries: How many entries it holds.
    """

    path: Path
    second: Path | None
    entries: int


def back_up(diary: Diary, *, now: datetime, why: Why = Why.CHANGE) -> Made:
    """Copy a diary to its backups, here and in the second place, each read back.

    Raises:
        DiaryDamaged: The diary is damaged; a copy of it would be no good one.
        DiaryError: The copy was not good, or the disk refused; the diary is as it was.
    """
    if diary.path is None:
        raise Refused(_("A sample is not kept, so there is nothing to back up."))
    diary.look_over()
    path = diary.back_up(now=now, why=why)
    if diary.key is not None:
        from isodiary.services.safety.passphrase import finish

        finish(diary.path, diary.key)
    with spoken():
        found = look_inside(bytes_of(path), diary.key)
        with closing(found):
            if not is_sound(found):
                diary.note_damage()
                path.unlink()
                diary.look_over()
                raise DiskTrouble(_("The backup was not good, so it was not kept."))
            entries = len(entries_of(found))
    return Made(path=path, second=_second(diary.path, path, now), entries=entries)


def backup_is_due(diary: Diary, *, now: datetime) -> bool:
    """Whether a day lacks the backup after its first change."""
    if diary.path is None or diary.read_only or not diary.acknowledged:
        return False
    return not made_on(diary.path, now.date())


def back_up_if_due(diary: Diary, *, now: datetime) -> Made | None:
    """Make the backup after the first change of a day; None if the day has one.

    Call it off the path of the key: after the entry is shown, or the line printed.

    Raises:
        DiaryError: As `back_up`.
    """
    return back_up(diary, now=now) if backup_is_due(diary, now=now) else None


def save_copy(diary: Diary, path: Path) -> int:
    """Write the whole diary to a new file, read back; return how many entries it holds.

    Raises:
        Refused: There is a file of that name.
        DiaryError: The copy was not good, or the disk refused; nothing was left behind.
    """
    write_new(diary, path)
    with spoken(), closing(look_inside(bytes_of(path), diary.key)) as found:
        return len(entries_of(found))


def standing(path: Path, *, now: datetime) -> BackupState:
    """Return how the backups of a diary stand; it reads names and sizes only."""
    places = places_of(path)
    files = backup_files(path, places)
    newest = files[0] if files else None
    size = 0
    for file in files:
        with suppress(OSError):
            size += file.path.stat().st_size
    if newest is None:
        light = Light.NONE
    elif now.replace(tzinfo=None) - newest.at > CALM or places.second_is_away:
        light = Light.OLD
    else:
        light = Light.GOOD
    return BackupState(light=light, newest=newest, places=places, count=len(files), size=size)


def look_into(file: BackupFile, key: Key | None = None) -> Inside:
    """Read a whole backup; one that is not sound, or cannot be read, is said to be so."""
    try:
        with spoken(), closing(look_inside(bytes_of(file.path), key)) as found:
            return Inside(file=file, sound=is_sound(found), entries=len(entries_of(found)))
    except Locked:
        return Inside(file=file, sound=False, entries=0, locked=True)
    except DiaryError:
        return Inside(file=file, sound=False, entries=0)


def look_and_compare(diary: Diary, file: BackupFile) -> tuple[Inside, TwoDiaries | None]:
    """Read a whole backup, and compare an open diary with it; None if it cannot be read."""
    try:
        with spoken(), closing(look_inside(bytes_of(file.path), diary.key)) as found:
            entries = entries_of(found)
            inside = Inside(file=file, sound=is_sound(found), entries=len(entries))
        return inside, compare(entries_of(diary), entries)
    except Locked:
        return Inside(file=file, sound=False, entries=0, locked=True), None
    except DiaryError:
        return Inside(file=file, sound=False, entries=0), None


def bad_backups(path: Path, key: Key | None = None) -> tuple[Inside, ...]:
    """Read all backups of a diary, and return those not everything in which is seen to be sound.

    Of those that have another passphrase nothing can be said, but that they are locked.
    """
    looked = (look_into(file, key) for file in backup_files(path))
    return tuple(each for each in looked if not each.sound)


def newest_good(path: Path, key: Key | None = None) -> Inside | None:
    """Return the newest backup of a diary in which everything is sound; None if there is none."""
    looked = (look_into(file, key) for file in backup_files(path))
    return next((inside for inside in looked if inside.sound), None)


def move_backups(path: Path, here: Path, *, second: Path | None) -> Places:
    """Let backups go to other places from now on; the near ones move along.

    Raises:
        DiaryError: A folder cannot be made or written; nothing was changed.
    """
    with spoken():
        before = places_of(path)
        make_folder(here)
        new_file(here).unlink()  # it can be written
        if second is not None:
            new_file(second).unlink()
        places = replace(before, here=here.absolute(), second=second)
        if second != before.second:
            places = replace(places, reached=None)
        keep_places(path, places)
        for file in backup_files(path, Places(here=before.here)):
            if here != before.here:
                _copy_file(file.path, here)
                file.path.unlink()
        return places


def _second(diary: Path, made: Path, now: datetime) -> Path | None:
    """Put a twin of a backup in the second place, if there is one and it can be reached."""
    places = places_of(diary)
    if places.second is None or places.second_is_away:
        return None
    try:
        twin = _copy_file(made, places.second)
        rotate(diary, places.second, but=twin)
        keep_places(diary, replace(places, reached=now))
    except OSError:  # the light says that it is away
        return None
    return twin


def _copy_file(file: Path, folder: Path) -> Path:
    """Copy a backup, which nobody writes, into another folder; return the copy, compared."""
    content = file.read_bytes()
    unfinished = new_file(folder)
    try:
        unfinished.write_bytes(content)
        sync(unfinished)
        if unfinished.read_bytes() != content:
            raise OSError("the copy is not what was written")
        twin = free_name(folder / file.name)
        give_name(unfinished, twin)
    finally:
        with suppress(OSError):
            os.unlink(unfinished)
    return twin
