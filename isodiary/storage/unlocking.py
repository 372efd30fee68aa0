"""Whether a key opens a diary with a passphrase; if it does not, whether the file is to blame."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from isodiary.domain.errors import DiaryDamaged, Locked, WrongPassphrase
from isodiary.language import _, marked
from isodiary.storage.backup_files import backup_files
from isodiary.storage.cipher import check_key, refuse_missing
from isodiary.storage.database import Key
from isodiary.storage.keys import WRONG, key_of, salt_of
from isodiary.storage.troubles import LOCKED, spoken

FIRST_PAGE = marked(
    "The passphrase is right, but the beginning of the diary’s file is damaged. Nothing was"
    " overwritten; keep the file and use a backup of it."
)


def unlock(path: Path, typed: str) -> Key:
    """Return the key of a diary from what was typed: its passphrase, or its recovery key.

    One whose beginning is damaged is known by its backups: to open it says so.

    Raises:
        NoCipher: What opens such a diary is not installed.
        WrongPassphrase: It is neither.
        DiaryError: The file cannot be read.
    """
    with spoken():
        refuse_missing()
        key = key_of(typed, salt_of(path))
        if check_key(path, key) or _opens_a_backup(path, key):
            return key
        raise WrongPassphrase(_(WRONG))


def checked(path: Path, key: Key | None) -> Key:
    """Return the key if it opens the diary.

    Raises:
        Locked: There is none, or it is another.
        DiaryDamaged: It opens a backup of the same diary, so the file is damaged.
    """
    refuse_missing()
    if key is None:
        raise Locked(_(LOCKED))
    if key.salt == salt_of(path) and check_key(path, key):
        return key
    if _opens_a_backup(path, key):
        raise DiaryDamaged(_(FIRST_PAGE))
    raise WrongPassphrase(_(WRONG))


def _opens_a_backup(path: Path, key: Key) -> bool:
    for file in backup_files(path):
        with suppress(OSError):
            if salt_of(file.path) == key.salt:
                return check_key(file.path, key)
    return False
