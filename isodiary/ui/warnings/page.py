"""The page of warning signs: what leaflets say, and whom to call. The same for everyone.

The cards of the page of warning signs, each made anew from the country's texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from isodiary.domain.catalogue.leaflet import CountrySet, Section
from isodiary.domain.change import Entry
from isodiary.domain.record import Contact, Patient
from isodiary.services import weights as log_record
from isodiary.services.symptoms import warning_signs
from isodiary.services.symptoms.warning_signs import PREGNANCY, Call, pregnancy_words
from isodiary.storage.reads import course as course_reads
from isodiary.ui.course.details import ContactsDialog
from isodiary.ui.desk import Desk
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.card import Card, Ground
from isodiary.ui.kit.fields.base import Choice
from isodiary.ui.kit.layouts import Column, FlowLayout, Pile, edges_of_cards
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.window.page import Page

NARROW_FACTOR = 1.4
"""From this size of text on, a name stands above its line and not beside it."""


def calls_card(desk: Desk, calls: Iterable[Call]) -> Card:
    """Return the card of whom to call."""
    card = Card(desk.theme)
    card.body.addWidget(Text(desk.theme, "Whom to call", Tone.HEADING))
    rows = [(call.label, call.words, Tone.STRONG) for call in calls]
    card.body.addLayout(_pairs(desk, rows))
    return card


def chosen_card(desk: Desk, name: str, line: str) -> Card:
    """Return the card of the symptom that the page was opened for."""
    card = Card(desk.theme, Ground.WARNING)
    card.setAccessibleName(name)
    card.body.addWidget(_selectable(Text(desk.theme, name, Tone.WARNING, wrap=True)))
    card.body.addWidget(_selectable(Text(desk.theme, f"Leaflets say: {line}", wrap=True)))
    return card


def section_card(
    desk: Desk, country: CountrySet, section: Section, names: Mapping[str, str]
) -> Card:
    """Return the card of one section with all its signs."""
    card = Card(desk.theme)
    card.body.addWidget(Text(desk.theme, section.heading, Tone.HEADING, wrap=True))
    card.body.addWidget(_selectable(Text(desk.theme, section.opening, Tone.MUTED, wrap=True)))
    rows = [(names.get(each, each), country.lines[each], Tone.BODY) for each in section.symptoms]
    card.body.addLayout(_pairs(desk, rows))
    if section.id == PREGNANCY:
        card.body.addWidget(_selectable(Text(desk.theme, pregnancy_words(country), wrap=True)))
    return card


def combinations_card(desk: Desk, country: CountrySet) -> Card:
    """Return the card of the signs that leaflets name together."""
    card = Card(desk.theme)
    card.body.addWidget(Text(desk.theme, country.combinations_heading, Tone.HEADING, wrap=True))
    for each in country.combinations:
        card.body.addWidget(_selectable(Text(desk.theme, each, wrap=True)))
    return card


def _pairs(desk: Desk, rows: Iterable[tuple[str, str, Tone]]) -> QGridLayout:
    """Return names with what belongs to each beside it, or below where the text is large."""
    grid = QGridLayout()
    stacked = desk.theme.text_factor >= NARROW_FACTOR
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    if not stacked:
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
    top = Qt.AlignmentFlag.AlignTop
    for place, (name, line, tone) in enumerate(rows):
        named = _selectable(Text(desk.theme, name, Tone.STRONG, wrap=True))
        said = _selectable(Text(desk.theme, line, tone, wrap=True))
        grid.addWidget(named, 2 * place, 0, top)
        grid.addWidget(said, 2 * place + (1 if stacked else 0), 0 if stacked else 1, top)
    return grid


def _selectable(text: Text) -> Text:
    by_mouse = Qt.TextInteractionFlag.TextSelectableByMouse
    text.setTextInteractionFlags(by_mouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
    return text


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
