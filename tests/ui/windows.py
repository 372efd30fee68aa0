"""The whole window in front, on a tools or on a file, and what a patient does in its dialogs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from isodiary.report.press.leaves import Leaves
from isodiary.resources import resources
from isodiary.services.catalogues import Catalogues
from isodiary.storage.opening import open_diary
from isodiary.ui.editor import DiaryEditor
from isodiary.ui.habits import HabitsInUse
from isodiary.ui.look.icons import Icons
from isodiary.ui.look.theme import Theme, ThemeChoice
from isodiary.ui.settings import Settings
from isodiary.ui.tools import Tools
from isodiary.ui.window.main_window import MainWindow
from tests.ui.conftest import course_changes
from tests.ui.keys import in_front


def desk_on(path, clock, application, *, course=False):
    """Return a tools with the diary of a file, and settings beside it."""
    new = not path.exists()
    diary = open_diary(path, now=clock())
    if course and new:
        for change in course_changes():
            diary.apply(change, at=clock())
    folder = resources()
    settings = Settings(path.with_suffix(".ini"))
    theme = Theme(ThemeChoice(settings.theme), settings.text_factor)
    theme.apply(application)
    return Tools(
        editor=DiaryEditor(diary, clock),
        clock=clock,
        theme=theme,
        icons=Icons(folder / "icons"),
        catalogues=Catalogues(folder / "catalogue"),
        settings=settings,
        habits_in_use=HabitsInUse(settings, QLocale.c()),
    )


def window_on(qtbot, tools):
    """Return the window, in front and active."""
    window = MainWindow(tools)
    window.menus.fill()  # as once it was painted, which a test of keys does not wait for
    return in_front(qtbot, window)


def put_away(window):
    """Close a window and its diary, as the end of the program does."""
    window.close()
    window.tools.diary.close()


def asked(monkeypatch, *names):
    """Answer the questions for a file, one after the other; return what was offered."""
    offered, left = [], list(names)

    def answer(parent, title, likely, kinds):
        offered.append(Path(likely))
        return str(left.pop(0)), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return offered


def printing(monkeypatch):
    """Say yes to the printer's dialog; return what is printed, as it is."""
    found: list[tuple[str, int, QPageSize.PageSizeId]] = []

    def keep(pages, printer):
        found.append((pages.title, pages.count, printer.pageLayout().pageSize().id()))

    monkeypatch.setattr(QPrintDialog, "exec", lambda dialog: QPrintDialog.DialogCode.Accepted)
    monkeypatch.setattr(Leaves, "print_to", keep)
    return found


def said(window):
    """Return what the line at the foot of the window says."""
    return window.undo_bar.said.text()


class Answers:
    """Answers each dialog that is opened, in turn; what is not answered is given up.

    Attributes:
        seen: The kinds of dialogs that were opened.
    """

    def __init__(self, qtbot, monkeypatch):
        self._qtbot = qtbot
        self._next = []
        self.seen = []
        for way in ("exec", "open"):
            monkeypatch.setattr(QDialog, way, lambda dialog: self._answer(dialog))

    def give(self, answer):
        """Do `answer(dialog)` with the next dialog."""
        self._next.append(answer)

    def _answer(self, dialog):
        self.seen.append(type(dialog))
        below = QApplication.activeWindow()
        assert below is not None
        dialog.show()
        dialog.activateWindow()
        # a dialog calls itself active as soon as the window below it is
        self._qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
        if self._next:
            self._next.pop(0)(dialog)
        else:
            dialog.reject()
        assert not dialog.isVisible(), "the dialog was left open"
        result = dialog.result()  # a dialog may be gone a moment after it is closed
        below.activateWindow()
        self._qtbot.waitUntil(lambda: QApplication.activeWindow() is below)
        return result
