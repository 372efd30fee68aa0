"""From Enter on the card of the due dose until the page was painted anew."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from statistics import median

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from isodiary.ui.today.page import TodayPage
from isodiary.ui.window.main_window import MainWindow
from tests.bench.diaries import Diaries
from tests.bench.measure import Measure, Table, ms_of, p95
from tests.bench.windows import application, settle, window_on

ROUNDS = 40


def measured(diaries: Diaries) -> Table:
    """Measure the usual and the long diary in turn."""
    application()
    opened = [diaries.copy(path) for path in (diaries.weeks_24, diaries.years_10)]
    windows = [window_on(diary, diaries.folder) for diary in opened]
    taken: list[list[float]] = [[], []]
    for _ in range(ROUNDS):
        for times, window in zip(taken, windows, strict=True):
            times.append(_logged(window))
    for window, diary in zip(windows, opened, strict=True):
        window.close()
        diary.close()
    usual, long = (times[1:] for times in taken)  # the first only warms up
    yield Measure(what="Enter to painted page, 24 weeks, p95", ours=p95(usual), most=50)
    ratio = "Enter to painted page, ten years / 24 weeks"
    yield Measure(what=ratio, ours=median(long), floor=median(usual), most=1.2)


def _logged(window: MainWindow) -> float:
    page = window.page(TodayPage)
    page.focus_first()
    settle()
    due = [card for card in page.doses.cards if card.open][-1]  # before it perhaps last night's
    press: Callable[[], object] = partial(QTest.keyClick, due.take, Qt.Key.Key_Return)
    took_ms = ms_of(partial(_do_and_paint, press))
    window.tools.editor.undo_stack.undo()
    settle()
    return took_ms


def _do_and_paint(act: Callable[[], object]) -> None:
    act()
    settle()
