"""One window for each diary: a second start raises the first."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:  # no start waits until it is loaded
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT_MS = 2_000
AGAIN_MS = 20
"""A window that is just starting does not listen yet; it is asked again for so long."""
LISTEN_AFTER_MS = 700
"""Only once the window can be seen, who comes later is listened to."""
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
        self._server: QLocalServer | None = None
        self._soon = QTimer(self, singleShot=True)
        self._soon.setInterval(LISTEN_AFTER_MS)
        self._soon.timeout.connect(self.listen)

    def take(self) -> bool:
        """Take the place; if another window of ours has it, raise that and return False."""
        if not self._lock.tryLock(0) and self._lock.error() is QLockFile.LockError.LockFailedError:
            return not self._answered()
        self._soon.start()
        return True

    @Slot()
    def listen(self) -> None:
        """Hear of second starts from now on."""
        from PySide6.QtNetwork import QLocalServer

        if self._server is not None:
            return
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)

    def leave(self) -> None:
        """Give the place up."""
        self._soon.stop()
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _answered(self) -> bool:
        """Whether a window that knows the secret has the place; it raises itself."""
        from PySide6.QtNetwork import QLocalSocket

        question = os.urandom(NONCE)
        socket = QLocalSocket()
        asked = _Asked(socket, self._name, question)
        waiting = QEventLoop()
        socket.readyRead.connect(waiting.quit)
        QTimer.singleShot(WAIT_MS, waiting.quit)
        asked.connect_again()
        waiting.exec()
        answer = bytes(socket.readAll().data()) if socket.isOpen() else b""
        asked.leave()
        socket.abort()
        from hmac import compare_digest

        return compare_digest(answer, _answer(self._secret, question))

    @Slot()
    def _greet(self) -> None:
        assert self._server is not None
        guest = self._server.nextPendingConnection()
        guest.readyRead.connect(self._reply)
        guest.disconnected.connect(guest.deleteLater)

    @Slot()
    def _reply(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

        guest = self.sender()
        if isinstance(guest, QLocalSocket) and guest.bytesAvailable() >= NONCE:
            question = bytes(guest.read(NONCE).data())
            guest.write(_answer(self._secret, question))
            guest.flush()
            self.raise_asked.emit()


class _Asked(QObject):
    """Asks its question once it is connected, and tries to be until it leaves."""

    def __init__(self, socket: QLocalSocket, name: str, question: bytes) -> None:
        super().__init__(socket)
        self._socket = socket
        self._name = name
        self._question = question
        self._again = QTimer(self, singleShot=True)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self.connect_again)
        socket.connected.connect(self.ask)
        socket.errorOccurred.connect(self._again.start)

    @Slot()
    def connect_again(self) -> None:
        self._socket.connectToServer(self._name)

    def leave(self) -> None:
        self._again.stop()
        self._socket.errorOccurred.disconnect(self._again.start)

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
