"""The page of warning signs: what leaflets say, and whom to call. The same for everyone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from isodiary.domain.catalogue.leaflet import CountrySet
from isodiary.domain.change import Entry
from isodiary.domain.record import Contact, Patient
from isodiary.services import weights as log_record
from isodiary.services.symptoms import warning_signs
from isodiary.storage.reads import course as course_reads
from isodiary.ui.desk import Desk
from isodiary.ui.dialogs.contacts_dialog import ContactsDialog
from isodiary.ui.page import Page
from isodiary.ui.warning_cards import calls_card, chosen_card, combinations_card, section_card
from isodiary.ui.widgets.button import Button, Look
from isodiary.ui.widgets.column import Column, Pile
from isodiary.ui.widgets.flow import FlowLayout
from isodiary.ui.widgets.sheet import edges_of_cards
from isodiary.ui.widgets.text import Text, Tone
from isodiary.ui.widgets.typed_field import Choice


class WarningPage(Page):
    """What package leaflets say of the warning signs, with the patient's own numbers first.

    Nothing on it depends on what was recorded; `show_for` only puts a line first.
    """

    title: ClassVar[str] = "Warning signs"
    icon: ClassVar[str] = "warning"
    aside: ClassVar[bool] = True
    shows: ClassVar[tuple[type[Entry], ...]] = (Patient, Contact)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._symptom = ""
        self.heading = Text(desk.theme, tone=Tone.TITLE, wrap=True)
        self.back = Button(desk.theme, "&Back", hint="Esc")
        self.back.clicked.connect(self.left)
        self.enter_contacts = Button(desk.theme, "")
        self.enter_contacts.clicked.connect(self._ask_contacts)
        self.copy_all = Button(desk.theme, "Copy &text", Look.QUIET)
        self.copy_all.clicked.connect(self._copy)
        self.country = self._countries()
        self.first = Pile()
        self.rest = Pile()
        self.column = Column([self.first, self._tools(), self.rest])
        self.column.area.setAccessibleName("What leaflets say")
        self._put_together()
        desk.theme.changed.connect(self.mark_stale)

    def show_for(self, symptom_id: str) -> None:
        """Put what leaflets say of a symptom first; "" shows the page as it is."""
        self._symptom = symptom_id
        self.mark_stale()
        self.column.to_top()

    def reload(self) -> None:
        country = self._country_set()
        self.heading.setText(country.title)
        self.country.setCurrentIndex(self.country.findData(country.id))
        contacts = course_reads.contacts(self.desk.diary)
        wanted = warning_signs.missing(contacts)
        self.enter_contacts.setText("Enter your co&ntacts…" if wanted else "Cha&nge contacts…")
        self.first.fill(self._first_cards(country, contacts))
        self.rest.fill(self._other_cards(country))

    def focus_first(self) -> None:
        self.back.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif not self.column.scroll_by(event):
            super().keyPressEvent(event)

    def _first_cards(self, country: CountrySet, contacts: tuple[Contact, ...]) -> Iterator[QWidget]:
        line = country.line(self._symptom)
        if line is not None:
            yield chosen_card(self.desk, self.desk.symptom_names()[self._symptom], line)
        yield calls_card(self.desk, warning_signs.calls(country, contacts))

    def _other_cards(self, country: CountrySet) -> Iterator[QWidget]:
        desk, names = self.desk, self.desk.symptom_names()
        for opening in country.opening:
            yield Text(desk.theme, opening, Tone.MUTED, wrap=True)
        for section in country.sections:
            yield section_card(desk, country, section, names)
        yield combinations_card(desk, country)
        yield Text(desk.theme, country.missed_dose, wrap=True)
        yield Text(desk.theme, country.not_advice, Tone.STRONG, wrap=True)

    def _country_set(self) -> CountrySet:
        patient = course_reads.patient(self.desk.diary)
        return warning_signs.country_set(self.desk.shelf.leaflet, patient)

    def _countries(self) -> Choice:
        box = Choice()
        box.setMinimumContentsLength(24)
        for each in self.desk.shelf.leaflet.countries.values():
            box.addItem(each.name, each.id)
        box.activated.connect(self._choose_country)
        return box

    def _put_together(self) -> None:
        head = QHBoxLayout()
        edges = edges_of_cards(self)
        edges.setTop(edges.left())
        head.setContentsMargins(edges)
        head.addWidget(self.heading, 1)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        layout.addWidget(self.column, 1)

    def _tools(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row)
        for each in (self.enter_contacts, self._labelled_country(), self.copy_all):
            flow.addWidget(each)
        return row

    def _labelled_country(self) -> QWidget:
        label = QLabel("Leaflets o&f")
        label.setBuddy(self.country)
        pair = QWidget()
        layout = QHBoxLayout(pair)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label)
        layout.addWidget(self.country)
        return pair

    @Slot()
    def _choose_country(self) -> None:
        held = self.desk.diary.get(Patient, Patient().id)
        chosen = str(self.country.currentData())
        after = replace(held or Patient(), country=chosen)
        self.desk.editor.do(log_record.describe_patient(held, after))

    @Slot()
    def _ask_contacts(self) -> None:
        dialog = ContactsDialog(self.desk, self)
        dialog.exec()
        dialog.deleteLater()

    @Slot()
    def _copy(self) -> None:
        contacts = course_reads.contacts(self.desk.diary)
        names = self.desk.symptom_names()
        text = warning_signs.page_text(self._country_set(), names, contacts)
        QGuiApplication.clipboard().setText(text)
