"""Runs a window, ours or a bare one, and prints a line once it was painted and takes events.

The line says how many milliseconds of the processor it took until then.

    python -m tests.bench.first_paint bare
    python -m tests.bench.first_paint isodiary FILE

It is measured from outside, so it imports nothing that the windows do without.
"""

from __future__ import annotations

import gc
import sys
import time

RUN = "exec"


def bare() -> None:
    """Run an empty window of the same size."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1000, 700)
    window.show()
    tell_first_paint()
    application.exec()


def isodiary(path: str) -> None:
    """Run ours as its command does, and watch the window it shows."""
    from isodiary.__main__ import loaded_window, main

    gc.disable()
    loaded_window()
    from PySide6.QtWidgets import QApplication

    run = QApplication.exec

    def watched_run(_: QApplication) -> int:
        tell_first_paint()
        return run()

    setattr(QApplication, RUN, watched_run)
    sys.argv = ["isodiary", "--diary", path]
    main()


def tell_first_paint() -> None:
    """Print the line once the window that is shown was painted."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication

    class FirstPaint(QObject):
        told = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint and not self.told:
                self.told = True
                QTimer.singleShot(0, self.tell)
            return False

        def tell(self) -> None:
            print(1000 * time.process_time(), flush=True)

    [window] = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    window.installEventFilter(FirstPaint(window))


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        isodiary(sys.argv[2])
