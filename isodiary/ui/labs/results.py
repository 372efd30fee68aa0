"""The card with the table of blood tests: what stands where the cursor is, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from isodiary.domain.lab import PlannedTest
from isodiary.language import _
from isodiary.services.labs.table import LabTable
from isodiary.services.labs.words import cell_words, legend_words, limits_words, sample_words
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.list_card import button_row
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.labs.grid import LabGrid
from isodiary.ui.labs.model import Place
from isodiary.ui.tools import Tools
from isodiary.ui.window.commands import key_of

READ_LINES = 3
"""The line about the current result keeps so much room, so that nothing below it jumps."""


class ResultsCard(Card):
    """The table, and buttons for its current place.

    Signals:
        place_chosen: Another `Place` is the current one.
        open_asked, delete_asked, sample_asked, story_asked, limit_asked: Something is wanted of
            the current `Place`.
        fill_asked: The results of the `PlannedTest` are to be typed.
        ranges_asked: It is to be said whom the default ranges are for.
    """

    place_chosen = Signal(object)
    open_asked = Signal(object)
    delete_asked = Signal(object)
    sample_asked = Signal(object)
    story_asked = Signal(object)
    limit_asked = Signal(object)
    ranges_asked = Signal()
    fill_asked = Signal(object)

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme)
        self._tools = tools
        theme = tools.theme
        self.grid = LabGrid(theme, _("Blood tests"))
        self.reading = Text(theme, wrap=True)
        self.legend = Text(theme, tone=Tone.SMALL, wrap=True)
        self.limits = Text(theme, tone=Tone.SMALL, wrap=True)
        self._make_buttons()
        self.body.addWidget(Text(theme, _("Blood tests"), Tone.HEADING))
        for widget in (self.grid, self.reading, self.legend, self.limits):
            self.body.addWidget(widget)
        self.body.addWidget(button_row(self._buttons))
        self._connect()
        theme.changed.connect(self._keep_room)
        self._keep_room()

    @property
    def place(self) -> Place | None:
        """The current place of the table."""
        return self.grid.place

    def show_table(self, table: LabTable, planned: PlannedTest | None = None) -> None:
        """Show the results, and a planned test as the last column."""
        self.grid.show_table(table, self._tools.today, planned)
        self.fill.setVisible(planned is not None)
        for text, said in (
            (self.legend, legend_words(table)),
            (self.limits, limits_words(table.rows)),
        ):
            text.setText(said)
            text.setVisible(bool(said))
        if (place := self.place) is not None:
            self._show_place(place)

    @Slot()
    def ask_open(self) -> None:
        """Ask for the current result to be opened, or for one where there is none."""
        if self.place is not None:
            self.open_asked.emit(self.place)

    @Slot()
    def ask_delete(self) -> None:
        """Ask for the current result to be deleted."""
        if self.place is not None and self.place.cell is not None:
            self.delete_asked.emit(self.place)

    @Slot()
    def ask_sample(self) -> None:
        """Ask for the day, fasting and laboratory of the current sample."""
        if self.place is not None:
            self.sample_asked.emit(self.place)

    @Slot()
    def ask_story(self) -> None:
        """Ask what happened to the current result."""
        if self.place is not None and self.place.cell is not None:
            self.story_asked.emit(self.place)

    @Slot()
    def ask_limit(self) -> None:
        """Ask for the doctor's limit of the current test."""
        self.limit_asked.emit(self.place)

    @Slot()
    def _fill(self) -> None:
        if self.grid.labs.planned is not None:
            self.fill_asked.emit(self.grid.labs.planned)

    def _make_buttons(self) -> None:
        theme = self._tools.theme
        self.fill = Button(theme, _("Fill in the planned test"), Look.PRIMARY, hint="F")
        self.change = Button(theme, _("Chan&ge…"), Look.QUIET, hint="Enter")
        self.delete = Button(theme, _("Delete"), Look.QUIET, hint="Del")
        self.story = Button(theme, _("History…"), Look.QUIET, hint=key_of("story"))
        self.sample = Button(theme, _("Sam&ple…"), Look.QUIET)
        self.limit = Button(theme, _("&My doctor’s limit…"), Look.QUIET)
        self.ranges = Button(theme, _("Default &ranges…"), Look.QUIET)
        of_place = (self.change, self.delete, self.story, self.sample, self.limit)
        self._buttons = (self.fill, *of_place, self.ranges)

    def _connect(self) -> None:
        self.grid.place_chosen.connect(self._show_place)
        self.grid.place_chosen.connect(self.place_chosen)
        self.grid.opened.connect(self.open_asked)
        self.grid.fill_asked.connect(self.fill_asked)
        self.fill.clicked.connect(self._fill)
        self.grid.delete_asked.connect(self.ask_delete)
        self.grid.menu_asked.connect(self._show_menu)
        self.change.clicked.connect(self.ask_open)
        self.delete.clicked.connect(self.ask_delete)
        self.story.clicked.connect(self.ask_story)
        self.sample.clicked.connect(self.ask_sample)
        self.limit.clicked.connect(self.ask_limit)
        self.ranges.clicked.connect(self.ranges_asked)

    @Slot(object)
    def _show_place(self, place: Place) -> None:
        """Say in words what stands at the current place."""
        self.reading.setText(cell_words(place.row, place.sample.day, place.cell))
        self.reading.setToolTip(sample_words(place.sample))
        self.change.setText(_("Chan&ge…") if place.cell is not None else _("Add a res&ult…"))
        for button in (self.delete, self.story):
            button.setEnabled(place.cell is not None)

    @Slot(object, QPoint)
    def _show_menu(self, place: Place, point: QPoint) -> None:
        menu = QMenu(self)
        needing_result = (self.ask_delete, self.ask_story)
        for words, keys, does in (
            (self.change.text(), "Return", self.ask_open),
            (_("&Delete"), "Del", self.ask_delete),
            (_("&History of this entry…"), "F2", self.ask_story),
            (_("Sam&ple…"), "", self.ask_sample),
            (_("&My doctor’s limit…"), "", self.ask_limit),
        ):
            action = QAction(words, menu)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutVisibleInContextMenu(True)
            action.triggered.connect(does)
            action.setEnabled(place.cell is not None or does not in needing_result)
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)

    @Slot()
    def _keep_room(self) -> None:
        self.reading.setMinimumHeight(READ_LINES * self.reading.fontMetrics().lineSpacing())
