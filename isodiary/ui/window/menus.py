"""Every command of the window, by name and key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from isodiary.ui.look.theme import ThemeChoice
from isodiary.ui.tools import Tools
from isodiary.ui.window.commands import WindowActs

THEMES = {
    ThemeChoice.SYSTEM: "As the &system",
    ThemeChoice.LIGHT: "&Light",
    ThemeChoice.DARK: "&Dark",
    ThemeChoice.CONTRAST: "High &contrast",
}
PREFERENCES = "Pr&eferences…"
ROLES = {
    PREFERENCES: QAction.MenuRole.PreferencesRole,
    "&Quit": QAction.MenuRole.QuitRole,
    "&About isodiary": QAction.MenuRole.AboutRole,
}

Command = tuple[str, str, Callable[[], object]]
"""Its name, its keys, and what it does."""


class Menus(QObject):
    """Fills the menu bar of a window."""

    def __init__(
        self, window: QMainWindow, tools: Tools, acts: WindowActs, page_names: list[str]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._tools = tools
        self._acts = acts
        self._does: dict[QAction, Callable[[], object]] = {}
        self._needs_course: list[QAction] = []
        self._themes: dict[QAction, ThemeChoice] = {}
        self._fill_diary()
        self._fill_edit()
        self._fill_log()
        self._fill_view(page_names)
        self._fill_course()
        self._fill_help()

    def set_begun(self, begun: bool) -> None:
        """Allow the commands that need a course."""
        for action in self._needs_course:
            action.setEnabled(begun)

    def _fill_diary(self) -> None:
        acts, menu = self._acts, self._menu("&Diary")
        self._add(menu, ("&Open a diary…", "Ctrl+O", acts.open_asked.emit))
        self._add(menu, ("Look at a &sample", "", acts.sample_asked.emit))
        menu.addSeparator()
        self._add(menu, ("&Visit report", "Ctrl+P", acts.show_report), needs_course=True)
        self._add(menu, ("For the &consultation", "F5", acts.show_visit), needs_course=True)
        self._add(menu, ("&Paper diary…", "", acts.print_paper), needs_course=True)
        menu.addSeparator()
        self._add(menu, ("&Quit", "Ctrl+Q", self._window.close))

    def _fill_edit(self) -> None:
        menu, stack = self._menu("&Edit"), self._tools.editor.undo_stack
        undo = stack.createUndoAction(self, "&Undo:")
        undo.setShortcut(QKeySequence("Ctrl+Z"))
        redo = stack.createRedoAction(self, "&Redo:")
        redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        menu.addAction(undo)
        menu.addAction(redo)
        menu.addSeparator()
        acts = self._acts
        self._add(menu, ("&Find an entry…", "Ctrl+F", acts.find), needs_course=True)
        # the page History has these keys; here they are only named
        self._add(menu, ("Find &next\tF3", "", acts.find_next), needs_course=True)
        self._add(menu, ("Find &previous\tShift+F3", "", acts.find_previous), needs_course=True)
        self._add(menu, ("&History of the entry…\tF2", "", acts.tell_history), needs_course=True)
        menu.addSeparator()
        self._add(menu, (PREFERENCES, "Ctrl+,", acts.show_preferences))

    def _fill_log(self) -> None:
        acts = self._acts
        self._fill(
            "&Log",
            ("The &due dose", "Ctrl+D", acts.go_to_due),
            ("An &extra dose…", "Ctrl+E", acts.log_extra),
            ("&Open doses…", "Ctrl+U", acts.catch_up),
            ("Type &in days…", "Ctrl+I", acts.type_in),
            ("&Same symptoms as last time", "", acts.answer_same),
            ("&No symptoms", "", acts.answer_none),
            ("Another s&ymptom…", "Ctrl+K", acts.log_symptom),
            ("&Change the list of symptoms…", "", acts.choose_symptoms),
            ("No&te for the day…", "Ctrl+N", acts.write_note),
            ("&Weight…", "Ctrl+G", acts.weigh),
            ("A &blood test…\tCtrl+B", "", acts.log_labs),
            ("An &acne check…", "", acts.check_acne),
            ("&Visit…", "Ctrl+L", acts.plan_visit),
            ("&Question for the visit…", "Ctrl+J", acts.ask_question),
        )

    def _fill_view(self, page_names: list[str]) -> None:
        acts = self._acts
        names = [name.replace("&", "&&") for name in page_names]
        pages = [
            (f"&{place} {name}", f"Ctrl+{place}", partial(acts.show_place, place - 1))
            for place, name in enumerate(names, start=1)
        ]
        menu = self._fill(
            "&View",
            *pages,
            ("Day &before", "Alt+Left", acts.day_before),
            ("Day &after", "Alt+Right", acts.day_after),
            ("&Today", "Ctrl+T", acts.go_to_today),
        )
        self._fill_look(menu)

    def _fill_look(self, menu: QMenu) -> None:
        """Add the colours and the sizes of text below the pages and days."""
        menu.addSeparator()
        group = QActionGroup(self)
        for choice, name in THEMES.items():
            action = self._add(menu, (name, "", partial(self._acts.choose_theme, choice)))
            action.setCheckable(True)
            group.addAction(action)
            self._themes[action] = choice
        menu.addSeparator()
        self._add(menu, ("La&rger text", "Ctrl++", self._acts.larger_text))
        self._add(menu, ("S&maller text", "Ctrl+-", self._acts.smaller_text))
        self._add(menu, ("&Usual text", "Ctrl+0", self._acts.usual_text))
        menu.aboutToShow.connect(self._mark_theme)
        self._mark_theme()

    @Slot()
    def _mark_theme(self) -> None:
        """Mark the colours in use, which Preferences may have changed."""
        for action, choice in self._themes.items():
            action.setChecked(choice is self._tools.theme.choice)

    def _fill_course(self) -> None:
        acts = self._acts
        self._fill(
            "&Course",
            ("New &dose…", "Ctrl+R", acts.new_dose),
            ("&Pause…", "", acts.pause),
            ("&End…", "", acts.end),
            ("&What was agreed…", "", acts.note_agreed),
            ("De&tails…", "", acts.details),
            ("&Name and contacts…", "", acts.contacts),
        )

    def _fill_help(self) -> None:
        menu = self._menu("&Help")
        self._add(menu, ("&Warning signs", "Ctrl+H", self._acts.show_warnings))
        self._add(menu, ("&Keys", "F1", self._acts.show_keys))
        self._add(menu, ("&About isodiary", "", self._acts.show_about))

    def _fill(self, name: str, *commands: Command) -> QMenu:
        menu = self._menu(name)
        for command in commands:
            self._add(menu, command, needs_course=True)
        return menu

    def _menu(self, name: str) -> QMenu:
        return self._window.menuBar().addMenu(name)

    def _add(self, menu: QMenu, command: Command, *, needs_course: bool = False) -> QAction:
        name, keys, does = command
        action = QAction(name, self)
        action.setShortcut(QKeySequence(keys))
        action.setMenuRole(ROLES.get(name, QAction.MenuRole.NoRole))
        action.triggered.connect(self._run)
        self._does[action] = does
        if needs_course:
            self._needs_course.append(action)
        menu.addAction(action)
        return action

    @Slot()
    def _run(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self._does[action]()
