"""Widgets beside each other where there is room, else beneath each other."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget


class Beside(QWidget):
    """Stands its widgets side by side once each of them has `letters` of width."""

    def __init__(self, letters: int, *, gap_px: int = 12, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letters = letters
        self._widgets: list[QWidget] = []
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(gap_px)

    def add(self, widget: QWidget, stretch: int = 1) -> None:
        """Add a widget at the end."""
        self._widgets.append(widget)
        self._box.addWidget(widget, stretch)
        self._turn()

    def remove(self, widget: QWidget) -> None:
        """Take a widget out and let it go."""
        self._widgets.remove(widget)
        self._box.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
        self._turn()

    def minimumSizeHint(self) -> QSize:
        """Return the room for the widest alone, so that it can be made narrow again."""
        widths = [each.minimumSizeHint().width() for each in self._widgets if not each.isHidden()]
        return QSize(max(widths, default=0), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._turn()
        super().resizeEvent(event)

    def _turn(self) -> None:
        letters = self.width() / max(1, self.fontMetrics().averageCharWidth())
        beside = letters >= self._letters * len(self._widgets)
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
