"""Runs a window, and prints a line once it was painted and takes events: ours, or a bare one.

    python -m tests.bench.first_paint bare
    python -m tests.bench.first_paint isodiary FILE

It is measured from outside, so it imports nothing that the windows do without.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

RUN = "exec"


class FirstPaint(QObject):
    """Waits for the first paint of a window."""

    def __init__(self, window: QObject) -> None:
        super().__init__(window)
        self._told = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and not self._told:
            self._told = True
            QTimer.singleShot(0, self._tell)
        return False

    def _tell(self) -> None:
        print("ready", flush=True)


def bare() -> None:
    """Run an empty window of the same size."""
    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1000, 700)
    window.show()
    watch = FirstPaint(window)
    application.exec()
    del watch


def isodiary(path: str) -> None:
    """Run ours as its command does, and watch the window it shows."""
    run = QApplication.exec

    def watched_run(_: QApplication) -> int:
        [window] = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        FirstPaint(window)
        return run()

    setattr(QApplication, RUN, watched_run)
    sys.argv = ["isodiary", "--diary", path]
    from isodiary.__main__ import main

    main()


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        isodiary(sys.argv[2])
