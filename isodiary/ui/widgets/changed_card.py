"""The card of what changed since the last visit: sentences that lead to their numbers."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QListWidgetItem

from isodiary.services.visits.changes import Link, WhatChanged, Where
from isodiary.services.visits.sentences import NOTHING_CHANGED, RULES, compared, sentence, title
from isodiary.services.words.days import full_day
from isodiary.ui.theme import Theme
from isodiary.ui.widgets.button import Button, Look
from isodiary.ui.widgets.card import Card
from isodiary.ui.widgets.row_list import Row, RowList
from isodiary.ui.widgets.text import Text, Tone

HOW = "How these are &found"


class ChangedCard(Card):
    """Up to five sentences; Enter on one asks for the page with its numbers.

    Signals:
        asked: A `Link` is to be followed.
    """

    asked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.heading = Text(theme, tone=Tone.HEADING, wrap=True)
        self.sentences = RowList(theme, "What changed", "")
        self.sentences.removeAction(self.sentences.remove_action)
        self.sentences.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.sentences.open_asked.connect(self.asked)
        self.sentences.itemClicked.connect(self._open)
        self.nothing = Text(theme, NOTHING_CHANGED, wrap=True)
        self.compared = Text(theme, tone=Tone.SMALL, wrap=True)
        self.how = Button(theme, HOW, Look.QUIET)
        self.how.clicked.connect(self._turn_rules)
        self.rules = Text(theme, "\n".join(RULES), Tone.SMALL, wrap=True)
        self.rules.hide()
        for widget in (self.heading, self.sentences, self.nothing, self.compared):
            self.body.addWidget(widget)
        self.body.addWidget(self.how, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(self.rules)

    def show_changed(self, changed: WhatChanged, names: Mapping[str, str]) -> None:
        """Show what changed about a period."""
        near = changed.period.last
        self.heading.setText(title(changed))
        self.sentences.fill(
            [
                Row(
                    entry=one.link,
                    heading=sentence(one, names, near),
                    details=(link_words(one.link),),
                )
                for one in changed.findings
            ]
        )
        self.sentences.setVisible(bool(changed.findings))
        self.nothing.setHidden(bool(changed.findings))
        self.compared.setText(compared(changed))

    def focus_first(self) -> None:
        """Give the focus to the sentences, else to the button that tells the rules."""
        wanted = self.how if self.sentences.isHidden() else self.sentences
        wanted.setFocus()

    @Slot(QListWidgetItem)
    def _open(self, item: QListWidgetItem) -> None:
        self.sentences.setCurrentItem(item)
        self.sentences.ask_open()

    @Slot()
    def _turn_rules(self) -> None:
        self.rules.setHidden(not self.rules.isHidden())


def link_words(link: Link) -> str:
    """Return where the numbers are: "⏎ 14 Nov 2026 in History"."""
    match link.where:
        case Where.LABS:
            return "⏎ Labs & weight"
        case Where.TRENDS:
            return "⏎ Trends"
        case Where.DAY:
            assert link.day is not None
            return f"⏎ {full_day(link.day)} in History"
