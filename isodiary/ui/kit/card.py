"""A card: a rounded sheet on which things that belong together stand."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from isodiary.ui.look.theme import Theme

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
        self.body.setSpacing(self._spacing_px(line_px))
        self.update()

    def _spacing_px(self, line_px: int) -> int:
        """Return the space between its parts, for a line of text so high.

        A card with less room has its own. What is connected to a signal is not overridden:
        PySide would call it after the widget is gone.
        """
        return line_px // 2

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
            painter.setBackground(self._theme.colours.line)
            painter.eraseRect(self.rect())
