"""Hears which answers are warning signs, and gives their panel its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isodiary.domain.change import Change
from isodiary.domain.record import Contact, Patient
from isodiary.domain.symptom import SymptomEntry
from isodiary.ui.kit.layouts import edges_of_cards
from isodiary.ui.tools import Tools

if TYPE_CHECKING:
    from isodiary.ui.warnings.panel import WarningPanel


class SignPlace:
    """The place of the panel in the list of a day's answers: beneath the row it is about.

    Attributes:
        repeats: Whether what is written just now repeats the last answered day.
        last_day: The last day before the one shown on which anything was answered.
    """

    def __init__(self, rows: QVBoxLayout, find_row: Callable[[str], QWidget | None]) -> None:
        self._rows = rows
        self._find_row = find_row
        self._panel: WarningPanel | None = None
        self.repeats = False
        self.last_day: date | None = None

    @contextmanager
    def repeating(self) -> Iterator[None]:
        """What is written meanwhile repeats the last answered day: no sign is raised anew."""
        self.repeats = True
        try:
            yield
        finally:
            self.repeats = False

    def host(self, panel: WarningPanel) -> bool:
        """Put the panel beneath its row; return whether there is that row."""
        row = self._find_row(panel.symptom)
        if row is None:
            return False
        self._panel = panel
        self._rows.removeWidget(panel)
        self._rows.insertWidget(self._rows.indexOf(row) + 1, panel)
        panel.show()
        before = row
        for button in panel.buttons:
            QWidget.setTabOrder(before, button)
            before = button
        return True

    def let_go(self, panel: WarningPanel) -> None:
        """Let the panel go elsewhere."""
        if self._panel is panel:
            self._rows.removeWidget(panel)
            self._panel = None

    def show_day(self, day: date, last_day: date | None) -> None:
        """Keep the panel beneath its row as the list changes; it goes with the day and the row."""
        self.last_day = last_day
        panel = self._panel
        if panel is None or panel.isHidden() or panel.entry is None:
            return
        if panel.entry.day != day or not self.host(panel):
            panel.put_away()


class SignWatch(QObject):
    """Hears every answer that is written, and tells which is a warning sign.

    Attributes:
        above: Where the panel stands when no list has it.

    Signals:
        page_asked: The page of warning signs is to be shown; the id of the sign.
    """

    page_asked = Signal(str)

    def __init__(
        self,
        tools: Tools,
        find_place: Callable[[], SignPlace | None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._tools = tools
        self._window = parent
        self._find_place = find_place
        self._place_now: SignPlace | None = None
        self._panel: WarningPanel | None = None
        self.above = QHBoxLayout()
        self.above.setContentsMargins(edges_of_cards(parent))
        tools.editor.done.connect(self._hear_done)
        tools.editor.changed.connect(self._hear_changed)

    @property
    def panel(self) -> WarningPanel:
        """The panel; it is made for the first sign."""
        if self._panel is None:
            from isodiary.ui.warnings.panel import WarningPanel

            self._panel = WarningPanel(self._tools)
            self._panel.page_asked.connect(self.page_asked)
            self._panel.contacts_asked.connect(self._ask_contacts)
            self._tools.editor.undone.connect(self._panel.hear_undone)
            self.above.addWidget(self._panel)
        return self._panel

    def put_away(self) -> bool:
        """Put the panel away; return whether it was in sight."""
        if self._panel is None or not self._panel.isVisible():
            return False
        self._panel.put_away()
        return True

    @Slot(object)
    def _hear_done(self, change: Change) -> None:
        """Ask for the page for an emergency, show the panel for what is urgent."""
        from isodiary.services.symptoms import warning_signs  # a start raises none

        if not change.touches(SymptomEntry):
            return
        symptoms, host = self._tools.catalogues.symptoms, self._find_place()
        sign = warning_signs.raised(change, symptoms)
        if sign is None:
            mild = warning_signs.mentioned(change, symptoms)
            if mild is not None and self.panel.show_mild(mild):
                self._place(host)
        elif host is not None and host.repeats and host.last_day is not None:
            self.panel.show_standing(sign, host.last_day)
            self._place(host)
        elif warning_signs.opens_page(symptoms, sign):
            self.page_asked.emit(sign.symptom)
        else:
            self.panel.show_sign(sign)
            self._place(host)

    def _place(self, host: SignPlace | None) -> None:
        """Put the panel beneath the answered row where that is in sight, else above the page."""
        if host is not None and host.host(self.panel):
            self._place_now = host
            return
        if self._place_now is not None:
            self._place_now.let_go(self.panel)
            self._place_now = None
        self.above.addWidget(self.panel)
        self.panel.show()

    @Slot(object)
    def _hear_changed(self, change: Change) -> None:
        if self._panel is not None and change.touches(Contact, Patient):
            self._panel.tell_again()

    @Slot()
    def _ask_contacts(self) -> None:
        from isodiary.ui.course.details import ContactsDialog  # a start asks for none
        from isodiary.ui.kit.forms import ask

        ask(ContactsDialog(self._tools, self._window), self._tools.editor.write)
