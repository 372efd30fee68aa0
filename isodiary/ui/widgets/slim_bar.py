"""A scroll bar that is only as loud as it must be."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider, QWidget

EXTENT_PX = 12


class SlimBar(QScrollBar):
    """An upright scroll bar: a rounded handle and nothing else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)

    def sizeHint(self) -> QSize:
        return QSize(EXTENT_PX, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.minimum() == self.maximum():
            return
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = self.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar,
            option,
            QStyle.SubControl.SC_ScrollBarSlider,
            self,
        )
        area = QRectF(handle).adjusted(3, 1, -3, -1)
        role = (
            QPalette.ColorRole.PlaceholderText if self.isSliderDown() else QPalette.ColorRole.Dark
        )
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.palette().color(role))
            painter.drawRoundedRect(area, area.width() / 2, area.width() / 2)
