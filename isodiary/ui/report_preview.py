"""The preview of a report: its pages, how many, and what only the screen says about them."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from isodiary.report.press.leaves import Leaves
from isodiary.services.words.units import counted_words
from isodiary.ui.desk import Desk
from isodiary.ui.widgets.button import Button, Look
from isodiary.ui.widgets.flow import FlowLayout
from isodiary.ui.widgets.page_view import PageView
from isodiary.ui.widgets.text import Text, Tone


class ReportPreview(QWidget):
    """The true pages, under a line with their number, the switch for mood and the zoom.

    Signals:
        mood_switched: The patient wants mood on paper, or off it.

    Attributes:
        count: How many pages there are.
        mood: The switch.
        left_out: That the diary holds more than the paper; never on the paper.
        damaged: That entries of the file cannot be read.
        view: The pages.
    """

    mood_switched = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        theme = desk.theme
        self._desk = desk
        self.count = Text(theme, tone=Tone.STRONG)
        self.mood = QCheckBox("&Mood on paper")
        self.smaller = Button(theme, "−", Look.CHIP)
        self.larger = Button(theme, "+", Look.CHIP)
        self.fit_width = Button(theme, "&Fit width", Look.CHIP)
        self.fit_page = Button(theme, "Whole pa&ge", Look.CHIP)
        self.left_out = Text(theme, tone=Tone.MUTED, wrap=True)
        self.damaged = Text(theme, tone=Tone.WARNING, wrap=True)
        self._eye = Text(theme)
        self.view = PageView(theme)
        self._lay_out()
        self._connect()
        self._dress()

    def show_pages(self, pages: Leaves | None, *, left_out: int = 0, damaged: int = 0) -> None:
        """Show pages, and how many entries are on none of them; None shows nothing."""
        self.view.show_pages(pages)
        self.count.setText("" if pages is None else counted_words(pages.count, "page"))
        self._left_out.setVisible(left_out > 0)
        one, many = "symptom, test, answer or note", "symptoms, tests, answers or notes"
        things = counted_words(left_out, one, many)
        self.left_out.setText(f"Something was left out: {things}.")
        self.damaged.setVisible(damaged > 0)
        rows = counted_words(damaged, "damaged entry", "damaged entries")
        self.damaged.setText(f"{rows} of the diary’s file left out.")

    def show_mood(self, *, printed: bool, marked: bool) -> None:
        """Show whether mood is on paper; a mark on it cannot be switched over."""
        held = self.mood.blockSignals(True)
        self.mood.setChecked(printed and not marked)
        self.mood.blockSignals(held)
        self.mood.setEnabled(not marked)
        self.mood.setToolTip("Kept off paper by a mark of yours" if marked else "")
        self.mood.setAccessibleDescription(self.mood.toolTip())

    def take_letter(self, letter: str) -> bool:
        """Zoom, or switch mood; return whether the letter is one of those."""
        keys = {"f": self.view.fit_width, "g": self.view.fit_page, "m": self.mood.click}
        if letter in keys:
            keys[letter]()
        return letter in keys or self.view.take_key(letter)

    def _lay_out(self) -> None:
        tools = QWidget()
        flow = FlowLayout(tools, gap_px=8)
        zooms = (self.smaller, self.larger, self.fit_width, self.fit_page)
        for tool in (self.count, self.mood, *zooms):
            flow.addWidget(tool)
        for button in zooms:  # they look like chips, and are not chosen but pressed
            button.setCheckable(False)
        for button, name in ((self.smaller, "Zoom out"), (self.larger, "Zoom in")):
            button.setAccessibleName(name)
            button.setToolTip(name)
        self._left_out = QWidget()
        row = QHBoxLayout(self._left_out)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._eye)
        row.addWidget(self.left_out, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(tools)
        column.addWidget(self._left_out)
        column.addWidget(self.damaged)
        column.addWidget(self.view, 1)

    def _connect(self) -> None:
        self.mood.toggled.connect(self.mood_switched)
        self.smaller.clicked.connect(self.view.zoom_out)
        self.larger.clicked.connect(self.view.zoom_in)
        self.fit_width.clicked.connect(self.view.fit_width)
        self.fit_page.clicked.connect(self.view.fit_page)
        self._desk.theme.changed.connect(self._dress)

    @Slot()
    def _dress(self) -> None:
        icon = self._desk.icons.tinted("eye-off", self._desk.theme.colours.muted)
        side_px = self.left_out.fontMetrics().height()
        self._eye.setPixmap(icon.pixmap(side_px, side_px))
