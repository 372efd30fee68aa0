"""What is drawn by hand, turned round where the reading goes from right to left."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QWidget


def turned(widget: QWidget, area: QRectF) -> QRectF:
    """Return where an area of a widget stands in its direction of reading."""
    if widget.layoutDirection() is not Qt.LayoutDirection.RightToLeft:
        return area
    return QRectF(widget.width() - area.right(), area.top(), area.width(), area.height())
