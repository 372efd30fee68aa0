"""The card that the page Course turns to after the last capsule: what labels say of that time."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isodiary.domain.catalogue.products import Product
from isodiary.domain.screening import Answer
from isodiary.language import _, marked
from isodiary.services.course import after
from isodiary.services.course.after import AfterCourse, PrecautionClock
from isodiary.services.course.view import CourseView
from isodiary.services.symptoms import warning_signs
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.layouts import FlowLayout, Pile
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.tools import Tools

CHOOSE = marked("Show what labels say about:")


class AfterCard(Card):
    """The days since the last capsule, and the precautions the patient chose to see.

    Attributes:
        since: How long ago the last capsule was.
        chips: A button for each precaution, by its id.
    """

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme)
        self._tools = tools
        self._given: tuple[Answer, ...] = ()
        self._waits: tuple[PrecautionClock, ...] = ()
        self.since = Text(tools.theme, tone=Tone.STRONG, wrap=True)
        self.chips: dict[str, Button] = {}
        self.waits = Pile()
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        self._chips.setAccessibleName(_(CHOOSE))
        self.body.addWidget(Text(tools.theme, _("After the course"), Tone.HEADING, wrap=True))
        self.body.addWidget(self.since)
        self.body.addWidget(self.waits)
        self.body.addWidget(Text(tools.theme, _(CHOOSE), Tone.SMALL, wrap=True))
        self.body.addWidget(self._chips)

    def fill(self, view: CourseView, product: Product | None) -> bool:
        """Show the time after a course; return whether it has come."""
        leaflet = self._tools.catalogues.leaflet
        country = warning_signs.country_set(leaflet, view.patient)
        found = after.after_course(
            view.course if view.is_newest else None,
            view.today,
            country=country,
            country_chosen=warning_signs.is_chosen(leaflet, view.patient),
            product=product,
            screening=self._tools.catalogues.screening,
            given=view.answers,
        )
        if found is None:
            return False
        self._given = view.answers
        self._show(found, view)
        return True

    def _show(self, found: AfterCourse, view: CourseView) -> None:
        self._waits = found.waits
        self.since.setText(after.since_words(found))
        self._offer()
        self.waits.fill([self._told(w, view.today) for w in found.waits if w.shown])

    def _told(self, wait: PrecautionClock, today: date) -> QWidget:
        """Return what labels say of a precaution, under its name."""
        theme, told = self._tools.theme, QWidget()
        body = QVBoxLayout(told)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(2)
        body.addWidget(Text(theme, wait.precaution.topic, Tone.STRONG, wrap=True))
        said = "\n".join(after.wait_words(wait, today))
        body.addWidget(Text(theme, said, wrap=True))
        return told

    def _offer(self) -> None:
        """Show a chip for each precaution; those that are there stay, and keep the focus."""
        if list(self.chips) != [wait.precaution.id for wait in self._waits]:
            self._flow.clear()
            self.chips = {}
            for wait in self._waits:
                chip = Button(self._tools.theme, wait.precaution.topic, Look.CHIP)
                chip.toggled.connect(self._choose)  # a screen reader toggles without a click
                self._flow.addWidget(chip)
                self.chips[wait.precaution.id] = chip
            self._chips.updateGeometry()
        for wait in self._waits:
            chip = self.chips[wait.precaution.id]
            held = chip.blockSignals(True)
            chip.setChecked(wait.shown)
            chip.blockSignals(held)

    @Slot()
    def _choose(self) -> None:
        wait = next(w for w in self._waits if self.chips[w.precaution.id] is self.sender())
        tools = self._tools
        tools.editor.attempt(
            partial(
                after.choose, self._given, wait.precaution, shown=not wait.shown, day=tools.today
            )
        )
