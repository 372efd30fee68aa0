"""How our own widgets answer a screen reader that asks what they hold, or acts on them.

PySide takes what `interface_cast` returns for an address: it has to be a `VoidPtr`, also for
nothing. None, or the interface itself, ends the program.
"""

from __future__ import annotations

from typing import Any, Protocol, cast

from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QAccessibleValueChangeEvent,
    QAccessibleValueInterface,
)
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QWidget
from shiboken6 import VoidPtr, getCppPointer

from isodiary.ui.kit.bar import ShareBar


def _address(of: int) -> int:
    """Return an address as PySide wants it."""
    address: Any = VoidPtr(of)
    return cast("int", address)


NOTHING = _address(0)
UNANSWERED = -1
"""The value of what has no answer: below the least, as a blank is never a 0."""


class Valued(Protocol):
    """A widget with a whole number that can be set from outside."""

    @property
    def value(self) -> int | None:
        """What it holds; None for nothing."""

    @property
    def most(self) -> int:
        """The largest value; the least is 0."""

    def take(self, value: int | None) -> None:
        """Take a value as if it was typed."""


class _Value(QAccessibleValueInterface):
    """The whole number of a widget, 0 to its most."""

    def __init__(self, valued: Valued) -> None:
        super().__init__()
        self._valued = valued

    def currentValue(self) -> Any:
        value = self._valued.value
        return UNANSWERED if value is None else value

    def setCurrentValue(self, value: Any) -> None:
        wanted = round(float(value))
        if wanted <= self._valued.most:
            self._valued.take(wanted if wanted >= 0 else None)

    def minimumValue(self) -> Any:
        return 0

    def maximumValue(self) -> Any:
        return self._valued.most

    def minimumStepSize(self) -> Any:
        return 1


class _Share(QAccessibleValueInterface):
    """How far something has come, in percent; only to be read."""

    def __init__(self, bar: ShareBar) -> None:
        super().__init__()
        self._bar = bar

    def currentValue(self) -> Any:
        return round(100 * self._bar.share)

    def setCurrentValue(self, value: Any) -> None:
        """Leave it as it is."""

    def minimumValue(self) -> Any:
        return 0

    def maximumValue(self) -> Any:
        return 100

    def minimumStepSize(self) -> Any:
        return 0


class Told(QAccessibleWidget):
    """A widget of ours."""

    def interface_cast(self, kind: QAccessible.InterfaceType) -> int:
        found: int | None = super().interface_cast(kind)
        return NOTHING if found is None else found


class ToldValue(Told):
    """A widget with a value."""

    def __init__(
        self, widget: QWidget, role: QAccessible.Role, value: QAccessibleValueInterface
    ) -> None:
        super().__init__(widget, role)
        self._value = value

    def interface_cast(self, kind: QAccessible.InterfaceType) -> int:
        if kind is QAccessible.InterfaceType.ValueInterface:
            # the address of the one C++ object behind it
            return _address(getCppPointer(self._value)[0])
        return super().interface_cast(kind)


class ToldSlider(ToldValue):
    """One that is set step by step, too."""

    def __init__(self, widget: QWidget, role: QAccessible.Role, valued: Valued) -> None:
        super().__init__(widget, role, _Value(valued))
        self._valued = valued

    def actionNames(self) -> list[str]:
        return [self.increaseAction(), self.decreaseAction(), *super().actionNames()]

    def doAction(self, name: str) -> None:
        steps = {self.increaseAction(): 1, self.decreaseAction(): -1}
        if name not in steps:
            super().doAction(name)
            return
        value = self._valued.value
        wanted = (UNANSWERED if value is None else value) + steps[name]
        if 0 <= wanted <= self._valued.most:
            self._valued.take(wanted)


class ToldTab(Told):
    """A button that brings a page into sight."""

    def __init__(self, button: QAbstractButton, role: QAccessible.Role) -> None:
        super().__init__(button, role)
        self._button = button

    def state(self) -> QAccessible.State:
        state = super().state()
        state.selectable = True
        state.selected = self._button.isChecked()
        return state

    def actionNames(self) -> list[str]:
        return [self.pressAction(), *super().actionNames()]

    def doAction(self, name: str) -> None:
        if name == self.pressAction():
            self._button.click()
        else:
            super().doAction(name)


class ToldGroup(Told):
    """What holds others, of which one may have the focus."""

    def state(self) -> QAccessible.State:
        state = super().state()
        if self.widget().focusProxy() is not None:
            state.focusable = state.focused = False
        return state


def told_as(widget: QWidget, role: QAccessible.Role) -> QAccessibleInterface:
    """Return how a widget of a role is told."""
    match role:
        case QAccessible.Role.Slider:
            return ToldSlider(widget, role, cast("Valued", widget))
        case QAccessible.Role.ProgressBar:
            assert isinstance(widget, ShareBar)
            return ToldValue(widget, role, _Share(widget))
        case QAccessible.Role.Grouping | QAccessible.Role.Client:
            return ToldGroup(widget, role)
        case QAccessible.Role.PageTab:
            assert isinstance(widget, QAbstractButton)
            return ToldTab(widget, role)
    return QAccessibleWidget(widget, role)


def tell_value(widget: QWidget) -> None:
    """Say that the value of a widget is another one."""
    value = cast("Valued", widget).value
    event = QAccessibleValueChangeEvent(widget, UNANSWERED if value is None else value)
    QAccessible.updateAccessibility(event)
