"""Cards below each other, in a column that scrolls where the window is too low for it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isodiary.ui.widgets.sheet import Sheet

GAP_PX = 12


class Pile(QWidget):
    """Widgets below each other that are replaced together."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(GAP_PX)

    def fill(self, widgets: Iterable[QWidget]) -> None:
        """Show `widgets` instead of those before, which are let go."""
        while (item := self._body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for widget in widgets:
            self._body.addWidget(widget)
            widget.show()  # the layout alone would do so only later, after a flicker
        self.setVisible(self._body.count() > 0)


class Column(QWidget):
    """Widgets below each other; the page keys and the arrows that no widget wants scroll it.

    Attributes:
        area: What scrolls.
    """

    def __init__(self, widgets: Iterable[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        content = QWidget()
        body = QVBoxLayout(content)
        body.setSpacing(GAP_PX)
        for widget in widgets:
            body.addWidget(widget)
        body.addStretch(1)
        self.area = Sheet(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.area)
        self._body = body

    def show_widget(self, widget: QWidget) -> None:
        """Scroll until `widget` is in sight."""
        self._body.activate()  # a widget that was hidden has no place yet
        self.area.ensureWidgetVisible(widget, 0, GAP_PX)

    def to_top(self) -> None:
        """Scroll to the beginning."""
        self.area.verticalScrollBar().setValue(0)

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
