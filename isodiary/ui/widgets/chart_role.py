"""Tells screen readers that a chart is a chart: Qt itself has no way to say so of a widget."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import isValid


@cache
def tell_role() -> None:
    """Give every `ChartView` the role of a chart, from now on."""
    QAccessible.installFactory(_Factory().make)


class _Factory:
    def __init__(self) -> None:
        self._made: list[QAccessibleInterface] = []

    def make(self, name: str, widget: QObject) -> QAccessibleInterface | None:
        """Return what a screen reader is to ask; Qt lets go of it with the widget."""
        if not isinstance(widget, QWidget) or not name.endswith("ChartView"):
            return None
        self._made = [made for made in self._made if isValid(made)]
        made = QAccessibleWidget(widget, QAccessible.Role.Chart, widget.accessibleName())
        self._made.append(made)  # Python would otherwise delete it under Qt's hands
        return made
