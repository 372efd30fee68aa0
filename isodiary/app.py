"""Builds everything and starts it: look, diary, window. Only the start imports this module."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, QStandardPaths, Slot
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from isodiary.clock import clock_from
from isodiary.domain.day import Clock, diary_day
from isodiary.domain.errors import DiaryError
from isodiary.places import diary_file
from isodiary.resources import resources
from isodiary.services.catalogues import Catalogues
from isodiary.storage.diary import Diary
from isodiary.storage.drafts import Drafts
from isodiary.storage.opening import open_diary
from isodiary.ui.crashes import Crashes, hear_qt, keep_log
from isodiary.ui.editor import DiaryEditor
from isodiary.ui.habits import HabitsInUse
from isodiary.ui.kit.accessible import Roles
from isodiary.ui.kit.files import documents
from isodiary.ui.look.icons import Icons
from isodiary.ui.look.theme import Theme
from isodiary.ui.settings import Settings
from isodiary.ui.single import SingleWindow
from isodiary.ui.tools import Tools
from isodiary.ui.window.main_window import MainWindow

SAMPLE_WEEKS = 12
SAMPLE_SEED = 1


def run(diary: Path | None, *, sample: bool) -> int:
    """Open the window on a diary, or on a made-up course; return the exit code."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("isodiary")
    application.setDesktopFileName("org.isodiary.IsoDiary")
    hear_qt()
    state = QStandardPaths.StandardLocation.StateLocation
    keep_log(Path(QStandardPaths.writableLocation(state)))
    crashes = Crashes()
    crashes.install()
    roles = Roles()
    roles.install()
    program = Program(application, clock_from(os.environ))
    opened = program.open_sample() if sample else program.open_file(diary or diary_file(os.environ))
    if not opened:
        return program.exit_code
    gc.freeze()
    gc.enable()
    code = application.exec()
    program.close()
    return code


class Program(QObject):
    """What lives as long as the program: look, settings, catalogues, and the window.

    Attributes:
        window: The open window; None before there is one.
        exit_code: What the program ends with if no window was opened.
    """

    def __init__(self, application: QApplication, clock: Clock) -> None:
        super().__init__()
        folder = resources()
        config = QStandardPaths.StandardLocation.AppConfigLocation
        self._clock = clock
        self._settings = Settings(Path(QStandardPaths.writableLocation(config)) / "isodiary.ini")
        self._habits = HabitsInUse(self._settings, QLocale.system(), self)
        self._theme = Theme(self._settings.theme, self._settings.text_factor)
        self._theme.apply(application)
        self._icons = Icons(folder / "icons")
        self._catalogues = Catalogues(folder / "catalogue")
        self.window: MainWindow | None = None
        self._diary: Diary | None = None
        self._single: SingleWindow | None = None
        self.exit_code = 0

    def open_file(self, path: Path) -> bool:
        """Open a window on a file; return whether there is one now."""
        state = QStandardPaths.StandardLocation.StateLocation
        single = SingleWindow(path, Path(QStandardPaths.writableLocation(state)), self)
        if not single.take():
            return self.window is not None
        try:
            diary = open_diary(path, now=self._clock())
        except DiaryError as error:
            single.leave()
            return self._ask_other(path, error)
        single.raise_asked.connect(self._raise)
        self._show(diary, single)
        return True

    def open_sample(self) -> bool:
        """Open a window on a made-up course, which is not kept."""
        from isodiary.services.sample.fill import fill

        diary = open_diary(None, now=self._clock())
        until = diary_day(self._clock())
        daily = self._catalogues.symptoms.daily
        fill(diary, weeks=SAMPLE_WEEKS, until=until, seed=SAMPLE_SEED, daily=daily)
        self._show(diary, None)
        return True

    def close(self) -> None:
        """Close the window and its diary."""
        self._put_away(self.window, self._diary, self._single)
        self.window = self._diary = self._single = None

    @Slot()
    def ask_for_file(self) -> None:
        """Ask for another diary, and open it."""
        name, _ = QFileDialog.getOpenFileName(
            self.window, "Open a diary", str(documents()), "Diaries (*.sqlite);;All files (*)"
        )
        if name:
            self.open_file(Path(name))

    def _show(self, diary: Diary, single: SingleWindow | None) -> None:
        """Put a window on `diary` in the place of the one before."""
        before = self.window, self._diary, self._single
        if self.window is not None:
            self.window.keep_place()
        tools = Tools(
            editor=DiaryEditor(diary, self._clock, self),
            clock=self._clock,
            theme=self._theme,
            icons=self._icons,
            catalogues=self._catalogues,
            settings=self._settings,
            habits_in_use=self._habits,
            drafts=Drafts(None if diary.read_only else diary.path),
        )
        self.window, self._diary, self._single = MainWindow(tools), diary, single
        self.window.acts.open_asked.connect(self.ask_for_file)
        self.window.acts.sample_asked.connect(self.open_sample)
        self.window.show()
        self._put_away(*before)

    def _put_away(
        self, window: MainWindow | None, diary: Diary | None, single: SingleWindow | None
    ) -> None:
        if window is not None:
            window.tools.editor.finish()
            window.close()
            window.deleteLater()
        if diary is not None:
            diary.close()
        if single is not None:
            single.leave()

    def _ask_other(self, path: Path, error: DiaryError) -> bool:
        """Say why a diary was not opened; offer another unless a window is open already."""
        box = QMessageBox(self.window)
        box.setWindowTitle("isodiary")
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(error.sentence)
        box.setInformativeText(str(path))
        other = box.addButton("&Open another diary…", QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Close)
        box.exec()
        if box.clickedButton() is other:
            self.ask_for_file()
        self.exit_code = 1
        return self.window is not None

    @Slot()
    def _raise(self) -> None:
        if self.window is not None:
            self.window.show()
            self.window.raise_()
            self.window.activateWindow()
