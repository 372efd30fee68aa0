"""The cards of the page of warning signs, each made anew from the country's texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from isodiary.domain.catalogue.leaflet import CountrySet, Section
from isodiary.services.symptoms.warning_signs import PREGNANCY, Call, pregnancy_words
from isodiary.ui.desk import Desk
from isodiary.ui.widgets.card import Card, Ground
from isodiary.ui.widgets.text import Text, Tone

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
