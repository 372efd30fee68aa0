"""The passphrase of a diary: on, changed, off, with its backups."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path

from isodiary.domain.errors import DiaryError
from isodiary.domain.values import dataclass
from isodiary.language import marked
from isodiary.services.safety.erase import ASIDE
from isodiary.storage.backup_files import backup_files, places_of
from isodiary.storage.cipher import refuse_missing
from isodiary.storage.database import Key, begins_encrypted
from isodiary.storage.drafts import drafts_file
from isodiary.storage.former_keys import drop_former, former_file, former_keys
from isodiary.storage.keys import new_key, opens_too, salt_of
from isodiary.storage.leftover import glob_safe
from isodiary.storage.rekeying import recode, remove_plain_unfinished, rewrite
from isodiary.storage.troubles import spoken

PROTECTS = marked(
    "With a passphrase the diary and its backups are encrypted. Whoever finds this computer, the"
    " disk, or a copy of the file cannot read them without the passphrase or the recovery key."
)
PROTECTS_NOT = marked(
    "It does not protect while the diary is open, from somebody who can see what you type, or from"
    " a harmful program on this computer. What you print, export or copy as text is not encrypted,"
    " and traces of the diary of before may stay on the disk until they are written over."
)
NO_WAY_BACK = marked(
    "Nobody can open the diary without one of the two: not the makers of isodiary either. Print the"
    " recovery key, and keep it where you keep what must not be lost."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Switched:
    """What came of a new passphrase, or of taking it away.

    Attributes:
        key: What the diary is encrypted with now; None if it is not.
        backups: How many backups are as the diary is now.
        left: Files that are not: damaged ones, of another passphrase, put aside, or as a disk
            refused it; these follow with the next opening.
        away: The second place for backups, if it cannot be reached.
    """

    key: Key | None
    backups: int
    left: tuple[Path, ...]
    away: Path | None


def set_passphrase(path: Path, passphrase: str, *, now: datetime, key: Key | None) -> Switched:
    """Give a diary that nobody has open a passphrase, or another one; so its backups.

    Args:
        path: The diary.
        passphrase: The new one.
        now: The present moment.
        key: What opens the diary now, if it has a passphrase.

    Raises:
        Refused: The passphrase is too short.
        NoCipher: What encrypts is not installed.
        DiaryBusy: The diary is open elsewhere.
        DiaryError: The disk refused, or the diary is damaged; it is as it was.
    """
    refuse_missing()
    after = new_key(passphrase)
    rewrite(path, now, before=key, after=after)
    return followed(path, after)


def take_passphrase_away(path: Path, *, now: datetime, key: Key) -> Switched:
    """Let a diary that nobody has open, and its backups, be readable without a passphrase.

    The backups come first: as long as the diary has its passphrase, `finish` makes them follow it.

    Raises:
        DiaryBusy: The diary is open elsewhere.
        DiaryError: The disk refused, or the diary is damaged; it is as it was.
    """
    keys = (key, *former_keys(path, key))
    try:
        rewrite(path, now, before=key, after=None, first=partial(_recode_all, path, keys, None))
    except DiaryError:
        with suppress(DiaryError):  # else the next opening does it
            finish(path, key)
        raise
    with suppress(OSError):
        drop_former(path)
        drafts_file(path).unlink(missing_ok=True)  # nobody can read them any more
    return _switched(path, None)


def finish(path: Path, key: Key) -> int:
    """Encrypt what of a diary with a passphrase is not, or is with a former one.

    A program that died while it gave the diary a passphrase may leave some; so does a place that
    could not be reached then. Return how many backups were.
    """
    with spoken():
        _clear(path, key)
        done = _recode_all(path, (None, *former_keys(path, key)), key)
        reached = all(place.is_dir() for place in places_of(path).all)
        drop_former(path, but=None if reached else former_file(path, key))
    return done


def followed(path: Path, after: Key) -> Switched:
    """Let all beside a diary that has just been given a passphrase have it as well."""
    with suppress(DiaryError):  # the diary has it, so that is what is told
        finish(path, after)
    return _switched(path, after)


def _recode_all(path: Path, keys: Iterable[Key | None], after: Key | None) -> int:
    """Encrypt the backups that one of the keys opens with another; return how many were not so."""
    others = [file for file in _backups(path) if not _is_as(file, after)]
    return sum(any(recode(file, before=key, after=after) for key in keys) for file in others)


def _is_as(file: Path, key: Key | None) -> bool:
    """Whether a backup is encrypted with a key, or not at all; not, if it cannot be read."""
    try:
        return not begins_encrypted(file) if key is None else salt_of(file) == key.salt
    except OSError:
        return False


def _switched(path: Path, after: Key | None) -> Switched:
    files = _backups(path)
    left = [file for file in files if not _is_as(file, after)]
    places = places_of(path)
    return Switched(
        key=after,
        backups=len(files) - len(left),
        left=(*left, *(_put_aside(path) if after is not None else ())),
        away=places.second if places.second_is_away else None,
    )


def _clear(path: Path, key: Key) -> None:
    """Remove what a program that died was about to write, and drafts that the key does not open."""
    if not opens_too(key, drafts_file(path)):
        drafts_file(path).unlink(missing_ok=True)
    for folder in (path.resolve().parent, *places_of(path).all):
        with suppress(FileNotFoundError, NotADirectoryError):
            remove_plain_unfinished(folder)


def _backups(path: Path) -> list[Path]:
    return [place / file.path.name for file in backup_files(path) for place in file.places]


def _put_aside(path: Path) -> list[Path]:
    """Return what lies beside a diary from before, and that anybody can read."""
    real = path.resolve()
    patterns = (pattern.format(stem=glob_safe(real.stem)) for pattern in ASIDE)
    found = (file for pattern in patterns for file in sorted(real.parent.glob(pattern)))
    return [file for file in found if not begins_encrypted(file)]
