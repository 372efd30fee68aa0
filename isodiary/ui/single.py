"""One window for each diary: a second start raises the first."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import (
    QCryptographicHash,
    QDir,
    QEventLoop,
    QFileSystemWatcher,
    QLockFile,
    QMessageAuthenticationCode,
    QObject,
    QTimer,
    Signal,
    Slot,
)

WAIT_MS = 2_000
AGAIN_MS = 20
"""A window that is just starting does not look yet; it is waited for so long."""
LISTEN_AFTER_MS = 700
"""Only once the window can be seen, who comes later is listened to."""
SECRET = 32
"""Bytes of it."""


class SingleWindow(QObject):
    """Holds the place of the one window of a diary.

    A second start asks by a file in a folder of this user alone, which the window takes away. Other
    users of the computer can neither write there nor guess the name of the place: it comes of a
    secret that lies in the same folder.

    Signals:
        raise_asked: A second start wants this window in front.
    """

    raise_asked = Signal()

    def __init__(self, diary: Path, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        secret = _secret(folder)
        user = getattr(os, "getuid", lambda: "")()
        place = f"{user} {diary.resolve()}".encode("utf-8", "surrogatepass")
        name = f"isodiary-{_hidden(secret, place).hex()[:16]}"
        self._question = folder / f"{name}.ask"
        self._lock = QLockFile(QDir.temp().filePath(f"{name}.lock"))
        self._lock.setStaleLockTime(0)  # only a process that is gone leaves a stale one
        self._watcher: QFileSystemWatcher | None = None
        self._soon = QTimer(self, singleShot=True)
        self._soon.setInterval(LISTEN_AFTER_MS)
        self._soon.timeout.connect(self.listen)

    def take(self) -> bool:
        """Take the place; if another window of ours has it, raise that and return False."""
        if not self._lock.tryLock(0) and self._lock.error() is QLockFile.LockError.LockFailedError:
            return not self._answered()
        self._take_away()  # what was asked of a window that fell
        self._soon.start()
        return True

    @Slot()
    def listen(self) -> None:
        """Hear of second starts from now on, and of one that asked already."""
        if self._watcher is None:
            self._watcher = QFileSystemWatcher([str(self._question.parent)], self)
            self._watcher.directoryChanged.connect(self._look)
            self._look()

    def leave(self) -> None:
        """Give the place up."""
        self._soon.stop()
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None
        self._lock.unlock()

    def _answered(self) -> bool:
        """Whether the window that has the place takes the question away; it raises itself."""
        try:
            self._question.touch(mode=0o600)
        except OSError:  # where nothing can be kept, nothing can be asked
            return False
        waiting, again = QEventLoop(), QTimer()

        def look() -> None:
            if not self._question.exists():
                waiting.quit()

        again.timeout.connect(look)
        again.start(AGAIN_MS)
        QTimer.singleShot(WAIT_MS, waiting.quit)
        waiting.exec()
        return not self._take_away()

    @Slot()
    def _look(self) -> None:
        if self._take_away():
            self.raise_asked.emit()

    def _take_away(self) -> bool:
        """Take the question away; return whether there was one."""
        with suppress(OSError):
            self._question.unlink()
            return True
        return False


def _hidden(secret: bytes, place: bytes) -> bytes:
    """Return the HMAC of a place, by Qt, as Python's would have to be loaded first."""
    sha256 = QCryptographicHash.Algorithm.Sha256
    return bytes(QMessageAuthenticationCode.hash(place, secret, sha256).data())


def _secret(folder: Path) -> bytes:
    """Return the secret of the user's folder; it is made at the first start."""
    file = folder / "single"
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileExistsError):
            handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            try:
                os.write(handle, os.urandom(SECRET))
            finally:
                os.close(handle)
        kept = file.read_bytes()
        if len(kept) == SECRET:
            return kept
    return b""  # where nothing can be kept, the lock alone tells two windows apart
