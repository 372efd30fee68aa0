"""The card of what was agreed at a visit."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from isodiary.domain.record import Visit
from isodiary.services.visits.words import visit_heading
from isodiary.ui.soft_breaks import breakable
from isodiary.ui.theme import Theme
from isodiary.ui.widgets.button import Button
from isodiary.ui.widgets.card import Card
from isodiary.ui.widgets.flow import FlowLayout
from isodiary.ui.widgets.text import Text, Tone


class AgreedCard(Card):
    """What was agreed, in the patient's words, with the button to note it.

    Signals:
        agree_asked: What was agreed at a `Visit` is to be noted.
    """

    agree_asked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._visit: Visit | None = None
        self.which = Text(theme, tone=Tone.MUTED, wrap=True)
        self.words = Text(theme, wrap=True)
        self.agree = Button(theme, "What was ag&reed…", hint="A")
        self.agree.clicked.connect(self._ask)
        self.visit_today = Button(theme, "The visit is &today", hint="T")
        buttons = QWidget()
        flow = FlowLayout(buttons)
        flow.addWidget(self.agree)
        flow.addWidget(self.visit_today)
        heading = Text(theme, "Agreed", Tone.HEADING, wrap=True)
        for widget in (heading, self.which, self.words, buttons):
            self.body.addWidget(widget)

    def show_visit(self, visit: Visit | None, today: date) -> None:
        """Show what was agreed at a visit; None where there was none yet."""
        self._visit = visit
        if visit is None:
            self.which.setText("No visit is noted yet.")
            self.words.setText("")
        else:
            self.which.setText(breakable(visit_heading(visit, today)))
            self.words.setText(breakable(visit.agreed) or "Nothing is noted yet.")
        self.words.setVisible(visit is not None)
        self.agree.setEnabled(visit is not None)
        self.visit_today.setVisible(visit is None or visit.day != today)

    @Slot()
    def _ask(self) -> None:
        if self._visit is not None:
            self.agree_asked.emit(self._visit)
