"""A row of the sidebar: the drawing and the name of a page."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from isodiary.ui.icons import Icons
from isodiary.ui.theme import Theme
from isodiary.ui.widgets.mirror import turned


class NavButton(QPushButton):
    """A checkable row; narrow, it shows the drawing alone and the name as a tooltip."""

    def __init__(
        self, theme: Theme, icons: Icons, name: str, icon: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(name.replace("&", "&&"), parent)
        self._name = name
        self.setAccessibleName(name)
        self._theme = theme
        self._icons = icons
        self._icon = icon
        self._narrow = False
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)

    def set_narrow(self, narrow: bool) -> None:
        """Show the drawing alone, or the name beside it."""
        self._narrow = narrow
        self.setToolTip(self._name if narrow else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        side_px = metrics.height() + 6
        width_px = side_px + 20
        if not self._narrow:
            width_px += metrics.horizontalAdvance(self._name) + side_px // 2 + 12
        return QSize(width_px, round(metrics.height() * 2.1))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        chosen = self.isChecked()
        ink = colours.accent_text if chosen else colours.muted
        area = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if chosen or self.underMouse():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colours.accent_fill if chosen else colours.chip_fill)
                painter.drawRoundedRect(area, 7, 7)
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(colours.focus, 2))
                painter.drawRoundedRect(area, 7, 7)
            side_px = self.fontMetrics().height() + 2
            top_px = (self.height() - side_px) / 2
            left_px = (self.width() - side_px) / 2 if self._narrow else 12
            place = turned(self, QRectF(left_px, top_px, side_px, side_px))
            self._icons.tinted(self._icon, ink).paint(painter, place.toRect())
            if not self._narrow:
                self._paint_name(painter, left_px + side_px + 10)

    def _paint_name(self, painter: QPainter, left_px: float) -> None:
        colours, chosen = self._theme.colours, self.isChecked()
        weight = QFont.Weight.DemiBold if chosen else QFont.Weight.Normal
        painter.setFont(self._theme.font(1.0, weight))
        painter.setPen(colours.accent_text if chosen else colours.text)
        area = turned(self, QRectF(left_px, 0, self.width() - left_px, self.height()))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(area, flags, self._name)

    @Slot()
    def _dress(self) -> None:
        self.updateGeometry()
        self.update()
