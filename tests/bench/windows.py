"""The window of this process, to be measured from inside."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from isodiary.resources import resources
from isodiary.services.catalogues import Catalogues
from isodiary.storage.diary import Diary
from isodiary.ui.editor import DiaryEditor
from isodiary.ui.habits import HabitsInUse
from isodiary.ui.look.icons import Icons
from isodiary.ui.look.theme import Theme, ThemeChoice
from isodiary.ui.settings import Settings
from isodiary.ui.tools import Tools
from isodiary.ui.window.main_window import MainWindow
from tests.clock import StoppedClock


def application() -> QApplication:
    """Return the one application of this process."""
    running = QApplication.instance()
    return running if isinstance(running, QApplication) else QApplication(["bench"])


def window_on(diary: Diary, folder: Path) -> MainWindow:
    """Show a window on a diary, painted whole."""
    theme = Theme(ThemeChoice.LIGHT)
    theme.apply(application())
    clock = StoppedClock()
    settings = Settings(folder / f"{id(diary)}.ini")
    window = MainWindow(
        Tools(
            editor=DiaryEditor(diary, clock),
            clock=clock,
            theme=theme,
            icons=Icons(resources() / "icons"),
            catalogues=Catalogues(resources() / "catalogue"),
            settings=settings,
            habits_in_use=HabitsInUse(settings, QLocale.c()),
        )
    )
    window.show()
    settle()
    return window


def settle() -> None:
    """Lay out and paint what is to be, until nothing is left to do."""
    for _ in range(3):
        application().processEvents()
        application().sendPostedEvents()
