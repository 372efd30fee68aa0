"""The passphrase of a diary: on, changed, off, with its backups."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from isodiary.domain.values import dataclass
from isodiary.language import marked
from isodiary.services.safety.erase import ASIDE
from isodiary.storage.backup_files import backup_files, places_of
from isodiary.storage.cipher import refuse_missing
from isodiary.storage.database import Key, begins_encrypted
from isodiary.storage.drafts import drafts_file
from isodiary.storage.keys import new_key
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
        left: Files that are not: damaged ones, of another passphrase, or put aside.
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
    return followed(path, before=key, after=after)


def take_passphrase_away(path: Path, *, now: datetime, key: Key) -> Switched:
    """Let a diary that nobody has open, and its backups, be readable without a passphrase.

    Raises:
        DiaryBusy: The diary is open elsewhere.
        DiaryError: The disk refused, or the diary is damaged; it is as it was.
    """
    rewrite(path, now, before=key, after=None)
    return followed(path, before=key, after=None)


def finish(path: Path, key: Key) -> int:
    """Encrypt what of a diary with a passphrase is not; return how many backups were.

    A program that died while it gave the diary a passphrase may leave some; so does a second place
    that could not be reached then.
    """
    found = [file for file in _backups(path) if not begins_encrypted(file)]
    with spoken():
        _clear(path)
        return sum(recode(file, before=None, after=key) for file in found)


def followed(path: Path, *, before: Key | None, after: Key | None) -> Switched:
    """Let all beside a diary be as it is by now."""
    with spoken():
        if after is not None:
            _clear(path)
        files = _backups(path)
        done = [file for file in files if recode(file, before=before, after=after)]
    places = places_of(path)
    left = [file for file in files if file not in done]
    return Switched(
        key=after,
        backups=len(done),
        left=(*left, *(_put_aside(path) if after is not None else ())),
        away=places.second if places.second_is_away else None,
    )


def _clear(path: Path) -> None:
    """Remove what was typed and not saved, and what a program that died was about to write."""
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
