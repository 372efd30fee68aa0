"""Builds everything and starts it: look, diary, window. Only the start imports this module."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, QStandardPaths, Slot
from PySide6.QtWidgets import QApplication

from isodiary.clock import clock_from
from isodiary.domain.change import Entry
from isodiary.domain.day import Clock, diary_day
from isodiary.domain.errors import DiaryDamaged, DiaryError, Locked
from isodiary.language import _
from isodiary.places import diary_file, own_files
from isodiary.resources import resources
from isodiary.services.catalogues import Catalogues
from isodiary.storage.damaged import refuse_broken_plan
from isodiary.storage.database import Key
from isodiary.storage.diary import Diary
from isodiary.storage.drafts import Drafts
from isodiary.storage.leftover import logs_apart
from isodiary.storage.opening import open_diary
from isodiary.storage.troubles import UNFORESEEN, told
from isodiary.ui.crashes import Crashes, details, hear_qt, keep_log, log
from isodiary.ui.editor import DiaryEditor
from isodiary.ui.habits import HabitsInUse
from isodiary.ui.kit.accessible import Roles
from isodiary.ui.look.icons import Icons
from isodiary.ui.look.theme import Theme
from isodiary.ui.settings import Settings
from isodiary.ui.single import SingleWindow
from isodiary.ui.tools import Found, Tools
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
    crashes.refused.connect(program.hear_error)
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
        self._application = application
        self._clock = clock
        self._settings = Settings(Path(QStandardPaths.writableLocation(config)) / "isodiary.ini")
        self._habits = HabitsInUse(self._settings, QLocale.system(), self)
        self._theme = Theme(self._settings.theme, self._settings.text_factor)
        self._theme.apply(application)
        self._icons = Icons(folder / "icons")
        self._catalogues = Catalogues(folder / "catalogue")
        self.window: MainWindow | None = None
        self._diary: Diary | None = None
        self._key: Key | None = None  # of the diary with a passphrase that was opened last
        self._single: SingleWindow | None = None
        self.exit_code = 0

    @Slot(object)
    def open_file(self, path: Path, newer: tuple[Entry, ...] = ()) -> bool:
        """Open a window on a file; return whether there is one now.

        `newer` are entries that are offered once it is open.
        """
        state = QStandardPaths.StandardLocation.StateLocation
        single: SingleWindow | None = None
        diary: Diary | None = None
        try:
            single = SingleWindow(path, Path(QStandardPaths.writableLocation(state)), self)
            if not single.take():
                return self.window is not None
            apart = logs_apart(path)
            diary = open_diary(path, now=self._clock(), key=self._key)
            refuse_broken_plan(diary)
            logs = tuple(log for log in logs_apart(path) if log not in apart)
            self._show(diary, single, Found(logs=logs, newer=newer))
        except (DiaryError, *UNFORESEEN) as error:
            _let_go(diary, single, error)
            if isinstance(error, Locked):
                return self._ask_key(path, newer)
            return self._ask_way(path, told(error))
        single.raise_asked.connect(self._raise)
        return True

    def open_sample(self) -> bool:
        """Open a window on a made-up course, which is not kept."""
        from isodiary.services.sample.fill import fill

        diary = open_diary(None, now=self._clock())
        until, daily = diary_day(self._clock()), self._catalogues.symptoms.daily
        fill(diary, weeks=SAMPLE_WEEKS, until=until, seed=SAMPLE_SEED, daily=daily)
        self._show(diary, None, Found())
        return True

    def close(self) -> None:
        """Close the window and its diary."""
        self._put_away(self.window, self._diary, self._single)
        self.window = self._diary = self._single = None

    @Slot()
    def ask_for_file(self) -> None:
        """Ask for another diary, and open it."""
        from PySide6.QtWidgets import QFileDialog

        from isodiary.ui.kit.files import documents

        asked = self.window, _("Open a diary"), str(documents())
        name, _kind = QFileDialog.getOpenFileName(*asked, _("Diaries (*.sqlite);;All files (*)"))
        if name:
            self.open_file(Path(name))

    def _show(self, diary: Diary, single: SingleWindow | None, found: Found) -> None:
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
            drafts=Drafts(None if diary.read_only else diary.path, diary.key),
            found=found,
        )
        window = MainWindow(tools)
        self.window, self._diary, self._single = window, diary, single
        acts = window.acts
        acts.open_asked.connect(self.ask_for_file)
        acts.path_asked.connect(self.open_file)
        acts.sample_asked.connect(self.open_sample)
        acts.go_on_asked.connect(self.go_on)
        acts.trouble_asked.connect(self.ask_way)
        acts.erase_asked.connect(self.erase)
        acts.passphrase_asked.connect(self.set_passphrase)
        acts.key_changed.connect(self.hear_key)
        if diary.path is not None:
            self._settings.remember(diary.path.absolute())
        window.show()
        self._put_away(*before)

    def _put_away(
        self, window: MainWindow | None, diary: Diary | None, single: SingleWindow | None
    ) -> None:
        if window is not None:
            window.tools.editor.finish()
            window.close()
            window.deleteLater()
        if diary is not None:
            with suppress(DiaryError):  # what was acknowledged is in the file, or in its log
                diary.close()
        if single is not None:
            single.leave()

    @Slot(object)
    def hear_error(self, error: DiaryError) -> None:
        """Say what the file refused where nobody could catch it."""
        window = self.window
        if window is not None and window.keeper is not None:
            window.keeper.hear_error(error)
        elif window is not None:
            window.undo_bar.warn(error.sentence)

    @Slot(object)
    def go_on(self, kept: Path | None) -> None:
        """Open the file of the open diary anew; `kept` takes its place before."""
        from isodiary.services.safety.replaced import put_back

        path = self._open_path()
        self._open_anew(path, partial(put_back, path, kept, now=self._clock(), key=self._key))

    @Slot()
    def ask_way(self) -> None:
        """Offer ways on from the open diary, which is damaged."""
        from isodiary.storage.damage_mark import MARKED

        self._ask_way(self._open_path(), DiaryDamaged(_(MARKED)))

    @Slot()
    def erase(self) -> None:
        """Erase the open diary with everything of it, say what remains, and end."""
        from isodiary.ui.safety.erase import erase_and_tell

        path = self._open_path()
        with self._staying():
            self.close()
            self._settings.forget()
            erase_and_tell(path, own_files())
        self._application.quit()

    def _open_path(self) -> Path:
        """Return the file of the open diary, which has one."""
        path = self._diary.path if self._diary is not None else None
        assert path is not None, "a made-up diary has no file"
        return path

    def _open_anew(
        self, path: Path, prepare: Callable[[], object], newer: tuple[Entry, ...] = ()
    ) -> bool:
        """Close the window if it is on this file, prepare the file, and open a window on it."""
        own = self._diary is not None and self._diary.path == path
        with self._staying():
            if own:
                self.close()
            try:
                prepare()
            except (DiaryError, *UNFORESEEN) as error:
                return self._ask_way(path, told(error))
            opened = self.open_file(path, newer)
        if own and not opened:
            self._application.quit()
        return opened

    @contextmanager
    def _staying(self) -> Iterator[None]:
        """Go on while no window is open."""
        before = self._application.quitOnLastWindowClosed()
        self._application.setQuitOnLastWindowClosed(False)
        try:
            yield
        finally:
            self._application.setQuitOnLastWindowClosed(before)

    def _ask_way(self, path: Path, error: DiaryError) -> bool:
        """Say why a diary was not opened, and offer every way on; return whether one is open."""
        from isodiary.services.safety.restore import restore
        from isodiary.ui.safety.trouble import Way, ask_way

        used = self._theme, path, error, self._clock, self._habits.habits
        chosen = ask_way(*used, self._key, self.window)
        if chosen.backup is not None:
            go_back = partial(restore, path, chosen.backup, now=self._clock(), key=self._key)
            return self._open_anew(path, go_back, chosen.newer)
        if chosen.out is not None:
            return self.open_file(chosen.out)
        return self._ask_other(wanted=chosen.way is Way.OTHER)

    def _ask_key(self, path: Path, newer: tuple[Entry, ...]) -> bool:
        """Ask for the passphrase of a diary, and open it; return whether one is open."""
        from isodiary.ui.passphrase.unlock import ask_key

        dialog = ask_key(self._theme, path, self.window)
        if dialog.key is None:
            return self._ask_other(wanted=dialog.asks_other)
        self._key = dialog.key
        return self.open_file(path, newer)

    def _ask_other(self, *, wanted: bool) -> bool:
        """Open another diary where one is wanted; return whether one is open."""
        if wanted:
            self.ask_for_file()
        self.exit_code = 1
        return self.window is not None

    @Slot(object)
    def hear_key(self, key: Key | None) -> None:
        """Forget what opens the diary as its window is locked, until it is typed again."""
        self._key = key

    @Slot(str)
    def set_passphrase(self, new: str) -> None:
        """Give the open diary another passphrase, or none, and open it again."""
        from isodiary.ui.passphrase.switching import Switching

        assert self.window is not None
        switching = Switching(self.window.tools, new)

        def switch() -> None:
            self._key = switching.switch()

        self._open_anew(self._open_path(), switch)
        if self.window is not None:
            switching.tell(self.window, self.window.tools)

    @Slot()
    def _raise(self) -> None:
        if self.window is not None:
            self.window.show()
            self.window.raise_()
            self.window.activateWindow()


def _let_go(diary: Diary | None, single: SingleWindow | None, error: Exception) -> None:
    """Close what was opened before an error came of it, and log what nobody thought of."""
    if diary is not None:
        if isinstance(error, DiaryDamaged):
            diary.note_damage()
        with suppress(DiaryError, *UNFORESEEN):
            diary.close()
    if single is not None:
        single.leave()
    if not isinstance(error, DiaryError):
        log.error(details(type(error), error.__traceback__))
