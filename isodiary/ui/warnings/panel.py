"""What leaflets say of a warning sign, beside the entry and without stopping it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from isodiary.domain.change import Change
from isodiary.domain.symptom import SymptomEntry
from isodiary.language import _
from isodiary.services.symptoms import warning_signs
from isodiary.storage.reads.course import contacts, patient
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.card import Card, Ground
from isodiary.ui.kit.layouts import FlowLayout
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.tools import Tools


class WarningPanel(Card):
    """A panel for an entry of the urgent class; hidden until `show_for`.

    Signals:
        page_asked: The whole page is to be shown; the id of the symptom.
        closed: The patient has read it.
    """

    page_asked = Signal(str)
    closed = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools.theme, Ground.WARNING, parent)
        self._tools = tools
        self._symptom = ""
        self.setAccessibleName(_("Warning sign"))
        self.name = Text(tools.theme, tone=Tone.WARNING, wrap=True)
        self.line = Text(tools.theme, wrap=True)
        self.phone = Text(tools.theme, wrap=True)
        for text in (self.name, self.line, self.phone):
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.body.addWidget(text)
        self.body.addWidget(self._buttons())
        self.hide()

    @property
    def symptom(self) -> str:
        """Id of the symptom it is about."""
        return self._symptom

    def show_for(self, symptom_id: str) -> bool:
        """Show the line of a warning sign; return whether there is one. The focus stays."""
        diary = self._tools.diary
        country = warning_signs.country_set(self._tools.catalogues.leaflet, patient(diary))
        line = country.line(symptom_id)
        if line is None:
            return False
        self._symptom = symptom_id
        self.name.setText(self._tools.symptom_names().get(symptom_id, symptom_id))
        self.line.setText(_("Leaflets say: {line}").format(line=line))
        calls = warning_signs.calls(country, contacts(diary))
        self.phone.setText("\n".join(f"{call.label}: {call.words}" for call in calls))
        self.show()
        return True

    @Slot(object)
    def hear_undone(self, change: Change) -> None:
        """Put it away if the entry that it is about was taken back."""
        entries = [edit.after for edit in change.edits if isinstance(edit.after, SymptomEntry)]
        if self._symptom in {entry.symptom for entry in entries}:
            self.put_away()

    @Slot()
    def put_away(self) -> None:
        """Hide it again."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def _buttons(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row)
        self.page_button = Button(self._tools.theme, _("All warnin&g signs"))
        self.close_button = Button(self._tools.theme, _("Close"), Look.QUIET, hint="Esc")
        self.page_button.clicked.connect(self._ask_page)
        self.close_button.clicked.connect(self.put_away)
        flow.addWidget(self.page_button)
        flow.addWidget(self.close_button)
        return row

    @Slot()
    def _ask_page(self) -> None:
        self.page_asked.emit(self._symptom)
