"""What every page of the window is: it shows, and reads again when what it shows has changed."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from isodiary.domain.change import Change, Entry
from isodiary.ui.desk import Desk


class Page(QWidget):
    """A page of the window.

    A page out of sight waits with reading until it is looked at.

    Signals:
        day_asked: The patient wants to see a `date` on the page Today.
        history_asked: The patient wants to see a `date` on the page History.
        page_asked: The patient wants to see the page of that title.
        notice: A sentence for the line below the pages.
        left: The patient goes back to where they were.

    Attributes:
        title: Its name in the sidebar.
        icon: Its drawing in `resources/icons`.
        shows: The kinds of entries it reads.
        aside: Whether it is not in the sidebar, and Escape leads back to where one was.
        under: Title of the page of the sidebar that a page aside belongs to; may be empty.
    """

    day_asked = Signal(object)
    history_asked = Signal(object)
    page_asked = Signal(str)
    notice = Signal(str)
    left = Signal()

    title: ClassVar[str]
    icon: ClassVar[str]
    shows: ClassVar[tuple[type[Entry], ...]]
    aside: ClassVar[bool] = False
    under: ClassVar[str] = ""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._stale = True
        desk.editor.changed.connect(self._hear)
        desk.editor.replaced.connect(self.mark_stale)

    def reload(self) -> None:
        """Read the diary and show it."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """Give the focus to what is most likely wanted."""
        self.setFocus()

    @Slot()
    def mark_stale(self) -> None:
        """Read again, now if the page is in sight, else when it comes into sight."""
        self._stale = True
        if self.isVisible():
            self.get_ready()

    def showEvent(self, event: QShowEvent) -> None:
        self.get_ready()
        super().showEvent(event)

    @Slot(object)
    def _hear(self, change: Change) -> None:
        if change.touches(*self.shows):
            self.mark_stale()

    def get_ready(self) -> None:
        """Read what is not read yet before it is shown.

        Qt lays out everything again for each part that comes or goes while the page is in sight.
        """
        if self._stale:
            self._stale = False
            self.reload()
