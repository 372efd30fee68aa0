"""The page of warning signs: what leaflets say, and whom to call. The same for everyone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from isodiary.domain.catalogue.leaflet import CountrySet, LeafletSection
from isodiary.domain.change import Entry
from isodiary.domain.record import Contact, Patient
from isodiary.domain.symptom import OwnSymptom
from isodiary.language import _
from isodiary.services.course.people import describe_patient
from isodiary.services.symptoms import warning_signs
from isodiary.services.symptoms.warning_signs import PREGNANCY, Call, pregnancy_words
from isodiary.storage.reads import course as course_reads
from isodiary.ui.course.details import ContactsDialog
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.card import Card, Ground
from isodiary.ui.kit.fields.base import ChoiceBox
from isodiary.ui.kit.forms import ask
from isodiary.ui.kit.layouts import Cards, FlowLayout, Pile, edges_of_cards
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.tools import Tools
from isodiary.ui.window.page import Page

NARROW_FACTOR = 1.4
"""From this size of text on, a name stands above its line and not beside it."""


def calls_card(tools: Tools, calls: Iterable[Call]) -> Card:
    """Return the card of whom to call."""
    card = Card(tools.theme)
    card.body.addWidget(Text(tools.theme, _("Whom to call"), Tone.HEADING))
    rows = [(call.label, call.words, Tone.STRONG) for call in calls]
    card.body.addLayout(_pairs(tools, rows))
    return card


def chosen_card(tools: Tools, name: str, said: str) -> Card:
    """Return the card of the symptom that the page was opened for."""
    card = Card(tools.theme, Ground.WARNING)
    card.setAccessibleName(name)
    card.body.addWidget(_selectable(Text(tools.theme, name, Tone.WARNING, wrap=True)))
    card.body.addWidget(_selectable(Text(tools.theme, said, wrap=True)))
    return card


def section_card(
    tools: Tools,
    country: CountrySet,
    section: LeafletSection,
    names: Mapping[str, str],
    *,
    chosen: bool,
) -> Card:
    """Return the card of one section with all its signs; `chosen`: whether a country was."""
    card = Card(tools.theme)
    card.body.addWidget(Text(tools.theme, section.heading, Tone.HEADING, wrap=True))
    card.body.addWidget(_selectable(Text(tools.theme, section.opening, Tone.MUTED, wrap=True)))
    rows = [(names.get(each, each), country.lines[each], Tone.BODY) for each in section.symptoms]
    card.body.addLayout(_pairs(tools, rows))
    if section.id == PREGNANCY:
        said = pregnancy_words(country, chosen=chosen)
        card.body.addWidget(_selectable(Text(tools.theme, said, wrap=True)))
    return card


def combinations_card(tools: Tools, country: CountrySet) -> Card:
    """Return the card of the signs that leaflets name together."""
    card = Card(tools.theme)
    card.body.addWidget(Text(tools.theme, country.combinations_heading, Tone.HEADING, wrap=True))
    for each in country.combinations:
        card.body.addWidget(_selectable(Text(tools.theme, each, wrap=True)))
    return card


def _pairs(tools: Tools, rows: Iterable[tuple[str, str, Tone]]) -> QGridLayout:
    """Return names with what belongs to each beside it, or below where the text is large."""
    grid = QGridLayout()
    stacked = tools.theme.text_factor >= NARROW_FACTOR
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    if not stacked:
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
    top = Qt.AlignmentFlag.AlignTop
    for place, (name, line, tone) in enumerate(rows):
        named = _selectable(Text(tools.theme, name, Tone.STRONG, wrap=True))
        said = _selectable(Text(tools.theme, line, tone, wrap=True))
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
    shows: ClassVar[tuple[type[Entry], ...]] = (Patient, Contact, OwnSymptom)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._symptom = ""
        self.heading = Text(tools.theme, tone=Tone.TITLE, wrap=True)
        self.back = Button(tools.theme, _("&Back"), hint="Esc")
        self.back.clicked.connect(self.left)
        self.enter_contacts = Button(tools.theme, "")
        self.enter_contacts.clicked.connect(self._ask_contacts)
        self.copy_all = Button(tools.theme, _("Copy &text"), Look.QUIET)
        self.copy_all.clicked.connect(self._copy)
        self.country = self._countries()
        self.first = Pile()
        self.rest = Pile()
        self.column = Cards([self.first, self._tool_row(), self.rest])
        self.column.area.setAccessibleName(_("What leaflets say"))
        self._put_together()
        tools.theme.changed.connect(self.mark_stale)

    def show_for(self, symptom_id: str) -> None:
        """Put what leaflets say of a symptom first; "" shows the page as it is."""
        self._symptom = symptom_id
        self.mark_stale()
        self.column.to_top()

    def reload(self) -> None:
        country = self._country_set()
        self.heading.setText(country.title)
        if self.country.findData(country.id) < 0:  # a retired set, after an undo or a restore
            self.country.insertItem(0, country.name, country.id)
        self.country.setCurrentIndex(self.country.findData(country.id))
        contacts = course_reads.contacts(self.tools.diary)
        wanted = warning_signs.missing(country, contacts)
        self.enter_contacts.setText(
            _("Enter your co&ntacts…") if wanted else _("Cha&nge contacts…")
        )
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
        symptoms = self.tools.catalogues.symptoms
        said = warning_signs.said_by(country, symptoms, self._symptom)
        first = symptoms.in_mood(self._symptom)
        if said:
            yield chosen_card(self.tools, self.tools.symptom_names()[self._symptom], said)
        found = warning_signs.calls(country, contacts, crisis_first=first, gaps=True)
        yield calls_card(self.tools, found)
        if not self._is_chosen():
            said = warning_signs.no_country_words(country)
            yield Text(self.tools.theme, said, Tone.MUTED, wrap=True)

    def _other_cards(self, country: CountrySet) -> Iterator[QWidget]:
        tools, names = self.tools, self.tools.symptom_names()
        for opening in country.opening:
            yield Text(tools.theme, opening, Tone.MUTED, wrap=True)
        for section in country.sections:
            yield section_card(tools, country, section, names, chosen=self._is_chosen())
        yield combinations_card(tools, country)
        yield Text(tools.theme, country.missed_dose, wrap=True)
        yield Text(tools.theme, country.not_advice, Tone.STRONG, wrap=True)

    def _country_set(self) -> CountrySet:
        patient = course_reads.patient(self.tools.diary)
        return warning_signs.country_set(self.tools.catalogues.leaflet, patient)

    def _is_chosen(self) -> bool:
        patient = course_reads.patient(self.tools.diary)
        return warning_signs.is_chosen(self.tools.catalogues.leaflet, patient)

    def _countries(self) -> ChoiceBox:
        box = ChoiceBox()
        box.setMinimumContentsLength(24)
        for each in self.tools.catalogues.leaflet.offered(self._country_set()):
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

    def _tool_row(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row)
        for each in (self.enter_contacts, self._labelled_country(), self.copy_all):
            flow.addWidget(each)
        return row

    def _labelled_country(self) -> QWidget:
        label = QLabel(_("Leaflets o&f"))
        label.setBuddy(self.country)
        pair = QWidget()
        layout = QHBoxLayout(pair)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label)
        layout.addWidget(self.country)
        return pair

    @Slot()
    def _choose_country(self) -> None:
        held = self.tools.diary.get(Patient, Patient().id)
        chosen = str(self.country.currentData())
        after = replace(held or Patient(), country=chosen)
        self.tools.editor.do(describe_patient(held, after))

    @Slot()
    def _ask_contacts(self) -> None:
        ask(ContactsDialog(self.tools, self), self.tools.editor.write)

    @Slot()
    def _copy(self) -> None:
        contacts = course_reads.contacts(self.tools.diary)
        names = self.tools.symptom_names()
        text = warning_signs.page_text(
            self._country_set(), names, contacts, chosen=self._is_chosen()
        )
        QGuiApplication.clipboard().setText(text)
