"""Going back to a backup: as one change of a sound diary, or in the place of a damaged one."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from pathlib import Path

from isodiary.domain.change import Act, Change
from isodiary.domain.errors import DiaryDamaged, DiaryError, NotADiary, NothingThere, Refused
from isodiary.domain.values import dataclass
from isodiary.language import _, marked
from isodiary.services.safety.backups import back_up
from isodiary.services.safety.compare import change_to_there, compare, entries_of
from isodiary.storage.backup_files import Why, backup_files
from isodiary.storage.damage_mark import is_marked
from isodiary.storage.database import Key, begins_encrypted
from isodiary.storage.diary import Diary
from isodiary.storage.inside import look_inside
from isodiary.storage.leftover import bytes_of
from isodiary.storage.opening import open_diary
from isodiary.storage.restoring import put_in_place
from isodiary.storage.soundness import is_sound, is_whole
from isodiary.storage.troubles import spoken

NOT_SOUND = marked(
    "This backup is damaged itself, so it was not restored. Nothing was changed; try another."
)
NO_BACKUP = marked("There is no file {path}. Nothing was changed.")
ITSELF = marked("This is the diary itself. Name one of its backups.")
FOREIGN = marked(
    "The file {path} is no diary, so nothing was put in its place. Name another --diary."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a restore did.

    Attributes:
        entries: How many entries the diary holds now.
        came: How many entries came with the backup, or are as they were then.
        went: How many entries the diary had that the backup lacks.
        kept: Where the diary of before is: a backup, or the damaged file; None if there was none.
        undoable: Whether undo takes it back.
    """

    entries: int
    came: int
    went: int
    kept: Path | None
    undoable: bool


def restore(
    path: Path,
    backup: Path,
    *,
    now: datetime,
    key: Key | None = None,
    backup_key: Key | None = None,
) -> Restored:
    """Make the diary at a path hold what a backup does.

    A sound diary is backed up first, then changed by one act, which undo takes back; its history
    goes on. A damaged one stays under another name, and a copy of the backup gets its place.
    `key` opens a diary with a passphrase; `backup_key` a backup that had another one.

    Raises:
        DiaryDamaged: The backup is not sound.
        DiaryError: It cannot be read, or the disk refused; the diary is as it was.
    """
    with spoken():
        _refuse_itself(path, backup)
        held = look_inside(bytes_of(backup), backup_key or key)
        with closing(held):
            if not is_sound(held):
                raise DiaryDamaged(_(NOT_SOUND))
            if path.exists() and not is_marked(path):
                try:
                    with closing(open_diary(path, now=now, key=key)) as diary:
                        if diary.read_only or is_whole(diary):
                            return restore_into(diary, held, now=now)
                except NotADiary:
                    _refuse_foreign(path, backup)
                except DiaryDamaged:
                    pass
            return _in_place(held, path, now, key if begins_encrypted(path) else held.key)


def restore_into(diary: Diary, held: Diary, *, now: datetime) -> Restored:
    """Make an open, sound diary hold what another one does, by one act.

    Raises:
        DiaryError: The diary could not be backed up, or refused; nothing was changed.
    """
    kept = back_up(diary, now=now, why=Why.RESTORE)
    then = entries_of(held)
    with diary.writing():
        compared = compare(entries_of(diary), then)
        change = change_to_there(compared, Act.RESTORE_BACKUP)
        if change is not None:
            diary.apply(change, at=now)
    return Restored(
        entries=len(then),
        came=len(compared.lacking_here),
        went=len(compared.here),
        kept=kept.path,
        undoable=change is not None,
    )


def restore_change(diary: Diary, backup: Path, *, now: datetime) -> Change | None:
    """Return the change that makes an open diary hold what a backup does; it is backed up first.

    None if both hold the same. Undo takes the change back like any other.

    Raises:
        DiaryDamaged: The backup is not sound.
        DiaryError: One of them cannot be read, or the diary could not be backed up.
    """
    with spoken(), closing(look_inside(bytes_of(backup), diary.key)) as held:
        if not is_sound(held):
            raise DiaryDamaged(_(NOT_SOUND))
        then = entries_of(held)
    change = change_to_there(compare(entries_of(diary), then), Act.RESTORE_BACKUP)
    if change is not None:
        back_up(diary, now=now, why=Why.RESTORE)
    return change


def _in_place(held: Diary, path: Path, now: datetime, key: Key | None) -> Restored:
    entries = entries_of(held)
    kept = put_in_place(held, path, now, key=key)
    with closing(open_diary(path, now=now, key=key)) as diary:
        there = entries_of(diary)
    if there != entries:
        raise DiaryError(_("What was restored is not what the backup holds. Try it again."))
    count = len(entries)
    return Restored(entries=count, came=count, went=0, kept=kept, undoable=False)


def _refuse_itself(path: Path, backup: Path) -> None:
    if not backup.exists():
        raise NothingThere(_(NO_BACKUP).format(path=backup))
    if path.exists() and path.samefile(backup):
        raise Refused(_(ITSELF))


def _refuse_foreign(path: Path, backup: Path) -> None:
    """Refuse a file that is no diary, unless it is empty, or once had this backup made of it."""
    known = {file.path.resolve() for file in backup_files(path)}
    if path.stat().st_size and backup.resolve() not in known:
        raise NotADiary(_(FOREIGN).format(path=path))
