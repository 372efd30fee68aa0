"""A column of cards that scrolls where the window is too low for it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from isodiary.ui.theme import Theme

GAP_PX = 12


class Column(QWidget):
    """Widgets below each other; the page keys and the arrows that no widget wants scroll it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.area)
        self.fill([])

    def fill(self, widgets: Iterable[QWidget]) -> None:
        """Show `widgets` instead of what it showed, without moving."""
        at = self.area.verticalScrollBar().value()
        content = QWidget()
        body = QVBoxLayout(content)
        body.setContentsMargins(0, 0, GAP_PX // 2, 0)
        body.setSpacing(GAP_PX)
        for widget in widgets:
            body.addWidget(widget)
        body.addStretch(1)
        before = self.area.takeWidget()
        self.area.setWidget(content)
        self.area.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        if before is not None:
            before.deleteLater()
        body.activate()
        self.area.verticalScrollBar().setValue(at)

    def show_widget(self, widget: QWidget) -> None:
        """Scroll until `widget` is in sight."""
        content = self.area.widget()
        if content is not None and (layout := content.layout()) is not None:
            layout.activate()  # a widget that was hidden has no place yet
        self.area.ensureWidgetVisible(widget, 0, GAP_PX)

    def scroll_by(self, event: QKeyEvent) -> bool:
        """Scroll as a key asks; return whether it did."""
        bar = self.area.verticalScrollBar()
        steps = {
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            return False
        bar.setValue(bar.value() + step)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.scroll_by(event):
            super().keyPressEvent(event)
