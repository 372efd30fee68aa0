"""One window for each diary: a second start raises the first."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import (
    QCryptographicHash,
    QDir,
    QEventLoop,
    QLockFile,
    QMessageAuthenticationCode,
    QObject,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT_MS = 1_000
NONCE = 32
"""Bytes of a question, and of its answer."""


class SingleWindow(QObject):
    """Holds the place of the one window of a diary.

    Other users of the computer can neither guess the name of the place nor answer in it: both
    come of a secret that lies in a folder of this user alone.

    Signals:
        raise_asked: A second start wants this window in front.
    """

    raise_asked = Signal()

    def __init__(self, diary: Path, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._secret = _secret(folder)
        user = getattr(os, "getuid", lambda: "")()
        place = f"{user} {diary.resolve()}".encode("utf-8", "surrogatepass")
        self._name = f"isodiary-{_answer(self._secret, place).hex()[:16]}"
        self._lock = QLockFile(QDir.temp().filePath(f"{self._name}.lock"))
        self._lock.setStaleLockTime(0)  # only a process that is gone leaves a stale one
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)

    def take(self) -> bool:
        """Take the place; if another window of ours has it, raise that and return False."""
        if not self._lock.tryLock(0) and self._lock.error() is QLockFile.LockError.LockFailedError:
            return not self._answered()
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def leave(self) -> None:
        """Give the place up."""
        self._server.close()
        self._lock.unlock()

    def _answered(self) -> bool:
        """Whether a window that knows the secret has the place; it raises itself."""
        question = os.urandom(NONCE)
        socket = QLocalSocket()
        waiting = QEventLoop()
        socket.connected.connect(_Asked(socket, question).ask)
        socket.readyRead.connect(waiting.quit)
        socket.errorOccurred.connect(waiting.quit)
        QTimer.singleShot(WAIT_MS, waiting.quit)
        socket.connectToServer(self._name)
        if socket.state() is not QLocalSocket.LocalSocketState.UnconnectedState:
            waiting.exec()
        answer = bytes(socket.readAll().data()) if socket.isOpen() else b""
        socket.abort()
        from hmac import compare_digest

        return compare_digest(answer, _answer(self._secret, question))

    @Slot()
    def _greet(self) -> None:
        guest = self._server.nextPendingConnection()
        guest.readyRead.connect(self._reply)
        guest.disconnected.connect(guest.deleteLater)

    @Slot()
    def _reply(self) -> None:
        guest = self.sender()
        if isinstance(guest, QLocalSocket) and guest.bytesAvailable() >= NONCE:
            question = bytes(guest.read(NONCE).data())
            guest.write(_answer(self._secret, question))
            guest.flush()
            self.raise_asked.emit()


class _Asked(QObject):
    """Asks its question once it is connected."""

    def __init__(self, socket: QLocalSocket, question: bytes) -> None:
        super().__init__(socket)
        self._socket = socket
        self._question = question

    @Slot()
    def ask(self) -> None:
        self._socket.write(self._question)
        self._socket.flush()


def _answer(secret: bytes, question: bytes) -> bytes:
    """Return the HMAC of a question, by Qt, as Python's would have to be loaded first."""
    sha256 = QCryptographicHash.Algorithm.Sha256
    return bytes(QMessageAuthenticationCode.hash(question, secret, sha256).data())


def _secret(folder: Path) -> bytes:
    """Return the secret of the user's folder; it is made at the first start."""
    file = folder / "single"
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileExistsError):
            handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            try:
                os.write(handle, os.urandom(NONCE))
            finally:
                os.close(handle)
        kept = file.read_bytes()
        if len(kept) == NONCE:
            return kept
    return b""  # where nothing can be kept, the lock alone tells two windows apart
