"""The window: pages at the right, their names at the left, commands above, undo below."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from isodiary.domain.change import Change
from isodiary.domain.course import Course
from isodiary.ui.kit.layouts import as_wide_as_cards
from isodiary.ui.today.page import TodayPage
from isodiary.ui.tools import Tools
from isodiary.ui.warnings.watch import SignWatch
from isodiary.ui.window.menus import Menus, WindowActs
from isodiary.ui.window.page import PAGES, DayTurn, Page, Trail, listed
from isodiary.ui.window.sidebar import Sidebar
from isodiary.ui.window.undo_bar import UndoBar

if TYPE_CHECKING:
    from isodiary.ui.safety.keeper import Keeper
    from isodiary.ui.warnings.panel import WarningPanel
    from isodiary.ui.warnings.place import SignPlace
    from isodiary.ui.window.first_start import FirstStart


NARROW_LETTERS = 110
"""Below this width, in letters, the sidebar shows drawings alone."""
LOOK_EVERY_MS = 30_000

AnyPage = TypeVar("AnyPage", bound=Page)


class MainWindow(QMainWindow):
    """Composes the pages; decides nothing about a dose."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self.tools = tools
        self.keeper: Keeper | None = None
        self._pages: dict[type[Page], Page] = {}
        self._trail = Trail()
        self._first_start: FirstStart | None = None
        self.stack = QStackedWidget()
        self.sidebar = Sidebar(tools, PAGES)
        self.undo_bar = UndoBar(tools)
        self.signs = SignWatch(tools, self._sign_place, self)
        self.acts = WindowActs(self, self, tools)
        self.menus = Menus(self, tools, self.acts)
        self.setWindowTitle("isodiary")
        self.setMinimumSize(480, 360)
        self.right = _right_side(self)
        self.setCentralWidget(_beside(self))
        self._connect()
        self._looking = QTimer(self)
        self._looking.timeout.connect(self.look_around)
        self._looking.start(LOOK_EVERY_MS)
        self._seen = False
        self._turn = DayTurn(tools.clock, self)
        self._turn.turned.connect(self.sidebar.tell_state)
        self._restore()
        self.undo_bar.tell_drafts()

    @property
    def warning_panel(self) -> WarningPanel:
        """What leaflets say of a sign."""
        return self.signs.panel

    def page(self, kind: type[AnyPage]) -> AnyPage:
        """Return the page of a kind; it is made when it is first wanted."""
        if kind not in self._pages:
            page = kind(self.tools)
            page.day_asked.connect(self.show_day)
            page.history_asked.connect(self.show_history)
            page.page_asked.connect(self.show_titled)
            page.left.connect(self._go_back)
            self.undo_bar.hear(page)
            page.menu_asked.connect(self.acts.show_menu)
            self._turn.turned.connect(page.look_at_day)
            self.stack.addWidget(page)
            self._pages[kind] = page
        return cast("AnyPage", self._pages[kind])

    def show_page(self, kind: type[AnyPage]) -> AnyPage:
        """Bring a page into sight, with the focus on what is most likely wanted."""
        page = self.page(kind)
        page.get_ready()
        if self.stack.currentWidget() is not page:
            self.stack.setCurrentWidget(page)
            self.undo_bar.leave()
        in_list = listed(kind.under or kind.title)
        if in_list is not None:
            self.sidebar.choose(PAGES.index(in_list))
        if not kind.aside:
            self._trail.arrive()
        page.focus_first()
        return page

    @Slot(int)
    def show_place(self, place: int) -> None:
        """Bring the page at a place of the sidebar into sight."""
        self.show_page(PAGES[place].load())

    @Slot(object)
    def show_day(self, day: date) -> None:
        """Show a day on Today."""
        self.show_page(TodayPage).show_day(day)

    @Slot(object)
    def show_history(self, day: date) -> None:
        """Show a day on History."""
        from isodiary.ui.history.page import HistoryPage

        self.show_page(HistoryPage).show_day(day)

    @Slot(str)
    def show_warnings(self, symptom: str = "") -> None:
        """Show the warning signs, the line of a symptom first."""
        from isodiary.ui.warnings.page import WarningPage

        page = self.page(WarningPage)
        self._trail.step_aside(self.stack.currentWidget(), page)
        page.show_for(symptom)
        if not symptom:  # an answer that brings the page here is still told beneath it
            self.undo_bar.leave()
        self.stack.setCurrentWidget(page)
        self.sidebar.choose_warnings()
        page.focus_first()

    @Slot()
    def show_visit(self) -> Page:
        """Show what is looked at together in the consultation."""
        from isodiary.ui.visits.consultation import ConsultationPage

        self._trail.step_aside(self.stack.currentWidget(), self.page(ConsultationPage))
        return self.show_page(ConsultationPage)

    @property
    def current(self) -> Page | None:
        """The page in sight; None before a course was begun."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    @Slot(str)
    def show_titled(self, title: str) -> Page:
        """Show the page of the sidebar with that title, or the view for the consultation."""
        in_list = listed(title)
        return self.show_visit() if in_list is None else self.show_page(in_list.load())

    def keep_place(self) -> None:
        """Remember where the window is and how large."""
        self.tools.settings.geometry = bytes(self.saveGeometry().data())

    @Slot()
    def look_around(self) -> None:
        """Notice what other programs wrote, and the time that went by."""
        if self.keeper is None:
            self.tools.editor.look_again()
        elif not self.keeper.look():
            return
        self._turn.look()
        if TodayPage in self._pages:
            self.page(TodayPage).look_at_clock()
        self.sidebar.tell_state()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self, self._settle_in)

    def changeEvent(self, event: QEvent) -> None:
        told = event.type() is QEvent.Type.ActivationChange
        if told and self.isActiveWindow() and self.isVisible():
            self.look_around()
        elif told and self.keeper is not None:
            self.keeper.guard.settle()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        letters = self.width() / self.fontMetrics().averageCharWidth()
        self.sidebar.set_narrow(letters < NARROW_LETTERS)
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        shown = self.stack.currentWidget()
        page = shown if isinstance(shown, Page) else self._first_start
        if page is not None and not event.spontaneous():
            page.focus_first()  # only now has it read what there is to give the focus to

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif not self.signs.put_away():
            self.undo_bar.leave()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._looking.stop()
        if self.keeper is not None:
            self.keeper.leave()
        self.keep_place()
        self.tools.settings.save()
        super().closeEvent(event)

    @Slot()
    def _settle_in(self) -> None:
        """Do what a start does without until the window is seen."""
        if not self._looking.isActive():  # closed at once
            return
        self.setWindowIcon(self.tools.icons.app_icon())
        if self.tools.diary.path is not None:
            from isodiary.ui.safety.keeper import Keeper

            self.keeper = Keeper(self, self, self.tools)
        self.menus.fill()

    @Slot()
    def _go_back(self) -> None:
        before = self._trail.step_back()
        if isinstance(before, Page):
            self.show_page(type(before))
        else:
            self._show_start()

    @Slot(object)
    def _hear_done(self, change: Change) -> None:
        if change.touches(Course):  # a backup was restored
            self._look_at_start()

    def _sign_place(self) -> SignPlace | None:
        """Return what can hold the panel of a sign beneath the answer, if that is in sight."""
        current = self.current
        if not isinstance(current, TodayPage):
            return None
        current.get_ready()  # an answer looked up has its row by now
        return current.symptoms.signs

    @Slot()
    def _show_start(self) -> None:
        """Show the first start where there is no course yet, else the present day."""
        begun = bool(self.tools.diary.all(Course))
        self.sidebar.setVisible(begun)
        self.menus.set_begun(begun)
        if begun:
            self.show_page(TodayPage)
        else:
            self._ask_first()

    def _ask_first(self) -> None:
        if self._first_start is None:
            self._first_start = _first_start(self)
            self._first_start.began.connect(self._show_start)
        self.stack.setCurrentWidget(self._first_start)
        self._first_start.focus_first()

    @Slot()
    def _look_at_start(self) -> None:
        """Go on where a course was begun or taken back, here or elsewhere."""
        begun = bool(self.tools.diary.all(Course))
        if begun == self.sidebar.isHidden():
            self._show_start()

    def _connect(self) -> None:
        self.sidebar.page_chosen.connect(self.show_place)
        self.signs.page_asked.connect(self.show_warnings)
        self.sidebar.warnings_asked.connect(self.show_warnings)
        self.tools.editor.done.connect(self._hear_done)
        self.tools.editor.undone.connect(self._look_at_start)
        self.tools.editor.redone.connect(self._look_at_start)
        self.tools.editor.replaced.connect(self._look_at_start)
        self.undo_bar.hear(self.acts)

    def _restore(self) -> None:
        geometry = self.tools.settings.geometry
        if not (geometry and self.restoreGeometry(geometry)):
            self.resize(1000, 700)
        self._show_start()


def _right_side(window: MainWindow) -> QVBoxLayout:
    """Return the pages with the line below them; a panel comes above."""
    right = QVBoxLayout()
    right.setContentsMargins(10, 8, 8, 8)
    right.addLayout(window.signs.above)
    right.addWidget(window.stack, 1)
    right.addLayout(as_wide_as_cards(window.undo_bar))
    return right


def _first_start(window: MainWindow) -> FirstStart:
    from isodiary.ui.window.first_start import FirstStart

    form = FirstStart(window.tools)
    form.open_asked.connect(window.acts.open_asked)
    form.sample_asked.connect(window.acts.sample_asked)
    window.stack.addWidget(form)
    return form


class _Centre(QWidget):
    """What is in the window: a file that is dropped on it is looked at, and nothing else.

    The Tab key goes through it as it is read.
    """

    def __init__(self, acts: WindowActs) -> None:
        super().__init__()
        self._acts = acts
        self.setAcceptDrops(True)

    def focusNextPrevChild(self, onward: bool) -> bool:
        from isodiary.ui.kit.tab_order import next_stop  # a start presses no key

        stop = next_stop(self, self.focusWidget(), onward=onward)
        if stop is not None:
            reason = Qt.FocusReason
            stop.setFocus(reason.TabFocusReason if onward else reason.BacktabFocusReason)
        return stop is not None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self._acts.exchange.bring_in(path)


def _dropped(data: QMimeData) -> Path | None:
    """Return the one file of this computer that is dropped; None if it is something else."""
    urls = data.urls()
    local = urls[0].toLocalFile() if len(urls) == 1 else ""
    return Path(local) if local else None


def _beside(window: MainWindow) -> QWidget:
    centre = _Centre(window.acts)
    row = QHBoxLayout(centre)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(window.sidebar)
    row.addLayout(window.right, 1)
    return centre
