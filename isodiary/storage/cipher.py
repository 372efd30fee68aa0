"""Diaries with a passphrase: SQLCipher in the place of Python's SQLite, loaded for them alone.

Its errors are none of `sqlite3`'s, so that nobody who catches those would see them. They are
translated here, and nowhere else.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from isodiary.domain.errors import NoCipher, WrongPassphrase
from isodiary.language import _, marked
from isodiary.storage.database import Database, Key, file_uri
from isodiary.storage.keys import WRONG
from isodiary.storage.troubles import error_is_damage
from isodiary.storage.wal import holds_something, wal_of, whole

MISSING = marked(
    "This diary has a passphrase. To open it, install SQLCipher in the Python that runs isodiary:"
    " python -m pip install sqlcipher3"
)
MEMORY = "file::memory:"
UNREADABLE = "SQLITE_NOTADB"
"""What SQLCipher says of a first page that the key does not open."""
BROKEN = {
    "FOREIGN KEY": sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY,
    "CHECK": sqlite3.SQLITE_CONSTRAINT_CHECK,
}
"""What a row may break, by the first words; SQLCipher's module tells no numbers of these."""
STAMPS = ("application_id", "user_version")
"""Numbers in the header that an export leaves out."""


class CipherDatabase(Database):
    """A connection of SQLCipher: to an encrypted file, or in memory with what one held."""

    def execute(self, sql: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """Run one statement; its troubles are those of `sqlite3`."""
        with self.spoken_as_sqlite():
            return cast("sqlite3.Cursor", _Found(self.conn.execute(sql, values)))

    @contextmanager
    def spoken_as_sqlite(self) -> Iterator[None]:
        """Translate the troubles of SQLCipher."""
        with _translated():
            yield


class _Found:
    """The rows of a statement, whose errors are those of `sqlite3` as well."""

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor

    def __iter__(self) -> Iterator[Any]:
        while (row := self.fetchone()) is not None:
            yield row

    def fetchone(self) -> Any:
        with _translated():
            return self._cursor.fetchone()

    def fetchall(self) -> list[Any]:
        with _translated():
            return list(self._cursor.fetchall())

    def close(self) -> None:
        with _translated():
            self._cursor.close()

    @property
    def rowcount(self) -> int:
        return int(self._cursor.rowcount)

    @property
    def description(self) -> Any:
        return self._cursor.description


def refuse_missing() -> None:
    """Refuse where SQLCipher is not installed.

    Raises:
        NoCipher: It is not.
    """
    _cipher()


def opened_with(uri: str, key: Key, *, any_thread: bool = False) -> CipherDatabase:
    """Return a connection to an encrypted file.

    Raises:
        NoCipher: SQLCipher is not installed.
    """
    db = _connected(uri, key, any_thread=any_thread)
    db.execute(f'pragma key = "{key.for_sqlcipher}"')
    return db


def memory_for(key: Key) -> CipherDatabase:
    """Return an empty database in memory whose copies are encrypted with a key."""
    return _connected(MEMORY, key)


def loaded(uri: str, key: Key) -> CipherDatabase:
    """Return what an encrypted file holds, in memory.

    Raises:
        sqlite3.Error: A part of it is damaged, or the key is another.
    """
    db = memory_for(key)
    try:
        _attach(db, "source", uri, key)
        _export(db, source="source", target="main")
        db.execute("detach source")
    except BaseException:
        db.close()
        raise
    return db


@contextmanager
def lying_in_a_file(content: bytes) -> Iterator[str]:
    """Give the name under which SQLCipher finds these bytes, which are encrypted."""
    handle, name = tempfile.mkstemp(prefix="isodiary-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        yield f"{file_uri(Path(name).absolute())}?mode=ro&immutable=1"
    finally:
        os.unlink(name)


def check_key(path: Path, key: Key) -> bool:
    """Whether a key opens the file at a path. The file is not touched."""
    uri = f"{file_uri(path.absolute())}?mode=ro&immutable=1"
    if _opens(uri, key):
        return True
    if not holds_something(path):
        return False
    # of a program that died while it moved the log into the file, the log alone is whole
    with lying_in_a_file(whole(path.read_bytes(), wal_of(path).read_bytes())) as laid:
        return _opens(laid, key)


def refuse_wrong(content: bytes, key: Key) -> None:
    """Refuse a key that does not open the file of these bytes.

    Raises:
        WrongPassphrase: It does not.
    """
    if not content.startswith(key.salt):  # SQLCipher would take that of the key instead
        raise WrongPassphrase(_(WRONG))
    with lying_in_a_file(content) as uri:
        if not _opens(uri, key):
            raise WrongPassphrase(_(WRONG))


def export(db: CipherDatabase, uri: str, key: Key | None, *, source: str | None = None) -> None:
    """Write all that a connection sees to an empty file, encrypted with a key, or plain.

    With `source` it writes what that plain file holds instead.

    Raises:
        DiaryDamaged: A part cannot be read.
        sqlite3.Error: The disk refused.
    """
    if source is not None:
        _attach(db, "source", source, None)
    _attach(db, "target", uri, key)
    try:
        _export(db, source="main" if source is None else "source", target="target")
    finally:
        db.execute("detach target")
        if source is not None:
            db.execute("detach source")


def _export(db: Database, *, source: str, target: str) -> None:
    """Copy tables, rows, indexes, triggers and views, of one state of the source."""
    # what an older isodiary wrote, or a failing disk, is copied as it is
    db.execute("pragma ignore_check_constraints = on")
    db.execute("begin")
    try:
        with error_is_damage():  # which is all that it says of a page it cannot read
            db.execute("select sqlcipher_export(?, ?)", (target, source)).fetchall()
        for stamp in STAMPS:
            [(number,)] = db.execute(f"pragma {source}.{stamp}").fetchall()
            db.execute(f"pragma {target}.{stamp} = {int(number)}")
        db.execute("commit")
    finally:
        db.rollback()
        db.execute("pragma ignore_check_constraints = off")


def _attach(db: Database, name: str, uri: str, key: Key | None) -> None:
    db.execute(f"attach ? as {name} key ?", (uri, key.for_sqlcipher if key is not None else ""))


def _opens(uri: str, key: Key) -> bool:
    with closing(opened_with(uri, key)) as db:
        try:
            db.execute("pragma application_id").fetchall()
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorname", "") == UNREADABLE:
                return False
            raise
    return True


def _connected(uri: str, key: Key, *, any_thread: bool = False) -> CipherDatabase:
    with _translated():
        connection = _cipher().connect(uri, uri=True, timeout=5, check_same_thread=not any_thread)
    db = CipherDatabase(connection, key)
    # it would tell the terminal of each page that a wrong key does not open
    db.execute("pragma cipher_log_level = none").fetchall()
    db.execute("pragma temp_store = memory")
    db.execute("pragma trusted_schema = off")
    return db


@cache
def _cipher() -> Any:
    try:
        return import_module("sqlcipher3.dbapi2")
    except ImportError as error:
        raise NoCipher(_(MISSING)) from error


@contextmanager
def _translated() -> Iterator[None]:
    cipher = _cipher()
    try:
        yield
    except cipher.Error as error:
        kind = getattr(sqlite3, type(error).__name__, sqlite3.DatabaseError)
        said = kind(*error.args)
        said.sqlite_errorname = getattr(error, "sqlite_errorname", "")
        code = getattr(error, "sqlite_errorcode", None)
        if code is not None:  # else it is of Python, as of a text that is none
            said.sqlite_errorcode = _in_detail(code, str(error))
        raise said from error


def _in_detail(code: int, words: str) -> int:
    """Return the number of a trouble as Python's own module has it."""
    if code == sqlite3.SQLITE_NOTADB:
        # of a file whose key was found to be right before: its first page is damaged by now
        return sqlite3.SQLITE_CORRUPT
    if code == sqlite3.SQLITE_CONSTRAINT:
        return next((detail for begin, detail in BROKEN.items() if words.startswith(begin)), code)
    return code
