"""A window every time: damaged diaries opened as a patient opens them, with all pages looked at."""

from __future__ import annotations

import gc
import random
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QEvent, QStandardPaths
from PySide6.QtWidgets import QApplication

from isodiary.app import Program
from isodiary.domain.errors import DiaryError
from isodiary.ui.safety.trouble import TroubleDialog
from isodiary.ui.window.page import PAGES, Listed
from tests.clock import StoppedClock
from tests.faults.damage import harmed
from tests.faults.diaries import made
from tests.faults.fault import Fault, Outcome

Hear = Callable[[type[BaseException], BaseException, TracebackType | None], object]


@contextmanager
def screens(shown: list[str]) -> Iterator[None]:
    """Close every screen of a diary that cannot be opened as soon as it is seen."""

    def seen(screen: TroubleDialog) -> int:
        shown.append(screen.details().splitlines()[1])
        screen.show()
        QApplication.processEvents()
        screen.reject()
        return 0

    real = TroubleDialog.exec
    TroubleDialog.exec = seen  # type: ignore[assignment, method-assign]
    try:
        yield
    finally:
        TroubleDialog.exec = real  # type: ignore[method-assign]


@contextmanager
def failures(program: Program, found: list[BaseException]) -> Iterator[None]:
    """Hear what goes wrong where nobody can catch it; a refusal of the diary is told there."""

    def hear(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> object:
        if isinstance(error, DiaryError):
            program.hear_error(error)
        else:
            found.append(error)
        return None

    before: Hear = sys.excepthook
    sys.excepthook = hear
    try:
        yield
    finally:
        sys.excepthook = before


def opened(folder: Path, tries: int, seed: int) -> Outcome:
    """Damage a diary and open it: there is a window with all its pages, or the one screen."""
    QStandardPaths.setTestModeEnabled(True)
    application = QApplication.instance() or QApplication(["isodiary"])
    assert isinstance(application, QApplication)
    application.setQuitOnLastWindowClosed(False)
    chance = random.Random(seed)
    path = folder / "isodiary.sqlite"
    made(path)
    sound = path.read_bytes()
    program = Program(application, StoppedClock())
    lost = windows = 0
    for number in range(tries):
        for each in folder.iterdir():
            each.unlink() if each.is_file() else None
        path.write_bytes(harmed(sound, chance))
        shown: list[str] = []
        found: list[BaseException] = []
        with screens(shown), failures(program, found):
            there = program.open_file(path)
            if there:
                windows += 1
                _look_at(program, PAGES if number % 5 == 0 else chance.sample(PAGES, 1))
            program.close()
            QApplication.processEvents()
            # a window that is to be deleted is so by the loop of events, which there is none of
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        if number % 20 == 0:
            gc.collect()
        lost += bool(found) or there == bool(shown) or len(shown) > 1
    program.deleteLater()
    seen = f"{windows} windows, {tries - windows} times the screen with the ways on"
    return Outcome(tried=tries, lost=lost, seen=seen)


def _look_at(program: Program, pages: Iterable[Listed]) -> None:
    window = program.window
    assert window is not None
    QApplication.processEvents()
    if window.keeper is not None:
        window.keeper.check()
    if window.current is None:
        return
    for page in pages:
        try:
            window.show_titled(page.title)
            window.grab()
        except DiaryError as error:  # as of a menu, where the program hears of it
            program.hear_error(error)


FAULTS = (Fault(what="damaged and opened in a window", short=6, long=1_000, run=opened),)
