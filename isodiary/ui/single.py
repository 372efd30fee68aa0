"""One window for each diary: a second start raises the first."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QDir, QLockFile, QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT_MS = 1_000


class SingleWindow(QObject):
    """Holds the place of the one window of a diary.

    Signals:
        raise_asked: A second start wants this window in front.
    """

    raise_asked = Signal()

    def __init__(self, diary: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        digest = hashlib.sha256(str(diary.absolute()).encode("utf-8", "surrogatepass"))
        self._name = f"isodiary-{digest.hexdigest()[:16]}"
        self._lock = QLockFile(QDir.temp().filePath(f"{self._name}.lock"))
        self._lock.setStaleLockTime(0)  # only a process that is gone leaves a stale one
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def take(self) -> bool:
        """Take the place; if another window has it, raise that and return False."""
        if not self._lock.tryLock(0) and self._lock.error() is QLockFile.LockError.LockFailedError:
            socket = QLocalSocket()
            socket.connectToServer(self._name)
            return not socket.waitForConnected(WAIT_MS)
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def leave(self) -> None:
        """Give the place up."""
        self._server.close()
        self._lock.unlock()

    @Slot()
    def _answer(self) -> None:
        self._server.nextPendingConnection().deleteLater()
        self.raise_asked.emit()
