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
    "RhythmField": Role.Grouping,
    "StartField": Role.Grouping,
    "Chips": Role.Grouping,
    "CheckChips": Role.Grouping,
    "SeverityChips": Role.Grouping,
    "LegendEntry": Role.StaticText,
    "Readout": Role.StaticText,
    "DaySquares": Role.Graphic,
    "LightSign": Role.Graphic,
    "PlanStrip": Role.Graphic,
    "PlanSign": Role.StaticText,
    "CourseStrip": Role.Chart,
    "SymptomMonthsView": Role.Chart,
    "PageView": Role.Document,
}
"""By the name of the class, so that nothing is imported before it is shown."""


class Roles:
    """Answers Qt when it asks how a widget of ours is to be told."""

    def __init__(self) -> None:
        self._held: list[QAccessibleInterface] = []
        self._most = 64

    def install(self) -> None:
        """Answer from now on; Qt asks only where something listens."""
        QAccessible.installFactory(self.tell)

    def tell(self, kind: str, thing: QObject) -> QAccessibleInterface | None:
        """Return how a widget is told; None leaves it to Qt."""
        if not isinstance(thing, QWidget):
            return None
        role = ROLES.get(kind)
        if kind == "QWidget" and (type(thing) is QWidget or thing.focusProxy() is not None):
            role = Role.Client  # it may hand the focus on, and Qt would tell that it has it
        if role is None:
            return None
        from isodiary.ui.kit.told import told_as  # nobody may listen

        told = told_as(thing, role)
        self._hold(told)
        return told

    def _hold(self, told: QAccessibleInterface) -> None:
        """Keep the Python side of it alive, which Qt does not; it lets go with the widget."""
        if len(self._held) >= self._most:
            self._held = [each for each in self._held if isValid(each)]
            self._most = max(self._most, 2 * len(self._held))
        self._held.append(told)
