"""Small files that the key of a diary opens, and nothing else."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from isodiary.storage.backup import new_file, sync, sync_folder
from isodiary.storage.cipher import export, memory_for, opened_with
from isodiary.storage.database import Key, file_uri


def seal(file: Path, content: bytes, key: Key) -> None:
    """Write a file of that content, encrypted; one that was there is replaced.

    Raises:
        OSError, sqlite3.Error: The disk refused.
    """
    new = new_file(file.parent)
    try:
        with closing(memory_for(key)) as db:
            db.execute("create table sealed (content blob not null)")
            db.execute("insert into sealed values (?)", (content,))
            export(db, file_uri(new.absolute()), key)
        sync(new)
        os.replace(new, file)
        sync_folder(file.absolute().parent)
    finally:
        new.unlink(missing_ok=True)


def unsealed(file: Path, key: Key) -> bytes | None:
    """Return the content of such a file; None if there is none that the key opens."""
    if not file.exists():
        return None
    try:
        with closing(opened_with(f"{file_uri(file.absolute())}?mode=ro&immutable=1", key)) as db:
            [(content,)] = db.execute("select content from sealed").fetchall()
    except (sqlite3.Error, ValueError):
        return None
    return bytes(content)
