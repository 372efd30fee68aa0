"""Draws the pictures of the README from the sample: `python -m tests.pictures`, no display."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from isodiary.domain.day import diary_day
from isodiary.report.press.pages import Pages
from isodiary.resources import resources
from isodiary.services.catalogues import Catalogues
from isodiary.services.sample.fill import fill
from isodiary.services.symptoms.log import answer
from isodiary.storage.opening import open_diary
from isodiary.storage.reads.days import read_day
from isodiary.ui.editor import DiaryEditor
from isodiary.ui.habits import HabitsInUse
from isodiary.ui.history.page import HistoryPage
from isodiary.ui.look.icons import Icons
from isodiary.ui.look.theme import Theme, ThemeChoice
from isodiary.ui.report.page import ReportPage
from isodiary.ui.settings import Settings
from isodiary.ui.today.page import TodayPage
from isodiary.ui.tools import Tools
from isodiary.ui.window.main_window import MainWindow
from tests.clock import StoppedClock

FOLDER = resources() / "pictures"
WINDOW = QSize(1100, 720)
SHEET_PX = 560
TODAY = {"lips_dry": 2, "skin_dry": 1, "eyes_dry": 1, "nose_dry": 1, "nosebleed": 0}


def sample_desk(folder: Path, application: QApplication) -> Tools:
    """Return a tools with the made-up course, its last day answered in part."""
    clock = StoppedClock()
    theme = Theme(ThemeChoice.LIGHT)
    theme.apply(application)
    catalogues = Catalogues(resources() / "catalogue")
    diary = open_diary(None, now=clock())
    today = diary_day(clock())
    fill(diary, weeks=12, until=today, seed=1, daily=catalogues.symptoms.daily)
    answered = answer(read_day(diary, today), TODAY)
    assert answered is not None
    diary.apply(answered, at=clock())
    settings = Settings(folder / "settings.ini")
    return Tools(
        editor=DiaryEditor(diary, clock),
        clock=clock,
        theme=theme,
        icons=Icons(resources() / "icons"),
        catalogues=catalogues,
        settings=settings,
        habits_in_use=HabitsInUse(settings, QLocale.c()),
    )


def save(image: QImage, name: str) -> None:
    """Save a picture in its most frequent colours, and say how large its file is."""
    pixels = memoryview(image.convertToFormat(QImage.Format.Format_RGB32).constBits()).cast("I")
    table = [colour for colour, _ in Counter(pixels).most_common(256)]
    few = image.convertToFormat(QImage.Format.Format_Indexed8, table)
    path = FOLDER / name
    few.save(str(path), quality=0)
    print(f"{path.name}: {path.stat().st_size // 1000} kB")


def save_window(window: MainWindow, name: str) -> None:
    """Save the window as it stands."""
    for _ in range(5):
        QApplication.processEvents()
    save(window.grab().toImage(), name)


def save_sheet(pages: Pages, name: str) -> None:
    """Save the first page for the doctor."""
    size = pages.size()
    scale = SHEET_PX / size.width()
    image = QImage(SHEET_PX, round(size.height() * scale), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        pages.paint(painter, 0)
    save(image, name)


def main() -> None:
    """Draw them all anew."""
    FOLDER.mkdir(exist_ok=True)
    application = QApplication([])
    with TemporaryDirectory() as folder:
        window = MainWindow(sample_desk(Path(folder), application))
        window.resize(WINDOW)
        window.show()
        window.show_page(TodayPage)
        save_window(window, "today.png")
        window.show_page(HistoryPage)
        save_window(window, "history.png")
        pages = window.show_page(ReportPage).pages
        assert pages is not None
        save_sheet(pages, "visit-sheet.png")
        window.close()


if __name__ == "__main__":
    main()
