"""The cards of the page Course: facts, phases, weights, people, earlier courses.

A card: a rounded sheet on which things that belong together stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from isodiary.domain.catalogue.products import Product
from isodiary.domain.change import Entry
from isodiary.services import weights as weight_words
from isodiary.services.course import screening
from isodiary.services.course import words as course_words
from isodiary.services.course.view import CourseView, PhaseState, read_conventions
from isodiary.services.symptoms import warning_signs
from isodiary.services.words.days import full_day
from isodiary.services.words.units import mg_text, weight_text
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.layouts import FlowLayout
from isodiary.ui.kit.row_list import Line, RowList
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.look.theme import Theme
from isodiary.ui.tools import Tools

RADIUS_PX = 10


class Ground(Enum):
    """What a card says by its ground: (fill, border, width of the border in px)."""

    PLAIN = ("surface", "line", 1)
    DUE = ("surface", "accent", 2)
    DONE = ("ok_fill", "ok", 1)
    WARNING = ("warning_fill", "warning", 1)


class Card(QFrame):
    """A sheet with a vertical layout, `body`."""

    def __init__(
        self, theme: Theme, ground: Ground = Ground.PLAIN, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ground = ground
        self.body = QVBoxLayout(self)
        self._dress()
        theme.changed.connect(self._dress)

    @property
    def ground(self) -> Ground:
        """What the card says by its ground."""
        return self._ground

    def set_ground(self, ground: Ground) -> None:
        """Say something else by the ground."""
        if ground is not self._ground:
            self._ground = ground
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        fill, border, width_px = self._ground.value
        colours = self._theme.colours
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(_named(colours, border), width_px))
            painter.setBrush(_named(colours, fill))
            half = width_px / 2
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(half, half, -half, -half), RADIUS_PX, RADIUS_PX
            )

    @Slot()
    def _dress(self) -> None:
        line_px = self._theme_line_px()
        self.body.setContentsMargins(line_px, line_px - 2, line_px, line_px - 2)
        self.body.setSpacing(line_px // 2)
        self.update()

    def _theme_line_px(self) -> int:
        self.setFont(self._theme.font())
        return self.fontMetrics().height()


def _named(colours: object, name: str) -> QColor:
    found = getattr(colours, name)
    assert isinstance(found, QColor)
    return found


def line(theme: Theme) -> QFrame:
    """Return a hairline that parts what stands above it from what stands below."""
    return _Hairline(theme)


class _Hairline(QFrame):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(1)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.colours.line)


class ListCard(Card):
    """A heading, a list, a line for what is not there yet, and buttons below."""

    def __init__(
        self,
        tools: Tools,
        heading: str,
        *,
        remove: str,
        change: str = "",
        empty: str,
        buttons: Sequence[Button],
    ) -> None:
        super().__init__(tools.theme)
        self.rows = RowList(tools.theme, heading, remove)
        self.empty = Text(tools.theme, empty, Tone.MUTED, wrap=True)
        self.body.addWidget(Text(tools.theme, heading, Tone.HEADING))
        self.body.addWidget(self.rows)
        self.body.addWidget(self.empty)
        self.remove = Button(tools.theme, remove, Look.QUIET, hint="Del")
        self.remove.clicked.connect(self.rows.ask_remove)
        self._on_row = [self.remove]
        if change:
            self.change = Button(tools.theme, change, Look.QUIET)
            self.change.clicked.connect(self.rows.ask_open)
            self._on_row.insert(0, self.change)
        self.body.addWidget(button_row([*buttons, *self._on_row]))

    def fill(self, rows: Sequence[Line]) -> None:
        """Show `rows`."""
        self.rows.fill(rows)
        self.rows.setVisible(bool(rows))
        for button in self._on_row:
            button.setVisible(bool(rows))
        self.empty.setVisible(not rows)


class FactsCard(Card):
    """A heading with facts below it, each with its name, and buttons."""

    def __init__(self, tools: Tools, heading: str, buttons: Iterable[Button]) -> None:
        super().__init__(tools.theme)
        self._theme = tools.theme
        self.heading = Text(tools.theme, heading, Tone.HEADING, wrap=True)
        self._facts = QWidget()
        self._grid = QGridLayout(self._facts)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self.body.addWidget(self.heading)
        self.body.addWidget(self._facts)
        self.body.addWidget(button_row(buttons))

    def fill(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show pairs of a name and a fact."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for place, (name, fact) in enumerate(facts):
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(Text(self._theme, name, Tone.MUTED), place, 0, top)
            self._grid.addWidget(Text(self._theme, fact, wrap=True), place, 1, top)


def button_row(buttons: Iterable[Button]) -> QWidget:
    """Return buttons in a row that goes on in the next line."""
    row = QWidget()
    flow = FlowLayout(row)
    for button in buttons:
        flow.addWidget(button)
    return row


def course_facts(tools: Tools, view: CourseView, product: Product | None) -> list[tuple[str, str]]:
    """Return what is noted about the course, and what is in its capsules."""
    course, habits = view.course, tools.habits
    assert course is not None
    kind = tools.catalogues.products.formulations[course.formulation]
    facts = [
        ("Made as", kind.name),
        ("First capsule", full_day(course.start)),
        ("Time", course_words.time_words(course, view.today)),
        ("mg/kg by", course_words.weight_basis_words(course, view.used_weight_g, habits)),
        ("Target", course_words.target_words(course, habits)),
    ]
    if course.opening_ug:
        facts.append(("Taken before", mg_text(course.opening_ug, habits)))
    facts += screening.ingredient_facts(product)
    return [*facts, ("Note", kind.note)] if kind.note else facts


def convention_facts(tools: Tools, view: CourseView) -> list[tuple[str, str]]:
    """Return the mg/kg of the course by the three weights that it can be divided by."""
    assert view.course is not None
    found = read_conventions(tools.diary, view)
    return weight_words.convention_facts(found, view.course.weight_basis, tools.habits)


def phase_rows(tools: Tools, view: CourseView) -> list[Line]:
    """Return the phases, the first one first."""
    return [
        Line(
            entry=phase,
            heading=course_words.phase_heading(
                phase, view.state(phase), view.used_weight_g, tools.habits
            ),
            details=course_words.phase_details(phase, tools.habits),
            strong=view.state(phase) is PhaseState.IN_FORCE,
        )
        for phase in view.phases
    ]


def weight_rows(tools: Tools, view: CourseView) -> list[Line]:
    """Return the weights, the newest first."""
    return [
        _dated(each, f"{full_day(each.day)}: {weight_text(each.grams, tools.habits)}")
        for each in view.weights
    ]


def person_facts(tools: Tools, view: CourseView) -> list[tuple[str, str]]:
    """Return the patient and whom to call."""
    country = warning_signs.country_set(tools.catalogues.leaflet, view.patient)
    born = str(view.patient.birth_year) if view.patient.birth_year else "not noted"
    calls = warning_signs.calls(country, view.contacts)
    return [
        ("Name", view.patient.name or "not noted"),
        ("Year of birth", born),
        *((call.label, call.words) for call in calls),
    ]


def _dated(entry: Entry, heading: str) -> Line:
    return Line(entry=entry, heading=heading)
