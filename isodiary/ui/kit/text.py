"""Words on the screen, in the sizes and colours of the theme; long ones get places to break."""

from __future__ import annotations

import re
from enum import Enum

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QFont, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from isodiary.ui.look.colours import Colours
from isodiary.ui.look.theme import Theme

LONGEST_WORD = 20
MOST_TYPED = 1_000
"""A line to type in takes no more, be ten million signs pasted: what fits none of its readers."""
ZERO_WIDTH_SPACE = "\u200b"

# not before a mark or joiner that belongs to the character it follows
_LONG = re.compile(rf"(\S{{{LONGEST_WORD}}})(?=[^\s\u0300-\u036f\u200d\ufe00-\ufe0f])")


def breakable(text: str) -> str:
    """Return a text whose words break after every 20 characters where they have to."""
    return _LONG.sub(rf"\1{ZERO_WIDTH_SPACE}", text)


class Tone(Enum):
    """What a text is: (size as a multiple of running text, weight, name of its colour)."""

    BODY = (1.0, QFont.Weight.Normal, "text")
    STRONG = (1.0, QFont.Weight.DemiBold, "text")
    MUTED = (1.0, QFont.Weight.Normal, "muted")
    SMALL = (0.9, QFont.Weight.Normal, "muted")
    HEADING = (1.05, QFont.Weight.DemiBold, "text")
    TITLE = (1.6, QFont.Weight.Bold, "text")
    FIGURE = (1.9, QFont.Weight.Bold, "text")
    OK = (1.0, QFont.Weight.DemiBold, "ok_text")
    WARNING = (1.0, QFont.Weight.DemiBold, "warning_text")

    def colour(self, colours: Colours) -> QColor:
        """Return its colour in a palette."""
        found: QColor = getattr(colours, self.value[2])
        return found

    def font(self, theme: Theme) -> QFont:
        """Return its font in the user's size."""
        return theme.font(self.value[0], self.value[1])


class Text(QLabel):
    """A label that shows what is typed as it is, never as markup.

    What is wrong is also announced to a screen reader, which may be elsewhere.
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        tone: Tone = Tone.BODY,
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._tone = tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        theme.changed.connect(self._dress)
        self._dress()

    def set_tone(self, tone: Tone) -> None:
        """Say what the text is now."""
        if tone is not self._tone:
            self._tone = tone
            self._dress()

    def setText(self, text: str) -> None:
        super().setText(text)
        if text and self._tone is Tone.WARNING and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    @Slot()
    def _dress(self) -> None:
        self.setFont(self._tone.font(self._theme))
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, self._tone.colour(self._theme.colours))
        self.setPalette(palette)
