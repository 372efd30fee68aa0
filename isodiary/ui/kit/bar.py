"""A bar that shows how far something has come, with its band."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from isodiary.ui.kit.layouts import turned
from isodiary.ui.look.theme import Theme


class ShareBar(QWidget):
    """A share of a whole, from 0 to 1; `upto` is the upper end of its band."""

    def __init__(
        self, theme: Theme, name: str, *, quiet: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._theme = theme
        self._quiet = quiet
        self._share = 0.0
        self._upto = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def share(self) -> float:
        """How far it has come."""
        return self._share

    def show_share(self, share: float, upto: float = 0.0) -> None:
        """Show how far it has come, and how far it may have come at most."""
        self._share = min(max(share, 0.0), 1.0)
        self._upto = min(max(upto, self._share), 1.0)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, max(8, self.fontMetrics().height() // 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        area = QRectF(self.rect())
        round_px = min(4.0, area.height() / 2)
        fill = colours.quiet_bar if self._quiet else colours.bar
        outline = QPainterPath()
        outline.addRoundedRect(area, round_px, round_px)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipPath(outline)
            painter.fillRect(area, colours.track)
            reached = _part(area, self._share)
            band = _part(area, self._upto)
            band.setLeft(reached.right())
            painter.fillRect(turned(self, reached), fill)
            painter.fillRect(turned(self, band), QBrush(QColor(fill), Qt.BrushStyle.Dense5Pattern))


def _part(area: QRectF, share: float) -> QRectF:
    return QRectF(area.left(), area.top(), area.width() * share, area.height())
