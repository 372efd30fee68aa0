"""What every page of the window is: it shows, and reads again when what it shows has changed.

It knows the day it was read, and reads again when the day turns.

The pages of the sidebar by name; each is imported when it is first wanted.

A start shows one page, and to import the other five would take as long as all the rest of it.

What was in sight before pages that are not in the sidebar, for the way back from them.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from isodiary.domain.change import Change, Entry
from isodiary.domain.day import DAY_TURNS, ONE_DAY, Clock, diary_day
from isodiary.domain.values import dataclass
from isodiary.language import marked
from isodiary.ui.tools import Tools

if TYPE_CHECKING:
    from isodiary.ui.entries.actions import EntryActions


LEAST_WAIT_MS = 30_000


class Page(QWidget):
    """A page of the window.

    A page out of sight waits with reading until it is looked at.

    Signals:
        day_asked: The patient wants to see a `date` on the page Today.
        history_asked: The patient wants to see a `date` on the page History.
        page_asked: The patient wants to see the page of that title.
        notice: A sentence for the line below the pages.
        warned: The same, about something that went wrong.
        saved: A `Path` was written for the patient.
        left: The patient goes back to where they were.
        menu_asked: The menu of what a `QContextMenuEvent` is about is wanted.

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
    warned = Signal(str)
    saved = Signal(object)
    left = Signal()
    menu_asked = Signal(object)

    title: ClassVar[str]
    icon: ClassVar[str]
    shows: ClassVar[tuple[type[Entry], ...]]
    aside: ClassVar[bool] = False
    under: ClassVar[str] = ""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self._stale = True
        self._read_on = tools.today
        tools.editor.changed.connect(self._hear)
        tools.editor.replaced.connect(self.mark_stale)
        tools.habits_in_use.changed.connect(self.mark_stale)

    @property
    def chosen_day(self) -> date:
        """The day that entries are added to from this page."""
        return self.tools.today

    @property
    def current_entry(self) -> object:
        """The entry that has the cursor; None if none has."""
        return None

    @cached_property
    def entries(self) -> EntryActions:
        """What can be done with entries, over this page and on its chosen day."""
        from isodiary.ui.entries.actions import EntryActions  # a start does without its dialogs

        actions = EntryActions(self.tools, self, self._day_chosen)
        actions.told.connect(self.notice)
        return actions

    def _day_chosen(self) -> date:
        return self.chosen_day

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

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(event)

    @Slot(object)
    def _hear(self, change: Change) -> None:
        if change.touches(*self.shows):
            self.mark_stale()

    def get_ready(self) -> None:
        """Read what is not read yet before it is shown.

        Qt lays out everything again for each part that comes or goes while the page is in sight.
        """
        if not self._stale:
            return
        self._stale = False
        turned, self._read_on = self._read_on != self.tools.today, self.tools.today
        if turned:  # it is read anew for another reason, before anybody looked at the clock
            self.turn_day()
            self.get_ready()
        else:
            self.reload()

    @Slot()
    def look_at_day(self) -> None:
        """Read again if the day has turned since the page was read."""
        if self._read_on != self.tools.today:
            self.turn_day()

    def turn_day(self) -> None:
        """Take another day; a page may do more, as what a signal calls is not overridden."""
        self.mark_stale()


class DayTurn(QObject):
    """Tells when the diary's day turns, at four in the morning.

    One timer waits for it; a computer that slept through it is heard of by `look`.

    Signals:
        turned: Another day has come.
    """

    turned = Signal()

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._day = diary_day(clock())
        self.timer = QTimer(self, singleShot=True)
        self.timer.timeout.connect(self.look)
        self._wait()

    @Slot()
    def look(self) -> None:
        """Tell it if the day has turned, and wait for the next turn."""
        day = diary_day(self._clock())
        if day != self._day:
            self._day = day
            self.turned.emit()
        self._wait()

    def _wait(self) -> None:
        # wall times: on the days on which the clocks change it comes an hour off, and waits again
        now = self._clock().replace(tzinfo=None)
        left = datetime.combine(diary_day(now) + ONE_DAY, DAY_TURNS) - now
        self.timer.start(max(LEAST_WAIT_MS, round(left.total_seconds() * 1000)))


@dataclass(frozen=True, slots=True)
class Listed:
    """A page as the sidebar knows it.

    Attributes:
        title: Its name.
        icon: Its drawing in `resources/icons`.
        module: Where it is, in this package.
        kind: Its class there.
    """

    title: str
    icon: str
    module: str
    kind: str

    def load(self) -> type[Page]:
        """Return its class."""
        kind: type[Page] = getattr(import_module(f"isodiary.ui.{self.module}"), self.kind)
        return kind


TODAY = Listed(marked("Today"), "today", "today.page", "TodayPage")
PAGES = (
    TODAY,
    Listed(marked("History"), "history", "history.page", "HistoryPage"),
    Listed(marked("Trends"), "trends", "trends.page", "TrendsPage"),
    Listed(marked("Labs & weight"), "labs", "labs.page", "LabsPage"),
    Listed(marked("Course"), "course", "course.page", "CoursePage"),
    Listed(marked("Visit report"), "report", "report.page", "ReportPage"),
)
CONSULTATION = marked("For the consultation")
"""Name of the page that belongs to the report, and is opened from there or by its key."""


def listed(title: str) -> Listed | None:
    """Return the page with that name; None if the sidebar has none."""
    return next((page for page in PAGES if page.title == title), None)


class Trail:
    """Remembers a page of the sidebar, and after it each page aside that was opened from another.

    A page aside stands in it once at most, so the way back always ends.
    """

    def __init__(self) -> None:
        self._passed: list[QWidget] = []

    def step_aside(self, current: QWidget | None, page: QWidget) -> None:
        """Remember what is in sight before `page` is shown."""
        if current is not None and current is not page:
            self._passed = [*(each for each in self._passed if each is not page), current]

    def step_back(self) -> QWidget | None:
        """Return what was in sight before; None where there was nothing."""
        return self._passed.pop() if self._passed else None

    def arrive(self) -> None:
        """Forget the way: a page of the sidebar is in sight."""
        self._passed.clear()
