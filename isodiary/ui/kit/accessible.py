"""What a screen reader is told that our own widgets are; their names they tell themselves."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

Role = QAccessible.Role
ROLES = {
    "SymptomRow": Role.Slider,
    "SymptomList": Role.Grouping,
    "ShareBar": Role.ProgressBar,
    "NavButton": Role.PageTab,
    "PageList": Role.PageTabList,
    "DoseCards": Role.Grouping,
    "OpenRow": Role.Grouping,
    "Chips": Role.Grouping,
    "CheckChips": Role.Grouping,
    "SeverityChips": Role.Grouping,
    "LegendEntry": Role.StaticText,
    "DaySquares": Role.Graphic,
    "PlanStrip": Role.Graphic,
    "CourseStrip": Role.Chart,
    "SymptomMonthsView": Role.Chart,
    "PageView": Role.Document,
}
"""By the name of the class, so that nothing is imported before it is shown."""


class Roles:
    """Answers Qt when it asks how a widget of ours is to be told."""

    def __init__(self) -> None:
        self._held: list[QAccessibleInterface] = []

    def install(self) -> None:
        """Answer from now on; Qt asks only where something listens."""
        QAccessible.installFactory(self.tell)

    def tell(self, kind: str, thing: QObject) -> QAccessibleInterface | None:
        """Return how a widget is told; None leaves it to Qt."""
        role = ROLES.get(kind)
        if role is None or not isinstance(thing, QWidget):
            return None
        from isodiary.ui.kit.told import told_as  # nobody may listen

        told = told_as(thing, role)
        # Qt lets go of it with the widget, but does not keep the Python side of it alive
        self._held = [each for each in self._held if isValid(each)]
        self._held.append(told)
        return told
