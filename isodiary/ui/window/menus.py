"""The menu bar, and what its commands do that no page does by itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QContextMenuEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QMainWindow, QMenu

from isodiary.language import _, marked
from isodiary.ui.look.theme import TEXT_STEP, ThemeChoice
from isodiary.ui.tools import Tools
from isodiary.ui.window.commands import COMMANDS, MENUS, THEME, VIEW, Command, page_commands
from isodiary.ui.window.page import PAGES, Page

if TYPE_CHECKING:
    from isodiary.ui.exchange.acts import ExchangeActs
    from isodiary.ui.safety.acts import FileActs

ROLES = {
    "preferences": QAction.MenuRole.PreferencesRole,
    "quit": QAction.MenuRole.QuitRole,
    "about": QAction.MenuRole.AboutRole,
}


NO_PASSPHRASE = marked(
    "This diary has no passphrase, so nothing would lock it. Diary › Passphrase… sets one."
)


class ShownPages(Protocol):
    """What the commands need of the window."""

    @property
    def current(self) -> Page | None:
        """The page in sight; None before a course was begun."""

    def show_titled(self, title: str) -> Page:
        """Bring the page of that title into sight."""

    def show_visit(self) -> Page:
        """Show what is looked at in the consultation."""

    def show_warnings(self, symptom: str = "") -> None:
        """Show the warning signs."""


class WindowActs(QObject):
    """Does what a command says; one method for each that belongs to no page and no entry.

    Signals:
        open_asked: Another diary is to be opened.
        path_asked: The diary of a `Path` is to be opened, or begun where there is none.
        sample_asked: The sample is to be shown.
        erase_asked: The diary is to be erased; the patient was asked.
        go_on_asked: The file is to be opened anew; with the `Path` that takes its place, or None.
        trouble_asked: The diary is damaged, and ways on are wanted.
        passphrase_asked: The new passphrase of the diary; empty to take it away.
        lock_asked: The window is to be locked.
        key_changed: What opens the diary is forgotten, None, or known again.
        notice: A sentence about something that was asked for.
        saved: A `Path` was written for the patient.
        warned: A sentence about something that went wrong.
    """

    open_asked = Signal()
    path_asked = Signal(object)
    sample_asked = Signal()
    erase_asked = Signal()
    go_on_asked = Signal(object)
    trouble_asked = Signal()
    passphrase_asked = Signal(str)
    lock_asked = Signal()
    key_changed = Signal(object)
    notice = Signal(str)
    saved = Signal(object)
    warned = Signal(str)

    def __init__(self, window: QMainWindow, pages: ShownPages, tools: Tools) -> None:
        super().__init__(window)
        self._window = window
        self._pages = pages
        self._tools = tools

    def run(self, command: Command) -> None:
        """Do what a command says."""
        does = self.found(command)
        does() if command.value is None else does(command.value)

    def found(self, command: Command) -> Callable[..., Any]:
        """Return the method that a command calls; the page it belongs to is shown."""
        owner, _, name = command.calls.partition(".")
        if owner == "window":
            holder: object = self
        elif owner == "files":
            holder = self.files
        elif owner == "exchange":
            holder = self.exchange
        elif owner == "entries":
            page = self._pages.current
            assert page is not None, "an entry without a page"
            holder = page.entries
        else:
            holder = self._pages.show_titled(owner)
        does: Callable[..., Any] = getattr(holder, name)
        return does

    @cached_property
    def files(self) -> FileActs:
        """What is done with files, over this window."""
        from isodiary.ui.safety.acts import FileActs  # a start does without it

        files = FileActs(self._tools, self._window)
        files.path_asked.connect(self.path_asked)
        files.erase_asked.connect(self.erase_asked)
        files.passphrase_asked.connect(self.passphrase_asked)
        files.notice.connect(self.notice)
        files.saved.connect(self.saved)
        files.warned.connect(self.warned)
        return files

    @cached_property
    def exchange(self) -> ExchangeActs:
        """What is done with files of other programs, over this window."""
        from isodiary.ui.exchange.acts import ExchangeActs  # a start does without it

        exchange = ExchangeActs(self._tools, self._window)
        exchange.saved.connect(self.saved)
        exchange.warned.connect(self.warned)
        return exchange

    def ask_open(self) -> None:
        """Ask for another diary."""
        self.open_asked.emit()

    def ask_sample(self) -> None:
        """Ask for the sample."""
        self.sample_asked.emit()

    def quit(self) -> None:
        """Close the window."""
        self._window.close()

    def lock(self) -> None:
        """Lock the window; say so where there is nothing to unlock it with."""
        if self._tools.diary.key is None:
            self.notice.emit(_(NO_PASSPHRASE))
        self.lock_asked.emit()

    def undo(self) -> None:
        """Take the last change back."""
        self._tools.editor.undo_stack.undo()

    def redo(self) -> None:
        """Make again what was taken back last."""
        self._tools.editor.undo_stack.redo()

    def show_titled(self, title: str) -> None:
        """Show a page of the sidebar."""
        self._pages.show_titled(title)

    def show_visit(self) -> None:
        """Show the sheet in large type, with what is asked and agreed."""
        self._pages.show_visit()

    def show_warnings(self) -> None:
        """Show the warning signs."""
        self._pages.show_warnings()

    def tell_history(self) -> None:
        """Show what happened to the current entry; without one, show where there are some."""
        page = self._pages.current
        if page is None or page.current_entry is None:
            page = self._pages.show_titled("History")
        page.entries.tell(page.current_entry)

    def show_deleted(self) -> None:
        """Show what was deleted or changed, to erase it for good."""
        from isodiary.ui.safety.deleted import DeletedDialog

        self._ask(DeletedDialog(self._tools, self._window))

    @Slot(object)
    def show_menu(self, event: QContextMenuEvent) -> None:
        """Open the menu of what was clicked with the right button."""
        from isodiary.ui.entries.menus import menu_of, show_menu

        page = self._pages.current
        menu = menu_of(page, event) if page is not None else None
        if menu is not None:
            show_menu(menu, event.globalPos())

    def type_in(self) -> None:
        """Type in days that were kept on paper."""
        from isodiary.ui.paper.type_in import TypeInDialog

        self._ask(TypeInDialog(self._tools, self._window), self._tools.editor.write)

    def print_paper(self) -> None:
        """Print a diary to keep on paper."""
        from isodiary.ui.paper.print import PaperDiaryDialog

        self._ask(PaperDiaryDialog(self._tools, self._window))

    def choose_theme(self, choice: ThemeChoice) -> None:
        """Take other colours."""
        self._tools.choose_theme(choice)

    def larger_text(self) -> None:
        """Make the text larger."""
        self._tools.set_text_factor(self._tools.theme.text_factor + TEXT_STEP)

    def smaller_text(self) -> None:
        """Make the text smaller."""
        self._tools.set_text_factor(self._tools.theme.text_factor - TEXT_STEP)

    def usual_text(self) -> None:
        """Give the text the size of the system."""
        self._tools.set_text_factor(1.0)

    def show_preferences(self) -> None:
        """Show how everything looks and is counted."""
        from isodiary.ui.preferences.dialog import PreferencesDialog

        self._ask(PreferencesDialog(self._tools, self._window))

    def show_keys(self) -> None:
        """Show what the keys do."""
        from isodiary.ui.window.about import KeysDialog

        self._ask(KeysDialog(self._tools.theme, self._window))

    def show_about(self) -> None:
        """Say what isodiary is, and where the diary is kept."""
        from isodiary.ui.window.about import AboutDialog

        self._ask(AboutDialog(self._tools, self._window))

    def _ask(self, dialog: QDialog, take: Callable[[Any], object] | None = None) -> None:
        from isodiary.ui.kit.forms import ask  # with the fields, which no start needs

        ask(dialog, take)


class Menus(QObject):
    """Fills the menu bar of a window from the table of commands; no start waits for what is in it.

    `fill` it once the window was seen, if nobody asked for its `actions` before.
    """

    def __init__(self, window: QMainWindow, tools: Tools, acts: WindowActs) -> None:
        super().__init__(window)
        self._tools = tools
        self._acts = acts
        self._begun = True
        self._themes = QActionGroup(self)
        self._commands: dict[str, Command] = {}
        self._menus = {name: window.menuBar().addMenu(_(name)) for name in MENUS}
        for menu in self._menus.values():
            menu.aboutToShow.connect(self._mark_theme)

    @cached_property
    def actions(self) -> dict[str, QAction]:
        """What stands in the menus, by the id of its command."""
        stack = self._tools.editor.undo_stack  # which may refuse, so before anything is made
        actions: dict[str, QAction] = {}
        for name, menu in self._menus.items():
            pages = page_commands([page.title for page in PAGES]) if name == VIEW else ()
            for command in (*pages, *(each for each in COMMANDS if each.menu == name)):
                if command.apart:
                    menu.addSeparator()
                actions[command.id] = self._added(menu, command)
        for way, words in (("undo", stack.undoText()), ("redo", stack.redoText())):
            self._name_step(actions[way], self._commands[way], words)
        stack.undoTextChanged.connect(self._name_undo)
        stack.redoTextChanged.connect(self._name_redo)
        return actions

    def fill(self) -> None:
        """Put the commands into the menus."""
        self._mark_theme()

    def set_begun(self, begun: bool) -> None:
        """Allow the commands that need a course."""
        self._begun = begun
        for name, command in self._commands.items():
            if not command.free:
                self.actions[name].setEnabled(begun)

    def _added(self, menu: QMenu, command: Command) -> QAction:
        action = QAction(command.said, self)
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        action.setMenuRole(ROLES.get(command.id, QAction.MenuRole.NoRole))
        action.triggered.connect(partial(self._acts.run, command))
        if command.calls == THEME:
            action.setCheckable(True)
            action.setChecked(self._tools.theme.choice is command.value)
            self._themes.addAction(action)
        action.setEnabled(command.free or self._begun)
        menu.addAction(action)
        self._commands[command.id] = command
        return action

    @Slot()
    def _mark_theme(self) -> None:
        """Mark the colours in use, which Preferences may have changed."""
        for name, action in self.actions.items():
            command = self._commands[name]
            if command.calls == THEME:
                action.setChecked(self._tools.theme.choice is command.value)

    @Slot(str)
    def _name_undo(self, words: str) -> None:
        self._name_step(self.actions["undo"], self._commands["undo"], words)

    @Slot(str)
    def _name_redo(self, words: str) -> None:
        self._name_step(self.actions["redo"], self._commands["redo"], words)

    def _name_step(self, action: QAction, command: Command, words: str) -> None:
        """Say what would be taken back or made again; without words there is nothing."""
        action.setText(f"{command.said}: {words}" if words else command.said)
        action.setEnabled(bool(words))
