"""What opened the backups of a diary before its passphrase was changed.

A program that is killed between the diary and its backups, or a place that is away, leaves backups
that the new passphrase does not open. So the former keys lie beside the diary, in a file that is
encrypted with its present one, until no backup wants them any more.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path

from isodiary.storage.backup import new_file, sync, sync_folder
from isodiary.storage.cipher import export, memory_for, opened_with
from isodiary.storage.database import Key, file_uri
from isodiary.storage.leftover import glob_safe


def former_file(path: Path, key: Key) -> Path:
    """Return the name of the file of former keys that a key opens."""
    real = path.resolve()
    return real.with_name(f"{real.name}-former-{key.salt.hex()[-16:]}")


def former_files(path: Path) -> tuple[Path, ...]:
    """Return all such files beside a diary."""
    real = path.resolve()
    return tuple(sorted(real.parent.glob(f"{glob_safe(real.name)}-former-*")))


def keep_former(path: Path, former: Iterable[Key], key: Key) -> None:
    """Keep the keys that backups may still have beside the diary, encrypted with another key.

    Raises:
        OSError, sqlite3.Error: The disk refused.
    """
    file = former_file(path, key)
    new = new_file(file.parent)
    try:
        with closing(memory_for(key)) as db:
            db.execute("create table former (secret blob not null, salt blob not null)")
            for each in former:
                db.execute("insert into former values (?, ?)", (each.secret, each.salt))
            export(db, file_uri(new.absolute()), key)
        sync(new)
        os.replace(new, file)
        sync_folder(file.parent)
    finally:
        new.unlink(missing_ok=True)


def former_keys(path: Path, key: Key) -> tuple[Key, ...]:
    """Return the keys that backups of a diary may still have; none where nothing is kept."""
    file = former_file(path, key)
    if not file.exists():
        return ()
    found: list[tuple[bytes, bytes]] = []
    with suppress(sqlite3.Error):  # a damaged one opens nothing; `check` names the backups
        uri = f"{file_uri(file.absolute())}?mode=ro&immutable=1"
        with closing(opened_with(uri, key)) as db:
            found = db.execute("select secret, salt from former").fetchall()
    return tuple(Key(secret, salt) for secret, salt in found)


def drop_former(path: Path, *, but: Path | None = None) -> None:
    """Forget the former keys of a diary, or those that another key opens than that file's."""
    for file in former_files(path):
        if file != but:
            file.unlink(missing_ok=True)
