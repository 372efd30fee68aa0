"""What leaflets say of a warning sign, beside the answer and without stopping it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from isodiary.domain.change import Change
from isodiary.domain.record import ContactKind
from isodiary.domain.symptom import SymptomEntry
from isodiary.language import _
from isodiary.services.symptoms import warning_signs
from isodiary.services.symptoms.warning_signs import CRISIS_FIRST, call_words
from isodiary.services.words.days import short_day
from isodiary.services.words.names import severity_name
from isodiary.storage.reads.course import contacts, patient
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.card import Card, Ground
from isodiary.ui.kit.layouts import FlowLayout
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.tools import Tools

SPARE_PX = 4


class WarningPanel(Card):
    """A panel for an answer that is a warning sign; hidden until there is one.

    For an answer too mild to be one, and for a sign that still stands, it is one quiet line.

    Signals:
        page_asked: The whole page is to be shown; the id of the sign.
        contacts_asked: The patient wants to enter whom to call.
        closed: The patient has read it.
    """

    page_asked = Signal(str)
    contacts_asked = Signal()
    closed = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools.theme, Ground.WARNING, parent)
        self._tools = tools
        self._entry: SymptomEntry | None = None
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
    def buttons(self) -> tuple[Button, ...]:
        """What can have the focus, in its order."""
        return self.contacts_button, self.page_button, self.close_button

    @property
    def entry(self) -> SymptomEntry | None:
        """The answer it is about; None before there was one."""
        return self._entry

    @property
    def symptom(self) -> str:
        """Id of the symptom it is about."""
        return self._entry.symptom if self._entry is not None else ""

    def show_sign(self, entry: SymptomEntry) -> None:
        """Show what leaflets say of a warning sign, and whom to call. The focus stays."""
        self._entry = entry
        self._tell()
        self.show()

    def show_mild(self, entry: SymptomEntry) -> bool:
        """Show the quiet line for an answer that is no sign; return whether there is one."""
        country = warning_signs.country_set(
            self._tools.catalogues.leaflet, patient(self._tools.diary)
        )
        said = country.quiet.get(entry.symptom)
        if said is None:
            return False
        self._entry = entry
        self._tell_quietly(said, calls=True)
        return True

    def show_standing(self, entry: SymptomEntry, since: date) -> None:
        """Say that a sign still stands that was noted on an earlier day."""
        self._entry = entry
        said = _("{name}, {severity}: as on {day}, it still stands.")
        said = said.format(**self._named(entry), day=short_day(since))
        self._tell_quietly(said, calls=False)

    @Slot(object)
    def hear_undone(self, change: Change) -> None:
        """Put it away if the entry that it is about was taken back."""
        entries = [edit.after for edit in change.edits if isinstance(edit.after, SymptomEntry)]
        if self.symptom in {entry.symptom for entry in entries}:
            self.put_away()

    @Slot()
    def tell_again(self) -> None:
        """Read anew whom to call."""
        if self._entry is not None and self._loud and not self.isHidden():
            self._tell()

    @Slot()
    def come_into_sight(self) -> None:
        """Scroll what it stands in as far as needed; the answer above it stays in sight too."""
        held = self.parentWidget()
        while held is not None and not isinstance(held, QScrollArea):
            held = held.parentWidget()
        if held is not None and not self.isHidden():
            for part in (self, self.line, self.name):  # where it is too tall, its beginning
                held.ensureWidgetVisible(part, 0, SPARE_PX)
            focus = QApplication.focusWidget()
            if focus is not None and focus.parentWidget() is self.parentWidget():
                held.ensureWidgetVisible(focus, 0, SPARE_PX)

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

    @property
    def _loud(self) -> bool:
        return self.ground is Ground.WARNING

    def _tell(self) -> None:
        assert self._entry is not None
        entry, tools = self._entry, self._tools
        held = patient(tools.diary)
        country = warning_signs.country_set(tools.catalogues.leaflet, held)
        own = contacts(tools.diary)
        symptoms = tools.catalogues.symptoms
        mood = symptoms.in_mood(entry.symptom)
        first = mood and entry.severity >= CRISIS_FIRST
        every = warning_signs.calls(country, own, crisis_first=first, gaps=True)
        found = [call for call in every if mood or call.kind is not ContactKind.CRISIS]
        chosen = warning_signs.is_chosen(tools.catalogues.leaflet, held)
        lines = [call_words(call) for call in found]
        if not chosen:
            lines.append(warning_signs.no_country_words(country))
        self.name.setText(_("{name}, {severity}").format(**self._named(entry)))
        self.line.setText(warning_signs.said_by(country, symptoms, entry.symptom))
        self.phone.setText("\n".join(lines))
        self._dress_as(loud=True, calls=True)
        self.contacts_button.setVisible(not chosen or any(not call.phone for call in found))

    def _tell_quietly(self, said: str, *, calls: bool) -> None:
        diary = self._tools.diary
        country = warning_signs.country_set(self._tools.catalogues.leaflet, patient(diary))
        found = warning_signs.doctor(country, contacts(diary)) if calls else ()
        self.line.setText(" · ".join([said, *map(call_words, found)]))
        self._dress_as(loud=False, calls=False)
        self.show()

    def _spacing_px(self, line_px: int) -> int:
        return line_px // 4  # the row above and the next one below stay in sight

    def _dress_as(self, *, loud: bool, calls: bool) -> None:
        self.set_ground(Ground.WARNING if loud else Ground.PLAIN)
        self.line.set_tone(Tone.BODY if loud else Tone.SMALL)
        self.name.setVisible(loud)
        self.phone.setVisible(calls)
        self.row.setVisible(loud)
        self.updateGeometry()

    def _named(self, entry: SymptomEntry) -> dict[str, str]:
        known = self._tools.symptom_names()
        return {
            "name": known.get(entry.symptom, entry.symptom),
            "severity": severity_name(entry.severity),
        }

    def _buttons(self) -> QWidget:
        self.row = QWidget()
        flow = FlowLayout(self.row)
        self.contacts_button = Button(self._tools.theme, _("Enter contacts…"))
        self.page_button = Button(self._tools.theme, _("All warnin&g signs"))
        self.close_button = Button(self._tools.theme, _("Close"), Look.QUIET, hint="Esc")
        self.contacts_button.clicked.connect(self.contacts_asked)
        self.page_button.clicked.connect(self._ask_page)
        self.close_button.clicked.connect(self.put_away)
        for button in self.buttons:
            flow.addWidget(button)
        return self.row

    @Slot()
    def _ask_page(self) -> None:
        symptom = self._tools.catalogues.symptoms.get(self.symptom)
        self.page_asked.emit(symptom.sign_as if symptom is not None else self.symptom)
