"""Lines above the pages that stay until what they say is over, or was read."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isodiary.domain.values import dataclass
from isodiary.language import _
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.card import Card, Ground
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.tools import Tools


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that a line offers: the words of its button, and what that does."""

    words: str
    does: Callable[[], object]


class Notices(QWidget):
    """The lines, each of them once."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._lines: dict[str, NoticeLine] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 6)
        self._column.setSpacing(6)
        self.hide()

    @property
    def lines(self) -> dict[str, NoticeLine]:
        """What is said now, by what it is about."""
        return dict(self._lines)

    def say(
        self, about: str, sentence: str, *offers: Offer, stays: bool = False, wrong: bool = False
    ) -> None:
        """Say something, in the place of what was said about the same thing.

        Args:
            about: What it is about.
            sentence: What is said.
            offers: What can be done, a button each.
            stays: Whether it cannot be put away.
            wrong: Whether something is wrong.
        """
        self.drop(about)
        line = NoticeLine(self._tools, sentence, offers, stays=stays, wrong=wrong)
        line.close_it.clicked.connect(partial(self.drop, about))
        self._lines[about] = line
        self._column.addWidget(line)
        line.show()
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    @Slot(str)
    def drop(self, about: str) -> None:
        """Say nothing more about something."""
        line = self._lines.pop(about, None)
        if line is not None:
            line.hide()
            self._column.removeWidget(line)
            line.deleteLater()
        self.setVisible(bool(self._lines))


class NoticeLine(Card):
    """One line: what is said, what can be done, and a cross where it can be put away."""

    def __init__(
        self,
        tools: Tools,
        sentence: str,
        offers: tuple[Offer, ...],
        *,
        stays: bool,
        wrong: bool,
    ) -> None:
        super().__init__(tools.theme, Ground.WARNING if wrong else Ground.PLAIN)
        self._tools = tools
        self.said = Text(tools.theme, sentence, Tone.WARNING if wrong else Tone.BODY, wrap=True)
        self.buttons = [Button(tools.theme, offer.words) for offer in offers]
        self.close_it = Button(tools.theme, "", Look.QUIET)
        self.close_it.setAccessibleName(_("Put this line away"))
        row = QHBoxLayout()
        row.addWidget(self.said, 1)
        for button, offer in zip(self.buttons, offers, strict=True):
            button.clicked.connect(offer.does)
            row.addWidget(button)
        row.addWidget(self.close_it)
        self.close_it.setVisible(not stays)
        self.body.addLayout(row)
        tools.theme.changed.connect(self._draw)
        self._draw()

    @Slot()
    def _draw(self) -> None:
        colour = self._tools.theme.colours.muted
        self.close_it.setIcon(self._tools.icons.tinted("close", colour))
