"""A sheet that scrolls under its frame and leaves the arrow keys to what stands on it."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QStyle, QWidget

from isodiary.ui.widgets.slim_bar import EXTENT_PX, SlimBar

SPARE_PX = 24


def edges_of_cards(widget: QWidget) -> QMargins:
    """Return margins that give what stands above or below a sheet the edges of its cards."""
    edge_px = widget.style().pixelMetric(QStyle.PixelMetric.PM_LayoutLeftMargin)
    return QMargins(edge_px, 0, edge_px + EXTENT_PX, 0)


class Sheet(QScrollArea):
    """Shows one widget in its full width; what gets the focus comes into sight.

    With `keep_width` it is never made narrower than the widget can be.
    """

    def __init__(
        self, content: QWidget, *, keep_width: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._keep_width = keep_width
        self.setVerticalScrollBar(SlimBar())
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)

    def minimumSizeHint(self) -> QSize:
        hint, content = super().minimumSizeHint(), self.widget()
        if self._keep_width and content is not None:
            hint.setWidth(content.minimumSizeHint().width() + EXTENT_PX)
        return hint

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        steps = {Qt.Key.Key_PageDown: bar.pageStep(), Qt.Key.Key_PageUp: -bar.pageStep()}
        if event.key() in steps:
            bar.setValue(bar.value() + steps[Qt.Key(event.key())])
        else:
            event.ignore()

    @Slot(QWidget, QWidget)
    def _follow(self, before: QWidget | None, after: QWidget | None) -> None:
        content = self.widget()
        if after is not None and content is not None and content.isAncestorOf(after):
            self.ensureWidgetVisible(after, 0, SPARE_PX)
