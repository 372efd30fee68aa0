"""Faults of ours: kept in a log without any entry's content, told once, the diary untouched."""

from __future__ import annotations

import logging
import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtGui import QGuiApplication

from isodiary import __version__
from isodiary.domain.errors import DiaryError
from isodiary.language import _

if TYPE_CHECKING:
    from logging.handlers import RotatingFileHandler


LOG_BYTES = 500_000
LOGS_KEPT = 3
WORTH_LOGGING = {QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg}

log = logging.getLogger(__name__)


def keep_log(folder: Path) -> None:
    """Write what goes wrong into `folder`, in at most three files of 500 kB."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:  # a log that cannot be kept must not keep the diary from opening
        return
    logging.getLogger("isodiary").addHandler(LogFiles(folder))
    logging.getLogger("isodiary").propagate = False


def hear_qt() -> None:
    """Put the warnings of Qt into the log."""
    qInstallMessageHandler(_log_qt)


def details(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return what a developer needs: versions and places in the code, no message, no values.

    A message may quote what the patient typed.
    """
    import platform

    versions = f"isodiary {__version__}, Qt {qVersion()}, Python {platform.python_version()}"
    places = "".join(traceback.format_list(traceback.extract_tb(trace)))
    return f"{versions}, {platform.platform()}\n{places}{kind.__name__}"


class LogFiles(logging.Handler):
    """The files of a folder, opened for the first fault; most days have none."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._files: RotatingFileHandler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line."""
        if self._files is None:
            self._files = _log_files(self._folder)
        self._files.handle(record)

    def close(self) -> None:
        """Close the files."""
        if self._files is not None:
            self._files.close()
        super().close()


def _log_files(folder: Path) -> RotatingFileHandler:
    from logging.handlers import RotatingFileHandler  # which would cost every start its time

    files = RotatingFileHandler(
        folder / "isodiary.log",
        maxBytes=LOG_BYTES,
        backupCount=LOGS_KEPT - 1,
        encoding="utf-8",
    )
    files.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    return files


class Crashes(QObject):
    """Takes what no one else catches: logs it, and says so in one dialog at a time.

    Signals: `refused` tells a `DiaryError`, as from a file that was damaged while it was open.
    """

    refused = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._telling = False

    def install(self) -> None:
        """Hear of every fault from now on."""
        sys.excepthook = self.hear

    def hear(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log a fault and tell it."""
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        if isinstance(error, DiaryError):
            self.refused.emit(error)
            return
        found = details(kind, trace)
        log.error(found)
        if not self._telling:
            self._telling = True
            try:
                self.tell(found)
            finally:
                self._telling = False

    def tell(self, found: str) -> None:
        """Say that something went wrong, and offer the details."""
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox()
        box.setWindowTitle("isodiary")
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(_("Something went wrong in isodiary. What is in your diary was not changed."))
        box.setInformativeText(
            _(
                "You can go on. If it happens again, start isodiary anew, and send the "
                "details to its makers; they hold nothing of what you wrote."
            )
        )
        copy = box.addButton(_("&Copy details"), QMessageBox.ButtonRole.ActionRole)
        box.addButton(QMessageBox.StandardButton.Ok)
        box.exec()
        if box.clickedButton() is copy:
            QGuiApplication.clipboard().setText(found)


def _log_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    if kind in WORTH_LOGGING:
        log.warning("Qt: %s", message)
